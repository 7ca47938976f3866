"""What earlier runs found in rules, kept in the cache folder: the data of faultless files, and which policies compile.

A file is kept by the id of its blob, a policy by all that it is compiled from; both belong to the code that found them.
Nothing here makes a rule absent: which files there are, the tree says, and what isn't known is read and compiled.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from pas_gov.diagnostics import Diagnostic, diagnostic_from_row, diagnostic_row
from pas_gov.foundation.values import dataclass
from pas_gov.loading import cache
from pas_gov.model.records.reading import Reading
from pas_gov.model.records.schema import Kind

ROOMS = ("cel", "judging/policies", "model")  # the code by which a rule is read and compiled
MOST = 400  # files, and policies: those of a dozen states of the rules


@dataclass
class RuleCache:
    """What is known of rules; ``folder`` is where it comes from, and where ``save`` puts it."""

    folder: str
    _readings: dict[str, list[Any]] = field(default_factory=dict)
    _compiling: dict[str, list[Any]] = field(default_factory=dict)
    _changed: bool = False

    def get(self, kind: Kind, blob: str) -> Reading | None:
        """Return what was read of a blob, None where that isn't known."""
        row = _used(self._readings, f"{kind} {blob}")
        if row is None:
            return None
        text, identity, faults = row
        return Reading(json.loads(text), identity, tuple(map(diagnostic_from_row, faults)))

    def add(self, kind: Kind, blob: str, reading: Reading) -> None:
        """Take what was read of a blob, if it holds no error, and JSON can hold it."""
        if not reading.valid:
            return
        text = json.dumps(reading.record, ensure_ascii=False)
        if json.loads(text) != reading.record:  # a key that is no text, or not a number
            return
        self._readings[f"{kind} {blob}"] = [text, reading.id, [*map(diagnostic_row, reading.faults)]]
        self._changed = True

    def warnings(self, text: str, path: str) -> tuple[Diagnostic, ...] | None:
        """Return the warnings of a policy that compiles, by the path of its file; None where that isn't known."""
        rows = _used(self._compiling, _digest(text))
        return None if rows is None else tuple(diagnostic_from_row(row, path) for row in rows)

    def compiles(self, text: str, warnings: tuple[Diagnostic, ...]) -> None:
        """Take that a policy compiles, with these warnings, all in its own file."""
        self._compiling[_digest(text)] = [*map(diagnostic_row, warnings)]
        self._changed = True

    def save(self) -> None:
        """Write what is known, if there is more than before; of too much, what was used or found last."""
        if self._changed:
            kept = {"readings": _last(self._readings), "compiling": _last(self._compiling)}
            cache.save_rows(self.folder, cache.RULES, kept, rooms=ROOMS)


def rule_cache(folder: str) -> RuleCache:
    """Return what is kept in a cache folder; nothing where it can't be trusted."""
    kept = cache.load_rows(folder, cache.RULES, rooms=ROOMS)
    return RuleCache(folder, kept.get("readings", {}), kept.get("compiling", {}))


def _used(rows: dict[str, list[Any]], key: str) -> list[Any] | None:
    """Return a row, and put it last: the first are given up first."""
    row = rows.pop(key, None)
    if row is not None:
        rows[key] = row
    return row


def _last(rows: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    return dict([*rows.items()][-MOST:])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
