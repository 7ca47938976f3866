"""Amendments: parts of a record that change, each as the edit that it needs and nothing more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from pas_gov.authoring.editing import Append, Edit, Remove, Set
from pas_gov.authoring.moves.answers import refuse_placeholder
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.contradictions import refuse_contradictions
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.ending import notice
from pas_gov.authoring.moves.ending_edits import ending_edits
from pas_gov.authoring.moves.indicators import indicator_edits
from pas_gov.authoring.moves.parts import CLEARABLE, Parts
from pas_gov.authoring.moves.reviewing import review
from pas_gov.authoring.moves.terms import place_of, removals, term_edits
from pas_gov.authoring.moves.zone_edits import zone_edits
from pas_gov.diagnostics import Stop
from pas_gov.model.records.promise import Experiment, Promise
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.loading import PROMISES_FOLDER

__all__ = ["Parts", "amend", "edits", "slug"]


def amend(draft: Draft, identity: str, parts: Parts, authorship: Authorship) -> Entry:
    """Change parts of a promise; where its layer changes, its file moves to that layer's folder.

    What leaves the layer experimental is no experiment any more: its bounds are taken away. The reviews that ``parts``
    name are recorded last. Stops, as wrong usage: contradiction, no-effect, unknown-term, bad-term, invalid-record,
    not-ended, has-ended, and those of reviewing.
    """
    before = draft.stack.entries[identity]
    _refuse_lost_bounds(before, parts)
    entry = _edited(draft, before, parts, authorship)
    if (
        entry.layer != before.layer
        and before.layer == "experimental"
        and before.promise.experiment != Experiment()
    ):
        entry = draft.edit(identity, [Remove("/experiment")])
    if entry.layer == before.layer:
        return entry
    home = f"{PROMISES_FOLDER}/{before.layer}/{identity}."
    ending = entry.path.rpartition(".")[2]
    return (
        draft.move(identity, f"{PROMISES_FOLDER}/{entry.layer}/{identity}.{ending}")
        if entry.path.startswith(home)
        else entry
    )


def _refuse_lost_bounds(before: Entry, parts: Parts) -> None:
    """Refuse bounds of an experiment for a promise that leaves the layer: they would be taken away again."""
    said = [name for name in ("cohort", "started", "decide_by") if getattr(parts, name) is not None]
    if said and before.layer == "experimental" and parts.layer not in (None, "experimental"):
        option = f"--{said[0].replace('_', '-')}"
        message = f"{option} bounds an experiment, and --layer {parts.layer} makes it none"
        raise Stop("contradiction", message, f"leave {option} out", status=2)


def _edited(draft: Draft, before: Entry, parts: Parts, authorship: Authorship) -> Entry:
    entry = draft.edit(before.id, list(edits(before.promise, parts, authorship)))
    for target in parts.aligned_to:
        review(draft, before.id, target, authorship, parts.note or "")
    return draft.stack.entries[entry.id]


def edits(promise: Promise, parts: Parts, authorship: Authorship) -> Iterator[Edit]:
    """Yield the edits that change a record in these parts, and no others; reviews aren't among them."""
    refuse_contradictions(parts)
    for one in parts.audience:
        refuse_placeholder("--audience", one, "who relies on it, such as customers")
    for pointer, present, value in _scalars(promise, parts):
        if value is not None and value != present:
            yield Set(pointer, value)
    for pointer, items, wanted in (
        ("/audience", promise.audience, parts.audience),
        ("/legacy/lives_in", promise.legacy.lives_in, parts.lives_in),
        ("/tags", promise.tags, parts.tags),
    ):
        yield from _list(pointer, items, wanted)
    yield from term_edits(promise, parts)
    yield from zone_edits(promise, parts, authorship)
    yield from indicator_edits(promise, parts)
    yield from _unaligned(promise, parts)
    yield from ending_edits(promise, parts, authorship, _list)
    yield from _notices(parts, authorship)
    yield from (
        Remove(CLEARABLE[name])
        for name in dict.fromkeys(parts.cleared)
        if _holds(promise, CLEARABLE[name]) and not _within_cleared(name, parts)
    )


def _notices(parts: Parts, authorship: Authorship) -> Iterator[Edit]:
    if parts.notices and parts.evidence is not None:
        refuse_placeholder("--evidence", parts.evidence, "where that can be seen")
    for audience, says in parts.notices:
        refuse_placeholder(f"--notice {audience}", says, f"what {audience} were told")
        yield Append(
            "/notices", notice(audience, parts.told_on or authorship.day, says, parts.evidence or "")
        )


def _scalars(promise: Promise, parts: Parts) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the pointer, the present value and the wanted one of each single-valued part."""
    for name in ("title", "statement", "owner", "layer", "status", "notes"):
        wanted = getattr(parts, name)
        yield f"/{name}", getattr(promise, name), _whole(wanted) if name == "statement" else wanted
    yield "/made/date", _day(promise.made.date), parts.made
    yield "/made/source", promise.made.source, parts.source
    yield "/applies_when/says", promise.applies_when.says, parts.applies_when
    yield "/applies_when/cel", promise.applies_when.cel, parts.cel
    yield "/experiment/cohort", promise.experiment.cohort, parts.cohort
    yield "/experiment/started", _day(promise.experiment.started), parts.started
    yield "/experiment/decide_by", _day(promise.experiment.decide_by), parts.decide_by
    yield "/legacy/made_to", promise.legacy.made_to, parts.made_to
    yield "/legacy/honour_until", _day(promise.legacy.honour_until), parts.honour_until
    yield "/review_by", _day(promise.review_by), parts.review_by


def _whole(text: str | None) -> str | None:
    """Return a statement as files have it: its lines, the last one ended."""
    return None if text is None else text.strip() + "\n"


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _list(pointer: str, present: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[Edit]:
    if not wanted:
        return
    gone = [index for index, item in enumerate(present) if item not in wanted]
    fresh = [item for item in dict.fromkeys(wanted) if item not in present]
    if len(gone) == len(present):
        yield Set(pointer, [*fresh])
        return
    yield from removals(pointer, gone)
    yield from (Append(pointer, item) for item in fresh)


def _unaligned(promise: Promise, parts: Parts) -> Iterator[Edit]:
    known = [link.promise for link in promise.aligned_to]
    gone = [place_of(known, text, "alignment to", "not-aligned") for text in parts.unaligned]
    yield from removals("/aligned_to", gone)


def _holds(promise: Promise, pointer: str) -> bool:
    """Tell whether a record says anything at a place."""
    value: Any = promise
    for step in pointer.split("/")[1:]:
        value = getattr(value, step)
    return bool(value) and value != type(value)() if not hasattr(value, "isoformat") else True


def _within_cleared(name: str, parts: Parts) -> bool:
    """Tell whether what holds a part is taken away as a whole."""
    return any(CLEARABLE[name].startswith(f"{CLEARABLE[other]}/") for other in parts.cleared)


def slug(title: str) -> str:
    """Return an id made from a title: its words in lower case, joined by hyphens, at most 64 characters."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return _within(re.findall("[a-z0-9]+", plain), 64)


def _within(words: Iterable[str], most: int) -> str:
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:most]
        if len(longer) > most:
            break
        found = longer
    return found
