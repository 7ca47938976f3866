"""The report of `scan`, in each format."""
