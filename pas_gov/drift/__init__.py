"""What is said and delivered, held against the stack: claims in texts, indicators, the state of the zones."""
