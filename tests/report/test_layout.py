"""Lines for a terminal are those that the standard library's textwrap gives, and a text is safe however it is told."""

from __future__ import annotations

import re
import textwrap

from hypothesis import example, given
from hypothesis import strategies as st

from pas_gov.diagnostics import UNPRINTABLE, log_safe, printable
from pas_gov.report.layout import Style

LENGTHS = st.integers(1, 90)
WORDS = st.lists(LENGTHS.map("x".__mul__), max_size=12).map(" ".join)
TEXTS = st.text("ab- \t\n\xa0é\u200b\x1b:#[", max_size=200)
INDENTS = st.sampled_from(["", "  ", "    -> ", "To mend: " * 5])


@given(WORDS | TEXTS, st.integers(0, 60), INDENTS, INDENTS | st.none(), st.booleans())
@example("", 40, "", None, True)
@example("x" * 40, 40, "", None, True)
@example("x" * 41, 40, "", None, False)
@example("a " + "x" * 40, 40, "", None, False)
def test_lines_are_those_of_textwrap(text, width, indent, first, words_whole):
    lines = textwrap.wrap(
        printable(" ".join(text.split())),
        width=max(width, 40),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=not words_whole,
        break_on_hyphens=False,
    )
    assert Style(width).wrap(text, indent, first, words_whole=words_whole) == lines


@given(st.text(max_size=50) | TEXTS)
def test_what_is_told_at_once_to_be_safe_is(text):
    if text.isascii() and text.isprintable():
        assert UNPRINTABLE.search(text) is None
        assert printable(text) == text


@given(st.text(":# [\n\tb", max_size=30))
def test_a_log_is_given_nothing_to_obey(text):
    told = log_safe(text)
    assert not re.search(r"^\s*::", told, re.MULTILINE)
    assert not re.search(r"##\w*\[", told)
    if not re.search(r"^\s*::", text, re.MULTILINE) and not re.search(r"##\w*\[", text):
        assert told == text
