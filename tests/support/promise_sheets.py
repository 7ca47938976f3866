"""A spreadsheet of 200 promises as a company keeps one, and 45 faults that people make in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

import openpyxl

Cell = str | int | date | None
Rows = list[list[Cell]]

COLUMNS = (
    "Id", "Title", "Promise", "Layer", "Owner", "Who relies on it", "Since", "Until", "Zone(s)", "Measure",
    "When it applies", "Cohort", "Made to", "Lives in", "Aligned to", "Review by", "Tags", "Notes",
    "Where it is stated", "Indicators",
)  # fmt: skip
CORE = "Deliveries arrive when we said"
GOODS = (
    "pallets",
    "parcels",
    "letters",
    "fridges",
    "flowers",
    "medicines",
    "books",
    "bicycles",
    "tyres",
    "samples",
)
ACTS = (
    ("are collected", "Delivery and Support", "collection", "h"), ("are insured", "Sales & Marketing", "claim", "d"),
    ("are tracked", "AI and Automation", "delay of a position", "min"), ("come back free", "Delivery/Support", "return", "d"),
)  # fmt: skip


def promise_sheet() -> Rows:
    """Return the names of the columns and 200 rows: a Core, then forty of each of the other layers, and some more."""
    rows: Rows = [
        list(COLUMNS),
        _row(Title=CORE, Promise="Every delivery arrives in the hour that we named.", Layer="Core"),
    ]
    for number in range(199):
        goods, (act, zone, measure, unit) = GOODS[number % 10], ACTS[number // 10 % 4]
        layer = ("Supporting", "Conditional", "Experimental", "Legacy", "Supporting promise")[number // 40]
        rows.append(
            _row(
                Title=f"{goods.capitalize()} {act} ({layer.split()[0].lower()} {number})",
                Promise=f"{goods.capitalize()} {act} within {number % 9 + 1}{unit} of the call,\nwhoever calls.",
                Layer=layer,
                Zones=zone,
                Measure=f"{measure} of {goods} within {number % 9 + 1} {unit}",
                Aligned=CORE,
                **LAYERS.get(layer, {}),
            )
        )
    return rows


LAYERS: dict[str, dict[str, Cell]] = {
    "Conditional": {"When": "The customer has a contract for more than 50 deliveries."},
    "Experimental": {"Until": date(2026, 9, 30), "Cohort": "25 customers in Leeds"},
    "Legacy": {"Until": "forever", "Made": "customers of before 2019", "Lives": "contract; habit"},
}
SHORT = {
    "Zones": "Zone(s)",
    "Aligned": "Aligned to",
    "When": "When it applies",
    "Made": "Made to",
    "Lives": "Lives in",
}


def _row(**cells: Cell) -> list[Cell]:
    given: dict[str, Cell] = {
        "Owner": "@acme/deliveries", "Who relies on it": "customers, partners", "Since": date(2025, 3, 1),
        "Review by": "1 February 2027", "Tags": "moving", **{SHORT.get(name, name): value for name, value in cells.items()},
    }  # fmt: skip
    return [given.get(name) for name in COLUMNS]


ON_FILE, ERASED, BROKEN = "quiet-nights", "old-tariff", "half-written"

# Row, column, what stands there, and what is said of it. Rows count from 1, as spreadsheet programs do.
FAULTS: tuple[tuple[int, str, Cell, str], ...] = (
    (5, "Promise", None, "the promise is missing"),
    (6, "Layer", None, "the layer is missing"),
    (7, "Owner", None, "the owner is missing"),
    (8, "Who relies on it", " ", "the audience is missing"),
    (9, "Layer", "Suporting", '"Suporting" is no layer'),
    (10, "Layer", "Gold", '"Gold" is no layer'),
    (11, "Owner", "TBD", '"TBD" says nothing'),
    (12, "Promise", "...", '"..." says nothing'),
    (13, "Who relies on it", "customers; partners; customers", '"customers" stands there twice'),
    (14, "Who relies on it", "customers, tbd", '"tbd" says nothing'),
    (15, "Since", "03/04/2025", "3 April 2025, or 4 March 2025"),
    (16, "Since", "31 June 2025", '"31 June 2025" is no day of the calendar'),
    (17, "Since", "45000", "is the number that a spreadsheet keeps for a day"),
    (18, "Since", "28/03/25", "has a year of two digits"),
    (19, "Since", "spring 2025", '"spring 2025" isn\'t a day'),
    (20, "Since", "2025-13-01", '"2025-13-01" is no day of the calendar'),
    (21, "Until", "2027-01-01", "a supporting promise has no last day"),
    (90, "Until", "forever", "an experiment is decided on a day, not never"),
    (91, "Until", "2025-01-01", "before the experiment started, on 2025-03-01"),
    (130, "Until", "1 January 2024", "before the promise was made, on 2025-03-01"),
    (22, "Zone(s)", "Suport", '"Suport" is no zone'),
    (23, "Zone(s)", "Delivery and Support; Basement", '"Basement" is no zone'),
    (24, "Measure", "fast", '"fast" isn\'t a term: a measure with a limit'),
    (25, "Measure", "reply at most soon", '"soon" is no number, percentage or duration'),
    (26, "Measure", "reply at most 4h; reply at most 5h", 'two terms of the measure "reply"'),
    (27, "Measure", "reply at most 2 months", '"2 months" is no number, percentage or duration'),
    (28, "Id", "Free Parking", '"Free Parking" can\'t be an id'),
    (29, "Id", ON_FILE, f'there is a promise "{ON_FILE}" already, in promises/core/{ON_FILE}.yaml'),
    (30, "Id", ERASED, f'"{ERASED}" was the id of a promise that was erased'),
    (31, "Id", BROKEN, f'there is a promise "{BROKEN}" already, in promises/legacy/{BROKEN}.yaml'),
    (33, "Id", "same-name", 'row 32 has the id "same-name", too'),
    (34, "Aligned to", "Deliveries arrive when we say", "is the id or title of no promise, on file or in the sheet"),
    (35, "Aligned to", "parcels-are-tracked-for-ever", "is the id or title of no promise, on file or in the sheet"),
    (36, "Aligned to", "own-name", "a promise can't be aligned to itself"),
    (37, "Aligned to", "One title for two", 'several promises have the title "One title for two"'),
    (38, "Aligned to", f"{CORE}; {CORE}", "is named twice"),
    (39, "Aligned to", "this-way", "that-way -> this-way -> that-way"),
    (42, "Notes", "It was\u200b said.", "U+200B ZERO WIDTH SPACE"),
    (43, "Title", "Red \x1b[31m letters", "U+001B"),
    (44, "Review by", "next week", '"next week" isn\'t a day'),
    (45, "Where it is stated", "docs/page.md", "doesn't say which zone states it there"),
    (46, "Where it is stated", "Support: https://", "is no address"),
    (47, "Indicators", "calls per day", "indicators are written as a list in JSON"),
    (48, "Tags", "a; b; a", '"a" stands there twice'),
    (49, "Lives in", "contract; contract", '"contract" stands there twice'),
)  # fmt: skip
NAMED = ((32, "Id", "same-name"), (36, "Id", "own-name"), (39, "Id", "that-way"), (40, "Id", "this-way"), (40, "Aligned to", "that-way"),
         (50, "Title", "One title for two"), (51, "Title", "One title for two"))  # fmt: skip


def faulty_sheet() -> Rows:
    """Return the sheet with every fault of FAULTS; rows 41 and 52 say the same, word for word."""
    rows = promise_sheet()
    for row, name, value in (*NAMED, *((row, name, value) for row, name, value, _ in FAULTS)):
        rows[row - 1][COLUMNS.index(name)] = value
    rows[51][1:3] = rows[40][1:3]
    return rows


def as_csv(rows: Iterable[Sequence[Cell]], encoding: str = "utf-8", **dialect: str) -> bytes:
    """Return rows as CSV."""
    out = io.StringIO()
    csv.writer(out, **dialect).writerows([["" if cell is None else cell for cell in row] for row in rows])  # type: ignore[call-overload]
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Sequence[Cell]], title: str = "Promises") -> bytes:
    """Return rows as a workbook that openpyxl makes; days are cells of days, texts are never formulas."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                cell = sheet.cell(number, column)
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
