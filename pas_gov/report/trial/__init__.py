"""What `test` found, in each format."""
