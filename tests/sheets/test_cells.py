"""Cells: each guard is undone exactly, and several texts in one cell come back one by one."""

from __future__ import annotations

from cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.sheets.cells import cell_items, cell_text, guarded, joined_items, split_items, unguarded
from pas_gov.sheets.table import Unreadable

ODD = st.text(alphabet="'=+-@\t;,\"\n ab\u00a0", max_size=12)


@given(ODD)
def test_no_guarded_text_is_a_formula_and_each_comes_back(text):
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert unguarded(guarded(text)) == text


@given(st.lists(ODD.filter(lambda text: text != ""), max_size=4))
def test_texts_come_back_from_one_cell(texts):
    assert split_items(joined_items(texts)) == tuple(texts)


@each_of(
    ("text", "found"),
    [
        ("customers", ("customers",)),
        ("customers, partners", ("customers", "partners")),
        ("customers, old and new; partners", ("customers, old and new", "partners")),
        ("customers\npartners\n", ("customers", "partners")),
        ('"customers, old and new"', ("customers, old and new",)),
        ('the "big" ones, others', ('the "big" ones', "others")),
        ('"never closed, others', ('"never closed', "others")),
        (" ; ,", (",",)),
        ("", ()),
    ],
)
def test_people_divide_by_semicolons_line_breaks_or_commas(text, found):
    assert split_items(text) == found


@each_of("text", ["a\u200bb", "\x1b[31m", "a\x0bb", "\u202eevil", "\ufeffa", "a\u2028b"])
def test_what_nobody_sees_is_told(text):
    assert isinstance(cell_text(text), Unreadable)
    assert isinstance(cell_items((text,)), Unreadable)


@each_of(
    ("value", "text"),
    [(" a ", "a"), ("a\r\nb\rc", "a\nb\nc"), (8, "8"), (0.5, "0.5"), (None, ""), (("a, b", "c"), '"a, b"; c'), ("'@acme/x", "@acme/x")],
)  # fmt: skip
def test_a_cell_is_a_text(value, text):
    assert cell_text(value) == text
