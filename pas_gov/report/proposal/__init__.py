"""What a writing command did or would do."""
