"""JSON lines: an object a line, flat as a row of a sheet, or nested as a promise's record is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pas_gov.diagnostics import Stop, printable
from pas_gov.model.records.promise import BOUNDS, Term
from pas_gov.sheets.encoding import decoded
from pas_gov.sheets.table import ROWS, Row, Table, Unreadable, Value, bounded_rows, too_large
from pas_gov.sheets.terms import term_text

NESTED = 20
SIGNED = (
    "ending",
    "attested",
    "left",
)  # what a record holds and no sheet can sign; it is told, and not looked into


def read_json_lines(content: bytes, encoding: str = "") -> Table:
    """Return a table whose first row holds the names; the row of an object is its line.

    A part of an inner object has the names of both, joined by a dot. Stops (status 2): not-json, too-large.
    """
    text, note = decoded(content, encoding)
    objects = dict(_objects(text))
    names = list(dict.fromkeys(name for one in objects.values() for name in one))
    rows = bounded_rows(iter([tuple(one.get(name) for name in names) for one in objects.values()]))
    lines = list(objects)
    placed = tuple(Row(lines[row.number - 1], row.cells) for row in rows)
    return Table("JSON lines", (Row(0, tuple(names)), *placed), (note,) if note else (), named=True)


def _objects(text: str) -> Iterator[tuple[int, dict[str, Value]]]:
    for line, one in enumerate(text.split("\n"), start=1):
        if not one.strip():
            continue
        if line > ROWS:
            raise too_large(f"there is something in line {line}", f"{ROWS} lines")
        yield line, dict(_flat(_object(one, line)))


def _object(text: str, line: int) -> dict[str, Any]:
    if text.count("{") + text.count("[") > 10_000:
        raise _not_json(line, "it is nested too deeply")
    try:
        found = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _not_json(line, str(error)) from None
    if not isinstance(found, dict):
        raise _not_json(line, "it is no object")
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no value of JSON")


def _not_json(line: int, why: str) -> Stop:
    message = f"line {line} isn't a JSON object: {printable(why[:200])}"
    return Stop("not-json", message, 'write one object a line: {"promise": "...", "owner": "..."}', status=2)


def _flat(data: Mapping[str, Any], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, Value]]:
    """Yield the parts of an object by their names; a zone that says nothing is entered all the same."""
    for key, value in data.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and key in SIGNED:
            yield name, "signed"
        elif isinstance(value, dict) and prefix == "zones." and "left" in value:
            yield f"{name}.left", "signed"  # so it delivers the promise no more
        elif isinstance(value, dict) and depth < NESTED:
            if prefix == "zones." and not value.get("says"):
                yield name, "yes"
            yield from _flat(value, f"{name}.", depth + 1)
        elif isinstance(value, list):
            yield name, _list(name, value)
        elif value is None or isinstance(value, (str, int, float, bool)):
            yield name, value
        else:
            yield name, Unreadable("it is nested too deeply", "write it as a text")


def _list(name: str, items: list[Any]) -> Value:
    if name == "indicators":
        return json.dumps(items, ensure_ascii=False) if items else None
    found = [_item(one) for one in items]
    bad = next((one for one in items if _item(one) is None), None)
    if bad is not None or None in found:
        return Unreadable(
            "the list holds what is neither a text nor a part of a promise", "write a list of texts"
        )
    return tuple(one for one in found if one is not None)


def _item(one: Any) -> str | None:
    """Return an item of a list as a cell has it: a text, a term, a link, a surface; None for anything else."""
    if isinstance(one, (str, int, float)) and not isinstance(one, bool):
        return str(one)
    if not isinstance(one, dict):
        return None
    bound = next((name for name in BOUNDS if name in one), None)
    if bound and isinstance(one.get("measure"), str):
        return term_text(Term(one["measure"], bound, one[bound]))
    found = one.get("promise") or one.get("path") or one.get("url")
    return found if isinstance(found, str) else None
