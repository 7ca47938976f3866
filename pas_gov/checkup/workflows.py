"""Where a workflow or a pipeline asks the gate: read as YAML, since a comment asks nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pas_gov.authoring.starting.repository_texts import ACTION
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.yaml.parsing import Document, parse

RUNS = re.compile(r"\bpas[-_]gov\b[^\n|;&]*\sgate\b(?P<after>[^\n]*)")
ASKING = frozenset({"pull_request", "pull_request_target", "merge_group", "workflow_call"})
MOST_DEPTH = 12
Around = tuple[Mapping[Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A step that asks the gate: what it is pinned at ("" for a command), and why its word may count for nothing."""

    at: str = ""
    loose: str = ""


def uses_of(path: str, text: str) -> Iterator[Use]:
    """Yield each step of a file that asks the gate; a file that isn't YAML, or isn't what it is for, has none."""
    if "gate" not in text:
        return
    if not path.endswith((".yml", ".yaml")):
        lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("#", "//")))
        yield from (Use(loose=_ignored(found["after"])) for found in RUNS.finditer(lines))
        return
    document = parse(text.encode("utf-8", "replace"), path)
    if not isinstance(document, Document):
        if RUNS.search(text) or ACTION in text:
            yield Use(loose="it isn't read here: it is no plain YAML")
        return
    data = document.value
    workflow = "/workflows/" in path
    why = _unasked(data) if workflow else ""
    for step, around in _steps(data, (), 0):
        yield from _use(step, why or _skipped((*around, step)))


def _use(step: Mapping[Any, Any], loose: str) -> Iterator[Use]:
    named = step.get("uses")
    if isinstance(named, str) and named.partition("@")[0] == ACTION:
        yield Use(named.partition("@")[2], loose)
    for key in ("run", "script"):
        said = step.get(key)
        text = "\n".join(map(str, said)) if isinstance(said, list) else said if isinstance(said, str) else ""
        for found in RUNS.finditer(text):
            yield Use(loose=loose or _ignored(found["after"]))


def _steps(data: Any, around: Around, depth: int) -> Iterator[tuple[Mapping[Any, Any], Around]]:
    """Yield every mapping of a file, with those around it."""
    if depth > MOST_DEPTH:
        return
    if isinstance(data, Mapping):
        yield data, around
        for value in data.values():
            yield from _steps(value, (*around, data), depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _steps(value, around, depth + 1)


def _unasked(data: Any) -> str:
    """Return why a workflow doesn't judge every pull request; "" where it does."""
    told = data.get("on") if isinstance(data, Mapping) else None
    events = (
        {told: None} if isinstance(told, str) else dict.fromkeys(told) if isinstance(told, list) else told
    )
    if not isinstance(events, Mapping) or not ASKING & {str(one) for one in events}:
        return "no pull request starts it"
    asked = events.get("pull_request")
    if isinstance(asked, Mapping) and asked.keys() & {"paths", "paths-ignore", "branches", "branches-ignore"}:
        return "a filter lets some pull requests pass by it"
    return ""


def _skipped(around: Around) -> str:
    if any(one.get("continue-on-error") not in (None, False) for one in around):
        return "its failure is ignored (continue-on-error)"
    if any("if" in one and ("uses" in one or "run" in one or "steps" in one) for one in around):
        return "a condition (if) may skip it, and what is skipped counts as passed"
    return ""


def _ignored(after: str) -> str:
    return "its failure is ignored (||)" if "||" in after and "status=" not in after else ""
