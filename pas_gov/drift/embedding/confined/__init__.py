"""What runs in a process of its own, with a stranger's model: its bytes first, then limits, then the network."""
