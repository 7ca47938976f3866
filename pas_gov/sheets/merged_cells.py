"""Merged cells of a workbook's sheet: openpyxl doesn't tell of them where it reads row by row.

They are read from the part of the archive itself, after ``archive.refuse_dangerous`` has looked at it. Opening the
whole workbook at once (``read_only=False``) would tell of them, too, with fifty times the file's size in memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.parsers import expat

from pas_gov.sheets.archive import CHUNK
from pas_gov.sheets.row_order import RowOrder, column_number, handlers
from pas_gov.sheets.table import CELLS, Row, column_letters, is_empty, too_large

RANGES = 10_000
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
ELEMENTS = frozenset(f"{one} mergeCell" for one in (NAMESPACE, STRICT))

Place = tuple[int, int]  # a row as it is counted in the sheet, and a column from 0


def merged_cells(content: bytes, part: str, rows: Sequence[Row]) -> Mapping[Place, str]:
    """Return the empty cells of these rows that are merged with one that holds something, and that one, such as C2.

    Stop(too-large, status 2) for more ranges, or cells in them, than a sheet may have. What is no range counts as none.
    Stop(not-a-workbook, status 2) where rows or cells are out of order, and so would be lost.
    """
    found: dict[Place, str] = {}
    known = {row.number: row for row in rows}
    covered = 0
    for first, last in _ranges(content, part):
        (top, left), (bottom, right) = first, last
        anchor = known.get(top)
        if anchor is None or is_empty(anchor[left]):
            continue
        numbers = (
            [one for one in known if top <= one <= bottom]
            if bottom - top > len(known)
            else range(top, bottom + 1)
        )
        covered += len(numbers) * (right - left + 1)
        if covered > CELLS:
            raise too_large(f"merged cells cover more than {CELLS} cells", f"{CELLS} cells")
        name = f"{column_letters(left)}{top}"
        places = ((row, column) for row in numbers for column in range(left, right + 1))
        found |= {
            (row, column): name for row, column in places if row in known and is_empty(known[row][column])
        }
    return found


def _ranges(content: bytes, part: str) -> Iterator[tuple[Place, Place]]:
    """Yield the first and the last cell of each merged range."""
    for text in _references(content, part):
        found = RANGE.fullmatch(text)
        if found:
            yield (int(found[2]), column_number(found[1])), (int(found[4]), column_number(found[3]))


RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


def _references(content: bytes, part: str) -> list[str]:
    found: list[str] = []
    takers = handlers(RowOrder(), (NAMESPACE, STRICT))

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name in takers:
            takers[name](attributes)
        elif name in ELEMENTS:
            found.append(attributes.get("ref", ""))
            if len(found) > RANGES:
                raise too_large(f"there are more than {RANGES} merged ranges", f"{RANGES} of them")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(part) as file:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk, False)
    return found
