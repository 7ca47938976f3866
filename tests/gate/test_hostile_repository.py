"""A repository whose every name and text is an attack, judged and looked at as CI would: nothing is obeyed anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from gate_run import pas_gov
from gitrepo import Repo
from hostile import OWN, naughty
from npm import Absent
from runner_log import commands
from scenario import PACK, acme, changed, files_of, policy, promise, reviewed

pytestmark = pytest.mark.whole

BRANCH = "@acme/board-#1-`id`|<img/src=x>$(id)%0A;!(x)"  # what git allows in a name
FORMATS = ("text", "json", "github", "sarif", "junit", "markdown", "gitlab")


def written(text: str) -> str:
    """Return a text as the records of a stranger may hold it: what YAML refuses is left out."""
    return "".join(each for each in text if each.isprintable() and not "\ud800" <= each <= "\udfff") or "x"


def a_path(text: str) -> str:
    """Return a text as the name of a file, which may hold anything but a slash and NUL."""
    return text.replace("/", "_").replace("\0", "").encode("utf-8", "replace")[:180].decode("utf-8", "ignore")


def organisation(texts: list[str]) -> dict:
    found = acme()
    for number, text in enumerate(texts):
        said = written(text)
        found[f"part-{number}"] = promise(
            f"part-{number}",
            "supporting",
            "reliable",
            title=said,
            statement=said,
            audience=[said[:100]],
            tags=[said[:60]],
            notes=said,
        )
    return reviewed(found)


@pytest.fixture(scope="module")
def hostile_repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Return a repository on a hostile branch, where the Core was reworded and bad files were added."""
    try:
        texts = [*OWN, *naughty()[len(OWN) :: 6]]
    except Absent:
        texts = list(OWN)
    repo = Repo(tmp_path_factory.mktemp("hostile") / "repo")
    before = organisation(texts)
    said = json.dumps(written(" ".join(OWN[:12])))
    rules = policy(
        "says-much",
        enforcement="warn",
        scope="promise",
        require="false",
        message=said,
        remedy=written(OWN[13]),
        title=written(OWN[12]),
    )
    repo.commit("Adopt", {**files_of(before), **PACK, **rules})
    repo.branch(BRANCH)
    repo.checkout(BRANCH)
    bad_ids = {
        f"promises/core/bad-{number}.yaml": json.dumps(promise("x", "core", id=text))
        for number, text in enumerate(OWN)
    }
    raw = {
        f"promises/core/raw-{number}.yaml": f"id: {text}\n".encode("utf-8", "surrogatepass")
        for number, text in enumerate(OWN)
    }
    paths = {
        f"promises/supporting/{a_path(text)}.yaml": "no: record\n" for text in OWN if a_path(text).strip(". ")
    }
    owners = {f"promises/supporting/owner-{number}.yaml": json.dumps(promise(f"owner-{number}", "supporting", owner=written(text)))
              for number, text in enumerate(OWN)}  # fmt: skip
    repo.commit(
        "::error::x",
        {
            **files_of(changed(before, "reliable", statement=written(OWN[5]))),
            **bad_ids,
            **raw,
            **paths,
            **owners,
        },
    )
    return repo


def outputs(repo: Repo, folder: Path) -> dict[str, str]:
    given = [part for name in FORMATS for part in ("-o", f"{name}={folder / name}")]
    pas_gov(repo.path, "gate", "--base", "main", "--head", BRANCH, *given, status=1)
    return {name: (folder / name).read_text(encoding="utf-8") for name in FORMATS}


def test_no_format_of_the_gate_is_obeyed(hostile_repo: Repo, tmp_path: Path):
    found = outputs(hostile_repo, tmp_path)
    for name in FORMATS:
        names = {one.name for one in commands(found[name])}
        assert names == ({"error", "warning", "notice"} if name == "github" else set()), name
    assert len(commands(found["github"])) <= 30
    json.loads(found["json"])
    json.loads(found["gitlab"])
    assert json.loads(found["sarif"])["runs"][0]["results"]
    assert int(ElementTree.fromstring(found["junit"].encode()).get("failures")) > 100


def test_the_runners_files_hold_what_is_ours_alone(hostile_repo: Repo, tmp_path: Path):
    env = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), "GITHUB_OUTPUT": str(tmp_path / "output")}
    log = pas_gov(
        hostile_repo.path, "gate", "--base", "main", "--head", BRANCH, "-f", "github", status=1, **env
    )
    names = [line.partition("=")[0] for line in (tmp_path / "output").read_text().splitlines()]
    assert names == ["verdict", "blocking", "warnings"]
    assert {one.name for one in commands(log.stdout)} <= {"error", "warning", "notice"}
    assert commands(log.stderr) == []
    assert (tmp_path / "summary").stat().st_size < 1024 * 1024


@pytest.mark.parametrize(
    "command",
    [
        ("validate",), ("validate", "-f", "json"), ("inventory",), ("inventory", "-f", "json"), ("diff", f"main..{BRANCH}"),
        ("impact", "reliable"), ("impact", "reliable", "-f", "markdown"), ("propagation", "-f", "markdown"), ("propagation",),
        ("explain", "change-propagates", "part-3", "--base", "main"), ("owners",), ("docs",), ("test", "says-much"),
        ("test", "--history", "HEAD"), ("realign", "part-3", "--to", "reliable", "--note", "::error::x", "--dry-run", "--author", "@a/b"),
        ("fmt", "--check"), ("ledger",), ("ledger", "-f", "json"), ("ledger", "-f", "markdown"), ("ledger", "verify"),
        ("ledger", "verify", "-f", "json"), ("ledger", "verify", "-f", "markdown"), ("ledger", "show", "part-3"), ("blame", "part-3"),
        ("inventory", "--as-of", "HEAD"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_other_command_is_obeyed_either(hostile_repo: Repo, command: tuple[str, ...]):
    done = pas_gov(hostile_repo.path, *command)
    assert commands(done.stdout) == []
    assert commands(done.stderr) == []
    assert done.returncode in (0, 1, 2, 3)
    assert done.stdout or done.stderr


@pytest.mark.parametrize("command", [("ledger", "-f", "csv"), ("inventory", "-f", "csv")], ids=" ".join)
def test_nor_is_a_table_that_a_runner_reads(hostile_repo: Repo, command: tuple[str, ...]):
    """Printed into a pipe, as a runner has it: a file of a table holds its texts as they are."""
    done = subprocess.run(
        [sys.executable, "-m", "pas_gov", *command],
        cwd=hostile_repo.path,
        env={**os.environ, "GITHUB_ACTIONS": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert commands(done.stdout) == []
    assert done.stdout
    assert done.returncode in (0, 3)  # a file that can't be read is told by 3
