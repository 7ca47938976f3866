"""The cache inside the git folder: facts of promise files by blob id, verdicts of steps, claims and meanings of texts.

The file says which format and version of pas-gov wrote it, for which folder, and the SHA-256 of its content.
Whatever doesn't agree in all of that, isn't a plain file of this user's, or doesn't read as it should, is
ignored: the blobs are read again. Plain text and JSON; nothing in it is ever executed.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, BinaryIO

from pas_gov import __version__
from pas_gov.model.records.schema import schema_text

FORMAT = 3
STEPS, CLAIMS, EMBEDDINGS, RULES = "steps.v1", "claims.v1", "embeddings.v1", "rules.v1"
EVERY_ROOM = ("",)


def load_rows(folder: str, name: str, rooms: Sequence[str] = EVERY_ROOM) -> dict[str, dict[str, Any]]:
    """Return what was kept under a name (verdicts of steps, claims of texts), by key; nothing that can't be trusted.

    What another version of the code in these rooms kept isn't.
    """
    try:
        if os.path.islink(folder):
            return {}
        header, body = read(os.path.join(folder, name)).split(b"\n", 1)
        rows = (
            json.loads(body)
            if json.loads(header) == header_of(folder, body) | {"code": code_fingerprint(rooms)}
            else {}
        )
        return rows if isinstance(rows, dict) else {}
    except (OSError, ValueError, TypeError, RecursionError, MemoryError):
        return {}


def save_rows(
    folder: str, name: str, rows: Mapping[str, dict[str, Any]], rooms: Sequence[str] = EVERY_ROOM
) -> None:
    """Keep rows under a name, all or nothing; where that can't be done, don't."""
    body = json.dumps(rows, separators=(",", ":")).encode()
    header = json.dumps(header_of(folder, body) | {"code": code_fingerprint(rooms)})
    save_file(folder, name, header.encode() + b"\n" + body)


def code_fingerprint(rooms: Sequence[str] = EVERY_ROOM) -> str:
    """Return a fingerprint of pas-gov's own code in some rooms, as another version of it may judge otherwise.

    It is that of the files when a process first asks: what has been loaded by then judges until it ends.
    """
    return _first_fingerprint(tuple(rooms))


@lru_cache(maxsize=8)
def _first_fingerprint(rooms: tuple[str, ...]) -> str:
    return fingerprint_of(PACKAGE, rooms)


def fingerprint_of(package: str, rooms: Sequence[str]) -> str:
    """Return a fingerprint of the code in some rooms of a package: of its files' paths, sizes and times."""
    seen, folders = [], [os.path.join(package, room) for room in rooms]
    while folders:  # pathlib takes ten times as long
        for one in os.scandir(folders.pop()):
            if one.name.endswith((".py", ".json")):
                known = one.stat()
                seen.append(f"{one.path[len(package) :]} {known.st_size} {known.st_mtime_ns}")
            elif "." not in one.name and one.name != "__pycache__" and one.is_dir():
                folders.append(one.path)
    return hashlib.sha256("\n".join(sorted(seen)).encode()).hexdigest()


PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def header_of(folder: str, body: bytes) -> dict[str, object]:
    """Return what stands before a body: who wrote it, for which folder, and its SHA-256."""
    return _header(folder, hashlib.sha256(body).hexdigest())


def _header(folder: str, digest: str) -> dict[str, object]:
    return origin(folder) | {"sha256": digest}


def origin(folder: str) -> dict[str, object]:
    """Return which pas-gov writes here, and for which folder: what another one kept is ignored."""
    return {
        "format": FORMAT,
        "version": __version__,
        "schema": hashlib.sha256(schema_text("promise").encode()).hexdigest(),
        "folder": os.path.realpath(folder),
    }


def read(path: str) -> bytes:
    """Return the content of a file of a cache folder; OSError as :func:`opened`."""
    with opened(path) as file:
        return file.read()


def opened(path: str) -> BinaryIO:
    """Open a file of a cache folder, which must be a plain one of this user's; OSError for anything else."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    found = os.fstat(descriptor)
    mine = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    if not (stat.S_ISREG(found.st_mode) and mine):
        os.close(descriptor)
        raise OSError("not a file of ours")
    return os.fdopen(descriptor, "rb")


def save_file(folder: str, name: str, content: bytes) -> None:
    """Write a file of a cache folder, all or nothing; where that can't be done, don't."""
    _save(folder, name, lambda file: file.write(content))


def save_pieces(folder: str, name: str, pieces: Iterable[bytes]) -> None:
    """Write a header and a body as :func:`save_file`; the body comes in pieces, so that it is never held whole."""

    def write(file: BinaryIO) -> None:
        digest = hashlib.sha256()
        file.write(json.dumps(_header(folder, digest.hexdigest())).encode() + b"\n")
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
        file.seek(0)
        file.write(json.dumps(_header(folder, digest.hexdigest())).encode())  # as long as the first

    _save(folder, name, write)


def _save(folder: str, name: str, write: Callable[[BinaryIO], object]) -> None:
    with suppress(OSError):
        if os.path.islink(folder):
            return
        os.makedirs(folder, exist_ok=True)
        _write(folder, name, write)


def _write(folder: str, name: str, write: Callable[[BinaryIO], object]) -> None:
    import tempfile

    descriptor, path = tempfile.mkstemp(dir=folder, prefix=f"{name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            write(file)
        os.replace(path, os.path.join(folder, name))
    except BaseException:  # a time limit or an interrupt too: nobody would ever remove this file
        with suppress(OSError):
            os.unlink(path)
        raise
