"""CSV: values as they are for programs, and guarded for spreadsheets."""

import csv
import io

from cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.diagnostics import printable
from pas_gov.report.csv import csv_table

CELLS = st.text(max_size=8).filter(lambda text: printable(text) == text)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4))
def test_a_reader_of_csv_gets_each_text_back(rows):
    table = csv_table(("a", "b"), [{"a": one, "b": other} for one, other in rows])
    assert list(csv.reader(io.StringIO(table, newline=""))) == [["a", "b"], *map(list, rows)]


@each_of(
    ("value", "plain", "guarded"),
    [
        ("@acme/support", "@acme/support", "'@acme/support"), ("=1+1", "=1+1", "'=1+1"), ("-5", "-5", "'-5"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab", "two\nlines\tand a tab"), (None, "", ""),
        (True, "true", "true"), (False, "false", "false"), (12, "12", "12"), ("a\x1b[31mb", r"a\x1b[31mb", r"a\x1b[31mb"),
    ],
)  # fmt: skip
def test_a_value_as_a_cell(value, plain, guarded):
    def cell(**options):
        table = csv_table(("a",), [{"a": value}], **options)
        return list(csv.reader(io.StringIO(table, newline="")))[1][0]

    assert cell() == plain
    assert cell(spreadsheet=True) == guarded
