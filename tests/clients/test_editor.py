"""An editor with yaml-language-server: it finds the schemas by itself, explains every key, and raises no false alarm."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from builders import full_promise_data, written
from gate_run import pas_gov
from language_server import LanguageServer
from npm import Absent, installed
from roots import ROOT

pytestmark = pytest.mark.whole

SERVER = "yaml-language-server@1.25.0"
FIRST = "# yaml-language-server: $schema={up}.pas-gov/schemas/promise.json\n"
SHARED = ROOT.parent / "shared/data/37signals/promises"
SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what init writes, with the records of the demo and of another organisation beside it."""
    made = tmp_path_factory.mktemp("edited")
    pas_gov(made, "init", status=0)
    pas_gov(made, "demo", "--drifted", "--keep", "acme", status=0)
    sources = {"demo": made / "acme/promises"} | ({"other": SHARED} if SHARED.is_dir() else {})
    for name, source in sources.items():
        for path in sorted(source.rglob("*.yaml")):
            to = made / "promises" / name / path.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(FIRST.format(up="../" * (len(to.relative_to(made).parts) - 1)) + path.read_text())
    shutil.rmtree(made / "acme")
    return made


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[LanguageServer]:
    try:
        program = installed(SERVER) / "yaml-language-server/bin/yaml-language-server"
    except Absent as absent:
        pytest.skip(str(absent))
    with LanguageServer(["node", str(program), "--stdio"], folder, SETTINGS) as server:
        yield server


def test_no_record_that_is_valid_raises_an_alarm(folder, editor):
    records = sorted(folder.rglob("*.yaml"))
    assert len(records) > 50
    for path in records:
        editor.open(path, path.read_text())
    assert {path: found for path in records if (found := editor.problems(path))} == {}


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ("titel: A promise\n", 0), ("layer: cor\n", 0), ("made: {date: 2026-13-01}\n", 0),
        ("terms:\n  - {measure: a, at_most: 4 hours}\n", 1), ("zones: {sales: {}}\n", 0), ("title: a\ntitle: b\n", 0),
    ],
)  # fmt: skip
def test_what_validate_refuses_is_marked_at_its_line(folder, editor, wrong, line):
    path = folder / f"promises/core/{uuid4()}.yaml"
    editor.open(path, FIRST.format(up="../../") + wrong)
    found = editor.problems(path)
    assert line + 1 in {one["range"]["start"]["line"] for one in found}, found


def test_every_key_is_explained(folder, editor):
    path = folder / "promises/core/full.yaml"
    text = FIRST.format(up="../../") + written(full_promise_data())
    editor.open(path, text)
    assert editor.problems(path) == []
    unsaid, asked = [], 0
    for number, line in enumerate(text.splitlines()[1:], 1):
        key = line.lstrip(" -").partition(":")[0]
        if line.lstrip(" -").startswith(f"{key}:"):
            asked += 1
            said = editor.hover(path, number, line.index(key) + 1)
            unsaid += [] if len(said.split("Source:")[0].split()) > 5 else [line]
    assert unsaid == []
    assert asked > 60


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("title: a\n", {"owner", "statement", "aligned_to", "zones"}),
        ("layer: ", {"core", "supporting", "conditional", "experimental", "legacy"}),
        ("zones:\n  ", {"sales-marketing", "ai-automation"}),
        ("terms:\n  - ", {"measure", "at_most"}),
    ],
)
def test_what_may_be_written_is_offered(folder, editor, text, offered):
    path = folder / f"promises/core/{uuid4()}.yaml"
    lines = (FIRST.format(up="../../") + text).split("\n")
    editor.open(path, "\n".join(lines))
    assert offered <= set(editor.completions(path, len(lines) - 1, len(lines[-1])))


def test_the_schema_of_the_first_line_is_the_one_that_init_writes(folder):
    found = json.loads((folder / ".pas-gov/schemas/promise.json").read_text())
    assert found["title"] == "A promise"
