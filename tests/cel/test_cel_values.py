"""Plain data as CEL values, explanations of a result, and what importing costs."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pas_gov import cel
from pas_gov.cel import DYN, STRING, Budget, EvaluationError, Program, Record
from pas_gov.judging.explaining.value_text import shown


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


@settings(max_examples=40, deadline=None)
@given(DATA)
def test_data_comes_back_as_it_went_in(plain: object) -> None:
    assert back(plain) == plain
    assert back(cel.value(plain)) == plain


@settings(max_examples=40, deadline=None)
@given(DATA, DATA)
def test_equality_is_that_of_the_data(one: object, other: object) -> None:
    equal = program("x == y", "x", "y")
    assert equal.truth({"x": one, "y": one}, Budget()) is True
    assert equal.truth({"x": one, "y": other}, Budget()) is equal.truth({"x": other, "y": one}, Budget())


def test_dates_and_times() -> None:
    assert back(date(2026, 1, 31)) == datetime(2026, 1, 31, tzinfo=timezone.utc)
    assert back(datetime(2026, 1, 31, 12)) == datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
    assert back(MappingProxyType({"a": (1, 2)})) == {"a": [1, 2]}


EARLY = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize("plain", [2**63, object(), {1, 2}, timedelta.max, EARLY])
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
    assert [shown(step.value) for step in steps] == ["true", "{a: ...}"]


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


def test_converting_costs_next_to_nothing() -> None:
    record = {f"k{i}": {f"f{j}": [i, j, "text"] for j in range(5)} for i in range(12)}
    stack = [record] * 1_000
    started = time.perf_counter()
    for _ in range(1_000):
        cel.value(record)
        cel.value(stack)
    assert (time.perf_counter() - started) / 1_000 < 0.0001


def test_a_small_comparison_is_fast() -> None:
    compare, activation = (
        program("link.state == 'current'", "link"),
        {"link": cel.value({"state": "current"})},
    )
    budget = Budget()
    started = time.perf_counter()
    for _ in range(2_000):
        compare.truth(activation, budget)
    assert (
        time.perf_counter() - started
    ) / 2_000 < 0.000_1  # about 4 microseconds; generous for busy machines


def test_an_explanation_has_every_step_outermost_first() -> None:
    found = cel.compile(
        "link.state == 'current' &&\n  names.exists(n, n == title)",
        {"link": Record("link", {"state": STRING}), "names": DYN, "title": STRING},
    )
    assert isinstance(found, Program)
    steps = found.explain({"link": {"state": "current"}, "names": ["a", "b"], "title": "b"}, Budget())
    assert [(step.text, step.line, step.column, step.depth, shown(step.value)) for step in steps] == [
        ("link.state == 'current' && names.exists(n, n == title)", 1, 1, 0, "true"),
        ("link.state == 'current'", 1, 1, 1, "true"),
        ("link.state", 1, 1, 2, '"current"'),
        ("link", 1, 1, 3, '{state: "current"}'),
        ("names.exists(n, n == title)", 2, 3, 1, "true"),
        ("names", 2, 3, 2, '["a", "b"]'),
        ("n == title", 2, 19, 2, "false"),
        ("n", 2, 19, 3, '"a"'),
        ("title", 2, 24, 3, '"b"'),
        ("n == title", 2, 19, 2, "true"),
        ("n", 2, 19, 3, '"b"'),
        ("title", 2, 24, 3, '"b"'),
    ]
    elements = [step.element for step in steps if step.element]
    assert [(name, shown(value)) for name, value in elements] == [("n", '"a"'), ("n", '"b"')]


def explained(source: str, activation: dict[str, object]) -> list[tuple[str, str | None]]:
    """Return each step's text with what it came to; None where it wasn't needed."""
    steps = program(source, *activation).explain(activation, Budget())
    return [(step.text, None if step.skipped else step.error or shown(step.value)) for step in steps]


def test_an_explanation_holds_errors_and_goes_on_after_them() -> None:
    steps = explained("m.zzz == 1 || m.a == 1", {"m": {"a": 1}})
    assert [step for step in steps if step[0] != "m"] == [
        ("m.zzz == 1 || m.a == 1", "true"),
        ("m.zzz == 1", "m.zzz is not set"),
        ("m.zzz", "m.zzz is not set"),
        ("m.a == 1", "true"),
        ("m.a", "1"),
    ]
    assert explained("true && m.zzz", {"m": {}})[0] == ("true && m.zzz", "m.zzz is not set")


def test_an_explanation_names_the_operands_that_were_not_needed() -> None:
    assert explained("m || n || m && n", {"m": True, "n": True}) == [
        ("m || n || m && n", "true"),
        ("m", "true"),
        ("n", None),
        ("m && n", None),
    ]
    assert explained("m && (n || m)", {"m": False, "n": True})[1:] == [("m", "false"), ("n || m", None)]
    assert explained("(n && m) || (m && n) || n", {"m": False, "n": True}) == [
        ("(n && m) || (m && n) || n", "true"),
        ("n && m", "false"),
        ("n", "true"),
        ("m", "false"),
        ("m && n", "false"),
        ("m", "false"),
        ("n", None),
        ("n", "true"),
    ]
    assert explained("m || m && true", {"m": False})[-2:] == [("m && true", "false"), ("m", "false")]


def test_an_explanation_leaves_out_the_other_branch_and_what_is_written_out() -> None:
    assert explained("m ? n : [n]", {"m": True, "n": 1}) == [("m ? n : [n]", "1"), ("m", "true"), ("n", "1")]
    assert explained("m in ['a', ['b'], {'c': 1}]", {"m": "a"})[1:] == [("m", '"a"')]
    assert explained("true", {}) == []


def test_an_explanation_is_bounded() -> None:
    steps = program("l.all(a, l.all(b, l.all(c, a + b + c >= 0)))", "l").explain(
        {"l": list(range(30))}, Budget()
    )
    assert len(steps) == 1_000


def test_an_explanation_follows_the_first_elements_and_the_one_that_decided() -> None:
    steps = program("l.all(v, v < 4000 && v >= 0)", "l").explain({"l": list(range(5_000))}, Budget())
    bodies = [step for step in steps if step.element]
    assert [step.element and shown(step.element[1]) for step in bodies] == [*map(str, range(10)), "4000"]
    assert [(step.left_out, step.value) for step in bodies[-2:]] == [(0, True), (3_990, False)]
    assert [(step.text, step.depth, step.skipped) for step in steps[-3:]] == [
        ("v < 4000", 2, False),
        ("v", 3, False),
        ("v >= 0", 2, True),
    ]
    steps = program("l.map(v, v > 1, v + 1)", "l").explain({"l": list(range(5_000))}, Budget())
    assert [shown(step.element[1]) for step in steps if step.element][-2:] == ["4999", "4999"]


def test_importing_imports_no_parser() -> None:
    code = "import sys, pas_gov.cel; print(sorted({'celpy', 'lark', 're2', 'pendulum'} & set(sys.modules)))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


def test_compiling_warns_of_nothing() -> None:
    code = "from pas_gov import cel; print(cel.compile('1 == 1', {}).truth({}, cel.Budget()))"
    command = [sys.executable, "-W", "error", "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "True"
