"""The report on a sheet: within the terminal, obeying nobody, and the same facts as JSON."""

from __future__ import annotations

import json

import jsonschema
import pytest
from cases import each_of
from hostile import OWN, naughty
from npm import Absent

from pas_gov.diagnostics import UNPRINTABLE
from pas_gov.model.records.schema import schema
from pas_gov.report.importing import FORMATS
from pas_gov.report.importing.contents import ImportedPromise, SheetImport
from pas_gov.report.importing.text import FAULTS, ROWS
from pas_gov.report.layout import Style
from pas_gov.sheets.columns import Column
from pas_gov.sheets.table import Fault

VALIDATOR = jsonschema.Draft7Validator(schema("import"))


def report(text="a", rows=3, **more):
    given = {
        "columns": (Column(0, text, "statement"), Column(2, text, "owner"), Column(3, text, "")),
        "promises": tuple(ImportedPromise(row + 2, f"id-{row}", text, "conditional", text) for row in range(rows)),
        "notes": (text,),
        "faults": (Fault("bad-cell", text, text, 3, 2, text), Fault("no-column", text, text, 1), Fault("x", text, text)),
        "outcome": "faulty",
    }  # fmt: skip
    return SheetImport(text, text, **{**given, **more})


@each_of("text", OWN)
def test_no_text_is_obeyed_and_the_json_is_its_schemas(text):
    _is_obeyed_nowhere(text)


@pytest.mark.whole  # the public list may have to be fetched, by a process
def test_no_naughty_text_is_obeyed_either():
    try:
        texts = naughty()
    except Absent as absent:
        pytest.skip(str(absent))
    for text in texts:
        _is_obeyed_nowhere(text)


def _is_obeyed_nowhere(text: str) -> None:
    shown = FORMATS.rendered(report(text), "text", Style())
    assert not UNPRINTABLE.search(shown.replace("\n", ""))
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in shown.splitlines())
    data = json.loads(FORMATS.rendered(report(text), "json", Style()))
    VALIDATOR.validate(data)


@pytest.mark.parametrize("width", [80, 100])
def test_it_fits_the_terminal(width):
    long = report(
        "words and more words " * 20,
        promises=(ImportedPromise(12345, "x" * 64, "a title " * 20, "conditional", "@a"),),
    )
    assert all(len(line) <= width for line in FORMATS.rendered(long, "text", Style(width=width)).splitlines())


def test_a_fault_is_told_where_a_spreadsheet_shows_it():
    shown = FORMATS.rendered(report("Owner"), "text", Style())
    assert 'row 3, column C "Owner": Owner' in shown
    assert "\nx     3  conditional" in shown
    assert "\n      2  conditional" in shown


def test_a_file_of_lines_has_lines_and_no_letters():
    assert 'line 3, "Owner"' in FORMATS.rendered(report("Owner", named=True), "text", Style())


def test_what_isnt_shown_is_counted():
    faults = tuple(Fault("x", "a", "b", row) for row in range(1, FAULTS + 3))
    shown = FORMATS.rendered(report(rows=ROWS + 5, faults=faults), "text", Style())
    assert "and 5 more; -f json has them all" in shown
    assert "and 2 more; -f json has them all" in shown


@each_of(("outcome", "status"), [("faulty", 1), ("refused", 1), ("would-write", 0), ("written", 0)])
def test_the_status_is_1_where_nothing_could_be_written(outcome, status):
    assert report(outcome=outcome).status == status
