"""A gap between promise and practice in words: what is the matter, and what would close it."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.drift.zones.attestations import AttestationState
from pas_gov.drift.zones.gaps import Gap, GapKind, Level

STATE_MARKS: Mapping[AttestationState, str] = {
    "kept": "✓", "overdue": "◔", "reworded": "↻", "unattested": "○", "unknown": "?", "drifting": "≈", "broken": "✗",
}  # fmt: skip
"""A sign for each state of a zone: colour alone tells nothing to many people."""

STATE_LETTERS: Mapping[AttestationState, str] = {
    "kept": "+", "overdue": "t", "reworded": "r", "unattested": "o", "unknown": "?", "drifting": "~", "broken": "x",
}  # fmt: skip
"""The same for terminals, which may know no other characters."""

STATE_COLOURS: Mapping[AttestationState, str] = {
    "kept": "green", "overdue": "dim", "reworded": "yellow", "unattested": "dim", "unknown": "yellow",
    "drifting": "yellow", "broken": "red",
}  # fmt: skip

STATE_WORDS: Mapping[AttestationState, str] = {
    "kept": "kept",
    "overdue": "kept, but said too long ago",
    "reworded": "spoke of an earlier wording",
    "unattested": "never said anything",
    "unknown": "doesn't know",
    "drifting": "drifting",
    "broken": "broken",
}

LEVEL_WORDS: Mapping[Level, str] = {
    "broken": "known not to hold",
    "drifting": "coming apart",
    "unverified": "not confirmed by anybody",
}

GAP_WORDS: Mapping[GapKind, str] = {
    "broken": "says that it is broken (on {day})",
    "drifting": "says that it is drifting (on {day})",
    "unknown": "says that nobody knows (on {day})",
    "unattested": "has never said whether it keeps it",
    "reworded": "spoke of an earlier wording (on {day})",
    "overdue": "last confirmed it on {day}, too long ago",
    "not-stopped": "doesn't say that it stopped, though it ended on {day}",
    "stale": 'wasn\'t reviewed against the present "{target}" (last on {day})',
    "ended": 'rests on "{target}", which has ended',
    "unreviewed": 'was never reviewed against "{target}"',
    "missing": 'rests on "{target}", which isn\'t in the stack',
    "review-overdue": "was to be reviewed by {day}",
    "experiment-overdue": "was to be decided by {day}",
    "sunset-passed": "was to be honoured until {day}, and is active still",
}


def gap_text(gap: Gap, target: str = "") -> str:
    """Return what is the matter, without its subject: the zone's name, or the promise's title, goes before it.

    ``target`` is the title of the promise that a link leads to; else its id stands.
    """
    day = gap.day.isoformat() if gap.day else "a day that isn't known"
    return GAP_WORDS[gap.kind].format(day=day, target=target or gap.target)


def gap_remedy(gap: Gap) -> str:
    """Return the command that closes the gap, or records that it is closed."""
    identity = gap.entry.id
    if gap.kind == "not-stopped":
        return f"pas-gov amend {identity} --stop {gap.zone}=DATE"
    if gap.zone:
        return f'pas-gov attest {identity} {gap.zone} --reality kept --note "..."'
    if gap.kind in ("stale", "unreviewed"):
        return f'pas-gov realign {identity} --to {gap.target} --note "..."'
    if gap.kind in ("ended", "missing"):
        return f"pas-gov amend {identity} --drop-alignment {gap.target}, and realign it to what holds now"
    if gap.kind == "review-overdue":
        return f"pas-gov amend {identity} --review-by DATE"
    return f"pas-gov retire {identity}   or   pas-gov amend {identity}"
