"""What is true at one time and between two: the stack, its links, revisions and changes."""
