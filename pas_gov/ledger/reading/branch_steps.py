"""The steps that the first parents of a ref or a range made, newest first: what stood before and after each."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from datetime import date

from pas_gov import git
from pas_gov.diagnostics import Diagnostic, Stop
from pas_gov.ledger.reading.branch_line import BranchLine, origins
from pas_gov.ledger.reading.commit_states import EMPTY, CommitState, CommitStates
from pas_gov.ledger.replay.origin import Origin
from pas_gov.ledger.replay.steps import NOTHING, UNTOUCHED, Step
from pas_gov.loading.loader import Loader
from pas_gov.model.stack.entry import Facts
from pas_gov.model.stack.loading import load_stack
from pas_gov.model.stack.paths import differing_paths, record_paths
from pas_gov.model.stack.transition import Paths
from pas_gov.snapshot import BlobReader, Snapshot


def steps(found: BranchLine, loader: Loader, today: date) -> Iterator[Step]:
    """Yield the step of each commit, newest first; what two steps share is read once.

    A step is dated in UTC by its committer; where that header isn't plain, is earlier than that of a commit before
    it, or is still to come after ``today``, by the latest day so far: no commit can choose the day on which it or
    another one is judged. Before the first day that counts it has that of the next one, else ``today``. A side that
    can't be read is no reason to stop: the two steps that it belongs to say so.
    """
    return steps_between(found.repository, found.commits, origins(found, today), found.end, loader)


def steps_between(  # noqa: PLR0913  (the last is for who reads the same)
    repository: git.Repository,
    commits: Sequence[git.Commit],
    made: Sequence[Origin],
    end: git.Commit | None,
    loader: Loader,
    texts: BlobReader | None = None,
) -> Iterator[Step]:
    """Yield the steps of some neighbours on a line, newest first; ``end`` is the first parent of the last.

    ``texts`` reads records, where others read them, too.
    """
    states = CommitStates(repository, loader, texts).at((*commits, *((end,) if end else ())))
    after = next(states, EMPTY)
    for commit, origin in zip(commits, made, strict=True):
        before = next(states, LEFT_OUT if commit.parents else EMPTY)
        yield _step(origin, before, after, loader.facts)
        after = before


LEFT_OUT = Stop(
    "shallow",
    "this clone is shallow and lacks the commit before this one",
    "git fetch --unshallow; in GitHub Actions: fetch-depth: 0 at checkout",
)


def _step(
    origin: Origin, before: CommitState | Stop, after: CommitState | Stop, known: MutableMapping[str, Facts]
) -> Step:
    if isinstance(before, Stop) or isinstance(after, Stop):
        stop = after if isinstance(after, Stop) else before
        assert isinstance(stop, Stop)  # noqa: S101 - for the type checker
        return Step(origin, NOTHING, NOTHING, UNTOUCHED, f"{stop.message} ({stop.remedy})")
    if before.beside is after.files:
        paths, ids, faults = before.paths, before.fold.ids, (before.fold.faults, before.fold.beside)
    else:
        paths = record_paths(differing_paths(before.files, after.files))
        ids, faults = None, (_faults(before, known), _faults(after, known))
    moved = _moved(before.files, after.files, paths)
    return Step(origin, before.side, after.side, paths, ids=ids, moved=moved, faults=faults)


def _faults(state: CommitState, known: MutableMapping[str, Facts]) -> tuple[Diagnostic, ...]:
    """Return all problems of a commit's promises, whose facts are known by now."""
    return load_stack(state.files, known).diagnostics if state.files.files else ()


def _moved(before: Snapshot, after: Snapshot, paths: Paths) -> dict[str, str]:
    """Return, for each new path among these, the path that held the same bytes and is gone."""
    named = (*paths.promises, *paths.policies, *paths.settings)
    gone = {
        before.files[path].blob: path for path in named if path in before.files and path not in after.files
    }
    come = (after.files[path] for path in named if path in after.files and path not in before.files)
    return {file.path: gone[file.blob] for file in come if file.blob in gone}
