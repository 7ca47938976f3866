"""What the parts of a long text come to, put together: alike findings are one, with their number; none is lost silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.matching.finding_row import finding_from
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.survey.text_findings import MOST_PLACES, Answer
from pas_gov.drift.texts.block import MAX_NAMED, Problem
from pas_gov.drift.texts.reading import diagnostic
from pas_gov.drift.texts.transcripts.files import unknown_speaker
from pas_gov.foundation.values import dataclass

MOST_LISTED = 2_000
"""Findings of one state in a long text that are listed; the others are counted."""
MOST_SPEAKERS = 10_000
"""Unknown speakers of a long text that are told apart."""


@dataclass(slots=True)
class LongFindings:
    """What the parts of one text came to until now."""

    path: str
    found: dict[tuple[str, ...], ClaimFinding] = field(default_factory=dict)
    listed: Counter[str] = field(default_factory=Counter)
    unlisted: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    unknown: dict[str, tuple[int, int]] = field(default_factory=dict)
    more_speakers: int = 0
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    more_problems: Counter[str] = field(default_factory=Counter)

    def take(self, answer: Answer) -> None:
        """Take what the next part came to (see TextJudge)."""
        for row, times, also in answer["findings"]:
            self._finding(finding_from(row, self.path), times, also)
        self.left_out.update(answer["left_out"])
        for name, (line, turns) in answer["unknown"].items():
            first, before = self.unknown.get(name, (line, 0))
            if before or len(self.unknown) < MOST_SPEAKERS:
                self.unknown[name] = (first, before + turns)
            else:
                self.more_speakers += turns
        for row in answer["problems"]:
            self._problem(Problem(*row))

    def told(self) -> Iterator[Diagnostic]:
        """Yield what wasn't read of the text or isn't listed, the first of each kind and how many more there are."""
        for code, named in self.problems.items():
            yield from self._counted(named, self.more_problems[code], "like it")
        speakers = [unknown_speaker(name, *said) for name, said in self.unknown.items()]
        others = [turns for _, turns in self.unknown.values()][MAX_NAMED:]
        if self.more_speakers:
            turns = sum(others) + self.more_speakers
            yield from self._counted(speakers[:MAX_NAMED], turns, "turns of more speakers")
        else:
            yield from self._counted(speakers[:MAX_NAMED], len(others), "speakers like this")
        if self.unlisted:
            kinds = ", ".join(f"{number:,} {state}" for state, number in sorted(self.unlisted.items()))
            fact = f"not listed: {kinds}, beyond the first {MOST_LISTED:,} different ones of each kind"
            remedy = "Mend what is listed and scan again, or divide the file."
            yield diagnostic(self.path, Problem(None, "too-many-findings", fact, remedy))

    def _finding(self, one: ClaimFinding, times: int, also: list[str]) -> None:
        key = (one.state, one.promise, one.digest, one.claim.sentence.text)
        if known := self.found.get(key):
            places = (*known.also, one.claim.sentence.place, *also)[:MOST_PLACES]
            self.found[key] = replace(known, times=known.times + times, also=places)
        elif self.listed[one.state] < MOST_LISTED:
            self.listed[one.state] += 1
            self.found[key] = replace(one, times=times, also=tuple(also))
        else:
            self.unlisted[one.state] += times

    def _problem(self, problem: Problem) -> None:
        named = self.problems.setdefault(problem.code, [])
        if len(named) < MAX_NAMED:
            named.append(problem)
        else:
            self.more_problems[problem.code] += 1

    def _counted(self, named: list[Problem], more: int, what: str) -> Iterator[Diagnostic]:
        for number, one in enumerate(named, start=1):
            last = more and number == len(named)
            told: dict[str, Any] = {"fact": f"{one.fact} (and {more:,} more {what})"} if last else {}
            yield diagnostic(self.path, one._replace(**told))
