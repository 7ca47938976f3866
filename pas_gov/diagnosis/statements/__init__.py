"""What single sentences say that can be held against others: what they measure, of whom and of what, how firmly."""
