"""One file for each format; each turns a report into text and does nothing else."""
