"""A promise's record as it stood at one moment, for a terminal: the file's own lines."""

from __future__ import annotations

from pas_gov.diagnostics import printable
from pas_gov.report.layout import Style, text_page
from pas_gov.report.ledger_show.contents import RecordReport


def ledger_show_text(report: RecordReport, style: Style) -> str:
    """Return where the record is, as comments, then the record byte for byte but for what a terminal would obey."""
    entry, moment = report.entry, report.moment
    head = [
        f"{entry.id} as of {report.at}: {entry.path}",
        f"commit {moment.commit.id}",
        f"blob {entry.blob}, {entry.wording}, {entry.revision}",
        *([moment.note] if moment.note else []),
    ]
    lines = [style.paint(f"# {printable(line)}", "dim") for line in head]
    record = map(printable, report.text.rstrip("\n").splitlines())
    return text_page([*lines, "", *record])
