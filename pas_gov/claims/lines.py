"""What is promised as lines of plain data, and back: the schema ``frozen`` tells what a line holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from pas_gov.claims.promised import Promised
from pas_gov.drift.matching.exceptions import AcceptedException
from pas_gov.drift.zones.surface_zones import SurfaceZones
from pas_gov.ledger.events.known_wordings import Wording, WordingStep
from pas_gov.model.records.promise import Term

Line = dict[str, Any]
_DAYS = ("ends", "decide_by", "honoured_until")
_STEPS = ("since", "until", "ended")
_TEXTS = ("audience", "zones", "surfaces", "successors")


def lines_of(known: Promised) -> Iterator[Line]:
    """Yield a line for each thing, in a fixed order: the same records and history give the same lines."""
    yield {"today": known.today.isoformat()}
    for name, whose in sorted(known.speakers.items()):
        yield {"speaker": {"name": name, "whose": whose}}
    for path, zones in sorted(known.zones.named.items()):
        yield {"text": {"path": path, "promise": None, "zones": list(zones)}}
    for (promise, path), zones in sorted(known.zones.of_promise.items()):
        yield {"text": {"path": path, "promise": promise, "zones": list(zones)}}
    for accepted in known.exceptions:
        days = {"first": accepted.first.isoformat(), "last": accepted.last.isoformat()}
        yield {"exception": {**asdict(accepted), **days}}
    for wording in known.wordings:
        yield {"wording": _wording_line(wording)}


def promised_in(lines: Iterable[Line]) -> Promised:
    """Return what is promised from lines that the schema accepts, the day first."""
    parts = defaultdict[str, list[Any]](list)
    for line in lines:
        for kind, value in line.items():
            parts[kind].append(value)
    zones = {(one["promise"], one["path"]): tuple(one["zones"]) for one in parts["text"]}
    return Promised(
        date.fromisoformat(parts["today"][0]),
        tuple(map(_wording, parts["wording"])),
        SurfaceZones(
            {path: those for (promise, path), those in zones.items() if promise is None},
            {(promise, path): those for (promise, path), those in zones.items() if promise is not None},
        ),
        {one["name"]: one["whose"] for one in parts["speaker"]},
        tuple(map(_exception, parts["exception"])),
    )


def _wording_line(wording: Wording) -> Line:
    line = asdict(wording)
    line |= {"says": [{"zone": zone, "text": text} for zone, text in wording.says]}
    line |= {name: day.isoformat() for name in _DAYS if (day := line[name])}
    for name in _STEPS:
        if line[name]:
            line[name]["day"] = line[name]["day"].isoformat()
    return line


def _wording(line: Mapping[str, Any]) -> Wording:
    return Wording(
        **{
            **line,
            "says": tuple((one["zone"], one["text"]) for one in line["says"]),
            "terms": tuple(Term(**one) for one in line["terms"]),
            **{name: tuple(line[name]) for name in _TEXTS},
            **{name: _day(line[name]) for name in _DAYS},
            **{name: _step(line[name]) for name in _STEPS},
        }
    )


def _exception(line: Mapping[str, Any]) -> AcceptedException:
    first, last = date.fromisoformat(line["first"]), date.fromisoformat(line["last"])
    return AcceptedException(**{**line, "first": first, "last": last})


def _step(line: Mapping[str, Any] | None) -> WordingStep | None:
    return WordingStep(**{**line, "day": date.fromisoformat(line["day"])}) if line else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
