"""Edits of the ending of a promise that has ended already, or of one that is no ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pas_gov.authoring.editing import Edit, Remove, Set
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.parts import ENDED, Parts
from pas_gov.diagnostics import Stop
from pas_gov.model.records.promise import Promise
from pas_gov.model.stack.id_lookup import find_zone

ListEdits = Callable[[str, tuple[str, ...], tuple[str, ...]], Iterator[Edit]]


def ending_edits(
    promise: Promise, parts: Parts, authorship: Authorship, list_edits: ListEdits
) -> Iterator[Edit]:
    """Yield what completes or corrects an ending, or takes away that of a promise which goes on.

    Stops, as wrong usage: not-ended, has-ended.
    """
    ended = (parts.status or promise.status) in ENDED
    present = promise.ending
    if parts.drop_ending and ended:
        message = f'"{promise.id}" has ended, so its ending stays'
        remedy = "correct it: --on, --why, --decided-by, --superseded-by, --stop"
        raise Stop("has-ended", message, remedy, status=2)
    if parts.drop_ending and present is not None:
        yield Remove("/ending")
    texts = (
        ("date", str(present.date) if present and present.date else "", parts.ended_on),
        ("why", present.why if present else "", parts.why),
        ("decided_by", present.decided_by if present else "", parts.decided_by),
    )
    wanted = [(key, value) for key, was, value in texts if value is not None and value != was]
    if (wanted or parts.superseded_by) and not ended:
        remedy = f"to end it: pas-gov retire {promise.id}, or pas-gov supersede {promise.id}"
        raise Stop("not-ended", f'"{promise.id}" hasn\'t ended, so it has no ending', remedy, status=2)
    yield from (Set(f"/ending/{key}", value) for key, value in wanted)
    yield from list_edits(
        "/ending/superseded_by", present.superseded_by if present else (), parts.superseded_by
    )
    yield from _stops(promise, parts, authorship)


def _stops(promise: Promise, parts: Parts, authorship: Authorship) -> Iterator[Edit]:
    if parts.stops and promise.ending is None and (parts.status or promise.status) not in ENDED:
        remedy = "end it: pas-gov retire, or supersede; where it goes on without a zone: --leave ZONE"
        raise Stop("not-ended", f'"{promise.id}" hasn\'t ended, so no zone stops', remedy, status=2)
    last = promise.ending.date.isoformat() if promise.ending and promise.ending.date else None
    for text, day in parts.stops:
        pointer = f"/ending/zones/{find_zone(text)}"
        yield Set(f"{pointer}/stopped_on", day or parts.ended_on or last or authorship.day)
        yield Set(f"{pointer}/by", authorship.by)
