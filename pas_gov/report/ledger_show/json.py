"""A promise's record as it stood at one moment, as JSON (format pas-gov.ledger-show/1)."""

from __future__ import annotations

import json

from pas_gov.report.json import dumped, utf8_text
from pas_gov.report.ledger_show.contents import RecordReport


def ledger_show_json(report: RecordReport) -> str:
    """Return the record as data, with the commit and the blob that hold it."""
    entry, moment = report.entry, report.moment
    return dumped(
        {
            "format": "pas-gov.ledger-show/1", "at": report.at, "commit": moment.commit.id,
            "note": moment.note or None, "path": utf8_text(entry.path), "blob": entry.blob,
            "wording": entry.wording, "revision": entry.revision, "record": json.loads(entry.facts.text),
        }
    )  # fmt: skip
