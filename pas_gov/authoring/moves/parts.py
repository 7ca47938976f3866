"""The parts of a record that a command makes or changes, as they are said on the command line or at a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from pas_gov.foundation.values import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a record that are to change; None or empty for those that stay.

    ``audience``, ``lives_in`` and ``tags`` are whole lists. ``terms`` are texts such as ``first response at
    most 6h``; ``zones`` are (zone, what it promises), ``surfaces`` and ``dropped_surfaces`` (zone, path or address),
    ``notices`` (audience, what they were told). ``dropped_terms`` are measures; ``left`` are (zone that delivers
    it no more, day, by default that of the change), ``zone_evidence`` (zone that left or stopped, where that can be
    seen). ``unaligned`` is what it rests on no more, ``aligned_to`` what it was reviewed against and ``note`` why it
    holds. ``indicators`` have some of INDICATOR_KEYS, ``dropped_indicators`` are names. Of an ended promise,
    ``ended_on``, ``why``, ``decided_by`` and ``superseded_by`` (all of its successors) belong to its ending, as do
    ``stops``: (zone, day, by default the last one). ``drop_ending`` takes away the ending of a promise that hasn't
    ended, ``cleared`` the optional parts of these names.
    """

    title: str | None = None
    statement: str | None = None
    owner: str | None = None
    layer: str | None = None
    status: str | None = None
    made: str | None = None
    source: str | None = None
    audience: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    dropped_terms: tuple[str, ...] = ()
    applies_when: str | None = None
    cel: str | None = None
    zones: tuple[Pair, ...] = ()
    surfaces: tuple[Pair, ...] = ()
    dropped_surfaces: tuple[Pair, ...] = ()
    left: tuple[Pair, ...] = ()
    zone_evidence: tuple[Pair, ...] = ()
    unaligned: tuple[str, ...] = ()
    aligned_to: tuple[str, ...] = ()
    note: str | None = None
    ended_on: str | None = None
    why: str | None = None
    decided_by: str | None = None
    superseded_by: tuple[str, ...] = ()
    drop_ending: bool = False
    stops: tuple[Pair, ...] = ()
    cohort: str | None = None
    started: str | None = None
    decide_by: str | None = None
    made_to: str | None = None
    lives_in: tuple[str, ...] = ()
    honour_until: str | None = None
    notices: tuple[Pair, ...] = ()
    told_on: str | None = None
    evidence: str | None = None
    indicators: tuple[Mapping[str, str], ...] = ()
    dropped_indicators: tuple[str, ...] = ()
    review_by: str | None = None
    tags: tuple[str, ...] = ()
    notes: str | None = None
    cleared: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is to change."""
        return all(getattr(self, part.name) in (None, (), False) for part in fields(self))


CLEARABLE: Mapping[str, str] = {
    "source": "/made/source", "applies-when": "/applies_when", "cel": "/applies_when/cel",
    "experiment": "/experiment", "cohort": "/experiment/cohort", "started": "/experiment/started",
    "decide-by": "/experiment/decide_by", "legacy": "/legacy", "made-to": "/legacy/made_to",
    "lives-in": "/legacy/lives_in", "honour-until": "/legacy/honour_until", "indicator": "/indicators",
    "review-by": "/review_by", "tag": "/tags", "notes": "/notes",
}  # fmt: skip
"""The optional parts that can be taken away as a whole, by the names of their options, with their places."""
ENDED = ("superseded", "retired")
