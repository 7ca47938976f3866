"""``diff`` of three dots: what merging would change, as the gate sees it; two dots, the two trees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gitrepo import Repo
from scenario import PACK, acme, changed, files_of

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop

pytestmark = pytest.mark.whole


@pytest.fixture
def moved_on(repo: Repo) -> Path:
    """Return a repository whose main erased a promise and retitled another, since a branch retitled a third."""
    repo.commit("Adopt", {**files_of(acme()), **PACK})
    repo.branch("change")
    after = files_of(changed(acme(), "reliable", title="Main's own"))
    repo.commit("Main goes on", {**after, "promises/supporting/draft.yaml": None})
    repo.checkout("change")
    repo.commit("Retitle", files_of(changed(acme(), "fast", title="The branch's own")))
    return repo.path


@pytest.fixture
def diff(nobodys_settings, capsys):
    """Return a function that runs ``diff`` in a folder and returns the ids of what it shows."""

    def call(folder: Path, *revisions: str) -> list[str]:
        cli.main(["diff", *revisions, "--repo", str(folder), "-f", "json"], standalone_mode=False)
        return [one["promise"] for one in json.loads(capsys.readouterr().out)["changes"]]

    return call


@pytest.mark.parametrize("revisions", [(), ("main...HEAD",), ("main...",), ("...",), ("...change",)])
def test_what_merging_would_change_is_the_branch_s_own(diff, moved_on, revisions):
    assert diff(moved_on, *revisions) == ["fast"]


def test_two_trees_show_what_main_did_reversed(diff, moved_on):
    assert diff(moved_on, "main..HEAD") == ["draft", "fast", "reliable"]


def test_a_conflict_cannot_be_compared(diff, moved_on, repo):
    repo.commit("Clash", files_of(changed(acme(), "reliable", title="Another")))
    with pytest.raises(Stop) as caught:
        diff(moved_on)
    assert caught.value.code == "conflict"
