"""Claims matched with the wordings that were ever promised: which promise each speaks of, and whether they agree."""
