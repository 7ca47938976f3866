"""How much each set of tests tries: a wrong answer would be seen nowhere else, as every test would still pass."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cases import each_of
from hypothesis import settings
from laws import QUICK, THOROUGH, USUAL, few, part, profile, tries


@pytest.fixture(scope="module", autouse=True)
def restored() -> Iterator[None]:
    former = next(name for name in (QUICK, USUAL, THOROUGH) if settings.default == settings.get_profile(name))
    yield
    settings.load_profile(former)


@each_of(
    ("markers", "amounts"),
    [("not whole", (5, 3, 4, 2)), ("not slow", (333, 3, 4, 10)), ("slow or not slow", (1000, 3, 10, 10))],
)
def test_each_set_tries_its_share(markers, amounts):
    settings.load_profile(profile(markers))
    ten = range(10)
    assert amounts == (tries(1000), tries(3), len(part(ten)), len(few(ten)))
