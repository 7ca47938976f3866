"""``inventory``: every promise of one moment, and how its alignments stand."""

from __future__ import annotations

from pas_gov import git
from pas_gov.desk import desk
from pas_gov.diagnostics import Stop
from pas_gov.output import terminal_style, write
from pas_gov.places import Folder, find_folder
from pas_gov.report.inventory import Inventory, inventory_json, inventory_text
from pas_gov.snapshot import Snapshot
from pas_gov.stack.stack import Stack


def inventory_command(directory: str, ref: str | None, format_: str) -> int:
    """Print the inventory of the work tree or of a commit; problems of files are named on it, not hidden."""
    stack, commit = _at_commit(directory, ref) if ref is not None else _at_work_tree(directory)
    report = Inventory(commit, stack)
    write(inventory_json(report) if format_ == "json" else inventory_text(report, terminal_style()))
    return 0


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
