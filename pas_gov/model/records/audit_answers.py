"""The answers file of an audit: what each zone says that it really does, for each promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pas_gov.diagnostics import Diagnostic, Location, ordered, printable
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.placeholders import is_placeholder
from pas_gov.model.records.reader import read
from pas_gov.model.records.yaml.parsing import Document, parse


@dataclass(frozen=True, slots=True)
class Answer:
    """What one zone says of one promise, with its place in the file. ``by`` is "" where the file doesn't say who.

    ``wording`` is the one that was asked, "" where the file doesn't say which.
    """

    promise: str
    zone: str
    reality: str
    note: str
    evidence: str
    by: str
    at: Location
    wording: str = ""


def answers(content: bytes, path: str) -> tuple[Answer, ...] | tuple[Diagnostic, ...]:
    """Return the answers of a file of pas.answers/v1, in its order, or all its faults by place; never raises.

    One without a ``reality`` wasn't answered yet, and is left out. Nothing is answered twice.
    """
    reading = read("answers", content)
    document = parse(content, path)
    if reading.record is None or not isinstance(document, Document):
        return reading.faults_in(path)
    found = tuple(_answers(reading.record, document))
    faults = (*_doubled(found), *_wordless(found, reading.record, document))
    return ordered(faults) if faults else tuple(one for one in found if one.reality)


def _answers(data: Mapping[str, Any], document: Document) -> Iterator[Answer]:
    for index, one in enumerate(data["answers"]):
        by = one.get("by", data.get("by", ""))
        texts = (
            one["promise"],
            one["zone"],
            one.get("reality", ""),
            one.get("note", ""),
            one.get("evidence", ""),
            by,
        )
        yield Answer(*texts, document.locate(f"/answers/{index}"), one.get("wording", ""))


def _doubled(found: tuple[Answer, ...]) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], Location] = {}
    for one in found:
        first = seen.setdefault((one.promise, one.zone), one.at)
        if first is not one.at:
            message = f'"{one.promise}" is answered for {one.zone} twice; the first is in line {first.line}'
            yield Diagnostic("doubled", message, one.at, "keep one of them")


def _wordless(found: tuple[Answer, ...], data: Mapping[str, Any], document: Document) -> Iterator[Diagnostic]:
    """Yield a fault for each word that says nothing; what is left empty isn't said at all."""
    for index, one in enumerate(found):
        for key in ("note", "evidence", "by"):
            text = data["answers"][index].get(key, "")
            if text and is_placeholder(text):
                at = document.locate(f"/answers/{index}/{key}")
                message = f'the {key} "{printable(text)}" of {one.promise} says nothing'
                yield Diagnostic("no-answer", message, at, "say it in words, or leave it empty")
