"""The top of many trees, read by one process."""

from __future__ import annotations

import pytest
from gitrepo import Repo

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.git.trees import top_entries

pytestmark = pytest.mark.whole


def test_the_entries_of_each_tree_by_name(repo: Repo):
    repo.commit("One", {"promises/core/a.yaml": "a", "pas-gov.yaml": "x"})
    repo.commit("Two", {"promises/core/a.yaml": "b"})
    repo.commit("Code", {"src/a.py": "x"})
    opened = git.open_repository(str(repo.path))
    trees = [commit.tree for commit in git.first_parents(opened, "main")]
    code, two, one = top_entries(opened, trees)
    assert list(code) == ["pas-gov.yaml", "promises", "src"]
    assert code["promises"] == two["promises"] != one["promises"]
    assert code["pas-gov.yaml"] == one["pas-gov.yaml"]
    assert code["promises"].blob == repo.git("rev-parse", "main:promises")
    assert (code["promises"].mode, code["pas-gov.yaml"].mode) == ("040000", "100644")


def test_a_tree_that_is_not_there(repo: Repo):
    repo.commit("One", {"promises/core/a.yaml": "a"})
    opened = git.open_repository(str(repo.path))
    with pytest.raises(Stop) as stop:
        list(top_entries(opened, [repo.git("rev-parse", "main^{tree}"), "0" * 40]))
    assert stop.value.code == "missing-object"
