"""Quantities in sentences: numbers, units, durations, dates, as people write them."""
