"""A judged change, in each format."""
