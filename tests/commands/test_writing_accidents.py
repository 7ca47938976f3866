"""What goes wrong while a command writes: a clear error, and nothing half-written. Every writing command, each time."""

from __future__ import annotations

import errno
import os
import subprocess
import sys

import pytest
from conftest import Owner
from scenario import PACK, acme, files_of

from pas_gov.authoring.saving import atomic_write
from pas_gov.loading.transaction import lock, operations

pytestmark = pytest.mark.whole

COMMANDS: dict[str, list[str]] = {
    "new": ["new", "lane", "--layer", "supporting", "--title", "Lane", "--statement", "A lane.", "--owner", "@acme/ops",
            "--audience", "customers", "--aligned-to", "fast", "--note", "x"],
    "amend": ["amend", "reliable", "--statement", "We are reliable for enterprises."],
    "supersede": ["supersede", "reliable", "--by", "fast", "--why", "w", "--notice", "all=x", "--stop", "all",
                  "--repoint", "all", "--note", "x"],
    "retire": ["retire", "free-parking", "--why", "w", "--notice", "all=x"],
    "realign": ["realign", "phone-support", "--to", "reliable", "--note", "x"],
    "attest": ["attest", "four-hours", "delivery-support", "--reality", "kept"],
    "waive": ["waive", "no-erasure", "draft", "--reason", "r", "--approved-by", "@acme/two", "--until", "+5d"],
}  # fmt: skip
EVERY = pytest.mark.parametrize("command", COMMANDS)


@EVERY
def test_each_command_works_where_nothing_is_wrong(owner, command):
    assert owner.run(*COMMANDS[command]).status == 0


def refused(owner: Owner, command: str, said: str, status: int = 3) -> None:
    """Run a command that must fail, and see that every file is as it was."""
    before = owner.files()
    ended = owner.run(*COMMANDS[command])
    assert ended.status == status, ended.told
    assert said in ended.told
    assert owner.files() == before


@EVERY
@pytest.mark.parametrize(
    ("error", "said"), [("full", "No space left on device"), ("denied", "Permission denied")]
)
def test_a_disk_that_is_full_and_a_folder_that_cant_be_written_to(owner, command, error, said, monkeypatch):
    number = errno.ENOSPC if error == "full" else errno.EACCES

    def failing(path: str) -> int:
        raise OSError(number, os.strerror(number), path)

    monkeypatch.setattr(operations, "create", failing)
    refused(owner, command, said)


@EVERY
def test_a_file_that_somebody_edits_meanwhile_is_never_written_over(owner, command, monkeypatch):
    """It is read anew, and where it isn't a record any more, nothing is written."""
    real = atomic_write.save
    path = "promises/core/reliable.yaml" if command in ("amend", "supersede") else "promises/core/other.yaml"

    def late(root: str, *arguments: object, **more: object) -> None:
        owner.repo.write({path: "mine: 1\n"})
        real(root, *arguments, **more)

    monkeypatch.setattr("pas_gov.authoring.saving.landing.save", late)
    owner.run(*COMMANDS[command])
    assert owner.text(path) == "mine: 1\n"


@EVERY
def test_another_process_that_writes(owner, command, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    with lock.only_writer(str(owner.repo.path / ".git")):
        refused(owner, command, "another pas-gov is writing here (process")


def _merge(owner: Owner) -> None:
    owner.repo.commit(
        "Mine",
        {
            "promises/core/reliable.yaml": owner.text("promises/core/reliable.yaml").replace(
                "reliable.", "one."
            )
        },
    )
    owner.repo.git("checkout", "--quiet", "-b", "other", "main")
    owner.repo.commit(
        "Other",
        {
            "promises/core/reliable.yaml": owner.text("promises/core/reliable.yaml").replace(
                "reliable.", "two."
            )
        },
    )
    owner.repo.git("merge", "change", check=False)


@EVERY
def test_a_merge_that_isnt_finished(owner, command):
    _merge(owner)
    refused(owner, command, "a merge isn't finished here")


@pytest.mark.parametrize("command", ["amend", "realign", "supersede"])
def test_a_file_that_is_invalid_as_it_stands(owner, command):
    path = "promises/core/reliable.yaml"
    owner.repo.write({path: owner.text(path) + "]"})
    refused(owner, command, "promises/core/reliable.yaml) is invalid as it stands")
    owner.repo.write({path: '{"id": "reliable"}'})
    refused(owner, command, "promises/core/reliable.yaml) is invalid as it stands")


def test_changes_that_arent_committed_yet_are_kept(owner):
    path = "promises/supporting/four-hours.yaml"
    owner.repo.write({path: owner.text(path).replace("Four hours", "Within four hours")})
    owner.ok("attest", "four-hours", "delivery-support", "--reality", "drifting")
    assert "Within four hours" in owner.text(path)
    assert "drifting" in owner.text(path)


@EVERY
def test_rules_that_are_invalid_at_the_base(owner, command):
    owner.repo.checkout("main")
    owner.repo.commit("Break a policy", {"policies/no-erasure.yaml": "nonsense"})
    if command == "waive":
        refused(owner, command, "policies/no-erasure.yaml) is invalid as it stands")
    else:
        refused(owner, command, "whether it may be merged can't be told")
        assert owner.run(*COMMANDS[command], "--force").status == 0


@EVERY
def test_a_repository_of_nobody(owner, command):
    owner.repo.git("config", "--unset", "user.email")
    refused(owner, command, "this is missing: --author WHO", 2)


@EVERY
def test_a_bare_repository_and_no_repository(owner, command, tmp_path):
    owner.repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    for place in ("bare", "nowhere"):
        ended = owner.run(*COMMANDS[command], "--repo", str(tmp_path / place))
        assert ended.status in (2, 3)
        assert ended.stop is not None


def test_a_folder_outside_git_is_written_to(tmp_path, owner):
    folder = tmp_path / "plain"
    for path, text in {**files_of(acme()), **PACK}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    ended = owner.run("amend", "reliable", "--title", "More", "--repo", str(folder), "--author", "@acme/one")
    assert ended.status == 0, ended.told
    assert '"More"' in (folder / "promises/core/reliable.yaml").read_text()
    assert not (folder / lock.LOCK).exists()


def test_a_repository_without_a_commit_is_written_to(new_repo, owner):
    repo = new_repo("fresh")
    repo.write({**files_of(acme()), **PACK})
    ended = owner.run(
        "amend", "reliable", "--title", "More", "--repo", str(repo.path), "--author", "@acme/one"
    )
    assert ended.status == 0, ended.told


def test_two_processes_at_once_lose_nothing(owner):
    """Both succeed one after the other, or one is told; in no case is half of one mixed with the other."""
    program = [sys.executable, "-m", "pas_gov"]
    commands = [
        [
            *program,
            "attest",
            "four-hours",
            zone,
            "--reality",
            "drifting",
            "--repo",
            str(owner.repo.path),
            "--author",
            "@a/b",
        ]
        for zone in ("delivery-support", "documentation-knowledge")
    ]
    running = [
        subprocess.Popen(one, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)
        for one in commands
    ]
    ended = [(one.communicate(), one.returncode) for one in running]
    written = owner.text("promises/supporting/four-hours.yaml").count("drifting")
    assert written == sum(status == 0 for _, status in ended)
    assert {status for _, status in ended} <= {0, 3}
