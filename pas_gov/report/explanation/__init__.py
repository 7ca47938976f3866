"""What `explain` found, in each format."""
