"""What `fmt` did or would do."""
