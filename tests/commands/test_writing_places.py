"""Where a command writes: outside of a sparse checkout, where git ignores it, in the middle of what git does; and told."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from conftest import Owner
from scenario import settings
from writing_commands import COMMANDS

from pas_gov.authoring.starting.pack_record import record_file
from pas_gov.loading.earlier_packs import earlier_packs
from pas_gov.loading.pack import pack_files

pytestmark = pytest.mark.whole

LEFT_OUT = "promises/supporting/four-hours.yaml"


@pytest.fixture
def sparse(owner: Owner) -> Owner:
    """Return an owner whose checkout leaves the supporting promises out."""
    owner.repo.git("sparse-checkout", "set", "--no-cone", "/*", "!/promises/supporting/")
    assert not (owner.repo.path / LEFT_OUT).exists()
    return owner


def test_reports_of_a_sparse_checkout_are_of_all_promises(owner):
    commands = [
        ["inventory", "-f", "json"], ["impact", "reliable", "-f", "json"], ["validate", "-f", "json"], ["audit", "-f", "json"],
    ]  # fmt: skip
    whole = [json.loads(owner.run(*one).out) for one in commands]
    owner.repo.git("sparse-checkout", "set", "promises/core", "policies")
    assert [json.loads(owner.run(*one).out) for one in commands] == whole
    assert owner.run("gate", "--worktree").status == 0


def test_what_a_sparse_checkout_leaves_out_is_never_written(sparse):
    for command in (["amend", "four-hours", "--title", "x"], COMMANDS["new"]):
        ended = sparse.run(*command)
        assert (ended.status, "lies outside of this sparse checkout" in ended.told) == (3, True)
    assert "git sparse-checkout add promises/supporting" in ended.told
    sparse.repo.git("sparse-checkout", "add", "promises/supporting")
    assert sparse.run(*COMMANDS["new"]).status == 0


def test_init_takes_what_is_left_out_for_there(sparse):
    sparse.repo.git("sparse-checkout", "set", "promises/core")
    sparse.ok("init")
    assert not (sparse.repo.path / "policies/no-erasure.yaml").exists()


@pytest.mark.parametrize("place", [".gitignore", ".git/info/exclude"])
def test_a_target_that_git_ignores_is_refused_with_the_rule_or_forced(owner, place):
    path = owner.repo.path / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("# ours\nlane.yaml\n")
    ended = owner.run(*COMMANDS["new"])
    assert (ended.status, f'({place}:2: "lane.yaml")' in ended.told) == (3, True)
    assert "git add --force promises/supporting/lane.yaml" in ended.told
    assert owner.run(*COMMANDS["new"], "--force").status == 0
    again = owner.run(*COMMANDS["new"], "--force")
    assert (again.status, "promises/supporting/lane.yaml" in again.told) == (2, True)


ERASURE = "policies/no-erasure.yaml"
OTHERS = {("owners",): ".github/CODEOWNERS", ("init", "--upgrade"): ERASURE}


def an_earlier(path):
    """Return what an earlier pack had there."""
    texts = [pack.files[path] for pack in earlier_packs() if path in pack.files]
    return next(text for text in reversed(texts) if text != pack_files()[path])


def with_outdated(owner, command, text):
    """Commit what the command would renew: the file with this text, None for no file, and the pack it came from."""
    path = OTHERS[command]
    files = {**settings(owners=["@acme/governance"]), path: text}
    if text is None and not (owner.repo.path / path).exists():
        del files[path]
    if command[0] == "init":
        earlier = {path: one for path, one in {**pack_files(), ERASURE: text}.items() if one is not None}
        files |= {**earlier, **record_file("an earlier pack", earlier)}
    owner.repo.commit("Outdated", files)


@pytest.mark.parametrize("command", OTHERS)
def test_what_is_left_out_is_refused_by_commands_that_write_no_promise_too(owner, command):
    path = OTHERS[command]
    with_outdated(owner, command, an_earlier(ERASURE) if path == ERASURE else b"* @acme/nobody\n")
    folder = path.rpartition("/")[0]
    owner.repo.git("sparse-checkout", "set", "--no-cone", "/*", f"!/{folder}/")
    before = owner.files()
    ended = owner.run(*command)
    assert (ended.status, "lies outside of this sparse checkout" in ended.told) == (3, True), ended.told
    assert owner.files() == before
    owner.repo.git("sparse-checkout", "add", folder)
    owner.ok(*command)


@pytest.mark.parametrize("command", OTHERS)
def test_what_git_ignores_is_refused_by_commands_that_write_no_promise_too(owner, command):
    path = OTHERS[command]
    with_outdated(owner, command, None)
    owner.repo.commit("Ignore it", {".gitignore": f"{path}\n"})
    before = owner.files()
    ended = owner.run(*command)
    assert (ended.status, f'(.gitignore:1: "{path}")' in ended.told) == (3, True), ended.told
    assert "take that line out, then run the command again" in ended.told
    assert "--force" not in ended.told
    assert owner.files() == before


def test_an_ignored_file_that_is_no_record_needs_no_git_add(owner):
    owner.repo.write({".gitignore": ".DS_Store\n", "promises/.DS_Store": b"\0"})
    assert "git add" not in owner.run("validate").told


def test_fmt_names_a_file_in_conflict_as_that(owner):
    path = "promises/core/reliable.yaml"
    for branch, word in (("change", "one."), ("other", "two.")):
        if branch == "other":
            owner.repo.git("checkout", "--quiet", "-b", "other", "main")
        owner.repo.commit(branch, {path: owner.text(path).replace("reliable.", word)})
    owner.repo.git("merge", "change", check=False)
    ended = owner.run("fmt", str(owner.repo.path / path))
    assert (ended.status, "it is in conflict" in ended.told) == (3, True)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["--until", "2026-05-31"], "before it begins on 2026-06-01"),
        (
            ["--from", "2026-05-01", "--until", "2026-05-31"],
            "its last day, 2026-05-31, has passed (it is 2026-06-01)",
        ),
    ],
)
def test_a_waiver_whose_days_have_passed_is_refused(owner, days, said):
    ended = owner.run(*COMMANDS["waive"][:-2], *days)
    assert (ended.status, said in ended.told) == (2, True)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_a_lost_report_says_on_standard_error_that_it_was_written(owner):
    program = [sys.executable, "-m", "pas_gov", "amend", "free-parking", "--notes", "Seen.", "--force"]
    program += ["--repo", str(owner.repo.path)]
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 3
    assert "the change was written all the same: promises/" in ended.stderr
    assert "report what it prints" not in ended.stderr
    reading, writing = os.pipe()
    os.close(reading)
    program[5:7] = ["--notes", "Again."]
    closed = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert closed.returncode == 3
    assert "nobody read what was printed; the change was written all the same" in closed.stderr
