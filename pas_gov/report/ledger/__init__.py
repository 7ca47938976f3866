"""The report of `ledger`, in each format."""
