"""Facts about a customer: what is read from YAML and JSON alike, and what is refused, with its place."""

from __future__ import annotations

import json
import sys

from cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.model.records.subject import subject_facts
from pas_gov.model.records.yaml.parsing import Document, parse

# Before 3.13, json points behind a comma that is too many.
LAST_COMMA = 8 if sys.version_info >= (3, 13) else 9


def refused(text: str | bytes, path: str):
    found = subject_facts(text if isinstance(text, bytes) else text.encode(), path)
    assert isinstance(found, tuple), found
    return found[0]


@each_of(
    ("text", "facts"),
    [
        ("plan: enterprise\nseats: 40\nsigned: 2020-05-01\n", {"plan": "enterprise", "seats": 40, "signed": "2020-05-01"}),
        ("contract: {kind: yearly, renewals: [1, 2]}", {"contract": {"kind": "yearly", "renewals": [1, 2]}}),
        ("beta: true\nprice: 9.5\nnothing: null\non: no", {"beta": True, "price": 9.5, "nothing": None, "on": "no"}),
        ('{"plan": "x", "list": [{"a": 1}]}', {"plan": "x", "list": [{"a": 1}]}), ("{}", {}),
    ],
)  # fmt: skip
def test_facts_are_plain_data(text, facts):
    assert subject_facts(text.encode(), "acme.yaml") == facts


@each_of(
    ("text", "facts"),
    [
        (b'{\n\t"a":\t1\n}', {"a": 1}), (b'{"a": "x\\/y"}', {"a": "x/y"}), (b'\xef\xbb\xbf{"a": 1e2}', {"a": 100.0}),
        (b'{"a": "\\ud83d\\ude00!"}', {"a": "\U0001f600!"}), (b'{"a": "\\\\ud83d\\\\ude00"}', {"a": "\\ud83d\\ude00"}),
        (b'{"a": "\\\\\\ud83d\\ude00"}', {"a": "\\\U0001f600"}), (b'{"a": "caf\\u00e9\\n\\t."}', {"a": "caf\u00e9\n\t."}),
    ],
)  # fmt: skip
def test_json_is_read_as_its_own_writers_write_it(text, facts):
    assert subject_facts(text, "acme.JSON") == facts == json.loads(text)


@each_of(
    ("text", "path", "code", "place"),
    [
        ("plan: a\nplan: b", "x.yaml", "yaml-duplicate-key", (2, 1)), ('{"a": 1,\n "a": 2}', "x.json", "yaml-duplicate-key", (2, 2)),
        ("a: &b 1", "x.yaml", "yaml-anchor", (1, 4)), ("- 1", "x.yaml", "yaml-top", (1, 1)), ("[1]", "x.json", "yaml-top", (1, 1)),
        ("a: 99999999999999999999", "x.yaml", "yaml-number", (1, 4)), ('{"a": 1e999}', "x.json", "yaml-number", (1, 7)),
        ('{"a": ' + "9" * 9_000 + "}", "x.json", "yaml-number", (1, 7)), ('{"a": NaN}', "x.json", "json", (None, None)),
        ("{a: 1}", "x.json", "json", (1, 2)), ('{"a": 1,}', "x.json", "json", (1, LAST_COMMA)), ("", "x.json", "json", (1, 1)), ("", "x.yaml", "yaml-empty", (None, None)),
        ('{"a": "\\ud83d"}', "x.json", "invisible-character", (1, 8)), ('{"a": "\\u202e"}', "x.json", "invisible-character", (1, 8)),
        ('{"a": ' + "[" * 100_000, "x.json", "too-deep", (None, None)), ("a: " + "[" * 60, "x.yaml", "too-deep", (1, 43)), (b"a: \xff", "x.yaml", "encoding", (1, 4)),
        (b"\xff", "x.json", "encoding", (1, 1)), ("a: " + "x" * 300_000, "x.yaml", "too-large", (None, None)), ('"' * 300_000, "x.json", "too-large", (None, None)),
        ("a: [" + "1, " * 30_000 + "]", "x.yaml", "too-many", (None, None)),
    ],
)  # fmt: skip
def test_what_cannot_be_trusted_is_refused_with_place_and_remedy(text, path, code, place):
    found = refused(text, path)
    assert (found.code.startswith(code), found.location.path, bool(found.remedy)) == (True, path, True), found
    assert place == (None, None) or (found.location.line, found.location.column) == place


VISIBLE = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x1F9FF, blacklist_categories=["C", "Z"]), max_size=8
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | VISIBLE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(VISIBLE, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(VISIBLE, VALUES, max_size=4), st.sampled_from([None, "\t", 2]), st.booleans())
def test_whatever_json_writes_is_read_back(facts, indent, ascii_only):
    text = json.dumps(facts, indent=indent, ensure_ascii=ascii_only)
    found = subject_facts(text.encode(), "acme.json")
    assert found == facts or isinstance(found, tuple)  # what can't be seen is refused, never read otherwise
    if isinstance(found, tuple):
        assert {one.code for one in found} == {"invisible-character"}


@given(st.binary(max_size=60))
def test_json_that_is_read_is_the_same_as_yaml(content):
    found, document = subject_facts(content, "x.json"), parse(content, "x.yaml")
    if not isinstance(found, tuple) and isinstance(document, Document):
        assert found == document.value
