"""What is told of a verdict: every finding with its names, place and way, as plain data."""
