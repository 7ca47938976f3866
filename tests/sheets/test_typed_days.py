"""Days as they are typed: those that mean one day, and those that mean none until somebody says more."""

from __future__ import annotations

from datetime import date

from cases import each_of

from pas_gov.sheets.table import Unreadable
from pas_gov.sheets.typed_days import WRITE, typed_day

TODAY = date(2026, 6, 1)


@each_of(
    ("text", "day"),
    [
        ("2026-12-31", "2026-12-31"), ("31.12.2026", "2026-12-31"), ("15.8.2026", "2026-08-15"), ("31.07.2026", "2026-07-31"),
        ("12/31/2026", "2026-12-31"), ("2026/8/15", "2026-08-15"), ("31 December 2026", "2026-12-31"), ("Dec 31, 2026", "2026-12-31"),
        ("1.1.2026", "2026-01-01"), (" 2026-12-31 ", "2026-12-31"), ("+0d", "2026-06-01"), ("+90d", "2026-08-30"), ("+2w", "2026-06-15"),
    ],
)  # fmt: skip
def test_what_means_one_day_is_that_day(text, day):
    assert typed_day(text, TODAY) == day


@each_of(
    ("text", "message", "remedy"),
    [
        ("today", "'today' is no day of the calendar", WRITE), ("2026-02-30", "'2026-02-30' is no day of the calendar", WRITE),
        ("31.02.2026", "'31.02.2026' is no day of the calendar", WRITE), ("1.12.26", "'1.12.26' is no day of the calendar", WRITE),
        ("", "'' is no day of the calendar", WRITE),
        ("01.12.2026", "'01.12.2026' can be read both ways: 1 December 2026, or 12 January 2026", "write 2026-12-01, or 2026-01-12"),
        ("+90", "+90 of what", "say of what +90 is a number: +90d for days, w for weeks"),
    ],
)  # fmt: skip
def test_what_means_none_or_two_says_how_it_is_written(text, message, remedy):
    assert typed_day(text, TODAY) == Unreadable(message, remedy)


def test_one_after_the_last_year_is_none():
    found = typed_day("+90d", date(9999, 12, 1))
    assert found == Unreadable("the calendar ends with the year 9999", WRITE)


def test_the_remedy_names_today():
    assert "+0d is today" in WRITE
