"""The README is true: its tour is run, and what it shows is what comes out."""

from __future__ import annotations

import re

import pytest
from cases import each_of
from documented_commands import blocks, plain, plain_outputs, steps
from roots import ROOT

from pas_gov.cel.shapes import ListOf, MapOf, Record
from pas_gov.judging.policies.variables import BY_SCOPE, EVERYWHERE

README = (ROOT / "README.md").read_text()


TOUR = steps(README)[2:]  # the first two are for a fresh machine
BLOCKED = "pas-gov gate --worktree\n"  # what the page shows at its top


@pytest.mark.whole
def test_the_tour_says_what_the_readme_shows_and_the_gate_blocks_until_the_last_answer(tmp_path):
    """The story by the commands alone: a new strategy supersedes the Core, until every zone attests.

    After each commit on the branch the gate is asked, too: blocked, until free phone support is retired.
    """
    asked = "pas-gov gate > /dev/null && echo verdict 0 || echo verdict $?"
    commands = [re.sub(r"(?m)^(git .*commit.*)$", rf"\1\n{asked}", command) for command, _ in TOUR]
    told = plain_outputs(commands, tmp_path)
    outputs = [plain(re.sub(r"\bverdict \d\b", "", output)) for output in told]
    shown = [(command, plain(text)) for command, text in TOUR if text is not None]
    assert [
        (command, output) for (command, text), output in zip(TOUR, outputs, strict=True) if text is not None
    ] == shown
    (blocked,) = (
        output for (command, _), output in zip(TOUR, outputs, strict=True) if command.endswith(BLOCKED)
    )
    assert blocked == plain(blocks(README, "text")[0])
    assert sum(text is not None for _, text in TOUR) >= 6
    verdicts = re.findall(r"verdict (\d)", " ".join(told))
    said = re.findall(r"commit .*--message \"(.*)\"", "".join(command for command, _ in TOUR))
    assert dict(zip(said, verdicts, strict=True)) == {
        "Adopt pas-gov": "0",  # on main itself, where there is nothing to judge
        "Propose: enterprises first": "0",  # a proposal asks nobody
        "Supersede the Core": "1",
        "Four hours hold": "1",
        "A deputy for every CSM": "1",
        "The summary is no experiment any more": "1",
        "Retire free phone support": "0",
        "Sales and Support attest": "0",
    }


def test_the_test_command_is_one_line_that_runs_pytest():
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv") and "pytest" in line]
    assert len(lines) == 1


@each_of("path", sorted(set(re.findall(r"\]\(([a-z][^):#]*)\)", README))))
def test_links_lead_somewhere(path):
    assert (ROOT / path).exists()


def fields(shape: object) -> set[str]:
    if isinstance(shape, ListOf):
        return fields(shape.element)
    if isinstance(shape, MapOf):
        return fields(shape.value)
    return (
        {name for key, inner in shape.fields.items() for name in (key, *fields(inner))}
        if isinstance(shape, Record)
        else set()
    )


def test_the_documentation_names_every_variable_and_field():
    text = (ROOT / "docs/policies.md").read_text()
    named = set(re.findall(r"[a-z_]+", text))
    every = {**EVERYWHERE, **{name: shape for scope in BY_SCOPE.values() for name, shape in scope.items()}}
    assert {name for key, shape in every.items() for name in (key, *fields(shape))} - named == set()
