"""An explanation for a terminal, in the order in which a person reads: outcome, who, match, variables, conditions."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.judging.explaining.explainer import GRAVITY
from pas_gov.judging.explaining.explanation import AskedElement, Explanation, Variable
from pas_gov.judging.findings.gate_report import NoVerdict
from pas_gov.report.explanation.contents import WORDS, ExplainReport, asked_alone
from pas_gov.report.expression_text import ExpressionRow, expression_lines, expression_rows
from pas_gov.report.layout import Style, text_page
from pas_gov.report.no_verdict import no_verdict_lines
from pas_gov.report.remedies import remedy_lines

MOST_ROWS = 20  # subjects in the table
MOST_WHOLE = 3  # subjects explained in full
LONGEST_ELEMENT = 60
MOST_ASKED = 5  # elements of one subject explained in full


def explanation_text(report: ExplainReport | NoVerdict, style: Style) -> str:
    """Return the report for a terminal; every text of a record in it is safe to print."""
    lines = no_verdict_lines(report, style) if isinstance(report, NoVerdict) else _lines(report, style)
    return text_page(lines)


def _lines(report: ExplainReport, style: Style) -> Iterator[str]:
    if len(report.explained.explanations) != 1:
        yield from _table(report, style)
    whole = report.whole
    for explanation in whole[:MOST_WHOLE]:
        yield from _explanation(report, explanation, style)
    if len(whole) > MOST_WHOLE:
        yield from _rest(report, style)
    for note in report.notes:
        yield from style.wrap(note, "    ", "  ! ")
    yield style.paint(f"  Again: {report.reproduce}", "dim")


def _rest(report: ExplainReport, style: Style) -> Iterator[str]:
    """Say how to see those that aren't told in full."""
    counts, finding = report.explained.counts, next(report.whole[MOST_WHOLE].findings, None)
    says = "The others are told in full by -f json."
    if finding is not None:
        more = f"{counts.get('fail', 0) + counts.get('error', 0) - MOST_WHOLE:,} more failed"
        see = f"pas-gov explain {finding.fingerprint[:8]}"
        says = f"{more}. To see one, name the digits beside it above: {see}"
    yield from style.wrap(says, "  ", "  ")
    yield ""


# The table of all subjects


def _table(report: ExplainReport, style: Style) -> Iterator[str]:
    explained = report.explained
    policy, counts = explained.rule.policy, explained.counts
    parts = [f"{counts[name]:,} {WORDS[name][0].lower()}" for name in GRAVITY if counts.get(name)]
    yield style.paint(policy.id, "bold") + f"  {', '.join(parts) or 'nobody is asked'}"
    yield from _about(report, style)
    yield ""
    if explained.reason:
        yield from style.wrap(f"Nobody is asked: {explained.reason}.", "  ")
    for explanation in explained.explanations[:MOST_ROWS]:
        yield from _subject(explanation, style)
    rest = sum(counts.values()) - MOST_ROWS
    if rest > 0:
        yield f"  and {rest:,} more"
    yield ""


def _about(report: ExplainReport, style: Style) -> Iterator[str]:
    """Say what the policy is, and which change it is held against."""
    rule = report.explained.rule
    policy = rule.policy
    yield from style.wrap(policy.title, "  ")
    tuned = " (pas-gov.yaml)" if rule.enforcement != policy.enforcement else ""
    place = f"{policy.path}, scope {policy.scope}, enforcement {rule.enforcement}{tuned}"
    yield from style.paint_lines(style.wrap(place, "  "), "dim")
    refs = f"{_ref(report.head.ref)} into {_ref(report.base.ref)}, on {report.today}"
    yield from style.paint_lines(style.wrap(refs, "  "), "dim")


def _ref(ref: str) -> str:
    return ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")


def _subject(explanation: Explanation, style: Style) -> Iterator[str]:
    word, colour = WORDS[explanation.outcome]
    failed = list(explanation.findings)
    digits = style.paint(f"  {failed[0].fingerprint[:8]}", "dim") if failed else ""
    yield f"  {style.paint(f'{word:<14}', colour)}  {_who(explanation)}{digits}"
    more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
    says = explanation.reason or (failed[0].message + more if failed else "")
    yield from style.wrap(says, " " * 18)


def _who(explanation: Explanation) -> str:
    who = asked_alone(explanation)
    target = f", target {who.target}" if who.target else ""
    zone = f", zone {who.zone}" if who.zone else ""
    return printable(f"{who.promise or 'the stack as a whole'}{target}{zone}")


# One subject in full


def _explanation(report: ExplainReport, one: Explanation, style: Style) -> Iterator[str]:
    word, colour = WORDS[one.outcome]
    yield style.paint(word, "bold", colour) + f"  {one.policy} for {_who(one)}"
    if one.reason:
        yield from style.wrap(one.reason, "  ")
    if len(report.explained.explanations) == 1:
        yield from _about(report, style)
    yield ""
    yield from _people(report, one, style)
    yield from _match(one, style)
    yield from _parameters(one, style)
    yield from _section("variables", _variables(one), style)
    yield from _section("when", _when(one), style)
    if one.source:
        yield from _section("each.in", expression_rows(one.source, 4), style)
    yield from _asked(report, one, style)


def _section(
    name: str, rows: Iterator[ExpressionRow] | tuple[ExpressionRow, ...], style: Style
) -> Iterator[str]:
    found = list(rows)
    if found:
        yield style.paint(f"  {name}", "bold")
        yield from expression_lines(found, style)
        yield ""


def _when(one: Explanation) -> Iterator[ExpressionRow]:
    if one.when is not None and one.when.text == "true":
        yield ExpressionRow(4, "always: the policy names no condition", "")
    elif one.when is not None:
        yield from expression_rows(one.when, 4)


def _people(report: ExplainReport, one: Explanation, style: Style) -> Iterator[str]:
    """Say who is asked, and about what, with what changed in each."""
    who = asked_alone(one)
    rows = [
        (name, identity) for name, identity in (("asked", who.promise), ("target", who.target)) if identity
    ]
    for name, identity in rows:
        yield from style.wrap(_promise(report, identity), " " * 10, f"  {name:<8}")
    if who.zone:
        yield f"  {'zone':<8}{who.zone}"
    if rows:
        yield ""


def _promise(report: ExplainReport, identity: str) -> str:
    promise = report.promises.get(identity)
    kinds = ", ".join(report.kinds.get(identity, ())) or "not changed"
    if promise is None:
        return f"{identity}: in no stack"
    return f'{promise.layer.capitalize()} "{promise.title}" ({identity}), owner {promise.owner}: {kinds}'


def _match(one: Explanation, style: Style) -> Iterator[str]:
    rows = []
    for condition in one.match:
        found = ", ".join(condition.found) or "none"
        holds = "holds" if condition.holds else "does not hold"
        text = f"{condition.name}: {' or '.join(condition.wants)}"
        rows.append(ExpressionRow(4, text, f"found {found}: {holds}", "green" if condition.holds else "red"))
    yield from _section("match", tuple(rows), style)


def _parameters(one: Explanation, style: Style) -> Iterator[str]:
    rows = []
    for param in one.params:
        origin = (
            f"from pas-gov.yaml; the default is {param.default}" if param.from_settings else "the default"
        )
        rows.append(ExpressionRow(4, param.name, f"{param.result.shown}  ({origin})"))
    yield from _section("params", tuple(rows), style)


def _variables(one: Explanation) -> Iterator[ExpressionRow]:
    for variable in one.variables:
        if variable.expression is None and not variable.judging:
            continue  # the promise, the target or the zone, which the message names
        if variable.expression is None or not variable.judging:
            yield _variable(variable)
        else:
            yield from expression_rows(variable.expression, 4, variable.name)


def _variable(variable: Variable) -> ExpressionRow:
    value = f"error: {variable.result.error}" if variable.result.error else variable.result.shown
    return ExpressionRow(4, variable.name, value if variable.judging else f"{value}  (for the message)")


def _asked(report: ExplainReport, one: Explanation, style: Style) -> Iterator[str]:
    """Tell of each element what was required of it: of those that failed in full, of the others in a line."""
    failed = [asked for asked in one.asked if asked.outcome != "pass"]
    whole = failed[:MOST_ASKED] or list(one.asked[:1])
    for asked in whole:
        name = "require" if asked.element is None else f"require, for {_short(asked.element)}"
        if asked.require is not None:
            yield from _section(name, expression_rows(asked.require, 4, coloured=True), style)
        yield from _finding(report, asked, style)
    yield from _others(one, whole, style)


def _short(element: str) -> str:
    return element if len(element) <= LONGEST_ELEMENT else element[: LONGEST_ELEMENT - 3] + "..."


def _others(one: Explanation, whole: list[AskedElement], style: Style) -> Iterator[str]:
    rest = [asked for asked in one.asked if asked not in whole]
    if not rest:
        return
    for asked in rest[:MOST_ROWS]:
        word, colour = WORDS[asked.outcome]
        yield f"  {style.paint(word, colour)}  {_short(asked.element or '')}"
    if len(rest) > MOST_ROWS:
        yield f"  and {len(rest) - MOST_ROWS:,} more elements"
    yield ""


def _finding(report: ExplainReport, asked: AskedElement, style: Style) -> Iterator[str]:
    if asked.finding is None:
        return
    yield from style.wrap(asked.message, "  ")
    if asked.remedy:
        yield from remedy_lines(asked.remedy, asked.finding.commands, style, "To answer: ", "  ")
    yield from style.wrap(report.standing(asked), "  ")
    yield from style.wrap(report.why_new(asked), "  ") if report.why_new(asked) else ()
    yield style.paint(f"  Fingerprint: {asked.finding.fingerprint}", "dim")
    yield ""
