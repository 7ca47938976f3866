"""What a run that broke off left behind is settled: files are put back, or, where all were written, tidied up."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress

from pas_gov.diagnostics import Stop, printable
from pas_gov.loading.transaction import operations
from pas_gov.loading.transaction.journal import (
    WRITING,
    WRITTEN,
    Change,
    Journal,
    content_at,
    digest,
    is_reached,
    place,
    read_back,
)
from pas_gov.loading.transaction.lock import only_writer
from pas_gov.loading.transaction.whereabouts import is_trusted

NAMED = 3  # files that a message names


def settle(root: str, folder: str) -> str:
    """Settle what an earlier run left below a root whose journal is in ``folder``; say what was found and done.

    "" where nothing was left. Waits for whoever writes now. Stops: locked, half-written.
    """
    if not is_trusted(folder) or not _is_left(folder):
        return ""
    try:
        with only_writer(folder):
            return settle_locked(root, folder)
    except OSError as error:
        raise half_written(error) from error


def _is_left(folder: str) -> bool:
    return any(os.path.lexists(os.path.join(folder, name)) for name in (WRITING, WRITTEN))


def settle_locked(root: str, folder: str) -> str:
    """Do what ``settle`` does, as the only writer; OSError where it can't be done yet."""
    done, begun = os.path.join(folder, WRITTEN), os.path.join(folder, WRITING)
    if os.path.lexists(done):
        written = read_back(done)
        tidy_up(root, folder, written)
        return _was_written(written) if written else ""
    if not os.path.lexists(begun):
        return ""
    journal = read_back(begun)
    if journal is None:
        operations.unlink(begun)
        return f"{EARLIER} before it had changed anything. Nothing of it was written: run it again"
    return _was_put_back(journal, put_back(root, folder, journal))


def put_back(root: str, folder: str, journal: Journal) -> tuple[str, ...]:
    """Make every file what it was before; return the paths that somebody else wrote since, which are left alone."""
    others = tuple(
        change.path
        for number, change in enumerate(journal.changes)
        if not _put_one_back(root, journal, number, change)
    )
    for path in reversed(journal.folders):
        if is_reached(root, f"{path}/-"):  # no link on the way
            with suppress(OSError):  # somebody put something there
                operations.rmdir(place(root, path))
    operations.unlink(os.path.join(folder, WRITING))
    return others


def _put_one_back(root: str, journal: Journal, number: int, change: Change) -> bool:
    if not is_reached(
        root, change.path
    ):  # a link, or a folder, is somebody else's: nothing beside it is touched
        return False
    here, kept = place(root, change.path), journal.kept(root, number)
    if _digest_at(here) == change.after:
        if change.before is None:
            operations.unlink(here)
        elif _is_as_it_was(kept, change):
            operations.rename(kept, here)
        elif os.path.lexists(kept):
            return False
    for left in (kept, journal.staged(root, number)):
        _unlink_file(left)
    return _digest_at(here) == change.before


def _is_as_it_was(kept: str, change: Change) -> bool:
    """Tell whether what was kept of a file is what the journal says, and no link to something else."""
    return _is_file(kept) and _digest_at(kept) == change.before


def _digest_at(path: str) -> str | None:
    try:
        return digest(content_at(path))
    except OSError as error:
        if error.errno == errno.EFBIG:  # none of ours is that large
            return ""
        raise


def _is_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _unlink_file(path: str) -> None:
    if _is_file(path):
        operations.unlink(path)


def tidy_up(root: str, folder: str, journal: Journal | None) -> None:
    """Forget what was kept of a change that is written, and its journal last."""
    for number, change in enumerate(journal.changes if journal else ()):
        assert journal is not None  # noqa: S101 - for the type checker
        if is_reached(root, f"{change.path.rpartition('/')[0]}/-".lstrip("/")):  # no link on the way
            _unlink_file(journal.kept(root, number))
    operations.unlink(os.path.join(folder, WRITTEN))


def half_written(error: OSError) -> Stop:
    """Return the Stop where files can be neither written nor put back now: the journal keeps what is to be done."""
    what = printable(str(error.filename or "a file"))
    message = (
        "a change of several files is half written, and can't be put back now: "
        f"{what}: {error.strerror or error}"
    )
    return Stop("half-written", message, "mend that; the next command of pas-gov then puts every file back")


EARLIER = "An earlier run of pas-gov was ended"


def _was_written(journal: Journal) -> str:
    return f"{EARLIER} just after it had written {_named(journal)}. All of it is in place"


def _was_put_back(journal: Journal, others: tuple[str, ...]) -> str:
    said = f"{EARLIER} while it wrote {_named(journal)}. "
    if not others:
        return said + "Nothing of it was kept, every file is as it was before: run it again"
    names = ", ".join(map(printable, others[:NAMED]))
    more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
    return (
        said + f"The rest is as it was before, but somebody has changed {names}{more} since: look at git diff"
    )


def _named(journal: Journal) -> str:
    paths = [printable(one.path) for one in journal.changes]
    more = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
    return ", ".join(paths[:NAMED]) + more or "folders"
