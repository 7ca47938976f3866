"""What comes apart: contradictions among texts, experiments told as settled, promises whose day has passed, slips."""
