"""What policies would have blocked in the past, as a governance owner reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.diagnostics import log_safe, printable
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.verdict.decision import Finding
from pas_gov.ledger.replay.candidate_replay import PresentJudgement, StepResult
from pas_gov.ledger.replay.candidates import Candidate
from pas_gov.report.history.contents import HistoryReport, tally
from pas_gov.report.layout import Style, count, text_page

MOST = 5  # findings shown of one change
MOST_UNJUDGED = 10  # changes shown that couldn't be judged: they mostly have one reason
LONGEST = 300  # characters of a message that are shown


def history_text(report: HistoryReport, style: Style) -> str:
    """Return the policies tried, each change that they would have blocked, and the sums."""
    lines = (*_head(report, style), *_steps(report, style), *_foot(report, style))
    return text_page(lines)


def _head(report: HistoryReport, style: Style) -> Iterator[str]:
    tried = count(len(report.candidates), "policy", "policies")
    yield from style.paint_lines(
        style.wrap(f"What {tried} of the work tree would have blocked {_where(report)}", "  ", ""), "bold"
    )
    for candidate in report.candidates:
        yield from style.wrap(f"{candidate.policy} ({_standing(candidate)}): {candidate.title}", "    ", "  ")
    for note in _notes(report):
        yield from style.wrap(note, "    ", "  ! ")
    yield ""


def _where(report: HistoryReport) -> str:
    tip = f"{_name(report.tip)} ({report.tip.commit[:9]})"
    where = f"in {_name(report.after)}..{tip}" if report.after else f"on {tip}"
    days = [step.origin.day for step in report.steps]
    if not days:
        return f"{where}: no change"
    return f"{where}: {count(len(days), 'change')}, {min(days).isoformat()} to {max(days).isoformat()}"


def _name(ref: ReportedRef) -> str:
    name = re.sub("^refs/(heads|remotes|tags)/", "", ref.ref)
    return ref.commit[:9] if len(name) >= 7 and ref.commit.startswith(name) else printable(name)


def _standing(candidate: Candidate) -> str:
    """Say how a candidate compares with the present rules, and what it really enforces."""
    if candidate.enforcement == "block":
        return candidate.standing
    return f"{candidate.standing}; its enforcement is {candidate.enforcement}, but tried as if it blocked"


def _notes(report: HistoryReport) -> Iterator[str]:
    name = _name(report.tip)
    if not report.present:
        yield f"{name} has no rules: everything was let through"
    for fault in report.faults[:MOST]:
        yield f"a rule of {name} is invalid and didn't judge: {fault.location}: {fault.message}"
    if len(report.faults) > MOST:
        yield f"and {len(report.faults) - MOST} more faults in the rules of {name}"
    undated = sum(not step.origin.dated for step in report.steps)
    if undated:
        said = "has no plain date," if undated == 1 else "have no plain date,"
        yield (
            f"{count(undated, 'commit')} (marked ?) {said} or one that is still to come, or before an earlier commit's"
            ": judged on the latest day so far"
        )


def _steps(report: HistoryReport, style: Style) -> Iterator[str]:
    several = len(report.candidates) > 1
    unjudged = 0
    for step in report.steps:
        if step.outcome == "blocked":
            yield from _blocked(report, step, style, several)
        elif step.outcome == "unjudged":
            unjudged += 1
            if unjudged <= MOST_UNJUDGED:
                yield from (*_title(step, style), *_unjudged(step, style), "")
    if unjudged > MOST_UNJUDGED:
        yield f"and {count(unjudged - MOST_UNJUDGED, 'change')} more can't be judged: -f json lists them all"
        yield ""


def _title(step: StepResult, style: Style) -> Iterator[str]:
    origin = step.origin
    day = f"{origin.day.isoformat()}{'' if origin.dated else '?'}"
    subject = log_safe(printable(" ".join(origin.subject.split()))) or "(no subject)"
    line = f"{origin.commit[:9]}  {day}  {subject}"
    yield style.paint(line if len(line) <= style.width else f"{line[: style.width - 3]}...", "bold")


def _blocked(report: HistoryReport, step: StepResult, style: Style, several: bool) -> Iterator[str]:
    yield from _title(step, style)
    for finding in step.blocking[:MOST]:
        yield from _finding(finding, style, several)
    if len(step.blocking) > MOST:
        yield f"    and {len(step.blocking) - MOST} more: -f json lists them all"
    yield from _unjudged(step, style)
    if report.present and step.present:
        yield from _present(step.present, style)
    yield ""


def _finding(finding: Finding, style: Style, several: bool) -> Iterator[str]:
    who = finding.promise or "the whole stack"
    policy = f" ({finding.policy})" if several else ""
    first, *others = style.wrap(f"{who}{policy}: {_short(finding.message)}", "    ", "  x ")
    yield from (style.paint(first, "red"), *others)


def _unjudged(step: StepResult, style: Style) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for policy, reason in step.unjudged.items():
        by_reason.setdefault(reason, []).append(policy)
    for reason, policies in by_reason.items():
        yield from style.wrap(f"can't be judged by {', '.join(policies)}: {_short(reason)}", "    ", "  ? ")


def _present(present: PresentJudgement, style: Style) -> Iterator[str]:
    if present.let_through:
        yield style.paint("    the present rules let it through", "yellow")
    elif present.unjudged:
        yield from style.wrap(f"the present rules can't judge it: {_short(present.unjudged)}", "    ", "  ? ")
    else:
        yield from style.wrap(f"blocked by the present rules too: {', '.join(present.blocking)}", "    ")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _foot(report: HistoryReport, style: Style) -> Iterator[str]:
    for candidate in report.candidates:
        yield from style.wrap(_sum(report, candidate.policy), "  ", "")
    outcomes = [step.outcome for step in report.steps]
    if len(report.candidates) > 1:
        judged = len(outcomes) - outcomes.count("untouched")
        yield f"Together they would have blocked {outcomes.count('blocked')} of {count(judged, 'change')}."
    if report.left:
        left = f"the time is over: {count(report.left, 'older change')} not judged; allow more with --seconds"
        yield from style.wrap(left, "  ", "")
    if "untouched" in outcomes:
        untouched = count(outcomes.count("untouched"), "change")
        yield f"{untouched} touched neither promises nor rules: nothing to judge."


def _sum(report: HistoryReport, policy: str) -> str:
    found = tally(report, policy)
    let_through = found.blocked and report.present
    through = f", of which the present rules let {found.let_through} through" if let_through else ""
    unjudged = f"; {found.unjudged} unjudgeable" if found.unjudged else ""
    return f"{policy}: judged {count(found.judged, 'change')}, would have blocked {found.blocked}{through}{unjudged}."
