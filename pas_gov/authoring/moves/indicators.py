"""Indicators as people write them, ``source=helpdesk, query=SELECT day, hours FROM answers``, and their edits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pas_gov.authoring.editing import Append, Edit, Set
from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.moves.terms import parsed_term, place_of, removals
from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Promise
from pas_gov.model.stack.id_lookup import find_zone

KEYS = ("name", "zone", "measure", "source", "query")
ORDER = (
    "name",
    "zone",
    "measure",
    "source",
    "calendar",
    "query",
)  # in a record; without one a calendar isn't needed
QUERY_FILE = "query-file"  # whose text is the query, as whoever typed the option has it
EXAMPLE = (
    "name=Answers, zone=delivery-support, measure=first response, source=desk, query=SELECT day, hours FROM t"
)
SAYABLE = (*ORDER, QUERY_FILE)
KEY = re.compile(r"\s*(?P<key>[A-Za-z_-]+)\s*=\s*")


def parsed_indicator(text: str) -> dict[str, str]:
    """Return the keys that a text such as ``name=Answers, source=helpdesk, query=SELECT ...`` says.

    The query comes last, and may hold anything; in its place query-file may name a file, which isn't read here.
    Stop(bad-indicator) for an unknown, doubled or empty key.
    """
    found: dict[str, str] = {}
    rest = text
    while rest.strip():
        key = KEY.match(rest)
        if key is None or key["key"] not in SAYABLE:
            wrong = printable(key["key"] if key else rest.strip()[:40])
            raise _bad(f'"{wrong}" isn\'t a part of an indicator', did_you_mean(wrong, SAYABLE))
        value, rest = _value(rest[key.end() :], last=key["key"] == "query")
        if key["key"] in found or not value:
            raise _bad(f"{key['key']} {'is said twice' if value else 'says nothing'}", "say it once")
        found[key["key"]] = find_zone(value) if key["key"] == "zone" else value
    if not found:
        raise _bad("an indicator needs a source and a query", "")
    if QUERY_FILE in found and "query" in found:
        raise _bad("the query is said, and a file of it too", "say one of the two")
    return found


def _value(text: str, *, last: bool) -> tuple[str, str]:
    """Return the value with which a text begins, and what follows it: the next known key."""
    end = None if last else re.search(r",\s*[A-Za-z_-]+\s*=", text)
    return (text.strip(), "") if end is None else (text[: end.start()].strip(), text[end.start() + 1 :])


def _bad(message: str, remedy: str) -> Stop:
    return Stop("bad-indicator", message, f"{remedy} (write it as {EXAMPLE})".strip(), status=2)


def indicator_edits(promise: Promise, parts: Parts) -> Iterator[Edit]:
    """Yield the edits of indicators: one of a known name changes in the keys that are said, another one is added.

    Stops, as wrong usage: unknown-indicator, bad-indicator, unknown-term where no term has its measure.
    """
    names = [fold(str(one["name"])) for one in promise.indicators]
    dropped = [
        place_of(names, fold(name), "indicator", "unknown-indicator") for name in parts.dropped_indicators
    ]
    for said in parts.indicators:
        name = fold(said.get("name", ""))
        if name in names:
            index = names.index(name)
            present = promise.indicators[index]
            changed = {
                key: value for key, value in said.items() if key != "name" and value != present.get(key)
            }
            _measured(promise, parts, changed)
            yield from (Set(f"/indicators/{index}/{key}", value) for key, value in changed.items())
        else:
            whole = _whole(promise, parts, said)
            _measured(promise, parts, whole)
            yield Append("/indicators", whole)
    yield from removals("/indicators", dropped)


def measures(promise: Promise, parts: Parts) -> tuple[str, ...]:
    """Return the measures of the terms as they will be."""
    gone = {fold(measure) for measure in parts.dropped_terms}
    kept = [one.measure for one in promise.terms if fold(one.measure) not in gone]
    return tuple(
        dict.fromkeys([*map(fold, kept), *(fold(str(parsed_term(one)["measure"])) for one in parts.terms)])
    )


def in_business_time(promise: Promise, parts: Parts, measure: str) -> bool:
    """Tell whether the term of a measure, as it will be, is in business hours or days."""
    bounds = ("at_most", "at_least", "equals")
    values = {fold(one.measure): one.value for one in promise.terms}
    said = map(parsed_term, parts.terms)
    values |= {fold(str(one["measure"])): one[bound] for one in said for bound in bounds if bound in one}
    return str(values.get(fold(measure), "")).endswith(("bh", "bd"))


def zones(promise: Promise, parts: Parts) -> tuple[str, ...]:
    """Return the zones that will deliver it."""
    gone = {find_zone(zone) for zone, _ in parts.left}
    kept = [zone for zone in promise.zones_kept if zone not in gone]
    return tuple(dict.fromkeys([*kept, *(find_zone(zone) for zone, _ in (*parts.zones, *parts.surfaces))]))


def _whole(promise: Promise, parts: Parts, said: Mapping[str, str]) -> dict[str, str]:
    """Return a new indicator; a zone or a measure that is the only one needn't be said, the name is the measure's."""
    found = dict(said)
    for key, known in (("zone", zones(promise, parts)), ("measure", measures(promise, parts))):
        if key not in found and len(known) == 1:
            found[key] = known[0]
    if "measure" in found:
        found.setdefault("name", found["measure"])
    missing = [key for key in KEYS if key not in found]
    if missing:
        also = "query-file=FILE takes the query from a file" if "query" in missing else ""
        raise _bad(f"an indicator needs {' and '.join(missing)}", also)
    return {key: found[key] for key in ORDER if key in found}


def _measured(promise: Promise, parts: Parts, said: Mapping[str, str]) -> None:
    known = measures(promise, parts)
    if "measure" in said and fold(said["measure"]) not in known:
        message = f'no term has the measure "{printable(said["measure"])}", so nothing can be held against it'
        remedy = did_you_mean(said["measure"], known) or 'add one: --term "first response at most 4h"'
        raise Stop("unknown-term", message, remedy, status=2)
