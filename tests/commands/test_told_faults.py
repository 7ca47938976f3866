"""What ends a run is told a fact a line, folded to the terminal; a command stands on one line, to be pasted."""

from __future__ import annotations

import pytest

from pas_gov.authoring.questions import Missing, Questions
from pas_gov.cli.run import told
from pas_gov.diagnostics import Stop
from pas_gov.report.layout import Style

FACT = "what is missing here is told in words that need more columns than forty"
COMMAND = 'pas-gov amend four-hours --note "<WHY IT STILL HOLDS, IN WORDS>" --aligned-to reliable'


def test_facts_are_folded_and_commands_stand_whole():
    lines = list(told(FACT, f"{FACT}\n{COMMAND}", Style(width=40)))
    assert lines[-1] == f"  {COMMAND}"
    assert all(len(line) <= 40 for line in lines[:-1])
    assert [" ".join(lines[:-1]).count(word) for word in ("columns", "pas-gov: ")] == [2, 1]


def test_without_a_terminal_nothing_is_folded():
    assert list(told(FACT, COMMAND, None)) == [f"pas-gov: {FACT}", f"  {COMMAND}"]


def test_each_missing_option_stands_on_a_line_of_its_own():
    questions = Questions(None, [Missing("--why TEXT", "why it ends"), Missing("--by ID", "what follows it")])
    with pytest.raises(Stop) as stopped:
        questions.refuse_missing()
    assert stopped.value.remedy.split("\n")[:2] == ["--why TEXT (why it ends)", "--by ID (what follows it)"]
