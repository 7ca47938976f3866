"""The first parents of a ref or a range, newest first, and the step that each of them made."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from datetime import date, datetime, timezone

from pas_gov import git
from pas_gov.diagnostics import Diagnostic, Stop, pasted, printable
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.reading.commit_states import EMPTY, CommitState, CommitStates
from pas_gov.ledger.replay.steps import NOTHING, UNTOUCHED, Origin, Step
from pas_gov.loading.loader import Loader
from pas_gov.model.stack.entry import Facts
from pas_gov.model.stack.loading import load_stack
from pas_gov.model.stack.paths import differing_paths, record_paths
from pas_gov.model.stack.transition import Paths
from pas_gov.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class BranchLine:
    """Commits, newest first, each the first parent of the one before it.

    ``after`` is where a range begins. ``end`` is the first parent of the last commit: None where it has none,
    or where a shallow clone left it out.
    """

    repository: git.Repository
    tip: git.Commit
    after: git.Commit | None
    commits: tuple[git.Commit, ...]
    end: git.Commit | None


def branch_line(repository: git.Repository, ref: str, most: int = 0) -> BranchLine:
    """Return the first parents of a ref, or of the range ``A..B`` what came after A up to B.

    At most ``most`` commits, the newest; 0 for all. A needn't be one of B's first parents: the range begins
    where the two lines part. Stops as :func:`git.commit`; no-range, unrelated (status 2).
    """
    first, dots, last = ref.partition("..")
    if last.startswith("."):
        message = f"{printable(ref)} has three dots"
        raise Stop("no-range", message, "write A..B for what came after A up to B", status=2)
    if not dots:
        tip = git.commit(repository, ref)
        walked = git.first_parents(repository, tip.id, most + 1 if most else None)
        return _line(repository, (tip, None), walked, most or len(walked))
    after, tip = git.commit(repository, first or "HEAD"), git.commit(repository, last or "HEAD")
    walked, steps = _since(repository, after, tip)
    return _line(repository, (tip, after), walked, min(most or steps, steps))


def _line(
    repository: git.Repository,
    ends: tuple[git.Commit, git.Commit | None],
    walked: tuple[git.Commit, ...],
    steps: int,
) -> BranchLine:
    return BranchLine(repository, *ends, walked[:steps], walked[steps] if steps < len(walked) else None)


NEAR = 1000  # commits looked through before the whole history is


def _since(
    repository: git.Repository, after: git.Commit, tip: git.Commit
) -> tuple[tuple[git.Commit, ...], int]:
    """Return the first parents of the tip, and how many of them came since it left the line of ``after``."""
    for limit in (NEAR, None):
        walked = git.first_parents(repository, tip.id, limit)
        known = {one.id for one in git.first_parents(repository, after.id, limit)}
        met = next((number for number, one in enumerate(walked) if one.id in known), None)
        if met is not None:
            return walked, met
    if walked[-1].parents:  # a shallow clone: its oldest step can't be read, which will be told
        return walked, len(walked)
    names = f"{printable(after.ref)} and {printable(tip.ref)}"
    message = f"{names} have no first parent in common, so nothing says where to begin"
    remedy = f"begin at a commit that this shows: git log --first-parent {pasted(tip.ref)}"
    raise Stop("unrelated", message, remedy, status=2)


def steps(found: BranchLine, loader: Loader, today: date) -> Iterator[Step]:
    """Yield the step of each commit, newest first; what two steps share is read once.

    A step is dated in UTC by its committer; where that header isn't plain, is earlier than that of a commit before
    it, or is still to come after ``today``, by the latest day so far: no commit can choose the day on which it or
    another one is judged. Before the first day that counts it has that of the next one, else ``today``. A side that
    can't be read is no reason to stop: the two steps that it belongs to say so.
    """
    return steps_between(found.repository, found.commits, origins(found, today), found.end, loader)


def origins(found: BranchLine, today: date) -> tuple[Origin, ...]:
    """Return who made each commit of a line, and when; see ``steps`` for the day."""
    days = _days((*found.commits, *((found.end,) if found.end else ())), today)
    return tuple(_origin(commit, *day) for commit, day in zip(found.commits, days, strict=False))


def steps_between(
    repository: git.Repository,
    commits: Sequence[git.Commit],
    made: Sequence[Origin],
    end: git.Commit | None,
    loader: Loader,
) -> Iterator[Step]:
    """Yield the steps of some neighbours on a line, newest first; ``end`` is the first parent of the last."""
    states = CommitStates(repository, loader).at((*commits, *((end,) if end else ())))
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


def _origin(commit: git.Commit, day: date, dated: bool) -> Origin:
    subject = commit.message.lstrip().partition("\n")[0].rstrip()
    return Origin(commit.id, day, dated, subject, commit.author.name if commit.author else "")


def _days(commits: Sequence[git.Commit], today: date) -> list[tuple[date, bool]]:
    """Return the day of each commit, newest first, never falling from one to the next; and whether it is its own."""
    own = [_day(commit, today) for commit in commits]
    known = next((day for day in reversed(own) if day), today)
    found = []
    for day in reversed(own):
        known = max(known, day) if day else known
        found.append((known, day == known))
    return found[::-1]


def _day(commit: git.Commit, today: date) -> date | None:
    """Return the day that a commit's header tells, None where it tells none, or one that hasn't come yet."""
    if commit.committer is None:
        return None
    told = datetime.fromtimestamp(commit.committer.seconds, timezone.utc).date()
    return told if told <= today else None
