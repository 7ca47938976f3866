"""``ledger export``: events, or what each promise was from day to day, as a table for other tools."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pas_gov import git
from pas_gov.commands.terminal import write
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.spans import spans
from pas_gov.ledger.reading.branch_line import branch_line
from pas_gov.ledger.reading.commits import reported_commits
from pas_gov.ledger.reading.events import events_of_line
from pas_gov.loading.output_file import write_file
from pas_gov.report.csv import Row, csv_table
from pas_gov.report.json import json_lines
from pas_gov.report.layout import count
from pas_gov.report.ledger.contents import EVENT_COLUMNS, STATE_COLUMNS, events_table, states_table
from pas_gov.report.ledger.parquet import write_parquet

What = Literal["events", "states"]


def ledger_export_command(  # noqa: PLR0913  (one parameter for each option)
    directory: str, ref: str, what: What, format_: str, path: str, today: date, *, spreadsheet: bool = False
) -> int:
    """Write the table of a history; returns 3 where a commit couldn't be read, else 0."""
    found = branch_line(git.open_repository(directory), ref)
    told = events_of_line(found, today)
    if what == "events":
        rows = events_table(told, reported_commits(found, {event.origin.commit for event in told}))
        _write(path, format_, EVENT_COLUMNS, rows, spreadsheet=spreadsheet)
    else:
        rows = states_table(spans(reversed(told)))
        _write(path, format_, STATE_COLUMNS, rows, spreadsheet=spreadsheet)
    unread = len({event.origin.commit for event in told if _unread(event)})
    said = f"Wrote {count(len(rows), 'row')} of {what} to {path}"
    write(said + (f"; {count(unread, 'commit')} can't be read.\n" if unread else ".\n"))
    return 3 if unread else 0


def _write(
    path: str, format_: str, columns: tuple[str, ...], rows: tuple[Row, ...], *, spreadsheet: bool
) -> None:
    if format_ == "parquet":
        write_parquet(path, columns, rows)
    else:
        csv = format_ == "csv"
        write_file(path, csv_table(columns, rows, spreadsheet=spreadsheet) if csv else json_lines(rows))


def _unread(event: Event) -> bool:
    return "unread" in event.kinds
