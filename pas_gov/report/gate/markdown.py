"""A judged change as Markdown, for a pull request: no HTML, no mention, no link that a record could plant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pas_gov.diagnostics import Diagnostic
from pas_gov.judging.findings.gate_report import (
    GateReport,
    NoVerdict,
    Report,
    ReportedChange,
    ReportedFinding,
    ReportedProblem,
    ReportedPromise,
)
from pas_gov.judging.verdict.answers import Answer
from pas_gov.report.gate import answered, grouping
from pas_gov.report.gate.grouping import Cause
from pas_gov.report.layout import capitalised, clipped, count
from pas_gov.report.markdown import code, escape, page, side_by_side
from pas_gov.report.page_limit import PageSection, lines_within, page_bytes
from pas_gov.report.remedies import remedy_parts

VERDICTS = {"pass": "Pass", "blocked": "Blocked", "no-verdict": "No verdict"}
SIGNS = {"pass": "✅", "blocked": "⛔", "no-verdict": "⚠️"}
COMMENT = 65_000  # bytes: a comment on GitHub may have 65,536 characters
SUMMARY = 1_000_000  # bytes: a summary of more than 1 MiB is lost as a whole
LONGEST = 1_500  # characters of one text
TOLD = 20  # differences of one change
MOST = 50  # lines of a list that binds nobody


def gate_markdown(report: Report, limit: int = COMMENT) -> str:
    """Return the verdict first, then each cause with those who must answer as a list, then the rest.

    The page has at most ``limit`` bytes; how much was left out is said at its end.
    """
    if isinstance(report, NoVerdict):
        return page(_no_verdict(report))
    foot = list(_foot(report))
    lines, left = lines_within(_sections(report), limit - page_bytes(foot))
    if left:
        lines += [
            f"**{count(left, 'line')} left out here**, as this page has no more room. `-f json` has all.",
            "",
        ]
    return page([*lines, *foot])


def _no_verdict(report: NoVerdict) -> Iterator[str]:
    yield f"## pas-gov: No verdict {SIGNS['no-verdict']}"
    yield ""
    yield f"{_shown(report.message)} ({code(report.code)})"
    yield ""
    if report.remedy:
        yield f"**To go on:** {_shown(report.remedy)}"
        yield ""
    if len(report.problems) > 1:
        lines = [_diagnostic(one) for one in report.problems[:MOST]]
        yield from (*lines, *[f"- and {len(report.problems) - MOST} more"][: len(report.problems) > MOST], "")
    yield "The change is neither passed nor blocked; the exit status is 3."


def _sections(report: GateReport) -> Iterator[PageSection]:
    yield from _head(report)
    yield from _problems("Files that the change makes invalid", [p for p in report.problems if p.blocks])
    for cause in grouping.causes(report, grouping.blocking(report)):
        yield _cause(report, cause)
    yield from _answers(report)
    yield from _list(report, "Warnings", grouping.warnings(report))
    yield from _list(report, "Notes, of policies on trial", grouping.once(grouping.notes(report)))
    yield from _problems("Files to look at", grouping.file_warnings(report))
    yield from _list(
        report, "Pre-existing: there before this change, not blocking it", grouping.preexisting(report)
    )
    earlier = [p for p in report.problems if p.preexisting and p.diagnostic.severity == "error"]
    yield from _problems("Files that were invalid before", earlier)
    yield from _list(report, "Waived", grouping.waived(report))
    yield from _waivers(report)
    yield from _under_head(report)
    yield _changes(report)


def _head(report: GateReport) -> Iterator[PageSection]:
    blocking, warnings = grouping.counts(report)
    asked = {one.promise for one in report.findings if one.blocks and one.promise}
    said = [count(len(report.changes), "promise") + " changed"]
    if blocking:
        said.append(f"{count(blocking, 'finding blocks', 'findings block')}")
    if asked:
        said.append(f"{count(len(asked), 'promise')} must answer")
    if warnings:
        said.append(count(warnings, "warning"))
    if not report.changes and not blocking:
        said = ["no promise changed: nothing to answer", *said[1:]]
    head, base = code(report.head.commit[:12]), code(report.base.commit[:12])
    ways = [f" ({_shown(ref.name)})" if ref.name else "" for ref in (report.head, report.base)]
    refs = f"{head}{ways[0]} into {base}{ways[1]}, on {report.today}."
    verdict = f"## pas-gov: {VERDICTS[report.verdict]} {SIGNS[report.verdict]}"
    yield PageSection((verdict, "", f"**{capitalised('; '.join(said))}.** {refs}", ""), closing=())
    tuned = (
        f"{code('pas-gov.yaml')} tunes {code(policy.id)}: {_shown(', '.join(policy.tuned))}"
        for policy in report.policies
        if policy.tuned
    )
    lines = tuple(f"- {line}" for line in (*map(_shown, report.notes), *tuned))
    if lines:
        yield PageSection((), lines)


def _cause(report: GateReport, cause: Cause) -> PageSection:
    later = []
    if cause.later:
        names = ", ".join(code(name) for name in cause.later[:MOST])
        later = [f"{count(len(cause.later), 'more promise')} asked when these have answered: {names}", ""]
    rows = tuple(_row(report, finding) for answer in cause.answers for finding in answer.findings)
    return PageSection((*_cause_head(cause.change), "To answer:", ""), rows, ("", *later))


def _cause_head(change: ReportedChange | None) -> Iterator[str]:
    if change is None:
        yield from ("### The stack as a whole", "")
        return
    promise = change.promise
    yield f"### {_shown(promise.title)} ({promise.layer}): {', '.join(change.kinds)}"
    yield ""
    yield code(promise.path)
    yield ""
    for line in change.told[:TOLD]:
        yield f"- {escape(clipped(line, LONGEST // 4))}"
    if len(change.told) > TOLD:
        yield f"- and {len(change.told) - TOLD} more"
    if change.told:
        yield ""


def _row(report: GateReport, finding: ReportedFinding) -> str:
    """Return whom a finding asks, why, and on a line of its own what to do: as a list, which a mail shows as well."""
    promise = report.promises.get(finding.promise)
    about = [code(promise.id), f"({_placed(finding, promise)}):"] if promise else []
    why = [_shown(finding.message), f"({_rule(finding)}).", _shown(finding.context)]
    return "- " + " ".join(part for part in (*about, *why) if part) + f"\n  - To do: {_remedy(finding)}"


def _placed(finding: ReportedFinding, promise: ReportedPromise) -> str:
    return ", ".join(part for part in (promise.layer, finding.zone, code(promise.owner)) if part)


def _remedy(finding: ReportedFinding) -> str:
    """Return a remedy with its commands as code, so that they can be copied."""
    parts = remedy_parts(clipped(" ".join(finding.remedy.split()), LONGEST), finding.commands)
    return side_by_side(code(part) if command else _shown(part, keep_ends=True) for part, command in parts)


def _rule(finding: ReportedFinding) -> str:
    """Return the policy's name, linked to its documentation where that has an address."""
    linked = re.fullmatch(r"https://[\w.:/?&=%~+#-]+", finding.docs, re.ASCII)
    return f"[{code(finding.policy)}]({finding.docs})" if linked else code(finding.policy)


def _problems(title: str, problems: Sequence[ReportedProblem]) -> Iterator[PageSection]:
    if problems:
        yield PageSection((f"### {title}", ""), tuple(_problem(problem) for problem in problems))


def _problem(problem: ReportedProblem) -> str:
    return _diagnostic(problem.diagnostic)


def _diagnostic(one: Diagnostic) -> str:
    mend = f" To mend: {_shown(one.remedy)}" if one.remedy else ""
    return f"- {code(str(one.location))}: {_shown(one.message)}{mend}"


def _list(report: GateReport, title: str, findings: Sequence[ReportedFinding]) -> Iterator[PageSection]:
    if findings:
        yield PageSection(
            (f"### {title} ({len(findings)})", ""), _most(grouping.together(report, findings), _listed)
        )


def _listed(line: tuple[ReportedFinding, str]) -> str:
    finding, said = line
    by = f", waiver {code(finding.waiver)}" if finding.waiver else ""
    return f"- {_shown(said)} ({_rule(finding)}{by})"


def _answers(report: GateReport) -> Iterator[PageSection]:
    """Yield who answered for what; a signer who isn't the owner stands out."""
    if report.answers:
        head = (f"### {answered.HEADING} ({len(report.answers)})", "")
        yield PageSection(head, tuple(map(_answered, report.answers)))


def _answered(answer: Answer) -> str:
    name, owner, by = (
        code(clipped(one, answered.LONGEST)) if one else ""
        for one in (answer.promise, answer.owner, answer.by)
    )
    signed = [f"signed by {by}"] if by else []
    stranger = ["**not the owner**"] if answer.by_owner is False else []
    said = _shown(clipped(answered.said(answer), answered.LONGEST))
    about = f"{name or 'the whole stack'}{f' ({owner})' if owner else ''}"
    note = f"note: {_shown(answered.note(answer))}" if answer.note else "no note"
    return f"- {about}: {', '.join((said, *signed, *stranger))}; {note}"


def _waivers(report: GateReport) -> Iterator[PageSection]:
    rows = tuple(f"- {code(one.id)}: {one.state}" for one in report.waivers if one.state != "used")
    if rows:
        yield PageSection(("### Waivers", ""), rows)


def _under_head(report: GateReport) -> Iterator[PageSection]:
    other = report.under_head
    if other is None:
        return
    said = ("### The change edits the rules", "", grouping.under_head_words(other), "")
    rows = [f"- {_shown(edit)}" for edit in other.edits]
    rows += [f"- {_shown(other.why)}"] if other.why else []
    rows += [f"- {_shown(one.message)} ({code(one.policy)})" for one in other.findings if one.blocks]
    yield PageSection(said, tuple(rows)) if rows else PageSection(said, closing=())


def _changes(report: GateReport) -> PageSection:
    if not report.changes:
        return PageSection(("No promise changed.",))
    return PageSection(
        (f"### {count(len(report.changes), 'promise')} changed", ""), _most(report.changes, _changed)
    )


def _changed(change: ReportedChange) -> str:
    return f"- {code(change.promise.id)} ({change.promise.layer}): {', '.join(change.kinds)}"


def _foot(report: GateReport) -> Iterator[str]:
    if report.reproduce:
        yield f"To reproduce: {code(clipped(report.reproduce, LONGEST))}"
    if report.why:
        yield ""
        yield f"To see why: {code(clipped(report.why, LONGEST))}"


def _most(
    things: Sequence[ReportedChange] | Sequence[tuple[ReportedFinding, str]], told: Callable[..., str]
) -> tuple[str, ...]:
    rows = tuple(told(one) for one in things[:MOST])
    return (*rows, f"- and {len(things) - MOST} more") if len(things) > MOST else rows


def _shown(text: str, *, keep_ends: bool = False) -> str:
    """Return a record's text as itself, clipped; with ``keep_ends`` blanks at its ends stay."""
    shown = escape(clipped(text, LONGEST))
    if not keep_ends:
        return shown
    return f"{' ' if text[:1].isspace() else ''}{shown}{' ' if text[-1:].isspace() and text.strip() else ''}"
