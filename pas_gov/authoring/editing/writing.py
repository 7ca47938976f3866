"""Edited and new records as text, checked against the schema before and after the edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pas_gov.authoring.editing.edits import Edit, Value, applied, smallest_edits
from pas_gov.authoring.editing.fragments import flowing
from pas_gov.authoring.editing.inserting import pair_lines
from pas_gov.authoring.editing.order import arranged, key_order
from pas_gov.authoring.editing.splicing import spliced
from pas_gov.diagnostics import Stop
from pas_gov.model.records.schema import Kind
from pas_gov.model.records.yaml.parsing import Document, parse

BOM = "\ufeff"


def edited(kind: Kind, content: bytes, edits: Sequence[Edit]) -> bytes:
    """Return a record's file with the edits applied in order; everything else stays, byte for byte.

    Stop(not-editable) where the file isn't strict YAML, an edit has no place in it, or the result wouldn't say exactly
    what was asked for.
    """
    value = read(content).value
    text, crlf, marked = _opened(content)
    for edit in edits:
        for part in smallest_edits(value, edit):
            wanted = applied(value, part)
            text = spliced(text, value, key_order(kind), part)
            value = checked(text, wanted)
    return _closed(text, crlf, marked)


def written(kind: Kind, value: Mapping[str, Value], head: str = "") -> bytes:
    """Return a new file in canonical order and layout; ``head`` stands before it as it is."""
    (first, start), *others = arranged(dict(value), key_order(kind)).items()
    pairs = (line for key, inner in others for line in pair_lines(key, inner, 0))
    text = f"{head}{first}: {flowing(start)}\n" + "".join(f"{line}\n" for line in pairs)
    checked(text, dict(value))
    return text.encode()


def read(content: bytes) -> Document:
    """Return a file as strict YAML; Stop(not-editable) names what is wrong first."""
    document = parse(content, "")
    if isinstance(document, Document):
        return document
    fault = document[0]
    place = f"line {fault.location.line}: " if fault.location.line else ""
    raise Stop("not-editable", f"the file isn't valid YAML ({place}{fault.message})", fault.remedy)


def checked(text: str, wanted: Value) -> Value:
    """Return the value of a text that says what is wanted; Stop(not-editable) where it says anything else."""
    document = parse(text.encode("utf-8", "surrogatepass"), "")
    if not isinstance(document, Document):
        fault = document[0]
        raise Stop("not-editable", f"this can't be written into the file: {fault.message}", fault.remedy)
    if document.value != wanted or _types(document.value) != _types(wanted):
        raise Stop("not-editable", "the file is laid out in a way that can't be edited safely",
                   "edit it by hand, or lay it out anew: pas-gov fmt")  # fmt: skip
    return document.value


def _types(value: Value) -> Value:
    """Return the types of a value's parts: 1 and 1.0 and true are equal to Python."""
    if isinstance(value, dict):
        return {key: _types(inner) for key, inner in value.items()}
    return [_types(inner) for inner in value] if isinstance(value, list) else type(value).__name__


def _opened(content: bytes) -> tuple[str, bool, bool]:
    """Return the text with plain line ends, whether they were CRLF throughout, and whether a mark stood first."""
    text = content.decode()
    marked = text.startswith(BOM)
    text = text.removeprefix(BOM)
    crlf = "\r\n" in text and "\n" not in text.replace("\r\n", "")
    return (text.replace("\r\n", "\n") if crlf else text), crlf, marked


def _closed(text: str, crlf: bool, marked: bool) -> bytes:
    text = text.replace("\n", "\r\n") if crlf else text
    return f"{BOM if marked else ''}{text}".encode()
