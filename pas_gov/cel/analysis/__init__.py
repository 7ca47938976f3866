"""What can be said of an expression without its variables: what it reads, and whether it is constant."""
