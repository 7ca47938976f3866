"""The report of `propagation`, in each format."""
