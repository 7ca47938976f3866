"""The policies' documentation."""
