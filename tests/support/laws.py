"""How much is tried of what could be tried without end: a few in the quick set, a part in each run, all now and then.

All of it, and the slow tests: ``pytest -m "slow or not slow"``, as .github/workflows/thorough.yml does each night.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

One = TypeVar("One")
QUICK, USUAL, THOROUGH = "quick", "usual", "thorough"
A_FEW, ALL = 5, 100
PART = 3  # each third in a usual run; examples differ from run to run
for name, most in ((QUICK, A_FEW), (USUAL, ALL // PART), (THOROUGH, ALL)):
    busy = [HealthCheck.too_slow]  # as with a deadline: a busy machine is no fault
    settings.register_profile(name, max_examples=most, deadline=None, suppress_health_check=busy)


def profile(markers: str) -> str:
    """Return how much is tried where tests are chosen by this expression of markers."""
    return {"not whole": QUICK, "not slow": USUAL}.get(markers, THOROUGH)


def _is(name: str) -> bool:
    return settings.default == settings.get_profile(
        name
    )  # settings() are those of no profile, since hypothesis 6.170


def tries(examples: int) -> int:
    """Return how many examples to try: so many where all is tried, a part of them in a usual run, else a few."""
    most = examples if _is(THOROUGH) else A_FEW if _is(QUICK) else examples // PART
    return min(examples, max(most, A_FEW))


def part(cases: Sequence[One]) -> Sequence[One]:
    """Return the cases to try: all of them where all is tried, else each third."""
    return cases if _is(THOROUGH) else cases[::PART]


def few(cases: Sequence[One]) -> Sequence[One]:
    """Return the cases to try: each fifth in the quick set, else all of them."""
    return cases[::A_FEW] if _is(QUICK) else cases


def partly_slow(cases: Iterable[One], *marks: pytest.MarkDecorator) -> list[Any]:
    """Return parameters of which a usual run has each third: what all of them show in yet another way."""
    return [
        pytest.param(one, marks=(*marks, pytest.mark.slow) if number % PART else marks)
        for number, one in enumerate(cases)
    ]
