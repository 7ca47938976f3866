"""A branch of a repository read step by step: as of a day, verified, as evidence."""
