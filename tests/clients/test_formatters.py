"""prettier and yamllint accept all that pas-gov writes into a repository, with the settings that init writes for them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from gate_run import pas_gov
from npm import Absent, installed, python_programs

pytestmark = pytest.mark.whole

PRETTIER, YAMLLINT = "prettier@3.10.0", "yamllint==1.38.0"
NEW = (
    "new", "reliable", "--layer", "core", "--title", "Reliable", "--statement", "We answer each request, whoever asks, "
    "within four hours, at weekends and on holidays as on any other day, and say so beforehand where we can't.",
    "--owner", "@acme/strategy", "--audience", "customers", "--zone", "sales-marketing", "--author", "@acme/strategy",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("formatted")
    pas_gov(made, "init", status=0)
    pas_gov(made, *NEW, status=0)
    pas_gov(made, "docs", status=0)
    return made


def prettier(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        program = installed(PRETTIER) / "prettier/bin/prettier.cjs"
    except Absent as absent:
        pytest.skip(str(absent))
    return subprocess.run(
        ["node", program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def yamllint(folder: Path) -> subprocess.CompletedProcess[str]:
    try:
        found = python_programs(YAMLLINT)
    except Absent as absent:
        pytest.skip(str(absent))
    return subprocess.run(
        [sys.executable, "-m", "yamllint", "--strict", "."],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(found)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_prettier_has_nothing_to_change(folder):
    done = prettier(folder, "--check", ".")
    assert done.returncode == 0, done.stdout + done.stderr


def test_prettier_would_else_lay_records_out_otherwise(folder):
    """Without the settings it isn't silent: it looks at all this, and is told not to."""
    assert prettier(folder, "--check", "--ignore-path", os.devnull, ".").returncode == 1


def test_yamllint_has_nothing_to_say(folder):
    done = yamllint(folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_yamllint_would_else_say_something(folder, tmp_path):
    shutil.copytree(folder / "promises", tmp_path / "promises")
    assert "line too long" in yamllint(tmp_path).stdout


def test_after_both_fmt_has_nothing_to_change_either(folder):
    assert prettier(folder, "--write", ".").returncode == 0
    pas_gov(folder, "fmt", "--check", status=0)
