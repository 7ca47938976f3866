"""Wording and revision: what a promise says, and what it says of the promises it depends on (SPEC 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from pas_gov.foundation.json_text import canonical
from pas_gov.model.records.normal import fold, number
from pas_gov.model.records.promise import BOUNDS, Promise

Data = Mapping[str, Any]


def wording(data: Data) -> str:
    """Return ``w1:`` and 32 hex digits: the same for all spellings of the same words and figures."""
    return wording_and_revision(data)[0]


def revision(data: Data) -> str:
    """Return ``r1:`` and 32 hex digits: the wording together with the recorded alignments."""
    return wording_and_revision(data)[1]


def wording_and_revision(data: Data, day: str = "") -> tuple[str, str]:
    """Return both of a record that the promise schema accepts, as it stands on a day: "" for after all its days.

    The revision is that of the same parts and one more, whose name comes before all others.
    """
    parts = _wording_parts(data, day)
    worded = canonical(parts, floats=any(map(_has_float, parts.get("terms", ()))))
    links = sorted([[link["promise"], link.get("revision", "")] for link in data.get("aligned_to", ())])
    revised = f'{{"aligned_to":{canonical(links, floats=False)},{worded[1:]}' if links else worded
    return _digest("w1", worded), _digest("r1", revised)


def _wording_parts(data: Data, day: str) -> dict[str, Any]:
    """Return the parts of the record that are its wording, in normal form; empty parts are left out."""
    terms = data.get("terms")
    parts = {
        "id": data["id"],
        "layer": data["layer"],
        "statement": fold(data["statement"]),
        "audience": sorted(map(fold, data["audience"])),
        "terms": sorted(map(_term_parts, terms), key=lambda term: str(term["measure"])) if terms else [],
        "zones": {
            name: fold(zone.get("says", ""))
            for name, zone in data.get("zones", {}).items()
            if "left" not in zone or (day and zone["left"]["date"] > day)
        },
    }
    if applies := data.get("applies_when"):
        parts["applies_when"] = _present(
            says=fold(applies.get("says", "")), cel=applies.get("cel", "").strip()
        )
    if experiment := data.get("experiment"):
        cohort = fold(experiment.get("cohort", ""))
        parts["experiment"] = _present(cohort=cohort, decide_by=experiment.get("decide_by", ""))
    if legacy := data.get("legacy"):
        made_to = fold(legacy.get("made_to", ""))
        parts["legacy"] = _present(made_to=made_to, honour_until=legacy.get("honour_until", ""))
    return _present(**parts)


def condition(promise: Promise) -> str:
    """Return the condition's CEL, trimmed as in the wording: white space inside it may be part of a literal."""
    return promise.applies_when.cel.strip()


def _term_parts(term: Data) -> dict[str, Any]:
    bound = next(name for name in BOUNDS if name in term)
    value = term[bound]
    return {"measure": fold(term["measure"]), bound: fold(value) if isinstance(value, str) else number(value)}


def _has_float(parts: Mapping[str, Any]) -> bool:
    return any(isinstance(part, float) for part in parts.values())


def _present(**parts: Any) -> dict[str, Any]:
    return {key: part for key, part in parts.items() if part not in ("", [], {})}


def _digest(prefix: str, text: str) -> str:
    return f"{prefix}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"
