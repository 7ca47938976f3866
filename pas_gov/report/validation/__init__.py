"""What `validate` found, in each format."""
