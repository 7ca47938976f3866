"""Of which things a promise speaks ("critical incidents", "outages longer than one hour"), and a text of more, or of others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.drift.matching.scopes import scope_of
from pas_gov.drift.matching.side_by_side import SideBySide
from pas_gov.drift.matching.words import sense
from pas_gov.foundation.values import dataclass

_HIGH = "critical|urgent|major|severe|serious|emergency|blocking|high-priority|high-severity|high-impact"
_LOW = "minor|small|trivial|routine|harmless|low-priority|low-severity|low-impact|non-critical|noncritical|non-urgent"
_GRADED = re.compile(rf"(?<![\w-])(?P<grade>{_HIGH}|{_LOW}) (?P<noun>[a-z]{{3,}})", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:p|sev|severity|priority|prio) ?-?[0-4]\b", re.IGNORECASE)
_THAN = "longer|larger|bigger|older|shorter|smaller|heavier|higher|lower|newer|greater"
_LIMITED = re.compile(
    rf"(?:^|\b(?:each|every|any|all|an?|the|for|of|per|on|to|after|with|in|during|{_HIGH}|{_LOW}) )(?P<noun>[a-z]{{3,}}) "
    rf"(?:(?:that|which) (?:is|are|lasts?|takes?) |lasting )?(?P<limit>(?:{_THAN}|more) than [^,;.]+)",
    re.IGNORECASE,
)
_SAYS_LIMIT = re.compile(
    rf"\b(?:{_THAN}|more|over|above|beyond|exceed\w*|last(?:s|ed|ing)?|than|at least|or more)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:all|any|every|each|both)(?: (?:of )?(?:the|our|your))?$", re.IGNORECASE)
_WHATEVER = re.compile(
    r"\b(?:(?:whatever|regardless of|irrespective of|no matter) (?:(?:its|their|the|how) )?[a-z]+|however [a-z]+|of any [a-z]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReachDifference:
    """What a text says of which things it holds for ("all incidents"), and what the promise says ("critical incidents").

    ``sure`` where the text names more than the promise or others; else it has only left out of which it speaks.
    """

    said: str
    promised: str
    sure: bool


def reach_differences(pair: SideBySide) -> Iterator[ReachDifference]:
    """Yield how a text's things differ from a promise's: a grade or a limit that it has otherwise, or leaves out."""
    sentence, statement = pair.claim.sentence, pair.wording.statement
    around = f"{sentence.heading} . {sentence.lead} . {pair.mine.text}"
    yield from _graded(pair, around, statement)
    for found in _LIMITED.finditer(statement):
        if not _SAYS_LIMIT.search(around):
            promised = f"{found['noun']} {found['limit']}".strip()
            widened = _WHATEVER.search(pair.mine.text)
            for before, noun in _named(pair.mine.text, found["noun"]):
                every = _EVERY.search(before)
                said = f"{every[0]} {noun}" if every else noun
                yield ReachDifference(
                    f"{said}, {widened[0]}" if widened else said, promised, bool(every or widened)
                )


def _graded(pair: SideBySide, around: str, statement: str) -> Iterator[ReachDifference]:
    scope = scope_of(pair.wording)
    for found in _GRADED.finditer(statement):
        grade = found["grade"].lower()
        told = re.search(rf"(?<![\w-]){re.escape(grade)}(?![\w-])", around, re.IGNORECASE)
        if told or _LEVEL.search(around) or (scope and sense(grade) in scope.named_by):
            continue
        for before, noun in _named(pair.mine.text, found["noun"]):
            every, other = _EVERY.search(before), _GRADE_BEFORE.search(before)
            word = every or other
            opposed = other is not None and _is_low(other[0]) != _is_low(grade)
            yield ReachDifference(f"{word[0]} {noun}" if word else noun, found[0], bool(every) or opposed)


_GRADE_BEFORE = re.compile(rf"(?<![\w-])(?:{_HIGH}|{_LOW})$", re.IGNORECASE)


def _is_low(grade: str) -> bool:
    return re.fullmatch(_LOW, grade, re.IGNORECASE) is not None


def _named(text: str, noun: str) -> Iterator[tuple[str, str]]:
    """Yield where a text first names what a noun does: the words before it, and its own word for it."""
    for found in re.finditer(r"[\w-]+", text):
        if sense(found[0].lower()) == sense(noun.lower()):
            yield text[: found.start()].rstrip(), found[0]
            return
