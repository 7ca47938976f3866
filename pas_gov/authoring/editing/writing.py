"""Edited and new records as text, checked against the schema before and after the edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pas_gov.authoring.editing.edits import (
    Edit,
    Value,
    applied,
    plainly,
    same,
    smallest_edits,
    with_plain_breaks,
)
from pas_gov.authoring.editing.fragments import flowing, pair_lines
from pas_gov.authoring.editing.order import arranged, key_order
from pas_gov.authoring.editing.source import source_of
from pas_gov.authoring.editing.splicing import splices
from pas_gov.diagnostics import Stop
from pas_gov.model.records.schema import Kind
from pas_gov.model.records.yaml.parsing import Document, parse


def edited(kind: Kind, content: bytes, edits: Sequence[Edit]) -> bytes:
    """Return a record's file with the edits applied in order; everything else stays, byte for byte.

    A comment stays with what it stands above or beside, and goes with it; line ends and a byte order mark stay. A line
    break in a given text is a plain one. Stop(not-editable) where the file isn't strict YAML, an edit has no place in
    it, or the result wouldn't say exactly what was asked for.
    """
    value = read(content).value
    source, order = source_of(content), key_order(kind)
    for edit in edits:
        for part in smallest_edits(value, plainly(edit)):
            wanted = applied(value, part)
            source = source.with_splices(splices(source.text, value, order, part))
            value = checked(source.text, wanted)
    return source.content


def written(kind: Kind, value: Mapping[str, Value], head: str = "") -> bytes:
    """Return a new file in canonical order and layout; ``head`` stands before it as it is."""
    plain = with_plain_breaks(dict(value))
    (first, start), *others = arranged(plain, key_order(kind)).items()
    pairs = (line for key, inner in others for line in pair_lines(key, inner, 0))
    text = f"{head}{first}: {flowing(start)}\n" + "".join(f"{line}\n" for line in pairs)
    checked(text, plain)
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
    if not same(document.value, wanted):
        raise Stop("not-editable", "the file is laid out in a way that can't be edited safely",
                   "edit it by hand, or lay it out anew: pas-gov fmt")  # fmt: skip
    return document.value
