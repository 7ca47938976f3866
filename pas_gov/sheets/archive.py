"""What is looked at before a workbook is opened: its size unpacked, and XML that would reach beyond it."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from pas_gov.diagnostics import Stop
from pas_gov.sheets.table import MEBIBYTE, UNPACKED, too_large

PARTS = 2_000
CHUNK = 64 * 1024
BLANK = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"  # marks of an encoding, and space
OPENS = (b"<", b"\x4c\x6f\xa7\x94")  # the second in EBCDIC, which expat doesn't know but other parsers do


def refuse_dangerous(content: bytes) -> None:
    """Refuse a workbook that unpacks beyond the bound, or whose XML declares a document type, where entities come from.

    Sizes are counted while unpacking, whatever the archive says of itself. Stops (status 2): too-large, not-a-workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS:
                raise too_large(f"the workbook has {len(parts)} parts", f"{PARTS} parts")
            left = UNPACKED
            for part in parts:
                left -= _size(archive, part, left)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise _broken(str(error)) from None


def _size(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Return the size of a part unpacked, looked into whatever its name: any part can be named as the sheet."""
    scan = _DoctypeScan(named=part.filename.lower().endswith((".xml", ".rels", ".vml")))
    size = 0
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > left:
                raise too_large(
                    "the workbook is small, but unpacks to more", f"{UNPACKED // MEBIBYTE} MiB unpacked"
                )
            scan.feed(chunk)
    return size


class _DoctypeScan:
    """Reads XML up to its first element, behind which no document type can stand any more.

    A part that is neither ``named`` as XML nor begins as such is a picture or the like: that it isn't XML is no fault.
    """

    def __init__(self, *, named: bool) -> None:
        self._named = named
        self._done = False
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._finish

    def feed(self, chunk: bytes) -> None:
        if self._done:
            return
        self._named = self._named or chunk.lstrip(BLANK).startswith(OPENS)
        try:
            self._parser.Parse(chunk, False)
        except expat.ExpatError as error:
            if self._named:
                raise _broken(str(error)) from None
            self._done = True

    def _finish(self, *_: object) -> None:
        self._done = True

    def _refuse(self, *_: object) -> None:
        raise Stop("not-a-workbook", "the workbook's XML declares a document type, which no spreadsheet program writes",
                   "open it in a spreadsheet program, and save it anew", status=2)  # fmt: skip


def _broken(why: str) -> Stop:
    return Stop("not-a-workbook", f"the workbook can't be read: {why[:200]}",
                "open it in a spreadsheet program and save it anew, as XLSX or CSV UTF-8", status=2)  # fmt: skip
