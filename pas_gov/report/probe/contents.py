"""A bot's answers, held against the promises: the report that its formats print."""

from __future__ import annotations

from collections import Counter
from datetime import date

from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.foundation.values import dataclass
from pas_gov.probing.judging import ORDER, SILENT, UNANSWERED, JudgedAnswer, JudgedQuestion
from pas_gov.report.layout import count


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """Each question with its answers and what they come to; ``kept`` is the file of the answers, "" for none.

    ``left_out`` is how many questions weren't asked, by the bound on them; ``fail_on`` the states that fail a run.
    """

    questions: tuple[JudgedQuestion, ...]
    today: date
    kept: str = ""
    left_out: int = 0
    fail_on: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """3 where a question got no answer, or none was asked; 1 where an answer is in one of ``fail_on``; else 0."""
        states = {state for one in self.questions for state in one.states}
        if UNANSWERED in states or not states:
            return 3
        return 1 if states & {*self.fail_on} else 0

    @property
    def worst_first(self) -> tuple[JudgedQuestion, ...]:
        """The questions, those with the worst answers first."""
        return tuple(sorted(self.questions, key=lambda one: (ORDER.index(one.state), -one.share[0])))


def worst_answer(question: JudgedQuestion) -> JudgedAnswer:
    """Return the first answer of a question that is in its worst state."""
    return next(one for one in question.answers if one.state == question.state)


def telling(answer: JudgedAnswer) -> ClaimFinding | None:
    """Return the finding that decided the state of an answer; None where nothing was found in it.

    It is about the promise that was asked for, or else about another one that the answer speaks of instead.
    """
    asked = answer.exchange.question.promise
    those = [one for one in answer.findings if one.state == answer.state]
    return next((one for one in those if asked in ("", one.promise)), those[0] if those else None)


def headline(question: JudgedQuestion) -> str:
    """Return what the answers to a question come to: the states, and of several answers how often and how surely."""
    total = len(question.answers)
    if total == 1:
        return question.state
    told = (
        ", ".join(f"{state} in {number}" for state, number in question.states.items())
        + f" of {total} answers"
    )
    share, low, high = question.share
    if not question.off:
        return told
    return f"{told}; otherwise than promised in {share:.0%} ({low:.0%} to {high:.0%} at 95 %)"


def sums(report: ProbeReport) -> str:
    """Return how many questions and answers there were, and how many of them in each state, the worst first."""
    counts = Counter(one.state for question in report.questions for one in question.answers)
    told = ", ".join(f"{counts[state]} {state}" for state in ORDER if counts[state])
    answers = sum(counts.values()) - counts[UNANSWERED]
    asked = f"{count(len(report.questions), 'question')}, {count(answers, 'answer')}"
    more = f"; {count(report.left_out, 'question')} more not asked (--questions)" if report.left_out else ""
    return f"{asked}{f': {told}' if told else ''}{more}."


EXPLAINED = {
    UNANSWERED: "no answer came",
    SILENT: "the answer names nothing that could be held against the promise",
}
"""States of answers in which nothing is said; why."""
