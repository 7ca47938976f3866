"""The README is true: its tour is run, and what it shows is what comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tours import blocks, plain, toured

from pas_gov.decisions.cel.shapes import ListOf, MapOf, Record
from pas_gov.decisions.variables import BY_SCOPE, EVERYWHERE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def test_the_tour_says_what_the_readme_shows(tmp_path):
    commands, shown = blocks(README, "sh")[2:], blocks(README, "text")
    assert len(commands) == 4
    started, validated, blocked, passed = toured(commands, tmp_path)
    assert "wrote 21 policies" in started
    assert validated == plain(shown[1])
    assert blocked == plain(shown[0])
    assert passed.startswith(plain(shown[2]))


def test_the_test_command_is_one_line_that_runs_pytest():
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv") and "pytest" in line]
    assert len(lines) == 1


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([a-z][^):#]*)\)", README))))
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
