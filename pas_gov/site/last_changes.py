"""What changed last in what is promised: what one commit did alike to several promises is one line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.events import Event
from pas_gov.site.event_words import made_earlier
from pas_gov.site.words import day_words

BESIDE = frozenset(("realigned", "attested", "noticed", "edited", "moved", "zone-reworded"))
"""What happens to the record beside what is promised."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """What happened on one day, by one commit, to these promises."""

    day: date
    says: str
    promises: tuple[str, ...]


def last_changes(events: Iterable[Event]) -> tuple[LastChange, ...]:
    """Return the material changes of events that come newest first, in their order."""
    found: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if event.material and event.promise:
            key = event.origin.commit, _said(event)
            found.setdefault(key, []).append(event)
    return tuple(
        LastChange(those[0].origin.day, f"{says}{_made(those)}", tuple(one.promise for one in those))
        for (_, says), those in found.items()
    )


def _said(event: Event) -> str:
    """Return what happened to what is promised, and what happened beside it only where there is nothing else."""
    kinds = [kind for kind in event.kinds if kind not in BESIDE] or event.kinds
    named = ("recorded" if kind == "made" and made_earlier(event) else kind for kind in kinds)
    return ", ".join(named).replace("-", " ")


def _made(recorded: Iterable[Event]) -> str:
    """Return the days on which what is only recorded was made: `` (made 1 Sep 2012)``; "" of anything else."""
    days = sorted({day for one in recorded if (day := made_earlier(one))})
    if not days:
        return ""
    return f" (made {day_words(days[0])}{f' to {day_words(days[-1])}' if len(days) > 1 else ''})"
