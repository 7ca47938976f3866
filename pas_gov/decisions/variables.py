"""The variables that a policy's CEL sees, by scope (SPEC 4): their shapes here, their values in facts.py."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.decisions.cel.shapes import (
    BOOL,
    DOUBLE,
    DYN,
    INT,
    STRING,
    TIMESTAMP,
    ListOf,
    MapOf,
    Record,
    Shape,
)
from pas_gov.records.policy import Policy, Scope
from pas_gov.records.promise import LAYERS

TEXTS = ListOf(STRING)


def _record(name: str, optional: tuple[str, ...] = (), *, nullable: bool = False, **fields: Shape) -> Record:
    return Record(name, fields, frozenset(optional), nullable)


SURFACE = _record("surface", ("path", "url"), path=STRING, url=STRING)
ATTESTATION = _record(
    "attestation", ("wording", "date", "by", "reality"),
    wording=STRING, date=TIMESTAMP, by=STRING, reality=STRING, note=STRING, evidence=STRING,
)  # fmt: skip
DEPARTURE = _record("departure", ("date",), date=TIMESTAMP, by=STRING, evidence=STRING)
ZONE = _record(
    "zone", says=STRING, surfaces=ListOf(SURFACE), attested=ATTESTATION, left=DEPARTURE,
)  # fmt: skip
TERM = _record(
    "term", ("at_most", "at_least", "equals"),
    measure=STRING, bound=STRING, at_most=DYN, at_least=DYN, equals=DYN, amount=DOUBLE, dimension=STRING,
)  # fmt: skip
ALIGNMENT = _record(
    "alignment", ("date",),
    promise=STRING, revision=STRING, date=TIMESTAMP, by=STRING, note=STRING, state=STRING, layer=STRING, status=STRING,
)  # fmt: skip
NOTICE = _record("notice", audience=STRING, date=TIMESTAMP, says=STRING, evidence=STRING)
STOP = _record("stop", ("stopped_on",), stopped_on=TIMESTAMP, by=STRING, evidence=STRING)
SUCCESSOR = _record("successor", id=STRING, title=STRING, layer=STRING, status=STRING, revision=STRING)
ENDING = _record(
    "ending", ("date", "why", "decided_by"),
    date=TIMESTAMP, why=STRING, decided_by=STRING, superseded_by=TEXTS, zones=MapOf(STOP),
)  # fmt: skip
PROMISE_FIELDS: Mapping[str, Shape] = {
    "id": STRING,
    "title": STRING,
    "layer": STRING,
    "status": STRING,
    "owner": STRING,
    "made": _record("made", ("date",), date=TIMESTAMP, source=STRING),
    "statement": STRING,
    "audience": TEXTS,
    "applies_when": _record("applies_when", ("says", "cel"), says=STRING, cel=STRING),
    "terms": ListOf(TERM),
    "aligned_to": ListOf(ALIGNMENT),
    "zones": MapOf(ZONE),
    "experiment": _record(
        "experiment",
        ("cohort", "started", "decide_by"),
        cohort=STRING,
        started=TIMESTAMP,
        decide_by=TIMESTAMP,
    ),
    "legacy": _record(
        "legacy",
        ("made_to", "honour_until"),
        made_to=STRING,
        lives_in=TEXTS,
        honour_until=TIMESTAMP,
        forever=BOOL,
    ),
    "notices": ListOf(NOTICE),
    "ending": ENDING,
    "has_ending": BOOL,
    "indicators": ListOf(MapOf(STRING)),
    "review_by": TIMESTAMP,
    "tags": TEXTS,
    "notes": STRING,
    "path": STRING,
    "revision": STRING,
    "wording": STRING,
    "zones_kept": TEXTS,
    "successors": ListOf(SUCCESSOR),
    "supersedes": TEXTS,
    "dependents": TEXTS,
    "reaches_core": BOOL,
}
PROMISE = Record("promise", PROMISE_FIELDS, frozenset({"review_by"}))
CHANGED_PROMISE = Record("promise", PROMISE_FIELDS, frozenset({"review_by"}), nullable=True)
CHANGE = _record(
    "change",
    id=STRING, kinds=TEXTS, material=BOOL, fields=TEXTS, notices_added=ListOf(NOTICE), dependents=TEXTS,
)  # fmt: skip
LINK = _record(
    "link", ("date",),
    promise=STRING, state=STRING, was=STRING, affected=BOOL, recorded=STRING, date=TIMESTAMP, by=STRING, note=STRING,
)  # fmt: skip
ENTRY = _record(
    "zone entry", ("age",),
    says=STRING, surfaces=ListOf(SURFACE), attested=ATTESTATION, left=DEPARTURE, state=STRING, reality=STRING, age=INT,
)  # fmt: skip
COUNTS = _record("count", all=INT, proposed=INT, active=INT, superseded=INT, retired=INT)
STACK = _record(
    "stack",
    promises=Record("promises", {layer: ListOf(PROMISE) for layer in LAYERS}),
    counts=Record("counts", dict.fromkeys(map(str, LAYERS), COUNTS)),
)  # fmt: skip
PATHS = _record("paths", promises=TEXTS, policies=TEXTS, settings=TEXTS)

EVERYWHERE: Mapping[str, Shape] = {"stack": STACK, "today": TIMESTAMP, "bootstrap": BOOL}
BY_SCOPE: Mapping[Scope, Mapping[str, Shape]] = {
    "promise": {"promise": PROMISE},
    "change": {"before": CHANGED_PROMISE, "after": CHANGED_PROMISE, "change": CHANGE},
    "alignment": {"promise": PROMISE, "target": PROMISE, "link": LINK},
    "zone": {"promise": PROMISE, "zone": STRING, "entry": ENTRY},
    "stack": {"changes": ListOf(CHANGE), "paths": PATHS},
}


def variables(policy: Policy) -> dict[str, Shape]:
    """Return the shape of every variable that the policy's scope gives, its parameters included."""
    params = Record("parameter list", {name: shape_of(default) for name, default in policy.params.items()})
    return {**EVERYWHERE, **BY_SCOPE[policy.scope], "params": params}


def shape_of(default: object) -> Shape:
    """Return the shape of a parameter from its default; lists and maps of mixed values hold anything."""
    if isinstance(default, bool):
        return BOOL
    if isinstance(default, str):
        return STRING
    if isinstance(default, (int, float)):
        return INT if isinstance(default, int) else DOUBLE
    if isinstance(default, list):
        return ListOf(_common([shape_of(item) for item in default]))
    if isinstance(default, dict):
        return MapOf(_common([shape_of(item) for item in default.values()]))
    return DYN


def _common(shapes: list[Shape]) -> Shape:
    return shapes[0] if shapes and all(shape == shapes[0] for shape in shapes) else DYN
