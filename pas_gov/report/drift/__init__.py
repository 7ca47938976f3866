"""The report of `drift`, in each format."""
