"""What changed last in what is promised: what one commit did alike to several promises is one line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.events import Event

BESIDE = frozenset(("realigned", "attested", "noticed", "edited", "moved", "zone-reworded"))
"""What happens to the record beside what is promised."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """What happened on one day, by one commit, to these promises."""

    day: date
    says: str
    promises: tuple[str, ...]


def last_changes(events: Iterable[Event], most: int) -> tuple[LastChange, ...]:
    """Return the latest material changes of events that come newest first."""
    found: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if event.material and event.promise:
            key = event.origin.commit, _said(event)
            if key not in found and len(found) == most:
                break
            found.setdefault(key, []).append(event)
    return tuple(
        LastChange(those[0].origin.day, says, tuple(one.promise for one in those))
        for (_, says), those in found.items()
    )


def _said(event: Event) -> str:
    """Return what happened to what is promised, and what happened beside it only where there is nothing else."""
    kinds = [kind for kind in event.kinds if kind not in BESIDE] or event.kinds
    return ", ".join(kinds).replace("-", " ")
