"""The report of `audit`, in each format."""
