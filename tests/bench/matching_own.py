"""The invented inventory of matching_own.txt: forty promises as wordings, and sentences with the promise of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pas_gov.ledger.events.known_wordings import Wording
from pas_gov.model.records.promise import Term

OWN = Path(__file__).with_name("matching_own.txt")


@dataclass(frozen=True)
class Case:
    """A sentence, its promise ("" for none), and whether it is of the part that is kept apart while tuning."""

    text: str
    promise: str
    apart: bool


def own_inventory() -> tuple[list[Wording], list[Case]]:
    """Return the promises, and the sentences about them and about none."""
    wordings: list[Wording] = []
    cases: list[Case] = []
    for number, line in enumerate(_lines()):
        if line.startswith("* "):
            wordings.append(_wording(line[2:]))
            promise = wordings[-1].promise
        elif line == "*":
            promise = ""
        else:
            apart = len(wordings) % 2 == 0 if promise else number % 2 == 0
            cases.append(Case(line, promise, apart))
    return wordings, cases


def _lines() -> Iterator[str]:
    for line in OWN.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.rstrip()


def _wording(line: str) -> Wording:
    identity, layer, title, statement, *rest = [part.strip() for part in line.split(" | ")]
    condition, terms = (*rest, "", "")[:2]
    found = tuple(_term(one) for one in terms.split(";") if one.strip())
    written: Any = layer
    return Wording(identity, title, written, "active", statement, condition=condition, terms=found)


def _term(text: str) -> Term:
    measure, bound, value = text.strip().rsplit(" ", 2)
    limit: Any = bound
    return Term(measure, limit, int(value) if value.isdigit() else value)
