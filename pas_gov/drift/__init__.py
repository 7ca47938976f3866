"""Drift, which is what is said and done against what was promised: claims in texts, indicators, the state of the zones."""
