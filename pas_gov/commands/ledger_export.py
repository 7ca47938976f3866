"""``ledger export``: events, or what each promise was from day to day, as a table for other tools."""

from __future__ import annotations

import sys
from datetime import date
from typing import Literal

from pas_gov import git
from pas_gov.commands.terminal import write, write_table
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.spans import spans
from pas_gov.ledger.reading.branch_line import branch_line
from pas_gov.ledger.reading.commits import reported_commits
from pas_gov.ledger.reading.events import events_of_line
from pas_gov.loading.output_file import write_file
from pas_gov.report.csv import Row, csv_table
from pas_gov.report.json import dumped, json_lines
from pas_gov.report.layout import count
from pas_gov.report.ledger.contents import EVENT_COLUMNS, STATE_COLUMNS, events_table, states_table
from pas_gov.report.ledger.parquet import write_parquet

What = Literal["events", "states"]


def ledger_export_command(  # noqa: PLR0913  (one parameter for each option)
    directory: str,
    ref: str,
    what: What,
    format_: str,
    path: str | None,
    today: date,
    *,
    spreadsheet: bool = False,
) -> int:
    """Write the table of a history; returns 3 where a commit couldn't be read, else 0.

    Without a path it goes to standard output, and what is said of it to standard error; Parquet needs a path.
    """
    found = branch_line(git.open_repository(directory), ref)
    told = events_of_line(found, today)
    if what == "events":
        rows = events_table(told, reported_commits(found, {event.origin.commit for event in told}))
        _write(path, format_, EVENT_COLUMNS, rows, spreadsheet=spreadsheet)
    else:
        rows = states_table(spans(reversed(told)))
        _write(path, format_, STATE_COLUMNS, rows, spreadsheet=spreadsheet)
    unread = len({event.origin.commit for event in told if _unread(event)})
    said = f"Wrote {count(len(rows), 'row')} of {what}" + (f" to {path}" if path else "")
    said += f"; {count(unread, 'commit')} can't be read.\n" if unread else ".\n"
    if path:
        write(said)
    else:
        sys.stderr.write(said)
    return 3 if unread else 0


def _write(
    path: str | None, format_: str, columns: tuple[str, ...], rows: tuple[Row, ...], *, spreadsheet: bool
) -> None:
    if format_ == "parquet":
        write_parquet(path or "", columns, rows)
        return
    text = (
        csv_table(columns, rows, spreadsheet=spreadsheet) if format_ == "csv"
        else dumped(rows) if format_ == "json"
        else json_lines(rows)
    )  # fmt: skip
    if path is None:
        (write_table if format_ == "csv" else write)(text)
    else:
        write_file(path, text)


def _unread(event: Event) -> bool:
    return "unread" in event.kinds
