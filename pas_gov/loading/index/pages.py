"""A file of pages, written once and whole, from which single keys are read; each page is checked when it is read.

A key's page follows from the key's digest, so that what isn't there is told by a page that was checked, as surely as
what is. (In SQLite a damaged page can make a row absent without an error, and whether a promise is there is just what
a gate asks.) The layout follows D. J. Bernstein's cdb: values never change in place.

The first line says which version of pas-gov wrote the file, for which folder, and the SHA-256 of what follows: a line
about the whole, and the directory. That has the place, the length and the SHA-256 of each page: first those of keys,
then the sections, which are read as a whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from typing import Any, BinaryIO

from pas_gov.foundation.values import dataclass
from pas_gov.loading import cache

ENTRY = struct.Struct(">QI32s")  # of the directory: where a page begins, how long it is, its SHA-256
KEYS_ON_A_PAGE = 4
LONGEST_LINE = 1 << 16


class DamagedIndex(BaseException):
    """A page isn't what was written. No ``except Exception`` of a judgement that reads it can swallow this."""


@dataclass(frozen=True, slots=True)
class Pages:
    """An open file of pages; ``about`` is what the writer said of the whole."""

    about: Mapping[str, Any]
    _file: BinaryIO
    _directory: bytes
    _keyed: int
    _read: dict[int, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """Return what stands under a key, None where nothing does. Raises DamagedIndex."""
        return _find(self._page(_page_of(key, self._keyed)), key)

    def section(self, number: int) -> bytes:
        """Return a section. Raises DamagedIndex."""
        return self._page(self._keyed + number)

    def rows(self, kind: str) -> Iterator[bytes]:
        """Yield what stands under all keys that begin with these letters, in no order. Raises DamagedIndex."""
        start = json.dumps(kind)[:-1].encode()
        for number in range(self._keyed):
            for line in self._page(number).split(b"\n"):
                if line.startswith(start):
                    yield line.partition(b"\t")[2]

    def _page(self, number: int) -> bytes:
        if number not in self._read:
            self._read[number] = self._checked(number)
        return self._read[number]

    def _checked(self, number: int) -> bytes:
        try:
            start, length, digest = ENTRY.unpack_from(self._directory, number * ENTRY.size)
            self._file.seek(start)
            page = self._file.read(length)
        except (OSError, ValueError, OverflowError, MemoryError, struct.error) as error:
            raise DamagedIndex from error
        if hashlib.sha256(page).digest() != digest:
            raise DamagedIndex
        return page


def _find(page: bytes, key: str) -> bytes | None:
    start = _written(key)
    return next((line[len(start) :] for line in page.split(b"\n") if line.startswith(start)), None)


def _written(key: str) -> bytes:
    """Return a key as it begins its line: in JSON, which has no tab and no line's end in it."""
    return json.dumps(key).encode() + b"\t"


def _page_of(key: str, pages: int) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % pages


@contextmanager
def opened_pages(path: str, header: Mapping[str, object]) -> Iterator[Pages | None]:
    """Open a file of pages for the length of a with block; give None where it isn't one of this header, or damaged."""
    try:
        file = cache.opened(path)
    except OSError:
        yield None
        return
    with file:
        yield _pages(file, header)


def _pages(file: BinaryIO, header: Mapping[str, object]) -> Pages | None:
    try:
        said, about = file.readline(LONGEST_LINE), file.readline(LONGEST_LINE)
        meta = json.loads(about)
        directory = file.read((meta["keyed"] + meta["sections"]) * ENTRY.size)
        digest = hashlib.sha256(about + directory).hexdigest()
        if json.loads(said) != {**header, "sha256": digest}:
            return None
        return Pages(meta["about"], file, directory, meta["keyed"])
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError, MemoryError):
        return None


def content(
    header: Mapping[str, object],
    about: Mapping[str, Any],
    rows: Iterable[tuple[str, bytes]],
    sections: Iterable[bytes],
) -> bytes:
    """Return the bytes of a file of pages; no row has a line's end in it."""
    lines = [(key, _written(key) + value) for key, value in rows]
    keyed = max(1, len(lines) // KEYS_ON_A_PAGE)
    found: list[list[bytes]] = [[] for _ in range(keyed)]
    for key, line in lines:
        found[_page_of(key, keyed)].append(line)
    del lines
    for number, page in enumerate(found):  # a page at a time, so that the rows aren't in memory twice
        found[number] = [b"\n".join(page)]
    pages = [*(page for (page,) in found), *sections]
    meta = json.dumps({"about": about, "keyed": keyed, "sections": len(pages) - keyed}).encode() + b"\n"
    return _assembled(header, meta, pages)


def _assembled(header: Mapping[str, object], meta: bytes, pages: list[bytes]) -> bytes:
    """Put the parts together; places count from the file's start, as the header's length doesn't depend on them."""
    length = len(_header_line(header, "0" * 64)) + len(meta) + len(pages) * ENTRY.size
    directory = bytearray()
    for page in pages:
        directory += ENTRY.pack(length, len(page), hashlib.sha256(page).digest())
        length += len(page)
    digest = hashlib.sha256(meta + directory).hexdigest()
    return b"".join((_header_line(header, digest), meta, directory, *pages))


def _header_line(header: Mapping[str, object], digest: str) -> bytes:
    return json.dumps({**header, "sha256": digest}).encode("utf-8", "surrogatepass") + b"\n"


def newest_first(folder: str, names: Iterable[str]) -> list[str]:
    """Return the paths of files of these names, the last written first; nothing that isn't there."""
    found = []
    for name in names:
        path = os.path.join(folder, name)
        try:
            found.append((os.lstat(path).st_mtime_ns, path))
        except OSError:
            continue
    return [path for _, path in sorted(found, reverse=True)]
