"""The events of a history, read commit by commit."""

from __future__ import annotations

from datetime import date

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.foundation.progress import with_progress
from pas_gov.ledger.events.events import Event, events
from pas_gov.ledger.reading.branch_line import BranchLine, branch_line
from pas_gov.ledger.reading.branch_steps import steps
from pas_gov.loading.loader import open_loader
from pas_gov.loading.root import Root


def events_of_line(found: BranchLine, today: date) -> tuple[Event, ...]:
    """Return the events of a line, newest first; progress is shown where somebody waits."""
    with open_loader(git.cache_dir(found.repository)) as loader:
        return events(with_progress(steps(found, loader, today), len(found.commits), "commits"))


def events_to_head(folder: Root, today: date) -> tuple[Event, ...]:
    """Return the events up to HEAD, newest first; none outside git, or before the first commit."""
    if folder.repository is None:
        return ()
    try:
        git.commit(folder.repository, "HEAD")
    except Stop:
        return ()
    return events_of_line(branch_line(folder.repository, "HEAD"), today)
