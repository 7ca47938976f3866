"""The first parents of a ref or a range, newest first, and who made each of them on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timezone

from pas_gov import git
from pas_gov.diagnostics import Stop, pasted, printable
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.replay.origin import Origin


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


def origins(found: BranchLine, today: date) -> tuple[Origin, ...]:
    """Return who made each commit of a line, and when; see ``steps`` for the day."""
    days = _days((*found.commits, *((found.end,) if found.end else ())), today)
    return tuple(_origin(commit, *day) for commit, day in zip(found.commits, days, strict=False))


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
