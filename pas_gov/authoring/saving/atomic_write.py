"""Writing files of a folder: all of them or none, never over what somebody else wrote meanwhile.

Wherever the process is ended, by whatever, the files are the earlier ones or the later ones; of several files it may
be some of each until the next command, which finds the journal and puts them back (``loading/transaction``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from stat import S_IMODE

from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.loading.asides import say
from pas_gov.loading.transaction import operations, receipt
from pas_gov.loading.transaction.interrupts import HeldBack, held_back
from pas_gov.loading.transaction.journal import (
    WRITING,
    WRITTEN,
    Change,
    Journal,
    content_at,
    digest,
    new_journal,
    place,
    write_down,
)
from pas_gov.loading.transaction.lock import only_writer
from pas_gov.loading.transaction.recovery import half_written, put_back, settle_locked, tidy_up
from pas_gov.loading.transaction.whereabouts import made


@dataclass(frozen=True, slots=True)
class Write:
    """One file to write: its bytes before, None where it wasn't there, and after, None to take it away."""

    before: bytes | None
    after: bytes | None


def no_check() -> None:
    """Check nothing more."""


def save(
    root: str,
    writes: Mapping[str, Write],
    lock_folder: str,
    *,
    folders: Collection[str] = (),
    check: Callable[[], None] = no_check,
) -> None:
    """Write files below a root by path, and make folders: all of it, or none and Stop.

    Nothing is written where a file isn't any more what it was, where a link stands on the way to it, where ``check``
    stops, or while another process writes (the lock and the journal stand in ``lock_folder``, see
    ``whereabouts``).
    A failure or an interruption halfway puts everything back. What is written is noted in the receipt.
    Stops: locked, changed-meanwhile, not-written, half-written.
    """
    changed = {path: write for path, write in writes.items() if write.before != write.after}
    if not changed and not _lacking(root, folders):
        return
    try:
        with made(lock_folder, say) as folder, only_writer(folder):
            _settle(root, folder)
            check()
            _save(_Saving(root, folder, changed), _lacking(root, folders))
    except OSError as error:
        raise _not_written(error) from error


def _lacking(root: str, folders: Iterable[str]) -> list[str]:
    """Return the folders that aren't there; a link is none, and will be refused."""
    places = {path: place(root, path) for path in folders}
    return [path for path, one in places.items() if os.path.islink(one) or not os.path.isdir(one)]


def _settle(root: str, folder: str) -> None:
    try:
        say(settle_locked(root, folder))
    except OSError as error:
        raise half_written(error) from error


def _save(saving: _Saving, folders: list[str]) -> None:
    for path in (*saving.writes, *folders):
        saving.refuse_link(path)
    saving.refuse_changed(saving.writes)
    with held_back() as held:
        journal = saving.begun(folders)
        try:
            saving.stage(journal, held)
            saving.put(journal)
        except BaseException as error:
            saving.undo(journal)
            if isinstance(error, OSError):
                raise _not_written(error) from error
            raise
        receipt.add(saving.writes)
        with suppress(OSError):  # the next command tidies up
            operations.sync_folder(saving.folder)
            tidy_up(saving.root, saving.folder, journal)


@dataclass(frozen=True, slots=True)
class _Saving:
    """One set of files to write below a root, whose journal stands in ``folder``."""

    root: str
    folder: str
    writes: Mapping[str, Write]

    def refuse_link(self, path: str) -> None:
        """Refuse a link on the way to a file or at its place."""
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            here = place(self.root, "/".join(parts[:depth]))
            if os.path.islink(here):
                raise Stop("not-written", f"{printable(here)} is a symbolic link, which is never written through",
                           "put the folder or the file itself there")  # fmt: skip

    def refuse_changed(self, paths: Iterable[str]) -> None:
        """Refuse a file that isn't what it was."""
        for path in paths:
            if content_at(place(self.root, path)) != self.writes[path].before:
                raise changed_meanwhile(path)

    def begun(self, folders: list[str]) -> Journal:
        """Write the journal down, and return it; nothing is touched before."""
        changes = (Change(p, digest(one.before), digest(one.after)) for p, one in self.writes.items())
        journal = new_journal(changes, self._missing_folders(folders))
        try:
            write_down(journal, self.folder)
        except BaseException:
            with suppress(OSError):
                operations.unlink(os.path.join(self.folder, WRITING))
            raise
        return journal

    def _missing_folders(self, folders: list[str]) -> list[str]:
        ends = [*folders, *(p.rpartition("/")[0] for p, one in self.writes.items() if one.after is not None)]
        missing = {one for end in ends for one in _ways(end) if not os.path.isdir(place(self.root, one))}
        return sorted(missing)

    def stage(self, journal: Journal, held: HeldBack) -> None:
        """Write each content beside its place, on the disk when this returns, and keep the earlier one there, too."""
        for path in journal.folders:
            operations.mkdir(place(self.root, path))
        for number, path in enumerate(self.writes):
            held.obey()
            with _named(path):
                self._stage(journal, number, path)
        self._sync_folders(journal)
        held.obey()

    def _stage(self, journal: Journal, number: int, path: str) -> None:
        write, here = self.writes[path], place(self.root, path)
        mode = S_IMODE(os.stat(here).st_mode) & 0o777 if write.before is not None else None
        if write.before is not None:
            _keep(here, journal.kept(self.root, number), write.before, mode)
        if write.after is not None:
            _write(journal.staged(self.root, number), write.after, mode)

    def put(self, journal: Journal) -> None:
        """Put each content in its place, and say in the journal that this is done."""
        for number, (path, write) in enumerate(self.writes.items()):
            self.refuse_changed([path])
            with _named(path):
                if write.after is None:
                    operations.unlink(place(self.root, path))
                else:
                    operations.rename(journal.staged(self.root, number), place(self.root, path))
        self._sync_folders(journal)
        operations.rename(os.path.join(self.folder, WRITING), os.path.join(self.folder, WRITTEN))

    def undo(self, journal: Journal) -> None:
        """Put everything back; renaming needs no space on the disk."""
        try:
            put_back(self.root, self.folder, journal)
        except OSError as error:
            raise half_written(error) from error

    def _sync_folders(self, journal: Journal) -> None:
        touched = [place(self.root, one.path) for one in journal.changes]
        made = [place(self.root, one) for one in journal.folders]
        for one in sorted({os.path.dirname(path) for path in (*touched, *made)}):
            operations.sync_folder(one)


def _ways(folder: str) -> Iterator[str]:
    """Yield a folder and those above it, below the root."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Let an error name the record, not the file that stands beside it for a while."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = path, None
        raise


def _write(path: str, content: bytes, mode: int | None) -> None:
    """Write a file that isn't there yet, to the disk; with None for its mode it gets the usual one."""
    descriptor = operations.create(path)
    try:
        operations.write(descriptor, content)
        operations.sync(descriptor)
    finally:
        os.close(descriptor)
    if mode is not None:
        operations.chmod(path, mode)


def _keep(here: str, kept: str, content: bytes, mode: int | None) -> None:
    """Give a file a second name; where the file system has no links, copy it."""
    try:
        operations.link(here, kept)
    except OSError:
        _write(kept, content, mode)


def changed_meanwhile(path: str) -> Stop:
    """Return the Stop for a file that isn't any more what it was when the command read it."""
    message = f"{printable(path)} was changed by somebody else meanwhile, so nothing was written"
    return Stop("changed-meanwhile", message, "look at it, then run the command again")


def _not_written(error: OSError) -> Stop:
    what = printable(str(error.filename or "a file"))
    message = f"{what} can't be written: {error.strerror or error}"
    return Stop(
        "not-written", message, "nothing was changed; make room or get the right to write, and try again"
    )
