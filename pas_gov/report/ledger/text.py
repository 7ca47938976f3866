"""The ledger's events for a terminal: commit by commit, what each did to which promise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pas_gov.diagnostics import printable
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.record_parts import FieldChange
from pas_gov.ledger.reading.ledger_report import LedgerReport, ReportedCommit
from pas_gov.report.layout import Style, clipped, count, text_page

LONGEST = 300  # characters of one text
FIELDS = 12  # parts of one record that are shown


def ledger_text(report: LedgerReport, style: Style) -> str:
    """Return the events by commit, and how much was read."""
    return text_page(_lines(report, style))


def _lines(report: LedgerReport, style: Style) -> Iterator[str]:
    for commit, group in groupby(report.events, lambda event: event.origin.commit):
        found = list(group)
        yield from _commit(report.commits[commit], found[0], style)
        for event in found:
            yield from _event(event, style)
        yield ""
    said = f"{count(len(report.events), 'event')} in {count(report.of, 'commit')} up to {report.tip.ref}"
    if report.unread:
        said += f"; {count(report.unread, 'commit')} can't be read"
    if report.out_of_order:
        said += (
            f"; {count(report.out_of_order, 'commit')} dated earlier than one before, shown at that one's day"
        )
    yield from style.wrap(said, "  ", "")


def _commit(commit: ReportedCommit, event: Event, style: Style) -> Iterator[str]:
    day = event.origin.day.isoformat() + ("" if event.origin.dated else " (not its own date)")
    pull = f" #{commit.pull}" if commit.pull and f"#{commit.pull}" not in commit.subject else ""
    yield from style.paint_lines(
        style.wrap(f"{day}  {commit.id[:9]}  {commit.subject}{pull}", "  ", ""), "bold"
    )
    author, committer = (one.name if one else "unknown" for one in (commit.author, commit.committer))
    said = [f"by {author}"] + ([f"committed by {committer}"] if committer != author else [])
    said += [f"{name} {value}" for name, value in commit.trailers]
    if commit.signed.state != "none":
        said.append(f"signature: {commit.signed.state}{f' ({commit.signed.by})' if commit.signed.by else ''}")
    if commit.approvals:
        reviews = ", ".join(
            f"{one.by} {one.state.lower().replace('_', ' ')}" for one in commit.approvals.reviews
        )
        said.append(f"reviews, recorded and not enforced: {reviews or 'none'}")
    yield from style.paint_lines(style.wrap("; ".join(said), "    ", "  "), "dim")


def _event(event: Event, style: Style) -> Iterator[str]:
    entry = event.entry
    layers = [side.layer for side in (event.before, event.after) if side]
    layer = f" ({' -> '.join(dict.fromkeys(layers))})" if layers else ""
    name = event.promise or event.path or "this commit"
    title = f' "{clipped(entry.promise.title, 100)}"' if entry else ""
    mark = "* " if event.material else "- "
    yield from style.wrap(f"{name}{layer}{title}: {', '.join(event.kinds)}", "      ", f"  {mark}")
    if event.note:
        yield from style.wrap(event.note, "        ", "      ")
    if not entry and event.path:
        yield f"      {printable(event.path)}"
    shown = event.differences
    for one in shown[:FIELDS]:
        yield from style.wrap(_field_change(one), "        ", "      ")
    if len(shown) > FIELDS:
        yield f"      and {len(shown) - FIELDS} more parts: -f json has them"


def _field_change(change: FieldChange) -> str:
    """Return what differs in one part, as ``field: before -> after``."""
    before, after = (
        clipped(side, LONGEST) if side is not None else None for side in (change.before, change.after)
    )
    if before is None:
        return f"{change.field}: {after}"
    return f"{change.field}: {before} -> {'nothing' if after is None else after}"
