"""The report of `ledger verify`, in each format."""
