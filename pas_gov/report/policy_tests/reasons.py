"""How a policy came to what it says of one subject, in a few lines: for a case that doesn't hold."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.judging.explaining.explanation import AskedElement, Explanation, Expression
from pas_gov.judging.suites.policy_trial import TriedCase
from pas_gov.report.layout import Style
from pas_gov.report.policy_tests.contents import PolicyTestReport

MOST = 12  # sub-expressions shown of one expression
WHOLE = frozenset(
    ["before", "after", "promise", "target", "change", "link", "entry", "stack", "params", "paths"]
)
ELEMENTS = 2  # elements of ``each`` that are shown, those that failed first


def reason_lines(explanation: Explanation, style: Style) -> Iterator[str]:
    """Yield what decided: the reason why it doesn't apply, else `when` and `require` with their sub-expressions."""
    who = explanation.promise or "the stack"
    about = "".join(f", {part}" for part in (explanation.target, explanation.zone) if part)
    outcome = explanation.outcome.replace("-", " ")
    yield from style.wrap(f"{who}{about}: {explanation.reason or outcome}", "  ", "why ")
    if explanation.reason:
        yield from _expression("when", explanation.when, style)
        return
    for asked in sorted(explanation.asked, key=_failed_first)[:ELEMENTS]:
        name = f"require, for {asked.element}" if asked.element else "require"
        yield from _expression(name, asked.require, style)
    for variable in explanation.variables:
        if variable.expression is not None and variable.judging:
            yield from _expression(variable.name, variable.expression, style)


def _failed_first(asked: AskedElement) -> bool:
    return asked.finding is None


def _expression(name: str, expression: Expression | None, style: Style) -> Iterator[str]:
    if expression is None:
        return
    shown = expression.result.error or expression.result.shown
    yield from style.wrap(f"{expression.text} -> {shown}", "        ", f"    {name}: ")
    parts = [part for part in expression.parts if not (part.kind == "ident" and part.text in WHOLE)]
    for part in parts[:MOST]:
        indent = "  " * min(part.depth, 6) + "    "
        came = "not needed" if part.result is None else part.result.error or part.result.shown
        element = f"  [{part.element}]" if part.element else ""
        yield from style.wrap(f"{part.text} -> {came}{element}", indent + "  ", indent)
    if len(parts) > MOST:
        yield f"      and {len(parts) - MOST} more"


def reasons(report: PolicyTestReport, tried: TriedCase) -> Iterator[str]:
    """Yield how the policy came to what it says of a case that doesn't hold, for machines to pass on."""
    for explanation in (report.explanations or {}).get(tried.location, ()):
        yield from reason_lines(explanation, Style(width=100))
