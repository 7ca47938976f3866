"""The output of ``cat-file --batch-command``, read without ever waiting for bytes that won't come."""

from __future__ import annotations

from typing import Protocol


class ByteSource(Protocol):
    """A stream of bytes: a pipe's reader."""

    def read1(self, size: int, /) -> bytes:
        """Return some bytes as soon as there are any, b"" at the end."""


class Answers:
    """Takes bytes from a stream that ends, for now, with a mark.

    Git announces an object's size and then may send fewer bytes (tried on 2.39: a loose object whose content
    is shorter than its header says), so that who reads by size alone waits for ever. Requests therefore end
    with a name that git can't have; its answer is the mark.
    """

    __slots__ = ("_at", "_held", "_mark", "_over", "_source", "_tail")

    def __init__(self, source: ByteSource, mark: bytes) -> None:
        """Take the stream and the mark that nobody else can know."""
        self._source, self._mark = source, mark
        self._held, self._at, self._tail, self._over = b"", 0, b"", True

    def expect(self) -> None:
        """Expect answers again, after the next requests were sent."""
        self._tail, self._over = b"", False

    def line(self) -> bytes:
        """Return the next line with its newline; less where the answers end before."""
        while (end := self._held.find(b"\n", self._at)) < 0 and self._more():
            pass
        return self.take(end + 1 - self._at if end >= 0 else len(self._held) - self._at)

    def take(self, size: int) -> bytes:
        """Return that many bytes; fewer where the answers end before."""
        if len(self._held) - self._at < size:
            self._fill(size)
        data = self._held[self._at : self._at + size]
        self._at += len(data)
        return data

    def _fill(self, size: int) -> None:
        pieces = [self._held[self._at :]]
        have = len(pieces[0])
        while have < size and (piece := self._next()):
            pieces.append(piece)
            have += len(piece)
        self._held, self._at = b"".join(pieces), 0

    def _more(self) -> bool:
        piece = self._next()
        self._held, self._at = self._held[self._at :] + piece, 0
        return bool(piece)

    def _next(self) -> bytes:
        if self._over:
            return b""
        piece = self._source.read1(1 << 16)
        self._tail = (self._tail + piece)[-len(self._mark) :]
        self._over = not piece or self._tail == self._mark
        return piece
