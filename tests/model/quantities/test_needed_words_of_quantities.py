"""A pattern of quantities is passed over only where it can't match: tried on sentences that are made of the patterns."""

from __future__ import annotations

import random
from importlib import import_module
from pkgutil import iter_modules

import pytest
from cases import each_of
from made_for_patterns import Sentences

import pas_gov.model.quantities
from pas_gov.foundation.patterns import WordedPattern
from pas_gov.model.quantities.quantities import FINDERS

MODULES = [one.name for one in iter_modules(pas_gov.model.quantities.__path__)]
PATTERNS = {
    f"{module}.{name}": value
    for module in MODULES
    for name, value in vars(import_module(f"pas_gov.model.quantities.{module}")).items()
    if isinstance(value, WordedPattern)
}
TRIES = 300


def _spans(found):
    return [one.span() for one in found]


@pytest.mark.whole  # thousands of cases
@each_of("name", sorted(PATTERNS))
def test_what_matches_has_one_of_the_needed_words(name):
    """Whoever writes a word into a pattern, and not into what it needs, is told here."""
    worded, chance = PATTERNS[name], random.Random(20)
    sentences, hit = Sentences(worded.pattern.pattern, chance), 0
    for _ in range(max(TRIES, 2 * sentences.number)):
        around = chance.choice(
            ("{}", "within {} hours", "of {} days", "a {}.", "We answer {}, mostly", "({})")
        )
        said = around.format(sentences.next())
        for text in (said, said.upper(), said.capitalize(), f"{said} é"):
            plainly = _spans(worded.pattern.finditer(text))
            hit += bool(plainly)
            assert _spans(worded.finditer(text)) == plainly, text
            found = worded.search(text)
            assert (found and found.span()) == (plainly[0] if plainly else None), text
    assert hit, "no sentence matches this pattern, so nothing was tried"


def test_a_pattern_is_tried_on_other_letters_than_ascii():
    assert WordedPattern("kelvin", "\u212a").search("\u212a") is not None
    assert WordedPattern("k", "k", 2).search("\u212a") is not None  # re.IGNORECASE


def test_a_pattern_is_passed_over_without_its_words():
    assert WordedPattern("day", "[a-z]").search("nights") is None


def test_what_gives_a_finder_work_has_one_of_its_parts():
    chance = random.Random(20)
    for parts, hint, _ in FINDERS:
        sentences = Sentences(hint.pattern, chance)
        for _ in range(max(TRIES, 2 * sentences.number) if parts else 0):
            said = sentences.next()
            for text in filter(str.isascii, (said, said.upper())):
                assert not hint.search(text) or any(part in text.lower() for part in parts), text
