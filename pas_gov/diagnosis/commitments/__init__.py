"""Sentences that promise the same thing to the same people, as one candidate promise."""
