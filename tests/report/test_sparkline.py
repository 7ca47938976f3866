"""A series as one line: as high as its values, the limit between two heights, never wider than what is wanted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from cases import each_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries

from pas_gov.drift.indicators.assessment import assessment
from pas_gov.drift.indicators.series import Point, series
from pas_gov.model.records.promise import Term
from pas_gov.report.indicator_words import caption
from pas_gov.report.plot import Plot, plot
from pas_gov.report.sparkline import GAP, HEIGHTS, sparkline

TODAY = date(2026, 6, 1)


def drawn(values, bound="at_most", limit=4.0, kind="blocks", widest=60):
    points = tuple(Point(float(day), value) for day, value in enumerate(values) if value is not None)
    return sparkline(Plot(limit, "h", bound, points), kind, widest)


@each_of(
    ("values", "bound", "text", "breaking", "edge"),
    [
        ([1, 2, 3, 4], "at_most", "▁▃▆█", "", "all of it keeps that"),
        ([2, 3, 4, 5, 6], "at_most", "▁▃▄▇█", "▇█", "▅ and higher break it"),
        ([3.99, 4.01], "at_most", "▁█", "█", "▅ and higher break it"),
        ([4, 4, 4], "at_most", "███", "", "all of it keeps that"),
        ([9, 9], "at_most", "██", "█", "▁ and higher break it"),
        ([4, 5, 6], "at_least", "▁▅█", "", "all of it keeps that"),
        ([2, 3, 4, 6], "at_least", "▁▃▅█", "▁▃", "▄ and lower break it"),
        ([3, 4, 5], "equals", "▁▄█", "▁█", "▄ keeps it"),
        ([3], "at_most", "▁", "", "all of it keeps that"),
    ],
)
def test_heights(values, bound, text, breaking, edge):
    found = drawn(values, bound)
    assert (found.text, "".join(sorted(found.breaking)), found.edge) == (text, breaking, edge)


def test_a_gap_is_shown():
    assert drawn([1, 2, 3, None, None, None, 1, 2, 4]).text == "▁▃▆···▁▃█"
    assert drawn([1, 2, 3, None, None, None, 1, 2, 4], kind="ascii").text == "_-+   _-#"


def test_no_picture_where_none_is_wanted_or_nothing_was_observed():
    assert drawn([1, 2], kind="none") is None
    assert drawn([]) is None


@pytest.mark.whole
@given(
    values=st.lists(st.floats(-1e6, 1e6).map(lambda one: round(one, 3)), min_size=1, max_size=200),
    bound=st.sampled_from(["at_most", "at_least", "equals"]),
    limit=st.floats(-1e6, 1e6).map(lambda one: round(one, 3)),
    kind=st.sampled_from(["blocks", "ascii"]),
    widest=st.integers(10, 80),
)
@settings(max_examples=tries(100), deadline=None)
def test_what_breaks_never_looks_like_what_keeps(values, bound, limit, kind, widest):
    found = drawn(values, bound, limit, kind, widest)
    assert len(found.text) <= widest
    assert set(found.text) <= {*HEIGHTS[kind], GAP[kind]}
    if len(values) <= widest:
        breaks = {
            "at_most": lambda value: value > limit,
            "at_least": lambda value: value < limit,
            "equals": lambda value: value != limit,
        }[bound]
        assert [character in found.breaking for character in found.text] == [
            breaks(value) for value in values
        ]


def test_a_caption_says_what_is_drawn():
    rows = [(TODAY - timedelta(days=89 - n), 1 + n / 20) for n in range(90)]
    found = assessment(series(rows, "h", TODAY), Term("first response", "at_most", "4h"), TODAY)
    told = caption(found, sparkline(plot(found), "blocks"))
    assert (
        told
        == "2026-03-04 to 2026-06-01, medians of up to 2 points: 1h to 5.45h; at most 4h: ▆ and higher break it"
    )


def test_a_plot_has_the_line_up_to_the_day_of_reaching_and_its_interval():
    rows = [(TODAY - timedelta(days=89 - n), 1 + n / 50 + n % 3 / 10) for n in range(90)]
    found = plot(assessment(series(rows, "h", TODAY), Term("first response", "at_most", "4h"), TODAY))
    begin, end = found.line
    assert len(found.points) == 90
    assert begin.at == found.points[0].at
    assert found.reaching.day > TODAY
    assert end.value == pytest.approx(4, abs=0.05), "the line ends on the day of reaching"
    assert begin.low <= begin.value <= begin.high
    assert end.low <= end.value <= end.high


def test_the_line_of_a_plot_begins_at_the_shift():
    rows = [(TODAY - timedelta(days=89 - n), (1 if n < 45 else 3) + n % 5 / 20) for n in range(90)]
    found = plot(assessment(series(rows, "h", TODAY), Term("first response", "at_most", "4h"), TODAY))
    assert found.shift.day == TODAY - timedelta(days=44)
    assert found.line[0].at == found.points[45].at
