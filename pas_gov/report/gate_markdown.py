"""A judged change as Markdown, for a pull request: no HTML, no mention, no link that a record could plant."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.report import grouping
from pas_gov.report.grouping import Cause
from pas_gov.report.layout import count
from pas_gov.report.markdown import code
from pas_gov.report.model import FindingLine, GateReport, NoVerdict, ProblemLine, Report

VERDICTS = {"pass": "Pass", "blocked": "Blocked", "no-verdict": "No verdict"}


def gate_markdown(report: Report) -> str:
    """Return the verdict first, then each cause with those who must answer as a table, then the rest."""
    lines = _no_verdict(report) if isinstance(report, NoVerdict) else _gate(report)
    return "\n".join(lines) + "\n"


MENTION = re.compile(  # begins where a run of letters does: tried inside it, it would take quadratic time
    r"(?<![\w.+-])[\w.+-]*[@#][\w./@#+-]+|\bGH-\d+|(?:[rw]1:)?\b[0-9a-f]{7,64}\b"
)  # GitHub sees these through any escape, but not in a code span


def escape(text: str) -> str:
    """Return text that shows as itself: all ASCII punctuation escaped, on one line, nothing invisible."""
    plain = printable(" ".join(text.split()))
    ends = [0, *(end for found in MENTION.finditer(plain) for end in found.span()), len(plain)]
    parts = [plain[start:end] for start, end in itertools.pairwise(ends)]
    return "".join(code(part) if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _escaped(text: str) -> str:
    escaped = re.sub(r"([!-%'-/:;=?@\[-`{-~])", r"\\\1", text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _no_verdict(report: NoVerdict) -> Iterator[str]:
    yield "## pas-gov: No verdict"
    yield ""
    yield f"{escape(report.message)} ({code(report.code)})"
    yield ""
    if report.remedy:
        yield f"**To go on:** {escape(report.remedy)}"
        yield ""
    yield "The change is neither passed nor blocked; the exit status is 3."


def _gate(report: GateReport) -> Iterator[str]:
    yield f"## pas-gov: {VERDICTS[report.verdict]}"
    yield ""
    head, base = code(report.head.commit[:12]), code(report.base.commit[:12])
    yield f"{head} into {base} ({escape(report.base.ref)}), from {escape(report.head.ref)}, on {report.today}."
    yield ""
    yield from _notes(report)
    yield from _problems("Files that the change makes invalid", [p for p in report.problems if p.blocks])
    for cause in grouping.causes(report, grouping.blocking(report)):
        yield from _cause(report, cause)
    yield from _list("Warnings", grouping.warnings(report))
    yield from _list("Notes, of policies on trial", grouping.notes(report))
    yield from _list("There before this change, not blocking it", grouping.preexisting(report))
    yield from _list("Waived", grouping.waived(report))
    yield from _problems(
        "Files that were invalid before",
        [p for p in report.problems if p.preexisting and p.diagnostic.severity == "error"],
    )
    looked = [p for p in report.problems if not p.blocks and not p.preexisting]
    yield from _problems("Files to look at", looked)
    yield from _waivers(report)
    yield from _under_head(report)
    yield from _changes(report)
    if report.reproduce:
        yield f"To reproduce: {code(report.reproduce)}"
    if report.why:
        yield ""
        yield f"To see why: {code(report.why)}"


def _notes(report: GateReport) -> Iterator[str]:
    lines = [
        *map(escape, report.notes),
        *(
            f"{code('pas-gov.yaml')} tunes {code(policy.id)}: {escape(', '.join(policy.tuned))}"
            for policy in report.policies
            if policy.tuned
        ),
    ]
    for line in lines:
        yield f"- {line}"
    if lines:
        yield ""


def _cause(report: GateReport, cause: Cause) -> Iterator[str]:
    if cause.change is None:
        yield "### The stack as a whole"
    else:
        promise = cause.change.promise
        yield f"### {escape(promise.title)} ({promise.layer}): {', '.join(cause.change.kinds)}"
        yield ""
        yield f"{code(promise.path)}"
        for line in cause.change.told:
            yield f"- {escape(line)}"
    yield ""
    yield "| promise | layer | zone | owner | why | what to do |"
    yield "|---|---|---|---|---|---|"
    for answer in cause.answers:
        for finding in answer.findings:
            yield _row(report, finding)
    yield ""
    if cause.later:
        names = ", ".join(code(name) for name in cause.later[:MOST])
        yield f"{count(len(cause.later), 'more promise')} asked when these have answered: {names}"
        yield ""


def _row(report: GateReport, finding: FindingLine) -> str:
    promise = report.promises.get(finding.promise)
    who = (
        [code(promise.id), promise.layer, finding.zone or "", code(promise.owner)]
        if promise
        else ["", "", "", ""]
    )
    place = f"{code(str(finding.location))}: " if finding.location.path else ""
    why = f"{place}{escape(finding.message)} ({_rule(finding)}). {escape(finding.context)}".rstrip()
    return f"| {' | '.join([*who, why, escape(finding.remedy)])} |"


def _rule(finding: FindingLine) -> str:
    """Return the policy's name, linked to its documentation where that has an address."""
    linked = re.fullmatch(r"https://[\w.:/?&=%~+#-]+", finding.docs, re.ASCII)
    return f"[{code(finding.policy)}]({finding.docs})" if linked else code(finding.policy)


def _problems(title: str, problems: list[ProblemLine]) -> Iterator[str]:
    if not problems:
        return
    yield f"### {title}"
    yield ""
    for problem in problems:
        one = problem.diagnostic
        yield f"- {code(str(one.location))}: {escape(one.message)}" + (
            f" To mend: {escape(one.remedy)}" if one.remedy else ""
        )
    yield ""


MOST = 50


def _list(title: str, findings: list[FindingLine]) -> Iterator[str]:
    if not findings:
        return
    yield f"### {title} ({len(findings)})"
    yield ""
    for finding in findings[:MOST]:
        by = f", waiver {code(finding.waiver)}" if finding.waiver else ""
        yield f"- {escape(finding.message)} ({_rule(finding)}{by})"
    if len(findings) > MOST:
        yield f"- and {len(findings) - MOST} more"
    yield ""


def _waivers(report: GateReport) -> Iterator[str]:
    waivers = [waiver for waiver in report.waivers if waiver.state != "used"]
    if waivers:
        yield "### Waivers"
        yield ""
        yield from (f"- {code(waiver.id)}: {waiver.state}" for waiver in waivers)
        yield ""


def _under_head(report: GateReport) -> Iterator[str]:
    other = report.under_head
    if other is not None:
        yield "### The change edits the rules"
        yield ""
        verdict = VERDICTS[other.verdict]
        yield f"Under the rules as the change has them, the verdict would be: {verdict}. It does not bind."
        yield ""
        yield from (f"- {escape(edit)}" for edit in other.edits)
        yield from (
            f"- {escape(finding.message)} ({code(finding.policy)})"
            for finding in other.findings
            if finding.blocks
        )
        yield ""


def _changes(report: GateReport) -> Iterator[str]:
    if not report.changes:
        yield "No promise changed."
        yield ""
        return
    yield f"### {count(len(report.changes), 'promise')} changed"
    yield ""
    for change in report.changes[:MOST]:
        yield f"- {code(change.promise.id)} ({change.promise.layer}): {', '.join(change.kinds)}"
    if len(report.changes) > MOST:
        yield f"- and {len(report.changes) - MOST} more"
    yield ""
