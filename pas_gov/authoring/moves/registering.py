"""Claims that texts make are written down as proposed promises."""

from __future__ import annotations

from collections.abc import Iterable

from pas_gov.authoring.editing import Append
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.making import make
from pas_gov.authoring.moves.parts import Parts
from pas_gov.diagnostics import printable
from pas_gov.drift.matching.candidates import Candidate
from pas_gov.model.stack.entry import Entry


def register(
    draft: Draft,
    candidates: Iterable[Candidate],
    authorship: Authorship,
    *,
    owner: str,
    audience: tuple[str, ...] = ("customers",),
) -> tuple[Entry, ...]:
    """Add a proposed promise for each candidate, with its source and place; Stops as :func:`making.make`.

    ``owner`` answers for deciding about them, until each has an owner of its own.
    """
    return tuple(_registered(draft, one, authorship, owner, audience) for one in candidates)


def _registered(
    draft: Draft, one: Candidate, authorship: Authorship, owner: str, audience: tuple[str, ...]
) -> Entry:
    parts = Parts(
        title=one.title,
        statement=one.statement,
        owner=owner,
        layer=one.layer,
        status="proposed",
        source=f"Found by scan in {printable(one.place)}",
        audience=audience,
        applies_when=one.condition or None,
        zones=((one.zone, ""),) if one.zone else (),
        surfaces=((one.zone, one.path),) if one.zone and _plain(one.path) else (),
        notes=f"Also said in {', '.join(map(printable, one.also))}." if one.also else None,
    )
    entry = make(draft, one.id, parts, authorship)
    terms = [Append("/terms", {"measure": measure, bound: value}) for measure, bound, value in one.terms]
    return draft.edit(entry.id, terms)


def _plain(path: str) -> bool:
    """Tell whether a path can stand in a record as it is."""
    return bool(path.strip()) and printable(path) == path
