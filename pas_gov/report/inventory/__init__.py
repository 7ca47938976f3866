"""The report of `inventory`, in each format."""
