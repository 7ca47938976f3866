"""What is said and done, held against what was promised: claims in texts, indicators, the state of the zones."""
