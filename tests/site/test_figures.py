"""The picture of an indicator: everything lies inside it, and words and a table say the same."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.drift.indicators.assessment import Assessment, assessment
from pas_gov.drift.indicators.series import series
from pas_gov.model.records.promise import Term
from pas_gov.site.figures import HEIGHT, WIDTH, indicator_figure

TERM = Term("first answer", "at_most", "4h")
TODAY = date(2026, 6, 1)


def assessed(values: list[float]) -> Assessment:
    begin = TODAY - timedelta(days=len(values))
    rows = [(begin + timedelta(days=at), value) for at, value in enumerate(values)]
    return assessment(series(rows, "h", TODAY), TERM, TODAY)


def numbers(path: str) -> list[int]:
    return [int(one) for one in re.findall(r"-?\d+", path)]


@given(st.lists(st.floats(0, 1e4), min_size=1, max_size=40))
def test_everything_lies_inside_the_picture(values):
    drawn = indicator_figure(assessed(values))
    assert drawn is not None
    for path in (drawn.dots, drawn.line, drawn.ahead, drawn.band, drawn.limit, drawn.shift):
        assert all(0 <= one <= max(WIDTH, HEIGHT) for one in numbers(path)), path
    assert len(drawn.rows) == drawn.dots.count("M")


@pytest.mark.parametrize(("value", "above"), [(6.0, True), (2.0, False)])
def test_a_value_that_breaks_the_term_lies_on_its_own_side_of_the_limit(value, above):
    drawn = indicator_figure(assessed([value] * 10))
    assert (numbers(drawn.dots)[1] < numbers(drawn.limit)[1]) is above


def test_a_shift_is_drawn_and_written_where_it_happened():
    drawn = indicator_figure(assessed([2.0, 2.1, 1.9, 2.0] * 6 + [6.0, 6.1, 5.9, 6.0] * 6))
    x = numbers(drawn.shift)[0]
    assert WIDTH * 0.4 < x < WIDTH * 0.65
    assert any(one.text.startswith("shift, ") for one in drawn.labels)
    assert "shifted on" in drawn.said


def test_a_trend_that_reaches_the_limit_is_drawn_on_beyond_the_last_point():
    drawn = indicator_figure(assessed([2.0 + 0.03 * at + 0.01 * (at % 3) for at in range(50)]))
    assert drawn.ahead
    assert numbers(drawn.ahead)[2] > numbers(drawn.line)[2] - 1
    assert numbers(drawn.ahead)[:2] == numbers(drawn.line)[2:]


def test_without_points_there_is_no_picture():
    assert indicator_figure(Assessment("no data", 4.0, "h", "at_most")) is None
