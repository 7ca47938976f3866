"""A condition that nobody gave: an example, where there is more, and what to do where nobody can write it."""

from __future__ import annotations

import pytest

from pas_gov.authoring.questions import Questions
from pas_gov.diagnostics import Stop


def refused(option: str) -> str:
    questions = Questions(None)
    questions.text(None, option, "what it is")
    with pytest.raises(Stop) as stop:
        questions.refuse_missing()
    return stop.value.remedy


def test_it_is_explained_to_who_does_not_program():
    said = refused("--cel EXPRESSION")
    for part in ("subject.member == true", "pas-gov help some customers only", "--status proposed"):
        assert part in said


def test_other_options_are_not():
    assert "subject.member" not in refused("--why TEXT")
