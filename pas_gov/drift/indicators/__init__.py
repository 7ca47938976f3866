"""Series of figures held against the terms of promises: trends, shifts, breaches."""
