"""Plain data as CEL values and back, converted when it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType

import pytest
from cases import each_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries

from pas_gov import cel
from pas_gov.cel import DYN, Budget, EvaluationError, Program


def program(source: str, *names: str) -> Program:
    found = cel.compile(source, dict.fromkeys(names, DYN))
    assert isinstance(found, Program), found
    return found


def back(plain: object) -> object:
    return program("x", "x").evaluate({"x": cel.value(plain)}, Budget())


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.datetimes(timezones=st.just(timezone.utc))
    | st.timedeltas(timedelta(days=-100_000), timedelta(days=100_000))
)
DATA = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10)


@settings(max_examples=tries(40), deadline=None)
@given(DATA)
@pytest.mark.whole
def test_data_comes_back_as_it_went_in(plain: object) -> None:
    assert back(plain) == plain
    assert back(cel.value(plain)) == plain


@pytest.mark.whole
@settings(max_examples=tries(40), deadline=None)
@given(DATA, DATA)
def test_equality_is_that_of_the_data(one: object, other: object) -> None:
    equal = program("x == y", "x", "y")
    assert equal.truth({"x": one, "y": one}, Budget()) is True
    assert equal.truth({"x": one, "y": other}, Budget()) is equal.truth({"x": other, "y": one}, Budget())


def test_dates_and_times() -> None:
    assert back(date(2026, 1, 31)) == datetime(2026, 1, 31, tzinfo=timezone.utc)
    assert back(datetime(2026, 6, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))) == datetime(
        2026, 5, 31, 23, 30, tzinfo=timezone.utc
    )
    assert back(datetime(2026, 1, 31, 12)) == datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
    assert back(MappingProxyType({"a": (1, 2)})) == {"a": [1, 2]}


EARLY = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2)))


@each_of("plain", [2**63, object(), {1, 2}, timedelta.max, EARLY])
def test_what_cel_cannot_hold_is_an_error(plain: object) -> None:
    with pytest.raises(EvaluationError):
        cel.value(plain)
    with pytest.raises(EvaluationError):
        program("x[0] == 1", "x").evaluate({"x": [plain]}, Budget())
    with pytest.raises(EvaluationError):
        program("x.a == 1", "x").evaluate({"x": {"a": plain}}, Budget())
    for source in ("x", "x.a"):
        with pytest.raises(EvaluationError):
            program(source, "x").evaluate({"x": {"a": plain}}, Budget())
    with pytest.raises(EvaluationError):
        program("x", "x").values({"x": [plain]}, Budget())
    steps = program("has(x.a)", "x").explain({"x": {"a": plain}}, Budget())
    assert [(step.text, step.error) for step in steps] == [("has(x.a)", None), ("x", None)], "it isn't read"
    assert steps[0].value is True


class Watched(Mapping[str, object]):
    """A mapping that notes what is read of it."""

    def __init__(self, entries: dict[str, object]) -> None:
        self.entries, self.read = entries, list[str]()

    def __getitem__(self, key: str) -> object:
        self.read.append(key)
        return self.entries[key]

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def test_entries_are_read_once_and_only_when_asked_for() -> None:
    record = Watched({"a": 1, "b": [1, 2], "c": {"d": 1}})
    held = cel.value(record)
    assert record.read == []
    find = program("x.a == 1 && x.a < 2 && size(x) == 3 && !has(x.z)", "x")
    assert find.truth({"x": held}, Budget())
    assert find.truth({"x": held}, Budget())
    assert record.read == ["a"]


def test_records_of_a_list_are_not_read_before_they_are_looked_at() -> None:
    records = [Watched({"layer": "core", "title": "x"}) for _ in range(1_000)]
    held = cel.value(records)
    assert program("x.size() == 1000 && x.exists(r, r.layer == 'core')", "x").truth({"x": held}, Budget())
    assert [record.read for record in records[:2]] == [["layer"], []]
