"""Wording and revision: what a promise says, and what it says of the promises it depends on (SPEC 2)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pas_gov.model.records.normal import fold, number
from pas_gov.model.records.promise import Alignment, Experiment, Legacy, Promise, Term


def wording(promise: Promise) -> str:
    """Return ``w1:`` and 32 hex digits: the same for all spellings of the same words and figures."""
    return wording_and_revision(promise)[0]


def revision(promise: Promise) -> str:
    """Return ``r1:`` and 32 hex digits: the wording together with the recorded alignments."""
    return wording_and_revision(promise)[1]


def wording_and_revision(promise: Promise) -> tuple[str, str]:
    """Return both at once, for half the price."""
    parts = wording_parts(promise)
    return _digest("w1", parts), _digest("r1", {**parts, **_present(aligned_to=_pairs(promise.aligned_to))})


def wording_parts(promise: Promise) -> dict[str, Any]:
    """Return the parts of the record that are its wording, in normal form; empty parts are left out."""
    return _present(
        id=promise.id,
        layer=promise.layer,
        statement=fold(promise.statement),
        audience=sorted(fold(name) for name in promise.audience),
        applies_when=_present(says=fold(promise.applies_when.says), cel=condition(promise)),
        terms=[term_parts(term) for term in sorted(promise.terms, key=lambda term: fold(term.measure))],
        zones={name: fold(zone.says) for name, zone in promise.zones_kept.items()},
        experiment=_experiment(promise.experiment),
        legacy=_legacy(promise.legacy),
    )


def condition(promise: Promise) -> str:
    """Return the condition's CEL, trimmed: white space inside it may be part of a literal."""
    return promise.applies_when.cel.strip()


def term_parts(term: Term) -> dict[str, Any]:
    """Return one term in normal form."""
    value = fold(term.value) if isinstance(term.value, str) else number(term.value)
    return {"measure": fold(term.measure), term.bound: value}


def _pairs(links: tuple[Alignment, ...]) -> list[list[str]]:
    return sorted([link.promise, link.revision] for link in links)


def _experiment(experiment: Experiment) -> dict[str, Any]:
    decide_by = experiment.decide_by.isoformat() if experiment.decide_by else ""
    return _present(cohort=fold(experiment.cohort), decide_by=decide_by)


def _legacy(legacy: Legacy) -> dict[str, Any]:
    until = legacy.honour_until
    text = until if isinstance(until, str) else until.isoformat() if until else ""
    return _present(made_to=fold(legacy.made_to), honour_until=text)


def _present(**parts: Any) -> dict[str, Any]:
    return {key: part for key, part in parts.items() if part not in ("", [], {})}


def _digest(prefix: str, parts: dict[str, Any]) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"{prefix}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"
