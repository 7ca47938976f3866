"""The steps of a branch judged one after the other."""
