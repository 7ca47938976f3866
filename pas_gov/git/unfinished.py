"""What git hasn't finished in the work tree (a merge, a rebase, a search), and which files are in conflict."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

from pas_gov.foundation.values import dataclass
from pas_gov.git.process import Repository, run


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is going on, as ``a merge``, and the commands that end it, as ``git merge --continue, or ...``."""

    what: str
    ended_by: str


def _both(verb: str) -> str:
    return f"git {verb} --continue, or take it back: git {verb} --abort"


REBASE = Unfinished("a rebase", _both("rebase"))
AM = Unfinished("git am (patches from mails)", _both("am"))
MERGE = Unfinished("a merge", _both("merge"))
CHERRY_PICK = Unfinished("a cherry-pick", _both("cherry-pick"))
REVERT = Unfinished("a revert", _both("revert"))
BISECT = Unfinished("a search (git bisect)", "git bisect reset")

# In this order: a rebase that stops may leave the mark of a cherry-pick, too.
MARKS = {
    "rebase-merge": REBASE,
    "rebase-apply/applying": AM,
    "rebase-apply": REBASE,
    "MERGE_HEAD": MERGE,
    "CHERRY_PICK_HEAD": CHERRY_PICK,
    "REVERT_HEAD": REVERT,
}
SEQUENCES = {"pick": CHERRY_PICK, "revert": REVERT}  # several commits, stopped between two of them


def unfinished_operation(repository: Repository) -> Unfinished | None:
    """Return the operation that git hasn't finished here; None for none."""
    return next(_operations(repository.git_dir), None)


def _operations(folder: str) -> Iterator[Unfinished]:
    for name, found in MARKS.items():
        if os.path.lexists(os.path.join(folder, *name.split("/"))):
            yield found
    with (
        suppress(OSError),
        open(os.path.join(folder, "sequencer", "todo"), encoding="utf-8", errors="replace") as file,
    ):
        verb = file.readline(100).partition(" ")[0]
        if verb in SEQUENCES:
            yield SEQUENCES[verb]
    if os.path.lexists(os.path.join(folder, "BISECT_LOG")):
        yield BISECT


def paths_in_conflict(repository: Repository) -> frozenset[str]:
    """Return the paths that the index holds in several versions, as a merge left them."""
    _, listed = run(repository, "ls-files", "--unmerged", "-z")
    entries = listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return frozenset(entry.partition("\t")[2] for entry in entries)
