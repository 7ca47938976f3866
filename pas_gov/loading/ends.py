"""The two ends of a change: from an index and what differs from it, or, where that doesn't suffice, read whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pas_gov import git
from pas_gov.diagnostics import Diagnostic, Stop
from pas_gov.foundation.values import dataclass
from pas_gov.git.listing import FOLDER_MODE, Differing, is_plain_path
from pas_gov.git.trees import differences, plain_entries, top_entries
from pas_gov.judging.verdict.request import Side, nothing_standing
from pas_gov.loading.index.stack_beside import stack_beside
from pas_gov.loading.index.stack_index import DOUBLED, StackIndex, is_indexable
from pas_gov.loading.loader import Loader
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.loading import PROMISES_FOLDER, load_stack
from pas_gov.model.stack.stack import Stack
from pas_gov.snapshot import File, Snapshot

LEAST_INDEXED = 500  # promises: the facts of fewer are read as fast as they are looked up
MOST_DIFFERING = 100  # files: for more, reading the facts of all of them costs no more than reading these


@dataclass(frozen=True, slots=True)
class End:
    """One end of a change: the tree of its files, by its id, and what the tree is called."""

    tree: str
    name: str


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends as they are judged.

    Where ``ids`` are given, the promises that may differ, each end has the differing files of promises alone, and the
    diagnostics of these; ``standing`` gives the warnings of all others.
    """

    before: Snapshot
    after: Snapshot
    base: Side
    head: Side
    ids: frozenset[str] | None = None
    standing: Callable[[], tuple[Diagnostic, ...]] = nothing_standing


def read_ends(
    loader: Loader, repository: git.Repository, ends: tuple[End, End], today: date, *, indexed: bool
) -> Ends:
    """Return both ends of a change on a day. Stops as :func:`git.snapshot`.

    ``indexed`` says whether an index may be used: who judges by one is ready for DamagedIndex until the loader closes.
    """
    if indexed and loader.indexes is not None:
        with suppress(Stop):  # whatever is wrong, reading all of it tells
            found = _looked_up(loader, repository, *ends, today)
            if found is not None:
                return found
    return _read_whole(loader, repository, *ends, today)


def _read_whole(loader: Loader, repository: git.Repository, base: End, head: End, today: date) -> Ends:
    before, after = (git.snapshot(repository, end.tree, end.name) for end in (base, head))
    sides = [loader.load(end, today) for end in (after, before)]
    _have_indexed(loader, repository, base, before, sides[1], today)
    return Ends(before, after, sides[1], sides[0])


def _have_indexed(  # noqa: PLR0913  (what was read, and from where)
    loader: Loader, repository: git.Repository, base: End, files: Snapshot, side: Side, today: date
) -> None:
    """Have the base indexed where that pays: a stack of some size, of which an earlier run has read the files."""
    stack = side.stack
    if loader.indexes is None or not LEAST_INDEXED <= len(stack.entries) <= loader.facts_in_cache:
        return
    if files.problems or not is_indexable(stack, today):
        return
    with suppress(Stop):
        (tree,) = _folders(repository, [base]) or ("",)
        listed = plain_entries(repository, tree, PROMISES_FOLDER) if tree else None
        if listed is not None:
            loader.indexes.keep(stack, tree, listed)


def _folders(repository: git.Repository, ends: Iterable[End]) -> tuple[str, ...] | None:
    """Return the tree of each end's promises; None where one has no such folder."""
    found = [top.get(PROMISES_FOLDER) for top in top_entries(repository, (end.tree for end in ends))]
    trees = tuple(one.blob for one in found if one is not None and one.mode == FOLDER_MODE)
    return trees if len(trees) == len(found) else None


def _looked_up(loader: Loader, repository: git.Repository, base: End, head: End, today: date) -> Ends | None:
    """Return both ends as what differs from an index; None where there is none, or that doesn't suffice."""
    folders = _folders(repository, (base, head))
    index = loader.indexes.nearest(folders[0]) if folders and loader.indexes else None
    if folders is None or index is None or index.latest > today.isoformat():
        return None
    with differences(repository) as trees:
        differing = [trees.between(index.tree, one, PROMISES_FOLDER) for one in folders]
    found = differing_files(differing)
    if found is None:
        return None
    known = PROMISES_FOLDER, index.listed + len(found.paths)
    others = (git.snapshot(repository, end.tree, end.name, known) for end in (base, head))
    return ends_beside(index, found, tuple(others), loader, today)


def ends_beside(
    index: StackIndex, differing: DifferingFiles, others: tuple[Snapshot, ...], loader: Loader, today: date
) -> Ends | None:
    """Return both ends beside an index; ``others`` are the files of each that are none of the promises'.

    None where only reading all of it tells what is wrong, or what has happened by this day.
    """
    paths, files = differing.paths, differing.ends
    before, after = map(_with, others, files)
    gone = {entry.id: entry for path in sorted(paths) if (entry := index.at(path)) is not None}
    first, last = (
        _beside(index, gone, one, mine, today) for one, mine in zip((before, after), files, strict=True)
    )
    if first is None or last is None:
        return None
    return Ends(
        before,
        after,
        Side(first.stack, loader.rulebook(before), before.problems),
        Side(last.stack, loader.rulebook(after), after.problems),
        first.come | last.come,
        lambda: tuple(one for one in index.warnings() if one.location.path not in paths),
    )


@dataclass(frozen=True, slots=True)
class DifferingFiles:
    """The paths at which either end differs from an index, folders among them, and the files of each end there."""

    paths: frozenset[str]
    ends: tuple[Mapping[str, File], ...]


def differing_files(differing: Iterable[Differing | None]) -> DifferingFiles | None:
    """Return where the ends differ from an index, from what differs between each and it.

    None where these are many, or only a whole listing tells what is wrong with their names.
    """
    found = tuple(differing)
    sides = tuple(one for one in found if one is not None)
    indexed = {path: first for side in sides for path, (first, _) in side.items()}
    if len(sides) < len(found) or len(indexed) > MOST_DIFFERING or not all(map(is_plain_path, indexed)):
        return None
    ends = ({path: side[path][1] if path in side else one for path, one in indexed.items()} for side in sides)
    files = (
        {path: one for path, one in sorted(end.items()) if one is not None and one.mode != FOLDER_MODE}
        for end in ends
    )
    return DifferingFiles(frozenset(indexed), tuple(files))


def _with(others: Snapshot, files: Mapping[str, File]) -> Snapshot:
    """Return a snapshot with the differing files beside all others."""
    return replace(others, files=MappingProxyType(dict(sorted({**others.files, **files}.items()))))


@dataclass(frozen=True, slots=True)
class _Beside:
    stack: Stack
    come: frozenset[str]


def _beside(
    index: StackIndex, gone: Mapping[str, Entry], end: Snapshot, files: Mapping[str, File], today: date
) -> _Beside | None:
    """Return the stack of an end, and which promises the differing files hold; None where that can't be told so."""
    alone = replace(end, files=files, problems=())
    come = load_stack(alone, {entry.blob: entry.facts for entry in gone.values()})
    if any(entry.facts.latest > today.isoformat() for entry in come.entries.values()):
        return None
    others = tuple(one for one in come.diagnostics if one.code != DOUBLED)  # told of the whole stack
    stack = stack_beside(index, end.name, replace(come, diagnostics=others), gone, alone)
    return None if stack is None else _Beside(stack, frozenset(come.entries))
