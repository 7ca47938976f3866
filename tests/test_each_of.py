"""A table as one test: what it tells of the cases that fail, and what it refuses."""

from __future__ import annotations

import inspect

import pytest
from cases import each_of, shared


def told(test, *arguments, **fixtures) -> str:
    with pytest.raises(pytest.fail.Exception) as failed:
        test(*arguments, **fixtures)
    return str(failed.value)


def test_every_case_that_fails_is_told_with_its_place_and_its_values():
    @each_of("number, name", [(1, "one"), (2, "two"), (3, "three")])
    def odd(number, name):
        assert number % 2, name

    @each_of("number", [1, 2, 3, 4])
    def low(number):
        assert number < 3

    assert "1 of 3 cases fail\n\n[2, 'two']\n" in told(odd)
    words = told(low)
    assert words.startswith("2 of 4 cases fail\n\n[3]\n")
    assert "\n\n[4]\n" in words
    assert "assert number < 3" in words
    assert "test_each_of.py" in words


def test_a_table_that_holds_runs_every_case_once():
    seen = []

    @each_of("letter", "abc")
    def held(letter):
        seen.append(letter)

    held()
    assert seen == ["a", "b", "c"]


def test_what_raises_otherwise_than_by_an_assertion_fails_too():
    @each_of("key", ["a", "b"])
    def raising(key):
        {"a": 1}[key]
        with pytest.raises(ValueError):  # noqa: PT011
            int("1")

    words = told(raising)
    assert "KeyError: 'b'" in words
    assert "DID NOT RAISE" in words


def test_ids_are_given_one_by_one_or_made_of_each_value():
    @each_of("number", {"first": 0}.values(), ids={"first": 0})
    def listed(number):
        assert number

    @each_of(["number", "text"], [(0, "x" * 500)], ids=lambda value: "none" if value == 0 else None)
    def made(number, text):
        assert number, text[:1]

    assert "\n[first]\n" in told(listed)
    assert "\n[none, 'xxx" in told(made)
    assert "xxx...]\n" in told(made)


def test_tables_in_each_other_are_tried_in_all_their_pairs_beside_what_stays_a_parameter():
    seen = []

    @each_of("first", [1, 2])
    @each_of("second", [3, 4])
    def paired(shared, first, second):
        seen.append((shared, first, second))
        assert (first, second) != (2, 3)

    assert list(inspect.signature(paired).parameters) == ["shared"]
    words = told(paired, shared=0)
    assert seen == [(0, 1, 3), (0, 1, 4), (0, 2, 3), (0, 2, 4)]
    assert words.startswith("1 of 4 cases fail\n\n[2-3]\n")


def test_a_case_that_skips_does_not_take_the_others_with_it():
    @each_of("number", [1, 2])
    def skipping(number):
        if number == 1:
            pytest.skip("not today")
        assert number == 1

    words = told(skipping)
    assert "[1]\na case can't be skipped alone, parametrize it: not today" in words
    assert "[2]\n" in words


def test_what_it_can_not_run_as_one_test_is_refused():
    with pytest.raises(ValueError, match="no cases"):
        each_of("number", [])
    with pytest.raises(TypeError, match="parametrize it"):
        each_of("number", [pytest.param(1, marks=pytest.mark.slow)])
    with pytest.raises(TypeError, match="takes no text"):
        each_of("text", [1])(lambda number: None)
    table = each_of("number", [1])(lambda number, file: None)
    assert shared(table, ["file", "tmp_path"]) == "all of its cases would share tmp_path: parametrize it"
    assert shared(table, ["file", "index"]) == shared(told, ["tmp_path"]) == ""
    with pytest.raises(ValueError, match="argument 2 is"):
        each_of("number, text", [(1,)])
    with pytest.raises(ValueError, match="argument 2 is"):
        each_of("number", [1, 2], ids=["first"])
