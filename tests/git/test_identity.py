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
