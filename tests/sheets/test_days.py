"""Days in cells: each way of writing one, and each that is no day until somebody says more."""

from __future__ import annotations

from datetime import date, datetime

from cases import each_of

from pas_gov.sheets.days import read_day, read_day_or_forever
from pas_gov.sheets.table import Unreadable

FIRST_OF_MARCH = (
    "2025-03-01", "2025/03/01", "2025/3/1", "2025.03.01", "2025-03-01T10:30:00Z", "2025-03-01 00:00:00", "20250301", "1 March 2025",
    "1st March 2025", "1 of March 2025", "01 Mar 2025", "1-Mar-2025", "1. March 2025", "March 1, 2025", "Mar. 1st, 2025", "Sat, 1 March 2025",
    "Saturday 1 MARCH 2025", " 1  March\n2025 ", date(2025, 3, 1), datetime(2025, 3, 1, 9, 30),
)  # fmt: skip


@each_of("value", FIRST_OF_MARCH, ids=str)
@each_of("order", ["", "day-first", "month-first"])
def test_it_is_read(value, order):
    assert read_day(value, order) == "2025-03-01"


@each_of(
    ("text", "day_first", "month_first"),
    [("03/04/2025", "2025-04-03", "2025-03-04"), ("3.4.2025", "2025-04-03", "2025-03-04"), ("3-4-2025", "2025-04-03", "2025-03-04")],
)  # fmt: skip
def test_both_readings_are_told_until_one_is_chosen(text, day_first, month_first):
    assert read_day(text).message == f'"{text}" can be read both ways: 3 April 2025, or 4 March 2025'
    assert "--dates day-first" in read_day(text).remedy
    assert (read_day(text, "day-first"), read_day(text, "month-first")) == (day_first, month_first)


def test_one_that_can_be_read_one_way_needs_no_choice():
    assert (read_day("28/02/2025"), read_day("02/28/2025"), read_day("05/05/2025")) == (
        "2025-02-28",
        "2025-02-28",
        "2025-05-05",
    )


def test_but_none_contradicts_the_choice():
    assert read_day("02/28/2025", "day-first").remedy == "write it as 2025-02-28"


@each_of(
    ("text", "said"),
    [
        ("31 June 2025", "no day of the calendar"), ("2025-02-30", "no day of the calendar"), ("32/13/2025", "no day of the calendar"),
        ("45000", "number that a spreadsheet keeps"), ("1/3/25", "year of two digits"), ("1-Mar-25", "year of two digits"),
        ("May 2025", "isn't a day"), ("2025", "isn't a day"), ("Q1 2025", "isn't a day"), ("soon", "isn't a day"), ("1 Martius 2025", "isn't a day"),
        ("\u0661 March 2025", "isn't a day"), ("forever", "isn't a day"),
    ],
)  # fmt: skip
def test_what_is_no_day_says_why_and_how(text, said):
    found = read_day(text)
    assert isinstance(found, Unreadable)
    assert said in found.message
    assert "2025-03-31" in found.remedy


def test_forever_is_a_day_where_it_may_be():
    assert (read_day_or_forever(" Forever "), read_day_or_forever("2027-01-01")) == ("forever", "2027-01-01")


def test_an_empty_cell_is_no_day_and_no_fault():
    assert read_day(None) == read_day("  ") == ""
