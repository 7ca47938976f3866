"""The parts of a record by name (statement, terms[first response], ...), and what differs between two versions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.normal import fold
from pas_gov.model.stack.entry import Entry

KEYS: Mapping[str, tuple[str, ...]] = {
    "terms": ("measure",), "aligned_to": ("promise",), "notices": ("audience", "date"), "indicators": ("name",),
    "surfaces": ("path", "url"),
}  # fmt: skip
"""Which keys tell the rows of a list apart."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One part of a record that differs; None where it isn't there."""

    field: str
    before: str | None
    after: str | None


def parts(entry: Entry | None) -> dict[str, str]:
    """Return the parts of a record by name, such as ``statement``, ``terms[first response]`` or ``zones.x.says``.

    Rows of one list that share their key are numbered. Texts are in normal form.
    """
    if entry is None:
        return {}
    data = json.loads(entry.facts.text)
    return {name: said for name, said in _flat("", data) if name not in ("schema", "id")}


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    key = name.rpartition(".")[2]
    if key == "terms" and isinstance(value, list):
        for term in value:
            bound = next((one for one in ("at_most", "at_least", "equals") if one in term), "")
            yield (
                f"{name}[{fold(str(term.get('measure', '')))}]",
                f"{bound.replace('_', ' ')} {term.get(bound, '')}",
            )
    elif isinstance(value, dict):
        for inner, said in value.items():
            yield from _flat(f"{name}.{inner}" if name else inner, said)
    elif isinstance(value, list) and any(isinstance(row, dict) for row in value):
        yield from _rows(name, key, value)
    elif value not in (None, "", []):
        yield name, _said(value)


def _rows(name: str, key: str, rows: list[Any]) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    for row in rows:
        named = " ".join(
            fold(str(row[one])) for one in KEYS.get(key, ()) if isinstance(row, dict) and one in row
        )
        seen[named] = seen.get(named, 0) + 1
        number = f" #{seen[named]}" if seen[named] > 1 or not named else ""
        yield f"{name}[{named}{number}]", _row(row, KEYS.get(key, ()))


def _row(row: Any, keys: tuple[str, ...]) -> str:
    if not isinstance(row, dict):
        return _said(row)
    return (
        "; ".join(f"{key} {_said(value)}" for key, value in row.items() if key not in keys and value != "")
        or "yes"
    )


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, dict):
        return "; ".join(f"{key} {_said(one)}" for key, one in value.items())
    return fold(str(value))


def field_changes(before: Entry | None, after: Entry | None) -> tuple[FieldChange, ...]:
    """Return what differs between two versions of a record, in the order of the later one; the path is a part."""
    earlier, later = parts(before), parts(after)
    if before is not None and after is not None and before.path != after.path:
        earlier["path"], later["path"] = before.path, after.path
    names = [*later, *(name for name in earlier if name not in later)]
    return tuple(
        FieldChange(name, earlier.get(name), later.get(name))
        for name in names
        if earlier.get(name) != later.get(name)
    )
