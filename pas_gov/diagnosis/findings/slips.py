"""Slips as findings: those of a history that no later change took back, the weakening ones first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pas_gov.diagnosis.findings.finding import Change, Finding, Side
from pas_gov.diagnosis.history.decisions import decision_words, names_it, subject
from pas_gov.diagnosis.history.slips import HistoricSlip
from pas_gov.diagnosis.statements.reading import PagesRead
from pas_gov.diagnosis.statements.statement import Statement
from pas_gov.drift.matching.denials import telling_senses
from pas_gov.drift.matching.rewording import likeness

SURE = {
    ("weaker", "quantity"): 0.78, ("weaker", "verb"): 0.7, ("weaker", "condition"): 0.66, ("different", "quantity"): 0.64,
    ("stronger", "quantity"): 0.55, ("weaker", "gone"): 0.5, ("stronger", "verb"): 0.5, ("stronger", "condition"): 0.5,
    ("different", "words"): 0.5,
}  # fmt: skip
"""How sure a change of each direction and aspect is to be a slip, before anything else is known of it."""
LIKE_AT_HEAD = 0.6
"""How like a present sentence has to be for what was taken out to be said still."""
MOST_SLIPS = 500
"""Slips that are told, the surest."""


def slips(
    history: Iterable[HistoricSlip], read: PagesRead, present: Sequence[Statement]
) -> tuple[list[Finding], int]:
    """Return the slips of a history, the surest first, and how many more there are; ``read`` are the present pages.

    What a later change took back, or the same change in another text, is none; nor what is said still, elsewhere.
    """
    standing = _Standing(present)
    found = [_finding(one, read) for one in _kept(history, read) if one.after or not standing.has(one.before)]
    ranked = sorted(
        found,
        key=lambda one: (-one.certainty, one.statements[0].sentence.path, one.statements[0].sentence.line),
    )
    return ranked[:MOST_SLIPS], max(0, len(ranked) - MOST_SLIPS)


def _kept(history: Iterable[HistoricSlip], read: PagesRead) -> Iterator[HistoricSlip]:
    seen, began = set[tuple[str, str]](), set[tuple[str, str]]()
    for one in history:
        was, now = one.before.text, one.after.text if one.after else ""
        back = (now, was) in began
        began.add((was, now))
        if back or (was, now) in seen or read.says(was):
            continue
        seen.add((was, now))
        yield one


def _finding(one: HistoricSlip, read: PagesRead) -> Finding:
    step, slip = one.step, one.slip
    now = one.after.text if one.after else ""
    decided = decision_words(step.message)
    change = Change(
        step.commit,
        step.day,
        subject(step.message),
        decided,
        names_it(step.message, one.before.text, now),
        bool(now) and read.says(now),
    )
    certainty = SURE[slip.direction, slip.aspect] + 0.15 * one.before.score - (0.12 if decided else 0.0)
    sides = [Side("as it was", (one.before,))]
    sides += [Side("as it is" if change.stands else "as it became", (one.after,))] if one.after else []
    how = slip.aspect if slip.aspect == "gone" else slip.direction
    return Finding(
        "slip", how, slip.aspect, _why(one, change), round(min(certainty, 0.95), 2), tuple(sides), (), change
    )


_HOW = {
    "weaker": "It became weaker",
    "stronger": "It became stronger",
    "different": "It became another promise",
}


def _why(one: HistoricSlip, change: Change) -> str:
    slip = one.slip
    day = f" of {change.day.isoformat()}" if change.day else ""
    by = f'in commit {change.commit[:9]}{day} ("{change.subject}")'
    if slip.aspect == "gone":
        how = f"It was taken out {by}"
    else:
        words = f' ("{slip.before[:120]}" became "{slip.after[:120]}")' if slip.before or slip.after else ""
        how = f"{_HOW[slip.direction]}{words} {by}"
    if change.decided:
        return f'{how}, whose message says that it was decided ("{change.decided}").'
    if change.named:
        return f"{how}, whose message speaks of it, and not of who decided it."
    return f"{how}; nothing in its message says that it was decided."


class _Standing:
    """The present statements, to be asked whether one says nearly what is asked of."""

    def __init__(self, present: Sequence[Statement]) -> None:
        self._having: dict[str, list[Statement]] = defaultdict(list)
        for one in present:
            for word in set(telling_senses(one.text)):
                self._having[word].append(one)

    def has(self, one: Statement) -> bool:
        """Say whether a present statement is like one."""
        words = sorted(
            set(telling_senses(one.text)), key=lambda word: (len(self._having.get(word, ())), word)
        )
        near = {id(each): each for word in words[:4] for each in self._having.get(word, ())[:MOST_LIKE]}
        return any(likeness(each.text, one.text) >= LIKE_AT_HEAD for each in near.values())


MOST_LIKE = 100
"""Present statements with one word that are compared."""
