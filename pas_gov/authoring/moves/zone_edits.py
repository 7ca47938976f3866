"""Edits of a promise's zones: what they promise, where they state it, and that they deliver it no more."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.authoring.editing import Append, Edit, Remove, Set
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.parts import ENDED, Parts
from pas_gov.authoring.moves.terms import place_of, removals
from pas_gov.diagnostics import Stop, printable
from pas_gov.model.records.promise import Promise, Zone
from pas_gov.model.records.surface_paths import BELOW_THE_ROOT, never_read
from pas_gov.model.stack.id_lookup import find_zone


def zone_edits(promise: Promise, parts: Parts, authorship: Authorship) -> Iterator[Edit]:
    """Yield the edits of zones.

    Stops, as wrong usage: unknown-zone, unknown-surface, surface-never-read, has-left, no-effect.
    """
    yield from _entered(promise, parts)
    yield from _absences(promise, parts, authorship)
    yield from _surfaces(promise, parts)
    yield from _left(promise, parts, authorship)
    yield from _evidence(promise, parts)


def _entered(promise: Promise, parts: Parts) -> Iterator[Edit]:
    for zone, says in ((find_zone(text), says) for text, says in parts.zones):
        present = promise.zones.get(zone)
        if present is None:
            yield Set(f"/zones/{zone}", {"says": says} if says else {})
            continue
        if present.left is not None:
            alone = present == Zone(left=present.left)
            yield Set(f"/zones/{zone}", {}) if alone else Remove(f"/zones/{zone}/left")
        if says and says != present.says:
            yield Set(f"/zones/{zone}/says", says)


def _absences(promise: Promise, parts: Parts, authorship: Authorship) -> Iterator[Edit]:
    """Yield a line of the notes for each zone that is entered again: for how long it hadn't delivered the promise.

    An entry with ``left`` is one that delivers it no more, so what that recorded, its evidence too, goes on there.
    """
    lines = []
    for zone in dict.fromkeys(find_zone(text) for text, _ in parts.zones):
        left = promise.zones[zone].left if zone in promise.zones else None
        if left is not None:
            who = "; ".join(word for word in (left.by, left.evidence) if word)
            lines.append(
                f"{zone}: left on {left.date}{f' ({who})' if who else ''}, entered again on {authorship.day}."
            )
    if lines:
        present = promise.notes if parts.notes is None else parts.notes
        yield Set(
            "/notes", "\n".join([*present.splitlines(), *lines]) + "\n" * (len(lines) > 1 or bool(present))
        )


def _surfaces(promise: Promise, parts: Parts) -> Iterator[Edit]:
    entered = {find_zone(zone) for zone, _ in parts.zones}
    for zone, surface in ((find_zone(text), surface) for text, surface in parts.surfaces):
        present = promise.zones.get(zone, Zone())
        if present.left is not None and zone not in entered:
            raise Stop("no-effect", f"{zone} has left, so nothing is read where it stated the promise",
                       f"where it delivers it again: --zone {zone}", status=2)  # fmt: skip
        if surface not in _named(present):
            yield Append(f"/zones/{zone}/surfaces", _surface(surface))
    dropped: dict[str, list[int]] = {}
    for zone, surface in ((find_zone(text), surface) for text, surface in parts.dropped_surfaces):
        known = _named(promise.zones.get(zone, Zone()))
        dropped.setdefault(zone, []).append(place_of(known, surface, f"surface of {zone}", "unknown-surface"))
    for zone, places in dropped.items():
        yield from removals(f"/zones/{zone}/surfaces", places)


def _surface(text: str) -> dict[str, str]:
    scheme, colon, rest = text.partition("://")
    if scheme.lower() in ("https", "http"):
        return {"url": scheme.lower() + colon + rest}
    if why := never_read(text):
        message = f"the surface {printable(text)} {why}, so its text would never be read"
        raise Stop("surface-never-read", message, BELOW_THE_ROOT, status=2)
    return {"path": text}


def _named(zone: Zone) -> list[str]:
    return [one.path or one.url for one in zone.surfaces]


def _left(promise: Promise, parts: Parts, authorship: Authorship) -> Iterator[Edit]:
    """Yield that zones have left; one whose entry is gone is entered again, as left."""
    for zone, day in ((find_zone(text), day) for text, day in parts.left):
        left = promise.zones[zone].left if zone in promise.zones else None
        if left is None:
            yield Set(f"/zones/{zone}/left", {"date": day or authorship.day, "by": authorship.by})
        elif day:
            yield Set(f"/zones/{zone}/left/date", day)
            yield Set(f"/zones/{zone}/left/by", authorship.by)
        else:
            raise Stop("has-left", f'{zone} left "{promise.id}" on {left.date} already',
                       f"to correct the day: --leave {zone}=<SINCE WHEN IT DOESN'T DELIVER IT>", status=2)  # fmt: skip


def _evidence(promise: Promise, parts: Parts) -> Iterator[Edit]:
    """Yield where it can be seen that a zone has left, or of an ended promise that it has stopped."""
    leaving = {find_zone(zone) for zone, _ in parts.left}
    stopping = {find_zone(zone) for zone, _ in parts.stops} | set(
        promise.ending.zones if promise.ending else ()
    )
    ended = (parts.status or promise.status) in ENDED
    for zone, text in ((find_zone(name), text) for name, text in parts.zone_evidence):
        left = zone in leaving or (zone in promise.zones and promise.zones[zone].left is not None)
        if ended and zone in stopping:
            yield Set(f"/ending/zones/{zone}/evidence", text)
        elif left:
            yield Set(f"/zones/{zone}/left/evidence", text)
        else:
            raise Stop("no-effect", f'{zone} has neither left "{printable(promise.id)}" nor stopped, '
                       "so there is nothing to be seen",
                       f"add --leave {zone}; of an ended promise: --stop {zone}", status=2)  # fmt: skip
