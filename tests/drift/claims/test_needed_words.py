"""A pattern is passed over only where it can't match: tried on sentences that are made of the patterns themselves."""

from __future__ import annotations

import random
import re

from cases import each_of
from made_for_patterns import Sentences

from pas_gov.drift.claims.clauses import SentenceForms
from pas_gov.drift.claims.patterns import PATTERNS, matches

NAMES = [name for name, _, _ in PATTERNS]


def _plainly(form: SentenceForms) -> list[tuple[str, str]]:
    found = []
    for name, where, pattern in PATTERNS:
        match = re.search(pattern, form.whole if where == "whole" else form.main)
        if match:
            found.append((name, match[0].strip()))
    return found


def test_what_matches_is_always_tried():
    """Whoever writes a word into a pattern, and not into what it needs, is told here."""
    chance, hit = random.Random(20), set()
    for name, _, pattern in PATTERNS:
        sentences = Sentences(pattern, chance)
        for _ in range(2 * sentences.number + 10):
            said = sentences.next()
            if re.search(pattern, said):
                assert name in dict(matches(SentenceForms(said, said))), said
                hit.add(name)
    assert hit == set(NAMES)


def test_patterns_give_what_they_would_give_one_by_one():
    chance = random.Random(20)
    for _, _, pattern in PATTERNS:
        said = Sentences(pattern, chance).next()
        form = SentenceForms(said, f"so {said}")
        assert list(matches(form)) == _plainly(form), said


@each_of(
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
