"""The base that settings name: a change has no say in what it is judged against."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gitrepo import Repo

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.gate.base import default_base

pytestmark = pytest.mark.whole

CI = {"CI": "true"}


def saying(base: str) -> dict[str, str]:
    return {"pas-gov.yaml": f"schema: pas.settings/v1\nbase: {base}\n"}


def base_of(repo: Repo, environ: dict[str, str]) -> str:
    """Return the ref of the base, or the code of what stops it being known."""
    repository = replace(git.open_repository(str(repo.path)), workspace=None)
    try:
        return git.commit(repository, default_base(repository, environ)).ref
    except Stop as stop:
        return stop.code


@pytest.fixture
def fetched(repo: Repo) -> Repo:
    """A detached checkout of a change beside the remote's branches, whose default nobody recorded."""
    trunk = repo.commit("Trunk", {"promises/core/one.yaml": "x"})
    repo.git("update-ref", "refs/remotes/origin/trunk", trunk)
    repo.git("checkout", "--quiet", "--detach")
    repo.git("branch", "-D", "main")
    return repo


def test_a_change_names_no_base_of_its_own(fetched: Repo) -> None:
    for name in ("HEAD", "refs/remotes/origin/change", "change", "origin/change"):
        head = fetched.commit(name, saying(name))
        fetched.git("update-ref", "refs/remotes/origin/change", head)
        assert base_of(fetched, {}) == base_of(fetched, CI) == "no-base"


def test_a_second_branch_of_the_author_names_none_either_beside_one_that_says_nothing(fetched: Repo) -> None:
    fetched.git("update-ref", "refs/remotes/origin/second", fetched.commit("Second", saying("second")))
    fetched.commit("Change", {"promises/core/one.yaml": "y"})
    assert base_of(fetched, CI) == "no-base"


def test_the_branch_that_all_others_name_is_the_base_whatever_the_change_says(fetched: Repo) -> None:
    fetched.git("update-ref", "refs/remotes/origin/trunk", fetched.commit("Trunk", saying("trunk")))
    fetched.git("update-ref", "refs/remotes/origin/change", fetched.commit("Change", saying("change")))
    assert base_of(fetched, CI) == "refs/remotes/origin/trunk"


@pytest.mark.parametrize("name", ["HEAD", "refs/heads/main", "v1", "a" * 40, "nowhere"])
def test_settings_name_a_branch_and_nothing_else(repo: Repo, name: str) -> None:
    repo.commit("Settings", saying(name))
    repo.git("tag", "v1")
    assert base_of(repo, {}) == "missing-ref"


def test_a_branch_is_named_as_the_remote_has_it(repo: Repo) -> None:
    one = repo.commit("Settings", saying("next"))
    repo.git("branch", "next")
    assert base_of(repo, {}) == "next"
    repo.git("update-ref", "refs/remotes/origin/next", one)
    assert base_of(repo, {}) == "refs/remotes/origin/next"


def test_settings_that_cannot_be_read_are_what_is_to_be_mended(fetched: Repo) -> None:
    """Told to write the base that stands there already, nobody gets any further."""
    fetched.git("update-ref", "refs/remotes/origin/second", "HEAD")
    fetched.commit("Change", {"pas-gov.yaml": "base: trunk\n"})
    repository = replace(git.open_repository(str(fetched.path)), workspace=None)
    with pytest.raises(Stop, match='"schema" is missing') as stop:
        default_base(repository, CI)
    assert stop.value.code == "no-base"
    assert "pas-gov validate" in stop.value.remedy
