"""Times and values of rows: what is read, and what is refused with a hint because it could be read in two ways."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta, timezone
from datetime import time as clock
from decimal import Decimal

import pytest
from cases import each_of

from pas_gov.drift.indicators.readings import UnusableRows, amount
from pas_gov.drift.indicators.scales import refuse_negative_times, scale_hint
from pas_gov.drift.indicators.series import day_of, series

TODAY = date(2026, 6, 1)


def days(*texts):
    return [one.day.isoformat() for one in series([(text, 1) for text in texts], "h", TODAY).points]


class TestTimes:
    @each_of(
        ("value", "day"),
        [
            ("2026-05-03", "2026-05-03"), (" 2026-05-03 ", "2026-05-03"), ("20260503", "2026-05-03"),
            ("2026/05/03", "2026-05-03"), ("2026-05", "2026-05-01"), ("2026-Q2", "2026-04-01"), ("2026-W19", "2026-05-04"),
            ("2026-05-03T23:30:00Z", "2026-05-03"), ("2026-05-03 23:30:00-02", "2026-05-04"),
            ("2026-05-03T00:30:00+0530", "2026-05-02"), ("13/05/2026", "2026-05-13"), ("05/13/2026", "2026-05-13"),
            ("05/05/2026", "2026-05-05"), ("13.05.2026 10:00", "2026-05-13"),
            (date(2026, 5, 3), "2026-05-03"), (datetime(2026, 5, 3, 23), "2026-05-03"),
            (datetime(2026, 5, 3, 23, tzinfo=timezone(timedelta(hours=-2))), "2026-05-04"),
        ],
    )  # fmt: skip
    def test_a_time_is_read_in_utc(self, value, day):
        assert days(value) == [day]

    @each_of("value", ["soon", "", "2026-13", "2026-05-32", "1/2/26", 7, clock(3), "32/05/2026"])
    def test_what_is_no_time_is_refused(self, value):
        with pytest.raises(UnusableRows, match="row 1"):
            days(value)

    def test_dates_that_read_both_ways_are_refused(self):
        with pytest.raises(UnusableRows, match="day first or month first") as no:
            days("01/02/2026", "02/02/2026")
        assert "2026-12-31" in no.value.remedy
        with pytest.raises(UnusableRows, match="day first or month first"):
            days("13/02/2026", "02/13/2026")

    def test_one_date_that_reads_one_way_decides_for_the_series(self):
        assert days("01/02/2026", "13/02/2026") == ["2026-02-01", "2026-02-13"]
        assert days("01/02/2026", "01/13/2026") == ["2026-01-02", "2026-01-13"]

    def test_no_value_of_the_data_is_printed(self):
        for row in (("Jane Doe", 1), ("2026-05-01", "Jane Doe"), ("2026-05-01", "3 Jane")):
            with pytest.raises(UnusableRows) as no:
                series([row], "h", TODAY)
            assert "Jane" not in str(no.value) + no.value.remedy


class TestValues:
    @each_of(
        ("value", "unit", "found"),
        [
            (3, "h", 3), (Decimal("4.5"), "h", 4.5), ("3.5", "h", 3.5), ("3.5h", "h", 3.5), ("90m", "h", 1.5),
            ("90 min", "h", 1.5), ("2 days", "h", 48), ("03:30:00", "h", 3.5), ("-00:30:00", "h", -0.5), ("1e3", "", 1000),
            ("99.95%", "%", 99.95), ("99.95 %", "%", 99.95), ("99.95 percent", "%", 99.95), ("2bd", "bh", 16),
            ("2 business days", "bd", 2), (timedelta(hours=12), "m", 720), (timedelta(hours=12), "d", 0.5),
            (None, "h", None), (math.nan, "h", None), (Decimal("NaN"), "h", None), ("NaN", "h", None),
        ],
    )  # fmt: skip
    def test_a_value_is_in_the_unit_of_the_term(self, value, unit, found):
        assert amount(value, unit, 1) == found

    @each_of(
        ("value", "unit"),
        [
            ("95%", "h"), ("3h", "%"), ("3h", "bh"), ("3bh", "h"), ("3h", ""), ("95%", ""), (timedelta(hours=1), "bh"),
            (timedelta(hours=1), "bd"), (timedelta(hours=1), "%"), (timedelta(hours=1), ""), ("03:30:00", "bh"),
            ("03:30", "h"), ("3,5", "h"), ("1,234.5", "h"), ("many", "h"), ("3 apples", "h"), ("2 months", "d"), ("", "h"),
            (math.inf, "h"), (-math.inf, "h"), ("inf", "h"), ("1e999", "h"), (Decimal("Infinity"), "h"), (10**400, "h"),
            (True, "h"), ([1], "h"), (clock(3), "h"), ("1_000", "h"),
        ],
    )  # fmt: skip
    def test_what_is_of_another_dimension_or_no_number_is_refused_with_a_hint(self, value, unit):
        with pytest.raises(UnusableRows, match="row 7") as no:
            amount(value, unit, 7)
        assert no.value.remedy


class TestScales:
    @each_of(
        ("values", "limit", "unit", "bound"),
        [
            ([0.9995, 0.9991], 99.9, "%", "at_least"), ([0.05, 0.0], 20, "%", "at_most"), ([1.0, 1.0], 99.9, "%", "equals"),
            ([1.08e13, 1.1e13], 4, "h", "at_most"), ([3.6e12], 1, "h", "at_most"), ([2e9], 1, "s", "at_most"),
            ([99.95, 99.9], 0.999, "", "at_least"),
        ],
    )  # fmt: skip
    def test_another_unit_is_refused_with_a_hint(self, values, limit, unit, bound):
        with pytest.raises(UnusableRows) as no:
            scale_hint(values, limit, unit, bound)
        assert no.value.remedy

    @each_of(
        ("values", "limit", "unit", "bound"),
        [
            ([99.95, 0.0], 99.9, "%", "at_least"), ([0.2, 0.4], 1, "%", "at_most"), ([0.0, 0.0], 99.9, "%", "at_least"),
            ([1.01], 99.9, "%", "at_least"), ([400.0], 4, "h", "at_most"), ([0.001], 4, "h", "at_most"), ([], 4, "h", "at_most"),
            ([2.0, 3.0], 1, "", "at_least"), ([50.0], 0.5, "", "at_most"), ([1e9], 10, "", "at_most"),
        ],
    )  # fmt: skip
    def test_what_may_be_so_passes(self, values, limit, unit, bound):
        assert scale_hint(values, limit, unit, bound) == ""

    @each_of(
        "values, said",
        [
            ([14.4e6, 15e6], "milliseconds: let the query divide them by 3600e3"),
            ([14.4e9, 15e9], "microseconds: let the query divide them by 3600e6"),
            ([14.4e12, 15e12], "nanoseconds: let the query divide them by 3600e9"),
        ],
    )
    def test_the_unit_that_they_seem_to_be_in_is_named_first(self, values, said):
        with pytest.raises(UnusableRows) as refused:
            scale_hint(values, 4, "h", "at_most")
        assert said in refused.value.remedy

    def test_what_may_be_a_share_is_told(self):
        assert "shares?" in scale_hint([0.02, 0.03], 5, "%", "at_most")


class TestMoments:
    @pytest.mark.parametrize("order", [1, -1])
    def test_rows_of_one_moment_are_their_median_in_any_order(self, order):
        rows = [("2026-05-01", 1), ("2026-05-01", 9), ("2026-05-01", 3), ("2026-05-01T00:00:00Z", 4)][::order]
        assert [point.value for point in series(rows, "h", TODAY).points] == [3.5]

    def test_the_window_follows_the_spacing(self):
        def kept(step, count):
            first = TODAY - timedelta(days=step * (count - 1))
            return len(
                series([(first + timedelta(days=step * n), 1) for n in range(count)], "h", TODAY).points
            )

        assert [kept(1, 400), kept(7, 400), kept(30, 400), kept(91, 30), kept(30, 4)] == [181, 27, 27, 27, 4]

    def test_the_present_spacing_counts(self):
        monthly = [(TODAY - timedelta(days=60 + 30 * n), 1) for n in range(40)]
        daily = [(TODAY - timedelta(days=n), 1) for n in range(40)]
        assert series([*monthly, *daily], "h", TODAY).points[0].day >= TODAY - timedelta(days=180)

    def test_many_a_day_are_gathered_by_the_day(self):
        start = datetime(2026, 4, 1)
        read = series([(start + timedelta(hours=n), n % 24) for n in range(24 * 30)], "h", TODAY)
        assert (len(read.points), read.gathered) == (30, "days")
        assert {point.value for point in read.points} == {11.5}
        few = series([(start + timedelta(hours=n), n % 24) for n in range(24 * 10)], "h", TODAY)
        assert (len(few.points), few.gathered) == (240, "")

    def test_a_value_before_the_window_is_the_last_one_known(self):
        read = series([("2020-01-01", 1)], "h", TODAY)
        assert (read.points, read.last) == ((), date(2020, 1, 1))

    def test_a_day_is_told_in_utc(self):
        assert day_of(0.999) == date(1970, 1, 1)


class TestImpossible:
    def test_times_below_nothing_are_refused(self):
        with pytest.raises(UnusableRows, match="1 of 2 values are negative"):
            refuse_negative_times([4.0, -0.5], "h")
        refuse_negative_times([4.0, 0.0], "bh")
        refuse_negative_times([4.0, -0.5], "%")
        refuse_negative_times([4.0, -0.5], "")

    def test_shares_above_the_whole_are_refused_where_all_are_and_named_where_some_are(self):
        with pytest.raises(UnusableRows, match="above 100 %"):
            scale_hint([9018.0, 8999.0], 99.9, "%", "at_least")
        assert "above 100 %" in scale_hint([99.0, 101.0], 99.9, "%", "at_least")
        assert scale_hint([104.0, 110.0], 100, "%", "at_least") == "", "revenue kept may grow"
        assert scale_hint([104.0, 110.0], 80, "%", "at_most") == "", "a load may pass what a machine has"

    @each_of("text", ["3,6", "-0,5", "1.234,5", "1 234,5"])
    def test_a_decimal_comma_is_named(self, text):
        with pytest.raises(UnusableRows, match="comma where a decimal point") as told:
            amount(text, "h", 7)
        assert "replace(VALUE" in told.value.remedy
        assert text not in f"{told.value}{told.value.remedy}"

    def test_a_text_that_is_no_number_can_be_left_out_by_the_query(self):
        with pytest.raises(UnusableRows) as told:
            amount("n/a", "h", 7)
        assert "TRY_CAST" in told.value.remedy
