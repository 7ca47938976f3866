"""The gate's report on a verdict, as plain data: every finding with its names, its place and path."""
