"""A file as a table: which kind it is, by what stands in it rather than by its name."""

from __future__ import annotations

from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.sheets.columns import is_known
from pas_gov.sheets.delimited import read_csv
from pas_gov.sheets.json_lines import read_json_lines
from pas_gov.sheets.table import BYTES, MEBIBYTE, Table
from pas_gov.sheets.workbook import read_xlsx

OTHERS = {
    b"%PDF-": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file", b"{\\rtf": "a text with its layout (RTF)",
}  # fmt: skip
ZIP, OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
AS_CSV = "open it in a spreadsheet program and save it as XLSX or CSV UTF-8"


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How a file is read, where it doesn't say so itself: the sheet of a workbook, and CSV's encoding and delimiter."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""


def read_table(content: bytes, name: str, options: SheetOptions) -> Table:
    """Return the table in a file. Stops (status 2): too-large, unknown-format, and those of each format."""
    if len(content) > BYTES:
        raise Stop(
            "too-large", f"the file has more than {BYTES // MEBIBYTE} MiB", "divide it into several", status=2
        )
    if content.startswith(ZIP):
        if b"xl/workbook.xml" not in content:
            raise Stop("unknown-format", "this is an archive, but no workbook in XLSX", AS_CSV, status=2)
        return read_xlsx(content, options.sheet)
    if content.startswith(OLE):
        fact = "this is a workbook of the format before XLSX, or one with a password"
        raise Stop("unknown-format", fact, AS_CSV, status=2)
    other = next((what for start, what in OTHERS.items() if content.startswith(start)), "")
    if other:
        raise Stop("unknown-format", f"this is {other}, and no spreadsheet", "name a file in CSV, XLSX or JSON lines",
                   status=2)  # fmt: skip
    if options.sheet:
        raise Stop(
            "no-sheets", "--sheet names a sheet of a workbook, and this is none", "leave it out", status=2
        )
    if _is_json(content, name):
        return read_json_lines(content, options.encoding)
    return read_csv(content, is_known, options.encoding, options.delimiter)


def _is_json(content: bytes, name: str) -> bool:
    start = content[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"{") or name.lower().endswith((".jsonl", ".ndjson", ".json"))
