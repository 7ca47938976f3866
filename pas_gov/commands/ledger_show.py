"""``ledger show``: a promise's record as it stood at a revision or on a day."""

from __future__ import annotations

from datetime import date

from pas_gov import git
from pas_gov.commands.terminal import print_report
from pas_gov.git.objects import blob_reader
from pas_gov.ledger.reading.as_of import as_of
from pas_gov.loading.loader import open_loader
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.report.ledger_show import FORMATS
from pas_gov.report.ledger_show.contents import RecordReport


def ledger_show_command(directory: str, wanted: str, at: str, format_: str, today: date) -> int:
    """Print the record, byte for byte but for what a terminal would obey, and which commit holds it; returns 0.

    Stops as :func:`as_of.as_of` and :func:`id_lookup.find_promise`.
    """
    repository = git.open_repository(directory)
    moment = as_of(repository, at, "HEAD", today)
    with open_loader(git.cache_dir(repository)) as loader:
        stack = loader.load(git.snapshot(repository, moment.commit.tree, moment.commit.ref)).stack
        entry = find_promise(stack, wanted)
    text = blob_reader(repository)([entry.blob])[entry.blob].decode("utf-8", "replace")
    return print_report(FORMATS, RecordReport(entry, moment, at, text), format_)
