"""What `test --history` found, in each format."""
