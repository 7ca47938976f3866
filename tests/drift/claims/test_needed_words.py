"""A pattern is passed over only where it can't match: tried on sentences that are made of the patterns themselves."""

from __future__ import annotations

import random
import re

import pytest

from pas_gov.drift.claims.clauses import SentenceForms
from pas_gov.drift.claims.patterns import PATTERNS, matches

NAMES = [name for name, _, _ in PATTERNS]
_GROUP = re.compile(r"\((?:\?:)?([^()]*)\)(\{\d+,\d+\}\??|[?*])?")


def _sentence(pattern: str, chance: random.Random) -> str:
    """Return one of the sentences that a pattern is made for, roughly: what it can't say of itself is left out."""
    text = re.sub(r"\(\?[!=<][^()]*(?:\([^()]*\)[^()]*)*\)", "", pattern)
    while found := _GROUP.search(text):
        options = found[1].split("|")
        chosen = "" if found[2] and chance.random() < 0.5 else chance.choice(options)
        text = text[: found.start()] + chosen + text[found.end() :]
    text = re.sub(r"\[[^\]]*\][+*?]*(?:\{[^}]*\}\??)?|\\w(?:[+*]\??|\{[^}]*\})?", "any", text)
    text = re.sub(r"\\d(?:[+*]\??|\{[^}]*\})?", "4", text)
    text = re.sub(r"\\b|\\W\*|\\A|\\Z|[\^$]", "", text)
    text = re.sub(r"(.)\?", lambda one: chance.choice(("", one[1])), text)
    return chance.choice(("", "", "so ")) + text.replace("\\", "").replace(".{0,40}", " of it ")


def _plainly(form: SentenceForms) -> list[tuple[str, str]]:
    found = []
    for name, where, pattern in PATTERNS:
        match = re.search(pattern, form.whole if where == "whole" else form.main)
        if match:
            found.append((name, match[0].strip()))
    return found


@pytest.fixture(scope="module")
def hit() -> set[str]:
    return set()


def test_what_matches_is_always_tried(hit):
    chance = random.Random(20)
    for _, _, pattern in PATTERNS:
        for _ in range(12):
            said = _sentence(pattern, chance)
            form = SentenceForms(said, said)
            found = _plainly(form)
            assert list(matches(form)) == found, said
            hit.update(name for name, _ in found)
    assert len(hit) > 0.9 * len(NAMES), sorted(set(NAMES) - hit)


@pytest.mark.parametrize(
    "said",
    [
        "replies arrive within \uff14 hours",
        "within \u0664 hours",
        "\u0661. we will answer",
        "data is encrypt_ed",
        "we encrypté it",
        "it\u2019s free",
    ],
)
def test_letters_and_digits_of_other_scripts_are_those_that_the_patterns_take(said):
    form = SentenceForms(said, said)
    assert list(matches(form)) == _plainly(form)
