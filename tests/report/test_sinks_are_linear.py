"""What prints a text of a stranger takes time in proportion to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases import each_of

from pas_gov.diagnostics import log_safe
from pas_gov.report.markdown import code, escape, prose


@pytest.mark.parametrize("piece", ["T", "\\", "_", "a.", "+", "a@", "\n", " ", "`", "|", "#", "w-"])
@pytest.mark.parametrize("sink", [log_safe, escape, code, prose])
@pytest.mark.whole
def test_a_long_text_of_one_kind_is_printed_and_nothing_hangs(sink: Callable[[str], str], piece: str) -> None:
    shown = sink(piece * 300_000)  # as long as a record may be; in quadratic time this would take minutes
    assert not piece.strip() or shown.count(piece[0]) >= 300_000


@each_of("text", ["@x#1", "a@b.c+a@b.c", "#1@x", "x@y#2+z@w", "@a/b#3"])
def test_mentions_that_touch_are_in_one_code_span(text: str) -> None:
    assert escape(text) == f"`{text}`"


@pytest.mark.parametrize("text", ["a@b.cd+e@f.gh", "a@b.cd@e.fg"])
def test_addresses_that_touch_are_in_one_code_span(text: str) -> None:
    assert prose(text) == f"`{text}`"


def test_a_command_after_blanks_is_broken_and_lines_stay_lines() -> None:
    assert log_safe("a\n\n \t::error::x\n::y") == "a\n\n \t: :error::x\n: :y"
    assert log_safe("x ##vso[task.a]b ##[group] ## [c] ##d") == "x # #vso[task.a]b # #[group] ## [c] ##d"
