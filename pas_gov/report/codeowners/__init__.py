"""CODEOWNERS as it follows from the promises, and what `owners` did or found."""
