"""Pages kept in a WARC file, as web archives are: written while a site is read, and read again without the network."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pas_gov.diagnosis.sources.web.bounds import MOST_BYTES
from pas_gov.diagnosis.sources.web.fetching import Answer

MOST_RECORDS = 100_000
"""Records of a file that are read."""
MOST_WHOLE = 4 * 1024 * 1024 * 1024
"""Bytes that a file may unfold to."""
_PIECE = 1024 * 1024


class DamagedArchive(Exception):
    """A file isn't a WARC file, or is broken off or too large: the message says which, and from which byte on."""


def kept_answers(file: BinaryIO) -> Iterator[tuple[Answer, int]]:
    """Yield the answers in a WARC file, each with where its record ends. Raises DamagedArchive where it can't go on."""
    unfolded = 0
    records = ArchiveIterator(file)
    try:
        for number, record in enumerate(records, start=1):
            if number > MOST_RECORDS:
                raise DamagedArchive(f"only its first {MOST_RECORDS:,} records are read")
            content, left = _bounded(record.content_stream(), MOST_WHOLE - unfolded)
            unfolded += left
            if unfolded >= MOST_WHOLE:
                raise DamagedArchive(f"it unfolds to more than {MOST_WHOLE:,} bytes")
            if record.rec_type == "response" and record.http_headers is not None:
                yield (
                    _answer(record, content, left),
                    records.get_record_offset() + records.get_record_length(),
                )
    except (
        ArchiveLoadFailed,
        EOFError,
        OSError,
        ValueError,
        UnicodeError,
        AttributeError,
        TypeError,
    ) as error:
        raise DamagedArchive(f"it is no whole WARC file ({type(error).__name__})") from error


def _bounded(stream: BinaryIO, most: int) -> tuple[bytes, int]:
    """Return the start of a stream, up to one byte more than a page may have, and how long all of it is."""
    kept, length = b"", 0
    while length <= most and (piece := stream.read(_PIECE)):
        length += len(piece)
        if len(kept) <= MOST_BYTES:
            kept += piece
    return kept[: MOST_BYTES + 1], length


def _answer(record: object, content: bytes, length: int) -> Answer:
    headers = record.http_headers  # type: ignore[attr-defined]
    url = record.rec_headers.get_header("WARC-Target-URI") or ""  # type: ignore[attr-defined]
    code = headers.get_statuscode()
    status = int(code) if code and code.isdigit() else 0
    named = tuple((str(name).lower(), str(value)) for name, value in headers.headers)
    why = f"it has more than {MOST_BYTES:,} bytes" if length > MOST_BYTES else ""
    return Answer(url.strip("<>"), status, named, content, why=why)


class Keeper:
    """Writes answers to a WARC file, each whole before the next is asked for, so that a broken-off run can go on."""

    def __init__(self, path: str) -> None:
        """Open the file to be written behind what it holds."""
        self._file = open(path, "ab")  # noqa: SIM115  (held for the whole crawl)
        self._writer = WARCWriter(self._file, gzip=True)

    def keep(self, answer: Answer, today: str) -> None:
        """Write one answer, at a time (of UTC, as WARC writes it)."""
        headers = [(name, value) for name, value in answer.headers if name not in _CHANGED]
        headers.append(("content-length", str(len(answer.content))))
        status = StatusAndHeaders(f"{answer.status} Kept", headers, protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            answer.url, "response", payload=io.BytesIO(answer.content), http_headers=status,
            warc_headers_dict={"WARC-Date": today},
        )  # fmt: skip
        self._writer.write_record(record)
        record.raw_stream.close()  # a temporary file of the library's, which it leaves open
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


_CHANGED = frozenset(("content-encoding", "content-length", "transfer-encoding", "set-cookie", "connection"))
"""Headers that aren't true of what is kept, or nobody's business."""


def resumed(path: str) -> Sequence[Answer]:
    """Return what a file that a crawl began holds, and cut off what of it is broken; nothing where it isn't there."""
    if not os.path.exists(path):
        return ()
    found: list[Answer] = []
    end = 0
    with open(path, "rb") as file:
        try:
            for answer, at in kept_answers(file):
                found.append(answer)
                end = at
        except DamagedArchive:
            if not found:
                raise
    if end and end < os.path.getsize(path):
        os.truncate(path, end)
    return found
