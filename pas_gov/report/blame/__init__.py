"""The report of `blame`, in each format."""
