"""A value as a person reads it: on one line, quoted, cut short, a promise by its id; never a dump of a stack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pas_gov.cel.evaluating.values import KINDS, List, Map, key_of, plain, value
from pas_gov.cel.problems import EvaluationError, Problem
from pas_gov.diagnostics import printable
from pas_gov.foundation.patterns import late_pattern

Simple = bool | int | float | str | None
MOST_TEXT = 60  # characters of a text
MOST_ITEMS = 4  # items of a list or a map
MOST_SHOWN = 120  # characters of a list or a map; where two levels take more, only one is written out
WORD = late_pattern(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")


def value_text(given: object) -> str:
    """Return a CEL value, or plain data, as a short text that is safe to print. Reads little more than it shows."""
    text = _shown(given, 2)
    return text if len(text) <= MOST_SHOWN else _shown(given, 1)


def _shown(given: object, levels: int) -> str:
    """Return a value with so many levels of lists and maps written out."""
    try:
        found = value(given)
        return SHOW[KINDS[type(found)]](found, levels)
    except (EvaluationError, Problem):  # data that CEL can't hold
        return "..."


def json_value(given: object) -> Simple:
    """Return a value as JSON has it: a bool, a number, or a text that is shown whole; else None."""
    try:
        found = value(given)
    except (EvaluationError, Problem):
        return None
    kind = KINDS[type(found)]
    if kind == "string":
        text = str.__str__(found)
        return text if len(text) <= MOST_TEXT else None
    finite = kind in ("bool", "int", "uint") or (kind == "double" and abs(found) < float("inf"))
    return plain(found) if finite else None


def quoted(text: str) -> str:
    """Return a text in quotes, cut after MOST_TEXT characters, on one line."""
    plainly = text[: MOST_TEXT + 1].replace("\\", "\\\\").replace('"', '\\"')
    escaped = printable(plainly.replace("\n", "\\n").replace("\t", "\\t"))
    if len(escaped) <= MOST_TEXT:
        return f'"{escaped}"'
    return f'"{escaped[:MOST_TEXT]}..." ({len(text):,} characters)'


def _day(found: Any, _levels: int) -> str:
    when: datetime = plain(found)
    if (when.hour, when.minute, when.second, when.microsecond) == (0, 0, 0, 0):
        return when.date().isoformat()
    return when.isoformat().replace("+00:00", "Z")


def _span(found: Any, _levels: int) -> str:
    length: timedelta = plain(found)
    for unit, seconds in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        number, rest = divmod(length.total_seconds(), seconds)
        if number and not rest:
            return f"{number:,.0f} {unit}{'' if abs(number) == 1 else 's'}"
    return f"{length.total_seconds():g} seconds"


def _list(found: List, levels: int) -> str:
    if levels <= 0 and len(found):
        return f"[{len(found):,} {'item' if len(found) == 1 else 'items'}]"
    first = (_shown(item, levels - 1) for item, _ in zip(found, range(MOST_ITEMS), strict=False))
    return f"[{_cut(first, len(found))}]"


def _map(found: Map, levels: int) -> str:
    named = _named(found)
    if named:
        return named
    keys = found.keys()
    if levels <= 0 and keys:
        return f"{{{len(keys):,} {'entry' if len(keys) == 1 else 'entries'}}}"
    return f"{{{_cut((_entry(found, key, levels) for key in keys[:MOST_ITEMS]), len(keys))}}}"


def _entry(found: Map, key: Any, levels: int) -> str:
    plainly = isinstance(key, str) and WORD.fullmatch(str.__str__(key))
    name = str.__str__(key) if plainly else _shown(key, 0)
    try:
        return f"{name}: {_shown(found.read(key_of(key)), levels - 1)}"
    except Problem:
        return f"{name}: ..."


def _named(found: Map) -> str:
    """Return what a record is called that has a name: a promise (or what stands in for one), a change, a link."""
    if "promise" in found and "state" in found:
        return f"link to {_shown(found.read('promise'), 0)} ({printable(str(plain(found.read('state'))))})"
    if "id" not in found or not ("layer" in found or "kinds" in found):
        return ""
    word = "promise" if "layer" in found else "change of"
    return f"{word} {_shown(found.read('id'), 0)}"


def _cut(first: Iterable[str], number: int) -> str:
    items = list(first)
    more = [f"... and {number - len(items):,} more"] if number > len(items) else []
    return ", ".join([*items, *more])


SHOW: Mapping[str, Callable[[Any, int], str]] = {
    "null": lambda _, __: "null",
    "bool": lambda found, _: "true" if found else "false",
    "int": lambda found, _: str(int(found)),
    "uint": lambda found, _: f"{int(found)}u",
    "double": lambda found, _: repr(float(found)),
    "string": lambda found, _: quoted(str.__str__(found)),
    "bytes": lambda found, _: f"{len(found):,} bytes",
    "timestamp": _day,
    "duration": _span,
    "list": _list,
    "map": _map,
}
