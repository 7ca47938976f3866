"""Terms behind --term are read as import reads them, and what can't be read is told with what can."""

from __future__ import annotations

import pytest
from cases import each_of

from pas_gov.authoring.moves.terms import parsed_term
from pas_gov.diagnostics import Stop


@each_of(
    ("said", "value"),
    [("at most 4 hours", "4h"), ("at most 3 days", "3d"), ("at most 60 working days", "60bd"),
     ("at most 4 business hours", "4bh"), ("at most 99.9 %", "99.9%"), ("<= 4h", "4h"), ("at_most -2", -2)],
)  # fmt: skip
def test_a_term_is_read_as_in_a_sheet(said, value):
    assert parsed_term(f"first reply {said}") == {"measure": "first reply", "at_most": value}


@pytest.mark.parametrize(
    ("text", "said"),
    [("reply at most 2 months", "in s, m, h, d, w, bh or bd"), ("faster", "at most, at least or equals")],
)
def test_what_cannot_be_read_is_told_with_what_can(text, said):
    with pytest.raises(Stop) as stopped:
        parsed_term(text)
    assert said in stopped.value.remedy
    assert stopped.value.status == 2
