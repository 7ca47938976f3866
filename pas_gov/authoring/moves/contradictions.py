"""What a command can't mean: an option said twice in two ways, one that undoes another, one without any effect.

One way for all commands that write a promise: what they are given is a Parts, and is held against this once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pas_gov.authoring.moves.noticing import EACH
from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.moves.terms import parsed_term
from pas_gov.diagnostics import Stop, printable
from pas_gov.model.records.normal import fold
from pas_gov.model.stack.id_lookup import find_zone


def refuse_contradictions(parts: Parts) -> None:
    """Stop(contradiction) or Stop(no-effect), as wrong usage, where the parts can't all be meant, or do nothing."""
    for option, names in _said(parts).items():
        for name in names:
            if names[name] > 1:
                raise _contradiction(
                    f"{option} {printable(name)} is said {_times(names[name])}", "say it once"
                )
    for first, second, why in _undoing(parts):
        for name in sorted(first[1].keys() & second[1].keys()):
            message = f"{first[0]} {printable(name)} and {second[0]} {printable(name)} {why}"
            raise _contradiction(message, "give one of them")
    _refuse_idle(parts)


def _contradiction(message: str, remedy: str) -> Stop:
    return Stop("contradiction", message, remedy, status=2)


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"


Names = Counter[str]


def _zones(names: Iterable[str]) -> Names:
    return Counter(name if name == EACH else find_zone(name) for name in names)


def _measures(parts: Parts) -> Names:
    return Counter(fold(str(parsed_term(one)["measure"])) for one in parts.terms)


def _said(parts: Parts) -> dict[str, Names]:
    """Return what each option names that can be said of a thing only once."""
    return {
        "--zone": _zones(zone for zone, _ in parts.zones),
        "--leave": _zones(zone for zone, _ in parts.left),
        "--zone-evidence": _zones(zone for zone, _ in parts.zone_evidence),
        "--stop": _zones(zone for zone, _ in parts.stops),
        "--notice": Counter(fold(audience) for audience, _ in parts.notices),
        "--term": _measures(parts),
        "--indicator": Counter(fold(one["name"]) for one in parts.indicators if "name" in one),
    }


def _undoing(parts: Parts) -> Iterator[tuple[tuple[str, Names], tuple[str, Names], str]]:
    """Yield two options with the names of each, and why they can't both be meant of one thing."""
    left = ("--leave", _zones(zone for zone, _ in parts.left))
    again = "can't both be: a zone delivers it or it doesn't"
    yield left, ("--zone", _zones(zone for zone, _ in parts.zones)), again
    yield left, ("--surface", _zones(zone for zone, _ in parts.surfaces)), again
    undone = "undo each other"
    yield ("--term", _measures(parts)), ("--drop-term", Counter(map(fold, parts.dropped_terms))), undone
    surfaces = (
        Counter(f"{find_zone(zone)}={surface}" for zone, surface in found)
        for found in (parts.surfaces, parts.dropped_surfaces)
    )
    yield ("--surface", next(surfaces)), ("--drop-surface", next(surfaces)), undone
    indicators = Counter(fold(one["name"]) for one in parts.indicators if "name" in one)
    dropped = Counter(map(fold, parts.dropped_indicators))
    yield ("--indicator", indicators), ("--drop-indicator", dropped), undone


WHOLE = {
    "applies-when": ("cel",),
    "experiment": ("cohort", "started", "decide-by"),
    "legacy": ("made-to", "lives-in", "honour-until"),
}


def _refuse_idle(parts: Parts) -> None:
    """Refuse an option that says something of what no other option names."""
    for option, said, by, others, what in (
        ("--told-on", parts.told_on, "--notice", parts.notices, "when somebody was told, and no --notice says what"),
        ("--evidence", parts.evidence, "--notice", parts.notices, "where a notice can be seen, and none is given"),
        ("--note", parts.note, "--aligned-to", parts.aligned_to, "why a review holds, and no --aligned-to names one"),
    ):  # fmt: skip
        if said is not None and not others:
            beside = {
                "--note": "; for other words: --notes, or --notice",
                "--evidence": "; of a zone that left or stopped: --zone-evidence",
            }.get(option, "")
            raise Stop(
                "no-effect", f"{option} says {what}", f"add {by}, or leave {option} out{beside}", status=2
            )
    for name in parts.cleared:
        for part in (name, *WHOLE.get(name, ())):
            if getattr(parts, FIELDS.get(part, part.replace("-", "_")), None):
                raise _contradiction(f"--clear {name} takes away what --{part} says", "give one of them")


FIELDS = {"indicator": "indicators", "tag": "tags"}  # where the name isn't the option's
