"""Answers held against what is and was promised, as scan does; the question says which promise is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import sqrt

from pas_gov.claims.promised import Promised
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.detection import claim_of, claims_and_rest
from pas_gov.drift.matching.claim_states import claim_findings
from pas_gov.drift.matching.findings import STATES, ClaimFinding
from pas_gov.drift.matching.restatements import Restatements
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.texts.reading import sentences
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.values import dataclass
from pas_gov.model.quantities.quantities import quantities
from pas_gov.probing.asking import Exchange

AI = "ai-automation"
SILENT, UNANSWERED = "silent", "unanswered"
OFF = frozenset({"contradicts", "outdated", "expired", "escaped"})
ORDER = (*(one for one in STATES if one != "consistent"), UNANSWERED, SILENT, "consistent")
SHORT = 200  # characters of an answer without a sentence
Z95 = 1.959964  # of the normal distribution, for 95 %


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """An exchange, the findings on the claims of its answer, and its state.

    The state is the worst of the findings about the promise that was asked about (of any, where none was); ``silent``
    where the answer says nothing of it, ``unanswered`` where there is none.
    """

    exchange: Exchange
    state: str
    findings: tuple[ClaimFinding, ...]


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """All answers to one question, in the order in which they were given."""

    answers: tuple[JudgedAnswer, ...]

    @property
    def states(self) -> dict[str, int]:
        """How many answers are in each state, the worst first."""
        counts = Counter(one.state for one in self.answers)
        return {state: counts[state] for state in ORDER if counts[state]}

    @property
    def state(self) -> str:
        """The worst state of any answer."""
        return next(iter(self.states))

    @property
    def off(self) -> int:
        """How many answers say something else than is promised."""
        return sum(one.state in OFF for one in self.answers)

    @property
    def share(self) -> tuple[float, float, float]:
        """The share of such answers among those given, and its 95 % interval (Wilson); from 0 to 1 without any."""
        given = sum(one.state != UNANSWERED for one in self.answers)
        if not given:
            return 0.0, 0.0, 1.0
        share, square = self.off / given, Z95 * Z95
        middle = (share + square / (2 * given)) / (1 + square / given)
        around = Z95 * sqrt(share * (1 - share) / given + square / (4 * given * given)) / (1 + square / given)
        return share, max(0.0, middle - around), min(1.0, middle + around)


class AnswerJudge:
    """What is promised, ready to be held against answers."""

    def __init__(self, known: Promised) -> None:
        """Index what is and was promised."""
        self._known = known
        self._index = WordingIndex(known.wordings, quantities)
        self._claims = Restatements(self._index)
        self._accepted = tuple(one for one in known.exceptions if one.in_force(known.today))

    def judged(self, kept: Iterable[Exchange], path: str) -> tuple[JudgedQuestion, ...]:
        """Return each question with its answers, questions in the order in which they were first asked."""
        by_question: dict[str, list[JudgedAnswer]] = {}
        for line, exchange in enumerate(kept, 1):
            by_question.setdefault(exchange.question.id, []).append(self._answer(exchange, path, line))
        return tuple(JudgedQuestion(tuple(those)) for those in by_question.values())

    def _answer(self, exchange: Exchange, path: str, line: int) -> JudgedAnswer:
        if not exchange.answer:
            return JudgedAnswer(exchange, UNANSWERED, ())
        asked = exchange.question.promise
        read = sentences("answer.md", exchange.answer.encode("utf-8", "replace")).sentences
        findings = self._findings(list(self._claims.among(claims_and_rest(read))), path, line)
        about = [one for one in findings if not asked or one.promise == asked]
        if asked and not about:  # "Within six hours." says nothing by itself; as an answer it does
            about = self._findings(list(_answering(read, exchange.answer, asked)), path, line)
            findings += about
        state = next((one for one in STATES_BY_WEIGHT if any(found.state == one for found in about)), SILENT)
        return JudgedAnswer(exchange, state, tuple(findings))

    def _findings(self, said: Sequence[Claim], path: str, line: int) -> list[ClaimFinding]:
        here = [_at(replace(one, zone=AI), path, line) for one in said]
        return list(claim_findings(here, self._index, self._known.today, self._accepted).findings)


STATES_BY_WEIGHT = tuple(one for one in ORDER if one in STATES)


def _answering(read: Sequence[Sentence], answer: str, promise: str) -> Iterator[Claim]:
    """Yield the sentences of an answer that name a quantity, as claims about the promise that was asked about.

    An answer that is too short for a sentence ("99.9%") is one as a whole.
    """
    whole = Sentence("", 1, 1, "turn", "", "", " ".join(answer.split())[:SHORT])
    for sentence in read or (whole,):
        if quantities(sentence.text):
            yield claim_of(replace(sentence, promise=promise))


def _at(claim: Claim, path: str, line: int) -> Claim:
    return replace(claim, sentence=replace(claim.sentence, path=path, line=line, end_line=line))
