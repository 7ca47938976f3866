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
from pas_gov.model.records.surface_paths import never_read
from pas_gov.model.stack.entry import Entry


def register(  # noqa: PLR0913  (candidates, and what is the same for all)
    draft: Draft,
    candidates: Iterable[Candidate],
    authorship: Authorship,
    *,
    owner: str,
    audience: tuple[str, ...] = ("customers",),
    found_by: str = "scan",
    core: str = "",
) -> tuple[Entry, ...]:
    """Add a proposed promise for each candidate, with its source and place; Stops as :func:`making.make`.

    ``owner`` answers for deciding about them, until each has an owner of its own; ``found_by`` is the command that
    found them; ``core`` the promise that they are linked to, which nobody has reviewed them against yet ("" for none).
    """
    return tuple(_registered(draft, one, authorship, owner, audience, found_by, core) for one in candidates)


def _registered(  # noqa: PLR0913  (a candidate, and what is the same for all)
    draft: Draft,
    one: Candidate,
    authorship: Authorship,
    owner: str,
    audience: tuple[str, ...],
    found_by: str,
    core: str,
) -> Entry:
    parts = Parts(
        title=one.title,
        statement=one.statement,
        owner=owner,
        layer=one.layer,
        status="proposed",
        source=f"Found by {found_by} in {printable(one.place)}",
        audience=audience,
        applies_when=one.condition or None,
        zones=((one.zone, ""),) if one.zone else (),
        surfaces=((one.zone, one.path),) if one.zone and _plain(one.path) else (),
        notes=one.notes or None,
    )
    entry = make(draft, one.id, parts, authorship)
    terms = [Append("/terms", {"measure": measure, bound: value}) for measure, bound, value in one.terms]
    links = [Append("/aligned_to", {"promise": core})] if core else []
    return draft.edit(entry.id, [*terms, *links])


def _plain(path: str) -> bool:
    """Tell whether a path can stand in a record as it is, as one that is read."""
    return bool(path.strip()) and printable(path) == path and not never_read(path)
