"""A bot asked what customers would ask, and its answers held against what is and was promised."""
