"""A policy as it is written (SPEC 4): frozen data, its CEL still text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from pas_gov.foundation.values import dataclass

Enforcement = Literal["block", "warn", "note", "ignore"]
Scope = Literal["promise", "change", "alignment", "zone", "stack"]
# What a remedy may hold in braces, beside the policy's own variables: the judge fills it in for each finding.
PLACEHOLDERS = ("promise", "owner", "target", "zone", "path", "revision", "wording", "today")


@dataclass(frozen=True, slots=True)
class Match:
    """Declarative conditions; an empty tuple asks nothing. All that ask must hold."""

    layer: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    target_layer: tuple[str, ...] = ()
    zone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Each:
    """``require`` and ``message`` are evaluated for each element of the CEL list ``source``, as ``name``."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A name for a CEL expression."""

    name: str
    cel: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule. ``when``, ``require``, ``message``, ``cause`` and the variables are CEL; an absent ``when`` is true."""

    id: str
    title: str
    enforcement: Enforcement
    scope: Scope
    require: str
    message: str
    path: str = ""
    why: str = ""
    match: Match = Match()
    each: Each | None = None
    when: str = "true"
    params: Mapping[str, object] = field(default_factory=dict)
    variables: tuple[Variable, ...] = ()
    remedy: str = ""
    cause: str = ""
    at: str = ""
    waivable: bool = True


def policy_from(data: Mapping[str, Any], path: str) -> Policy:
    """Build a Policy from a mapping that the policy schema accepts; ``path`` is where it stands."""
    each = data.get("each")
    return Policy(
        id=data["id"],
        title=data["title"],
        enforcement=data["enforcement"],
        scope=data["scope"],
        require=_cel(data["require"]),
        message=data.get("message", _literal(data["title"])),
        path=path,
        why=data.get("why", ""),
        match=Match(**{key: tuple(values) for key, values in (data.get("match") or {}).items()}),
        each=Each(each["name"], each["in"]) if each else None,
        when=_cel(data.get("when")),
        params=data.get("params") or {},
        variables=tuple(Variable(one["name"], one["cel"]) for one in data.get("variables") or ()),
        remedy=data.get("remedy", ""),
        cause=data.get("cause", ""),
        at=data.get("at", ""),
        waivable=data.get("waivable", True),
    )


def _cel(value: object) -> str:
    if value is None:
        return "true"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
