"""What the rows of a sheet are aligned to: promises on file or in the sheet, by id or by title."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from pas_gov.authoring.moves.draft import Draft
from pas_gov.diagnostics import nearest, printable
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.normal import fold
from pas_gov.sheets.cells import split_items
from pas_gov.sheets.promise_rows import PromiseRow, PromiseSheet
from pas_gov.sheets.table import Fault


@dataclass(frozen=True, slots=True)
class Known:
    """The promises that a link may name: ids, and the ids of each title, without case."""

    ids: frozenset[str]
    titles: Mapping[str, Sequence[str]]

    def named(self, text: str) -> Sequence[str]:
        """Return the ids of the promises that a text names: itself an id, or a title; several share a title."""
        if text in self.ids:
            return (text,)
        return self.titles.get(fold(text).casefold(), ())


def row_links(
    draft: Draft, sheet: PromiseSheet, ids: Mapping[int, str], repeated: Collection[int] = ()
) -> tuple[dict[int, tuple[str, ...]], list[Fault]]:
    """Return the ids that each row is aligned to, by its number, and what is wrong.

    Rows that are ``repeated`` are no promises that could be meant.
    """
    known = _known(draft, sheet, ids, repeated)
    links: dict[int, tuple[str, ...]] = {}
    faults: list[Fault] = []
    for row in sheet.rows:
        if "aligned_to" not in row.parts:
            continue
        texts = _texts(row, known)
        found = [known.named(text) for text in texts]
        links[row.number] = tuple(one[0] for one in found if len(one) == 1)
        told = _told(texts, found, ids[row.number], known)
        if told:
            faults.append(sheet.fault("bad-link", row.number, "aligned_to", *told))
    return links, faults


def _known(draft: Draft, sheet: PromiseSheet, ids: Mapping[int, str], repeated: Collection[int]) -> Known:
    titles: dict[str, list[str]] = {}
    pairs = [(one.promise.title, one.id) for one in draft.stack.entries.values()]
    pairs += [(row.title, ids[row.number]) for row in sheet.rows if row.number not in repeated]
    for title, identity in pairs:
        same = titles.setdefault(fold(title).casefold(), [])
        if identity not in same:
            same.append(identity)
    return Known(frozenset(identity for _, identity in pairs), titles)


def _texts(row: PromiseRow, known: Known) -> Sequence[str]:
    """Return what a cell names: itself as a whole, else what semicolons divide, else commas, else blanks."""
    whole, semicolons = row.parts["aligned_to"]
    parts = (whole,) if known.named(whole) else semicolons
    return [one for part in parts for one in _divided(part, known)]


def _divided(text: str, known: Known) -> Sequence[str]:
    """Return a text itself where it names a promise, or where no division of it names only promises."""
    ways = ([text], list(split_items(text)), text.split())
    return next((way for way in ways if all(known.named(one) for one in way)), ways[1])


def _told(
    texts: Sequence[str], found: Sequence[Sequence[str]], identity: str, known: Known
) -> tuple[str, str] | None:
    """Return the fact and the remedy of what is wrong first with the names of a row; None where nothing is."""
    for text, ids in zip(texts, found, strict=True):
        if not ids:
            near = nearest(text, _names(known))
            remedy = (
                f'did you mean "{near}"?'
                if near
                else "write the id or the title of a promise on file or in the sheet"
            )
            return f'"{printable(text)}" is the id or title of no promise, on file or in the sheet', remedy
        if len(ids) > 1:
            return f'several promises have the title "{printable(text)}"', f"write the id: {', '.join(ids)}"
        if ids[0] == identity:
            return "a promise can't be aligned to itself", "name what it rests on, or leave the cell empty"
    flat = [one for ids in found for one in ids]
    twice = next((one for one in flat if flat.count(one) > 1), None)
    return (f'"{twice}" is named twice', "keep one of them") if twice else None


def _names(known: Known) -> Iterable[str]:
    return (*known.ids, *known.titles)
