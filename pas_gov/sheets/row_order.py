"""Rows and cells of a sheet that stand twice, go back or lie beyond the last: openpyxl loses them in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce

from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass

LAST_ROW = 1 << 20  # of a sheet, in every spreadsheet program
SAVE_ANEW = "open it in a spreadsheet program, see that all rows are there, and save it anew"


@dataclass(slots=True)
class RowOrder:
    """Follows the rows and the cells of a sheet in the order in which they stand in its part."""

    at_row: int = 0
    at_column: int = -1

    def row(self, attributes: Mapping[str, str]) -> None:
        """Take the next row. Stop(not-a-workbook, status 2) where it doesn't come behind the one before."""
        number = int(float(attributes["r"])) if "r" in attributes else self.at_row + 1
        if number <= self.at_row:
            raise _refused(f"row {number} comes after row {self.at_row}")
        if number > LAST_ROW:
            raise _refused(f"there is a row {number}, behind the last that a sheet can have ({LAST_ROW})")
        self.at_row, self.at_column = number, -1

    def cell(self, attributes: Mapping[str, str]) -> None:
        """Take the next cell of the row. Stop(not-a-workbook, status 2) where it doesn't come behind the one before."""
        name = attributes.get("r", "")
        column = column_number(name.rstrip("0123456789")) if name else self.at_column + 1
        if column <= self.at_column:
            raise _refused(
                f"cell {name} in row {self.at_row} comes after one that stands there, or behind it"
            )
        self.at_column = column


def column_number(letters: str) -> int:
    """Return the number of a column, from 0, by its letters: the other way round than ``column_letters``."""
    return reduce(lambda number, letter: number * 26 + ord(letter) - ord("A") + 1, letters.upper(), 0) - 1


def handlers(order: RowOrder, namespaces: tuple[str, ...]) -> dict[str, Callable[[Mapping[str, str]], None]]:
    """Return what takes the elements of a sheet's part, by their names with the namespace."""
    takers = {"row": order.row, "c": order.cell}
    return {f"{space} {name}": take for space in namespaces for name, take in takers.items()}


def _refused(why: str) -> Stop:
    return Stop("not-a-workbook", f"the sheet's rows are out of order: {why}", SAVE_ANEW, status=2)
