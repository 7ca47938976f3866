"""The ledger's events as Markdown, for minutes and audits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pas_gov.ledger.events.events import Event
from pas_gov.ledger.reading.ledger_report import LedgerReport, ReportedCommit
from pas_gov.report.layout import clipped, count
from pas_gov.report.markdown import code, escape, page

LONGEST = 300  # characters of one text


def ledger_markdown(report: LedgerReport) -> str:
    """Return a section for each commit with its events as a list."""
    return page(_lines(report))


def _lines(report: LedgerReport) -> Iterator[str]:
    yield f"## Ledger of {code(report.tip.ref)}: {count(len(report.events), 'event')}"
    yield ""
    for commit, group in groupby(report.events, lambda event: event.origin.commit):
        found = list(group)
        yield from _commit(report.commits[commit], found[0])
        for event in found:
            yield from _event(event)
        yield ""
    if report.unread:
        yield f"**{count(report.unread, 'commit')} can't be read.**"


def _commit(commit: ReportedCommit, event: Event) -> Iterator[str]:
    yield f"### {event.origin.day.isoformat()} {code(commit.id[:12])} {escape(clipped(commit.subject, LONGEST))}"
    yield ""
    names = [one.name for one in (commit.author, commit.committer) if one]
    said = [f"by {code(', '.join(dict.fromkeys(names)) or 'unknown')}"]
    said += [f"{name} {code(value)}" for name, value in commit.trailers]
    if commit.signed.state != "none":
        said.append(
            f"signature {commit.signed.state} {code(commit.signed.by) if commit.signed.by else ''}".strip()
        )
    if commit.approvals:
        reviews = ", ".join(f"{code(one.by)} {one.state.lower()}" for one in commit.approvals.reviews)
        said.append(f"reviews, recorded and not enforced: {reviews or 'none'}")
    yield "; ".join(said)
    yield ""


def _event(event: Event) -> Iterator[str]:
    name = code(event.promise or event.path or "this commit")
    layer = f" ({event.entry.layer})" if event.entry else ""
    yield f"- {name}{layer}: {', '.join(event.kinds)}{f'. {escape(event.note)}' if event.note else ''}"
    for one in event.differences:
        before, after = (escape(clipped(side or "nothing", LONGEST)) for side in (one.before, one.after))
        yield (
            f"  - {code(one.field)}: {before} -&gt; {after}"
            if one.before
            else f"  - {code(one.field)}: {after}"
        )
