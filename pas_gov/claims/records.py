"""Records of a warehouse: the columns of a batch in Arrow, and what each row asks to be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pas_gov.claims.refusal import Refused
from pas_gov.diagnostics import did_you_mean, printable
from pas_gov.drift.texts.readers import ending
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS: Mapping[str, str] = {
    "id": "names the record; where it ends as a file's name does (.md, .html, .jsonl), it is read as such a file",
    "text": "what it says, as text, or as the bytes of a file",
    "format": "the ending of a file of this kind, where the id has none: md, html, txt, json, jsonl, vtt, docx ...",
    "speaker": "who says it; with this column each record is one turn of a conversation",
    "zone": "the zone that says it, where no promise names a text of this id",
}
"""The columns of a batch of records, and what each holds. ``id`` and ``text`` have to be there."""
_HELD = {"id": "the name of the record", "text": "what the record says"}
_NEEDED = tuple(_HELD)
MAX_NAME = 4096
"""Bytes of an id and of a format: they stand in each row of their record."""
_TURN = "json"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record isn't read, or not as it asks for: a stable code, the fact, the remedy."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its id, the name of the file as which it is read, what that holds (None: it isn't read), its zone."""

    id: str
    path: str = ""
    content: bytes | None = None
    zone: str = ""
    faults: tuple[Fault, ...] = ()


def records(batch: pa.RecordBatch) -> Iterator[Record]:
    """Yield the records of a batch, in order. Raises Refused where its columns aren't those of records."""
    _check(batch)
    columns = [_bytes(batch, name) if name in batch.schema.names else None for name in COLUMNS]
    for row in range(batch.num_rows):
        identity, text, format_, speaker, zone = (column and column[row].as_py() for column in columns)
        yield _record(identity, text, format_, (speaker or b"") if columns[3] is not None else None, zone)


def _check(batch: pa.RecordBatch) -> None:
    names = batch.schema.names
    for name in names:
        if name not in COLUMNS or names.count(name) > 1:
            again = "twice" if name in COLUMNS else "and records have none of this name"
            remedy = (
                "leave one of them out"
                if name in COLUMNS
                else did_you_mean(name, COLUMNS) or f"choose from {', '.join(COLUMNS)}"
            )
            raise Refused("record-columns", f'there is a column "{printable(name)}" {again}', remedy)
    for name in _NEEDED:
        if name not in names:
            raise Refused(
                "record-columns", f'there is no column "{name}"', f"name a column so; it holds {_HELD[name]}"
            )
    if "speaker" in names and "format" in names:
        message = "there are both speaker and format, and a turn of a conversation has no format"
        raise Refused("record-columns", message, "scan turns by themselves, and texts by themselves")


def _bytes(batch: pa.RecordBatch, name: str) -> Any:
    """Return a column of texts as one of bytes: what isn't UTF-8 is a fault of its record, not of the batch."""
    import pyarrow as pa

    column = batch.column(name)
    column = column.dictionary_decode() if isinstance(column, pa.DictionaryArray) else column
    kind = str(column.type)
    if kind not in _TEXTS:
        raise Refused("record-columns", f'the column "{name}" holds {kind}', "hand it over as text (string)")
    return column.cast(pa.large_binary() if kind.startswith("large") else pa.binary())


_TEXTS = frozenset({"null", "string", "large_string", "string_view", "binary", "large_binary", "binary_view"})


def _record(
    identity: bytes | None,
    text: bytes | None,
    format_: bytes | None,
    speaker: bytes | None,
    zone: bytes | None,
) -> Record:
    shown = (identity or b"").decode("utf-8", "backslashreplace")
    if not identity or text is None:
        what = "id" if not identity else "text"
        return _unread(shown, Fault("no-value", f"this record has no {what}", "give it one, or leave it out"))
    if len(identity) + len(format_ or b"") > MAX_NAME:
        fact = f"this record has an id and a format of more than {MAX_NAME:,} bytes"
        return _unread(shown, Fault("too-large", fact, "give it a shorter id"))
    try:
        name = identity.decode()
        kind, who, place = ((value or b"").decode() for value in (format_, speaker, zone))
        if speaker is None:
            return Record(name, _named(name, kind), text, *_zone(place))
        return _turn(name, who, text.decode(), place)
    except UnicodeDecodeError:
        fault = Fault("unreadable", "this record isn't UTF-8 text", "convert the table to UTF-8")
        return _unread(shown, fault)


def _turn(name: str, speaker: str, text: str, zone: str) -> Record:
    """Return one turn, as a file of JSON that holds it alone; whoever has no name is on no side."""
    if not speaker.strip():
        fact = "1 turn without a name left unread: nothing says who speaks"
        remedy = "give its speaker, or scan texts of nobody in a table without this column"
        return _unread(name, Fault("unknown-speaker", fact, remedy))
    said = json.dumps({"speaker": speaker, "text": text}, ensure_ascii=False)
    return Record(name, _named(name, _TURN), said.encode(), *_zone(zone))


def _unread(name: str, fault: Fault) -> Record:
    return Record(name, name, None, "", (fault,))


def _named(name: str, kind: str) -> str:
    """Return the name of the file as which a record is read."""
    kind = kind.strip().removeprefix(".").lower()
    return name if not kind or ending(name) == f".{kind}" else f"{name}.{kind}"


def _zone(zone: str) -> tuple[str, tuple[Fault, ...]]:
    if not zone or zone in ZONES:
        return zone, ()
    fact = f'there is no zone "{printable(zone)}", so this record is read as one without'
    return "", (Fault("zone", fact, did_you_mean(zone, ZONES) or f"choose from {', '.join(ZONES)}"),)
