"""Accepted exceptions: one finding, with a reason, two people and an end. SPEC 9 gives them no format.

A waiver (SPEC 4) serves: its policy is ``claims``, its promise the finding's ("*" for a sentence that speaks of none),
its target the fingerprint. The fingerprint changes with the sentence, the file, the state and the promise's wording,
so that what was accepted of one wording isn't accepted of the next.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.normal import fold
from pas_gov.model.records.waiver import CLAIMS, Waiver

ExceptionState = Literal["used", "unused", "expired", "not-yet"]


@dataclass(frozen=True, slots=True)
class AcceptedException:
    """An exception from ``first`` to ``last``, both included, for the finding of one fingerprint."""

    id: str
    fingerprint: str
    reason: str
    approved_by: str
    first: date
    last: date

    def in_force(self, today: date) -> bool:
        """Tell whether it holds on a day."""
        return self.first <= today <= self.last


def accepted_exceptions(waivers: Iterable[Waiver]) -> tuple[AcceptedException, ...]:
    """Return the exceptions among waivers, by id; one without a target excuses nothing, and is left out."""
    found = (
        AcceptedException(one.id, one.target, one.reason, one.approved_by, one.first, one.last)
        for one in waivers
        if one.policy == CLAIMS and one.target and not one.commit
    )
    return tuple(sorted(found, key=lambda one: one.id))


def fingerprint(state: str, promise: str, digest: str, path: str, text: str) -> str:
    """Return 32 hex digits that name a finding, the same wherever in its file the sentence stands."""
    content = json.dumps([state, promise, digest, path, fold(text)], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def exception_states(
    exceptions: Iterable[AcceptedException], used: frozenset[str], today: date
) -> tuple[tuple[str, ExceptionState], ...]:
    """Return the state of each exception by id; ``used`` are the ids that excused something."""
    return tuple((one.id, _state(one, used, today)) for one in sorted(exceptions, key=lambda one: one.id))


def _state(one: AcceptedException, used: frozenset[str], today: date) -> ExceptionState:
    if today < one.first:
        return "not-yet"
    if today > one.last:
        return "expired"
    return "used" if one.id in used else "unused"
