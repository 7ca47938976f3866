"""A gap between promise and practice in words: what is the matter, and what would close it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pas_gov.drift.zones.attestations import AttestationState
from pas_gov.drift.zones.gaps import Gap, GapKind, Level
from pas_gov.judging.verdict.remedy import Words, shown
from pas_gov.model.stack.entry import Entry
from pas_gov.report.layout import count

MOST_NAMED = 5  # promises named in one sentence
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


def gap_text(gap: Gap, target: str = "", written: Callable[[date], str] = date.isoformat) -> str:
    """Return what is the matter, without its subject: the zone's name, or the promise's title, goes before it.

    ``target`` is the title of the promise that a link leads to; else its id stands. ``written`` is how a day is told.
    """
    day = written(gap.day) if gap.day else "a day that isn't known"
    return GAP_WORDS[gap.kind].format(day=day, target=target or gap.target)


ANSWER = ("--reality", "<kept, drifting, broken OR unknown>", "--note", "<WHAT IS BEHIND IT>")
FIRST: Mapping[GapKind, str] = {
    "broken": "mend it, or change the promise; then: ",
    "drifting": "mend it, or change the promise; then: ",
    "unknown": "ask those who do the work; then: ",
    "stale": "where it still holds: ",
    "unreviewed": "where it holds: ",
    "review-overdue": "look whether it still holds; then: ",
}


def gap_remedy(gap: Gap) -> str:
    """Return what closes the gap: words, and its commands; what only the user can say stands as a blank."""
    return FIRST.get(gap.kind, "") + "; or ".join(map(shown, gap_commands(gap)))


def gap_commands(gap: Gap) -> tuple[Words, ...]:
    """Return the commands that close the gap, or record that it is closed, best first, as words behind pas-gov."""
    identity, kind = gap.entry.id, gap.kind
    if kind == "not-stopped":
        return (("amend", identity, "--stop", f"{gap.zone}=<DATE ON WHICH IT STOPPED>"),)
    if gap.zone:
        return (("attest", identity, gap.zone, *ANSWER),)
    if kind in ("stale", "unreviewed"):
        return (("realign", identity, "--to", gap.target, "--note", "<WHY IT STILL HOLDS>"),)
    if kind in ("ended", "missing"):
        instead = ("--aligned-to", "<ID OF WHAT IT RESTS ON NOW>", "--note", "<WHY IT HOLDS UNDER THAT>")
        return (("amend", identity, "--drop-alignment", gap.target, *instead),)
    if kind == "review-overdue":
        return (("amend", identity, "--review-by", "<DATE OF THE NEXT LOOK>"),)
    told = [
        word for name in gap.entry.promise.audience for word in ("--notice", f"{name}=<WHAT THEY ARE TOLD>")
    ]
    ended = ("retire", identity, "--why", "<WHY IT ENDS>", *told, "--stop", "all")
    if kind == "experiment-overdue":
        return (ended, ("amend", identity, "--layer", "supporting", *told))
    return (ended, ("amend", identity, "--honour-until", "<DATE UNTIL WHICH IT IS HONOURED>"))


def zoneless_sentence(those: Sequence[Entry]) -> str:
    """Return which promises nobody is asked about, as no zone delivers them; "" for none."""
    if not those:
        return ""
    named = ", ".join(one.id for one in those[:MOST_NAMED])
    more = f" and {len(those) - MOST_NAMED} more" if len(those) > MOST_NAMED else ""
    verb = "is" if len(those) == 1 else "are"
    told = f"{count(len(those), 'promise')} {verb} delivered in no zone, so nobody is asked whether they are kept"
    return f"{told}: {named}{more}"


def zoneless_command(those: Sequence[Entry]) -> str:
    """Return the command that says for the first of them which zone delivers it."""
    return f'pas-gov amend {those[0].id} --zone "<ZONE>"'
