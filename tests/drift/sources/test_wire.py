"""Rows between two processes: times, intervals and numbers come back as they were, of anything else its type."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from cases import each_of

from pas_gov.drift.indicators.series import UnusableRows, series
from pas_gov.drift.sources.confined.faults import kind_of
from pas_gov.drift.sources.confined.wire import OtherValue, packed, unpacked

AT = datetime(2026, 5, 1, 12, 30, tzinfo=timezone.utc)


def through(*row: object) -> tuple[object, ...]:
    return unpacked(json.loads(json.dumps(packed([row]))))[0]


@each_of(
    "value",
    [
        None,
        True,
        4,
        -(2**52),
        4.5,
        "4h",
        AT,
        AT.replace(tzinfo=None),
        date(2026, 5, 1),
        timedelta(days=-1, microseconds=5),
    ],
)
def test_what_a_series_is_made_of_comes_back(value):
    assert through(value) == (value,)


@each_of(
    ("value", "expected"),
    [
        (Decimal("4.5"), 4.5),
        (2**100, 2.0**100),
        (math.inf, math.inf),
        (Decimal("-Infinity"), -math.inf),
        (Decimal("1e1000"), math.inf),
    ],
)
def test_numbers_of_any_size(value, expected):
    assert through(value) == (expected,)


def test_no_number_stays_none():
    assert math.isnan(through(math.nan)[0])


@each_of(
    ("value", "kind"),
    [
        (b"secret", "bytes"),
        (["secret"], "list"),
        ({"secret": 1}, "dict"),
        ("secret" * 100, "text"),
        (10**400, "number"),
    ],
)
def test_of_anything_else_its_type(value, kind):
    assert through(value) == (OtherValue(kind),)
    assert "secret" not in json.dumps(packed([[value]]))


def test_rows_of_which_no_series_can_be_made_are_told_by_their_types():
    for row in ((["hunter2"], 4), ("hunter2", 4), ("2026-05-01", "hunter2"), ("2026-05-01", b"hunter2")):
        with pytest.raises(UnusableRows) as wrong:
            series([through(*row)], "h", date(2026, 6, 1))
        assert "hunter2" not in str(wrong.value)
        assert any(kind in str(wrong.value) for kind in ("list", "bytes", "text")), str(wrong.value)


def test_an_error_is_told_by_its_kind():
    class InvalidTextRepresentation(Exception): ...

    assert kind_of(InvalidTextRepresentation("hunter2")) == "invalid text representation"
    assert kind_of(ZeroDivisionError("hunter2")) == "zero division error"
