"""Reading objects: one ``cat-file --batch-command`` for as many as are wanted, each checked against its id."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from contextvars import ContextVar
from io import BufferedReader
from itertools import islice
from typing import cast

from pas_gov.diagnostics import Stop, printable
from pas_gov.git.batch import Answers
from pas_gov.git.listener import HEARS, Listener
from pas_gov.git.process import Repository, command, damaged, environment, failure, missing, no_git
from pas_gov.snapshot import BlobReader

BLOB_LIMIT = 1 << 20  # no record is longer than 256 KiB: what is beyond is cut, so that the loader can say so
RECORD_LIMIT = 64 << 20  # of a commit or a tree
AT_ONCE = 100  # requests of about 75 bytes: they fit into every system's pipe, so that nobody waits for ever


class Objects:
    """A running ``cat-file --batch-command``: asks for objects by name or id and verifies what comes."""

    __slots__ = ("_answers", "_listener", "_mark", "_object_format", "_process", "_stdin", "_stdout", "idle")

    def __init__(self, process: subprocess.Popen[bytes], object_format: str) -> None:
        """Take a process with pipes at its standard input, output and error."""
        assert process.stdin is not None  # noqa: S101 - for the type checker
        assert process.stdout is not None  # noqa: S101
        assert process.stderr is not None  # noqa: S101
        self._process, self._stdin, self._stdout = process, process.stdin, process.stdout
        self._listener = Listener(process.stdout.fileno(), process.stderr.fileno()) if HEARS else None
        self._object_format = object_format
        self.idle = True  # whether all that was asked for has been read
        self._mark = f"..{os.urandom(16).hex()}"  # no ref can have two dots
        source = self._listener or cast(BufferedReader, self._stdout)
        self._answers = Answers(source, f"{self._mark} missing\n".encode())

    def get(self, names: Iterable[str], kind: str, limit: int) -> Iterator[tuple[str, bytes]]:
        """Yield the id and the bytes of each name, in order; of a longer blob the first ``limit + 1`` bytes.

        Every byte is hashed, those beyond the limit too. Stops: missing-object, damaged-object.
        """
        waiting = iter(names)
        while chunk := list(islice(waiting, AT_ONCE)):
            self._ask(chunk)
            for name in chunk:
                found = self._answer(name, kind, limit)
                if found is None:
                    raise self._missing(name, kind)
                yield found
            self._end_of_answers()

    def find(self, name: str) -> tuple[tuple[str, bytes] | None, str]:
        """Return the id and bytes of the commit that a name stands for, or None for none; and what git says of it.

        Git prints what it has to say of a name before it answers, so all of it is there by then.
        """
        self._complaints()  # about what was asked before
        self._ask([name])
        found = self._answer(name, "commit", RECORD_LIMIT)
        self._end_of_answers()
        return found, self._complaints() if self._listener else self.said()

    def close(self) -> None:
        """End the process."""
        with self._process:
            pass

    def _complaints(self) -> str:
        """Return what was printed on standard error since it was last read, and let the process go on."""
        return self._listener.complaints().decode("utf-8", "replace") if self._listener else ""

    def said(self) -> str:
        """End the process and return what it printed on standard error since that was last read."""
        self.idle = False
        self._stdout.close()
        with suppress(OSError):  # it may have gone already
            self._stdin.close()
        assert self._process.stderr is not None  # noqa: S101
        told = self._listener.last_complaints() if self._listener else self._process.stderr.read()
        self._process.wait()
        return told.decode("utf-8", "replace")

    def _ask(self, names: Sequence[str]) -> None:
        asked = "".join(f"contents {name}\n" for name in (*names, self._mark))
        request = f"{asked}flush\n".encode("utf-8", "surrogateescape")
        self._answers.expect()
        self.idle = False
        try:
            self._stdin.write(request)
            self._stdin.flush()
        except OSError as error:
            raise failure(self.said()) from error

    def _answer(self, name: str, kind: str, limit: int) -> tuple[str, bytes] | None:
        header = self._answers.line().decode("utf-8", "surrogateescape")
        if header in (f"{name} missing\n", f"{name} ambiguous\n"):
            return None
        fields = header.split()
        if not header.endswith("\n") or len(fields) != 3 or not fields[2].isdigit():
            raise failure(self.said())
        identity, found, size = fields[0], fields[1], int(fields[2])
        if found != kind:
            raise damaged(f"The object {identity} is a {found}, where a {kind} belongs")
        if kind != "blob" and size > limit:
            raise Stop("too-large", f"The {kind} {identity} has {size:,} bytes; at most {limit:,} are read")
        return identity, self._content(identity, kind, size, limit)

    def _content(self, identity: str, kind: str, size: int, limit: int) -> bytes:
        digest = hashlib.new(self._object_format, b"%s %d\0" % (kind.encode(), size), usedforsecurity=False)
        data = self._answers.take(min(size, limit + 1))
        digest.update(data)
        left = size - len(data)
        while left > 0 and (piece := self._answers.take(min(left, 1 << 20))):
            digest.update(piece)
            left -= len(piece)
        if left or self._answers.take(1) != b"\n":
            raise damaged(f"The {kind} {identity} can't be read to its end. {self._quoted()}")
        if digest.hexdigest() != identity:
            raise damaged(f"The {kind} {identity} isn't what its id says: it was replaced or damaged on disk")
        return data

    def _end_of_answers(self) -> None:
        if self._answers.line() != f"{self._mark} missing\n".encode():
            raise damaged(f"git answered otherwise than it was asked. {self._quoted()}")
        self.idle = True

    def _missing(self, name: str, kind: str) -> Stop:
        said = self.said()
        if said.strip():
            return failure(said)
        return missing(f"The {kind} {printable(name)} isn't in this repository")

    def _quoted(self) -> str:
        words = printable(" ".join(self.said().split()))
        return f"Git says: {words}" if words else "Git doesn't say why"


Kept = dict[str, Objects]  # an idle process for each git folder
_kept: ContextVar[Kept | None] = ContextVar("kept", default=None)


@contextmanager
def kept_processes() -> Iterator[None]:
    """Let ``objects`` take a process again that an earlier with block has left idle, for the length of this one.

    A gate reads a dozen times from two git folders, and to begin a process costs more than to read.
    """
    kept: Kept = {}
    token = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(token)
        for store in kept.values():
            store.close()


@contextmanager
def objects(repository: Repository) -> Iterator[Objects]:
    """Give a running ``cat-file --batch-command`` for the length of a with block; one that failed isn't used again."""
    kept, folder = _kept.get(), repository.workspace or repository.git_dir
    store = (kept.pop(folder, None) if kept is not None else None) or _begun(repository, folder)
    try:
        yield store
    except BaseException:
        store.close()
        raise
    if kept is not None and folder not in kept and store.idle:
        kept[folder] = store
    else:
        store.close()


def _begun(repository: Repository, folder: str) -> Objects:
    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed list
            command(repository, "cat-file", "--batch-command", "--buffer"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(repository.object_format),
            cwd=folder,
        )
    except FileNotFoundError as error:
        raise no_git() from error
    return Objects(process, repository.object_format)


def blob_reader(repository: Repository) -> BlobReader:
    """Return the function that reads blobs by id, every byte checked against the id.

    Of a blob over 1 MiB only the first 1 MiB and one byte are returned: longer than any limit of a record,
    so that whoever checks the size refuses it, and a huge file can't fill the memory.
    """

    def read(ids: Iterable[str]) -> dict[str, bytes]:
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        with objects(repository) as store:
            return dict(store.get(wanted, "blob", BLOB_LIMIT))

    return read


def lasting_blob_reader(repository: Repository) -> BlobReader:
    """Return a reader as ``blob_reader`` does, with one process for all its calls; a failed one is begun anew.

    For long runs that read a few blobs again and again. The process ends with this program, or with its pipes.
    """
    opened: list[Objects] = []
    context: list[AbstractContextManager[Objects]] = []

    def read(ids: Iterable[str]) -> dict[str, bytes]:
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        if not opened:
            context[:] = [objects(repository)]
            opened[:] = [context[0].__enter__()]
        try:
            return dict(opened[0].get(wanted, "blob", BLOB_LIMIT))
        except BaseException:
            opened.clear()
            raise

    return read
