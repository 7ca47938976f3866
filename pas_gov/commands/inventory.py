"""``inventory``: every promise of one moment, and how its alignments stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pas_gov import git
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Stop
from pas_gov.drift.state.stack_state import stack_state
from pas_gov.drift.zones.attestations import attestation_days
from pas_gov.foundation.values import dataclass
from pas_gov.git.listing import FOLDER_MODE
from pas_gov.git.tree_ids import tree_id
from pas_gov.git.trees import top_entries
from pas_gov.judging.verdict.request import Side
from pas_gov.loading.asides import say
from pas_gov.loading.loader import open_loader
from pas_gov.loading.root import Root, find_root
from pas_gov.model.stack.loading import PROMISES_FOLDER
from pas_gov.model.stack.selection import Selection, selected
from pas_gov.report.inventory import FORMATS
from pas_gov.report.inventory.contents import Inventory
from pas_gov.snapshot import File, Snapshot

EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class InventoryOptions:
    """Which promises of which moment: of the work tree, of a commit, or of the commit at which ``ref`` stood then.

    ``spreadsheet`` guards the cells of CSV.
    """

    directory: str = "."
    ref: str | None = None
    at: str | None = None
    selection: Selection = EVERYTHING
    spreadsheet: bool = False


def inventory_command(options: InventoryOptions, format_: str, today: date) -> int:
    """Print the inventory; returns 3 where a file of promises couldn't be read, as the others aren't all then, else 0.

    Stops as :func:`as_of.as_of` and :func:`selection.selected`.
    """
    report = inventory_report(options, today)
    if format_ == "csv":  # a table has no place for it
        for line in filter(None, (report.uncounted, report.note)):
            say(line)
    return print_report(FORMATS, report, format_, spreadsheet=options.spreadsheet)


def inventory_report(options: InventoryOptions, today: date) -> Inventory:
    """Return the wanted promises of the moment that is asked for, and how their zones stand on its day."""
    if options.at is not None:
        return _as_of(options, options.at, today)
    if options.ref is not None:
        side, commit = _at_commit(options.directory, options.ref, today)
        return _report(options, side, commit, today)
    side, found = _at_work_tree(options.directory, today)
    return _report(options, side, found, today)


def _report(options: InventoryOptions, side: Side, commit: str | None, day: date) -> Inventory:
    entries = selected(side.stack, options.selection)
    days, waivers = attestation_days(side.rulebook), side.rulebook.waivers
    state = stack_state(side.stack, day, days, waivers=waivers)
    return Inventory(commit, state, entries, filtered=not options.selection.anything)


def _as_of(options: InventoryOptions, at: str, today: date) -> Inventory:
    from pas_gov.ledger.reading.as_of import as_of  # reading of history, which the work tree needs none of
    from pas_gov.ledger.reading.told_promises import told_instead

    repository = git.open_repository(options.directory)
    try:
        found = as_of(repository, at, options.ref or "HEAD", today)
    except Stop as stop:
        told = told_instead(stop, repository, options.ref or "HEAD", at, today)
        with open_loader(git.cache_dir(repository)) as loader:
            side = loader.load(told.snapshot, told.day)
        return replace(_report(options, side, None, told.day), as_of=at, note=told.note)
    with open_loader(git.cache_dir(repository)) as loader:
        side = loader.load(git.snapshot(repository, found.commit.tree, found.commit.ref), found.day or today)
    report = _report(options, side, found.commit.id, found.day or today)
    return replace(report, as_of=at, note=found.note)


def _at_commit(directory: str, ref: str, today: date) -> tuple[Side, str]:
    repository = git.open_repository(directory)
    commit = git.commit(repository, ref)
    with open_loader(git.cache_dir(repository)) as loader:
        return loader.load(git.snapshot(repository, commit.tree, commit.ref), today), commit.id


def _at_work_tree(directory: str, today: date) -> tuple[Side, str | None]:
    folder = find_root(directory)
    snapshot = folder.records()
    with folder.open_loader() as loader:
        return loader.load(snapshot, today), _commit_of(folder, snapshot)


def _commit_of(folder: Root, snapshot: Snapshot) -> str | None:
    """Return HEAD where the work tree's records are just HEAD's, else None."""
    if folder.repository is None:
        return None
    try:
        commit = git.commit(folder.repository, "HEAD")
    except Stop:
        return None
    return commit.id if _holds(folder.repository, commit, snapshot) else None


def _holds(repository: git.Repository, commit: git.Commit, snapshot: Snapshot) -> bool:
    """Tell whether a commit's records are just a snapshot's: of promises, where that suffices, by their folder's id."""
    (top,) = top_entries(repository, [commit.tree])
    promises = snapshot.under(PROMISES_FOLDER)
    mine = File(PROMISES_FOLDER, FOLDER_MODE, tree_id(promises, PROMISES_FOLDER, repository.object_format))
    same = top.get(PROMISES_FOLDER) == mine
    known = {one.path for one in promises} if same else frozenset[str]()
    at_head = git.snapshot(
        repository, commit.tree, commit.ref, (PROMISES_FOLDER, len(promises)) if same else None
    )
    return {path: one.blob for path, one in at_head.files.items()} == {
        path: one.blob for path, one in snapshot.files.items() if path not in known
    }
