"""The report of `diff`, in each format."""
