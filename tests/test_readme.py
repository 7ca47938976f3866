"""The README is true: its tour is run, and what it shows is what comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pas_gov.decisions.cel.shapes import ListOf, MapOf, Record
from pas_gov.decisions.variables import BY_SCOPE, EVERYWHERE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"```(sh|text)\n(.*?)```", README, re.DOTALL)


def plain(text: str) -> str:
    """Return text without what differs from run to run: commit ids and the day of the run."""
    text = re.sub(r"\(([0-9a-f]{9})\)|\b[0-9a-f]{12}\b", "ID", text)
    return re.sub(r"(on|--today|date:) +\d{4}-\d\d-\d\d", r"\1 DAY", " ".join(text.split())).strip()


def test_the_tour_says_what_the_readme_shows(tmp_path):
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/pas-gov"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pas_gov "$@"\n')
    program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    person = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "Ada"), ("EMAIL", "a@b.example"))
    }
    env = {
        **kept,
        **person,
        "PATH": f"{program.parent}:{kept['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "COLUMNS": "80",
    }
    commands = [text for kind, text in BLOCKS if kind == "sh"][2:]
    shown = [text for kind, text in BLOCKS if kind == "text"]
    assert len(commands) == 4
    script = "\n".join(f"{text}\necho '=='" for text in commands)
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    started, validated, blocked, passed = (plain(part) for part in done.stdout.split("==\n")[:4])
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
