"""The organisation's names are found where a search for each of them finds them, however the looking is shortened."""

from __future__ import annotations

import random
import re

import pytest

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.classifier import shipped_model
from pas_gov.drift.claims.detection import claims_and_rest, sentence_verdicts
from pas_gov.drift.claims.names import nearby, organisations, own_names
from pas_gov.drift.texts.sentence import Sentence

PIECES = [
    "acme",
    "acme's",
    "acmes",
    "acme_",
    "acme-9",
    "the",
    "zebra",
    "café",
    "caf",
    "3com",
    "m",
    "m&m",
    "a.b",
    "rock",
    "and",
    "roll",
    "é",
    "_",
    "'",
    "-",
    ".",
    ",",
    "will",
    "Müller",
    "müller",
    "ü",
]


def _plainly(names: frozenset[str], text: str) -> list[str]:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.findall(rf"\b(?:{'|'.join(map(re.escape, longest))})(?!['\w])", text)


def _sentence(said: str, lead: str = "", heading: str = "") -> Sentence:
    return Sentence("a.md", 1, 1, "sentence", heading, lead, said)


@pytest.mark.whole  # thousands of cases
def test_names_in_random_texts_are_those_that_a_pattern_finds():
    chance, found = random.Random(20), 0
    for _ in range(6_000):
        names = frozenset(
            "".join(chance.choices(PIECES, k=chance.randint(1, 2))).lower()
            for _ in range(chance.randint(1, 4))
        )
        text = chance.choice(("", " ")).join(chance.choices(PIECES, k=chance.randint(1, 8))).lower()
        own, plainly = own_names(names), _plainly(names, text)
        assert own is not None
        assert own.findall(text) == plainly
        assert bool(own.search(text)) == bool(plainly)
        found += bool(plainly)
    assert 300 < found < 5_700


def test_names_that_stand_nowhere_near_a_sentence_are_as_if_there_were_none():
    own = own_names(frozenset({"acme", "zebra corp"}))
    assert nearby(_sentence("We answer within a day."), own) is None
    assert nearby(_sentence("Acme answers within a day."), own) is own
    assert nearby(_sentence("We answer.", heading="What Acme does"), own) is own
    assert nearby(_sentence("We answer.", lead="Zebra Corp will:"), own) is own
    assert own == own_names(frozenset({"zebra corp", "acme"}))


def test_a_claim_is_the_same_whether_names_elsewhere_in_its_file_are_looked_for_or_not():
    """Sentences are judged without the names that can't stand in them; the plain way looks for all of them."""
    chance, named = random.Random(20), 0
    subjects = ("Acme", "Zebra Corp", "The platform", "We", "Our team", "Customers", "Refunds")
    said = (
        "will answer within 2 days",
        "encrypts all backups",
        "may change its prices",
        "offers a refund",
        "is proud of this",
    )
    for _ in range(60):
        texts = [f"{chance.choice(subjects)} {chance.choice(said)}." for _ in range(12)]
        file = [_sentence(text, *chance.choices(("", "Acme will:", "Support"), k=2)) for text in texts]
        judged = [one.claim for one in sentence_verdicts(file, shipped_model())]
        found = [one if isinstance(one, Claim) else None for one in claims_and_rest(file)]
        assert found == judged
        named += bool(organisations(file))
    assert named > 30
