"""Rows of two times: what passed between them is the value; what reads in two ways, or in none, is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from cases import each_of

from pas_gov.drift.business_time.business_calendar import business_calendar
from pas_gov.drift.indicators.assessment import assessment
from pas_gov.drift.indicators.readings import UnusableRows
from pas_gov.drift.indicators.series import day_of, series
from pas_gov.model.records.calendar import Calendar
from pas_gov.model.records.promise import Term

TODAY = date(2026, 6, 1)
DESK = business_calendar(Calendar("desk", "Europe/Berlin", dict.fromkeys(range(5), ((540, 1020),))))
UTC = timezone.utc


def values(*rows, unit="bh", calendar=DESK):
    return [round(one.value, 9) for one in series(rows, unit, TODAY, calendar).points]


class TestWhatIsRead:
    @each_of(
        ("row", "unit", "value"),
        [
            (("2026-05-04 10:00", "2026-05-04 12:00"), "bh", 2),
            (("2026-05-04T08:00:00Z", "2026-05-04T12:00:00+02:00"), "bh", 2),
            ((datetime(2026, 5, 4, 8, tzinfo=UTC), datetime(2026, 5, 4, 10, tzinfo=UTC)), "bh", 2),
            ((datetime(2026, 5, 4, 10), datetime(2026, 5, 6, 10)), "bd", 2),
            ((date(2026, 5, 4), date(2026, 5, 6)), "bd", 2),
            (("2026-05-08", "2026-05-11"), "bd", 1),
            (("2026-05-08 10:00", "2026-05-11 10:00"), "h", 72),
            (("2026-05-08", "2026-05-11"), "d", 3),
            (("04.05.2026 10:00", "14.05.2026 10:00"), "bd", 8),
        ],
    )  # fmt: skip
    def test_two_times_are_what_passed_between_them(self, row, unit, value):
        assert values(row, unit=unit) == [value]

    def test_under_elapsed_time_no_calendar_is_needed(self):
        assert values(("2026-05-08 10:00", "2026-05-08 14:00"), unit="h", calendar=None) == [4]

    def test_over_a_change_of_the_clocks_an_hour_less_or_more_has_passed(self):
        row = ("2026-03-28 12:00", "2026-03-29 12:00")
        assert values(row, unit="h") == [23]
        assert values(row, unit="h", calendar=None) == [24], "without a calendar in UTC"

    def test_of_two_columns_the_end_is_the_time_and_of_three_the_first(self):
        row = ("2026-05-04 10:00", "2026-05-07 12:00")
        assert [one.day for one in series([row], "bh", TODAY, DESK).points] == [date(2026, 5, 7)]
        assert [one.day for one in series([("2026-05-11", *row)], "bh", TODAY, DESK).points] == [
            date(2026, 5, 11)
        ]

    def test_numbers_are_read_as_before_whatever_calendar_there_is(self):
        assert values(("2026-05-04", 3)) == [3]
        assert values(("2026-05-04", "3 bh")) == [3]

    def test_rows_without_an_end_count_for_nothing_and_are_told(self):
        rows = [("2026-05-29 10:00", "2026-05-29 11:00"), ("2026-05-27 10:00", None), ("2026-05-29 16:30", None), (None, "2026-05-29 11:00")]  # fmt: skip
        found = series(rows, "bh", TODAY, DESK)
        assert len(found.points) == 1
        assert found.open == (7 + 8 + 8, 0.5)
        told = assessment(found, Term("first answer", "at_most", "4bh"), TODAY).notes
        assert "2 rows that began and didn't end, 1 of them beyond the limit already" in told
        assert "1 row without a value" in told
        assert "times without a zone are read by the clocks of Europe/Berlin" in told

    def test_four_hours_are_four_hours_and_break_no_term(self):
        first = datetime(2026, 1, 5, 8, 0, 0, 333_333, tzinfo=UTC)
        rows = [(first + timedelta(days=7 * n), first + timedelta(days=7 * n, hours=4)) for n in range(20)]
        found = assessment(series(rows, "bh", TODAY, DESK), Term("first answer", "at_most", "4bh"), TODAY)
        assert (found.state, found.breaches.count) == ("holding", 0)

    def test_a_deadline_that_slips_is_drifting(self):
        start = datetime(2026, 3, 2, 9, tzinfo=UTC)
        days = [start + timedelta(days=n) for n in range(88) if (start + timedelta(days=n)).weekday() < 5]
        rows = [(day, day + timedelta(minutes=100 + 2 * n + n % 3)) for n, day in enumerate(days)]
        found = assessment(series(rows, "bh", TODAY, DESK), Term("first answer", "at_most", "4bh"), TODAY)
        assert found.state == "drifting"
        assert TODAY < found.reached < TODAY + timedelta(days=30)


class TestWhatIsRefused:
    @each_of(
        ("row", "unit", "told"),
        [
            (("2026-05-04 12:00", "2026-05-04 10:00"), "bh", "row 1: it ends before it begins"),
            (("2026-03-29 02:30", "2026-03-30 10:00"), "bh", "clocks of Europe/Berlin have never shown"),
            (("2025-10-24 12:00", "2025-10-26 02:30"), "bh", "clocks of Europe/Berlin have shown twice"),
            ((TODAY, "2025-10-26 02:30", None), "bh", "row 1: a time without a zone that the clocks"),
            (("2026-05-04", "2026-05-06"), "bh", "days without an hour, and the term is in bh"),
            (("2026-05-04", "2026-05-06"), "h", "days without an hour"),
            (("2026-05-04", "2026-05-06 10:00"), "bd", "one of its two times names no hour"),
            (("2026-05-04 10:00", "2026-05-06 10:00"), "%", "no value of the term"),
            (("2026-05-04 10:00", "2026-05-06 10:00"), "", "no value of the term"),
            (("1066-10-14 09:00", "2026-05-06 10:00"), "bh", "outside of 1970"),
            (("2026-05-04", "2026-05-06 10:00", 3), "bh", "the last column holds"),
            (("2026-05-04", "Jane Doe", "2026-05-06"), "bh", "last but one column holds a text that is no time"),
            (("01/02/2026 10:00", "03/02/2026 10:00"), "bh", "day first or month first"),
        ],
    )  # fmt: skip
    def test_it_is_told_with_its_row(self, row, unit, told):
        with pytest.raises(UnusableRows, match=told) as no:
            values(row, unit=unit)
        assert no.value.remedy
        assert "Jane" not in str(no.value)

    def test_business_time_needs_a_calendar(self):
        with pytest.raises(UnusableRows) as no:
            values(("2026-05-04 10:00", "2026-05-06 10:00"), calendar=None)
        assert "calendar" in no.value.remedy

    def test_elapsed_time_is_no_business_time_and_the_hint_says_what_would_be(self):
        with pytest.raises(UnusableRows) as no:
            values(("2026-05-04", timedelta(hours=4)))
        assert "two times" in no.value.remedy

    def test_the_wrong_number_of_columns(self):
        for row in (("2026-05-04",), ("2026-05-04", 1, 2, 3)):
            with pytest.raises(UnusableRows, match="column"):
                values(row)


def test_the_day_of_a_date_is_its_own_whatever_the_zone():
    found = series([(date(2026, 5, 8), date(2026, 5, 11))], "bd", TODAY, DESK)
    assert day_of(found.points[0].at) == date(2026, 5, 11)
