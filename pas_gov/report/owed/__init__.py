"""The report of `owed`, in each format."""
