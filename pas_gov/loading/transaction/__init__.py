"""Files that change together: who may write, the journal of it, and how a run that broke off is settled."""
