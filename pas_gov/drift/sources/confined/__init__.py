"""What runs in a process of its own, with a stranger's query: limits first, then the source, then the query."""
