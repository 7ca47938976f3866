"""The state of each commit of a branch: its files, stack and rules, shared where neighbours don't differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.git.listing import Differing, is_plain, next_snapshot
from pas_gov.git.objects import blob_reader
from pas_gov.git.trees import differences, top_entries
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.replay.stacks import FoldedStack, StackSequence
from pas_gov.ledger.replay.steps import NOTHING, UNTOUCHED
from pas_gov.loading.loader import Loader
from pas_gov.model.records.rulebook import POLICIES_FOLDER as POLICIES
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.loading import PROMISES_FOLDER as PROMISES
from pas_gov.model.stack.paths import differing_paths, record_paths
from pas_gov.model.stack.transition import Paths
from pas_gov.model.stack.unread import is_record
from pas_gov.snapshot import BlobReader, File, Snapshot

NOT_FOLDED = FoldedStack(NOTHING.stack)


@dataclass(frozen=True, slots=True)
class CommitState:
    """What stood at one commit, and the paths of records that differ from what stood at ``beside``.

    ``fold`` says how its stack lies beside that one's.
    """

    files: Snapshot
    side: Side
    paths: Paths = UNTOUCHED
    beside: Snapshot | None = None
    fold: FoldedStack = NOT_FOLDED


NO_FILES = Snapshot("nothing", {}, lambda _: {})
EMPTY = CommitState(NO_FILES, NOTHING)
AT_ONCE = 60  # commits whose new records are read by one call of git
Marks = tuple[File | None, ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    """The files of a commit, and the paths that differ from those ``beside``, where that is known."""

    files: Snapshot
    beside: Snapshot | None = None
    differing: tuple[str, ...] = ()


class CommitStates:
    """Reads what stood at each commit of a line; what doesn't differ from the commit beside it is taken over."""

    def __init__(self, repository: git.Repository, loader: Loader, texts: BlobReader | None = None) -> None:
        """Begin with nothing; what is learnt stays with the loader, and the texts with their reader."""
        self.repository, self.loader = repository, loader
        self.texts = texts or caching_reader(blob_reader(repository))
        self.stacks = StackSequence(loader.facts)
        self.last = EMPTY
        self.marks: Marks | None = None
        self.listing: tuple[str, Snapshot] | None = (
            None  # the tree listed last, where ``next_snapshot`` may go on from it
        )

    def at(self, commits: Sequence[git.Commit]) -> Iterator[CommitState | Stop]:
        """Yield what stood at each commit, or why it can't be read."""
        found: CommitState | Stop = self.last
        for start in range(0, len(commits), AT_ONCE):
            listed = self._listed(commits[start : start + AT_ONCE])
            with suppress(Stop):  # whoever needs what is missing will say so
                self.texts({blob for one in listed if isinstance(one, _Listed) for blob in self._new(one)})
            for one in listed:
                found = _again(found) if one is None else self._state(one)
                yield found

    def _listed(self, commits: Sequence[git.Commit]) -> list[_Listed | Stop | None]:
        """Return the files of each commit; None where no folder of records differs from the commit beside it."""
        seen = self._marks(commits)
        beside = (self.marks, *seen[:-1])
        same = [mine is not None and mine == last for mine, last in zip(seen, beside, strict=True)]
        self.marks = seen[-1]
        known = self._differing([one.tree for one, alike in zip(commits, same, strict=True) if not alike])
        return [None if alike else self._files(one, known) for one, alike in zip(commits, same, strict=True)]

    def _differing(self, trees: Sequence[str]) -> Mapping[tuple[str, str], Differing]:
        """Return what differs between each tree and the next, where that is known; the one listed last is the first."""
        pairs = list(pairwise((*((self.listing[0],) if self.listing else ()), *trees)))
        with suppress(Stop), differences(self.repository) as compared:
            found = zip(pairs, compared.all_between(pairs), strict=True)
            return {pair: differing for pair, (differing, whole) in found if whole}
        return {}  # each commit on its own will tell

    def _marks(self, commits: Sequence[git.Commit]) -> Sequence[Marks | None]:
        """Return what stands in the places of the records, at the top of each commit's tree."""
        try:
            found = top_entries(self.repository, (commit.tree for commit in commits))
            return [tuple(top.get(name) for name in (PROMISES, POLICIES, SETTINGS_PATH)) for top in found]
        except Stop:  # each commit on its own will tell
            return [None] * len(commits)

    def _files(self, commit: git.Commit, known: Mapping[tuple[str, str], Differing]) -> _Listed | Stop:
        try:
            return self._next(commit, known) or self._whole(commit)
        except Stop as stop:  # one commit that can't be read is no reason to judge none
            self.listing = None
            return stop

    def _next(self, commit: git.Commit, known: Mapping[tuple[str, str], Differing]) -> _Listed | None:
        """Return the files of a commit from what differs from those listed last; None where that doesn't suffice."""
        if self.listing is None:
            return None
        tree, last = self.listing
        differing = known.get((tree, commit.tree))
        files = next_snapshot(last, commit.ref, differing) if differing is not None else None
        if differing is None or files is None:
            return None
        self.listing = commit.tree, files
        changed = tuple(sorted(path for path in differing if last.files.get(path) != files.files.get(path)))
        return _Listed(files, last, changed)

    def _whole(self, commit: git.Commit) -> _Listed:
        files = replace(git.snapshot(self.repository, commit.tree, commit.ref), read=self.texts)
        self.listing = (commit.tree, files) if is_plain(files) else None
        return _Listed(files)

    def _new(self, listed: _Listed) -> Iterator[str]:
        known = self.loader.facts
        if listed.beside is None:
            files: Iterable[File] = listed.files.under(PROMISES)
        else:
            files = (listed.files.files[path] for path in listed.differing if path in listed.files.files)
        return (file.blob for file in files if _is_promise(file) and file.blob not in known)

    def _state(self, listed: _Listed | Stop) -> CommitState | Stop:
        if isinstance(listed, Stop):
            return listed
        files, last = listed.files, self.last
        known = listed.beside is last.files
        paths = record_paths(list(listed.differing) if known else differing_paths(files, last.files))
        self.loader.used.update(files.files[path].blob for path in paths.promises if path in files.files)
        try:  # the rules first: once the stack is read, this is the last
            rules = self._rules(files) if paths.policies or paths.settings else last.side.rulebook
            fold = self.stacks.fold(files, paths.promises) if paths.promises else FoldedStack(last.side.stack)
        except Stop as stop:
            return stop
        self.last = CommitState(files, Side(fold.stack, rules, files.problems), paths, last.files, fold)
        return self.last

    def _rules(self, files: Snapshot) -> Rulebook:
        """Return the rules alone, from the loader, which has read most of them before."""
        others = {path: file for path, file in files.files.items() if path.split("/")[0] != PROMISES}
        return self.loader.load(replace(files, files=others)).rulebook


def _is_promise(file: File) -> bool:
    return file.path.startswith(f"{PROMISES}/") and is_record(file)


def _again(last: CommitState | Stop) -> CommitState | Stop:
    if isinstance(last, Stop):
        return last
    return replace(last, paths=UNTOUCHED, beside=last.files, fold=FoldedStack(last.side.stack))


MOST_KEPT = 32 << 20  # bytes


def caching_reader(read: BlobReader) -> BlobReader:
    """Return a reader that keeps the last 32 MiB or so that it read: some records are read for every commit."""
    kept: dict[str, bytes] = {}

    def remembered(ids: Iterable[str]) -> dict[str, bytes]:
        wanted = list(ids)
        missing = [one for one in wanted if one not in kept]
        found = {**{one: kept[one] for one in wanted if one in kept}, **(read(missing) if missing else {})}
        if missing and sum(map(len, kept.values())) > MOST_KEPT:
            kept.clear()
        kept.update(found)
        return found

    return remembered
