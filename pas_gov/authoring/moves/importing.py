"""Rows of a sheet are written down as proposed promises: all of them, or none and what is wrong with each."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from pas_gov.authoring.editing import written
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.making import MODELINE
from pas_gov.authoring.moves.row_ids import REPEATED, row_ids
from pas_gov.authoring.moves.row_links import row_links
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES
from pas_gov.model.records.reader import read
from pas_gov.model.records.yaml.parsing import Document, parse
from pas_gov.model.stack.cycles import cycles
from pas_gov.model.stack.loading import PROMISES_FOLDER
from pas_gov.sheets.promise_rows import NO_COLUMN, PromiseRow, PromiseSheet
from pas_gov.sheets.table import Fault

Data = dict[str, Any]
Used = Callable[[Collection[str]], Collection[str]]  # which of these ids an earlier commit erased

POINTERS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",), "title": ("title",), "layer": ("layer",), "owner": ("owner",), "made": ("made", "date"),
    "source": ("made", "source"), "statement": ("statement",), "audience": ("audience",),
    "applies_when": ("applies_when", "says"), "cel": ("applies_when", "cel"), "terms": ("terms",),
    "aligned_to": ("aligned_to",), "zones": ("zones",), "cohort": ("experiment", "cohort"),
    "started": ("experiment", "started"), "decide_by": ("experiment", "decide_by"), "made_to": ("legacy", "made_to"),
    "lives_in": ("legacy", "lives_in"), "honour_until": ("legacy", "honour_until"), "indicators": ("indicators",),
    "review_by": ("review_by",), "tags": ("tags",), "notes": ("notes",),
    **{zone: ("zones", zone) for zone in ZONES},
}  # fmt: skip
"""Where in a record stands what a column holds."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a sheet: the id of each row by its number, and what is wrong; nothing is drafted then."""

    ids: Mapping[int, str]
    faults: tuple[Fault, ...] = ()


def import_promises(draft: Draft, sheet: PromiseSheet, authorship: Authorship, used: Used) -> Imported:
    """Draft a proposed promise for each row, where no row has a fault.

    A promise is linked to what the row names (unreviewed: nobody has held the one against the other yet).
    """
    ids, id_faults = row_ids(draft, sheet, used)
    repeated = frozenset(one.row for one in id_faults if one.code == REPEATED and one.row is not None)
    links, link_faults = row_links(draft, sheet, ids, repeated)
    found = [*sheet.faults, *id_faults, *link_faults, *_cycles(sheet, ids, links)]
    whole = not any(fault.code == NO_COLUMN for fault in sheet.header.faults)  # else each row lacks the same
    wrong = {fault.row for fault in found}
    records = [
        (row, _record(row, ids[row.number], links.get(row.number, ()), authorship))
        for row in sheet.rows
        if whole and row.number not in wrong
    ]
    found += [fault for row, record in records for fault in _faults(record, row, sheet)]
    for _, record in () if found else records:
        path = f"{PROMISES_FOLDER}/{record['layer']}/{record['id']}.yaml"
        draft.make(path, written("promise", record, MODELINE.format(kind="promise")))
    return Imported(ids, tuple(sorted(dict.fromkeys(found), key=Fault.sort_key)))


def _record(row: PromiseRow, identity: str, links: Sequence[str], authorship: Authorship) -> Data:
    """Return the record that a row says, with what every record has."""
    parts = row.parts
    record: Data = {"schema": "pas.promise/v1", "id": identity, "title": row.title, "status": "proposed"}
    said = {
        **parts,
        "statement": f"{parts['statement'].strip()}\n",
        "made": parts.get("made", authorship.day),
    }
    for key, (first, *inner) in POINTERS.items():
        if key in said and key not in ("id", "title", "zones", "aligned_to", *ZONES):
            value = list(said[key]) if isinstance(said[key], tuple) else said[key]
            if inner:
                record.setdefault(first, {})[inner[0]] = value
            else:
                record[first] = value
    if links:
        record["aligned_to"] = [{"promise": one} for one in links]
    zones = _zones(parts)
    return {**record, "zones": zones} if zones else record


def _zones(parts: Mapping[str, Any]) -> Data:
    """Return the zones that a row enters: by name, by a mark or words in a column of their own, or by a surface."""
    surfaces: dict[str, list[str]] = {}
    for zone, place in parts.get("surfaces", ()):
        surfaces.setdefault(zone, []).append(place)
    found: Data = {}
    for zone in ZONES:
        mark = parts.get(zone, "")
        says = parts.get(f"{zone}.says") or ("" if mark == "yes" else mark)
        places = [*surfaces.get(zone, ()), *parts.get(f"{zone}.surfaces", ())]
        if mark or says or places or zone in parts.get("zones", ()):
            entry: Data = {"says": says} if says else {}
            listed = [{"url" if one.startswith(("https://", "http://")) else "path": one} for one in places]
            found[zone] = {**entry, "surfaces": listed} if listed else entry
    return found


def _faults(record: Data, row: PromiseRow, sheet: PromiseSheet) -> list[Fault]:
    """Return what is wrong with a record, each fault at the column that it comes from."""
    content = json.dumps(record, ensure_ascii=False, indent=1).encode()  # which is YAML, a line for each part
    faults = [one for one in read("promise", content).faults if one.severity == "error"]
    keys = _lines(content) if faults else {}
    return [
        sheet.fault(one.code, row.number, _key_at(one.location.line, keys), one.message, one.remedy)
        for one in faults
    ]


def _lines(content: bytes) -> dict[int, str]:
    """Return the key whose part of the record begins in each line."""
    document = parse(content, "")
    found: dict[int, str] = {}
    if not isinstance(document, Document):
        return found
    for key, pointer in POINTERS.items():
        line = document.locate(f"/{'/'.join(pointer)}").line if _has(document.value, pointer) else None
        if line is not None:
            found[line] = key
    return found


def _has(value: Any, pointer: tuple[str, ...]) -> bool:
    for name in pointer:
        if not isinstance(value, dict) or name not in value:
            return False
        value = value[name]
    return True


def _key_at(line: int | None, keys: Mapping[int, str]) -> str:
    before = [one for one in keys if line is not None and one <= line]
    return keys[max(before)] if before else ""


def _cycles(
    sheet: PromiseSheet, ids: Mapping[int, str], links: Mapping[int, Sequence[str]]
) -> Iterable[Fault]:
    """Yield a fault for each circle of links, at the row of one of its promises."""
    rows = {identity: number for number, identity in ids.items()}
    graph = {
        ids[number]: [one for one in targets if one in rows]
        for number, targets in links.items()
        if number in ids
    }
    for cycle in (one for one in cycles(graph) if len(one) > 1):  # a promise beside itself is told already
        way = " -> ".join((*cycle, cycle[0]))
        yield sheet.fault("cycle", rows[cycle[0]], "aligned_to", f"a promise is aligned to itself: {way}",
                          "remove one of these alignments")  # fmt: skip
