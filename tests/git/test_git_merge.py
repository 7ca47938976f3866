"""What the base would become: merges, the index and the work tree, with nothing written in the repository."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from gitrepo import Repo

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.git import merging
from pas_gov.git.objects import BLOB_LIMIT
from pas_gov.git.worktree import worktree_snapshot

pytestmark = pytest.mark.whole

A, B, POLICY, SETTINGS = "promises/core/a.yaml", "promises/core/b.yaml", "policies/p.yaml", "pas-gov.yaml"
LINES = "".join(f"line {n}\n" for n in range(30))


@pytest.fixture(autouse=True)
def nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test does, no temporary folder outlives its with block."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    yield
    assert list(temporary.iterdir()) == []


def merged(repo: Repo | Path, base: str = "main", head: str = "change") -> dict[str, bytes]:
    """Return path to text of what the base would become."""
    path = repo if isinstance(repo, Path) else repo.path
    repository = git.open_repository(str(path))
    with git.workspace(repository) as workspace:
        tree = workspace.merge(git.commit(repository, base), git.commit(repository, head))
        return texts(workspace.repository, tree)


def texts(repository: git.Repository, tree: str) -> dict[str, bytes]:
    snapshot = git.snapshot(repository, tree, "merge")
    read = snapshot.read(file.blob for file in snapshot.files.values())
    return {path: read[file.blob] for path, file in snapshot.files.items()}


def stop_of(repo: Repo | Path, base: str = "main", head: str = "change") -> Stop:
    with pytest.raises(Stop) as stop:
        merged(repo, base, head)
    assert stop.value.remedy
    assert stop.value.status == 3
    return stop.value


def contents(folder: Path) -> dict[str, tuple[int, str]]:
    """Return every file with its time and hash, and every folder: what must stay as it is.

    Not the times of objects: git renews the time of one that it would have written again.
    """
    found = {}
    for path in folder.rglob("*"):
        name, is_file = str(path), path.is_file()
        time = 0 if "/.git/objects/" in name else path.stat().st_mtime_ns
        found[name] = (time, hashlib.sha256(path.read_bytes()).hexdigest() if is_file else "")
    return found


def forked(repo: Repo) -> None:
    """Make main and change, which both moved on from their common commit; the work tree is main's."""
    repo.commit("Root", {A: LINES, B: "b\n", POLICY: "p\n", "README.md": "read me\n"})
    repo.checkout("-bchange")
    repo.commit("Change", {A: LINES.replace("line 3\n", "changed\n")})
    repo.checkout("main")
    repo.commit("Meanwhile", {A: LINES.replace("line 25\n", "moved on\n"), B: "meanwhile\n"})


# Merges


def test_the_merge_has_both_sides_changes(repo: Repo) -> None:
    forked(repo)
    after = merged(repo)
    assert after[A].decode() == LINES.replace("line 3\n", "changed\n").replace("line 25\n", "moved on\n")
    assert after[B] == b"meanwhile\n"


def test_the_merge_is_what_git_merge_would_commit(repo: Repo) -> None:
    forked(repo)
    repository = git.open_repository(str(repo.path))
    with git.workspace(repository) as workspace:
        tree = workspace.merge(git.commit(repository, "main"), git.commit(repository, "change"))
    repo.git("merge", "--quiet", "--no-edit", "change")
    assert tree == repo.git("rev-parse", "HEAD^{tree}")


def test_two_dots_would_show_a_phantom_that_the_merge_doesnt(repo: Repo) -> None:
    forked(repo)
    assert B in repo.git("diff", "--name-only", "main..change").splitlines()
    repository = git.open_repository(str(repo.path))
    before = texts(repository, git.commit(repository, "main").tree)
    assert {path for path, text in merged(repo).items() if before[path] != text} == {A}


def test_where_one_contains_the_other_its_tree_is_the_merge(repo: Repo) -> None:
    forked(repo)
    for base, head, answer in (
        ("main~1", "main", "main"),
        ("main", "main~1", "main"),
        ("main", "main", "main"),
    ):
        repository = git.open_repository(str(repo.path))
        with git.workspace(repository) as workspace:
            tree = workspace.merge(git.commit(repository, base), git.commit(repository, head))
        assert tree == git.commit(repository, answer).tree


def test_how_near_a_base_is_changes_nothing(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A base a few commits below a change is found without git; git says the same of each pair of a history."""
    chance, commits = Random(4), [repo.commit("Begin", {A: "0"})]
    for number in range(1, 12):
        repo.git("checkout", "--quiet", "--detach", chance.choice(commits))
        commits.append(repo.commit("Go on", {f"promises/core/{number}.yaml": f"{number}"}))
        if chance.random() < 0.4:
            repo.git("merge", "--quiet", "--no-edit", chance.choice(commits))
            commits.append(repo.git("rev-parse", "HEAD").strip())
    repository = git.open_repository(str(repo.path))
    near = 0
    with git.workspace(repository) as workspace:
        for base in (git.commit(repository, one) for one in commits):
            for head in (git.commit(repository, one) for one in commits):
                near += merging._is_near(workspace.repository, base, head)
                found = workspace.merge(base, head)
                with monkeypatch.context() as asking:
                    asking.setattr(merging, "NEAR", 0)
                    assert workspace.merge(base, head) == found
    assert near > len(commits)


def test_a_base_below_the_cut_of_a_shallow_clone_is_not_near(repo: Repo) -> None:
    forked(repo)
    repository = git.open_repository(str(clone(repo, "cut", "--depth=1", "--branch=change")))
    with git.workspace(repository) as workspace:
        head = git.commit(repository, "HEAD")
        base = replace(head, id=head.parents[0])
        assert not merging._is_near(workspace.repository, base, head)


def test_nothing_is_written_in_the_repository(repo: Repo) -> None:
    forked(repo)
    repo.write({A: "staged\n"})
    repo.git("add", "--all")
    repo.write({A: "in the work tree\n"})
    before = contents(repo.path)
    repository = git.open_repository(str(repo.path))
    with git.workspace(repository) as workspace:
        base = git.commit(repository, "change~1")
        folder = worktree_snapshot(str(repo.path), repository)
        for head in (git.commit(repository, "change"), workspace.staged(), workspace.worktree(folder)):
            tree = workspace.merge(base, head)
            assert texts(workspace.repository, tree)[A] != LINES.encode()
    git.index_snapshot(repository)
    assert contents(repo.path) == before


def test_a_repository_that_cant_be_written_is_judged_all_the_same(repo: Repo) -> None:
    forked(repo)
    for path in [*repo.path.rglob("*"), repo.path]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert merged(repo)[B] == b"meanwhile\n"
    finally:
        for path in [repo.path, *repo.path.rglob("*")]:
            path.chmod(0o755)


def test_a_conflict_names_its_files_and_what_to_do(repo: Repo) -> None:
    forked(repo)
    repo.checkout("change")
    repo.commit("Clash", {A: LINES.replace("line 25\n", "otherwise\n"), B: "otherwise\n"})
    stop = stop_of(repo)
    assert stop.code == "conflict"
    assert f"change conflicts with main in {A}, {B}" in stop.message
    assert "git merge main" in stop.remedy


def test_a_file_changed_here_and_removed_there_is_a_conflict(repo: Repo) -> None:
    forked(repo)
    repo.checkout("change")
    repo.commit("Gone", {B: None})
    assert (stop_of(repo).code, B in stop_of(repo).message) == ("conflict", True)


def test_a_conflict_in_other_files_is_no_verdict_either(repo: Repo) -> None:
    forked(repo)
    repo.commit("Read", {"README.md": "one\n"})
    repo.checkout("change")
    repo.commit("Read", {"README.md": "two\n"})
    assert (stop_of(repo).code, "README.md" in stop_of(repo).message) == ("conflict", True)


def test_many_conflicts_are_counted_and_their_names_escaped(repo: Repo) -> None:
    names = [f"promises/{n:02}\x1b[2J.yaml" for n in range(14)]
    repo.commit("Root", dict.fromkeys(names, "root\n"))
    repo.checkout("-bchange")
    repo.commit("Change", dict.fromkeys(names, "change\n"))
    repo.checkout("main")
    repo.commit("Main", dict.fromkeys(names, "main\n"))
    message = stop_of(repo).message
    assert message.endswith("promises/09\\x1b[2J.yaml and 4 more")
    assert message.isprintable()


def test_a_rename_on_one_side_meets_a_change_on_the_other(repo: Repo) -> None:
    forked(repo)
    repo.checkout("change")
    repo.git("mv", A, "promises/legacy.yaml")
    repo.commit("Move")
    after = merged(repo)
    assert A not in after
    assert b"changed\n" in after["promises/legacy.yaml"]
    assert b"moved on\n" in after["promises/legacy.yaml"]


def test_several_merge_bases_are_merged_themselves(repo: Repo) -> None:
    forked(repo)
    main, change = repo.git("rev-parse", "main"), repo.git("rev-parse", "change")
    repo.git("merge", "--quiet", "--no-edit", change)
    repo.commit("On", {POLICY: "main's\n"})
    repo.checkout("change")
    repo.git("merge", "--quiet", "--no-edit", main)
    repo.commit("On", {B: "change's\n"})
    assert len(repo.git("merge-base", "--all", "main", "change").splitlines()) == 2
    assert (merged(repo)[POLICY], merged(repo)[B]) == (b"main's\n", b"change's\n")


def test_histories_without_a_common_commit(repo: Repo) -> None:
    forked(repo)
    repo.git("checkout", "--quiet", "--orphan", "stranger")
    repo.commit("Stranger")
    stop = stop_of(repo, head="stranger")
    assert (stop.code, "no common commit" in stop.message) == ("unrelated", True)


# Merges that can't be known


def clone(repo: Repo, name: str, *options: str) -> Path:
    there = repo.path.parent / name
    repo.git(
        "clone", "--quiet", "--no-checkout", "--no-single-branch", *options, f"file://{repo.path}", str(there)
    )
    return there


def test_a_shallow_clone_without_the_merge_base(repo: Repo) -> None:
    forked(repo)
    stop = stop_of(clone(repo, "shallow", "--depth=1"), "origin/main", "origin/change")
    assert stop.code == "shallow"
    assert "git fetch --unshallow" in stop.remedy
    assert "fetch-depth: 0" in stop.remedy


def test_a_shallow_clone_that_has_all_that_matters(repo: Repo) -> None:
    repo.commit("Long ago")
    forked(repo)
    there = clone(repo, "shallow", "--depth=2")
    assert (there / ".git/shallow").exists()
    assert merged(there, "origin/main", "origin/change") == merged(repo)


def test_a_shallow_clone_that_shows_only_a_worse_merge_base(repo: Repo) -> None:
    """The true merge base is beyond the cut; an older common commit is seen by another way."""
    root = repo.commit("Root", {A: "root\n"})
    better = repo.commit("Better", {A: "better\n"})
    for name in ("main", "change"):  # each a merge of root's side branch with a child of the better base
        repo.git("checkout", "--quiet", "-B", f"long-{name}", better)
        repo.commit(f"long {name}")
        repo.commit(f"longer {name}")
        repo.git("checkout", "--quiet", "-B", name, root)
        repo.git("merge", "--quiet", "--no-ff", "--no-edit", f"long-{name}")
        repo.commit(f"On {name}", {f"promises/{name}.yaml": name})
    repo.git("branch", "--quiet", "-D", "long-main", "long-change")
    assert repo.git("merge-base", "--all", "main", "change") == better
    there = clone(repo, "shallow", "--depth=3")
    control = subprocess.run(
        ["git", "merge-base", "--all", "origin/main", "origin/change"],
        cwd=there,
        capture_output=True,
        check=False,
    )
    assert control.stdout.decode().split() == [root]  # git sees a merge base, and it is the wrong one
    assert stop_of(there, "origin/main", "origin/change").code == "shallow"


def test_a_partial_clone_that_lacks_what_the_merge_needs(repo: Repo) -> None:
    forked(repo)
    repo.git("config", "uploadpack.allowFilter", "true")
    there = clone(repo, "partial", "--filter=blob:none")
    packs = contents(there / ".git/objects")
    stop = stop_of(there, "origin/main", "origin/change")
    assert stop.code == "missing-object"
    assert "git fetch --refetch" in stop.remedy
    assert contents(there / ".git/objects") == packs


@pytest.mark.parametrize("what", ["main~1", "main~1^{tree}", f"main~1:{A}", f"change:{A}", "change^{tree}"])
@pytest.mark.parametrize("harm", ["missing", "corrupt"])
def test_a_merge_of_damaged_history_is_a_stop(repo: Repo, what: str, harm: str) -> None:
    forked(repo)
    identity = repo.git("rev-parse", what)
    path = repo.path / ".git/objects" / identity[:2] / identity[2:]
    path.unlink()
    if harm == "corrupt":
        path.write_bytes(b"nonsense")
    assert stop_of(repo).code in ("missing-object", "damaged-object")


# Nobody's settings, attributes and programs


def evil_driver(repo: Repo, marker: Path) -> None:
    (repo.path / ".git/info").mkdir(exist_ok=True)
    (repo.path / ".git/info/attributes").write_text("* merge=evil filter=evil\n")
    for name in ("merge.evil.driver", "filter.evil.clean", "filter.evil.smudge"):
        repo.git("config", name, f"touch {marker}; true")
    repo.git("config", "filter.evil.required", "true")
    repo.git("config", "core.fsmonitor", f"touch {marker}")


def test_no_merge_driver_or_filter_runs(repo: Repo, tmp_path: Path) -> None:
    forked(repo)
    expected = merged(repo)
    marker = tmp_path / "ran"
    evil_driver(repo, marker)
    assert merged(repo) == expected
    repo.path.joinpath(A).write_text("edited\n")
    repository = git.open_repository(str(repo.path))
    with git.workspace(repository) as workspace:
        workspace.staged()
        draft = workspace.worktree(worktree_snapshot(str(repo.path), repository))
        assert texts(workspace.repository, draft.tree)[A] == b"edited\n"
    assert not marker.exists()
    repo.git("merge-tree", "--write-tree", "main", "change", check=False)
    assert marker.exists()  # the control: git would have run it


@pytest.mark.parametrize("where", ["main", "change", "work tree"])
def test_attributes_in_the_tree_dont_hide_a_conflict(repo: Repo, where: str) -> None:
    forked(repo)
    attributes = {".gitattributes": "* merge=union\n"}
    if where == "main":
        repo.commit("Attributes", attributes)
    repo.checkout("change")
    repo.commit("Clash", {B: "otherwise\n", **(attributes if where == "change" else {})})
    repo.write(attributes if where == "work tree" else {})
    assert stop_of(repo).code == "conflict"


def test_the_users_merge_settings_have_no_say(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked(repo)
    repo.commit("New in a folder", {"promises/core/new.yaml": "new\n"})
    repo.checkout("change")
    repo.git("mv", "promises/core", "promises/heart")
    repo.commit("Move that folder")
    assert stop_of(repo).code == "conflict"
    settings = tmp_path / "gitconfig"
    settings.write_text("[merge]\n\tdirectoryRenames = false\n\trenormalize = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    repo.git("config", "merge.directoryRenames", "false")
    assert "CONFLICT" not in repo.git("merge-tree", "--write-tree", "main", "change")  # the control
    assert stop_of(repo).code == "conflict"


def test_a_temporary_folder_that_cant_be_made_is_a_stop(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    forked(repo)
    monkeypatch.setattr(tempfile, "tempdir", str(repo.path / "nowhere"))
    stop = stop_of(repo)
    assert (stop.code, "TMPDIR" in stop.remedy) == ("no-temporary-folder", True)
    monkeypatch.undo()


# What is staged


def staged(repo: Repo, index: str | None = None) -> dict[str, bytes]:
    repository = git.open_repository(str(repo.path))
    with git.workspace(repository) as workspace:
        draft = workspace.staged(index)
        assert draft.parents == (git.commit(repository, "HEAD").id,)
        found = texts(workspace.repository, draft.tree)
    snapshot = git.index_snapshot(repository, index)
    assert {path: snapshot.read([file.blob])[file.blob] for path, file in snapshot.files.items()} == found
    return found


def test_the_index_is_judged_and_not_the_work_tree(repo: Repo) -> None:
    forked(repo)
    repo.write({A: "staged\n", POLICY: None})
    repo.git("add", "--all")
    repo.write({A: "edited\n", B: None, "promises/new.yaml": "untracked\n"})
    assert staged(repo) == {A: b"staged\n", B: b"meanwhile\n"}


def test_a_path_only_announced_with_intent_to_add_isnt_staged(repo: Repo) -> None:
    forked(repo)
    repo.write({"promises/new.yaml": "new\n"})
    repo.git("add", "--intent-to-add", "promises/new.yaml")
    assert "promises/new.yaml" in repo.git("ls-files")
    assert "promises/new.yaml" not in staged(repo)


@pytest.mark.parametrize("options", [["--split-index"], ["--index-version", "4"], ["--untracked-cache"]])
def test_any_kind_of_index_is_read(repo: Repo, options: list[str]) -> None:
    forked(repo)
    repo.git("config", "splitIndex.maxPercentChange", "100")
    repo.git("update-index", *options)
    repo.write({A: "staged\n"})
    repo.git("add", "--all")
    assert staged(repo)[A] == b"staged\n"
    assert len(staged(repo)) == 3


def test_an_unfinished_merge_isnt_judged(repo: Repo) -> None:
    forked(repo)
    repo.checkout("change")
    repo.commit("Clash", {B: "otherwise\n"})
    repo.git("merge", "main", check=False)
    with pytest.raises(Stop) as stop:
        staged(repo)
    assert (stop.value.code, B in stop.value.message) == ("unmerged", True)
    with pytest.raises(Stop) as stop:
        git.index_snapshot(git.open_repository(str(repo.path)))
    assert stop.value.code == "unmerged"


def test_the_index_that_a_hook_is_given(repo: Repo) -> None:
    """``git commit FILE`` commits another index than the one of ``git add``, and says so to the hook."""
    forked(repo)
    repo.write({A: "only this\n", B: "not this\n"})
    repo.git("add", "--all")
    seen = repo.path.parent / "seen"
    hook = repo.path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\necho "$GIT_INDEX_FILE" >{seen}\ncp "$GIT_INDEX_FILE" .git/kept\nexit 1\n')
    hook.chmod(0o755)
    repo.git("commit", "--message", "x", A, check=False)
    repository = git.open_repository(str(repo.path))
    name = git.index_in_hook(repository, {"GIT_INDEX_FILE": seen.read_text().strip()})
    assert name is not None
    assert os.path.dirname(name) == os.path.realpath(repository.git_dir)
    kept = git.index_in_hook(repository, {"GIT_INDEX_FILE": ".git/kept"})
    assert (staged(repo, kept)[A], staged(repo, kept)[B]) == (b"only this\n", b"meanwhile\n")
    assert staged(repo)[B] == b"not this\n"


def test_an_index_outside_the_repository_is_refused(repo: Repo) -> None:
    repository = git.open_repository(str(repo.path))
    assert git.index_in_hook(repository, {}) is None
    for name in ("index", "../other/.git/index", "/dev/null", ".git/../index"):
        with pytest.raises(Stop) as stop:
            git.index_in_hook(repository, {"GIT_INDEX_FILE": name})
        assert stop.value.code == "other-index"


def test_a_draft_merges_like_a_commit(repo: Repo) -> None:
    forked(repo)
    repo.checkout("change")
    repo.write({POLICY: "staged\n"})
    repo.git("add", "--all")
    repository = git.open_repository(str(repo.path))
    with git.workspace(repository) as workspace:
        tree = workspace.merge(git.commit(repository, "main"), workspace.staged())
        after = texts(workspace.repository, tree)
    assert (after[POLICY], after[B]) == (b"staged\n", b"meanwhile\n")
    assert b"changed\n" in after[A]


# What is in the work tree


def in_worktree(repo: Repo) -> dict[str, bytes]:
    repository = git.open_repository(str(repo.path))
    with git.workspace(repository) as workspace:
        draft = workspace.worktree(worktree_snapshot(str(repo.path), repository))
        assert draft.parents == (git.commit(repository, "HEAD").id,)
        return texts(workspace.repository, draft.tree)


def test_the_work_tree_is_judged_as_it_stands(repo: Repo) -> None:
    forked(repo)
    repo.write({A: "staged\n"})
    repo.git("add", "--all")
    repo.write({A: "edited\n", B: None, "promises/new.yaml": "untracked\n", ".gitignore": "ignored*\n"})
    repo.write({"promises/ignored.yaml": "x", "docs/CODEOWNERS": "* @acme\n", SETTINGS: "s\n"})
    assert in_worktree(repo) == {
        A: b"edited\n",
        POLICY: b"p\n",
        "promises/new.yaml": b"untracked\n",
        "docs/CODEOWNERS": b"* @acme\n",
        SETTINGS: b"s\n",
    }


def test_the_rest_of_the_work_tree_is_heads(repo: Repo) -> None:
    forked(repo)
    repo.write({"README.md": "edited\n"})
    repository = git.open_repository(str(repo.path))
    with git.workspace(repository) as workspace:
        draft = workspace.worktree(worktree_snapshot(str(repo.path), repository))
    assert draft.tree == git.commit(repository, "HEAD").tree


def test_a_folder_where_a_file_was_and_a_file_where_a_folder_was(repo: Repo) -> None:
    repo.commit("Root", {"promises/a": "file\n", "promises/b/c.yaml": "in a folder\n"})
    repo.write({"promises/a": None, "promises/b/c.yaml": None})
    (repo.path / "promises/b").rmdir()
    repo.write({"promises/a/c.yaml": "in a folder\n", "promises/b": "file\n"})
    assert in_worktree(repo) == {"promises/a/c.yaml": b"in a folder\n", "promises/b": b"file\n"}


def test_line_ends_that_git_add_would_take_back_are_no_change(repo: Repo) -> None:
    forked(repo)
    repo.write({A: LINES.replace("line 25\n", "moved on\n").replace("\n", "\r\n"), B: "changed\r\n"})
    after = in_worktree(repo)
    assert b"\r" not in after[A]
    assert after[B] == b"changed\r\n"


@pytest.mark.parametrize("by", ["settings", "attributes", "nothing"])
def test_an_edit_in_a_checkout_with_crlf_merges_as_its_commit_would(repo: Repo, by: str) -> None:
    forked(repo)
    if by == "settings":
        repo.git("config", "core.autocrlf", "true")
    elif by == "attributes":
        repo.write({".gitattributes": "*.yaml text eol=crlf\n"})
    edited = LINES.replace("line 25\n", "edited\n").replace("\n", "\r\n")
    repo.write({A: edited})
    repository = git.open_repository(str(repo.path))
    with git.workspace(repository) as workspace:
        draft = workspace.worktree(worktree_snapshot(str(repo.path), repository))
        if by == "nothing":
            assert texts(workspace.repository, draft.tree)[A] == edited.encode()
            return
        after = texts(workspace.repository, workspace.merge(git.commit(repository, "change"), draft))[A]
    assert after.decode() == LINES.replace("line 3\n", "changed\n").replace("line 25\n", "edited\n")


def test_links_and_submodules_of_the_work_tree_stay_what_they_are(repo: Repo) -> None:
    forked(repo)
    (repo.path / "promises/link.yaml").symlink_to("core/a.yaml")
    Repo(repo.path / "promises/inner").commit("Inner", {"x.yaml": "x"})
    os.mkfifo(repo.path / "promises/pipe.yaml")
    repository = git.open_repository(str(repo.path))
    with git.workspace(repository) as workspace:
        draft = workspace.worktree(worktree_snapshot(str(repo.path), repository))
        files = git.snapshot(workspace.repository, draft.tree, "draft").files
    kinds = {path: file.kind for path, file in files.items() if path.startswith("promises")}
    assert kinds == {A: "file", B: "file", "promises/inner": "submodule", "promises/link.yaml": "link"}


def test_a_huge_file_of_the_work_tree_stays_too_long(repo: Repo) -> None:
    forked(repo)
    repo.write({A: b"x" * (3 * BLOB_LIMIT)})
    assert in_worktree(repo)[A] == b"x" * (BLOB_LIMIT + 1)


def test_a_file_that_cant_be_read_is_no_erasure(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    forked(repo)
    real = os.open

    def refuse(path: str, *rest: int, **named: int) -> int:
        if str(path).endswith(A):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)  # tests may run as root, whom no permission stops
    with pytest.raises(Stop) as stop:
        in_worktree(repo)
    assert (stop.value.code, A in stop.value.message) == ("unreadable", True)
