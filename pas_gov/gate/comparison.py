"""Two trees to be compared: what merging a commit into another would change, as the gate sees it, or just the two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pas_gov import git
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.gate.base import default_base
from pas_gov.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Compared:
    """Two commits and the files that are compared: the base's, and those of the merge or of the head."""

    base: git.Commit
    head: git.Commit
    before: Snapshot
    after: Snapshot
    merged: bool = False


@contextmanager
def compared(repository: git.Repository, revisions: str, environ: Mapping[str, str]) -> Iterator[Compared]:
    """Give what ``BASE...HEAD`` (merging HEAD into BASE) or ``BASE..HEAD`` (the two trees) names.

    "" is ``...``, and an end that isn't named is the default base, or HEAD. The files can be read inside the block
    alone. Stops: no-range (status 2), as :func:`git.commit`, and where the merge isn't possible.
    """
    first, second, merged = _ends(revisions)
    base = git.commit(repository, first or (default_base(repository, environ) if merged else "HEAD"))
    head = git.commit(repository, second or "HEAD")
    before = git.snapshot(repository, base.tree, base.ref)
    if not merged:
        yield Compared(base, head, before, git.snapshot(repository, head.tree, head.ref))
        return
    with git.workspace(repository) as space:
        tree = space.merge(base, head)
        yield Compared(base, head, before, git.snapshot(space.repository, tree, head.ref), merged=True)


def _ends(revisions: str) -> tuple[str, str, bool]:
    dots = "..." if "..." in revisions or not revisions else ".."
    base, found, head = (revisions or dots).partition(dots)
    if not found or head.startswith("."):
        message = f"{printable(revisions)} doesn't name two commits"
        remedy = (
            "write BASE...HEAD for what merging would change, or BASE..HEAD for the two trees: main...HEAD"
        )
        raise Stop("no-range", message, remedy, status=2)
    return base, head, dots == "..."
