"""The rows of a sheet as proposals: every fault at its row and column, ids that nothing ever had, links by title."""

from __future__ import annotations

from datetime import date

import pytest
from builders import load, promise_data, snapshot
from promise_sheets import (
    BROKEN,
    COLUMNS,
    ERASED,
    FAULTS,
    ON_FILE,
    as_csv,
    as_xlsx,
    faulty_sheet,
    promise_sheet,
)

from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.importing import import_promises
from pas_gov.sheets.columns import read_header
from pas_gov.sheets.promise_rows import read_promises
from pas_gov.sheets.reading import SheetOptions, read_table

AUTHOR = Authorship("@acme/strategy", date(2026, 6, 1))
FILES = {
    f"promises/core/{ON_FILE}.yaml": promise_data(ON_FILE),
    f"promises/legacy/{BROKEN}.yaml": f"id: {BROKEN}\n",
}


def imported(rows, files=FILES, erased=(ERASED,)):
    """Return the draft and what became of the sheet."""
    draft = Draft(snapshot(files), load(files), AUTHOR.today)
    content = rows if isinstance(rows, bytes) else as_csv(rows)
    table = read_table(content, "sheet.csv", SheetOptions())
    sheet = read_promises(table, read_header(table))
    return draft, import_promises(draft, sheet, AUTHOR, lambda ids: {*ids} & {*erased})


def told(found):
    return [(fault.row, fault.name, fault.message) for fault in found.faults]


@pytest.fixture(scope="module", params=[as_csv, as_xlsx])
def found(request):
    """Return what becomes of the faulty sheet in each format."""
    rows = faulty_sheet()
    if request.param is as_xlsx:  # a workbook can't hold an escape character
        rows[42][1] = rows[42][1].replace("\x1b", "\u202e")
    return imported(request.param(rows))


class TestASheetOf200PromisesWith46Faults:
    @pytest.mark.whole
    def test_each_is_told_at_its_row_and_column(self, found):
        _, became = found
        for row, name, _, said in FAULTS:
            wanted = said if said != "U+001B" else "U+"
            here = [message for at, column, message in told(became) if (at, column) == (row, name)]
            assert any(wanted in message for message in here), (row, name, said, here)

    def test_and_none_besides(self, found):
        _, became = found
        assert len(became.faults) == len(FAULTS) + 1
        assert (52, "Promise", "it says, word for word, what row 41 says") in told(became)

    def test_each_has_a_remedy_and_the_place_a_column(self, found):
        _, became = found
        assert all(fault.remedy and fault.column == COLUMNS.index(fault.name) for fault in became.faults)

    def test_nothing_is_drafted(self, found):
        draft, _ = found
        assert not draft.texts


@pytest.mark.slow  # 200 records are written
@pytest.mark.parametrize("file", [as_csv, as_xlsx])
def test_the_mended_sheet_goes_in(file):
    draft, became = imported(file(promise_sheet()))
    assert not became.faults
    assert len(draft.texts) == 200 == len(set(became.ids.values()))
    assert {entry.status for entry in draft.stack.entries.values() if entry.id != ON_FILE} == {"proposed"}


SMALL = ("Id", "Title", "Promise", "Layer", "Owner", "Who relies on it", "Aligned to")


def small(*rows, **more):
    """Import rows of (id, title, aligned to), each with a statement of its own."""
    said = [[one, title, f"We promise {number}.", "supporting", "@acme/x", "customers", link]
            for number, (one, title, link) in enumerate(rows)]  # fmt: skip
    draft, became = imported([SMALL, *said], **more)
    return draft, became


class TestIds:
    def test_they_are_made_of_the_titles(self):
        _, became = small(
            ("", "Fast Replies, always!", ""), ("", "Caf\u00e9 at noon", ""), ("", "\u8fc5\u901f", "")
        )
        assert list(became.ids.values()) == ["fast-replies-always", "cafe-at-noon", "promise-in-row-4"]

    def test_none_is_taken_in_the_sheet_on_file_or_in_the_past(self):
        files = {"promises/core/a.yaml": promise_data("fast"), "promises/legacy/fast-2.yaml": "broken: ["}
        _, became = small(
            ("fast-3", "Other", ""), ("", "Fast", ""), ("", "Fast", ""), files=files, erased=("fast-4",)
        )
        assert list(became.ids.values()) == ["fast-3", "fast-6", "fast-5"]
        assert not became.faults

    def test_a_long_title_makes_room_for_its_number(self):
        title = "word " * 30
        _, became = small(("", title, ""), ("", title, ""))
        assert all(len(one) <= 64 for one in became.ids.values())
        assert len({*became.ids.values()}) == 2

    def test_what_is_on_file_word_for_word_is_no_second_promise(self):
        files = {"promises/core/a.yaml": promise_data("a", title="Fast", statement="We promise 0.")}
        _, became = small(("", " fast ", ""), files=files)
        assert [fault.message for fault in became.faults] == [
            'it says, word for word, what "a", which is on file says'
        ]

    def test_but_it_is_where_it_has_an_id(self):
        files = {"promises/core/a.yaml": promise_data("a", title="Fast", statement="We promise 0.")}
        assert not small(("b", "Fast", ""), files=files)[1].faults


class TestLinks:
    def test_they_lead_to_promises_on_file_and_in_the_sheet_by_id_and_title(self):
        draft, became = small(
            ("one", "Fast, and friendly", "Quiet nights"), ("two", "Two", "fast, AND friendly"), ("three", "Three", "one, two; quiet-nights"),
            ("four", "Four", "one, two"), ("five", "Five", "one two"),
        )  # fmt: skip
        assert not became.faults
        links = {entry.id: [link.promise for link in entry.links] for entry in draft.stack.entries.values()}
        assert links["one"] == ["quiet-nights"]
        assert links["two"] == ["one"]
        assert links["four"] == links["five"] == ["one", "two"]

    def test_they_record_no_review(self):
        draft, _ = small(("one", "One", "Quiet nights"))
        (link,) = draft.stack.entries["one"].links
        assert link.recorded == ""

    def test_a_longer_circle_is_told_once(self):
        _, became = small(("a", "A", "b"), ("b", "B", "c"), ("c", "C", "a"))
        assert told(became) == [(2, "Aligned to", "a promise is aligned to itself: a -> b -> c -> a")]


def test_a_column_that_is_missing_is_told_once_and_not_in_each_row():
    _, became = imported([["Promise", "Owner"], ["a", "@acme/x"], ["b", "@acme/x"]])
    assert told(became) == [(1, "", "no column holds the audience"), (1, "", "no column holds the layer")]


def test_what_only_the_schema_knows_is_told_at_its_column():
    rows = [
        [*SMALL[:-1], "Indicators"],
        ["", "One", "We promise.", "core", "@acme/x", "customers", '[{"name": "calls"}]'],
    ]
    (fault,) = {fault.name: fault for fault in imported(rows)[1].faults}.values()
    assert (fault.row, fault.name) == (2, "Indicators")
