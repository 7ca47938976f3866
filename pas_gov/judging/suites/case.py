"""One case judged by its policy: the expected outcome, the actual one, and how they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from pas_gov import cel
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import param_fault
from pas_gov.judging.policies.subjects import DatedChange
from pas_gov.judging.suites.case_builder import CaseBuilder
from pas_gov.judging.suites.key_paths import UnbuildableCase
from pas_gov.judging.verdict.decision import Finding
from pas_gov.judging.verdict.judgement import rule_findings
from pas_gov.model.records.suite import Case, Expected, Suite
from pas_gov.model.records.waiver import WHOLE_STACK

State = Literal["holds", "fails", "broken"]


@dataclass(frozen=True, slots=True)
class ActualOutcome:
    """What a policy said of a case: the outcome, and the findings that make it (new ones, or those of before)."""

    outcome: Expected
    findings: tuple[Finding, ...] = ()

    def names(self, of: Callable[[Finding], str | None]) -> tuple[str, ...]:
        """Return what the findings name, sorted, each once."""
        return tuple(sorted({name for finding in self.findings if (name := of(finding)) is not None}))


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that isn't as expected: ``what`` is a key of the case."""

    what: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case that was run. ``broken`` says why it couldn't be judged: message, remedy, pointer into the file or ""."""

    case: Case
    actual: ActualOutcome | None = None
    mismatches: tuple[Mismatch, ...] = ()
    broken: tuple[str, str, str] | None = None

    @property
    def state(self) -> State:
        """Whether the case holds, fails, or couldn't be judged."""
        if self.broken is not None:
            return "broken"
        return "fails" if self.mismatches else "holds"


@dataclass(frozen=True, slots=True)
class PreparedCase:
    """A case with its change built, so that it can be judged by several rules."""

    case: Case
    dated: DatedChange

    def judged_by(self, rule: Rule) -> Rule:
        """Return a rule with the case's parameters."""
        return replace(rule, params={**rule.params, **self.case.params}) if self.case.params else rule


def prepared_case(bench: CaseBuilder, rule: Rule, suite: Suite, index: int) -> PreparedCase | CaseResult:
    """Build the change of a suite's case, by number, and check its parameters; a Result where that can't be done."""
    case = suite.cases[index]
    for name, value in case.params.items():
        fault = param_fault(rule.policy, name, value)
        if fault is not None:
            shared = name in suite.params and suite.params[name] == value
            return CaseResult(
                case, broken=(*fault, f"/params/{name}" if shared else f"/cases/{index}/params/{name}")
            )
    places = _stacks(suite, index)
    try:
        before = bench.start(suite, case)
        places = ((f"/cases/{index}/change", case.change), *places)
        return PreparedCase(case, bench.dated(before, case))
    except UnbuildableCase as fault:
        named = (f"{place}/{fault.promise}" for place, said in places if fault.promise in said)
        return CaseResult(case, broken=(fault.message, fault.remedy, next(named, f"/cases/{index}")))


def _stacks(suite: Suite, index: int) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Return where a test says what its case starts from, the last word first."""
    return (f"/cases/{index}/stack", suite.cases[index].stack), ("/stack", suite.stack)


def case_result(rule: Rule, prepared: PreparedCase, budget: cel.Budget) -> CaseResult:
    """Judge a case by a rule; raises cel.BudgetSpent."""
    case = prepared.case
    tally: Counter[str] = Counter()
    findings = rule_findings(prepared.judged_by(rule), prepared.dated, tally, budget)
    error = next((one for one in findings if one.outcome == "error"), None)
    if error is not None:
        message = f"{error.promise or 'the stack'}: {error.message.removeprefix(UNJUDGED)}"
        return CaseResult(case, broken=(message, error.remedy, ""))
    actual = _actual(findings, tally)
    return CaseResult(case, actual, tuple(_mismatches(case, actual)))


UNJUDGED = "can't be judged: "  # how an error's message begins, which is said of the case, too


def _actual(findings: list[Finding], tally: Counter[str]) -> ActualOutcome:
    new = tuple(one for one in findings if not one.preexisting)
    if new:
        return ActualOutcome("fail", new)
    if findings:
        return ActualOutcome("preexisting", tuple(findings))
    return ActualOutcome("pass" if tally["pass"] else "not-applicable")


def answering_promise(finding: Finding) -> str:
    """Return who must answer, ``*`` for the stack as a whole."""
    return finding.promise or WHOLE_STACK


NAMED: Mapping[str, Callable[[Finding], str | None]] = {
    "promises": answering_promise,
    "targets": lambda finding: finding.target,
    "zones": lambda finding: finding.zone,
}
TEXTS: Mapping[str, Callable[[Finding], str]] = {
    "says": lambda finding: finding.message,
    "remedy": lambda finding: finding.remedy,
}


def _mismatches(case: Case, actual: ActualOutcome) -> Iterator[Mismatch]:
    if actual.outcome != case.expect:
        yield Mismatch("expect", case.expect, actual.outcome)
        return
    for key, of in NAMED.items():
        wanted: tuple[str, ...] | None = getattr(case, key)
        if wanted is not None and wanted != actual.names(of):
            yield Mismatch(key, _list(wanted), _list(actual.names(of)))
    if case.findings is not None and case.findings != len(actual.findings):
        yield Mismatch("findings", str(case.findings), str(len(actual.findings)))
    for key, text in TEXTS.items():
        said = [" ".join(text(finding).split()) for finding in actual.findings]
        for words in getattr(case, key):
            if not any(" ".join(words.split()) in one for one in said):
                yield Mismatch(key, words, " | ".join(filter(None, dict.fromkeys(said))) or "nothing")


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"
