"""What `test` found, for a terminal: a line for each policy, and everything about what isn't as it must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pas_gov.cel.instruments.coverage import CoveredCondition
from pas_gov.diagnostics import printable
from pas_gov.judging.suites.case import Mismatch
from pas_gov.judging.suites.policy_trial import EXPECTED, MutationResult, PolicyTrial, TriedCase
from pas_gov.report.layout import Style, count, text_page
from pas_gov.report.policy_tests.contents import VERDICTS, PolicyTestReport
from pas_gov.report.policy_tests.reasons import reason_lines
from pas_gov.report.problems import problem_lines

COLOURS = {"PASS": "green", "FAIL": "red", "BROKEN": "yellow"}
WORDS = {"expect": "the outcome", "says": "in a message", "remedy": "in a remedy"}
MOST = 10  # findings shown of one case


def policy_tests_text(report: PolicyTestReport, style: Style) -> str:
    """Return a line for each policy, below it whatever isn't as it must be, and the sums."""
    return text_page(_lines(report, style))


def _lines(report: PolicyTestReport, style: Style) -> Iterator[str]:
    for problem in report.problems:
        yield from problem_lines(problem, style)
    if report.shown:
        yield from _header(report)
    for trial in report.shown:
        yield from _trial(report, trial, style)
    yield from _foot(report, style)


def _trial(report: PolicyTestReport, trial: PolicyTrial, style: Style) -> Iterator[str]:
    yield from _row(trial, style)
    told: dict[str, int] = {}
    for tried in trial.cases:
        result = tried.result
        why = result.broken[0] if result.broken else ""
        told[why] = told.get(why, 0) + 1
        if result.state != "holds" and (not why or told[why] == 1):
            yield from _case(report, tried, style)
        elif report.verbose and result.state == "holds":
            yield from style.wrap(result.case.name, "           ", "         + ")
    alike = sum(number - 1 for why, number in told.items() if why)
    if alike:
        yield f"           and {count(alike, 'more case')} for the same reason"
    if trial.toothless:
        yield from style.wrap(trial.toothless, "           ", f"         {style.paint('x', 'red')} ")
        yield from style.wrap(_teeth(trial), "             ", "           To mend: ")
    yield from _mutation(trial.mutation, style)
    if report.verbose:
        yield from _one_sided(trial, style)


def _state(trial: PolicyTrial) -> tuple[str, str]:
    word = "BROKEN" if trial.broken else "FAIL" if trial.fails else "ok"
    return word, COLOURS.get(word, "green")


NAME, NUMBERS, CONDITIONS, MUTANTS = 32, (6, 5, 5, 4, 5), 7, 8  # columns: 79 with all of them


def _header(report: PolicyTestReport) -> Iterator[str]:
    mutants = any(trial.mutation for trial in report.trials)
    numbers = _columns(("cases", "pass", "fail", "old", "n/a"), NUMBERS)
    pairs = _columns(("conds", *(["mutants"] if mutants else [])), (CONDITIONS, MUTANTS))
    yield f"{'':7}{'policy':{NAME}}{numbers}{pairs}"


def _columns(texts: Iterable[object], widths: tuple[int, ...]) -> str:
    return "".join(f"{text!s:>{width}}" for text, width in zip(texts, widths, strict=False))


def _row(trial: PolicyTrial, style: Style) -> Iterator[str]:
    """Yield the policy's line: its cases by outcome, its sub-expressions that were both, the mutants killed."""
    word, colour = _state(trial)
    name, outcomes = printable(trial.rule.policy.id), trial.outcomes
    if len(name) > NAME:
        yield f"{'':7}{name}"
        name = ""
    counts = (len(trial.cases), *(outcomes[name] for name in EXPECTED))
    both = sum(len(part.values) == 2 for _, part in trial.reached)
    pairs = [f"{both}/{len(trial.reached)}"]
    if trial.mutation:
        killed = trial.mutation.mutants - len(trial.mutation.survivors)
        pairs.append(f"{killed}/{trial.mutation.mutants}")
    numbers = _columns(counts, NUMBERS) + _columns(pairs, (CONDITIONS, MUTANTS))
    yield style.paint(f"{word:<7}", "bold", colour) + f"{name:{NAME}}{numbers}"


def _teeth(trial: PolicyTrial) -> str:
    where = trial.path or f"policies/tests/{trial.rule.policy.id}.yaml"
    return f"add a case with expect: fail to {where} (or relax with --no-require-bite)"


def _case(report: PolicyTestReport, tried: TriedCase, style: Style) -> Iterator[str]:
    result = tried.result
    yield from style.wrap(result.case.name, "           ", f"         {style.paint('x', 'red')} ")
    yield style.paint(f"           {tried.location}", "dim")
    if result.broken:
        message, remedy, _ = result.broken
        yield from style.wrap(message, "             ", "           can't be judged: ")
        if remedy:
            yield from style.wrap(remedy, "             ", "           To mend: ")
    for mismatch in result.mismatches:
        yield from _mismatch(mismatch, style)
    yield from _found(tried, style)
    for explanation in (report.explanations or {}).get(tried.location, ()):
        yield from (f"           {line}" for line in reason_lines(explanation, style.narrower(11)))
    yield ""


def _mismatch(mismatch: Mismatch, style: Style) -> Iterator[str]:
    what = WORDS.get(mismatch.what, mismatch.what)
    yield from style.wrap(f"{mismatch.expected}  ({what})", "                     ", "           expected: ")
    yield from style.wrap(mismatch.actual, "                     ", "           actual:   ")


def _found(tried: TriedCase, style: Style) -> Iterator[str]:
    """Say what was found where another outcome was expected."""
    result = tried.result
    if result.actual and any(mismatch.what == "expect" for mismatch in result.mismatches):
        for finding in result.actual.findings[:MOST]:
            who = finding.promise or "the stack"
            yield from style.wrap(f"{who}: {finding.message}", "               ", "           found: ")


def _mutation(mutation: MutationResult | None, style: Style) -> Iterator[str]:
    if mutation is None:
        return
    for name in mutation.unexplained:
        first = f"         {style.paint('x', 'red')} no case tells this mutant from the policy: "
        yield from style.wrap(name, "             ", first)
    if mutation.unexplained:
        remedy = (
            "add a case that notices it, such as a near miss; or explain it under survivors in the test file"
        )
        yield from style.wrap(remedy, "             ", "           To mend: ")
    for name, because in mutation.survivors.items():
        if because:
            yield from style.wrap(f"{name}: {because}", "             ", "         - survives: ")
    for name in mutation.stale:
        first = f"         {style.paint('x', 'red')} explained as a survivor, but it isn't one (remove it): "
        yield from style.wrap(name, "             ", first)


def _one_sided(trial: PolicyTrial, style: Style) -> Iterator[str]:
    """Name the sub-expressions that no case brought to be both true and false."""
    for name, part in trial.reached if trial.cases else ():
        if len(part.values) < 2:
            yield from style.wrap(f"{part.text}  ({name})", "             ", f"         ~ {_missing(part)}: ")


def _missing(part: CoveredCondition) -> str:
    if not part.values:
        return "never evaluated"
    return "never true" if False in part.values else "never false"


def _foot(report: PolicyTestReport, style: Style) -> Iterator[str]:
    word = VERDICTS[report.status]
    results = report.results
    parts = [count(len(report.shown), "policy", "policies"), count(len(results), "case")]
    for state, says in (("fails", "failed"), ("broken", "couldn't be judged")):
        number = sum(result.state == state for result in results)
        if number:
            parts.append(f"{number} {says}")
    toothless = sum(bool(trial.toothless) for trial in report.trials)
    if toothless:
        parts.append(f"{count(toothless, 'policy', 'policies')} not shown to fail")
    mutations = [trial.mutation for trial in report.trials if trial.mutation]
    if mutations:
        alive = sum(len(one.unexplained) for one in mutations)
        parts.append(
            f"{count(sum(one.mutants for one in mutations), 'mutant')}, {count(alive, 'unexplained survivor')}"
        )
    stale = sum(len(one.stale) for one in mutations)
    if stale:
        parts.append(f"{count(stale, 'explanation')} of none")
    if report.trials and not results:
        parts.append("nothing was tested")
    if report.errors:
        parts.append(count(len(report.errors), "error") + " in files")
    first = style.paint(word, "bold", COLOURS[word]) + "  "
    yield from style.wrap(", ".join(parts) + ".", " " * (len(word) + 2), first)
