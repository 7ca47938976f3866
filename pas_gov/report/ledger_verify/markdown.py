"""The account of history as Markdown, for an auditor's report."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.ledger.reading.verify_report import VerifyReport
from pas_gov.ledger.replay.account import VerifiedStep
from pas_gov.report.layout import clipped, count
from pas_gov.report.markdown import code, escape, page, table

LONGEST = 300  # characters of one text
WORDS = {0: "Verified", 1: "Violated", 3: "No verdict"}


def ledger_verify_markdown(report: VerifyReport) -> str:
    """Return the verdict, the counts, and each step that isn't compliant."""
    return page(_lines(report))


def _lines(report: VerifyReport) -> Iterator[str]:
    yield f"## Ledger: {WORDS[report.status]}"
    yield ""
    yield f"{code(report.tip.ref)} ({code(report.tip.commit[:12])}), {count(len(report.account.steps), 'step')}."
    yield ""
    if report.rewritten:
        yield f"**History was rewritten:** {escape(report.rewritten)}"
        yield ""
    counts = ((verdict.replace("-", " "), str(number)) for verdict, number in report.account.counts.items())
    yield from (*table(("verdict", "steps"), counts), "")
    shown = [step for step in report.account.steps if step.verdict in ("violating", "unjudgeable")]
    for step in shown:
        yield from _step(step, report)


def _step(step: VerifiedStep, report: VerifyReport) -> Iterator[str]:
    subject = escape(clipped(report.subjects[step.commit], LONGEST))
    yield f"### {step.day} {code(step.commit[:12])} {subject}"
    yield ""
    state = "answered" if step.verdict == "violating" and not step.open else step.verdict
    yield f"{state}, by {code(report.authors[step.commit] or 'unknown')}"
    yield ""
    if step.reason:
        yield f"- {escape(clipped(step.reason, LONGEST))}"
    answered = dict(step.answered)
    for finding in step.blocking:
        by = (
            f", answered by {code(answered[finding['fingerprint']])}"
            if finding["fingerprint"] in answered
            else ""
        )
        yield f"- {escape(clipped(finding['message'], LONGEST))} ({code(finding['policy'])}{by})"
    for problem in step.problems:
        yield f"- {code(problem['location']['path'])}: {escape(clipped(problem['message'], LONGEST))}"
    yield ""
