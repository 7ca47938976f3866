"""The same record in many layouts: what people's editors, habits and programs make of one promise."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import pytest
from laws import partly_slow

RECORD: dict[str, Any] = {
    "schema": "pas.promise/v1",
    "id": "four-hours",
    "title": "A response within four hours",
    "layer": "supporting",
    "status": "active",
    "owner": "@acme/support",
    "made": {"date": "2026-01-31", "source": "Minutes: of January"},
    "statement": "We respond to any issue within four hours.\nÜber alles.\n",
    "audience": ["customers", "partners"],
    "terms": [{"measure": "first response", "at_most": "4h"}, {"measure": "uptime", "at_least": "99.9%"}],
    "aligned_to": [
        {"promise": "most-reliable", "revision": f"r1:{'0' * 32}", "date": "2026-01-31", "by": "@acme/support", "note": "It's so."},
        {"promise": "fast", "date": "2026-01-31"},
    ],
    "zones": {
        "sales-marketing": {"says": "Sales: says so."},
        "delivery-support": {
            "says": "Support does it.",
            "surfaces": [{"path": "a.md"}, {"url": "https://acme.example/a#b"}],
            "attested": {"wording": f"w1:{'0' * 32}", "date": "2026-02-01", "by": "@acme/ops", "reality": "kept"},
        },
    },
    "experiment": {"cohort": "forty", "started": "2026-01-01", "decide_by": "2026-05-01"},
    "review_by": "2027-01-01",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """How a record is written; each field is one habit."""

    indent: int = 2
    dash: int = 2
    brackets: str = "items"  # none, items (of lists), parts (mappings without mappings), all
    quotes: str = "plain"
    statement: str = "|"
    comments: str = "none"
    blanks: int = 0
    order: str = "schema"
    newline: str = "\n"
    head: str = ""
    mark: bool = False
    last: bool = True
    gap: str = " "  # behind a colon, and before a comment beside something

    def __str__(self) -> str:
        differing = [
            f"{one.name}={getattr(self, one.name)!r}"
            for one in fields(self)
            if getattr(self, one.name) != one.default
        ]
        return ",".join(differing) or "usual"


HABITS: dict[str, tuple[Any, ...]] = {
    "indent": (4, 3),
    "dash": (0, 4),
    "brackets": ("none", "parts", "all", "json", "lines"),
    "quotes": ("single", "double", "keys"),
    "statement": ("|-", "|+", ">", ">-", "|2", "plain", "double", "single"),
    "comments": ("above", "beside", "inside", "everywhere"),
    "blanks": (1, 2),
    "order": ("reversed", "shuffled"),
    "newline": ("\r\n", "mixed"),
    "gap": ("\t", "   "),
    "head": (
        "---\n",
        "# yaml-language-server: $schema=x\n",
        "# A head.\n\n# Of two parts.\n",
        "---  # begin\n",
    ),
    "mark": (True,),
    "last": (False,),
}


def layouts(random_ones: int = 90) -> Iterator[Layout]:
    """Yield the usual layout, each other habit alone, and a number of mixtures, always the same."""
    yield Layout()
    for name, values in HABITS.items():
        yield from (replace(Layout(), **{name: value}) for value in values)
    choose = random.Random(4)
    for _ in range(random_ones):
        names = choose.sample(sorted(HABITS), k=choose.randint(2, 6))
        yield replace(Layout(), **{name: choose.choice(HABITS[name]) for name in names})


def mostly_whole(given: Iterable[Layout]) -> list[Any]:
    """Return parameters: the quick set has the first two, a usual run each habit alone and a part of the mixtures."""
    cases, alone = list(given), set(layouts(0))
    habits = [pytest.param(one, marks=pytest.mark.whole) for one in cases[2:] if one in alone]
    return [*cases[:2], *habits, *partly_slow((one for one in cases if one not in alone), pytest.mark.whole)]


def written(record: dict[str, Any], layout: Layout) -> bytes:
    """Return a record in a layout."""
    keys = list(record)
    if layout.order == "reversed":
        keys.reverse()
    elif layout.order == "shuffled":
        random.Random(7).shuffle(keys)
    if layout.brackets == "json":
        text = json.dumps({key: record[key] for key in keys}, indent=layout.indent, ensure_ascii=False) + "\n"
    else:
        lines = list(_block({key: record[key] for key in keys}, 0, layout, itertools.count(1)))
        text = "\n".join(lines) + "\n"
    text = layout.head + text
    text = text if layout.last else text.removesuffix("\n")
    ends = itertools.cycle(("\r\n", "\n", "\n") if layout.newline == "mixed" else (layout.newline,))
    text = "".join(line.replace("\n", next(ends)) for line in text.splitlines(keepends=True))
    return (("\ufeff" if layout.mark else "") + text).encode()


def _block(value: dict[str, Any], column: int, layout: Layout, number: itertools.count[int]) -> Iterator[str]:
    for index, (key, inner) in enumerate(value.items()):
        if layout.blanks and (column == 0 or layout.blanks > 1) and index:
            yield from [""] * layout.blanks
        if layout.comments in ("above", "everywhere") and (column == 0 or index):
            yield f"{' ' * column}# {next(number)}: about {key}"
        yield from _pair(key, inner, column, layout, number)


def _pair(key: str, value: Any, column: int, layout: Layout, number: itertools.count[int]) -> Iterator[str]:
    lead = " " * column + (f'"{key}":' if layout.quotes == "keys" else f"{key}:")
    beside = f"{layout.gap}# {next(number)}, beside" if layout.comments in ("beside", "everywhere") else ""
    if key == "statement":
        yield from _statement(lead, value, column, layout)
    elif not isinstance(value, (dict, list)) or _flows(value, layout, inside=False):
        piece = flow(value, layout)
        yield lead + layout.gap + piece.replace("\n", "\n" + " " * column) + beside
    elif isinstance(value, dict):
        yield lead + beside
        yield from _block(value, column + layout.indent, layout, number)
    else:
        yield lead + beside
        yield from _items(value, column + layout.dash, layout, number)


def _items(items: list[Any], column: int, layout: Layout, number: itertools.count[int]) -> Iterator[str]:
    for index, item in enumerate(items):
        if layout.comments in ("inside", "everywhere"):
            yield f"{' ' * column}# {next(number)}: an item"
        if not isinstance(item, dict) or _flows(item, layout, inside=True):
            yield f"{' ' * column}- {flow(item, layout)}" + (
                f"  # {next(number)}" if layout.comments == "everywhere" else ""
            )
        else:
            quiet = replace(layout, blanks=0, comments="inside" if index else "none")
            first, *others = _block(item, column + 2, quiet, number)
            yield " " * column + "- " + first.lstrip()
            yield from others


def _flows(value: Any, layout: Layout, *, inside: bool) -> bool:
    if layout.brackets == "none" or layout.comments in ("inside", "everywhere"):
        return False
    if isinstance(value, list):
        return layout.brackets in ("all", "lines") or not any(isinstance(one, dict) for one in value)
    simple = not any(isinstance(one, (dict, list)) for one in value.values())
    return layout.brackets in ("all", "lines") or (simple and (inside or layout.brackets == "parts"))


def flow(value: Any, layout: Layout) -> str:
    """Return a value in brackets, or a scalar as the layout quotes it."""
    if isinstance(value, dict):
        inner = [f"{key}: {flow(one, layout)}" for key, one in value.items()]
        return _joined("{", inner, "}", layout)
    if isinstance(value, list):
        return _joined("[", [flow(one, layout) for one in value], "]", layout)
    return scalar(str(value), layout)


def _joined(start: str, inner: list[str], end: str, layout: Layout) -> str:
    if layout.brackets == "lines" and len(inner) > 1:
        body = ",\n".join(f"  {one}" for one in inner).replace("\n", "\n  ")
        return f"{start}\n  {body},\n  {end}" if start == "[" else f"{start}\n  {body}\n  {end}"
    return f"{start}{', '.join(inner)}{end}"


def scalar(text: str, layout: Layout) -> str:
    """Return a text as the layout quotes it."""
    if layout.quotes == "single":
        return "'" + text.replace("'", "''") + "'"
    if layout.quotes == "double" or text[0] in "@" or ": " in text or " #" in text or text.endswith("%"):
        return json.dumps(text, ensure_ascii=False)
    return text


def _statement(lead: str, text: str, column: int, layout: Layout) -> Iterator[str]:
    style, lines = layout.statement, text.strip().split("\n")
    pad = " " * (column + (2 if style == "|2" else layout.indent))
    if style in ("|", "|-", "|+", "|2"):
        yield f"{lead} {style}" + ("  # beside" if layout.comments == "beside" else "")
        yield from (pad + line for line in lines)
        if style == "|+" and not layout.blanks:
            yield ""
    elif style in (">", ">-"):
        yield f"{lead} {style}"
        yield from (pad + line for line in lines)
    elif style == "plain":
        yield f"{lead} {lines[0]}"
        yield from (pad + line for line in lines[1:])
    else:
        mark = '"' if style == "double" else "'"
        yield f"{lead} {mark}{lines[0]}"
        yield from (pad + line for line in lines[1:-1])
        yield f"{pad}{lines[-1]}{mark}"
