"""``ledger evidence``: written once, recomputed by anybody, and every alteration is seen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from gate_run import pas_gov
from gitrepo import Repo
from scenario import PACK, files_of, promise

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Path:
    """Return a folder with a repository and the evidence of it, to be copied."""
    folder = tmp_path_factory.mktemp("first")
    repo = Repo(folder / "repo")
    repo.commit("Adopt", {**files_of([promise("reliable", "core")]), **PACK})
    repo.commit("Erase", {"promises/core/reliable.yaml": None})
    pas_gov(repo.path, "ledger", "evidence", "--output", str(folder / "evidence"), status=1)
    return folder


@pytest.fixture
def written(first: Path, new_repo, tmp_path):
    repo = new_repo("repo")
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return repo, tmp_path / "evidence"


def test_it_says_what_was_judged_by_what_and_with_which_result(written):
    repo, folder = written
    manifest = json.loads((folder / "manifest.json").read_text())
    assert {one.name for one in folder.iterdir()} == {
        "README.txt",
        "history.bundle",
        "manifest.json",
        "verify.json",
        "verify.txt",
    }
    assert [one["commit"] for one in manifest["commits"]] == repo.git("rev-list", "HEAD").split()
    assert manifest["commits"][0]["tree"] == repo.git("rev-parse", "HEAD^{tree}")
    blob = repo.git("rev-parse", "HEAD~1:promises/core/reliable.yaml")
    assert manifest["commits"][0]["records"]["promises/core/reliable.yaml"] == [blob, ""]
    assert set(manifest["tool"]) == {"pas-gov", "cel-python", "python"}


def test_it_holds_without_the_repository(written):
    repo, folder = written
    shutil.rmtree(repo.path)
    assert "HOLDS  2 steps" in pas_gov(folder, "ledger", "evidence", "--check", ".", status=0).stdout


@pytest.mark.parametrize(
    "name", ["manifest.json", "verify.json", "verify.txt", "history.bundle", "README.txt"]
)
def test_an_altered_file_is_seen(written, name):
    _, folder = written
    path = folder / name
    content = path.read_bytes()
    altered = content.replace(b"violating", b"compliant", 1) if b"violating" in content else content + b"\n"
    if name == "manifest.json":
        altered = content.replace(b'"tree": "', b'"tree": "0', 1)
    path.write_bytes(altered)
    done = pas_gov(folder, "ledger", "evidence", "--check", ".")
    assert done.returncode in (1, 3)
    assert "HOLDS" not in done.stdout


def test_another_history_is_not_what_was_judged(written, new_repo):
    _, folder = written
    other = new_repo("other")
    other.commit("Something else", {"README.md": "x\n"})
    done = pas_gov(folder, "ledger", "evidence", "--check", ".", "--repo", str(other.path), status=3)
    assert "names no commit" in done.stderr


def test_a_folder_in_use_is_never_written_into_and_one_without_evidence_is_said(written, tmp_path):
    repo, folder = written
    assert "isn't empty" in pas_gov(repo.path, "ledger", "evidence", "--output", str(folder), status=2).stderr
    assert "no-evidence" not in pas_gov(tmp_path, "ledger", "evidence", "--check", "nowhere", status=2).stdout
    assert pas_gov(tmp_path, "ledger", "evidence", status=2).stderr


def test_without_the_bundle_the_repository_is_needed(repo, tmp_path):
    repo.commit("Adopt", {**files_of([promise("reliable", "core")]), **PACK})
    pas_gov(repo.path, "ledger", "evidence", "--no-bundle", "--output", str(tmp_path / "small"), status=0)
    assert not (tmp_path / "small/history.bundle").exists()
    assert (
        "HOLDS"
        in pas_gov(repo.path, "ledger", "evidence", "--check", str(tmp_path / "small"), status=0).stdout
    )
