"""Sentences and claims as rows of JSON, for a cache or another process, and back."""

from __future__ import annotations

from typing import Any

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.quantities.quantity import Quantity

Row = list[Any]


def sentence_row(one: Sentence) -> Row:
    """Return a sentence without its path as a row; ``sentence_from`` is the inverse."""
    return [one.line, one.end_line, one.unit, one.heading, one.lead, one.text, one.promise, one.turn]


def sentence_from(row: Row, path: str) -> Sentence:
    """Return the sentence of a row. Raises TypeError where it is none."""
    return Sentence(path, *row)


def claim_row(one: Claim) -> Row:
    """Return a claim as a row; ``claim_from`` is the inverse."""
    quantities = [[each.text, each.kind, each.values, each.unit] for each in one.quantities]
    return [
        sentence_row(one.sentence), one.strength, one.zone, one.condition, quantities, one.score, one.words, one.names,
    ]  # fmt: skip


def claim_from(row: Row, path: str) -> Claim:
    """Return the claim of a row. Raises TypeError or ValueError where it is none."""
    sentence, strength, zone, condition, quantities, score, words, names = row
    return Claim(
        sentence_from(sentence, path),
        strength,
        zone,
        condition,
        tuple(Quantity(text, kind, tuple(values), unit) for text, kind, values, unit in quantities),
        score,
        tuple(words),
        tuple(names),
    )
