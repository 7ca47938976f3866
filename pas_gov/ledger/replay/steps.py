"""The steps of a branch: what stood before and after each, who made it, and on which day it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.replay.origin import Origin
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.stack import Stack
from pas_gov.model.stack.transition import Paths

NOTHING = Side(Stack("nothing"), Rulebook())  # what stood before the first commit


UNTOUCHED = Paths()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a branch: what stood before and after it, and the paths of records that it touches.

    ``ids`` are all promises that it may change, None where that isn't known; ``moved`` the path that held the same
    bytes, for each new path; ``faults`` the problems of the files that it touches, before and after. ``unread`` says
    why a side couldn't be read; then neither counts.
    """

    origin: Origin
    before: Side
    after: Side
    paths: Paths
    unread: str = ""
    ids: frozenset[str] | None = None
    moved: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]] = ((), ())
