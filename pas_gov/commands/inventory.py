"""``inventory``: every promise of one moment, and how its alignments stand."""

from __future__ import annotations

from datetime import date

from pas_gov import git
from pas_gov.asof import as_of
from pas_gov.desk import desk
from pas_gov.diagnostics import Stop
from pas_gov.output import terminal_style, write
from pas_gov.places import Folder, find_folder
from pas_gov.report.inventory import Inventory, inventory_json, inventory_text
from pas_gov.snapshot import Snapshot
from pas_gov.stack.stack import Stack


def inventory_command(
    directory: str, ref: str | None, format_: str, *, at: str | None = None, today: date = date.max
) -> int:
    """Print the inventory of the work tree or of a commit; problems of files are named on it, not hidden.

    With ``at``, a day or a revision, that of the commit at which ``ref`` (else HEAD) stood then; it says which
    commit answers, and what had ended but was still owed.
    """
    if at is not None:
        report = _as_of(directory, ref or "HEAD", at, today)
    elif ref is not None:
        stack, commit = _at_commit(directory, ref)
        report = Inventory(commit, stack)
    else:
        stack, found = _at_work_tree(directory)
        report = Inventory(found, stack)
    write(inventory_json(report) if format_ == "json" else inventory_text(report, terminal_style()))
    return 0


def _as_of(directory: str, ref: str, at: str, today: date) -> Inventory:
    repository = git.open_repository(directory)
    found = as_of(repository, at, ref, today)
    with desk(git.cache_dir(repository)) as opened:
        stack = opened.side(git.snapshot(repository, found.commit.tree, found.commit.ref)).stack
    return Inventory(found.commit.id, stack, found.day or today, at, found.note)


def _at_commit(directory: str, ref: str) -> tuple[Stack, str]:
    repository = git.open_repository(directory)
    commit = git.commit(repository, ref)
    with desk(git.cache_dir(repository)) as opened:
        return opened.side(git.snapshot(repository, commit.tree, commit.ref)).stack, commit.id


def _at_work_tree(directory: str) -> tuple[Stack, str | None]:
    folder = find_folder(directory)
    snapshot = folder.snapshot()
    if not snapshot.files:
        message = "there are no promises here"
        raise Stop("no-promises", message, "go to a governance repository, or start one: pas-gov init")
    with folder.desk() as opened:
        return opened.side(snapshot).stack, _commit_of(folder, snapshot)


def _commit_of(folder: Folder, snapshot: Snapshot) -> str | None:
    """Return HEAD where the work tree's records are just HEAD's, else None."""
    if folder.repository is None:
        return None
    try:
        commit = git.commit(folder.repository, "HEAD")
    except Stop:
        return None
    at_head = git.snapshot(folder.repository, commit.tree, commit.ref)
    same = {f.path: f.blob for f in at_head.files.values()} == {
        f.path: f.blob for f in snapshot.files.values()
    }
    return commit.id if same else None
