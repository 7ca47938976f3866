"""Amendments: parts of a record that change, each as the edit that it needs and nothing more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from pas_gov.authoring.editing import Append, Edit, Remove, Set, Value
from pas_gov.authoring.moves.answers import refuse_placeholder
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.ending import notice
from pas_gov.authoring.moves.reviewing import review
from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import BOUNDS, Experiment, Promise
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.id_lookup import find_zone
from pas_gov.model.stack.loading import PROMISES_FOLDER

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a record that are to change; None or empty for those that stay.

    ``audience``, ``lives_in`` and ``tags`` are whole lists. ``terms`` are texts such as ``first response at
    most 6h``; ``zones`` are (zone, what it promises), ``surfaces`` (zone, path or address), ``notices``
    (audience, what they were told). ``dropped_terms`` are measures, ``left`` zones that deliver it no more,
    ``unaligned`` what it rests on no more, ``aligned_to`` what it was reviewed against and ``note`` why it holds. Of an
    ended promise, ``ended_on``, ``why``, ``decided_by`` and ``superseded_by`` (all of its successors) belong to its
    ending, as do ``stops``: (zone, day, by default the last one). ``drop_ending`` takes away the ending of a promise
    that hasn't ended.
    """

    title: str | None = None
    statement: str | None = None
    owner: str | None = None
    layer: str | None = None
    status: str | None = None
    source: str | None = None
    audience: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    dropped_terms: tuple[str, ...] = ()
    applies_when: str | None = None
    cel: str | None = None
    zones: tuple[Pair, ...] = ()
    surfaces: tuple[Pair, ...] = ()
    left: tuple[str, ...] = ()
    unaligned: tuple[str, ...] = ()
    aligned_to: tuple[str, ...] = ()
    note: str | None = None
    ended_on: str | None = None
    why: str | None = None
    decided_by: str | None = None
    superseded_by: tuple[str, ...] = ()
    drop_ending: bool = False
    stops: tuple[Pair, ...] = ()
    cohort: str | None = None
    started: str | None = None
    decide_by: str | None = None
    made_to: str | None = None
    lives_in: tuple[str, ...] = ()
    honour_until: str | None = None
    notices: tuple[Pair, ...] = ()
    told_on: str | None = None
    evidence: str | None = None
    review_by: str | None = None
    tags: tuple[str, ...] = ()
    notes: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is to change."""
        return all(getattr(self, part.name) in (None, (), False) for part in fields(self))


def amend(draft: Draft, identity: str, parts: Parts, authorship: Authorship) -> Entry:
    """Change parts of a promise; where its layer changes, its file moves to that layer's folder.

    What leaves the layer experimental is no experiment any more: its bounds are taken away. The reviews that ``parts``
    name are recorded last. Stops, as wrong usage: unknown-term, bad-term, invalid-record, not-ended, has-ended, and
    those of reviewing.
    """
    before = draft.stack.entries[identity]
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


def _edited(draft: Draft, before: Entry, parts: Parts, authorship: Authorship) -> Entry:
    entry = draft.edit(before.id, list(edits(before.promise, parts, authorship)))
    for target in parts.aligned_to:
        review(draft, before.id, target, authorship, parts.note or "")
    return draft.stack.entries[entry.id]


def edits(promise: Promise, parts: Parts, authorship: Authorship) -> Iterator[Edit]:
    """Yield the edits that change a record in these parts, and no others; reviews aren't among them."""
    for pointer, present, value in _scalars(promise, parts):
        if value is not None and value != present:
            yield Set(pointer, value)
    for pointer, items, wanted in (
        ("/audience", promise.audience, parts.audience),
        ("/legacy/lives_in", promise.legacy.lives_in, parts.lives_in),
        ("/tags", promise.tags, parts.tags),
    ):
        yield from _list(pointer, items, wanted)
    yield from _terms(promise, parts)
    yield from _zones(promise, parts, authorship)
    yield from _unaligned(promise, parts)
    yield from _ending(promise, parts)
    yield from _stops(promise, parts, authorship)
    for audience, says in parts.notices:
        refuse_placeholder(f"--notice {audience}", says, f"what {audience} were told")
        if parts.evidence is not None:
            refuse_placeholder("--evidence", parts.evidence, "where that can be seen")
        yield Append(
            "/notices", notice(audience, parts.told_on or authorship.day, says, parts.evidence or "")
        )


def _scalars(promise: Promise, parts: Parts) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the pointer, the present value and the wanted one of each single-valued part."""
    for name in ("title", "statement", "owner", "layer", "status", "notes"):
        wanted = getattr(parts, name)
        yield f"/{name}", getattr(promise, name), _whole(wanted) if name == "statement" else wanted
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
    yield from (Remove(f"{pointer}/{index}") for index in reversed(gone))
    yield from (Append(pointer, item) for item in fresh)


TERM = re.compile(
    r"\s*(?P<measure>.+?)\s+(?P<bound>at[ _]most|at[ _]least|equals|<=|>=|=)\s*(?P<value>\S+)\s*"
)
SIGNS = {"<=": "at_most", ">=": "at_least", "=": "equals"}


def parsed_term(text: str) -> dict[str, Value]:
    """Return the term that a text such as ``first response at most 4h`` says; Stop(bad-term) for none."""
    found = TERM.fullmatch(text)
    if found is None:
        message = f'"{printable(text)}" isn\'t a term'
        raise Stop("bad-term", message, 'write it as "first response at most 4h", with at most, at least or equals',
                   status=2)  # fmt: skip
    bound = SIGNS.get(found["bound"], found["bound"].replace(" ", "_"))
    return {"measure": found["measure"], bound: _number(found["value"])}


def _number(text: str) -> Value:
    if re.fullmatch("-?[0-9]{1,15}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?[0-9]{1,15}\.[0-9]{1,15}", text) else text


def _terms(promise: Promise, parts: Parts) -> Iterator[Edit]:
    measures = [fold(one.measure) for one in promise.terms]
    dropped = [
        _found(measures, fold(measure), "term of the measure", "unknown-term")
        for measure in parts.dropped_terms
    ]
    for wanted in map(parsed_term, parts.terms):
        index = (
            measures.index(fold(str(wanted["measure"]))) if fold(str(wanted["measure"])) in measures else None
        )
        if index is None:
            yield Append("/terms", wanted)
            continue
        bound = next(name for name in BOUNDS if name in wanted)
        present = promise.terms[index]
        if present.bound == bound and present.value != wanted[bound]:
            yield Set(f"/terms/{index}/{bound}", wanted[bound])
        elif present.bound != bound:
            yield Set(f"/terms/{index}", {"measure": present.measure, bound: wanted[bound]})
    yield from (Remove(f"/terms/{index}") for index in sorted(set(dropped), reverse=True))


def _found(known: list[str], wanted: str, what: str, code: str) -> int:
    if wanted in known:
        return known.index(wanted)
    raise Stop(code, f'there is no {what} "{printable(wanted)}"', did_you_mean(wanted, known), status=2)


def _zones(promise: Promise, parts: Parts, authorship: Authorship) -> Iterator[Edit]:
    seen = set(promise.zones)
    for zone, says in ((find_zone(text), says) for text, says in parts.zones):
        if zone in promise.zones and promise.zones[zone].left is not None:
            yield Remove(f"/zones/{zone}/left")
        if says and says != (promise.zones[zone].says if zone in promise.zones else ""):
            yield Set(f"/zones/{zone}/says", says)
        elif zone not in seen:
            yield Set(f"/zones/{zone}", {})
        seen.add(zone)
    for zone, surface in ((find_zone(text), surface) for text, surface in parts.surfaces):
        key = "url" if surface.startswith(("https://", "http://")) else "path"
        yield Append(f"/zones/{zone}/surfaces", {key: surface})
    for zone in map(find_zone, parts.left):  # one whose entry is gone is entered again, as left
        yield Set(f"/zones/{zone}/left", {"date": authorship.day, "by": authorship.by})


def _unaligned(promise: Promise, parts: Parts) -> Iterator[Edit]:
    known = [link.promise for link in promise.aligned_to]
    gone = {_found(known, text, "alignment to", "not-aligned") for text in parts.unaligned}
    yield from (Remove(f"/aligned_to/{index}") for index in sorted(gone, reverse=True))


ENDED = ("superseded", "retired")


def _ending(promise: Promise, parts: Parts) -> Iterator[Edit]:
    """Yield what completes or corrects the ending of an ended promise, or takes away that of one that goes on."""
    ended = (parts.status or promise.status) in ENDED
    if parts.drop_ending and ended:
        message = f'"{promise.id}" has ended, so its ending stays'
        raise Stop(
            "has-ended", message, "correct it: --on, --why, --decided-by, --superseded-by, --stop", status=2
        )
    if parts.drop_ending and promise.ending is not None:
        yield Remove("/ending")
    present = promise.ending
    days = (("date", str(present.date) if present and present.date else "", parts.ended_on),)
    texts = (
        *days,
        ("why", present.why if present else "", parts.why),
        ("decided_by", present.decided_by if present else "", parts.decided_by),
    )
    wanted = [(key, value) for key, was, value in texts if value is not None and value != was]
    if (wanted or parts.superseded_by) and not ended:
        remedy = f"to end it: pas-gov retire {promise.id}, or pas-gov supersede {promise.id}"
        raise Stop("not-ended", f'"{promise.id}" hasn\'t ended, so it has no ending', remedy, status=2)
    yield from (Set(f"/ending/{key}", value) for key, value in wanted)
    yield from _list("/ending/superseded_by", present.superseded_by if present else (), parts.superseded_by)


def _stops(promise: Promise, parts: Parts, authorship: Authorship) -> Iterator[Edit]:
    if parts.stops and promise.ending is None and (parts.status or promise.status) not in ENDED:
        remedy = "end it: pas-gov retire, or supersede; where it goes on without a zone: --leave ZONE"
        raise Stop("not-ended", f'"{promise.id}" hasn\'t ended, so no zone stops', remedy, status=2)
    last = promise.ending.date.isoformat() if promise.ending and promise.ending.date else None
    for text, day in parts.stops:
        pointer = f"/ending/zones/{find_zone(text)}"
        yield Set(f"{pointer}/stopped_on", day or parts.ended_on or last or authorship.day)
        yield Set(f"{pointer}/by", authorship.by)


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
