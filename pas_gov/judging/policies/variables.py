"""The variables that a policy's CEL sees, by scope (SPEC 4): their shapes (for values see stack_view.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import get_args

from pas_gov.cel.shapes import (
    BOOL,
    DOUBLE,
    DYN,
    INT,
    STRING,
    TIMESTAMP,
    Absent,
    ListOf,
    MapOf,
    Record,
    Shape,
)
from pas_gov.model.records.policy import Policy, Scope
from pas_gov.model.records.promise import BOUNDS, LAYERS, ZONES, Promise, Status
from pas_gov.model.stack.change import KINDS
from pas_gov.model.stack.stack import LinkState

TEXTS = ListOf(STRING)
REALITIES = ("kept", "drifting", "broken", "unknown")
# The words of SPEC 2 and 3: a comparison with another can never hold, and is an error when a policy is read.
WORDS: Mapping[str, tuple[str, ...]] = {
    "layer": LAYERS,
    "status": get_args(Status),
    "state": get_args(LinkState),
    "was": get_args(LinkState),
    "reality": REALITIES,
    "bound": BOUNDS,
    "kinds": KINDS,
    "kind": ("review", "attestation", "ending"),
    "fields": tuple(field.name for field in fields(Promise)),
    "zones": tuple(ZONES),
    "zones_kept": tuple(ZONES),
}


def _record(
    name: str, optional: tuple[str, ...] = (), worded: tuple[str, ...] = (), **fields: Shape
) -> Record:
    """Return a record's shape; the fields of WORDS that ``worded`` names hold no other words."""
    return Record(name, fields, frozenset(optional), choices={field: WORDS[field] for field in worded})


SURFACE = _record("surface", ("path", "url"), path=STRING, url=STRING)
ATTESTATION = _record(
    "attestation", ("wording", "date", "by", "reality", "note", "evidence"), ("reality",),
    wording=STRING, date=TIMESTAMP, by=STRING, reality=STRING, note=STRING, evidence=STRING,
)  # fmt: skip
DEPARTURE = _record("departure", ("date", "by", "evidence"), date=TIMESTAMP, by=STRING, evidence=STRING)
ZONE = _record(
    "zone", says=STRING, surfaces=ListOf(SURFACE), attested=ATTESTATION, left=DEPARTURE,
)  # fmt: skip
TERM = _record(
    "term", ("at_most", "at_least", "equals"), ("bound",),
    measure=STRING, bound=STRING, at_most=DYN, at_least=DYN, equals=DYN, amount=DOUBLE, dimension=STRING,
)  # fmt: skip
ALIGNMENT = _record(
    "alignment", ("date",), ("state", "layer", "status"), followed_by=TEXTS,
    promise=STRING, revision=STRING, date=TIMESTAMP, by=STRING, note=STRING, state=STRING, layer=STRING, status=STRING,
)  # fmt: skip
NOTICE = _record("notice", audience=STRING, date=TIMESTAMP, says=STRING, evidence=STRING)
STOP = _record("stop", ("stopped_on",), stopped_on=TIMESTAMP, by=STRING, evidence=STRING)
SUCCESSOR = _record(
    "successor", (), ("layer", "status"),
    id=STRING, title=STRING, layer=STRING, status=STRING, revision=STRING,
)  # fmt: skip
ENDING = _record(
    "ending", ("date", "why", "decided_by"), ("zones",),
    date=TIMESTAMP, why=STRING, decided_by=STRING, superseded_by=TEXTS, zones=MapOf(STOP),
)  # fmt: skip
QUARREL = _record("quarrel", place=STRING, words=STRING, measure=STRING, term=STRING)
PROMISE_FIELDS: Mapping[str, Shape] = {
    "id": STRING,
    "title": STRING,
    "named": STRING,
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
        ("cohort", "started", "began", "decide_by"),
        cohort=STRING,
        began=TIMESTAMP,
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
    "quarrels": ListOf(QUARREL),
}
PROMISE = _record("promise", ("review_by",), ("layer", "status", "zones", "zones_kept"), **PROMISE_FIELDS)
CHANGED_PROMISE = replace(PROMISE, nullable=True)
ANSWER = _record(
    "answer", (), ("kind",),
    kind=STRING, by=STRING, note=STRING, target=STRING, zone=STRING, by_owner=BOOL, alike=INT,
    repeated=BOOL,
)  # fmt: skip
CHANGE = _record(
    "change", (), ("kinds", "fields"),
    id=STRING, kinds=TEXTS, material=BOOL, fields=TEXTS, notices_added=ListOf(NOTICE), dependents=TEXTS,
    answers=ListOf(ANSWER),
)  # fmt: skip
LINK = _record(
    "link", ("date",), ("state", "was"),
    promise=STRING, state=STRING, was=STRING, affected=BOOL, recorded=STRING, date=TIMESTAMP, by=STRING, note=STRING,
)  # fmt: skip
ENTRY = _record(
    "zone entry", ("age",), ("reality",),
    says=STRING, surfaces=ListOf(SURFACE), attested=ATTESTATION, left=DEPARTURE, state=STRING, reality=STRING, age=INT,
)  # fmt: skip
NO_LAYER = "the stack has no layer"
COUNTS = _record("count", all=INT, proposed=INT, active=INT, superseded=INT, retired=INT)
STACK = _record(
    "stack",
    promises=Record("set of promises", {layer: ListOf(PROMISE) for layer in LAYERS}, lacks=NO_LAYER),
    counts=Record("set of counts", dict.fromkeys(map(str, LAYERS), COUNTS), lacks=NO_LAYER),
)  # fmt: skip
PATHS = _record("set of paths", promises=TEXTS, policies=TEXTS, settings=TEXTS)

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
    shapes = {name: shape_of(default) for name, default in policy.params.items()}
    params = Record("set of parameters", shapes, lacks="this policy has no parameter")
    return {**EVERYWHERE, **BY_SCOPE[policy.scope], "params": params}


def unreadable_names(policy: Policy) -> dict[str, Shape]:
    """Return the names that a policy's expressions can't read, or not all of them, with what to say about each."""
    here = ", ".join(sorted({**EVERYWHERE, **BY_SCOPE[policy.scope], "params": DYN}))
    found: dict[str, Shape] = {}
    for name in {name for shapes in BY_SCOPE.values() for name in shapes}:
        scopes = [scope for scope, shapes in BY_SCOPE.items() if name in shapes]
        fact = f'a policy of the scope {policy.scope} has no variable "{name}"'
        where = f"the scope {scopes[0]} has" if len(scopes) == 1 else f"the scopes {', '.join(scopes)} have"
        found[name] = Absent(name, fact, f"{where} it; here there are: {here}")
    for variable in policy.variables:
        fact = f'the variable "{variable.name}" is not declared yet'
        found[variable.name] = Absent(variable.name, fact, "declare it above the expression that reads it")
    if policy.each:
        fact = f'"{policy.each.name}" is the element of each, which only require and message can read'
        remedy = "ask for it in require, or leave elements out in each.in: list.filter(one, ...)"
        found[policy.each.name] = Absent(policy.each.name, fact, remedy)
    return found


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
    """Return the one shape of all; an empty list or map among them is of the others' kind."""
    distinct = [shape for index, shape in enumerate(shapes) if shape not in shapes[:index]]
    telling = [shape for shape in distinct if shape not in (ListOf(DYN), MapOf(DYN))]
    chosen = telling if telling else distinct
    alike = len({type(shape) for shape in distinct}) == 1
    return chosen[0] if len(chosen) == 1 and alike else DYN


def is_of_shape(value: object, shape: Shape) -> bool:
    """Tell whether a value, all the way down, is of a shape that ``shape_of`` gave."""
    if value is None:
        return False
    if isinstance(shape, ListOf) and isinstance(value, list):
        return all(is_of_shape(item, shape.element) for item in value)
    if isinstance(shape, MapOf) and isinstance(value, dict):
        return all(is_of_shape(item, shape.value) for item in value.values())
    return shape == DYN or shape_of(value) == shape
