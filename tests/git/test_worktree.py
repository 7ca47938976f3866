"""A folder as a Snapshot: the same paths and problems as a tree, and nothing that isn't a file is opened."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from gitrepo import Repo

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.git.objects import BLOB_LIMIT
from pas_gov.git.worktree import LIMIT, worktree_snapshot
from pas_gov.snapshot import Snapshot

PROMISE = "promises/core/reliable.yaml"


def folder(path: Path, files: dict[str, bytes]) -> Snapshot:
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return worktree_snapshot(str(path))


def test_a_folder_outside_git_is_read_alike(repo: Repo, tmp_path: Path) -> None:
    files = {PROMISE: "one\n", "policies/tests/p.yaml": "p", ".github/w/x.yml": "w", "docs/CODEOWNERS": "o"}
    files |= {".pas-gov/pack.json": "{}"}
    repo.commit("One", {**files, "README.md": "r", "docs/guide.md": "g", "empty/x": "", "Policies/x": ""})
    (repo.path / PROMISE).chmod(0o755)
    repo.commit("Executable")
    repository = git.open_repository(str(repo.path))
    committed = git.snapshot(repository, git.commit(repository, "HEAD").tree, "HEAD")
    shutil.copytree(repo.path, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    for found in (worktree_snapshot(str(tmp_path / "copy")), worktree_snapshot(str(repo.path), repository)):
        assert found.files == committed.files
        assert found.problems == committed.problems
        blobs = [file.blob for file in found.files.values()]
        assert found.read(blobs) == committed.read(blobs)
        assert list(found.files) == list(committed.files)


@pytest.mark.whole
def test_blob_ids_are_the_repositorys_own(tmp_path: Path, nobodys_settings: None) -> None:
    repo = Repo(tmp_path / "sha256", "--object-format=sha256")
    repo.commit("One", {PROMISE: "one\n"})
    found = worktree_snapshot(str(repo.path), git.open_repository(str(repo.path)))
    assert found.files[PROMISE].blob == repo.git("rev-parse", f"HEAD:{PROMISE}")


def test_a_folder_with_nothing_of_interest_and_no_folder(tmp_path: Path) -> None:
    found = folder(tmp_path, {"README.md": b"r"})
    assert (dict(found.files), found.problems) == ({}, ())
    with pytest.raises(Stop) as stop:
        worktree_snapshot(str(tmp_path / "missing"))
    assert (stop.value.code, stop.value.status) == ("no-folder", 2)


def test_links_are_listed_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.yaml").write_text("secret")
    (tmp_path / "here/promises").mkdir(parents=True)
    for name, target in (
        ("promises/a.yaml", "../../elsewhere/secret.yaml"),
        ("promises/d", "../../elsewhere"),
    ):
        (tmp_path / "here" / name).symlink_to(target)
    (tmp_path / "here/promises/loop").symlink_to(".")
    (tmp_path / "here/policies").symlink_to("../elsewhere")
    (tmp_path / "here/pas-gov.yaml").symlink_to("nowhere")
    found = worktree_snapshot(str(tmp_path / "here"))
    assert {path: file.kind for path, file in found.files.items()} == dict.fromkeys(
        ["pas-gov.yaml", "policies", "promises/a.yaml", "promises/d", "promises/loop"], "link"
    )
    blob = found.files["policies"].blob
    assert found.read([blob]) == {blob: b"../elsewhere"}  # what git stores of a link


def test_what_isnt_a_file_is_listed_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path may be no longer than about 100 bytes
    Path("promises").mkdir()
    os.mkfifo("promises/pipe.yaml")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("promises/socket.yaml")
        found = worktree_snapshot(".")  # opening the pipe would wait for ever
    assert {path: file.kind for path, file in found.files.items()} == {
        "promises/pipe.yaml": "other",
        "promises/socket.yaml": "other",
    }


def test_a_pipe_put_in_a_files_place_while_it_is_read_doesnt_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "promises").mkdir()
    (tmp_path / PROMISE).parent.mkdir()
    (tmp_path / PROMISE).write_text("x")
    real = os.open

    def swapped(path: str, *rest: int) -> int:
        os.unlink(path)
        os.mkfifo(path)
        return real(path, *rest)

    monkeypatch.setattr(os, "open", swapped)
    (problem,) = worktree_snapshot(str(tmp_path)).problems
    assert (problem.code, "replaced" in problem.message) == ("unreadable", True)


def test_a_link_put_in_a_files_place_while_it_is_read_isnt_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / PROMISE).parent.mkdir(parents=True)
    (tmp_path / PROMISE).write_text("x")
    real = os.open

    def swapped(path: str, *rest: int) -> int:
        os.unlink(path)
        os.symlink(tmp_path / "secret", path)
        return real(path, *rest)

    monkeypatch.setattr(os, "open", swapped)
    found = worktree_snapshot(str(tmp_path))
    assert ([problem.code for problem in found.problems], dict(found.files)) == (["unreadable"], {})


def test_a_repository_inside_is_a_submodule(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x"})
    Repo(repo.path / "promises/inner").commit("Inner", {"secret.yaml": "x"})
    Repo(repo.path / "src").commit("Elsewhere", {"x.yaml": "x"})
    found = worktree_snapshot(str(repo.path), git.open_repository(str(repo.path)))
    assert {path: file.kind for path, file in found.files.items()} == {
        PROMISE: "file",
        "promises/inner": "submodule",
    }


def test_a_file_or_folder_that_cant_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open, real_scan = os.open, os.scandir

    def deny(real: object, ending: str) -> object:
        def call(path: str, *rest: int) -> object:
            if str(path).rstrip("/").endswith(ending):
                raise PermissionError(13, "Permission denied")
            return real(path, *rest)  # type: ignore[operator]

        return call

    monkeypatch.setattr(os, "open", deny(real_open, "a.yaml"))  # as tests may run as root
    monkeypatch.setattr(os, "scandir", deny(real_scan, "closed"))
    found = folder(
        tmp_path, {"promises/a.yaml": b"a", "promises/closed/b.yaml": b"b", "promises/c.yaml": b"c"}
    )
    assert list(found.files) == ["promises/c.yaml"]
    assert [(problem.code, problem.severity, problem.location.path) for problem in found.problems] == [
        ("unreadable", "error", "promises/a.yaml"),
        ("unreadable", "error", "promises/closed"),
    ]
    assert "Permission denied" in found.problems[0].message


def test_a_huge_file_is_cut_and_its_id_is_the_whole_files(repo: Repo) -> None:
    big = b"x" * (LIMIT * 3)
    repo.commit("Big", {PROMISE: big})
    found = worktree_snapshot(str(repo.path))
    blob = found.files[PROMISE].blob
    assert blob == repo.git("rev-parse", f"HEAD:{PROMISE}")
    assert found.read([blob]) == {blob: big[: LIMIT + 1]}
    assert LIMIT == BLOB_LIMIT


def test_what_git_ignores_is_left_out_and_named(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "ignore"
    mine.write_text("*.mine.yaml\n")
    settings = tmp_path / "gitconfig"
    settings.write_text(f"[core]\n\texcludesFile = {mine}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    repo.commit("One", {PROMISE: "x", ".gitignore": "*.tmp.yaml\nprivate/\n/promises/kept.yaml\n"})
    repo.write({"promises/kept.yaml": "tracked all the same"})
    repo.git("add", "--force", "promises/kept.yaml")
    ignored = ["promises/a.mine.yaml", "promises/new/a.tmp.yaml", "promises/private/a.yaml"]
    repo.write(dict.fromkeys([*ignored, "promises/new/b.yaml", "src/x.tmp.yaml"], "x"))
    found = worktree_snapshot(str(repo.path), git.open_repository(str(repo.path)))
    assert list(found.files) == [PROMISE, "promises/kept.yaml", "promises/new/b.yaml"]
    assert [(p.code, p.severity, p.location.path) for p in found.problems] == [
        ("ignored", "warning", path) for path in ignored
    ]


def test_no_program_runs_in_looking_for_ignored_files(repo: Repo, tmp_path: Path) -> None:
    repo.commit("One", {PROMISE: "x", ".gitattributes": "* filter=evil\n"})
    marker = tmp_path / "ran"
    for name in ("core.fsmonitor", "filter.evil.clean", "filter.evil.smudge", "core.pager"):
        repo.git("config", name, f"touch {marker}; cat")
    repo.write({PROMISE: "y", "promises/new.yaml": "z"})
    index = (repo.path / ".git/index").read_bytes()
    found = worktree_snapshot(str(repo.path), git.open_repository(str(repo.path)))
    assert list(found.files) == [PROMISE, "promises/new.yaml"]
    assert (marker.exists(), (repo.path / ".git/index").read_bytes() == index) == (False, True)
    repo.git("status")
    assert marker.exists()  # the control


def test_a_linked_worktree_has_its_own_index_of_what_is_tracked(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x", ".gitignore": "*.tmp\n"})
    there = repo.path.parent / "linked"
    repo.git("worktree", "add", "--quiet", str(there))
    (there / "promises/a.tmp").write_text("x")
    found = worktree_snapshot(str(there), git.open_repository(str(there)))
    assert (list(found.files), [problem.code for problem in found.problems]) == ([PROMISE], ["ignored"])


def test_problems_of_paths_are_those_of_a_tree(tmp_path: Path) -> None:
    names = [
        "promises/A.yaml",
        "promises/a.yaml",
        "promises/x\n.yaml",
        "PAS-GOV.yaml",
        "promises/\udcff.yaml",
    ]
    for name in names:
        path = os.fsencode(tmp_path) + b"/" + name.encode("utf-8", "surrogateescape")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb"):
            pass
    if len(os.listdir(tmp_path / "promises")) < 4:
        pytest.skip("this file system takes the two for one")
    found = worktree_snapshot(str(tmp_path))
    assert sorted((problem.code, problem.location.path) for problem in found.problems) == [
        ("bad-path", "promises/\\udcff.yaml"),
        ("bad-path", "promises/a.yaml"),
        ("bad-path", "promises/x\\x0a.yaml"),
        ("not-read", "PAS-GOV.yaml"),
    ]
    assert set(found.files) == set(names) - {"PAS-GOV.yaml"}


@pytest.mark.whole
def test_a_folder_that_cant_be_written_is_read(tmp_path: Path) -> None:
    folder(tmp_path, {PROMISE: b"x"})
    before = sorted(tmp_path.rglob("*"))
    subprocess.run(["chmod", "-R", "a-w", str(tmp_path)], check=True)
    try:
        assert list(worktree_snapshot(str(tmp_path)).files) == [PROMISE]
        assert sorted(tmp_path.rglob("*")) == before
    finally:
        subprocess.run(["chmod", "-R", "u+w", str(tmp_path)], check=True)
