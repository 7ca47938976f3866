"""GitHub's API, and the files that its runner reads."""
