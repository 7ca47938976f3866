"""A judged change as a governance owner reads it: what blocks, why, who must answer, and how."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.judging.findings.gate_report import (
    GateReport,
    NoVerdict,
    Report,
    ReportedFinding,
    ReportedProblem,
)
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.report.gate import answered, grouping
from pas_gov.report.gate.grouping import Answer, Cause
from pas_gov.report.layout import Style, count, headed, text_page
from pas_gov.report.no_verdict import no_verdict_lines
from pas_gov.report.remedies import remedy_lines

HEADLINE = {"pass": ("PASS", "green"), "blocked": ("BLOCKED", "red"), "no-verdict": ("NO VERDICT", "yellow")}
WAIVER_WORDS = {
    "used": "in use",
    "unused": "unused: nothing to excuse in this change",
    "expired": "expired: not honoured",
    "not-yet": "not valid yet: not honoured",
    "malformed": "malformed: not honoured",
}


def gate_text(report: Report, style: Style) -> str:
    """Return the report for a terminal, ending with the verdict and how to reproduce it."""
    lines = no_verdict_lines(report, style) if isinstance(report, NoVerdict) else _gate(report, style)
    return text_page(lines)


def _gate(report: GateReport, style: Style) -> Iterator[str]:
    yield from _head(report, style)
    yield from _problems(
        [p for p in report.problems if p.blocks], "Files that the change makes invalid", style, "red"
    )
    for cause in grouping.causes(report, grouping.blocking(report)):
        yield from _cause(report, cause, style)
    yield from _answers(report, style)
    yield from _lesser(report, style)
    yield from _under_head(report, style)
    yield from _foot(report, style)


def _head(report: GateReport, style: Style) -> Iterator[str]:
    word, colour = HEADLINE[report.verdict]
    refs = f"{_ref(report.head)} into {_ref(report.base)}"
    yield style.paint(word, "bold", colour) + f"  {refs}, on {report.today}"
    for note in report.notes:
        yield from style.wrap(note, "    ", "  ! ")
    for policy in report.policies:
        if policy.tuned:
            yield from style.wrap(
                f"pas-gov.yaml tunes {policy.id}: {', '.join(policy.tuned)}", "    ", "  ! "
            )
    yield ""


def _ref(ref: ReportedRef) -> str:
    return f"{printable(ref.name)} ({ref.commit[:9]})" if ref.name else printable(ref.ref[:12])


def _cause(report: GateReport, cause: Cause, style: Style) -> Iterator[str]:
    yield from _heading(cause, style)
    own = [answer for answer in cause.answers if answer.promise == _changed_id(cause)]
    asked = [answer for answer in cause.answers if answer not in own]
    for answer in own:
        yield from _answer(report, answer, style)
    if asked and cause.change is not None:
        who = "One promise" if len(asked) == 1 else f"{len(asked)} promises"
        yield from (f"  {who} must answer it:", "")
    for answer in asked:
        yield from _answer(report, answer, style)
    if cause.later:
        rest = (
            "One more rests on these, and is"
            if len(cause.later) == 1
            else f"{len(cause.later)} more rest on these, and are"
        )
        yield from style.wrap(
            f"{rest} asked when they have answered: {', '.join(cause.later[:MOST])}", "    ", "  "
        )
        yield ""


def _heading(cause: Cause, style: Style) -> Iterator[str]:
    """Say what changed and how, or that it is the stack as a whole."""
    if cause.change is None:
        yield from (style.paint("The stack as a whole", "bold"), "")
        return
    promise = cause.change.promise
    kinds = ", ".join(cause.change.kinds)
    title = f'{promise.layer.capitalize()} "{promise.title}" ({promise.id}): {kinds}'
    yield from style.paint_lines(style.wrap(title, "  ", ""), "bold")
    yield style.paint(f"  {printable(promise.path)}", "dim")
    for line in cause.change.told:
        yield from style.wrap(line, "      ", "    ")
    yield ""


def _changed_id(cause: Cause) -> str | None:
    return cause.change.promise.id if cause.change else None


def _answer(report: GateReport, answer: Answer, style: Style) -> Iterator[str]:
    promise = report.promises.get(answer.promise)
    if promise is not None:
        name = f"{promise.id} ({promise.layer}), owner {promise.owner}"
        yield from style.paint_lines(style.wrap(name, "    ", "  x "), "red")
    said = set[str]()
    for finding in answer.findings:
        yield from _finding(finding, style, said)
    yield ""


def _finding(finding: ReportedFinding, style: Style, said: set[str]) -> Iterator[str]:
    place = style.paint(f"{finding.location}", "dim") + "  " if finding.location.path else ""
    yield f"    {place}{finding.policy}"
    yield from style.wrap(finding.message, "    ")
    if finding.context:
        yield from style.wrap(finding.context, "    ")
    if finding.remedy and finding.remedy not in said:
        said.add(finding.remedy)
        yield from remedy_lines(finding.remedy, finding.commands, style, "To answer: ", "    ")


def _problems(problems: list[ReportedProblem], title: str, style: Style, colour: str) -> Iterator[str]:
    if not problems:
        return
    yield style.paint(title, "bold")
    for problem in problems:
        one = problem.diagnostic
        yield style.paint(f"  {one.location}", colour) + f"  {one.code}"
        yield from style.wrap(one.message, "    ")
        if one.remedy:
            yield from style.wrap(one.remedy, "      ", "    To mend: ")
    yield ""


MOST_ANSWERS = 200


def _answers(report: GateReport, style: Style) -> Iterator[str]:
    """Say who answered for what, one line for all that one note says."""
    if not report.answers:
        return
    yield style.paint(f"{answered.HEADING} ({len(report.answers)})", "bold")
    found = list(answered.lines(report.answers))
    for line in found[:MOST_ANSWERS]:
        yield from style.wrap(line, "    ", "  - ")
    if len(found) > MOST_ANSWERS:
        yield f"  and {len(found) - MOST_ANSWERS} more: -f json lists them all"
    yield ""


def _lesser(report: GateReport, style: Style) -> Iterator[str]:
    """Say what doesn't block: warnings, what was there before, what is waived; briefly."""
    yield from _brief(report, "Warnings", grouping.warnings(report), style)
    yield from _brief(report, "Notes, of policies on trial", grouping.once(grouping.notes(report)), style)
    yield from _brief(
        report, "Pre-existing: there before this change, not blocking it", grouping.preexisting(report), style
    )
    yield from _brief(report, "Waived", grouping.waived(report), style)
    warned = [p for p in report.problems if not p.blocks and not p.preexisting]
    yield from _problems(warned, "Files to look at", style, "yellow")
    earlier = [p for p in report.problems if p.preexisting and p.diagnostic.severity == "error"]
    yield from _problems(earlier, "Files that were invalid before", style, "yellow")
    waivers = [waiver for waiver in report.waivers if waiver.state != "used"]
    if waivers:
        yield style.paint("Waivers", "bold")
        yield from (f"  {printable(waiver.id)}: {WAIVER_WORDS[waiver.state]}" for waiver in waivers)
        yield ""


MOST = 20


def _brief(report: GateReport, title: str, findings: list[ReportedFinding], style: Style) -> Iterator[str]:
    if not findings:
        return
    yield style.paint(f"{title} ({len(findings)})", "bold")
    lines = grouping.together(report, findings)
    for finding, said in lines[:MOST]:
        by = f" [waiver {finding.waiver}]" if finding.waiver else ""
        where = f", {finding.location.path}" if finding.location.path else ""
        yield from style.wrap(f"{said} ({finding.policy}{where}){by}", "    ", "  - ")
    if len(lines) > MOST:
        yield f"  and {len(lines) - MOST} more: -f json lists them all"
    yield ""


def _under_head(report: GateReport, style: Style) -> Iterator[str]:
    other = report.under_head
    if other is None:
        return
    word = HEADLINE[other.verdict][0]
    yield style.paint("The change edits the rules", "bold")
    said = f"Under the rules as the change has them, the verdict would be {word}. It does not bind: the base judges."
    yield from style.wrap(said, "  ")
    if other.why:
        yield from style.wrap(other.why, "    ", "  - ")
    for edit in other.edits:
        yield from style.wrap(edit, "    ", "  - ")
    for finding in [one for one in other.findings if one.blocks][:MOST]:
        yield from style.wrap(f"{finding.message} ({finding.policy})", "    ", "  - ")
    yield ""


def _foot(report: GateReport, style: Style) -> Iterator[str]:
    word, colour = HEADLINE[report.verdict]
    blocking = grouping.blocking(report)
    invalid = [problem for problem in report.problems if problem.blocks]
    parts = [count(len(report.changes), "promise") + " changed"]
    if blocking:
        parts.append(count(len(blocking), "finding") + (" blocks" if len(blocking) == 1 else " block"))
    if invalid:
        parts.append(count(len({problem.diagnostic.location.path for problem in invalid}), "invalid file"))
    if not report.changes and not blocking and not invalid:
        parts = ["no promise changed: nothing to answer"]
    ran = sum(1 for policy in report.policies if policy.enforcement != "ignore")
    parts.append(count(ran, "policy", "policies") + f" of the {_whose(report)} judged it")
    yield from headed(word, colour, style.narrower(1).wrap(f"{word}  {'; '.join(parts)}.", "  ", ""), style)
    if report.reproduce:
        yield style.paint(f"  Again: {printable(report.reproduce)}", "dim")
    if report.why:
        yield style.paint(f"  Why: {printable(report.why)}", "dim")


def _whose(report: GateReport) -> str:
    return "change (bootstrap)" if report.policies_from == "head" else "base"
