"""The report of `impact`, in each format."""
