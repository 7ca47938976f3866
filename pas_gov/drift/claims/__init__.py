"""Which sentences are claims: the organisation commits itself to someone who could hold it to that."""
