"""JSON written quickly: the same as Python's own, to the byte where it is hashed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.foundation.json_text import canonical, compact

TEXTS = st.text()
SURROGATES = st.text(st.characters(categories=["Cs", "Lu"]))
INTEGERS = st.integers(-(2**63), 2**64 - 1)
EXACT = st.none() | st.booleans() | INTEGERS | TEXTS
ANY = EXACT | st.integers() | SURROGATES | st.floats(allow_nan=False, allow_infinity=False)


def nested(leaves):
    """Values of mappings and lists with such leaves."""
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
    )


def written(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@given(nested(ANY))
def test_the_same_value_is_read_from_what_is_written(value):
    text = compact(value)
    assert json.loads(text) == value
    assert b"\n" not in text


@given(nested(EXACT))
def test_without_floats_it_is_what_python_writes(value):
    assert canonical(value, floats=False) == written(value)


@given(nested(ANY))
def test_with_floats_too_where_that_is_said(value):
    assert canonical(value, floats=True) == written(value)


@pytest.mark.parametrize("value", [1e16, 1e-5, 5e-324])
def test_floats_are_why_it_has_to_be_said(value):
    assert canonical(value, floats=True) == json.dumps(value)
    assert float(compact(value)) == value


def test_what_json_cannot_hold_is_refused():
    for write in (compact, lambda value: canonical(value, floats=False)):
        with pytest.raises(TypeError):
            write({"a": {1, 2}})
