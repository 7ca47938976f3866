"""Who works here, and what git is in the middle of."""

from __future__ import annotations

import pytest
from gitrepo import Repo

from pas_gov import git

pytestmark = pytest.mark.whole


def test_who_works_here_is_the_address_of_git(repo: Repo):
    repo.git("config", "user.email", "ada@acme.example")
    assert git.identity(str(repo.path), {}) == "ada@acme.example"


def test_a_name_for_records_goes_before_every_address(repo: Repo):
    repo.git("config", "user.email", "ada@acme.example")
    repo.git("config", "pas-gov.by", "@acme/support")
    assert git.identity(str(repo.path), {"GIT_AUTHOR_EMAIL": "eve@acme.example"}) == "@acme/support"


def test_the_author_of_the_environment_goes_before_the_settings_as_for_git(repo: Repo):
    repo.git("config", "user.email", "ada@acme.example")
    assert git.identity(str(repo.path), {"GIT_AUTHOR_EMAIL": "eve@acme.example"}) == "eve@acme.example"
    repo.git("config", "author.email", "bob@acme.example")
    assert git.identity(str(repo.path), {}) == "bob@acme.example"


@pytest.mark.whole
def test_outside_a_repository_the_users_own_settings_count(tmp_path, nobodys_settings, monkeypatch):
    assert git.identity(str(tmp_path), {}) == ""
    settings = tmp_path / "settings"
    settings.write_text("[user]\n\temail = ada@acme.example\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert git.identity(str(tmp_path), {}) == "ada@acme.example"


def test_nobody_is_guessed(repo: Repo):
    assert git.identity(str(repo.path), {"GIT_AUTHOR_EMAIL": " "}) == ""


@pytest.fixture
def diverged(repo: Repo) -> Repo:
    """Return a repository whose branches main and side conflict, on main."""
    repo.commit("First", {"a": "a\n"})
    repo.git("checkout", "--quiet", "-b", "side")
    repo.commit("Side", {"a": "side\n"})
    repo.checkout("main")
    repo.commit("Main", {"a": "main\n"})
    return repo


@pytest.mark.parametrize(
    ("command", "what"),
    [(("merge", "side"), "merge"), (("rebase", "side"), "rebase"), (("cherry-pick", "side"), "cherry-pick"),
     (("revert", "--no-edit", "HEAD~1"), "revert")],
)  # fmt: skip
def test_what_isnt_finished_is_told(diverged: Repo, command, what):
    repository = git.open_repository(str(diverged.path))
    assert git.operation_in_progress(repository) == ""
    if what == "revert":
        diverged.git("checkout", "--quiet", "side")
        diverged.commit("Again", {"a": "again\n"})
    diverged.git(*command, check=False)
    assert git.operation_in_progress(repository) == what
