"""CSV as spreadsheet programs write it: with any of the usual delimiters, and line breaks in quoted cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

from pas_gov.diagnostics import Stop, printable
from pas_gov.sheets.encoding import decoded
from pas_gov.sheets.table import CHARACTERS, Table, bounded_rows

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
FIRST = 20  # rows by which the delimiter is judged
DECLARED = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)  # a first line that Excel obeys, and doesn't show

Known = Callable[[str], bool]


def read_csv(content: bytes, known: Known, encoding: str = "", delimiter: str = "") -> Table:
    """Return the table of a CSV file. ``known`` tells whether a text is the name of a column.

    Where no delimiter is given, it is the one under which most columns have a known name, then the one that makes
    most columns. Stops (status 2): not-csv, too-large, and those of :func:`encoding.decoded`.
    """
    text, note = decoded(content, encoding)
    declared = DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    mark = delimiter or (declared[1] if declared else "") or _delimiter(text, known)
    rows = tuple(bounded_rows(_rows(text, mark)))
    name = DELIMITERS.get(mark, f'"{printable(mark)}"')
    return Table(f"CSV, divided by {name}", rows, (note,) if note else ())


def _delimiter(text: str, known: Known) -> str:
    return max(DELIMITERS, key=lambda mark: _score(text, mark, known))


def _score(text: str, mark: str, known: Known) -> tuple[int, int]:
    """Return how many known names the best of the first rows has, and how many columns it has."""
    best = (0, 0)
    try:
        for _, row in zip(range(FIRST), _rows(text, mark), strict=False):
            best = max(best, (sum(known(cell) for cell in row), len(row)))
    except Stop:
        return best
    return best


def _rows(text: str, mark: str) -> Iterator[list[str]]:
    csv.field_size_limit(CHARACTERS * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise _not_csv(str(error), reader.line_num) from None


def _not_csv(what: str, line: int) -> Stop:
    if "field larger" in what:
        message = f"a cell that ends in line {line} is longer than {CHARACTERS} characters"
        return Stop(
            "too-large", f"{message}, or a quote isn't closed", "shorten it, or close the quote", status=2
        )
    told = "a quoted cell isn't closed" if "unexpected end" in what else what
    return Stop("not-csv", f"this isn't CSV as programs write it: line {line}: {printable(told)}",
                "save it again as CSV UTF-8, or name its delimiter: --delimiter CHARACTER", status=2)  # fmt: skip
