"""Conditions evaluated over facts about one customer: they hold, don't hold, or are undecidable with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from typing import Literal

from pas_gov import cel
from pas_gov.diagnostics import printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.explaining.explanation import Expression, Result
from pas_gov.judging.owed.misfits import FactMisfit, never_equal
from pas_gov.judging.owed.subject_facts import FactRequests, SubjectFacts
from pas_gov.judging.owed.undecided import undecided_reason
from pas_gov.judging.policies.applies_when import SUBJECT
from pas_gov.model.records.promise import Condition

SECONDS = 2.0  # for one condition
STEPS = 200_000  # of one condition, so that it has the same answer on every machine
ALL_STEPS = 4_000_000  # of all conditions: a thousand hostile ones don't take a thousand times as long
TOO_MUCH = "its condition takes too much to work out"
ALL_SPENT = "the conditions of other promises took too much to work out, so that it wasn't looked at"


@dataclass(frozen=True, slots=True)
class ConditionAnswer:
    """Whether a condition holds, and why; the other fields are those of :class:`pas_gov.judging.owed.owed.Owed`."""

    holds: Literal["yes", "no", "undecidable"]
    why: str
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    misfits: tuple[FactMisfit, ...] = ()
    traced: Expression | None = None


class ConditionEvaluator:
    """Evaluates conditions over facts (plain data) on a day, within the steps that all conditions together may take."""

    def __init__(self, facts: Mapping[str, object], day: date, *, explain: bool = False) -> None:
        """Take what conditions read, and whether they are to be followed part by part."""
        self.facts, self.day, self.explain = facts, day, explain
        self._left = dict.fromkeys(
            ("deciding", "reasons", "explaining"), ALL_STEPS
        )  # none takes from another
        self._known: dict[Condition, tuple[ConditionAnswer, Mapping[str, int]]] = {}

    def answer(self, condition: Condition) -> ConditionAnswer:
        """Return whether a condition holds. Only an exact boolean of CEL decides it.

        The same condition is worked out once, and its steps are counted each time: so the answers are those that it
        would have one by one.
        """
        if min(self._left.values()) < STEPS:  # what is left bounds it
            return self._answer(condition)
        if condition not in self._known:
            left = dict(self._left)
            found = self._answer(condition)
            self._known[condition] = found, {purse: left[purse] - self._left[purse] for purse in left}
            return found
        found, spent = self._known[condition]
        self._left = {purse: left - spent[purse] for purse, left in self._left.items()}
        return found

    def _answer(self, condition: Condition) -> ConditionAnswer:
        text, says = condition.cel, condition.says.strip()
        if not text.strip():
            why = "its condition is in words alone" if says else "it has no condition"
            return ConditionAnswer("undecidable", why)
        program = cel.compile(text, SUBJECT, cel.BOOL)
        if isinstance(program, tuple):
            why = f"its condition isn't valid CEL: {program[0].message}"
            return ConditionAnswer("undecidable", why, traced=self._untold(text, program[0].message))
        found = self._decided(program, says or " ".join(text.split()))
        followed = found.why not in (TOO_MUCH, ALL_SPENT)
        traced = self._traced(program) if followed else self._untold(text, found.why)
        return replace(found, traced=traced)

    def _decided(self, program: cel.Program, says: str) -> ConditionAnswer:
        from pas_gov.cel.instruments.comparisons import Comparisons

        asked, comparisons = FactRequests(), Comparisons(program)
        if self._left["deciding"] <= 0:
            return ConditionAnswer("undecidable", ALL_SPENT)
        try:
            with self._budget("deciding") as budget:
                holds = comparisons.instrumented().truth(self._given(asked), budget)
        except cel.EvaluationError as error:
            return self._undecidable(program, asked, error)
        except cel.BudgetSpent:
            return ConditionAnswer("undecidable", TOO_MUCH)
        odd = comparisons.never_equal.values()
        misfits = (
            never_equal(self._steps(program), [(one.text, one.left, one.right) for one in odd]) if odd else ()
        )
        told = "its condition holds" if holds else "its condition doesn't hold"
        doubts = tuple(f"{one.text} compares {one.left} with {one.right}" for one in odd)
        answer: Literal["yes", "no"] = "yes" if holds else "no"
        return ConditionAnswer(
            answer, f"{told}: {says}", absent=tuple(asked.absent), doubts=doubts, misfits=misfits
        )

    def _undecidable(
        self, program: cel.Program, asked: FactRequests, error: cel.EvaluationError
    ) -> ConditionAnswer:
        found = undecided_reason(self._steps(program, asked), asked.missing, error.message)
        return ConditionAnswer("undecidable", found.why, found.missing, misfits=found.misfits)

    def _steps(self, program: cel.Program, asked: FactRequests | None = None) -> tuple[cel.Step, ...]:
        """Return what each part came to; none where that takes too much: the error of the whole has to do then."""
        with suppress(cel.EvaluationError, cel.BudgetSpent), self._budget("reasons") as budget:
            return program.explain(self._given(asked or FactRequests()), budget)
        return ()

    def _traced(self, program: cel.Program) -> Expression | None:
        """Return a condition with what each part of it came to, where that is wanted."""
        if not self.explain:
            return None
        from pas_gov.judging.explaining.tracing import traced_expression

        try:
            with self._budget("explaining") as budget:
                return traced_expression(program, self._given(FactRequests()), budget, program.truth)
        except cel.BudgetSpent:
            return self._untold(program.source, TOO_MUCH)

    def _untold(self, text: str, error: str) -> Expression | None:
        """Return a condition that can't be followed part by part, where that is wanted."""
        whole = Result("", None, printable(error))
        return Expression(" ".join(text.split()), whole) if self.explain else None

    def _given(self, asked: FactRequests) -> Mapping[str, object]:
        return {"subject": SubjectFacts(self.facts, asked), "today": self.day}

    @contextmanager
    def _budget(self, purse: str) -> Iterator[cel.Budget]:
        budget = cel.Budget(SECONDS, max(min(STEPS, self._left[purse]), 1))
        try:
            with budget.running():
                yield budget
        finally:
            self._left[purse] -= budget.spent
