"""What each kind of record must hold, and how a fault is told: code, place and words (SPEC 2, 4, 7)."""

import json
from importlib import resources
from types import SimpleNamespace

import pytest
from builders import (
    VISIBLE,
    full_promise_data,
    policy_data,
    promise_data,
    promises,
    settings_data,
    valid,
    waiver_data,
    written,
)
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from pas_gov.records import schema
from pas_gov.records.reading import read
from pas_gov.records.yaml import MAX_DEPTH, Document, parse
from pas_gov.stack.change import KINDS as CHANGE_KINDS

BASES = {
    "promise": {
        "schema": "pas.promise/v1",
        "id": "fast-support",
        "title": "Fast support",
        "layer": "core",
        "status": "active",
        "owner": '"@acme/support"',
        "made": "{date: 2026-01-01}",
        "statement": "We answer fast.",
        "audience": "[customers]",
    },
    "policy": {
        "schema": "pas.policy/v1",
        "id": "has-a-title",
        "title": "Every promise has a title",
        "enforcement": "block",
        "scope": "promise",
        "require": "promise.title != ''",
        "message": "promise.id",
    },
    "waiver": {
        "schema": "pas.waiver/v1",
        "id": "one-exception",
        "policy": "has-a-title",
        "promise": "fast-support",
        "reason": "It is being named.",
        "asked_by": '"@acme/support"',
        "approved_by": '"@acme/board"',
        "from": "2026-01-01",
        "until": "2026-01-31",
    },
    "settings": {"schema": "pas.settings/v1"},
}
NEXT = {kind: len(base) + 1 for kind, base in BASES.items()}  # the line of the first key added to a base


def text(kind, changes):
    """The base's lines with keys replaced in their lines, taken away (None), or added below."""
    lines = {**BASES[kind], **changes}
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value is not None)


def told(faults):
    return [(fault.code, fault.location.line, fault.location.column) for fault in faults]


def said(fault):
    return f"{fault.message} | {fault.remedy}"


@pytest.mark.parametrize("kind", schema.KINDS)
def test_the_bases_of_these_tests_are_valid(kind):
    found = read(kind, text(kind, {}).encode())
    assert found.faults == ()
    assert found.data["schema"] == f"pas.{kind}/v1"
    assert found.id == ("" if kind == "settings" else BASES[kind]["id"])


# kind, changes to its base, then (code, line, column, words of the message or remedy) for the one fault.
ONE_FAULT = [
    # a key is missing
    *(("promise", {key: None}, "schema-required", 1, 1, f'"{key}" is missing') for key in BASES["promise"]),
    *(("policy", {key: None}, "schema-required", 1, 1, f'"{key}" is missing') for key in BASES["policy"] if key != "message"),
    *(("waiver", {key: None}, "schema-required", 1, 1, f'"{key}" is missing') for key in BASES["waiver"]),
    ("promise", {"made": "§{source: minutes}"}, "schema-required", '"date" is missing in made'),
    ("promise", {"terms": "[§{at_most: 1d}]"}, "schema-required", '"measure" is missing'),
    ("promise", {"aligned_to": "[§{note: x}]"}, "schema-required", '"promise" is missing'),
    ("promise", {"notices": "[§{audience: customers}]"}, "schema-required", '"date" is missing'),
    ("promise", {"zones": "{ai-automation: {left: §{by: me}}}"}, "schema-required", '"date" is missing in left'),
    ("policy", {"each": "§{name: x}"}, "schema-required", '"in" is missing in each'),
    # a key is unknown
    ("promise", {"audience": None, "audiance": "[customers]", "x-y": None}, "schema-required", '"audience" is missing'),
    ("promise", {"§note": "x"}, "schema-additionalProperties", 'unknown key "note" | did you mean "notes"?'),
    ("promise", {"§Notes": "x"}, "schema-additionalProperties", 'unknown key "Notes" | did you mean "notes"?'),
    ("promise", {"zones": "{§sales-marketting: {}}"}, "schema-additionalProperties", 'did you mean "sales-marketing"?'),
    ("promise", {"made": "{date: 2026-01-01, §sauce: x}"}, "schema-additionalProperties", 'did you mean "source"?'),
    ("promise", {"terms": "[{measure: a, §at_moste: 1, at_least: 1}]"}, "schema-additionalProperties", '"at_most"'),
    ("promise", {"§a/b~c": "x"}, "schema-additionalProperties", 'unknown key "a/b~c"'),
    ("promise", {'""': "x"}, "schema-additionalProperties", 'unknown key ""'),
    ("policy", {"§requires": "x"}, "schema-additionalProperties", 'unknown key "requires"'),
    ("policy", {"§wen": "x"}, "schema-additionalProperties", 'did you mean "when"?'),
    ("policy", {"match": "{§layers: [core]}"}, "schema-additionalProperties", 'did you mean "layer"?'),
    ("waiver", {"§tickets": "x"}, "schema-additionalProperties", 'did you mean "ticket"?'),
    ("settings", {"§param": "{}"}, "schema-additionalProperties", 'did you mean "params"?'),
    ("settings", {"waivers": "{§max_day: 3}"}, "schema-additionalProperties", 'did you mean "max_days"?'),
    # another format
    ("promise", {"schema": "§pas.promise/v2"}, "schema-const", "pas.promise/v1"),
    ("policy", {"schema": "§pas.promise/v1"}, "schema-const", "pas.policy/v1"),
    ("settings", {"schema": "§1"}, "schema-const", "pas.settings/v1"),
    # the wrong type
    ("promise", {"title": "§5"}, "schema-type", "title must be a text, but is a number | put it in quotes"),
    ("promise", {"title": "§5.5"}, "schema-type", "but is a number | put it in quotes"),
    ("promise", {"owner": "§true"}, "schema-type", "owner must be a text, but is true or false | put it in quotes"),
    ("promise", {"id": "§2026"}, "schema-type", "id must be a text, but is a number | put it in quotes"),
    ("promise", {"statement":§ ""}, "schema-type", "statement must be a text, but is empty | give it a value"),
    ("promise", {"statement": "§[x]"}, "schema-type", "statement must be a text, but is a list"),
    ("promise", {"made": "§2026-01-01"}, "schema-type", "made must be a mapping of keys to values, but is a text"),
    ("promise", {"made": "{date: §20260101}"}, "schema-type", "date must be a text, but is a number"),
    ("promise", {"audience": "§customers"}, "schema-type", "audience must be a list, but is a text"),
    ("promise", {"audience": "[customers, 5§]"}, "schema-type", "audience, item 2 must be a text, but is a number"),
    ("promise", {"audience": "{§customers: yes}"}, "schema-type", "audience must be a list, but is a mapping"),
    ("promise", {"terms": "[{measure: a, at§_most: true}]"}, "schema-type", "at_most must be a number or a text"),
    ("promise", {"tags": "[§1]"}, "schema-type", "tags, item 1 must be a text"),
    ("promise", {"experiment": "§soon"}, "schema-type", "experiment must be a mapping"),
    ("promise", {"zones": "§[sales-marketing]"}, "schema-type", "zones must be a mapping"),
    ("policy", {"waivable": "§no"}, "schema-type", "waivable must be true or false, but is a text"),
    ("policy", {"require": "§1"}, "schema-type", "require must be a text or true or false, but is a number"),
    ("policy", {"require":§ ""}, "schema-type", "but is empty"),
    ("policy", {"params": "§[x]"}, "schema-type", "params must be a mapping of keys to values or empty"),
    ("waiver", {"until": "§2026"}, "schema-type", "until must be a text, but is a number"),
    ("settings", {"waivers": "{max_days: 1§.5}"}, "schema-type", "max_days must be a whole number"),
    ("settings", {"waivers": "{max_days: '§90'}"}, "schema-type", "max_days must be a whole number, but is a text"),
    ("settings", {"params": "{a: §5}"}, "schema-type", "a must be a mapping"),
    # another value than those listed
    ("promise", {"layer": "§Core"}, "schema-enum", 'layer is "Core", which isn\'t one of its values | did you mean "core"?'),
    ("promise", {"layer": "§5"}, "schema-enum", 'layer is "5"'),
    ("promise", {"layer":§ ""}, "schema-enum", "layer is"),
    ("promise", {"status": "§ended"}, "schema-enum", "proposed"),
    ("policy", {"enforcement": "§ignore"}, "schema-enum", "enforcement is \"ignore\""),
    ("policy", {"scope": "§links"}, "schema-enum", "alignment"),
    ("policy", {"match": "{kinds: [§rewored]}"}, "schema-enum", 'did you mean "reworded"?'),
    ("settings", {"enforcement": "{a: §off}"}, "schema-enum", "ignore"),
    # days
    ("promise", {"made": "{date: §2024-02-30}"}, "schema-format", "a day that no calendar has"),
    ("promise", {"made": "{date: §2023-02-29}"}, "schema-format", "a day that no calendar has"),
    ("promise", {"made": "{date: §0000-01-01}"}, "schema-format", "a day that no calendar has"),
    ("promise", {"review_by": "§2026-13-01"}, "schema-format", "a day that no calendar has"),
    ("promise", {"review_by": "§2026-1-1"}, "schema-pattern", "write a day as 2026-03-31"),
    ("promise", {"review_by": "§2026-01-01T00:00:00Z"}, "schema-pattern", "write a day as 2026-03-31"),
    ("promise", {"review_by": "§forever"}, "schema-pattern", "write a day as 2026-03-31"),
    ("promise", {"review_by": '§"2026-01-01\\n"'}, "schema-pattern", "write a day as 2026-03-31"),
    ("promise", {"review_by": "\u0662\u0660\u0662\u0666-01-01"}, "schema-pattern", "write a day as 2026-03-31"),
    ("promise", {"review_by": "\uff12\uff10\uff12\uff16-01-01"}, "schema-pattern", "write a day as 2026-03-31"),
    ("promise", {"legacy": "{honour_until: §for ever}"}, "schema-pattern", "or forever"),
    ("promise", {"legacy": "{honour_until: §2027-02-29}"}, "schema-format", "a day that no calendar has"),
    ("waiver", {"until": "§2026-02-30"}, "schema-format", "a day that no calendar has"),
    # ids and other names
    ("promise", {"id": '§"fast-support\\n"'}, "schema-pattern", "lower-case letters and digits"),
    ("promise", {"id": "§Fast-support"}, "schema-pattern", "lower-case letters and digits"),
    ("promise", {"id": "§fast--support"}, "schema-pattern", "lower-case letters and digits"),
    ("promise", {"id": "§fast_support"}, "schema-pattern", "lower-case letters and digits"),
    ("promise", {"id": "§f\u0430st"}, "schema-pattern", "lower-case letters and digits"),  # a Cyrillic a
    ("promise", {"id": "§fast-\u0661"}, "schema-pattern", "lower-case letters and digits"),
    ("promise", {"id": "§../core"}, "schema-pattern", "lower-case letters and digits"),
    ("promise", {"id": '§""'}, "schema-pattern", "id is empty"),
    ("promise", {"id": "§a" * 65}, "schema-maxLength", "id has 65 characters; at most 64 are allowed"),
    ("promise", {"aligned_to": "[{promise: §A}]"}, "schema-pattern", "lower-case letters and digits"),
    ("promise", {"aligned_to": "[{promise: a, revision: §r1:abc}]"}, "schema-pattern", "a revision is r1:"),
    ("promise", {"aligned_to": f"[{{promise: a, revision: §'w1:{'0' * 32}'}}]"}, "schema-pattern", "a revision is r1:"),
    ("promise", {"aligned_to": f"[{{promise: a, revision: §'r1:{'A' * 32}'}}]"}, "schema-pattern", "a revision is r1:"),
    ("promise", {"aligned_to": "[{promise: a, revision: §''}]"}, "schema-pattern", "revision is empty"),
    ("promise", {"ending": "{superseded_by: [§A]}"}, "schema-pattern", "lower-case letters and digits"),
    ("policy", {"params": "{§9th: 1}"}, "schema-propertyNames", "9th"),
    ("policy", {"each": "{name: §a-b, in: '[]'}"}, "schema-pattern", "letters, digits and underscores"),
    ("policy", {"variables": "[{name: \§"a\\n\", cel: '1'}]"}, "schema-pattern", "letters, digits and underscores"),
    ("policy", {"at": "§statement"}, "schema-pattern", "a JSON pointer starts with a slash"),
    ("waiver", {"promise": '§"**"'}, "schema-pattern", 'or "*" for the whole stack'),
    ("waiver", {"promise": '§"*\\n"'}, "schema-pattern", 'or "*" for the whole stack'),
    ("settings", {"adopted": "§main"}, "schema-pattern", "name a commit by its id, or a day"),
    ("settings", {"adopted": '§"abcdef1\\n"'}, "schema-pattern", "name a commit by its id, or a day"),
    ("settings", {"enforcement": "{fine: block, B§ad_Id: block}"}, "schema-propertyNames", "Bad_Id"),
    ("settings", {"params": "{fine: {}, ok: {}, B§ad_Id: {}}"}, "schema-propertyNames", "Bad_Id"),
    ("settings", {"sources": "{§'a\\n': x, \"a\\n\": x}"}, "schema-propertyNames", "lower-case"),
    # nothing said
    ("promise", {"title": '§""'}, "schema-pattern", "title is empty"),
    ("promise", {"statement": '§" \\n\\t "'}, "schema-pattern", "statement is empty"),
    ("promise", {"audience": "§[]"}, "schema-minItems", "audience is empty | name at least one"),
    ("promise", {"audience": "[customers, '§ ']"}, "schema-pattern", "audience, item 2 is empty"),
    ("policy", {"match": "{layer: §[]}"}, "schema-minItems", "layer is empty"),
    ("waiver", {"approved_by": "§' '"}, "schema-pattern", "approved_by is empty"),
    ("settings", {"surfaces": "{roots: §[]}"}, "schema-minItems", "roots is empty"),
    # numbers
    ("settings", {"waivers": "{max_days: -§1}"}, "schema-minimum", "max_days is -1"),
    ("settings", {"waivers": "{max_days: 3§651}"}, "schema-maximum", "3650"),
    # the values of terms
    *(
        ("promise", {"terms": f"[{{measure: a, at_most: {value!r}}}]"}, "schema-pattern", 10, 24, "write a number, a percentage")
        for value in ("fast", "4 h", "4H", "-4h", "4hours", "1h30m", ".5h", "1.h", "%", "h", "99,9%", "+1%", "1e3h", "\u0664h", "8")
    ),
    ("promise", {"terms": '[{measure: a, at§_most: "4h\\n"}]'}, "schema-pattern", "write a number, a percentage"),
    ("promise", {"terms": "[§{measure: a}]"}, "schema-oneOf", "exactly one of at_most, at_least, equals, but has none"),
    ("promise", {"terms": "[§{measure: a, at_most: 1, equals: 2}]"}, "schema-oneOf", "has at_most and equals"),
    ("promise", {"terms": "[§{measure: a, at_most: 1, at_least: 1}]"}, "schema-oneOf", "has at_most and at_least"),
    ("promise", {"zones": "{ai-automation: {surfaces: [§{}]}}"}, "schema-oneOf", "exactly one of path, url"),
    ("promise", {"zones": "{ai-automation: {surfaces: [{url: §a.md}]}}"}, "schema-pattern", "an address starts with"),
    # said twice
    ("promise", {"audience": "§[customers, partners, customers]"}, "schema-uniqueItems", '"customers" stands here twice'),
    ("promise", {"audience": "[customers, '§ customers ']"}, "doubled", 'entries for the audience "customers"'),
    ("promise", {"audience": "[caf\u00e9, §cafe\u0301]"}, "doubled", "caf\u00e9"),
    ("promise", {"terms": "[{measure: a, at_most: 1}, {measure: a§, at_least: 0}]"}, "doubled", 'measure "a"'),
    ("promise", {"terms": "[{measure: a  b, at_most: 1}, {measure: a§ b, at_most: 1}]"}, "doubled", 'measure "a b"'),
    ("promise", {"aligned_to": f"[{{promise: a}}, {{promise: §a, revision: 'r1:{'0' * 32}'}}]"}, "doubled", 'links to "a"'),
    ("promise", {"ending": "{superseded_by: §[a, a]}"}, "schema-uniqueItems", "stands here twice"),
    ("promise", {"tags": "§[a, a]"}, "schema-uniqueItems", "stands here twice"),
    # waivers
    ("waiver", {"approved_by": '§"@acme/support"'}, "waiver-self-approved", "who also asked for it"),
    ("waiver", {"approved_by": '§" @ACME / Support\\n"'}, "waiver-self-approved", "let another one approve it"),
    ("waiver", {"asked_by": "Ann Stra\u00dfe", "approved_by": "§annSTRASSE"}, "waiver-self-approved", "who also asked"),
    ("waiver", {"until": "§2025-12-31"}, "waiver-reversed", "before it starts"),
]  # fmt: skip


def _name(case):
    kind, changes, code, *_, words = case
    return f"{kind}: {code}: {' '.join(changes)}: {words[:30]}".encode("ascii", "replace").decode()


@pytest.mark.parametrize(("kind", "changes", "code", "line", "column", "words"), ONE_FAULT, ids=map(_name, ONE_FAULT))
def test_a_fault_is_told_by_code_place_and_words(kind, changes, code, line, column, words):
    found = read(kind, text(kind, changes).encode())
    assert found.data is None
    matching = [fault for fault in found.faults if (fault.code, fault.location.line, fault.location.column) == (code, line, column)]
    assert matching, [(told([fault]), said(fault)) for fault in found.faults]
    assert any(words in said(fault) for fault in matching), [said(fault) for fault in matching]
    if "audiance" not in changes and "sources" not in changes:
        assert len(found.faults) == 1, "one fault is told once"
