"""How many examples a law is tried on: as many as it says in the whole suite, a few in the quick set."""

from __future__ import annotations

from hypothesis import settings

QUICK, A_FEW = "quick", 5
settings.register_profile(QUICK, max_examples=A_FEW)


def tries(examples: int) -> int:
    """Return how many examples to try: so many, but in the quick set no more than a few."""
    return min(examples, A_FEW) if settings() == settings.get_profile(QUICK) else examples
