"""Values written as YAML: as a block at a column, or on one line with brackets."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from functools import cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from pas_gov.authoring.editing.edits import Value
from pas_gov.model.records.days import is_day

WIDEST = 110  # columns of a mapping or list on one line; a longer one becomes a block
# What YAML 1.1 reads as something else than a text; days stand without quotes everywhere in these formats.
BLOCKS = frozenset({"ending", "zones"})  # read better over several lines, however short they are
ODD = re.compile(
    r"(y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?[0-9.][0-9_,.:a-fA-FxXoO+-]*|[-+]?\.(inf|nan))\Z",
    re.IGNORECASE,
)


def flowing(value: Value) -> str:
    """Return a value on one line, with brackets where it has parts."""
    return _dumped(_styled(value))


def scalar_text(value: Value) -> str:
    """Return a scalar as it stands behind a key, on one line."""
    if isinstance(value, str) and not is_day(value):
        return double_quoted(value) if "\n" in value else _dumped({"k": _text(value, flow=False)})[2:].strip()
    return flowing({"k": value})[3:-1].strip()


def on_one_line(value: Value) -> str:
    """Return a value as it stands on one line of a block."""
    return flowing(value) if isinstance(value, (dict, list)) else scalar_text(value)


def key_text(key: str) -> str:
    """Return a key, in quotes where it needs them."""
    return key if re.fullmatch(r"[A-Za-z_][\w.-]*", key) and not ODD.match(key) else double_quoted(key)


def pair_lines(key: str, value: Value, column: int, step: int = 2) -> list[str]:
    """Return the lines of a pair at a column; ``step`` is how far the items of a list stand behind their key."""
    lead = " " * column + f"{key_text(key)}:"
    if _is_literal(value):
        return [f"{lead} {literal_mark(value)}", *literal_lines(value, column + 2)]
    if not isinstance(value, (dict, list)) or not value:
        return [f"{lead} {on_one_line(value)}"]
    if key not in BLOCKS and not _mappings(value) and fits(value, len(lead) + 1):
        return [f"{lead} {flowing(value)}"]
    return [lead, *block_lines(value, column + (step if isinstance(value, list) else 2), step)]


def block_lines(value: Value, column: int, step: int = 2) -> list[str]:
    """Return the lines of a mapping or list that isn't empty as a block whose keys or dashes stand at a column."""
    if isinstance(value, dict):
        return [line for key, inner in value.items() for line in pair_lines(key, inner, column, step)]
    return [line for item in value for line in item_lines(item, column, step)]


def item_lines(item: Value, column: int, step: int = 2, *, block: bool = False) -> list[str]:
    """Return the lines of an item whose dash stands at a column, on one line where it fits there, or as a ``block``."""
    dash = " " * column + "- "
    if _is_literal(item):
        return [dash + literal_mark(item), *literal_lines(item, column + 2)]
    if not isinstance(item, (dict, list)) or not item or (not block and fits(item, column + 2)):
        return [dash + on_one_line(item)]
    first, *others = block_lines(item, column + 2, step)
    return [dash + first.lstrip(), *others]


def literal_mark(text: str) -> str:
    """Return the mark of a literal block that holds a text."""
    return "|" if text.endswith("\n") else "|-"


def literal_lines(text: str, column: int) -> list[str]:
    """Return the lines of a literal block at a column."""
    return [" " * column + line if line else "" for line in text.removesuffix("\n").split("\n")]


def _is_literal(value: Value) -> bool:
    return isinstance(value, str) and "\n" in value and fits_literal_block(value)


def _mappings(value: Value) -> bool:
    """Tell whether a value is a list of mappings, each of which gets a line of its own."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def fits(value: Value, column: int) -> bool:
    """Tell whether a value is to stand on one line that begins at a column."""
    return not has_lines(value) and not _deep(value) and column + len(flowing(value)) <= WIDEST


def _deep(value: Value) -> bool:
    """Tell whether a value has parts that have parts of several keys: better read as a block."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(isinstance(one, dict) and one for one in inner)


def has_lines(value: Value) -> bool:
    """Tell whether a text of several lines is somewhere in a value."""
    if isinstance(value, str):
        return "\n" in value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(has_lines(one) for one in inner)


def fits_literal_block(text: str) -> bool:
    """Tell whether a literal block can hold a text: no blank before the first or after the last word of a line.

    Nor are there blank lines at its end, which would run together with those that follow in the file.
    """
    blank = text[:1] in ("", " ", "\n", "\t") or text.endswith("\n\n")
    return not blank and not re.search(r"[ \t]+$", text, re.MULTILINE)


def _styled(value: Value) -> Any:
    if isinstance(value, str):
        return date.fromisoformat(value) if is_day(value) else _text(value, flow=True)
    if not isinstance(value, (dict, list)):
        return value
    if isinstance(value, dict):
        made: Any = CommentedMap((_key(key), _styled(inner)) for key, inner in value.items())
    else:
        made = CommentedSeq(_styled(inner) for inner in value)
    made.fa.set_flow_style()
    return made


def _key(key: str) -> Any:
    return key if key_text(key) == key else DoubleQuotedScalarString(key)


def _text(text: str, *, flow: bool) -> Any:
    odd = text == "" or text != text.strip() or text[0] in "?:" or ODD.match(text)
    quoted = odd or "\n" in text or _quoted(text, flow=flow)
    return DoubleQuotedScalarString(text) if quoted else text


def _quoted(text: str, *, flow: bool) -> bool:
    """Tell whether the emitter would put the text into quotes."""
    made = CommentedSeq([text])
    made.fa.set_flow_style() if flow else made.fa.set_block_style()
    dumped = _dumped(made).strip("[]- \n")
    return dumped[:1] in ("'", '"') or dumped != text


def _dumped(value: Any) -> str:
    stream = io.StringIO()
    _emitter().dump(value, stream)
    return stream.getvalue().removesuffix("\n").removesuffix("\n...")


@cache
def _emitter() -> YAML:
    """Return what writes values, made once: ruamel looks for plug-ins in its folder each time."""
    emitter = YAML()
    emitter.width = 1 << 30
    emitter.allow_unicode = True
    emitter.brace_single_entry_mapping_in_flow_sequence = True
    emitter.indent(mapping=2, sequence=4, offset=2)
    return emitter


def double_quoted(value: str) -> str:
    """Return a text in double quotes."""
    return json.dumps(value, ensure_ascii=False)
