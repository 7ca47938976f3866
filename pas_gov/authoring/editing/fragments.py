"""Values written as YAML: as a block at a column, or on one line with brackets."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from pas_gov.authoring.editing.edits import Value
from pas_gov.model.records.days import is_day

WIDEST = 110  # columns of a mapping or list on one line; a longer one becomes a block
# What YAML 1.1 reads as something else than a text; days stand without quotes everywhere in these formats.
ODD = re.compile(
    r"(y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?[0-9.][0-9_,.:a-fA-FxXoO+-]*|[-+]?\.(inf|nan))\Z",
    re.IGNORECASE,
)


def flowing(value: Value) -> str:
    """Return a value on one line, with brackets where it has parts."""
    return _dumped(_styled(value, flow=True))


def block(value: Value, indent: int) -> list[str]:
    """Return the lines of a mapping or list as a block whose keys or dashes stand at a column."""
    return [" " * indent + line if line else line for line in _dumped(_styled(value, flow=False)).split("\n")]


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


def _styled(value: Value, *, flow: bool) -> Any:
    if isinstance(value, str):
        return date.fromisoformat(value) if is_day(value) else _text(value, flow=flow)
    if isinstance(value, dict):
        made: Any = CommentedMap((key, _part(inner, flow=flow)) for key, inner in value.items())
    elif isinstance(value, list):
        made = CommentedSeq(_part(inner, flow=flow) for inner in value)
    else:
        return value
    if flow or not value:
        made.fa.set_flow_style()
    else:
        made.fa.set_block_style()
    return made


def _part(value: Value, *, flow: bool) -> Any:
    """Return an inner value: in a block, on one line where it fits there."""
    return _styled(value, flow=flow or (isinstance(value, (dict, list)) and fits(value, 20)))


def _text(text: str, *, flow: bool) -> Any:
    if not flow and "\n" in text and fits_literal_block(text):
        return LiteralScalarString(text)
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
    emitter = YAML()
    emitter.width = 1 << 30
    emitter.allow_unicode = True
    emitter.brace_single_entry_mapping_in_flow_sequence = True
    emitter.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    emitter.dump(value, stream)
    return stream.getvalue().removesuffix("\n").removesuffix("\n...")


def items_or_block(value: Value, column: int) -> list[str]:
    """Return the lines of a block; items of a list that fit on one line are written so."""
    if not isinstance(value, list):
        return block(value, column)
    return [
        line
        for item in value
        for line in (
            [" " * column + f"- {on_one_line(item)}"]
            if not isinstance(item, (dict, list)) or fits(item, column + 2)
            else dashed(item, column)
        )
    ]


def dashed(item: Value, column: int) -> list[str]:
    """Return the lines of an item that is a block, behind its dash."""
    lines = block(item, column + 2)
    return [" " * column + "- " + lines[0].lstrip(), *lines[1:]]


def on_one_line(item: Value) -> str:
    """Return an item of a block on one line."""
    return flowing(item) if isinstance(item, (dict, list)) else scalar_text(item)


def scalar_text(value: Value) -> str:
    """Return a scalar as it stands behind a key."""
    return block({"k": value}, 0)[0].removeprefix("k:").strip()


def double_quoted(value: str) -> str:
    """Return a text in double quotes."""
    return json.dumps(value, ensure_ascii=False)
