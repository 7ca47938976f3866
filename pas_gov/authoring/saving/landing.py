"""Files written and, where a commit is asked for, committed on its branch: all of it, or told what is left.

The order is: the branch, the files, the commit. What fails before the files are written takes the branch back; where
git refuses the commit (a hook, a key), the files stay written, and what is to be done is told.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pas_gov.authoring.repository.checkout import Answer
from pas_gov.authoring.saving.atomic_write import Write, no_check, save
from pas_gov.authoring.saving.ground import CommitGround, Ground, short_name
from pas_gov.authoring.saving.next_steps import next_steps, notes
from pas_gov.diagnostics import Stop, printable
from pas_gov.report.committed import Committed, Step


def land(
    ground: Ground,
    writes: Mapping[str, Write],
    message: str,
    *,
    dry_run: bool = False,
    check: Callable[[], None] = no_check,
) -> Committed | None:
    """Write files and commit them as the ground says; return what became of the commit, None where none is asked for.

    ``message`` is what the commit says, unless its user gave another one. With ``dry_run`` nothing is written, and
    what would keep it from being committed stops it all the same; ``check`` is as for ``save``.
    Stops: as ``save``; dirty, branch-refused,
    not-checked-out.
    """
    commit = ground.commit
    if not writes:
        return None
    if commit is not None:
        fault = _dirty(commit, sorted(writes))
        if fault is not None:
            raise fault
    if dry_run:
        return None if commit is None else _report(commit, commit.options.message or message)
    if commit is None:
        _save(ground, writes, check)
        return None
    _begin_branch(commit)
    try:
        _save(ground, _as_checked_out(ground.folder.path, writes), check)
    except BaseException:
        if commit.base:
            commit.checkout.take_back(commit.branch, commit.back)
        raise
    return _committed(ground, commit, writes, commit.options.message or message)


def _dirty(ground: CommitGround, paths: list[str]) -> Stop | None:
    """Return why files can't be written and committed as they are: they hold changes that aren't committed yet."""
    found = ground.checkout.changed(paths)
    if not found:
        return None
    named = ", ".join(map(printable, found[:MOST])) + (
        f" and {len(found) - MOST} more" if found[MOST:] else ""
    )
    words = " ".join(map(shlex.quote, found[:MOST]))
    message = f"{named} has changes that aren't committed, which this commit would take along"
    first = f'git add -- {words} && git commit -m "<WHAT THEY ARE>" -- {words}'
    remedy = f"commit them first:\n{first}\nor leave --commit away"
    return Stop("dirty", message, remedy)


MOST = 5  # paths that are named


def _save(ground: Ground, writes: Mapping[str, Write], check: Callable[[], None]) -> None:
    save(ground.folder.path, writes, ground.folder.lock_folder, check=check)


def _begin_branch(commit: CommitGround) -> None:
    if not commit.base:
        return
    answer = commit.checkout.begin_branch(commit.branch, commit.start.id)
    if not answer.status:
        return
    said = " ".join(answer.complaint.split())
    commit.checkout.take_back(commit.branch, commit.back)  # a hook may refuse when git has gone there already
    what = f"the branch {printable(commit.branch)} can't be begun from {short_name(commit.base)}"
    message = f"{what}: git says: {printable(said)}"
    raise Stop("branch-refused", message,
               "commit what isn't committed yet, or put it aside with `git stash`; then run this again")  # fmt: skip


def _as_checked_out(root: str, writes: Mapping[str, Write]) -> dict[str, Write]:
    """Return the writes with the line ends that a checkout gives files here, which may not be those of the commit."""
    return {
        path: _one_checked_out(os.path.join(root, *path.split("/")), path, one)
        for path, one in writes.items()
    }


def _one_checked_out(place: str, path: str, write: Write) -> Write:
    if write.before is None:
        return write
    try:
        with open(place, "rb") as file:
            here = file.read()
    except FileNotFoundError:
        message = f"{printable(path)} isn't in the work tree, which leaves files out (a sparse checkout)"
        raise Stop("not-checked-out", message, "have all files here: git sparse-checkout disable") from None
    if here == write.before or here.replace(b"\r\n", b"\n") != write.before:
        return write
    after = write.after
    return Write(here, None if after is None else after.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def _committed(ground: Ground, commit: CommitGround, writes: Mapping[str, Write], message: str) -> Committed:
    """Commit the files that were just written; whatever keeps git from it, an interruption too, is told."""
    paths = sorted(writes)
    fresh = [path for path, one in writes.items() if one.before is None]
    try:
        answer = commit.checkout.commit(paths, fresh, message)
    except KeyboardInterrupt:
        answer = Answer(1, "", "it was interrupted, and may have been made all the same: git log -1 tells")
    report = _report(commit, message)
    if answer.status:
        said = f"{answer.out}\n{answer.complaint}".splitlines()
        told = tuple(line.rstrip() for line in said if line.strip()) or ("nothing",)
        return replace(report, refusal=told, steps=_steps_to_mend(paths, report.subject))
    made = commit.checkout.git("rev-parse", "HEAD").out.strip()
    return replace(report, id=made, notes=notes(ground, commit), steps=next_steps(ground, commit))


def _report(commit: CommitGround, message: str) -> Committed:
    subject = next(line for line in message.splitlines() if line.strip())
    return Committed("", subject.strip(), commit.branch, short_name(commit.base))


def _steps_to_mend(paths: Sequence[str], subject: str) -> tuple[Step, ...]:
    files = " ".join(map(shlex.quote, paths))
    return (
        Step("Mend what git says, then commit the files:",
             f"git add --force -- {files} && git commit --message={shlex.quote(subject)} -- {files}"),
        Step("Or give the change up, and have the files as they were:",
             f"git stash push --include-untracked -- {files}"),
    )  # fmt: skip
