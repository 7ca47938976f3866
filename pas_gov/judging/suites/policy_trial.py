"""The trial of policies by their tests: which cases hold, what they reach, whether each can fail, surviving mutants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import PurePosixPath

from pas_gov import cel
from pas_gov.cel.instruments.coverage import Coverage, CoveredCondition
from pas_gov.diagnostics import Location
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.suites.case import CaseResult, PreparedCase, case_result, prepared_case
from pas_gov.judging.suites.case_builder import CaseBuilder
from pas_gov.judging.suites.mutation import RuleMutant, rule_mutants, survives
from pas_gov.judging.suites.rule_expressions import rule_expressions, with_program
from pas_gov.model.records.rulebook import RuleFile
from pas_gov.model.records.suite import Expected, Suite, Suites

EXPECTED: tuple[Expected, ...] = ("pass", "fail", "preexisting", "not-applicable")


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of a trial: the cases whose names hold a text ("" for all), a failing case, and mutants."""

    named: str = ""
    bite: bool = True
    mutate: bool = False


@dataclass(frozen=True, slots=True)
class TriedCase:
    """One case that was run, and where it stands."""

    result: CaseResult
    location: Location
    prepared: PreparedCase | None = None


@dataclass(frozen=True, slots=True)
class MutationResult:
    """The mutants of a policy: how many there are, which survived, and how that is explained.

    ``survivors`` maps each to its reason, "" where there is none; ``stale`` are explanations of mutants that
    don't survive, or aren't there.
    """

    mutants: int
    survivors: Mapping[str, str]
    stale: tuple[str, ...]

    @property
    def unexplained(self) -> tuple[str, ...]:
        """The survivors without a reason."""
        return tuple(name for name, because in self.survivors.items() if not because)


@dataclass(frozen=True, slots=True)
class PolicyTrial:
    """One policy with its cases; ``reached`` are its boolean sub-expressions, by the expression's name."""

    rule: Rule
    path: str
    cases: tuple[TriedCase, ...]
    reached: tuple[tuple[str, CoveredCondition], ...] = ()
    mutation: MutationResult | None = None
    toothless: str = ""  # why it isn't proven that the policy can fail
    unreadable: bool = False  # its tests are there, but can't be read

    @property
    def outcomes(self) -> Mapping[str, int]:
        """How many cases reach each outcome, of those that could be judged."""
        found = Counter(one.result.actual.outcome for one in self.cases if one.result.actual)
        return {name: found[name] for name in EXPECTED}

    @property
    def bites(self) -> bool:
        """Whether a case shows the policy failing."""
        return any(_shows_failing(one.result) for one in self.cases)

    @property
    def broken(self) -> bool:
        """Whether a case couldn't be judged, or no case could be read."""
        return self.unreadable or any(one.result.state == "broken" for one in self.cases)

    @property
    def fails(self) -> bool:
        """Whether anything isn't as it must be."""
        mutation = self.mutation
        bad_mutants = mutation is not None and bool(mutation.unexplained or mutation.stale)
        return bool(self.toothless) or bad_mutants or any(one.result.state != "holds" for one in self.cases)


def _shows_failing(result: CaseResult) -> bool:
    """Tell whether a case that is to show the policy failing does, whatever else it asks of the answer."""
    return result.case.expect == "fail" and result.actual is not None and result.actual.outcome == "fail"


@dataclass
class PolicyTester:
    """Tries policies one after the other; what their cases share is built once."""

    options: Options
    budget: cel.Budget
    workbench: CaseBuilder = field(default_factory=CaseBuilder)

    def policy_trial(self, rule: Rule, suites: Suites) -> PolicyTrial:
        """Run the cases of one policy, and all that was asked for; raises cel.BudgetSpent."""
        suite = suites.suites.get(rule.policy.id)
        if suite is None:
            return self._untested(rule, suites)
        instrumented, source = _Instrumented(rule), suites.sources[suite.path]
        cases = tuple(self._tried(rule, instrumented.rule, suite, source))
        mutation = self._mutation(rule, suite, cases) if self.options.mutate else None
        return PolicyTrial(
            rule, suite.path, cases, tuple(instrumented.reached()), mutation, self._toothless(cases)
        )

    def _untested(self, rule: Rule, suites: Suites) -> PolicyTrial:
        """Return the trial of a policy without a case; where its tests can't be read, that is told elsewhere."""
        sources = suites.sources.items()
        path = next((at for at, one in sources if not one.reading.record and _stem(at) == rule.policy.id), "")
        mutation = None
        if self.options.mutate and not path:
            mutation = MutationResult(len(found := rule_mutants(rule)), {one.name: "" for one in found}, ())
        toothless = "" if path else self._toothless(())
        return PolicyTrial(rule, path, (), mutation=mutation, toothless=toothless, unreadable=bool(path))

    def _tried(self, rule: Rule, watched: Rule, suite: Suite, source: RuleFile) -> Iterator[TriedCase]:
        for index, case in enumerate(suite.cases):
            if self.options.named.casefold() in case.name.casefold():
                prepared = prepared_case(self.workbench, rule, suite, index)
                built = prepared if isinstance(prepared, PreparedCase) else None
                result = case_result(watched, built, self.budget) if built else prepared
                assert isinstance(result, CaseResult)  # noqa: S101  (what couldn't be built is one)
                yield TriedCase(result, _place(source, index, result), built)

    def _toothless(self, cases: Iterable[TriedCase]) -> str:
        if not self.options.bite or self.options.named:
            return ""
        asked = [one.result for one in cases if one.result.case.expect == "fail"]
        if not asked:
            return "no case shows it failing: a rule that can't fail guards nothing"
        shown = any(_shows_failing(one) or one.state == "broken" for one in asked)
        return "" if shown else "no case that should show it failing does"

    def _mutation(self, rule: Rule, suite: Suite, cases: tuple[TriedCase, ...]) -> MutationResult:
        holding = [one.prepared for one in cases if one.prepared and one.result.state == "holds"]
        mutants = rule_mutants(rule)
        alive = [mutant.name for mutant in mutants if self._survives(mutant, holding)]
        self.budget.spend(lambda: None)  # was the trial's own time up, the last mutant only seems told apart
        return MutationResult(
            len(mutants),
            {name: suite.survivors.get(name, "") for name in alive},
            tuple(name for name in suite.survivors if name not in alive),
        )

    def _survives(self, mutant: RuleMutant, cases: list[PreparedCase]) -> bool:
        """Tell whether a mutant survives; its time is of the trial's, too."""
        return self.budget.spend(lambda: survives(mutant, cases))


def _stem(path: str) -> str:
    return PurePosixPath(path).stem


def _place(source: RuleFile, index: int, result: CaseResult) -> Location:
    pointer = result.broken[2] if result.broken else ""
    return source.locate(pointer or f"/cases/{index}", key=bool(pointer))


class _Instrumented:
    """A rule that records which values its boolean sub-expressions take."""

    def __init__(self, rule: Rule) -> None:
        deciding = [one for one in rule_expressions(rule) if one.decides]
        self.coverage = {one.name: Coverage(one.program, one.expects == cel.BOOL) for one in deciding}
        self.rule = rule
        for name, coverage in self.coverage.items():
            self.rule = with_program(self.rule, name, coverage.instrumented())

    def reached(self) -> Iterator[tuple[str, CoveredCondition]]:
        for name, coverage in self.coverage.items():
            yield from ((name, one) for one in coverage.conditions())
