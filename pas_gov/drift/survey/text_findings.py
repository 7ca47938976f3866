"""What one text comes to: it is read, its claims are found and held against what is and was promised.

A text, or a part of a long one, is a request, and what it comes to an answer, both as JSON: so it is the same whichever
process does it, and how many there are. Nothing that a text comes to depends on another text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.clauses import REPEATED
from pas_gov.drift.claims.detection import claims_and_rest
from pas_gov.drift.matching.claim_states import claim_findings
from pas_gov.drift.matching.exceptions import AcceptedException
from pas_gov.drift.matching.finding_row import finding_row
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.matching.restatements import Restatements
from pas_gov.drift.matching.stated import forget_texts
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.survey.claims_cache import ClaimsCache, problem_row
from pas_gov.drift.survey.surfaces import Text
from pas_gov.drift.texts.reading import part_sentences
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.texts.transcripts.people import People
from pas_gov.drift.zones.surface_zones import SurfaceZones
from pas_gov.foundation.values import dataclass

Answer = dict[str, Any]
MOST_PLACES = 5
"""Further places that are told of a finding which a long text makes many times."""


@dataclass(frozen=True)
class TextJudge:
    """All that texts are held against; ``known`` gives the index of wordings, which is built when one first says something."""

    known: Callable[[], WordingIndex]
    zones: SurfaceZones
    today: date
    accepted: Sequence[AcceptedException]
    kept: ClaimsCache

    @cached_property
    def _restatements(self) -> Restatements:
        return Restatements(self.known())

    def ready(self) -> None:
        """Build now what is built once for all texts: before there are several processes."""
        _ = self._restatements

    def text_answer(self, request: bytes) -> bytes:
        """Return what the text of a :func:`text_request` comes to."""
        path, content = _opened(request)
        self.kept.begin()
        read = self.kept.read(Text(path, content))
        return _closed(
            {
                "findings": [finding_row(one) for one in self._findings(read.said)],
                "problems": [problem_row(one) for one in read.problems],
                "left_out": dict(read.left_out),
                "used": sorted(self.kept.used),
                "added": self.kept.added,
            }
        )

    def part_answer(self, people: People, request: bytes) -> bytes:
        """Return what the part of a :func:`part_request` comes to; ``people`` are those that all of its text tells of."""
        (path, before), content = _opened(request)
        read = part_sentences(path, content, self.kept.speakers, people, before)
        findings = _alike(self._findings(tuple(claims_and_rest(read.sentences))))
        forget_texts()
        return _closed(
            {
                "findings": findings,
                "problems": read.problems,
                "left_out": dict(read.left_out),
                "unknown": dict(read.unknown),
            }
        )

    @cached_property
    def _finding(self) -> Callable[[Claim], ClaimFinding]:
        """What gives the finding on a claim: on one that is made again, the same one."""
        return lru_cache(REPEATED)(self._finding_on)

    def _finding_on(self, claim: Claim) -> ClaimFinding:
        judged = claim_findings((self.zones.placed(claim),), self.known(), self.today, self.accepted)
        return self.zones.placed_finding(judged.findings[0])

    def _findings(self, said: Sequence[Claim | Sentence]) -> Iterator[ClaimFinding]:
        for claim in self._restatements.among(said) if said else ():
            found = self._finding(replace(claim, sentence=claim.sentence.anywhere))
            yield replace(found, claim=replace(found.claim, sentence=claim.sentence))


def text_request(text: Text) -> bytes:
    """Return the request for what a text comes to."""
    return json.dumps(text.path).encode() + b"\n" + text.content


def part_request(path: str, content: bytes, before: int) -> bytes:
    """Return the request for what a part of a long text comes to: whole lines, with so many ``before`` them."""
    return json.dumps([path, before]).encode() + b"\n" + content


def _opened(request: bytes) -> tuple[Any, bytes]:
    head, _, content = request.partition(b"\n")
    return json.loads(head), content


def _closed(answer: Answer) -> bytes:
    return json.dumps(answer, separators=(",", ":")).encode()


def _alike(findings: Iterable[ClaimFinding]) -> list[list[Any]]:
    """Return each finding as a row with how often it is made, and its next places: the same words in the same state."""
    found: dict[tuple[str, ...], list[Any]] = {}
    for one in findings:
        sentence = one.claim.sentence
        key = (one.state, one.promise, one.digest, sentence.text)
        if key not in found:
            found[key] = [finding_row(one), 1, []]
            continue
        found[key][1] += 1
        if len(found[key][2]) < MOST_PLACES:
            found[key][2].append(sentence.place)
    return list(found.values())
