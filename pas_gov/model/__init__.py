"""What is written in records, and what is true of them at one time and between two."""
