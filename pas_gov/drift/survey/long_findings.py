"""What the parts of a long text come to, put together: alike findings are one, with their number; none is lost silently."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import field, replace
from hashlib import blake2b
from typing import Any

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.claims.claim_row import Row
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
class _Kept:
    """A finding as a row in JSON, which takes a third of its objects' memory; how often it is made, and its next places."""

    row: bytes
    times: int
    also: tuple[str, ...]


@dataclass(slots=True)
class LongFindings:
    """What the parts of one text came to until now."""

    path: str
    kept: dict[bytes, _Kept] = field(default_factory=dict)
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
            self._finding(row, times, also)
        self.left_out.update(answer["left_out"])
        for name, (line, turns) in answer["unknown"].items():
            first, before = self.unknown.get(name, (line, 0))
            if before or len(self.unknown) < MOST_SPEAKERS:
                self.unknown[name] = (first, before + turns)
            else:
                self.more_speakers += turns
        for row in answer["problems"]:
            self._problem(Problem(*row))

    def findings(self) -> Iterator[ClaimFinding]:
        """Yield the findings that are listed, in the order in which the text first makes them."""
        for one in self.kept.values():
            yield replace(finding_from(json.loads(one.row), self.path), times=one.times, also=one.also)

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

    def _finding(self, row: Row, times: int, also: list[str]) -> None:
        one = finding_from(row, self.path)
        sentence = one.claim.sentence
        key = "\0".join((one.state, one.promise, one.digest, sentence.text)).encode("utf-8", "surrogatepass")
        if known := self.kept.get(key := blake2b(key, digest_size=16).digest()):
            known.times += times
            known.also = (*known.also, sentence.place, *also)[:MOST_PLACES]
        elif self.listed[one.state] < MOST_LISTED:
            self.listed[one.state] += 1
            self.kept[key] = _Kept(json.dumps(row, separators=(",", ":")).encode(), times, tuple(also))
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
