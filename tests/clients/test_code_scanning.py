"""SARIF as others read it: Microsoft's multitool, by GitHub's and Azure DevOps' rules, and sarif-tools."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from gate_shapes import SHAPES, shapes
from npm import Absent, installed, python_programs

from pas_gov.report.gate.sarif import gate_sarif

pytestmark = [pytest.mark.slow, pytest.mark.clients]

MULTITOOL, TOOLS = "@microsoft/sarif-multitool-linux@5.7.0", "sarif-tools==3.0.5"
IN_A_PIPELINE = {"GHAzDO1019", "GHAzDO1020"}
"""What tells of a run of Azure Pipelines, and is added there: AdvancedSecurity-Publish writes it into each file."""


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one log of each shape, but for places that no file system has."""
    folder = tmp_path_factory.mktemp("logs")
    for name in SHAPES:
        (folder / f"{name.replace(' ', '-')}.sarif").write_text(gate_sarif(shapes()[name]))
    return folder


def multitool(folder: Path, rules: str) -> list[dict]:
    """Return what the multitool finds in the logs of a folder, by these kinds of rules."""
    try:
        program = installed(MULTITOOL) / "@microsoft/sarif-multitool-linux/Sarif.Multitool"
    except Absent as absent:
        pytest.skip(str(absent))
    program.chmod(0o755)
    told = folder / "told.json"
    command = [program, "validate", *sorted(folder.glob("*.sarif")), "--rule-kind", rules, "-o", told, "--log", "ForceOverwrite"]  # fmt: skip
    environ = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=True)
    (run,) = json.loads(told.read_text())["runs"]
    return run["results"]


def test_by_sarifs_and_githubs_rules_nothing_is_found(logs):
    assert multitool(logs, "Sarif;Gh;Ghas") == []


def test_by_azures_rules_only_what_a_pipeline_adds_is_missing(logs):
    assert {one["ruleId"] for one in multitool(logs, "Ado")} <= IN_A_PIPELINE


def test_the_multitool_finds_what_is_wrong(logs, tmp_path):
    log = json.loads((logs / "blocked.sarif").read_text())
    log["runs"][0]["tool"]["driver"]["rules"][0]["name"] = log["runs"][0]["tool"]["driver"]["rules"][0]["id"]
    (tmp_path / "wrong.sarif").write_text(json.dumps(log))
    assert {one["ruleId"] for one in multitool(tmp_path, "Sarif")} == {"SARIF1001"}


def test_sarif_tools_counts_what_was_waived_as_notes(logs, tmp_path):
    """As docs/github.md says: it doesn't know that a result can be suppressed."""
    try:
        found = python_programs(TOOLS)
    except Absent as absent:
        pytest.skip(str(absent))
    environ = {**os.environ, "PYTHONPATH": str(found)}
    command = [sys.executable, "-m", "sarif", "--check", "error", "summary", str(logs / "waived.sarif")]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    results = json.loads((logs / "waived.sarif").read_text())["runs"][0]["results"]
    notes = [one for one in results if one["level"] == "note"]
    assert any("suppressions" in one for one in notes)
    assert int(re.search(r"note: (\d+)", done.stdout)[1]) == len(notes), done.stdout + done.stderr
