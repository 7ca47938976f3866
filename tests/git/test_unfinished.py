"""What git hasn't finished, by its name and by the commands that end it."""

from __future__ import annotations

import pytest
from gitrepo import Repo

from pas_gov import git

pytestmark = pytest.mark.whole


@pytest.fixture
def diverged(repo: Repo) -> Repo:
    """Return a repository whose branches main and side conflict, on main."""
    repo.commit("First", {"a": "a\n"})
    repo.git("checkout", "--quiet", "-b", "side")
    repo.commit("Side", {"a": "side\n"})
    repo.commit("Side again", {"a": "side again\n"})
    repo.checkout("main")
    repo.commit("Main", {"a": "main\n"})
    return repo


def told(repo: Repo) -> str:
    found = git.unfinished_operation(git.open_repository(str(repo.path)))
    return f"{found.what}: {found.ended_by}" if found else ""


BOTH = "git {0} --continue, or take it back: git {0} --abort"


@pytest.mark.parametrize(
    ("commands", "what", "verb"),
    [
        ([("merge", "side")], "a merge", "merge"),
        ([("rebase", "side")], "a rebase", "rebase"),
        ([("rebase", "--apply", "side")], "a rebase", "rebase"),
        ([("cherry-pick", "side")], "a cherry-pick", "cherry-pick"),
        ([("cherry-pick", "side~2..side"), ("checkout", "--ours", "a"), ("add", "a"), ("commit", "--allow-empty", "-m", "x")],
         "a cherry-pick", "cherry-pick"),
        ([("checkout", "side"), ("revert", "--no-edit", "HEAD~1")], "a revert", "revert"),
    ],
)  # fmt: skip
def test_what_isnt_finished_is_told_with_what_ends_it(diverged, commands, what, verb):
    assert told(diverged) == ""
    for command in commands:
        diverged.git(*command, check=False)
    assert told(diverged) == f"{what}: {BOTH.format(verb)}"
    diverged.git(verb, "--abort")
    assert told(diverged) == ""


def test_patches_from_mails(diverged):
    mail = diverged.git("format-patch", "--stdout", "side~1..side")
    diverged.git("am", given=mail + "\n", check=False)
    assert told(diverged) == f"git am (patches from mails): {BOTH.format('am')}"
    diverged.git("am", "--abort")
    assert told(diverged) == ""


def test_a_search_for_a_commit(diverged):
    diverged.git("bisect", "start", "main", "main~1")
    assert told(diverged) == "a search (git bisect): git bisect reset"
    diverged.git("bisect", "reset")
    assert told(diverged) == ""


def test_files_in_conflict(diverged):
    repository = git.open_repository(str(diverged.path))
    assert git.paths_in_conflict(repository) == frozenset()
    diverged.git("merge", "side", check=False)
    assert git.paths_in_conflict(repository) == {"a"}
