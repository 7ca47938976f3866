"""The colours of the states: told apart by people with each of the common colour blindnesses, and legible as text."""

from __future__ import annotations

import re
from importlib import resources
from itertools import combinations

import pytest

CSS = (resources.files("pas_gov.site") / "static" / "site.css").read_text(encoding="utf-8")
STATES = ("kept", "drifting", "broken", "unverified")

# Machado, Oliveira, Fernandes 2009: whole lack of one kind of cone, on linear RGB.
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
APART = 15  # CIE76; about two is what an eye can just tell


def palette(scheme: str) -> dict[str, tuple[float, ...]]:
    """Return the colours of a scheme as linear RGB, by their names in the style sheet."""
    parts = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    found = re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", parts[("light", "dark").index(scheme)])
    return {name: _linear(value) for name, value in found}


def _linear(value: str) -> tuple[float, ...]:
    whole = value if len(value) == 6 else "".join(2 * one for one in value)
    parts = (int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def seen(colour: tuple[float, ...], sight: str) -> tuple[float, ...]:
    return tuple(
        min(max(sum(a * b for a, b in zip(row, colour, strict=True)), 0), 1) for row in SIGHTS[sight]
    )


def lab(colour: tuple[float, ...]) -> tuple[float, ...]:
    """Return a linear RGB colour in CIE L*a*b*, D65."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    xyz = (
        sum(a * b for a, b in zip(row, colour, strict=True)) / one
        for row, one in zip(rows, white, strict=True)
    )
    x, y, z = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast of WCAG 2."""
    light = [0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (one, other)]
    return (max(light) + 0.05) / (min(light) + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sight", sorted(SIGHTS))
def test_the_bars_of_two_states_never_look_alike(scheme, sight):
    colours = palette(scheme)
    for one, other in combinations(STATES, 2):
        apart = distance(*(seen(colours[f"{state}-bar"], sight) for state in (one, other)))
        assert apart >= APART, (one, other, round(apart, 1))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_a_state_stand_out_from_the_paper(scheme):
    colours = palette(scheme)
    for state in (*STATES, "soft", "accent"):
        assert contrast(colours[state], colours["paper"]) >= 4.5, state
