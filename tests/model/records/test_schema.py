"""What each kind of record must hold, and how a fault is told: code, place and words (SPEC 2, 4, 7)."""

import json
import re
from importlib import resources
from importlib.metadata import version
from types import SimpleNamespace

import pytest
from builders import (
    VISIBLE,
    full_promise_data,
    full_suite_data,
    policy_data,
    promise_data,
    promises,
    settings_data,
    valid,
    waiver_data,
    written,
)
from cases import each_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from laws import PART, part, tries
from packaging.version import Version

from pas_gov.model.records import schema, schema_checks
from pas_gov.model.records.reader import read
from pas_gov.model.records.schema_checks import COMPILED, accepts, compiled_text
from pas_gov.model.records.schema_faults import faults
from pas_gov.model.records.yaml.parsing import MAX_DEPTH, Document, parse
from pas_gov.model.stack.change import KINDS as CHANGE_KINDS

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
    "policy-test": {
        "schema": "pas.policy-test/v1",
        "policy": "has-a-title",
        "cases": "[{name: It is made, expect: pass}]",
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


def text(kind, changes):
    """The base's lines with keys replaced in their lines, taken away (None), or added below."""
    lines = {**BASES[kind], **changes}
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value is not None)


def marked(text):
    """Take the mark away; return the text as bytes, and the mark's line and column, or those of its start."""
    before, mark, after = text.partition("\N{SECTION SIGN}")
    line, column = (before.count("\n") + 1, len(before) - before.rfind("\n")) if mark else (1, 1)
    return (before + after).encode(), line, column


def said(fault):
    return f"{fault.message} | {fault.remedy}"


def told(faults):
    return [(fault.code, fault.location.line, fault.location.column) for fault in faults]


@each_of("kind", schema.KINDS)
def test_the_bases_of_these_tests_are_valid(kind):
    found = read(kind, text(kind, {}).encode())
    assert found.faults == ()
    assert found.record["schema"] == f"pas.{kind}/v1"
    assert found.id == BASES[kind].get("id", "")


# Kind, changes to its base with § before the place of the fault, its code (None for any),
# and words of its message or remedy.
ONE_FAULT = [
    # a key is missing
    *(("promise", {key: None}, "schema-required", f'"{key}" is missing') for key in BASES["promise"]),
    *(("policy", {key: None}, "schema-required", f'"{key}" is missing') for key in BASES["policy"] if key != "message"),
    *(("policy-test", {key: None}, "schema-required", f'"{key}" is missing') for key in BASES["policy-test"]),
    *(("waiver", {key: None}, "schema-required", f'"{key}" is missing') for key in BASES["waiver"]),
    ("promise", {"made": "§{source: minutes}"}, "schema-required", '"date" is missing in made'),
    ("promise", {"terms": "[§{at_most: 1d}]"}, "schema-required", '"measure" is missing'),
    ("promise", {"aligned_to": "[§{note: x}]"}, "schema-required", '"promise" is missing'),
    ("promise", {"notices": "[§{audience: customers}]"}, "schema-required", '"date" is missing'),
    ("promise", {"zones": "{ai-automation: {left: §{by: me}}}"}, "schema-required", '"date" is missing in left'),
    ("policy", {"each": "§{name: x}"}, "schema-required", '"in" is missing in each'),
    ("policy-test", {"cases": "[§{name: x}]"}, "schema-required", '"expect" is missing in cases, item 1'),
    ("policy-test", {"cases": "[§{expect: pass}]"}, "schema-required", '"name" is missing in cases, item 1'),
    ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: {make: §{}}}}]"}, "schema-required", '"layer" is missing in make'),
    ("policy-test", {"survivors": "[§{mutant: x}]"}, "schema-required", '"because" is missing'),
    # a key is unknown
    ("promise", {"§note": "x"}, "schema-additionalProperties", 'unknown key "note" | did you mean "notes"?'),
    ("promise", {"§Notes": "x"}, "schema-additionalProperties", 'unknown key "Notes" | did you mean "notes"?'),
    ("promise", {"zones": "{§sales-marketting: {}}"}, "schema-additionalProperties", 'did you mean "sales-marketing"?'),
    ("promise", {"made": "{date: 2026-01-01, §sauce: x}"}, "schema-additionalProperties", 'did you mean "source"?'),
    ("promise", {"terms": "[{measure: a, §at_moste: 1, at_least: 1}]"}, "schema-additionalProperties", '"at_most"'),
    ("promise", {"§a/b~c": "x"}, "schema-additionalProperties", 'unknown key "a/b~c"'),
    ("promise", {'§""': "x"}, "schema-additionalProperties", 'unknown key ""'),
    ("policy", {"§requires": "x"}, "schema-additionalProperties", 'unknown key "requires"'),
    ("policy", {"§wen": "x"}, "schema-additionalProperties", 'did you mean "when"?'),
    ("policy", {"match": "{§layers: [core]}"}, "schema-additionalProperties", 'did you mean "layer"?'),
    ("policy-test", {"§survivor": "[]"}, "schema-additionalProperties", 'did you mean "survivors"?'),
    ("policy-test", {"cases": "[{name: x, expect: pass, §expects: fail}]"}, "schema-additionalProperties", 'unknown key "expects"'),
    ("policy-test", {"cases": "[{name: x, expect: pass, §promise: [a]}]"}, "schema-additionalProperties", 'did you mean "promises"?'),
    ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: {§sets: {}}}}]"}, "schema-additionalProperties", 'did you mean "set"?'),
    ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: {end: {§reason: x}}}}]"}, "schema-additionalProperties", '"reason"'),
    ("policy-test", {"survivors": "[{mutant: x, because: y, §why: z}]"}, "schema-additionalProperties", 'unknown key "why"'),
    ("waiver", {"§tickets": "x"}, "schema-additionalProperties", 'did you mean "ticket"?'),
    ("settings", {"§param": "{}"}, "schema-additionalProperties", 'did you mean "params"?'),
    ("settings", {"waivers": "{§max_day: 3}"}, "schema-additionalProperties", 'did you mean "max_days"?'),
    # another format
    ("promise", {"schema": "§pas.promise/v2"}, "schema-const", "pas.promise/v1"),
    ("policy", {"schema": "§pas.promise/v1"}, "schema-const", "pas.policy/v1"),
    ("policy-test", {"schema": "§pas.policy/v1"}, "schema-const", "pas.policy-test/v1"),
    ("settings", {"schema": "§1"}, "schema-const", "pas.settings/v1"),
    # the wrong type
    ("promise", {"title": "§5"}, "schema-type", "title must be a text, but is a number | put it in quotes"),
    ("promise", {"title": "§5.5"}, "schema-type", "but is a number | put it in quotes"),
    ("promise", {"owner": "§true"}, "schema-type", "owner must be a text, but is true or false | put it in quotes"),
    ("promise", {"id": "§2026"}, "schema-type", "id must be a text, but is a number | put it in quotes"),
    ("promise", {"statement": "§~"}, "schema-type", "statement must be a text, but is empty | give it a value"),
    ("promise", {"statement": "§[x]"}, "schema-type", "statement must be a text, but is a list"),
    ("promise", {"made": "§2026-01-01"}, "schema-type", "made must be a mapping of keys to values, but is a text"),
    ("promise", {"made": "{date: §20260101}"}, "schema-type", "date must be a text, but is a number"),
    ("promise", {"audience": "§customers"}, "schema-type", "audience must be a list, but is a text"),
    ("promise", {"audience": "[customers, §5]"}, "schema-type", "audience, item 2 must be a text, but is a number"),
    ("promise", {"audience": "§{customers: yes}"}, "schema-type", "audience must be a list, but is a mapping"),
    ("promise", {"terms": "[{measure: a, at_most: §true}]"}, "schema-type", "at_most must be a number or a text"),
    ("promise", {"tags": "[§1]"}, "schema-type", "tags, item 1 must be a text"),
    ("promise", {"experiment": "§soon"}, "schema-type", "experiment must be a mapping"),
    ("promise", {"zones": "§[sales-marketing]"}, "schema-type", "zones must be a mapping"),
    ("policy", {"waivable": "§no"}, "schema-type", "waivable must be true or false, but is a text"),
    ("policy", {"require": "§1"}, "schema-type", "require must be a text or true or false, but is a number"),
    ("policy", {"require": "§~"}, "schema-type", "but is empty"),
    ("policy", {"params": "§[x]"}, "schema-type", "params must be a mapping of keys to values or empty"),
    ("policy-test", {"cases": "§{name: x}"}, "schema-type", "cases must be a list, but is a mapping"),
    ("policy-test", {"cases": "[{name: x, expect: pass, says: §5}]"}, "schema-type", "says must be a text or a list, but is a number"),
    ("policy-test", {"cases": "[{name: x, expect: pass, findings: §'2'}]"}, "schema-type", "findings must be a whole number"),
    ("policy-test", {"cases": "[{name: x, expect: pass, bootstrap: §yes}]"}, "schema-type", "bootstrap must be true or false"),
    ("policy-test", {"cases": "[{name: x, expect: pass, stack: {a: §core}}]"}, "schema-type", "a must be a mapping of keys to values or empty"),
    ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: §~}}]"}, "schema-type", "a must be a mapping of keys to values, but is empty"),
    ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: {set: §[x]}}}]"}, "schema-type", "set must be a mapping"),
    ("waiver", {"until": "§2026"}, "schema-type", "until must be a text, but is a number"),
    ("settings", {"waivers": "{max_days: §1.5}"}, "schema-type", "max_days must be a whole number"),
    ("settings", {"waivers": "{max_days: §'90'}"}, "schema-type", "max_days must be a whole number, but is a text"),
    ("settings", {"params": "{a: §5}"}, "schema-type", "a must be a mapping"),
    # another value than those listed
    ("promise", {"layer": "§Core"}, "schema-enum", 'layer is "Core", which isn\'t one of its values | did you mean "core"?'),
    ("promise", {"layer": "§5"}, "schema-enum", 'layer is "5"'),
    ("promise", {"layer": "§~"}, "schema-enum", "layer is"),
    ("promise", {"status": "§ended"}, "schema-enum", "proposed"),
    ("policy", {"enforcement": "§ignore"}, "schema-enum", "enforcement is \"ignore\""),
    ("policy", {"scope": "§links"}, "schema-enum", "alignment"),
    ("policy", {"match": "{kinds: [§rewored]}"}, "schema-enum", 'did you mean "reworded"?'),
    ("policy-test", {"cases": "[{name: x, expect: §passes}]"}, "schema-enum", 'expect is "passes", which isn\'t one of its values'),
    ("policy-test", {"cases": "[{name: x, expect: §not applicable}]"}, "schema-enum", 'did you mean "not-applicable"?'),
    ("policy-test", {"cases": "[{name: x, expect: pass, zones: [§docs]}]"}, "schema-enum", "documentation-knowledge"),
    ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: {make: {layer: §suporting}}}}]"}, "schema-enum", '"supporting"?'),
    ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: {end: {status: §active}}}}]"}, "schema-enum", "retired"),
    ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: {erase: §false}}}]"}, "schema-const", "erase"),
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
    ("promise", {"review_by": "§\u0662\u0660\u0662\u0666-01-01"}, "schema-pattern", "write a day as 2026-03-31"),
    ("promise", {"review_by": "§\uff12\uff10\uff12\uff16-01-01"}, "schema-pattern", "write a day as 2026-03-31"),
    ("promise", {"legacy": "{honour_until: §for ever}"}, "schema-pattern", "or forever"),
    ("promise", {"legacy": "{honour_until: §2027-02-29}"}, "schema-format", "a day that no calendar has"),
    ("policy-test", {"today": "§2026-02-30"}, "schema-format", "a day that no calendar has"),
    ("policy-test", {"cases": "[{name: x, expect: pass, today: §tomorrow}]"}, "schema-pattern", "write a day as 2026-03-31"),
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
    ("promise", {"id": "§" + "a" * 65}, "schema-maxLength", "id has 65 characters; at most 64 are allowed"),
    ("promise", {"aligned_to": "[{promise: §A}]"}, "schema-pattern", "lower-case letters and digits"),
    ("promise", {"aligned_to": "[{promise: a, revision: §r1:abc}]"}, "schema-pattern", "a revision is r1:"),
    ("promise", {"aligned_to": f"[{{promise: a, revision: §'w1:{'0' * 32}'}}]"}, "schema-pattern", "a revision is r1:"),
    ("promise", {"aligned_to": f"[{{promise: a, revision: §'r1:{'A' * 32}'}}]"}, "schema-pattern", "a revision is r1:"),
    ("promise", {"aligned_to": "[{promise: a, revision: §''}]"}, "schema-pattern", "revision is empty"),
    ("promise", {"ending": "{superseded_by: [§A]}"}, "schema-pattern", "lower-case letters and digits"),
    ("policy", {"params": "{§9th: 1}"}, None, "9th"),
    ("policy", {"each": "{name: §a-b, in: '[]'}"}, "schema-pattern", "letters, digits and underscores"),
    ("policy", {"variables": "[{name: §\"a\\n\", cel: '1'}]"}, "schema-pattern", "letters, digits and underscores"),
    ("policy", {"at": "§statement"}, "schema-pattern", "a JSON pointer starts with a slash"),
    ("policy-test", {"policy": "§No Erasure"}, "schema-pattern", "lower-case letters and digits"),
    ("policy-test", {"cases": "[{name: x, expect: pass, targets: [§A]}]"}, "schema-pattern", "lower-case letters and digits"),
    ("policy-test", {"cases": "[{name: x, expect: pass, change: {fine: {erase: true}, §Bad_Id: {erase: true}}}]"}, None, "Bad_Id"),
    ("policy-test", {"stack": "{fine: ~, §Bad_Id: ~}"}, None, "Bad_Id"),
    ("policy-test", {"params": "{§9th: 1}"}, None, "9th"),
    ("waiver", {"promise": '§"**"'}, "schema-pattern", 'or "*" for the whole stack'),
    ("waiver", {"promise": '§"*\\n"'}, "schema-pattern", 'or "*" for the whole stack'),
    ("settings", {"adopted": "§main"}, "schema-pattern", "name a commit by its id, or a day"),
    ("settings", {"adopted": '§"abcdef1\\n"'}, "schema-pattern", "name a commit by its id, or a day"),
    ("settings", {"enforcement": "{fine: block, §Bad_Id: block}"}, None, "Bad_Id"),
    ("settings", {"params": "{fine: {}, ok: {}, §Bad_Id: {}}"}, None, "Bad_Id"),
    ("settings", {"sources": '{§"a\\n": x}'}, None, "lower-case letters and digits"),
    # nothing said
    ("promise", {"title": '§""'}, "schema-pattern", "title is empty"),
    ("promise", {"statement": '§" \\n\\t "'}, "schema-pattern", "statement is empty"),
    ("promise", {"audience": "§[]"}, "schema-minItems", "audience is empty | name at least one"),
    ("promise", {"audience": "[customers, §' ']"}, "schema-pattern", "audience, item 2 is empty"),
    ("policy", {"match": "{layer: §[]}"}, "schema-minItems", "layer is empty"),
    ("policy-test", {"cases": "§[]"}, "schema-minItems", "cases is empty"),
    ("policy-test", {"cases": "[{name: §' ', expect: pass}]"}, "schema-pattern", "name is empty"),
    ("policy-test", {"cases": "[{name: x, expect: pass, says: §''}]"}, "schema-pattern", "says is empty | write something here"),
    ("policy-test", {"cases": "[{name: x, expect: pass, says: [a, §' ']}]"}, "schema-pattern", "says, item 2 is empty"),
    ("policy-test", {"cases": "[{name: x, expect: pass, says: §[]}]"}, "schema-minItems", "says is empty"),
    ("policy-test", {"cases": "[{name: x, expect: pass, promises: §[]}]"}, "schema-minItems", "promises is empty"),
    ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: §{}}}]"}, "schema-minProperties", "a is empty"),
    ("waiver", {"approved_by": "§' '"}, "schema-pattern", "approved_by is empty"),
    ("settings", {"surfaces": "{roots: §[]}"}, "schema-minItems", "roots is empty"),
    # numbers
    ("settings", {"waivers": "{max_days: §-1}"}, "schema-minimum", "max_days is -1"),
    ("settings", {"waivers": "{max_days: §3651}"}, "schema-maximum", "3650"),
    ("policy-test", {"cases": "[{name: x, expect: pass, findings: §-1}]"}, "schema-minimum", "findings is -1"),
    # the values of terms
    *(
        ("promise", {"terms": f"[{{measure: a, at_most: §{value!r}}}]"}, "schema-pattern", "write a number, a percentage")
        for value in ("fast", "4 h", "4H", "-4h", "4hours", "1h30m", ".5h", "1.h", "%", "h", "99,9%", "+1%", "1e3h", "\u0664h", "8")
    ),
    ("promise", {"terms": '[{measure: a, at_most: §"4h\\n"}]'}, "schema-pattern", "write a number, a percentage"),
    ("promise", {"terms": "[§{measure: a}]"}, "schema-oneOf", "exactly one of at_most, at_least, equals, but has none"),
    ("promise", {"terms": "[§{measure: a, at_most: 1, equals: 2}]"}, "schema-oneOf", "has at_most and equals"),
    ("promise", {"terms": "[§{measure: a, at_most: 1, at_least: 1}]"}, "schema-oneOf", "has at_most and at_least"),
    ("promise", {"zones": "{ai-automation: {surfaces: [§{}]}}"}, "schema-oneOf", "exactly one of path, url"),
    ("promise", {"zones": "{ai-automation: {surfaces: [{url: §a.md}]}}"}, "schema-pattern", "an address starts with"),
    # said twice
    ("promise", {"audience": "[customers, §' customers ']"}, "doubled", 'entries for the audience "customers"'),
    ("promise", {"audience": "[caf\u00e9, §cafe\u0301]"}, "doubled", "caf\u00e9"),
    ("promise", {"terms": "[{measure: a, at_most: 1}, {measure: §a, at_least: 0}]"}, "doubled", 'measure "a"'),
    ("promise", {"terms": "[{measure: First reply, at_most: 4h}, {measure: §first reply, at_most: 8h}]"}, "doubled", "first reply"),
    ("promise", {"terms": "[{measure: a  b, at_most: 1}, {measure: §a b, at_most: 1}]"}, "doubled", 'measure "a b"'),
    ("promise", {"aligned_to": f"[{{promise: a}}, {{promise: §a, revision: 'r1:{'0' * 32}'}}]"}, "doubled", 'links to "a"'),
    ("promise", {"ending": "{superseded_by: §[a, a]}"}, "schema-uniqueItems", "stands here twice"),
    ("promise", {"tags": "§[a, a]"}, "schema-uniqueItems", "stands here twice"),
    ("policy-test", {"cases": "[{name: x, expect: pass, promises: §[a, a]}]"}, "schema-uniqueItems", "stands here twice"),
    ("policy-test", {"cases": "[{name: a  b, expect: pass}, {name: §a b, expect: fail}]"}, "doubled", 'two cases named "a b"'),
    # waivers
    ("waiver", {"approved_by": '§"@acme/support"'}, "waiver-self-approved", "who also asked for it"),
    ("waiver", {"approved_by": '§" @ACME / Support\\n"'}, "waiver-self-approved", "let another one approve it"),
    ("waiver", {"asked_by": "'@Ann Stra\u00dfe'", "approved_by": "§'@annSTRASSE'"}, "waiver-self-approved", "who also asked"),
    ("waiver", {"asked_by": "A <a@acme.example>", "approved_by": "§A@acme.example"}, "waiver-self-approved", "who also asked"),
    ("waiver", {"asked_by": "Ann", "approved_by": "§Ann."}, "waiver-self-approved", "who also asked"),
    ("waiver", {"reason": "§tbd"}, "waiver-reason", "is no reason | say why"),
    *(
        ("waiver", {"approved_by": f"§{name!r}"}, "waiver-person", "names nobody who approved it | write a handle")
        for name in ("...", "none", "tbd", "@tbd", "@")
    ),
    ("waiver", {"asked_by": "§none"}, "waiver-person", "names nobody who asks for it"),
    ("waiver", {"until": "§2025-12-31"}, "waiver-reversed", "before it starts"),
]  # fmt: skip


def _name(case):
    kind, changes, code, words = case
    return f"{kind}: {code}: {' '.join(map(str, changes.values()))[:30]}: {words[:30]}".encode(
        "ascii", "replace"
    ).decode()


@each_of(("kind", "changes", "code", "words"), ONE_FAULT, ids=map(_name, ONE_FAULT))
def test_a_fault_is_told_once_by_code_place_and_words(kind, changes, code, words):
    content, line, column = marked(text(kind, changes))
    found = read(kind, content)
    assert found.record is None
    expected = [(code or fault.code, line, column) for fault in found.faults[:1]]
    assert told(found.faults) == expected, [said(fault) for fault in found.faults]
    assert words in said(found.faults[0])


SEVERAL = [
    ("a key that is missing because it is misspelt", "promise", {"title": None, "tittle": "x"},
     [("schema-required", 1, 1), ("schema-additionalProperties", 9, 1)]),
    ("each of many, in the order of the file", "promise",
     {"id": "A", "title": "5", "layer": "cor", "made": "{date: 2024-02-30, sauce: x}", "audience": "[]", "x": "1", "a": "1"},
     [("schema-pattern", 2, 5), ("schema-type", 3, 8), ("schema-enum", 4, 8), ("schema-format", 7, 14),
      ("schema-additionalProperties", 7, 26), ("schema-minItems", 9, 11), ("schema-additionalProperties", 10, 1),
      ("schema-additionalProperties", 11, 1)]),
    ("all keys that are missing", "settings", {"schema": None, "owners": "[]", "x": "1"},
     [("schema-required", 1, 1), ("schema-additionalProperties", 2, 1)]),
    ("a term that has several", "promise", {"terms": "[{at_most: fast, at_least: 1, x: 1}]"},
     [("schema-oneOf", 10, 9), ("schema-required", 10, 9), ("schema-pattern", 10, 19), ("schema-additionalProperties", 10, 38)]),
    ("two people and two days", "waiver", {"approved_by": '"@ACME/support"', "until": "2025-12-31"},
     [("waiver-self-approved", 7, 14), ("waiver-reversed", 9, 8)]),
    ("doubles of every sort", "promise",
     {"audience": "[a, ' a', 'a ']", "terms": "[{measure: a, at_most: 1}, {measure: a, at_most: 1}]",
      "aligned_to": "[{promise: a}, {promise: a}]"},
     [("doubled", 9, 15), ("doubled", 9, 21), ("doubled", 10, 45), ("doubled", 11, 38)]),
    # Whatever needs more than the schema is told with what the schema tells: "all problems ... at once" (SPEC 1).
    ("a double beside an unknown key", "promise", {"audience": "[a, ' a']", "x": "1"},
     [("doubled", 9, 15), ("schema-additionalProperties", 10, 1)]),
    ("a double beside an item that is none", "promise", {"audience": "[a, ' a', 5]"}, [("doubled", 9, 15), ("schema-type", 9, 21)]),
    ("self-approval beside a missing key", "waiver", {"approved_by": '"@acme/support"', "reason": None},
     [("schema-required", 1, 1), ("waiver-self-approved", 6, 14)]),
    ("a reversed waiver beside an unknown key", "waiver", {"until": "2025-12-31", "x": "1"},
     [("waiver-reversed", 9, 8), ("schema-additionalProperties", 10, 1)]),
]  # fmt: skip


@each_of(("kind", "changes", "expected"), [row[1:] for row in SEVERAL], ids=[row[0] for row in SEVERAL])
def test_all_faults_of_a_record_are_told_at_once_in_order(kind, changes, expected):
    found = read(kind, text(kind, changes).encode())
    assert sorted(told(found.faults)) == sorted(expected), [said(fault) for fault in found.faults]
    assert [place[1:] for place in told(found.faults)] == sorted(place[1:] for place in expected)


def test_every_key_that_is_missing_is_told():
    faults = read("promise", b"schema: pas.promise/v1\n").faults
    assert [fault.message.split('"')[1] for fault in faults] == sorted(set(BASES["promise"]) - {"schema"})


@pytest.mark.parametrize(
    ("terms", "remedy"),
    [("[{measure: a}]", "add"), ("[{measure: a, at_most: 1, equals: 1}]", "keep one of them")],
)
def test_a_term_without_a_bound_is_told_to_have_one_and_one_with_two_to_lose_one(terms, remedy):
    (fault,) = read("promise", text("promise", {"terms": terms}).encode()).faults
    assert remedy in fault.remedy


def test_an_audience_that_is_named_twice_is_told_once():
    (fault,) = read(
        "promise", text("promise", {"audience": "[customers, partners, customers]"}).encode()
    ).faults
    assert (fault.location.line, "customers" in fault.message, fault.remedy != "") == (9, True, True)


def test_a_value_that_is_absent_is_told_where_it_belongs():
    content = text("promise", {}).replace("title: Fast support", "title:").encode()
    (fault,) = read("promise", content).faults
    assert (fault.code, fault.location.line, fault.remedy) == (
        "schema-type",
        3,
        "give it a value, or remove the key",
    )


@each_of(
    ("kind", "changes"),
    [
        ("promise", {}),
        ("promise", {"id": "a" * 64}),
        ("promise", {"id": "9-1-1"}),
        ("promise", {"made": "{date: 2024-02-29}"}),
        ("promise", {"made": "{date: 9999-12-31}"}),
        ("promise", {"legacy": "{honour_until: forever}"}),
        ("promise", {"applies_when": "{says: '', cel: ''}"}),
        ("promise", {"zones": "{sales-marketing: {}, product-capability: {}, delivery-support: {}, "
                              "documentation-knowledge: {}, ai-automation: {}}"}),
        ("promise", {"terms": "[]", "aligned_to": "[]", "notices": "[]", "tags": "[]", "notes": "''"}),
        ("promise", {"terms": "[{measure: a, at_most: 1}, {measure: ab, at_most: 1}]", "audience": "[customers, Customers]"}),
        ("promise", {"aligned_to": "[{promise: fast-support}]"}),
        ("promise", {"ending": "{}", "experiment": "{}"}),
        ("promise", {"statement": "no"}),
        ("promise", {"title": "'5'", "owner": "on"}),
        *(("promise", {"terms": f"[{{measure: a, equals: {value}}}]"})
          for value in ("0", "-1", "0.5", "1e-7", "30s", "5m", "4h", "1.5d", "2w", "8bh", "3bd", "99.9%", "-5%", "'4h'")),
        ("policy", {"require": "false", "when": "true"}),
        ("policy", {"when": "~", "each": "~", "match": "~", "params": "~", "variables": "~"}),
        ("policy", {"match": "{layer: [core], status: [active], kinds: [made], target_layer: [legacy], zone: [ai-automation]}"}),
        ("policy", {"params": "{days: {core: 30}, _x: [1, 1]}"}),
        ("policy", {"at": "''"}),
        ("policy", {"at": "/zones/0"}),
        ("policy-test", {"cases": "[{name: x, expect: preexisting, promises: ['*'], says: a, remedy: [b, c], findings: 0}]"}),
        ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: {align: b}}}]", "survivors": "[]"}),
        ("policy-test", {"cases": "[{name: x, expect: pass, change: {a: {end: {}}, b: {make: {layer: core, whatever: 1}}}}]"}),
        ("waiver", {"promise": '"*"'}),
        ("waiver", {"from": "2026-01-31"}),
        ("waiver", {"target": "a", "ticket": "''"}),
        ("waiver", {"asked_by": "ann@acme.example", "approved_by": "Anna <anna@acme.example>"}),
        ("waiver", {"asked_by": "ann", "approved_by": "anna"}),
        ("waiver", {"asked_by": "'@ann'", "approved_by": "'@acme / anna-b'", "reason": "tbd by the board in May"}),
        ("settings", {"enforcement": "{a: ignore, b: note, c: warn, d: block}"}),
        ("settings", {"waivers": "{max_days: 0}", "adopted": "2026-01-01"}),
        ("settings", {"forges": "{git.acme.example: gitlab, code.acme.example: github}"}),
        ("settings", {"adopted": "abcdef1", "surfaces": "{roots: [docs, .]}", "owners": "['@acme/board']"}),
    ],
)  # fmt: skip
def test_what_is_allowed(kind, changes):
    assert read(kind, text(kind, changes).encode()).faults == ()


def test_the_records_of_the_builders_are_valid():
    for kind, data in BUILT.items():
        assert valid(kind, data), kind
    assert valid("promise", promise_data())


def test_a_promise_with_every_key_has_every_key():
    assert set(full_promise_data()) == set(schema.schema("promise")["properties"])


def test_tests_with_every_key_have_every_key():
    known, data = schema.schema("policy-test"), full_suite_data()
    case = data["cases"][0]
    patches = [set(patch) for patch in case["change"].values()]
    assert set(data) == set(known["properties"])
    assert set(case) == set(known["definitions"]["case"]["properties"])
    assert set.union(*patches) == set(known["definitions"]["patch"]["properties"])


# --- hostile shapes ---


def deep(levels):
    return "[" * levels + "]" * levels


@each_of("kind", schema.KINDS)
@each_of("levels", [MAX_DEPTH - 1, MAX_DEPTH, 300, 25_000])
def test_a_deep_record_is_a_fault_and_no_crash(kind, levels):
    found = read(kind, text(kind, {"schema": deep(levels)}).encode())
    assert found.record is None
    assert [fault.code for fault in found.faults] == (
        ["schema-const"] if levels < MAX_DEPTH else ["too-deep"]
    )


@each_of("levels", [MAX_DEPTH - 2, MAX_DEPTH - 1, 25_000])
def test_parameters_may_be_as_deep_as_a_file_may_be_and_no_deeper(levels):
    found = read("policy", text("policy", {"params": f"{{a: {deep(levels)}}}"}).encode())
    assert [fault.code for fault in found.faults] == ([] if levels < MAX_DEPTH - 1 else ["too-deep"])


@pytest.mark.whole  # a bomb
def test_1500_mappings_where_texts_must_differ_are_told_without_comparing_every_pair(monkeypatch):
    written = []
    monkeypatch.setattr(
        schema_checks, "json", SimpleNamespace(dumps=lambda *a, **k: written.append(1) or json.dumps(*a, **k))
    )
    item = "{a: [1, {b: 2}], c: %d}"
    audience = ", ".join(item % number for number in [*range(1500), 7])
    found = read("promise", text("promise", {"audience": f"[{audience}]"}).encode())
    codes = [fault.code for fault in found.faults]
    assert (codes.count("schema-uniqueItems"), len(codes), codes[-1]) == (1, 101, "more-faults")
    assert found.faults[-1].message == "and 1402 more faults in this file"
    assert 1501 <= len(written) < 3 * 1501


@given(st.sampled_from(schema.KINDS), st.binary(max_size=60) | VISIBLE.map(str.encode))
@settings(max_examples=tries(150), deadline=None)
def test_no_bytes_make_reading_raise(kind, content):
    assert read(kind, content).record is None, "none of these is a record"


# --- the schemas themselves ---

SHIPPED = sorted(
    one.name
    for one in resources.files("pas_gov.model").joinpath("schemas").iterdir()
    if one.name.endswith(".json")
)


def test_every_kind_of_record_has_a_schema():
    assert {f"{kind}.json" for kind in schema.KINDS} <= set(SHIPPED)


@each_of("name", SHIPPED)
def test_a_shipped_schema_is_valid_draft_07_and_says_so(name):
    loaded = schema.schema(name.removesuffix(".json"))
    assert loaded["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(loaded)


@each_of("kind", schema.KINDS)
def test_no_mapping_of_a_record_takes_unknown_keys(kind):
    """Every mapping that names its keys is closed: what is misspelt is never ignored."""

    def mappings(part):
        if isinstance(part, dict):
            if isinstance(part.get("properties"), dict):
                yield part
            for inner in part.values():
                yield from mappings(inner)

    found = list(mappings(schema.schema(kind)))
    assert found
    assert [part for part in found if part.get("additionalProperties") is not False] == []


def test_policies_can_match_every_kind_of_change():
    match = schema.schema("policy")["properties"]["match"]["properties"]
    assert match["kinds"]["items"]["enum"] == list(CHANGE_KINDS)


# --- two validators, one answer ---

BUILT = {
    "promise": full_promise_data(),
    "policy": policy_data(
        why="So.", match={"layer": ["core"], "zone": ["ai-automation"]}, each={"name": "x", "in": "[1]"}, when="true",
        params={"days": {"core": 30}}, variables=[{"name": "y", "cel": "1"}], remedy="Do.", at="/title", waivable=False,
    ),
    "policy-test": full_suite_data(),
    "waiver": waiver_data(target="most-reliable", ticket="T-1"),
    "settings": settings_data(
        enforcement={"has-a-title": "warn"}, params={"has-a-title": {"days": 3}}, waivers={"max_days": 30},
        surfaces={"roots": ["docs"]}, sources={"tickets": "tickets.csv"}, owners=["@acme/board"], adopted="2026-01-01",
    ),
}  # fmt: skip

SCALARS = st.sampled_from(
    [None, True, False, 0, 1, -1, 1.0, 1.5, 1e300, 90, 3650.0, "", " ", "1", "core", "active", "kept", "forever", "*",
     "2024-02-29", "2024-02-30", "2024-02-29\n", "\u0662\u0660\u0662\u0664-02-29", "abc\n", "a-b", "4h", "99.9%", "-1%",
     "4h\n", "https://a.example/", "https://a.example/\n", "/a/b", "/a\n", "a\u00a0", "\u00a0", "\u3000", "\u2003"]
)  # fmt: skip
VALUES = st.one_of(
    SCALARS, VISIBLE, st.lists(SCALARS, max_size=3), st.dictionaries(st.sampled_from(["a", "measure", "date", "path"]), SCALARS, max_size=2)
)  # fmt: skip
NAMES = st.sampled_from(
    ["id", "date", "says", "at_most", "equals", "path", "url", "Bad_Id", "a", "a\n", "", "9", "x/y", "\u0661"]
)


def containers(value):
    found, waiting = [], [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (dict, list)):
            found.append(one)
            waiting.extend(one.values() if isinstance(one, dict) else one)
    return found


@st.composite
def mutated(draw, kind):
    """Draw a record that was valid, with up to three of: drop, retype, rename, duplicate, add, alter."""
    base = draw(promises()) if kind == "promise" and draw(st.booleans()) else BUILT[kind]
    value = json.loads(json.dumps(base))
    for _ in range(draw(st.integers(0, 3))):
        container = draw(st.sampled_from(containers(value)))
        keys = list(container) if isinstance(container, dict) else list(range(len(container)))
        act = draw(st.sampled_from(["drop", "retype", "rename", "duplicate", "add", "alter"]))
        if act == "add":
            if isinstance(container, dict):
                container[draw(NAMES)] = draw(VALUES)
            else:
                container.append(draw(VALUES))
        elif keys:
            _act(draw, act, container, draw(st.sampled_from(keys)))
    return value


def _act(draw, act, container, key):
    if act == "drop":
        del container[key]
    elif act == "rename" and isinstance(container, dict):
        container[draw(NAMES)] = container.pop(key)
    elif act == "duplicate" and isinstance(container, list):
        container.append(container[key])
    elif act == "alter" and isinstance(container[key], str):
        container[key] = draw(
            st.sampled_from(["{}\n", " {}", "{}x", "-{}", "{}\u0661", "{}{}", "{}\u3000"])
        ).replace("{}", container[key])
    else:
        container[key] = draw(VALUES)


def whole(content):
    document = parse(content, "")
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize("kind", schema.KINDS)
@settings(max_examples=tries(120), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
@pytest.mark.whole
def test_the_fast_validator_accepts_exactly_what_the_telling_one_finds_no_fault_in(kind, data):
    document = whole(written(data.draw(mutated(kind))).encode())
    assert accepts(kind, document.value) is (faults(kind, document) == [])


@pytest.mark.parametrize("kind", schema.KINDS)
@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
@pytest.mark.whole  # as the law beside it
def test_a_record_is_read_whole_or_refused_with_words_and_places(kind, data):
    content = written(data.draw(mutated(kind)))
    found = read(kind, content.encode())
    assert (found.record is None) is any(fault.severity == "error" for fault in found.faults)
    lines = content.split("\n")
    for fault in found.faults:
        assert fault.message
        assert 1 <= fault.location.column <= len(lines[fault.location.line - 1]) + 1
        assert "is not of type" not in fault.message, "jsonschema's own words"


AWKWARD = (None, True, 5, 1.5, "x", "", [], {}, [[]], [{}], [None], [5], {"a": None}, {"": {}})


@pytest.mark.parametrize("kind", schema.KINDS)
@pytest.mark.whole
def test_any_value_in_any_place_is_read_or_refused_alike_by_both(kind):
    """Every place of a record that has every key, with every type of value in it."""
    refused = 0
    for number, (container, key) in enumerate(places(BUILT[kind])):
        for value in part([*AWKWARD[number % PART :], *AWKWARD[: number % PART]]):
            kept = container[key]
            container[key] = value
            document = whole(written(BUILT[kind]).encode())
            container[key] = kept
            accepted = accepts(kind, document.value)
            assert accepted is (faults(kind, document) == []), (key, value)
            refused += not accepted
    assert refused


def places(value):
    return [
        (one, key) for one in containers(value) for key in (one if isinstance(one, dict) else range(len(one)))
    ]


@pytest.mark.parametrize("kind", COMPILED)
def test_a_schema_that_is_kept_compiled_is_what_its_schema_says_now(kind):
    kept = resources.files("pas_gov.model.records.compiled").joinpath(f"{kind}.py").read_text("utf-8")
    wrote = re.search('^VERSION = "(.*)"$', kept, re.M)[1]
    if Version(version("fastjsonschema")) < Version(wrote):
        pytest.skip(f"fastjsonschema {wrote} wrote it, and earlier ones write it otherwise")
    without = [re.sub("(?m)^VERSION = .*$", "", text) for text in (kept, compiled_text(kind))]
    assert without[0] == without[1], "run .ci/compiled_schemas.py"
