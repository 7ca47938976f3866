"""What a new repository is given: its files, its workflow, and its first Core Promise."""
