"""Policies tried by their tests: cases built and judged, what they reach, and the mutants that they kill."""
