"""Series held against terms: known truths, and what can't be told."""

from __future__ import annotations

import math
import random
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.drift.indicators.assessment import PromiseChange, assessment
from pas_gov.drift.indicators.series import MOST_BINS, UnusableRows, series
from pas_gov.drift.indicators.trend import trend
from pas_gov.model.records.promise import Term

TODAY = date(2026, 6, 1)
FOUR = Term("first response", "at_most", "4h")


def made(values, last=TODAY, step=1):
    first = last - timedelta(days=step * (len(values) - 1))
    return [(first + timedelta(days=step * number), value) for number, value in enumerate(values)]


def found(values, term=FOUR, unit="h", decisions=(), **how):
    return assessment(series(made(values, **how), unit, TODAY), term, TODAY, decisions)


def noisy(level, count, seed=1, spread=0.3):
    chance = random.Random(seed)
    return [level(number) + chance.gauss(0, spread) for number in range(count)]


class TestStates:
    def test_a_steady_series_holds(self):
        assert found(noisy(lambda n: 3, 90)).state == "holding"

    def test_a_slow_slip_drifts_and_tells_when_the_limit_is_reached(self):
        one = found(noisy(lambda n: 2 + n / 60, 90, spread=0.2))  # reaches 4 on day 120
        assert one.state == "drifting"
        assert abs((one.reached - (TODAY + timedelta(days=31))).days) <= 10
        assert one.earliest <= one.reached <= (one.latest or date.max)

    def test_four_hours_became_six(self):
        one = found(noisy(lambda n: 4 if n < 60 else 6, 90), term=Term("x", "at_most", "8h"))
        assert one.state == "drifting"
        assert abs((one.shift.day - (TODAY - timedelta(days=29))).days) <= 2
        assert (round(one.shift.before), round(one.shift.after)) == (4, 6)
        assert (
            found(noisy(lambda n: 4 if n < 60 else 6, 90), term=Term("x", "at_most", "5h")).state
            == "breached"
        )

    def test_a_decision_near_to_a_shift_explains_it(self):
        values, term = noisy(lambda n: 4 if n < 60 else 6, 90), Term("x", "at_most", "8h")
        decided = PromiseChange(TODAY - timedelta(days=35), "c" * 40, ("weakened",))
        one = found(values, term, decisions=(decided,))
        assert (one.state, one.explained) == ("holding", decided)
        long_ago = PromiseChange(TODAY - timedelta(days=80), "c" * 40, ("weakened",))
        assert found(values, term, decisions=(long_ago,)).state == "drifting"

    def test_a_shift_for_the_better_is_told_and_holds(self):
        one = found(noisy(lambda n: 3.5 if n < 45 else 2, 90))
        assert one.state == "holding"
        assert "the level shifted for the better" in one.notes

    def test_a_weekly_rhythm_is_no_drift(self):
        assert found(noisy(lambda n: 2 + (1.5 if n % 7 in (5, 6) else 0), 84, spread=0.1)).state == "holding"

    def test_a_term_at_least_is_the_other_way_round(self):
        term = Term("uptime", "at_least", "99.9%")
        assert found(noisy(lambda n: 99.95, 60, spread=0.01), term, "%").state == "holding"
        assert found(noisy(lambda n: 99.99 - n / 1500, 60, spread=0.004), term, "%").state == "drifting"
        assert found([99.5] * 30, term, "%").state == "breached"

    def test_one_outlier_changes_nothing(self):
        values = noisy(lambda n: 2, 60)
        values[-1] = 40
        one = found(values)
        assert one.state == "holding"
        assert one.breaches.count == 1
        assert one.breaches.low < 1 / 60 < one.breaches.high

    @pytest.mark.parametrize(
        ("values", "state"),
        [
            ([], "no data"), ([None, None], "no data"), ([3], "not enough data"), ([3] * 7, "not enough data"),
            ([5, 5], "not enough data"), ([5, 5, 5], "breached"), ([3] * 8, "holding"),
        ],
    )  # fmt: skip
    def test_few_points_are_told(self, values, state):
        assert found(values).state == state

    def test_late_data_tell_nothing_of_the_present(self):
        one = found(noisy(lambda n: 3, 60), last=TODAY - timedelta(days=20))
        assert (one.state, one.last) == ("no data", TODAY - timedelta(days=20))
        assert "20 days old" in one.notes[-1]
        assert found(noisy(lambda n: 3, 20), step=7, last=TODAY - timedelta(days=20)).state == "holding"
        ancient = found(noisy(lambda n: 3, 60), last=TODAY - timedelta(days=400))
        assert (ancient.state, ancient.points) == ("no data", 0)

    def test_gaps_and_days_to_come_are_told(self):
        rows = made(noisy(lambda n: 3, 60))
        del rows[20:45]
        one = assessment(series([*rows, (TODAY + timedelta(days=9), 9)], "h", TODAY), FOUR, TODAY)
        assert {"there is a gap of 26 days", "1 rows are dated after today, and aren't counted"} <= set(
            one.notes
        )

    def test_equals_holds_only_at_the_value(self):
        term = Term("seats", "equals", 5)
        assert found([5] * 20, term, "").state == "holding"
        assert found([5] * 15 + [4] * 5, term, "").state == "breached"


class TestRows:
    def test_what_databases_call_times_and_numbers(self):
        rows = [
            (datetime(2026, 5, 1, 12, tzinfo=timezone.utc), 4), (date(2026, 5, 2), Decimal("4.5")), ("2026-05-03", "5"),
            ("2026-05-04T10:00:00Z", timedelta(hours=6)), ("2026-05-05 10:00:00", None), (None, 3),
        ]  # fmt: skip
        read = series(rows, "h", TODAY)
        assert [point.value for point in read.points] == [4, 4.5, 5, 6]
        assert read.empty == 2

    def test_an_interval_is_in_the_unit_of_the_term(self):
        rows = [("2026-05-01", timedelta(hours=12))]
        assert [series(rows, unit, TODAY).points[0].value for unit in ("m", "h", "d", "bh", "bd")] == [
            720,
            12,
            0.5,
            12,
            1.5,
        ]

    @pytest.mark.parametrize(
        "row",
        [
            ("2026-05-01",),
            ("2026-05-01", 1, 2),
            ("soon", 1),
            (7, 1),
            ("2026-05-01", "many"),
            ("2026-05-01", True),
            ("2026-05-01", [1]),
        ],
    )
    def test_what_is_no_series_is_told(self, row):
        with pytest.raises(UnusableRows):
            series([row], "h", TODAY)

    def test_an_interval_for_a_share_is_told(self):
        with pytest.raises(UnusableRows):
            series([("2026-05-01", timedelta(hours=1))], "%", TODAY)

    def test_infinite_values_are_none(self):
        assert series([("2026-05-01", math.inf), ("2026-05-02", math.nan)], "h", TODAY).empty == 2

    def test_more_rows_than_are_taken_are_told_and_never_cut_off(self):
        with pytest.raises(UnusableRows, match="100,000 rows"):
            series([("2026-05-01", 1)] * 100_001, "h", TODAY)

    def test_many_points_are_gathered(self):
        rows = [(datetime(2026, 1, 1) + timedelta(minutes=n), 3 + n % 7) for n in range(20_000)]
        read = series(rows, "h", TODAY)
        assert len(read.points) == MOST_BINS
        assert assessment(read, FOUR, TODAY).notes


@given(st.lists(st.floats(-1e6, 1e6), min_size=8, max_size=40), st.floats(0.1, 100), st.floats(-1e3, 1e3))
def test_a_trend_follows_its_scale_and_not_its_origin(values, scale, origin):
    rows = made(values, step=3)
    line = trend(series(rows, "", TODAY).points, 3)
    moved = trend(series([(day, value * scale + origin) for day, value in rows], "", TODAY).points, 3)
    assert line.low <= line.slope <= line.high
    assert math.isclose(moved.slope, line.slope * scale, rel_tol=1e-6, abs_tol=1e-3 * scale)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=0, max_size=60),
    st.sampled_from(["at_most", "at_least", "equals"]),
)
def test_any_series_has_a_finding(values, bound):
    one = found(values, Term("x", bound, 5), "")
    assert one.state in ("holding", "drifting", "breached", "not enough data", "no data")


class TestHowSure:
    """Over many series, all with fixed seeds: how often chance alone speaks."""

    def test_without_a_trend_p_is_as_often_small_as_it_says(self):
        ps = [
            trend(series(made(noisy(lambda n: 4, 40, seed), step=3), "h", TODAY).points, 3).p
            for seed in range(200)
        ]
        assert 0.01 <= sum(p < 0.05 for p in ps) / 200 <= 0.09
        assert 0.40 <= sum(p < 0.5 for p in ps) / 200 <= 0.60

    def test_scatter_near_to_the_limit_is_seldom_taken_for_a_trend_that_reaches_it(self):
        states = [found(noisy(lambda n: 3.4, 40, seed, 0.2)).state for seed in range(100)]
        assert states.count("drifting") <= 10

    def test_levels_that_lie_within_the_scatter_are_no_shift(self):
        told = [
            found(noisy(lambda n: 4 if n < 90 else 4.6, 180, seed, 1.0), Term("x", "at_most", "9h"))
            for seed in range(40)
        ]
        assert sum(one.shift is not None for one in told) <= 8
