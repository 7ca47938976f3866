"""Where the lock and the journal of a root stand: only where no commit, and no unpacked archive, can put them.

A journal is obeyed by the next command, whichever that is, so it must never come along with somebody's files. In a
repository it stands in git's own folder, which git lets no commit write to; outside git in the user's state folder.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pas_gov import git

NOWHERE = ""  # there is no place that can be trusted
PASSING = "Without a folder of your own for it ({}), a run that is killed while it writes can't be put back"


def lock_folder(root: str, repository: git.Repository | None) -> str:
    """Return where the lock and the journal of a root stand; NOWHERE where no place can be trusted.

    ``repository`` is the one whose work tree holds the root, at its top or below. The folder need not be there yet.
    """
    if repository is None or repository.work_tree is None:
        return _of_the_user(root)
    inside = os.path.relpath(os.path.realpath(root), os.path.realpath(repository.work_tree))
    if inside == os.curdir:
        return repository.git_dir
    return os.path.join(repository.git_dir, "pas-gov-roots", _key(inside.replace(os.sep, "/")))


def is_trusted(folder: str) -> bool:
    """Tell whether what stands in a lock folder may be obeyed: git's own folder, or one that is the user's alone."""
    if folder == NOWHERE:
        return False
    state = state_folder()
    return os.path.dirname(folder) != state or (_is_private(state) and _is_private(folder))


@contextmanager
def made(folder: str, say: Callable[[str], None]) -> Iterator[str]:
    """Give the lock folder, made where need be; where it can't be the user's own, say so, and give a passing one.

    OSError where it can't be made in git's folder, or no passing one can be made.
    """
    if _is_made(folder):
        yield folder
        return
    say(PASSING.format(state_folder() or "~/.local/state/pas-gov"))
    with tempfile.TemporaryDirectory(prefix="pas-gov-") as passing:
        yield passing


def _is_made(folder: str) -> bool:
    if folder == NOWHERE:
        return False
    if os.path.dirname(folder) != state_folder():
        os.makedirs(folder, exist_ok=True)
        return True
    try:
        os.makedirs(os.path.dirname(folder), 0o700, exist_ok=True)
        os.makedirs(folder, 0o700, exist_ok=True)
    except OSError:
        return False
    return is_trusted(folder) and os.access(folder, os.W_OK)


def state_folder() -> str:
    """Return the folder in which pas-gov keeps what a user's runs leave for the next; NOWHERE where there is none."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA", "")
    else:
        base = os.environ.get("XDG_STATE_HOME", "")
        if not os.path.isabs(base):  # as its specification says
            base = os.path.expanduser("~/.local/state")
    return os.path.join(base, "pas-gov") if os.path.isabs(base) else NOWHERE


def _of_the_user(root: str) -> str:
    state, top = state_folder(), os.path.realpath(root)
    if state == NOWHERE or _is_within(os.path.realpath(state), top):
        return NOWHERE
    return os.path.join(state, _key(top))


def _is_within(path: str, top: str) -> bool:
    try:
        return os.path.commonpath([path, top]) == top
    except ValueError:  # on another drive
        return False


def _is_private(folder: str) -> bool:
    try:
        found = os.lstat(folder)
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    return os.name == "nt" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)


def _key(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:32]
