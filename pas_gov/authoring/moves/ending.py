"""Endings: a promise is superseded or retired, with those told who rely on it, and the zones that stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from pas_gov.authoring.editing import Append, Edit, Set, Value
from pas_gov.authoring.moves.answers import refuse_placeholder
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.endings import EXPERIMENT_STOPS
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.records.promise import ZONES, Promise
from pas_gov.model.stack.entry import Entry


@dataclass(frozen=True, slots=True)
class EndingDetails:
    """What is to be recorded of an ending.

    ``date`` is the last day; ``notices`` what each audience was told; ``stops`` the day on which each zone
    stopped or stops, and ``seen`` where that can be seen. ``successors`` are the ids of what follows: none for a
    retirement.
    """

    date: str
    why: str
    decided_by: str
    successors: tuple[str, ...] = ()
    notices: Mapping[str, str] = field(default_factory=dict)
    told_on: str = ""
    evidence: str = ""
    stops: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)


def end(draft: Draft, identity: str, ending: EndingDetails, authorship: Authorship) -> Entry:
    """Record the ending; Stop(has-ended) where the promise has ended already, Stop(no-answer) for a placeholder."""
    refuse_ended(draft.stack.entries[identity])
    refuse_placeholder("--why", ending.why, "why it ends")
    if ending.evidence:
        refuse_placeholder("--evidence", ending.evidence, "where that can be seen")
    status = "superseded" if ending.successors else "retired"
    record = Set("/ending", _record(ending, authorship))
    return draft.edit(identity, [Set("/status", status), *_notices(ending, authorship), record])


def refuse_ended(entry: Entry) -> None:
    """Stop(has-ended), as wrong usage, where a promise has ended already."""
    if entry.ended:
        message = f'"{entry.id}" has ended already: it is {entry.status}'
        told = shown(("amend", entry.id, "--why", "<WHY IT ENDS>"))
        remedy = f"to correct its ending, or add to it (--on, --decided-by, --notice, --stop): {told}"
        raise Stop("has-ended", message, remedy, status=2)


def _notices(ending: EndingDetails, authorship: Authorship) -> Iterator[Edit]:
    for audience, says in ending.notices.items():
        refuse_placeholder(f"--notice {audience}", says, f"what {audience} were told")
        yield Append("/notices", notice(audience, ending.told_on or authorship.day, says, ending.evidence))


def notice(audience: str, day: str, says: str, evidence: str = "") -> dict[str, Value]:
    """Return the record of a notice."""
    return _present(audience=audience, date=day, says=says, evidence=evidence)


def _record(ending: EndingDetails, authorship: Authorship) -> dict[str, Value]:
    zones: dict[str, Value] = {
        zone: _present(stopped_on=day, by=authorship.by, evidence=ending.seen.get(zone, ""))
        for zone, day in ending.stops.items()
    }
    return _present(
        date=ending.date, why=ending.why, decided_by=ending.decided_by,
        superseded_by=list(ending.successors), zones=zones,
    )  # fmt: skip


def _present(**parts: Value) -> dict[str, Value]:
    return {key: part for key, part in parts.items() if part not in ("", [], {})}


def zones_to_stop(promise: Promise) -> tuple[str, ...]:
    """Return the zones that have to say since when they have stopped: those that deliver it."""
    kept = set(promise.zones_kept) | (set(EXPERIMENT_STOPS) if promise.layer == "experimental" else set())
    return tuple(zone for zone in ZONES if zone in kept)


def activate(draft: Draft, identity: str) -> bool:
    """Make a proposed promise active; tell whether it was proposed. Stop(has-ended) for an ended one."""
    entry = draft.stack.entries[identity]
    if entry.ended:
        message = f'"{identity}" has ended itself: it is {entry.status}'
        raise Stop("has-ended", message, "name an active promise with --by", status=2)
    if entry.status == "proposed":
        draft.edit(identity, [Set("/status", "active")])
        return True
    return False
