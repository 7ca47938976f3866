"""Writing files of a folder: all of them or none, never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from pas_gov.diagnostics import Stop, printable

LOCK = "pas-gov.lock"
TEMPORARY, ASIDE = (
    ".pas-gov-new-",
    ".pas-gov-before-",
)  # no names of records, so nothing reads what is left over


@dataclass(frozen=True, slots=True)
class Write:
    """One file to write: its bytes before, None where it wasn't there, and after, None to take it away."""

    before: bytes | None
    after: bytes | None


def save(root: str, writes: Mapping[str, Write], lock_folder: str | None = None) -> None:
    """Write files below a root by path: all of them, or none and Stop.

    Nothing is written where a file isn't any more what it was, where a link stands on the way to it, or while
    another process writes (a lock stands in ``lock_folder``, by default the root, as git's own does). A failure
    or an interruption halfway puts everything back. Stops: locked, changed-meanwhile, not-written.
    """
    if not writes:
        return
    with _locked(lock_folder or root, writes):
        saving = _Saving(root)
        try:
            for path, write in writes.items():
                saving.check(path, write)
            for path, write in writes.items():
                saving.stage(path, write)
            for path in writes:
                saving.put(path)
        except OSError as error:
            saving.undo()
            raise _not_written(error) from error
        except BaseException:
            saving.undo()
            raise
        saving.finish()


@dataclass(slots=True)
class _Saving:
    """The work on one set of files: what is staged beside each, what was set aside, which folders are new."""

    root: str
    staged: dict[str, str | None] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    placed: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)

    def check(self, path: str, write: Write) -> None:
        """Refuse a link on the way, and a file that isn't what it was."""
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            place = self._place("/".join(parts[:depth]))
            if os.path.islink(place):
                raise Stop("not-written", f"{printable(place)} is a symbolic link, which is never written through",
                           "put the folder or the file itself there")  # fmt: skip
        if self._content(path) != write.before:
            message = f"{printable(path)} was changed by somebody else meanwhile, so nothing was written"
            raise Stop("changed-meanwhile", message, "look at it, then run the command again")

    def stage(self, path: str, write: Write) -> None:
        """Write the new content beside its place, with the mode of what it replaces."""
        if write.after is None:
            self.staged[path] = None
            return
        folder = os.path.dirname(self._place(path))
        self._make(folder)
        descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=TEMPORARY)
        self.staged[path] = temporary
        with os.fdopen(descriptor, "wb") as file:
            file.write(write.after)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, self._mode(path))

    def put(self, path: str) -> None:
        """Keep what stands there under another name too, and put the staged file in its place at once."""
        place, temporary = self._place(path), self.staged[path]
        if os.path.lexists(place):
            kept = os.path.join(os.path.dirname(place), f"{ASIDE}{os.getpid()}-{os.path.basename(place)}")
            _keep(place, kept)
            self.aside[path] = kept
        self.placed.append(path)
        if temporary is not None:
            os.replace(temporary, place)
            self.staged[path] = None
        elif os.path.lexists(place):
            os.unlink(place)

    def undo(self) -> None:
        """Put everything back; renaming needs no space on the disk."""
        for path in (path for path in self.placed if path not in self.aside):
            with suppress(OSError):
                os.unlink(self._place(path))
        for path, before in self.aside.items():
            with suppress(OSError):
                os.replace(before, self._place(path))
            with suppress(OSError):  # two names of one file: renaming one to the other does nothing
                os.unlink(before)
        for temporary in filter(None, self.staged.values()):
            with suppress(OSError):
                os.unlink(temporary)
        for folder in reversed(self.folders):
            with suppress(OSError):
                os.rmdir(folder)

    def finish(self) -> None:
        """Forget what was set aside."""
        for before in self.aside.values():
            with suppress(OSError):
                os.unlink(before)

    def _place(self, path: str) -> str:
        return os.path.join(self.root, *path.split("/"))

    def _content(self, path: str) -> bytes | None:
        try:
            with open(self._place(path), "rb") as file:
                return file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _make(self, folder: str) -> None:
        if os.path.isdir(folder):
            return
        self._make(os.path.dirname(folder))
        os.mkdir(folder)
        self.folders.append(folder)

    def _mode(self, path: str) -> int:
        try:
            return os.stat(self._place(path)).st_mode & 0o777
        except FileNotFoundError:
            return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _keep(place: str, kept: str) -> None:
    """Give a file a second name; where the file system has no links, move it there."""
    try:
        os.link(place, kept)
    except OSError:
        os.replace(place, kept)


@contextmanager
def _locked(folder: str, writes: Mapping[str, Write]) -> Iterator[None]:
    """Hold the lock: a file that only one process can make, and that says who holds it and what for."""
    path = os.path.join(folder, LOCK)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        message = f"another pas-gov is writing here{_holder(path)}"
        remedy = f"wait for it; where none is running any more, look at `git status`, then remove {path}"
        raise Stop("locked", message, printable(remedy)) from None
    except OSError as error:
        raise _not_written(error) from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write("\n".join([f"process {os.getpid()}", *writes]))
        yield
    except OSError as error:
        raise _not_written(error) from error
    finally:
        with suppress(OSError):
            os.unlink(path)


def _holder(path: str) -> str:
    with suppress(OSError), open(path, encoding="utf-8", errors="replace") as file:
        first = file.readline(100).strip()
        return f" ({printable(first)})" if first else ""
    return ""


def _not_written(error: OSError) -> Stop:
    place = printable(str(error.filename or "a file"))
    message = f"{place} can't be written: {error.strerror or error}"
    return Stop(
        "not-written", message, "nothing was changed; make room or get the right to write, and try again"
    )
