"""How a process is started, and limited by the operating system, that runs what a stranger wrote: a query, a model."""
