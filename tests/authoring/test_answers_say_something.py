"""What is written as an answer says something (SPEC 2); each near miss is written."""

from __future__ import annotations

import pytest
from cases import each_of

from pas_gov.authoring.moves.answers import refuse_placeholder
from pas_gov.diagnostics import Stop


@each_of("text", ["", " ", "...", "TBD", "n/a", "<WHY IT STILL HOLDS>"])
def test_a_placeholder_is_wrong_usage_and_told_what_to_write(text):
    with pytest.raises(Stop) as stopped:
        refuse_placeholder("--note", text, "why it still holds")
    assert (stopped.value.code, stopped.value.status) == ("no-answer", 2)
    assert "--note says nothing" in stopped.value.message
    assert stopped.value.remedy == "write why it still holds"


@each_of("text", ["ok", "N/A to Enterprise.", "It holds for <Pro>."])
def test_an_answer_is_taken_as_it_is(text):
    refuse_placeholder("--note", text, "why it still holds")
