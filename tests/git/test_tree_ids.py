"""The id of a folder, worked out from its files, is the one that git gives it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from gitrepo import Repo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pas_gov.git.tree_ids import tree_id
from pas_gov.snapshot import File

pytestmark = pytest.mark.whole
NAMES = st.text("ab.-0_/é ", min_size=1, max_size=9).filter(
    lambda path: all(part not in ("", ".", "..") for part in path.split("/"))
)
MODES = st.sampled_from(["100644", "100755", "120000"])


def _clash(paths: Mapping[str, str]) -> bool:
    return any(other.startswith(f"{path}/") for path in paths for other in paths)


@given(st.dictionaries(NAMES, MODES, min_size=1, max_size=12).filter(lambda paths: not _clash(paths)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_git_has_it(repo: Repo, paths: Mapping[str, str]):
    files = [
        File(f"promises/{path}", mode, f"{number:040x}")
        for number, (path, mode) in enumerate(paths.items(), 1)
    ]
    repo.git("read-tree", "--empty")
    listed = "".join(f"{file.mode} {file.blob}\t{file.path}\0" for file in files)
    repo.git("update-index", "-z", "--index-info", given=listed)
    whole = repo.git("write-tree", "--missing-ok")
    assert tree_id(files, "promises", "sha1") == repo.git("rev-parse", f"{whole}:promises")


def test_nothing_is_the_empty_tree():
    assert tree_id([], "promises", "sha1") == "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    found = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
    assert tree_id([], "promises", "sha256") == found


def test_a_submodule_has_no_id_here(repo: Repo):
    file = File("promises/a.yaml", "100644", "1" * 40)
    submodule = File("promises/b", "160000", "")
    repo.git("update-index", "--index-info", given=f"100644 {file.blob}\t{file.path}\n")
    alone = repo.git("rev-parse", f"{repo.git('write-tree', '--missing-ok')}:promises")
    assert tree_id([file], "promises", "sha1") == alone != tree_id([file, submodule], "promises", "sha1")
