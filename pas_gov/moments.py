"""What stood at each commit of a branch: snapshots and sides, where neighbours share what doesn't differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from pas_gov import git
from pas_gov.decisions.verdict import Side
from pas_gov.desk import Desk
from pas_gov.diagnostics import Stop
from pas_gov.git.objects import blob_reader
from pas_gov.git.trees import tops
from pas_gov.ledger.replay import NOTHING, UNTOUCHED
from pas_gov.ledger.stacks import Stacks
from pas_gov.records.rulebook import FOLDER as POLICIES
from pas_gov.records.rulebook import Rulebook
from pas_gov.records.settings import SETTINGS_PATH
from pas_gov.snapshot import BlobReader, File, Snapshot
from pas_gov.stack.loading import FOLDER as PROMISES
from pas_gov.stack.loading import is_record
from pas_gov.stack.paths import differing, touched
from pas_gov.stack.transition import Paths


@dataclass(frozen=True, slots=True)
class Moment:
    """What stood at one commit, and the paths of records that differ from what stood at ``beside``."""

    files: Snapshot
    side: Side
    paths: Paths = UNTOUCHED
    beside: Snapshot | None = None


NO_FILES = Snapshot("nothing", {}, lambda _: {})
EMPTY = Moment(NO_FILES, NOTHING)
AT_ONCE = 20  # commits whose new records are read by one call of git
Marks = tuple[File | None, ...]


class Moments:
    """Reads what stood at each commit of a line; what doesn't differ from the commit beside it is taken over."""

    def __init__(self, repository: git.Repository, opened: Desk) -> None:
        """Begin with nothing; what is learnt stays on the desk."""
        self.repository, self.desk = repository, opened
        self.texts = remembering(blob_reader(repository))
        self.stacks = Stacks(opened.known)
        self.last = EMPTY
        self.marks: Marks | None = None

    def at(self, commits: Sequence[git.Commit]) -> Iterator[Moment | Stop]:
        """Yield what stood at each commit, or why it can't be read."""
        found: Moment | Stop = self.last
        for start in range(0, len(commits), AT_ONCE):
            listed = self._listed(commits[start : start + AT_ONCE])
            with suppress(Stop):  # whoever needs what is missing will say so
                self.texts(
                    {blob for files in listed if isinstance(files, Snapshot) for blob in self._new(files)}
                )
            for files in listed:
                found = _again(found) if files is None else self._moment(files)
                yield found

    def _listed(self, commits: Sequence[git.Commit]) -> list[Snapshot | Stop | None]:
        """Return the files of each commit; None where no folder of records differs from the commit beside it."""
        found: list[Snapshot | Stop | None] = []
        for commit, marks in zip(commits, self._marks(commits), strict=True):
            same = marks is not None and marks == self.marks
            found.append(None if same else self._files(commit))
            self.marks = marks
        return found

    def _marks(self, commits: Sequence[git.Commit]) -> Sequence[Marks | None]:
        """Return what stands in the places of the records, at the top of each commit's tree."""
        try:
            found = tops(self.repository, (commit.tree for commit in commits))
            return [tuple(top.get(name) for name in (PROMISES, POLICIES, SETTINGS_PATH)) for top in found]
        except Stop:  # each commit on its own will tell
            return [None] * len(commits)

    def _files(self, commit: git.Commit) -> Snapshot | Stop:
        try:
            return replace(git.snapshot(self.repository, commit.tree, commit.ref), read=self.texts)
        except Stop as stop:  # one commit that can't be read is no reason to judge none
            return stop

    def _new(self, files: Snapshot) -> Iterator[str]:
        known = self.desk.known
        return (file.blob for file in files.under(PROMISES) if is_record(file) and file.blob not in known)

    def _moment(self, files: Snapshot | Stop) -> Moment | Stop:
        if isinstance(files, Stop):
            return files
        last = self.last
        paths = touched(differing(files, last.files))
        self.desk.used.update(files.files[path].blob for path in paths.promises if path in files.files)
        try:  # the rules first: once the stack is read, this is the last
            rules = self._rules(files) if paths.policies or paths.settings else last.side.rulebook
            stack = self.stacks.at(files, paths.promises) if paths.promises else last.side.stack
        except Stop as stop:
            return stop
        self.last = Moment(files, Side(stack, rules, files.problems), paths, last.files)
        return self.last

    def _rules(self, files: Snapshot) -> Rulebook:
        """Return the rules alone, from the desk, which has read most of them before."""
        others = {path: file for path, file in files.files.items() if path.split("/")[0] != PROMISES}
        return self.desk.side(replace(files, files=others)).rulebook


def _again(last: Moment | Stop) -> Moment | Stop:
    return last if isinstance(last, Stop) else replace(last, paths=UNTOUCHED, beside=last.files)


MOST_KEPT = 32 << 20  # bytes


def remembering(read: BlobReader) -> BlobReader:
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
