"""One layout for all: keys in their order, two columns, every comment beside what it was beside; nothing lost."""

from __future__ import annotations

import re

import pytest
from builders import promises
from cases import each_of
from hypothesis import given, settings
from laws import tries
from layouts import RECORD, Layout, layouts, mostly_whole, written
from roots import ROOT
from test_edits import value_of

from pas_gov.authoring.editing import Append, Set, edited, formatted
from pas_gov.authoring.editing import written as new_file
from pas_gov.authoring.editing.order import key_order
from pas_gov.diagnostics import Stop
from pas_gov.model.records.yaml.parsing import parse

LAYOUTS = list(layouts(60))


def laid_out(text: str) -> str:
    return formatted("promise", text.encode()).decode()


@pytest.mark.parametrize("layout", mostly_whole(LAYOUTS), ids=str)
def test_the_value_stays_the_comments_stay_and_once_is_enough(layout):
    content = written(RECORD, layout)
    after = formatted("promise", content)
    assert value_of(after) == value_of(content)
    assert sorted(re.findall(r"# \d[^\n\r]*", after.decode())) == sorted(
        re.findall(r"# \d[^\n\r]*", content.decode())
    )
    assert formatted("promise", after) == after
    if layout.newline != "mixed":
        assert after.count(b"\r\n") == (after.count(b"\n") if b"\r" in content else 0)
    assert after.startswith(b"\xef\xbb\xbf") == content.startswith(b"\xef\xbb\xbf")
    assert after.endswith(b"\n")
    assert not re.search(rb"[ \t]\r?\n", after)


@pytest.mark.parametrize("layout", mostly_whole(one for one in LAYOUTS if one.brackets != "json"), ids=str)
def test_keys_stand_in_the_order_of_the_schema(layout):
    keys = re.findall(
        r"^\"?([a-z_]+)\"?:", formatted("promise", written(RECORD, layout)).decode(), re.MULTILINE
    )
    assert keys == key_order("promise").ordered(keys)


def test_comments_go_with_the_key_that_they_stand_above_and_beside():
    text = (
        "# yaml-language-server: $schema=x\n"
        "# about the status\n"
        "status: active   # beside\n"
        "\n"
        "\n"
        "# about the id\n"
        "# in two lines\n"
        "id: a\n"
        "zones:   # the zones\n"
        "    # about support\n"
        "    delivery-support:\n"
        "        # about surfaces\n"
        "        surfaces: [{path: a.md}]\n"
        "        says: x # said\n"
        "        # the end of support\n"
        "    # about sales\n"
        "    sales-marketing: {says: y}\n"
        "terms:\n"
        "- at_most: 4h   # hours\n"
        "  measure: response\n"
        "# about all\n"
        "schema: pas.promise/v1\n"
        "# the end\n"
    )
    assert laid_out(text) == (
        "# yaml-language-server: $schema=x\n"
        "# about all\n"
        "schema: pas.promise/v1\n"
        "\n"
        "# about the id\n"
        "# in two lines\n"
        "id: a\n"
        "# about the status\n"
        "status: active   # beside\n"
        "terms:\n"
        "  - measure: response\n"
        "    at_most: 4h   # hours\n"
        "zones:   # the zones\n"
        "  # about sales\n"
        "  sales-marketing: {says: y}\n"
        "  # about support\n"
        "  delivery-support:\n"
        "    says: x # said\n"
        "    # about surfaces\n"
        "    surfaces: [{path: a.md}]\n"
        "    # the end of support\n"
        "# the end\n"
    )


@each_of(
    ("before", "after"),
    [
        ("title: 'x'\n", 'title: "x"\n'),
        ("title: 'it''s'\n", "title: 'it''s'\n"),
        ("title: \"x\"\n", 'title: "x"\n'),
        ("title:   x\n", "title: x\n"),
        ("title:\n  x\n", "title: x\n"),
        ("title:  # about it\n     x  # more\n", "title:  # about it\n  x  # more\n"),
        ("made: # when\n    {source: b, date: 2026-01-01}\n", "made: # when\n  {date: 2026-01-01, source: b}\n"),
        ("title: x   \n", "title: x\n"),
        ("title: x", "title: x\n"),
        ("\n\ntitle: x\n\n\n\nid: a\n\n", "id: a\ntitle: x\n"),
        ("made: {source: b,   date: 2026-01-01}\n", "made: {date: 2026-01-01, source: b}\n"),
        ("made:\n    source: b\n    date: 2026-01-01\n", "made:\n  date: 2026-01-01\n  source: b\n"),
        ("audience: [ a ,b ]\n", "audience: [a, b]\n"),
        ("audience:\n- a\n- b\n", "audience:\n  - a\n  - b\n"),
        ("statement: |\n      a\n        b\n\n      c\ntitle: x\n", "title: x\nstatement: |\n  a\n    b\n\n  c\n"),
        ("statement: >-\n     a\n     b\n", "statement: >-\n  a\n  b\n"),
        ("statement: |+\n  a\n\n", "statement: |+\n  a\n\n"),
        ("zones:\ntitle: x\n", "title: x\nzones:\n"),
        ("---\ntitle: x\n", "---\ntitle: x\n"),
    ],
)  # fmt: skip
def test_each_part_of_the_layout(before, after):
    assert laid_out(before) == after
    assert laid_out(after) == after


@each_of("content", [b"a: [", b"title: a\ntitle: b\n", b"", b"\xff"])
def test_what_isnt_strict_yaml_is_refused(content):
    with pytest.raises(Stop, match="isn't valid YAML"):
        formatted("promise", content)


@pytest.mark.parametrize(
    "path", [*ROOT.glob("promises/**/*.yaml"), *ROOT.glob("policies/**/*.yaml")], ids=lambda path: path.stem
)
@pytest.mark.whole  # every file that we ship
def test_our_own_files_are_laid_out_so(path):
    folders = path.relative_to(ROOT).parts
    kind = "promise" if "promises" in folders else "policy-test" if "tests" in folders else "policy"
    assert formatted(kind, path.read_bytes()) == path.read_bytes()


@settings(max_examples=tries(60), deadline=None)
@given(promises())
@pytest.mark.whole
def test_a_new_file_says_what_it_should_and_is_laid_out_so(record):
    try:
        content = new_file("promise", record, "# head\n")
    except Stop:
        return  # a character that nobody can see
    assert parse(content, "").value == record
    assert formatted("promise", content) == content


def test_what_an_edit_adds_to_a_file_that_is_laid_out_is_laid_out_too():
    content = formatted("promise", written(RECORD, Layout()))
    for edit in (
        Append("/aligned_to", {"promise": "other", "revision": f"r1:{'1' * 32}", "date": "2026-01-01", "by": "@a/b", "note": "x" * 90}),
        Append("/notices", {"audience": "customers", "date": "2026-01-01", "says": "a: b"}),
        Set("/zones/ai-automation/says", "x"),
        Set("/ending", {"date": "2026-01-01", "why": "w", "zones": {"ai-automation": {"stopped_on": "2026-01-01"}}}),
        Set("/notes", "a\nb\n"),
        Set("/legacy/made_to", "x"),
    ):  # fmt: skip
        after = edited("promise", content, [edit])
        assert formatted("promise", after) == after, edit
