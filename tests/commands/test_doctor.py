"""``pas-gov doctor``: what is set up is told as that, what isn't with a remedy that, followed to the letter, mends it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
from gate_run import pas_gov
from gitrepo import Repo

from pas_gov.model.records.schema import schema

pytestmark = pytest.mark.whole


def checks(folder) -> dict[str, dict]:
    told = json.loads(pas_gov(folder, "doctor", "-f", "json", status=0).stdout)
    jsonschema.validate(told, schema("doctor"))
    assert told["lacking"] == sum(
        one["state"] in ("missing", "wrong") and not one["optional"] for one in told["checks"]
    )
    assert len({one["id"] for one in told["checks"]}) == len(told["checks"])
    return {one["id"]: one for one in told["checks"]}


@pytest.fixture(scope="module")
def as_adopted(tmp_path_factory) -> Path:
    """Return a repository as init makes it, with a Core Promise and an owner of the rules, committed: to be copied."""
    repo = Repo(tmp_path_factory.mktemp("adopted"))
    pas_gov(repo.path, "init", status=0)
    settings = repo.path / "pas-gov.yaml"
    settings.write_text(settings.read_text() + 'owners: ["@acme/governance"]\n')
    pas_gov(
        repo.path, "new", "reliable", "--layer", "core", "--title", "Reliable", "--statement", "We are reliable.",
        "--owner", "@acme/strategy", "--audience", "customers", "--zone", "sales-marketing", "--author", "@acme/strategy", status=0,
    )  # fmt: skip
    repo.git("add", "--all")
    repo.git("commit", "--quiet", "--message", "Adopt")
    return repo.path


@pytest.fixture
def adopted(repo: Repo, as_adopted: Path) -> Repo:
    """Return such a repository of the test's own."""
    shutil.copytree(as_adopted, repo.path, dirs_exist_ok=True)
    return repo


def test_an_empty_folder_is_told_all_that_is_missing(tmp_path):
    told = checks(tmp_path)
    assert {told[name]["state"] for name in ("core", "policies", "settings", "git")} == {"missing"}
    assert told["git"]["commands"] == ["git init --initial-branch=main"]
    assert next(iter(told)) == "git", "what is done first is told first"


def test_following_each_remedy_leaves_nothing_to_mend(adopted):
    for _ in range(3):
        lacking = [
            one
            for one in checks(adopted.path).values()
            if one["state"] in ("missing", "wrong") and not one["optional"]
        ]
        for one in lacking:
            for command in one["commands"]:
                words = shlex.split(command.replace("<YOUR HANDLE OR ADDRESS>", "ada@acme.example"))
                if words[0] == "pas-gov":
                    pas_gov(adopted.path, *words[1:])
                else:
                    subprocess.run(words, cwd=adopted.path, check=True)
    told = checks(adopted.path)
    assert [
        one["id"] for one in told.values() if one["state"] in ("missing", "wrong") and not one["optional"]
    ] == []
    assert told["protection"]["state"] == "unknown"
    assert told["codeowners"]["state"] == told["gate"]["state"] == told["base"]["state"] == "ok"


@pytest.mark.parametrize(
    ("path", "edit", "check", "state"),
    [
        (".github/workflows/pas-gov.yml", None, "gate", "missing"),
        (".github/workflows/pas-gov.yml", ("uses: pas-gov/pas-gov/.github/actions/gate@", "uses: pas-gov/pas-gov/.github/actions/gate@v1 #"), "pinned", "wrong"),
        (".github/workflows/pas-gov.yml", ("uses: pas-gov/pas-gov/.github/actions/gate@", "uses: somebody/else/gate@"), "gate", "missing"),
        (".github/workflows/pas-gov.yml", ("      - uses: pas-gov/pas-gov", "      - run: 'true'\n      # uses: pas-gov/pas-gov"), "gate", "missing"),
        (".github/workflows/pas-gov.yml", ("on:\n", "on: workflow_dispatch\nelse:\n"), "gate", "wrong"),
        (".github/workflows/pas-gov.yml", ("    timeout-minutes", "    continue-on-error: true\n    timeout-minutes"), "gate", "wrong"),
        (".github/workflows/pas-gov.yml", ("    timeout-minutes", "    if: false\n    timeout-minutes"), "gate", "wrong"),
        (".github/workflows/pas-gov.yml", ("actions/gate@", "actions/gate@" + "a" * 40 + " #"), "pinned", "wrong"),
        ("pas-gov.yaml", None, "settings", "missing"),
        ("pas-gov.yaml", ("owners:", "# owners:"), "owners", "missing"),
        (".pas-gov/schemas/promise.json", ("A promise", "A vow"), "schemas", "wrong"),
        (".gitattributes", None, "layout", "missing"),
        ("promises/core/reliable.yaml", ("status: active", "status: proposed"), "core", "missing"),
        ("promises/core/reliable.yaml", ("layer: core", "layer: main"), "valid", "wrong"),
        ("promises/core/reliable.yaml", ('owner: "@acme/strategy"', 'owner: "@acme/other"'), "codeowners", "wrong"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(adopted, path, edit, check, state):
    pas_gov(adopted.path, "owners")
    file = adopted.path / path
    if edit is None:
        file.unlink()
    else:
        assert edit[0] in file.read_text()
        file.write_text(file.read_text().replace(*edit))
    found = checks(adopted.path)[check]
    assert found["state"] == state
    assert found["remedy"] or found["commands"]


def test_the_teams_of_a_remedy_are_those_that_are_known_and_all_that_are_missing(adopted):
    """Put in the place of what is there, they leave nothing to ask for."""
    settings = adopted.path / "pas-gov.yaml"
    for owner, identity in (("@acme/product", "simple"), ("@acme/support", "quick")):
        pas_gov(
            adopted.path, "new", identity, "--layer", "supporting", "--title", identity, "--statement", f"It is {identity}.",
            "--owner", owner, "--audience", "customers", "--zone", "sales-marketing", "--aligned-to", "reliable",
            "--note", "It helps.", "--author", owner, status=0,
        )  # fmt: skip
    before = settings.read_text()
    settings.write_text(before + 'teams: {"@acme/product": ["@joe"]}\n')
    told = checks(adopted.path)["teams"]
    assert told["lines"][0] == "teams:"
    settings.write_text(before + "\n".join(told["lines"]).replace("<MEMBER>", "@eve") + "\n")
    assert checks(adopted.path)["teams"]["state"] == "ok"
    assert '"@joe"' in settings.read_text()


def lines_left(adopted: Repo, check: str) -> tuple[dict, dict]:
    """Write the lines of a remedy as they are printed; return the check before and after."""
    settings = adopted.path / "pas-gov.yaml"
    before = checks(adopted.path)[check]
    kept = [line for line in settings.read_text().splitlines() if not line.startswith(f"{check}:")]
    settings.write_text("\n".join([*kept, *before["lines"], ""]))
    return before, checks(adopted.path)[check]


@pytest.mark.parametrize("check", ["owners", "teams"])
def test_the_blank_of_a_remedy_that_is_left_is_refused_and_told(adopted, check):
    settings = adopted.path / "pas-gov.yaml"
    settings.write_text(settings.read_text().replace('owners: ["@acme/governance"]\n', ""))
    _, left = lines_left(adopted, check)
    assert (left["state"], left["commands"]) == ("wrong", ["pas-gov validate"])
    said = pas_gov(adopted.path, "validate", status=1).stdout
    assert "write a handle or an e-mail address here" in " ".join(said.split()).lower()
    settings.write_text(
        settings.read_text().replace("<WHO GOVERNS>", "@bolt/board").replace("<MEMBER>", "@eve")
    )
    assert checks(adopted.path)[check]["state"] == "ok"


def test_an_example_that_was_copied_is_told_with_the_lines_to_put_in_its_place(adopted):
    record = adopted.path / "promises/core/reliable.yaml"
    record.write_text(record.read_text().replace("@acme/strategy", "@bolt/strategy"))
    settings = adopted.path / "pas-gov.yaml"
    settings.write_text(settings.read_text() + 'teams: {"@bolt/strategy": ["@ada"]}\n')
    told = checks(adopted.path)
    assert (told["owners"]["state"], told["owners"]["lines"]) == ("wrong", ['owners: ["<WHO GOVERNS>"]'])
    assert (told["teams"]["state"], told["teams"]["lines"]) == (
        "wrong",
        ["teams:", '  "@bolt/strategy": ["<MEMBER>"]'],
    )


@pytest.mark.parametrize("name", ["<YOUR HANDLE OR ADDRESS>", "@you"])
def test_a_writer_who_is_a_blank_or_an_example_is_nobody(adopted, name):
    adopted.git("config", "pas-gov.by", name)
    told = checks(adopted.path)["by"]
    assert (told["state"], told["commands"]) == (
        "wrong",
        ['git config pas-gov.by "<YOUR HANDLE OR ADDRESS>"'],
    )


def test_a_named_pipe_is_no_file_that_is_read(adopted):
    (adopted.path / ".pre-commit-config.yaml").unlink(missing_ok=True)
    os.mkfifo(adopted.path / ".pre-commit-config.yaml")
    os.mkfifo(adopted.path / ".github/workflows/pipe.yml")
    assert checks(adopted.path)["hooks"]["state"] == "missing"


@pytest.mark.parametrize(
    ("path", "text", "check"),
    [
        (".pre-commit-config.yaml", "repos: [{repo: https://github.com/pas-gov/pas-gov, rev: <FULL ID OF A COMMIT>}]", "hooks"),
        (".pas-gov/allowed_signers", "", "signers"), (".pas-gov/allowed_signers", "ada is trusted\n", "signers"),
    ],
)  # fmt: skip
def test_a_placeholder_is_no_answer(adopted, path, text, check):
    (adopted.path / path).parent.mkdir(exist_ok=True)
    (adopted.path / path).write_text(text)
    assert checks(adopted.path)[check]["state"] == "wrong"


def test_a_shallow_clone_is_told(adopted, tmp_path):
    adopted.git("commit", "--quiet", "--allow-empty", "--message", "More")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", adopted.path.as_uri(), clone], check=True)
    assert checks(clone)["history"]["commands"] == ["git fetch --unshallow"]


def test_text_fits_a_terminal_and_obeys_nobody(adopted):
    settings = adopted.path / "pas-gov.yaml"
    settings.write_text(settings.read_text().replace("@acme/governance", "::error::\\u001b[31m"))
    said = pas_gov(adopted.path, "doctor", status=0).stdout
    assert max(map(len, said.splitlines())) <= 80
    assert "\x1b" not in said
    assert not any(line.lstrip().startswith("::") for line in said.splitlines())
    assert " things to mend, of " in said or " thing to mend, of " in said
