"""The wordings of a repository: its stack, folded with the history that led to it."""

from __future__ import annotations

from datetime import date

from pas_gov import git
from pas_gov.desk import desk
from pas_gov.drift.wordings import Wording
from pas_gov.ledger.events import events
from pas_gov.ledger.wordings import wordings
from pas_gov.progress import counted
from pas_gov.stack.stack import Stack
from pas_gov.walk import line, steps


def told_wordings(
    repository: git.Repository, ref: str, today: date, standing: Stack | None = None
) -> tuple[Wording, ...]:
    """Return every wording that the history of a ref knows. Stops as :func:`pas_gov.walk.line`.

    ``standing`` is the stack that counts as the present one, where that isn't the ref's: a work tree's.

    The facts of each file come from the cache by blob id, as for ``ledger``; steps that touch no promise cost
    no more than their listing.
    """
    found = line(repository, ref)
    with desk(git.cache_dir(repository)) as opened:
        told = events(counted(steps(found, opened, today), len(found.commits), "commits"))
        stack = opened.side(git.snapshot(repository, found.tip.tree, found.tip.ref)).stack
    return wordings(standing or stack, told)
