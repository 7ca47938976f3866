"""Columns found by their names, or said by --map; an unknown one is named with what to do about it."""

from __future__ import annotations

import re

import pytest
from cases import each_of
from promise_sheets import as_csv

from pas_gov.cli.importing import import_
from pas_gov.diagnostics import Stop
from pas_gov.sheets.columns import KEYS, NAMES, SAID_KEYS, is_known, read_header
from pas_gov.sheets.reading import SheetOptions, read_table
from pas_gov.sheets.template import COLUMNS as TEMPLATE
from pas_gov.sheets.template import template


def header(names, *rows, mapping=()):
    return read_header(read_table(as_csv([names, *rows]), "x", SheetOptions()), mapping)


def keys(names, *rows, mapping=()):
    return [column.key for column in header(names, *rows, mapping=mapping).columns]


def test_plain_words_are_known():
    names = [
        "Promise",
        "Owner",
        "Who relies on it?",
        "Since",
        "Until",
        "LAYER",
        "Zone(s)",
        "Measure",
        "Aligned to",
        "Sales & Marketing",
    ]
    assert keys(names) == [
        "statement",
        "owner",
        "audience",
        "since",
        "until",
        "layer",
        "zones",
        "terms",
        "aligned_to",
        "sales-marketing",
    ]


@each_of("key", KEYS)
def test_every_key_is_a_name_itself(key):
    assert keys(["Owner", key.replace("_", " ").upper()])[1] == key or key == "owner"


def test_no_name_means_two_things():
    said = [name for names in NAMES.values() for name in names]
    assert len(said) == len({*said})
    assert all(map(is_known, TEMPLATE))


def test_promise_is_the_title_where_another_column_is_the_statement():
    assert keys(["Promise", "Statement", "Owner"]) == ["title", "statement", "owner"]
    assert keys(["Promise", "Title", "Owner"]) == ["statement", "title", "owner"]


def test_wording_is_the_statement_where_no_hash_stands_there():
    assert keys(["Wording", "Owner"], ["We answer.", "x"]) == ["statement", "owner"]
    assert keys(["Wording", "Owner"], ["w1:" + "0" * 32, "x"]) == ["wording", "owner"]


class TestMapping:
    def test_a_column_is_named_by_its_name_or_its_letter(self):
        names = ["What", "Person in charge", "X = Y"]
        assert keys(names, mapping=(("what", "statement"), ("B", "owner"), ("X = Y", "ignore"))) == [
            "statement",
            "owner",
            "ignore",
        ]

    def test_it_comes_before_what_the_name_says(self):
        assert keys(["Promise", "Owner"], mapping=(("Promise", "title"),)) == ["title", "owner"]

    def test_a_key_may_be_said_in_plain_words(self):
        assert keys(["Promise", "Crew"], mapping=(("Crew", "Who relies on it"),)) == ["statement", "audience"]

    @each_of(
        ("mapping", "code", "said"),
        [
            (("Promise", "ownr"), "unknown-key", 'did you mean "owner"?'),
            (("Promise", "revision"), "unknown-key", ""),
            (("Promises", "owner"), "unknown-column", 'did you mean "Promise"?'),
        ],
    )
    def test_what_it_names_must_be_there(self, mapping, code, said):
        with pytest.raises(Stop) as stopped:
            header(["Promise", "Owner"], mapping=(mapping,))
        assert (stopped.value.code, stopped.value.status) == (code, 2)
        assert said in stopped.value.remedy


class TestFaults:
    def told(self, names, *rows):
        return [(fault.code, fault.column, fault.remedy) for fault in header(names, *rows).faults]

    def test_an_unknown_column_is_named_with_what_to_add(self):
        assert self.told(["Promise", "Ownr", "Budget"]) == [
            (
                "unknown-column",
                1,
                'say what it holds: --map "Ownr=owner"; to leave it out: --map "Ownr=ignore"',
            ),
            (
                "unknown-column",
                2,
                'say what it holds: --map "Budget=<KEY>"; to leave it out: --map "Budget=ignore"'
                f". A KEY is one of: {SAID_KEYS}",
            ),
        ]

    def test_words_in_common_are_no_misspelling(self):
        """What is guessed is pasted: a statement mustn't be led into the surfaces."""
        remedy = self.told(["Promise", "What it is called"])[0][2]
        assert '--map "What it is called=<KEY>"' in remedy

    def test_a_name_that_a_shell_would_take_apart_is_said_by_its_letter(self):
        assert '--map "B=ignore"' in self.told(["Promise", '$(rm -rf) "x"'])[0][2]

    def test_a_column_without_a_name_counts_where_something_stands_in_it(self):
        assert self.told(["Promise", "", "Owner"], ["a", "", "b"]) == []
        assert self.told(["Promise", "", "Owner"], ["a", "x", "b"])[0][:2] == ("unknown-column", 1)

    def test_two_columns_of_one_key_are_told(self):
        assert self.told(["Promise", "Owner", "Responsible"])[0][:2] == ("doubled-column", 2)

    def test_but_notes_may_stand_in_several(self):
        assert self.told(["Promise", "Notes", "Comments"]) == []


class TestWhereTheNamesStand:
    def test_titles_above_them_are_left_out_and_told(self):
        found = header(["Our promises"], [], ["Promise", "Owner"], ["a", "b"])
        assert found.row == 3
        assert "row 1" in found.notes[0]

    @pytest.mark.parametrize(("rows", "code"), [([], "empty-sheet"), ([["a", "b"]], "no-header")])
    def test_without_any_it_says_which_there_could_be(self, rows, code):
        with pytest.raises(Stop) as stopped:
            read_header(read_table(as_csv(rows), "x", SheetOptions()))
        assert (stopped.value.code, stopped.value.status) == (code, 2)


def test_the_keys_are_listed_once_and_near_an_unknown_one():
    faults = header(["Owner", "Budget", "Cost"]).faults
    assert [all(key in one.remedy for key in NAMES) for one in faults] == [True, False]
    with pytest.raises(Stop) as stopped:
        header(["Owner", "Budget"], mapping=[("Budget", "statment")])
    assert 'did you mean "statement"' in stopped.value.remedy
    assert "applies_when" in stopped.value.remedy


@each_of("key", KEYS)
def test_the_help_lists_every_key(key):
    said = import_.help
    assert said is not None
    assert key.partition(".")[0] in re.split(r"[\s,.:]+", said)


@each_of("name", ["t.ods", "T.XLS", "a.b/.csv.tsv"])
def test_no_template_is_named_as_what_it_is_not(name):
    with pytest.raises(Stop) as stopped:
        template(name)
    assert stopped.value.code == "bad-ending"


@each_of("name", ["t.CSV", "a.ods/t", "t"])
def test_a_template_is_csv_where_its_name_says_so_or_nothing(name):
    assert template(name).startswith(b"Title,Promise,")
