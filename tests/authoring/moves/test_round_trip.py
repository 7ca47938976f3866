"""What the inventory exports, import reads back as the same promises, whatever the dialect and the file."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from builders import SAID, full_promise_data, load, promises, snapshot, stack_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries
from promise_sheets import as_csv, as_xlsx

from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.importing import import_promises
from pas_gov.drift.state.stack_state import stack_state
from pas_gov.model.records.normal import fold
from pas_gov.report.inventory.contents import Inventory
from pas_gov.report.inventory.csv import COLUMNS, inventory_csv
from pas_gov.report.inventory.json import inventory_json
from pas_gov.sheets.columns import read_header
from pas_gov.sheets.promise_rows import read_promises
from pas_gov.sheets.reading import SheetOptions, read_table

pytestmark = pytest.mark.whole

TODAY = date(2026, 6, 1)


def exported(stack):
    """Return the rows of the exported sheet, as a spreadsheet program opens it."""
    report = Inventory(None, stack_state(stack, TODAY, 120), tuple(stack.entries.values()))
    return list(csv.reader(io.StringIO(inventory_csv(report), newline="")))


def imported(content):
    """Return the promises that come of a file in an empty repository."""
    draft = Draft(snapshot({}), load({}), TODAY)
    table = read_table(content, "sheet", SheetOptions())
    sheet = read_promises(table, read_header(table))
    became = import_promises(draft, sheet, Authorship("@acme/x", TODAY), lambda _: ())
    assert not became.faults
    return draft.stack


def said(stack):
    """Return what each promise says, blanks folded; its status, its reviews and what was attested aside."""
    return {entry.id: (entry.wording, *map(fold, _others(entry.promise))) for entry in stack.entries.values()}


def _others(promise):
    yield from (
        promise.title,
        promise.owner,
        str(promise.made.date),
        promise.made.source,
        promise.notes,
        str(promise.review_by),
    )
    yield from map(json.dumps, ([*map(fold, promise.tags)], [*map(fold, promise.legacy.lives_in)]))
    yield json.dumps([dict(one) for one in promise.indicators])
    yield str(
        {
            zone: [(one.path, one.url) for one in entry.surfaces]
            for zone, entry in sorted(promise.zones_kept.items())
        }
    )
    yield str([link.promise for link in promise.aligned_to])
    yield str(promise.experiment.started)


@st.composite
def stacks(draw):
    """Draw promises that are linked to earlier ones of the same stack."""
    found = []
    for identity in draw(st.permutations("abcd"))[: draw(st.integers(1, 3))]:
        data = draw(promises(st.just(identity)))
        known = {one["id"] for one in found}
        links = [one for one in data.get("aligned_to", ()) if one["promise"] in known]
        found.append({**data, "aligned_to": links})
    return stack_of(*found)


DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t|"),
        "lineterminator": st.sampled_from(["\n", "\r\n"]),
        "quoting": st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    }
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


@settings(max_examples=tries(25), deadline=None)
@given(stacks(), DIALECTS, ENCODINGS)
def test_random_promises_come_back_from_csv_of_any_dialect(stack, dialect, encoding):
    assert said(imported(as_csv(exported(stack), encoding, **dialect))) == said(stack)


@settings(max_examples=tries(8), deadline=None)
@given(stacks())
def test_and_from_a_workbook(stack):
    assert said(imported(as_xlsx(exported(stack)))) == said(stack)


@settings(max_examples=tries(12), deadline=None)
@given(stacks())
def test_and_from_the_promises_of_the_json_as_lines(stack):
    report = Inventory(None, stack_state(stack, TODAY, 120), tuple(stack.entries.values()))
    rows = json.loads(inventory_json(report))["promises"]
    assert said(imported("\n".join(map(json.dumps, rows)).encode())) == said(stack)


@settings(max_examples=tries(12), deadline=None)
@given(SAID)
def test_a_record_itself_is_a_line(text):
    data = full_promise_data("a", aligned_to=None, notes=text)
    assert said(imported(json.dumps(data).encode())) == said(stack_of(data))


def test_every_key_of_a_record_comes_back():
    stack = stack_of(full_promise_data("a", aligned_to=None))
    found = imported(as_csv(exported(stack)))
    assert said(found) == said(stack)
    assert [entry.status for entry in found.entries.values()] == ["proposed"]


def test_the_export_has_its_columns_where_they_were():
    assert COLUMNS[:4] == ("id", "title", "layer", "status")
    assert COLUMNS.index("path") == 18
