"""``ledger show``: a promise's record as it stood at a revision or on a day."""

from __future__ import annotations

import json
from datetime import date

from pas_gov import git
from pas_gov.commands.terminal import terminal_style, write
from pas_gov.diagnostics import log_safe, printable
from pas_gov.git.objects import blob_reader
from pas_gov.ledger.reading.as_of import AsOf, as_of
from pas_gov.loading.loader import open_loader
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.report.json import dumped


def ledger_show_command(directory: str, text: str, at: str, format_: str, today: date) -> int:
    """Print the record, byte for byte but for what a terminal would obey, and which commit holds it; returns 0.

    Stops as :func:`as_of.as_of` and :func:`id_lookup.find_promise`.
    """
    repository = git.open_repository(directory)
    moment = as_of(repository, at, "HEAD", today)
    with open_loader(git.cache_dir(repository)) as loader:
        stack = loader.load(git.snapshot(repository, moment.commit.tree, moment.commit.ref)).stack
        entry = find_promise(stack, text)
    content = blob_reader(repository)([entry.blob])[entry.blob].decode("utf-8", "replace")
    write(_json(entry, moment, at) if format_ == "json" else _text(entry, moment, at, content))
    return 0


def _json(entry: Entry, moment: AsOf, at: str) -> str:
    return dumped(
        {
            "format": "pas-gov.ledger-show/1", "at": at, "commit": moment.commit.id, "note": moment.note or None,
            "path": entry.path.encode("utf-8", "backslashreplace").decode(), "blob": entry.blob,
            "wording": entry.wording, "revision": entry.revision, "record": json.loads(entry.facts.text),
        }
    )  # fmt: skip


def _text(entry: Entry, moment: AsOf, at: str, content: str) -> str:
    style = terminal_style()
    head = [
        f"{entry.id} as of {at}: {entry.path}",
        f"commit {moment.commit.id}",
        f"blob {entry.blob}, {entry.wording}, {entry.revision}",
        *([moment.note] if moment.note else []),
    ]
    lines = [style.paint(f"# {printable(line)}", "dim") for line in head]
    return log_safe("\n".join([*lines, "", *map(printable, content.rstrip("\n").splitlines())]) + "\n")
