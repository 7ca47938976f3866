"""The account of history for a terminal: what is open first, then what is answered, then the counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pas_gov.diagnostics import printable
from pas_gov.ledger.reading.verify_report import VerifyReport
from pas_gov.ledger.replay.account import VerifiedStep
from pas_gov.report.layout import Style, clipped, count, headed, text_page

MOST = 40  # steps of one kind that are shown
FINDINGS = 8  # findings of one step
LONGEST = 300  # characters of one text
WHY_THERE = {
    "the first policies": "there were no policies yet",
    "the settings (adopted)": "the settings say that history is judged from there (adopted)",
    "a step that can't be read, so that its policies aren't known": "that is the first step which can't be read",
}
"""Why history is judged from a step, by what the account says of it."""


def ledger_verify_text(report: VerifyReport, style: Style) -> str:
    """Return the report, ending with the verdict on the whole."""
    return text_page(_lines(report, style))


def _lines(report: VerifyReport, style: Style) -> Iterator[str]:
    steps = report.account.steps
    if report.rewritten:
        yield from style.paint_lines(
            style.wrap(f"History was rewritten: {report.rewritten}", "  ", ""), "bold", "red"
        )
        yield ""
    unjudged = [step for step in steps if step.verdict == "unjudgeable"]
    yield from _section("Not judged", unjudged, report, style, "yellow")
    yield from _section("Violations", [step for step in steps if step.open], report, style, "red")
    answered = [step for step in steps if step.verdict == "violating" and not step.open]
    yield from _section("Violations that a later waiver answers", answered, report, style, "yellow")
    yield from _foot(report, style)


def _section(
    title: str, steps: list[VerifiedStep], report: VerifyReport, style: Style, colour: str
) -> Iterator[str]:
    if not steps:
        return
    yield style.paint(f"{title} ({len(steps)})", "bold", colour)
    for step in steps[:MOST]:
        yield from _step(step, report, style)
    if len(steps) > MOST:
        yield f"  and {len(steps) - MOST} more: -f json has them all"
    yield ""


def _step(step: VerifiedStep, report: VerifyReport, style: Style) -> Iterator[str]:
    author = report.authors[step.commit] or "unknown"
    head = f"{step.day}  {step.commit[:9]}  {clipped(report.subjects[step.commit], 100)} (by {author})"
    yield from style.wrap(head, "    ", "  ")
    if step.bootstrap:
        yield "    it brought the first policies, and is judged by them (bootstrap)"
    if step.reason:
        yield from style.wrap(clipped(step.reason, LONGEST), "      ", "    ")
    answered = dict(step.answered)
    for finding in step.blocking[:FINDINGS]:
        by = (
            f" [answered by {answered[finding['fingerprint']]}]" if finding["fingerprint"] in answered else ""
        )
        said = f"{finding['policy']}: {clipped(finding['message'], LONGEST)}{by}"
        yield from style.wrap(said, "      ", "    - ")
    for problem in step.problems[:FINDINGS]:
        said = f"{problem['location']['path']}: {clipped(problem['message'], LONGEST)} ({problem['code']})"
        yield from style.wrap(said, "      ", "    - ")
    left = max(len(step.blocking) - FINDINGS, 0) + max(len(step.problems) - FINDINGS, 0)
    if left:
        yield f"    and {left} more"


def _foot(report: VerifyReport, style: Style) -> Iterator[str]:
    account, counts = report.account, report.account.counts
    open_ = sum(step.open for step in account.steps)
    word, colour = {0: ("VERIFIED", "green"), 1: ("VIOLATED", "red"), 3: ("NO VERDICT", "yellow")}[
        report.status
    ]
    judged = len(account.steps) - counts["before-adoption"]
    parts = [f"{counts['compliant']} compliant", f"{open_} violating"]
    parts += [f"{counts['answered']} answered"] if counts["answered"] else []
    parts += [f"{counts['unjudgeable']} without a verdict"] if counts["unjudgeable"] else []
    parts += [f"{counts['nothing-to-judge']} with nothing to judge"] if counts["nothing-to-judge"] else []
    yield from headed(
        word,
        colour,
        style.wrap(f"{word}  {count(judged, 'step')}: {', '.join(parts)}.", "  ", ""),
        style,
    )
    where = f"{printable(report.tip.ref)} ({report.tip.commit[:9]})"
    if report.since:
        where += f", what came after {printable(report.since.ref)} ({report.since.commit[:9]})"
    yield from style.wrap(
        f"{where}. Each step was judged by the rules of its own base, on its own day.", "  ", "  "
    )
    if report.undated:
        yield from style.wrap(_undated(report), "  ", "  ")
    for said, command in _answers(account.steps):
        yield from style.wrap(said, "  ", "  ")
        yield from style.wrap(command, "      ", "    ")
    if not account.adopted:
        said = "No step has policies, so nothing was judged. To begin: pas-gov init, on a branch"
        yield from style.wrap(said, "  ", "  ")
    elif counts["before-adoption"]:
        earlier = count(counts["before-adoption"], "step")
        weren = "wasn't" if counts["before-adoption"] == 1 else "weren't"
        said = f"{earlier} before {account.adopted[:9]} {weren} judged: {WHY_THERE[account.since]}."
        yield from style.wrap(said, "  ", "  ")


def _answers(steps: Sequence[VerifiedStep]) -> Iterator[tuple[str, str]]:
    """Say how a violation is answered that was right, by the latest, and that some can't be; with the command."""
    step = next((one for one in steps if one.open and one.blocking), None)
    if step is not None:
        known = {mark for mark, _ in step.answered}
        finding = next((one for one in step.blocking if one["fingerprint"] not in known), None)
        if finding is not None:
            about = finding["promise"] or "'*'"
            command = f"pas-gov waive {finding['policy']} {about} --for-commit {step.commit}"
            yield "To answer one that was right, in a later change, such as the latest:", command
    unread = next((one for one in steps if one.open and one.problems), None)
    if unread is not None:
        said = (
            "A file that was wrong when it was merged stays a violation, and no exception answers it. "
            "To audit what came after:"
        )
        yield said, f"pas-gov ledger verify --since {unread.commit[:12]}"


def _undated(report: VerifyReport) -> str:
    """Say which commits were judged on another day than their own."""
    named = [step.commit[:9] for step in report.account.steps if step.commit in report.undated]
    shown = ", ".join(named[:FINDINGS]) + (
        f" and {len(named) - FINDINGS} more" if len(named) > FINDINGS else ""
    )
    told, judged = ("A date that", "That step was") if len(named) == 1 else ("Dates that", "Those steps were")
    return (
        f"{told} can't be right ({shown}): not plain, before an earlier commit's, or still to come. "
        f"{judged} judged on the latest day before."
    )
