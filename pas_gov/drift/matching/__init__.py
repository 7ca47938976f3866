"""Claims held against the wordings that were ever promised: which promise, and whether they agree."""
