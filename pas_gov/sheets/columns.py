"""Columns found by their names: which part of a promise each holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES
from pas_gov.sheets.cells import cell_text
from pas_gov.sheets.names import ZONE_WORDS, plain_name
from pas_gov.sheets.table import Fault, Row, Table, column_letters, is_empty

IGNORED = "ignore"
FIRST = 20  # rows among which the one with the names is looked for

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("promise id", "identifier", "key"),
    "title": ("name", "promise title", "promise name", "short name", "headline"),
    "statement": (
        "promise", "the promise", "promise statement", "promise text", "commitment", "what we promise",
        "what is promised", "text", "description", "what we say", "what we said", "what was promised",
        "guarantee", "obligation",
    ),
    "layer": ("promise layer", "kind", "type", "kind of promise", "type of promise"),
    "status": ("state",),
    "owner": (
        "promise owner", "accountable owner", "accountable", "who answers", "who answers for it", "who is accountable",
        "responsible", "owned by", "owner email", "owner e mail",
        "responsible person", "accountable person", "team", "who owns it",
    ),
    "made": ("made on", "date", "made date", "date made", "promised on", "when it was made"),
    "source": ("made source", "where it is written", "where is it written", "written in", "origin"),
    "audience": (
        "audiences", "who relies on it", "who relies on this", "relied on by", "for whom", "to whom", "made for",
    ),
    "applies_when": ("condition", "conditions", "applies when says", "when", "when it applies", "context", "only when"),
    "cel": ("applies when cel", "the same in cel", "condition cel", "condition in cel", "expression"),
    "terms": ("term", "measure", "measures", "measured by", "how it is measured", "metric", "metrics", "sla", "limit"),
    "aligned_to": (
        "aligned with", "alignment", "serves", "supports", "rests on", "depends on", "parent", "parent promise",
        "core promise",
    ),
    "zones": ("zone", "drift zone", "drift zones", "delivered in", "where it is delivered", "delivered by"),
    "surfaces": ("surface", "where it is stated", "where we say it", "stated in", "pages", "links"),
    "cohort": ("experiment cohort", "pilot group", "beta group", "to which cohort"),
    "started": ("experiment started", "start", "start date", "starts", "started on"),
    "decide_by": ("experiment decide by", "decision by", "decision date", "decision due", "to be decided by"),
    "made_to": ("legacy made to", "promised to"),
    "lives_in": ("legacy lives in", "where it lives", "found in"),
    "honour_until": (
        "legacy honour until", "honor until", "honoured until", "honored until", "sunset", "sunset date",
    ),
    "since": ("from", "valid from", "in force since"),
    "until": ("till", "valid until", "ends", "end date", "expires", "expiry"),
    "indicators": (),
    "review_by": ("review", "review date", "review due", "next review", "to be reviewed by"),
    "tags": ("tag", "labels", "label", "keywords"),
    "notes": ("note", "comments", "comment", "remarks", "remark"),
}  # fmt: skip
WORKED_OUT: Mapping[str, str] = {
    "owed_until": r"\d{4}-\d\d-\d\d", "wording": "w1:[0-9a-f]{32}", "revision": "r1:[0-9a-f]{32}",
    "path": r".*\.ya?ml", "schema": r"pas\.promise/v1", "states": r"\w+", "standing.waivers": r".*",
    **{f"standing.{part}": "[a-z-]+" for part in ("state", "sources.records", "sources.indicators", "sources.texts")},
    **{f"standing.zones.{zone}": "[a-z-]+" for zone in ZONES},
}  # fmt: skip
"""Columns of our own exports that follow from others, and are never taken over; and what stands in them."""
ACTS = ("notices", "ending", "attested", "left")
"""What somebody signed in a record: no spreadsheet can sign it."""

ZONE_PARTS = ("", "says", "surfaces")
KEYS = (*NAMES, *(f"{zone}.{part}".rstrip(".") for zone in ZONES for part in ZONE_PARTS))
SAID_KEYS = f"{', '.join(NAMES)}, {IGNORED}, or a zone: {', '.join(ZONES)}"
"""What --map takes, as it is told."""
MISSPELT = 0.8  # of 1: how near a name is to one that is known, so that this one was meant
OPEN, ANY_KEY = "<KEY>", ". A KEY is one of: "
OF_MANY = frozenset({"notes", IGNORED})  # what several columns may hold together


def _known() -> dict[str, str]:
    found = {plain_name(name): key for key, names in NAMES.items() for name in (key, *names)}
    for words, zone in ZONE_WORDS.items():
        for part in ZONE_PARTS:
            key = f"{zone}.{part}".rstrip(".")
            found |= {f"{start}{words} {part}".strip(): key for start in ("", "zones ", "zone ")}
            found |= {f"{part} {words}": key} if part else {}
    found |= {plain_name(key): key for key in (*WORKED_OUT, *ACTS)}
    for zone in ZONES:
        found[f"states {plain_name(zone)}"] = "states"
        found |= {f"zones {plain_name(zone)} {act}": act for act in ("attested", "left")}
    return found


KNOWN: Mapping[str, str] = _known()


def is_known(text: str) -> bool:
    """Tell whether a text is the name of a column."""
    return plain_name(text) in KNOWN


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet, counted from 0: its name there, and the part of a promise that it holds."""

    index: int
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Header:
    """The row with the names (0 where lines name their own parts), the columns, and what is wrong with them."""

    row: int
    columns: tuple[Column, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, key: str) -> Column | None:
        """Return the first column of a key, None for none."""
        return next((column for column in self.columns if column.key == key), None)


def read_header(table: Table, mapping: Sequence[tuple[str, str]] = ()) -> Header:
    """Return the columns of a table. ``mapping`` says of columns, by name or letter, which key each holds, or ignore.

    Stops (status 2): empty-sheet, no-header, unknown-column, unknown-key.
    """
    if not table.rows:
        raise Stop("empty-sheet", "the sheet is empty", "to begin with: pas-gov import --template promises.csv",
                   status=2)  # fmt: skip
    chosen = _keys(mapping)
    row = _header_row(table, {name for name, _ in chosen})
    names = [(index, _name(value)) for index, value in enumerate(row.cells)]
    given = _mapped(names, chosen)
    found = [Column(index, name, given.get(index) or _key(name, index, table, row)) for index, name in names]
    columns = tuple(_promise_column(found))
    above = [str(one.number) for one in table.rows if one.number < row.number]
    told = f"the names of the columns are in row {row.number}; what is above was left out: row {', '.join(above)}"
    notes = (told,) if above else ()
    return Header(row.number, columns, tuple(_faults(columns, table, row.number)), notes)


def _key(name: str, index: int, table: Table, header: Row) -> str:
    """Return the key of a name; one of our own exports' only where what they write stands in the column."""
    key = KNOWN.get(plain_name(name), "")
    if key not in WORKED_OUT:
        return key
    texts = [cell_text(row[index]) for row in table.rows if row.number > header.number]
    ours = all(isinstance(one, str) and (not one or re.fullmatch(WORKED_OUT[key], one)) for one in texts)
    return key if ours else "statement" if key == "wording" else ""


def _name(value: object) -> str:
    text = cell_text(value)  # type: ignore[arg-type]
    return " ".join(text.split()) if isinstance(text, str) else str(value)


def _keys(mapping: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the mapping with its keys as they are known; Stop(unknown-key)."""
    found = []
    for name, text in mapping:
        key = (
            text
            if text in KEYS
            else IGNORED
            if plain_name(text) == IGNORED
            else KNOWN.get(plain_name(text), "")
        )
        if not key or key in (*WORKED_OUT, *ACTS):
            message = f'"{printable(text)}" is no part of a promise that a column can hold'
            near = get_close_matches(text.casefold(), KEYS, n=3)
            meant = f"did you mean {' or '.join(map(_said, near))}? " if near else ""
            remedy = f"{meant}A column holds one of: {SAID_KEYS}"
            raise Stop("unknown-key", message, remedy, status=2)
        found.append((name, key))
    return found


def _said(name: str) -> str:
    return f'"{name}"'


def _header_row(table: Table, mapped: set[str]) -> Row:
    """Return the row that names most columns, the first of several; Stop(no-header)."""
    wanted = {plain_name(name) for name in mapped}
    candidates = table.rows[:1] if table.named else table.rows[:FIRST]
    counted = [(_count(row, wanted), -place) for place, row in enumerate(candidates)]
    most, place = max(counted)
    if not most and not mapped:
        seen = ", ".join(f'"{printable(_name(value))[:30]}"' for value in candidates[0].cells[:6])
        message = f"no row names columns that are known here (row {candidates[0].number} has {seen})"
        raise Stop("no-header", message,
                   "name them in the first row, such as Promise, Layer, Owner, Who relies on it; "
            'or say which is which: --map "<COLUMN>=<KEY>"',
            status=2)  # fmt: skip
    return candidates[-place]


def _count(row: Row, wanted: set[str]) -> int:
    names = [plain_name(value) for value in row.cells if isinstance(value, str)]
    return sum(name in KNOWN or name in wanted for name in names)


def _mapped(names: Sequence[tuple[int, str]], mapping: Sequence[tuple[str, str]]) -> dict[int, str]:
    """Return the key of each column that the mapping speaks of; Stop(unknown-column)."""
    found: dict[int, str] = {}
    for text, key in mapping:
        places = [index for index, name in names if name and plain_name(name) == plain_name(text)]
        places = places or [index for index, _ in names if column_letters(index) == text.upper()]
        if not places:
            message = f'the sheet has no column "{printable(text)}"'
            known = [name for _, name in names if name]
            raise Stop("unknown-column", message, did_you_mean(text, known), status=2)
        found |= dict.fromkeys(places, key)
    return found


def _promise_column(columns: Sequence[Column]) -> list[Column]:
    """Return the columns; one that is named Promise holds the title where another one holds the statement."""
    said = [column for column in columns if column.key == "statement"]
    bare = [column for column in said if plain_name(column.name) in ("promise", "the promise")]
    has_title = any(column.key == "title" for column in columns)
    if len(said) != 2 or len(bare) != 1 or has_title:
        return list(columns)
    return [Column(one.index, one.name, "title") if one is bare[0] else one for one in columns]


def _faults(columns: Sequence[Column], table: Table, row: int) -> list[Fault]:
    seen: dict[str, Column] = {}
    faults: list[Fault] = []
    for column in columns:
        if not column.key:
            if column.name or _used(table, row, column.index):
                faults.append(_unknown(column, row, table.named, first=not any(map(_lists_keys, faults))))
        elif column.key in seen and column.key not in (*OF_MANY, *WORKED_OUT, *ACTS):
            first = seen[column.key]
            message = f'the column "{printable(first.name)}" holds the {column.key} already'
            remedy = f"say what this one holds: {_map(column, OPEN, table.named)}, or {IGNORED}"
            faults.append(Fault("doubled-column", message, remedy, row or None, column.index, column.name))
        seen.setdefault(column.key, column)
    return faults


def _used(table: Table, row: int, index: int) -> bool:
    return any(one.number > row and not is_empty(one[index]) for one in table.rows)


def _unknown(column: Column, row: int, named: bool, *, first: bool) -> Fault:
    """Return the fault of a column that isn't known; the ``first`` one that leaves its key open lists all keys."""
    near = get_close_matches(plain_name(column.name), KNOWN, 1, MISSPELT) if column.name else ()
    meant = KNOWN[near[0]] if near and KNOWN[near[0]] in KEYS else OPEN
    say = f"say what it holds: {_map(column, meant, named)}; to leave it out: {_map(column, IGNORED, named)}"
    listed = f"{ANY_KEY}{SAID_KEYS}" if first and meant == OPEN else ""
    what = "this column isn't known" if column.name else "this column has no name"
    return Fault("unknown-column", what, say + listed, row or None, column.index, column.name)


def _lists_keys(fault: Fault) -> bool:
    return ANY_KEY in fault.remedy


def _map(column: Column, key: str, named: bool) -> str:
    """Return the option that says what a column holds; a name that a shell would take apart is said by its letter."""
    plain = named or re.fullmatch(r"[\w .,()/&?-]+", column.name)
    name = printable(column.name) if plain else column_letters(column.index)
    return f'--map "{name}={key}"'
