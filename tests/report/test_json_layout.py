"""The JSON of reports is what Python's own encoder writes, to the byte."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pas_gov.report.json import dumped

TEXT = st.text(max_size=6)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
KEYS = TEXT | st.integers() | st.none()
DATA = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(DATA)
def test_it_is_what_json_dumps_gives(data):
    text = json.dumps(data, indent=2, ensure_ascii=True) + "\n"
    assert dumped(data) == text.replace("##[", "#\\u0023[")


def test_kinds_of_mappings_and_texts_are_what_they_are():
    class Name(str):
        __slots__ = ()

    data = {"counted": Counter(a=2), "name": Name('"x"'), "odd": "\ud800 ##[é", "empty": [{}, [], (), ""]}
    assert dumped(data) == json.dumps(data, indent=2).replace("##[", "#\\u0023[") + "\n"


@pytest.mark.parametrize("data", [{(1,): "a"}, {"a": object()}, Mapping])
def test_what_is_no_json_is_refused(data):
    with pytest.raises(TypeError):
        dumped(data)
