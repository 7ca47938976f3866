"""Reading one record: from the bytes of a file to its checked data, or to everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pas_gov.diagnostics import Diagnostic, ordered
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.calendar import calendar_faults
from pas_gov.model.records.chronology import DAYS_REVERSED, days_in_wrong_order
from pas_gov.model.records.lookalikes import lookalikes
from pas_gov.model.records.normal import fold
from pas_gov.model.records.reading import Reading
from pas_gov.model.records.schema import Kind
from pas_gov.model.records.schema_checks import accepts
from pas_gov.model.records.surface_paths import surfaces_never_read
from pas_gov.model.records.waiver_words import waiver_words
from pas_gov.model.records.yaml.parsing import Document, parse
from pas_gov.model.records.yaml_warnings import likely_mistakes


def strict_reading(kind: Kind, content: bytes) -> Reading:
    """Read one file strictly (SPEC 1); never raises for anything that the bytes may hold."""
    document = parse(content, "")
    if not isinstance(document, Document):
        return Reading(None, faults=_few(document), seems=_id_in_text(content))
    found: list[Diagnostic] = []
    if not accepts(kind, document.value):
        from pas_gov.model.records.schema_faults import faults  # of most records nobody needs its words

        found = faults(kind, document)
    if isinstance(document.value, dict):
        found += CHECKS[kind](document.value, document)
    identity = _identity(document.value)
    if isinstance(document.value, dict) and found and all(one.code == DAYS_REVERSED for one in found):
        return Reading(document.value, identity, _few(ordered([*found, *_warnings(kind, document)])))
    if found or not isinstance(document.value, dict):
        rest = _without_faulty_speakers(document) if kind == "settings" else None
        return Reading(rest, identity, _few(ordered(found)))
    return Reading(document.value, identity, ordered(_warnings(kind, document)))


def _without_faulty_speakers(document: Document) -> Mapping[str, Any] | None:
    """Return settings without the speakers that say something unknown; None where something else is wrong too.

    A slip in one name must not make strangers of all others.
    """
    whole = document.value
    speakers = whole.get("speakers") if isinstance(whole, dict) else None
    if not isinstance(whole, dict) or not isinstance(speakers, dict):
        return None
    sound = {
        name: whose
        for name, whose in speakers.items()
        if accepts("settings", {"schema": whole.get("schema"), "speakers": {name: whose}})
    }
    rest = {**whole, "speakers": sound}
    return rest if accepts("settings", rest) and not any(CHECKS["settings"](rest, document)) else None


def _warnings(kind: Kind, document: Document) -> Iterator[Diagnostic]:
    yield from likely_mistakes(document)
    yield from lookalikes(document)
    if kind == "promise":
        yield from surfaces_never_read(document)


MOST = 100  # faults told of one file


def _few(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    if len(found) <= MOST:
        return found
    message = f"and {len(found) - MOST} more faults in this file"
    return (*found[:MOST], Diagnostic("more-faults", message, found[MOST].location, "mend these first"))


def _identity(value: object) -> str:
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


ID_IN_TEXT = late_pattern(
    r"""(?:^\ufeff?|[{,]\s*)["']?id["']?\s*:\s*["']?([a-z0-9]+(?:-[a-z0-9]+)*)(?![\w-])""", re.M
)
MOST_SEARCHED = 1 << 18  # bytes: no record is longer


def _id_in_text(content: bytes) -> str:
    found = ID_IN_TEXT.search(content[:MOST_SEARCHED].decode("utf-8", "replace"))
    return found[1] if found else ""


def _doubles(data: Mapping[str, Any], document: Document) -> Iterator[Diagnostic]:
    """Yield a fault for each second term of one measure, link to one promise, and name of an audience.

    Measures that differ by case alone are one. The data may be faulty otherwise; two names of an audience that are
    the same to the letter are the schema's to tell.
    """
    for key, field, what in (
        ("terms", "measure", "terms of the measure"),
        ("aligned_to", "promise", "links to"),
        ("audience", "", "entries for the audience"),
    ):
        seen: set[str] = set()
        exact: set[str] = set()
        items = data.get(key)
        if not isinstance(items, list) or len(items) < 2:
            continue
        for index, name in _names(items, field):
            same = fold(name).casefold() if key == "terms" else fold(name)
            if same in seen and (field or name not in exact):
                at = document.locate(f"/{key}/{index}" + (f"/{field}" if field else ""))
                yield Diagnostic("doubled", f'there are two {what} "{fold(name)}"', at, "keep one of them")
            seen.add(same)
            exact.add(name)


def _names(items: object, field: str) -> Iterator[tuple[int, str]]:
    for index, item in enumerate(items if isinstance(items, list) else ()):
        name = (item.get(field) if isinstance(item, dict) else None) if field else item
        if isinstance(name, str):
            yield index, name


def _unique_names(data: Mapping[str, Any], document: Document) -> Iterator[Diagnostic]:
    """Yield a fault for each case with the name of an earlier one."""
    seen: set[str] = set()
    for index, name in _names(data.get("cases"), "name"):
        if fold(name) in seen:
            at = document.locate(f"/cases/{index}/name")
            yield Diagnostic("doubled", f'there are two cases named "{fold(name)}"', at, "rename one of them")
        seen.add(fold(name))


def _promise(data: Mapping[str, Any], document: Document) -> Iterator[Diagnostic]:
    yield from _doubles(data, document)
    yield from days_in_wrong_order(data, document)


def _nothing(_: Mapping[str, Any], __: Document) -> Iterator[Diagnostic]:
    yield from ()


CHECKS: Mapping[Kind, Callable[[Mapping[str, Any], Document], Iterator[Diagnostic]]] = {
    "promise": _promise,
    "policy": _nothing,
    "policy-test": _unique_names,
    "waiver": waiver_words,
    "settings": calendar_faults,
    "answers": _nothing,
}
