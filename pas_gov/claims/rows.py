"""Rows of a scan: one for each record, one for each claim in it, one for each problem of it; plain values for Arrow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from pas_gov.claims.records import Record
from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.matching.findings import ClaimFinding

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Kind = Literal["record", "claim", "problem"]
RecordState = Literal["read", "unread"]


def row_schema() -> pa.Schema:
    """Return the columns of rows. What a kind of row doesn't have is null; docs/scale.md tells what each holds."""
    import pyarrow as pa

    text, texts, number = pa.string(), pa.list_(pa.string()), pa.int32()
    step = pa.struct([("commit", text), ("day", pa.date32()), ("author", text)])
    quantity = pa.struct([("text", text), ("kind", text), ("values", texts), ("unit", text)])
    return pa.schema(
        [
            ("id", text), ("path", text), ("kind", text), ("state", text),
            ("text", text), ("line", number), ("end_line", number), ("column", number), ("turn", number),
            ("promise", text), ("score", pa.float64()), ("explanation", text),
            ("said", text), ("promised", text), ("measure", text), ("unread", texts), ("ended_by", step),
            ("link", text), ("exception", text), ("exception_until", pa.date32()), ("fingerprint", text),
            ("strength", text), ("zone", text), ("condition", text), ("certainty", pa.float64()), ("words", texts),
            ("quantities", pa.list_(quantity)),
            ("code", text), ("severity", text), ("message", text), ("remedy", text),
            ("left_out", pa.map_(text, pa.int64())),
        ]
    )  # fmt: skip


def spark_schema() -> str:
    """Return the columns of rows in Spark's words: the second argument of ``mapInArrow``."""
    return ", ".join(f"`{one.name}` {_spark_type(one.type)}" for one in row_schema())


def _spark_type(kind: pa.DataType) -> str:
    import pyarrow as pa

    if pa.types.is_struct(kind):
        return f"STRUCT<{', '.join(f'`{one.name}`: {_spark_type(one.type)}' for one in kind)}>"
    if pa.types.is_map(kind):
        return f"MAP<{_spark_type(kind.key_type)}, {_spark_type(kind.item_type)}>"
    if pa.types.is_list(kind):
        return f"ARRAY<{_spark_type(kind.value_type)}>"
    return {"string": "STRING", "int32": "INT", "int64": "BIGINT", "double": "DOUBLE", "date32[day]": "DATE"}[
        str(kind)
    ]


def record_row(record: Record, state: RecordState, left_out: Mapping[str, int]) -> Row:
    """Return the row of a record itself: whether it was read, and what in it is said to nobody outside, by kind."""
    return {
        **_row(record, "record"),
        "state": state,
        "zone": record.zone or None,
        "left_out": list(left_out.items()),
    }


def claim_row(record: Record, one: ClaimFinding) -> Row:
    """Return the row of a claim, with what ``pas-gov scan -f json`` says of it."""
    claim, sentence = one.claim, one.claim.sentence
    return {
        **_row(record, "claim"), "state": one.state, "text": sentence.text,
        "line": sentence.line, "end_line": sentence.end_line, "turn": sentence.turn or None,
        "promise": one.promise or None, "score": round(one.score, 3), "explanation": one.explanation,
        "said": one.said or None, "promised": one.promised or None, "measure": one.measure or None,
        "unread": list(one.unread),
        "ended_by": one.by and {"commit": one.by.commit, "day": one.by.day, "author": one.by.author},
        "link": one.link or None, "exception": one.exception or None, "exception_until": one.excused_until,
        "fingerprint": one.fingerprint, "strength": claim.strength, "zone": claim.zone or None,
        "condition": claim.condition or None, "certainty": round(claim.score, 3), "words": list(claim.words),
        "quantities": [
            {"text": each.text, "kind": each.kind, "values": list(map(str, each.values)), "unit": each.unit}
            for each in claim.quantities
        ],
    }  # fmt: skip


def problem_row(record: Record, one: Diagnostic) -> Row:
    """Return the row of what kept a record from being read, or from being read whole."""
    said = {"code": one.code, "severity": one.severity, "message": one.message, "remedy": one.remedy}
    return {**_row(record, "problem"), **said, "line": one.location.line, "column": one.location.column}


def _row(record: Record, kind: Kind) -> Row:
    return {"id": record.id, "path": record.path, "kind": kind}


def arrow_batch(rows: list[Row]) -> pa.RecordBatch:
    """Return rows as a batch of Arrow; half of a pair of UTF-16, which JSON can hold and Arrow can't, is escaped."""
    import pyarrow as pa

    schema = row_schema()
    try:
        return pa.RecordBatch.from_pylist(rows, schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([_encodable(row) for row in rows], schema)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {key: _encodable(each) for key, each in value.items()}
    return [_encodable(each) for each in value] if isinstance(value, list) else value
