"""``ledger``: the history of a branch as typed events, with what each commit says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from pas_gov import git
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Stop, nearest
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.events.events import UNREAD, Event, Filter
from pas_gov.ledger.reading.branch_line import BranchLine, branch_line
from pas_gov.ledger.reading.commits import reported_commits
from pas_gov.ledger.reading.events import events_of_line
from pas_gov.ledger.reading.ledger_report import LedgerReport
from pas_gov.model.stack.id_lookup import find_id
from pas_gov.report.ledger import FORMATS

ANYTHING = Filter()


@dataclass(frozen=True, slots=True)
class LedgerOptions:
    """Which history, which of its events, and in which order; ``most`` events at most, 0 for all.

    ``spreadsheet`` guards the cells of CSV.
    """

    directory: str = "."
    ref: str = "HEAD"
    wanted: Filter = ANYTHING
    reverse: bool = False
    most: int = 0
    spreadsheet: bool = False


def ledger_command(options: LedgerOptions, format_: str, today: date) -> int:
    """Print the events; returns 0, or 3 where a commit couldn't be read."""
    report = ledger_report(options, today)
    return print_report(FORMATS, report, format_, spreadsheet=options.spreadsheet)


def ledger_report(options: LedgerOptions, today: date) -> LedgerReport:
    """Return the events of a history. Stops as :func:`branch_line.branch_line`; no-such-promise (status 2)."""
    found = branch_line(git.open_repository(options.directory), options.ref)
    all_events = events_of_line(found, today)
    wanted = _named(options.wanted, all_events)
    chosen_events = [event for event in all_events if wanted.wants(event)]
    shown = tuple(chosen_events[: options.most or None])
    if options.reverse:
        shown = tuple(sorted(shown, key=_position(found), reverse=True))
    return LedgerReport(
        tip=ReportedRef(found.tip.ref, found.tip.id),
        after=ReportedRef(found.after.ref, found.after.id) if found.after else None,
        events=shown,
        commits=reported_commits(found, {event.origin.commit for event in shown}),
        of=len(found.commits),
        unread=len({event.origin.commit for event in all_events if UNREAD in event.kinds}),
        out_of_order=len({event.origin.commit for event in shown if not event.origin.dated}),
    )


def _position(found: BranchLine) -> Callable[[Event], int]:
    places = {commit.id: number for number, commit in enumerate(found.commits)}
    return lambda event: places[event.origin.commit]


PARTS = (
    "verify",
    "export",
    "show",
    "evidence",
    "record-approvals",
    "events",
)  # of `pas-gov ledger`, beside ids


def _named(wanted: Filter, found: Iterable[Event]) -> Filter:
    """Return the filter with each promise by its whole id: any that ever was is known."""
    known = {event.promise for event in found if event.promise}
    ids = []
    for text in wanted.promises:
        identity = find_id(text, known, "promise")
        if identity is None:
            message = f'this history knows no promise "{text}"'
            near = nearest(text, (*known, *PARTS))
            meant = f"did you mean pas-gov ledger {near}? " if near else ""
            remedy = f"{meant}See them all: pas-gov ledger --kind made"
            raise Stop("no-such-promise", message, remedy, status=2)
        ids.append(identity)
    return replace(wanted, promises=tuple(ids))
