"""Finding the repository and its refs, and walking its history without believing more than it says."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import FIRST_DAY, Repo

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.git.repository import open_repository

pytestmark = pytest.mark.whole

PROMISE = "promises/core/reliable.yaml"
NewRepo = Callable[..., Repo]


def opened(repo: Repo) -> git.Repository:
    return git.open_repository(str(repo.path))


def resolved(repo: Repo, ref: str) -> git.Commit:
    return git.commit(opened(repo), ref)


def refused(call: Callable[..., object], *arguments: object) -> Stop:
    with pytest.raises(Stop) as stop:
        call(*arguments)
    assert stop.value.remedy
    return stop.value


# Finding the repository


def test_a_subdirectory_finds_the_top(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x"})
    found = git.open_repository(str(repo.path / "promises/core"))
    assert found == git.Repository(str(repo.path / ".git"), str(repo.path / ".git"), str(repo.path), "sha1")
    assert git.cache_dir(found) == str(repo.path / ".git/pas-gov")
    assert not Path(git.cache_dir(found)).exists()


def test_a_linked_worktree_has_its_own_head_and_index(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "one"})
    there = repo.path.parent / "linked"
    repo.git("worktree", "add", "--quiet", "-b", "change", str(there))
    (there / PROMISE).write_text("two")
    repo.git("-C", str(there), "commit", "--quiet", "--all", "--message", "Two")
    two = repo.git("rev-parse", "change")
    found = git.open_repository(str(there))
    assert (found.common_dir, found.work_tree) == (str(repo.path / ".git"), str(there))
    assert found.git_dir == str(repo.path / ".git/worktrees/linked")
    assert git.commit(found, "HEAD").id == two
    assert git.commit(found, "main").id == resolved(repo, "HEAD").id
    snapshot = git.snapshot(found, two, "two")
    assert git.index_snapshot(found).files == snapshot.files
    assert list(snapshot.read([snapshot.files[PROMISE].blob]).values()) == [b"two"]


def test_a_bare_repository_has_no_work_tree(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x"})
    bare = repo.path.parent / "bare.git"
    repo.git("clone", "--quiet", "--bare", str(repo.path), str(bare))
    found = git.open_repository(str(bare))
    assert (found.git_dir, found.common_dir, found.work_tree) == (str(bare), str(bare), None)
    assert PROMISE in git.snapshot(found, git.commit(found, "main").tree, "main").files


@pytest.mark.parametrize(
    "name", ["with space", "with:colon", "new\nline", 'qu"ote\\', "\u00e9\u202e", "-dash", "--"]
)
def test_any_folder_name_will_do(new_repo: NewRepo, name: str) -> None:
    repo = new_repo(name)
    base = repo.commit("One", {PROMISE: "a\n", "policies/a.yaml": "a\n"})
    repo.checkout("-bchange")
    repo.commit("Two", {PROMISE: "b\n"})
    repo.checkout("main")
    repo.commit("Three", {"policies/a.yaml": "b\n"})
    found = opened(repo)
    assert found.work_tree == str(repo.path)
    with git.workspace(found) as workspace:
        tree = workspace.merge(git.commit(found, "main"), git.commit(found, "change"))
        files = git.snapshot(workspace.repository, tree, "merge").files
    assert files[PROMISE] == git.snapshot(found, git.commit(found, "change").tree, "").files[PROMISE]
    assert git.commit(found, "main~1").id == base


def test_a_sha256_repository(new_repo: NewRepo) -> None:
    repo = new_repo("sha256", "--object-format=sha256")
    repo.commit("One", {PROMISE: "one\n", "policies/a.yaml": "a\n"})
    repo.checkout("-bchange")
    repo.commit("Two", {PROMISE: "two\n"})
    repo.checkout("main")
    repo.commit("Three", {"policies/a.yaml": "b\n"})
    found = opened(repo)
    assert (found.object_format, len(git.commit(found, "HEAD").id)) == ("sha256", 64)
    with git.workspace(found) as workspace:
        tree = workspace.merge(git.commit(found, "main"), git.commit(found, "change"))
        merged = git.snapshot(workspace.repository, tree, "merge")
        draft = workspace.staged()
        assert set(merged.read(file.blob for file in merged.files.values()).values()) == {b"two\n", b"b\n"}
        assert (draft.tree, len(draft.id)) == (git.commit(found, "HEAD").tree, 64)


@pytest.mark.whole
def test_no_repository_and_no_folder(tmp_path: Path, nobodys_settings: None) -> None:
    assert refused(open_repository, str(tmp_path)).code == "no-repository"
    for missing in (str(tmp_path / "missing"), "", "nul\0"):
        stop = refused(open_repository, missing)
        assert (stop.code, stop.status) == ("no-folder", 2)


def fake_git(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    program = folder / "git"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.parametrize(
    "version", ["git version 2.30.2", "git version 2.37.9 (Apple Git-1)", "nonsense", ""]
)
def test_an_old_git_is_refused_politely(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    fake_git(tmp_path / "bin", f"echo '{version}'", monkeypatch)
    stop = refused(opened, repo)
    assert (stop.code, stop.status) == ("git-too-old", 3)
    assert "2.38" in stop.message


@pytest.mark.parametrize("version", ["2.38.0", "2.50.1.windows.1", "3.0.0-rc1"])
def test_a_newer_git_is_accepted(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    real = (
        subprocess.run(["sh", "-c", "command -v git"], capture_output=True, check=True)
        .stdout.decode()
        .strip()
    )
    script = f'[ "$1" = version ] && echo git version {version} && exit; exec {real} "$@"'
    fake_git(tmp_path / "bin", script, monkeypatch)
    assert opened(repo).work_tree == str(repo.path)


def test_a_machine_without_git(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = opened(repo)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(opened, repo).code == "git-missing"
    assert refused(git.commit, repository, "HEAD").code == "git-missing"


def test_someone_elses_repository_needs_the_users_consent(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("One", {PROMISE: "x"})
    real = (
        subprocess.run(["sh", "-c", "command -v git"], capture_output=True, check=True)
        .stdout.decode()
        .strip()
    )
    script = f'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"'  # git's own switch for its tests
    fake_git(tmp_path / "bin", script, monkeypatch)
    stop = refused(opened, repo)
    assert stop.code == "unsafe-repository"
    assert "safe.directory" in stop.remedy
    settings = tmp_path / "gitconfig"
    settings.write_text(f"[safe]\n\tdirectory = {repo.path}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert resolved(repo, "HEAD").ref == "HEAD"


def test_a_bare_repository_that_the_user_declared_unsafe(
    new_repo: NewRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = new_repo("bare.git", "--bare")
    settings = tmp_path / "gitconfig"
    settings.write_text("[safe]\n\tbareRepository = explicit\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert refused(opened, repo).code == "unsafe-repository"


def test_a_repository_from_the_future_is_refused(repo: Repo) -> None:
    repo.git("config", "core.repositoryFormatVersion", "99")
    assert refused(opened, repo).code == "git-failed"


# Refs


def test_a_ref_is_resolved_once_to_ids(repo: Repo) -> None:
    one = repo.commit("One", {PROMISE: "x"})
    repo.git("tag", "--annotate", "--message=first", "v1")
    repo.branch("feature/a")
    for ref in ("HEAD", "main", "refs/heads/main", "v1", "feature/a", one, one[:10], "@"):
        found = resolved(repo, ref)
        assert (found.id, found.tree, found.ref) == (one, repo.git("rev-parse", "HEAD^{tree}"), ref)


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "-",
        "--all",
        "--output=OUT",
        "-oOUT",
        "--upload-pack=touch OUT",
        "main\nHEAD",
        "a\0b",
        "a\x1bb",
        "a\u202eb",
        "x" * 2000,
    ],
)
def test_refs_that_could_be_options_or_hide_something(repo: Repo, ref: str) -> None:
    repo.commit("One", {PROMISE: "x"})
    before = sorted(repo.path.rglob("*"))
    for call in (git.commit, git.first_parents):
        stop = refused(call, opened(repo), ref)
        assert (stop.code, stop.status) == ("bad-ref", 2)
        assert stop.message.isprintable()
    assert sorted(repo.path.rglob("*")) == before


@pytest.mark.parametrize(
    "ref",
    ["nowhere", "HEAD:promises", "HEAD^{tree}", "main..HEAD", "^main", "main other", "HEAD~9", "1" * 40],
)
def test_a_name_of_no_commit(repo: Repo, ref: str) -> None:
    repo.commit("One", {PROMISE: "x"})
    stop = refused(resolved, repo, ref)
    assert (stop.code, stop.status) == ("missing-ref", 3)
    assert "git fetch" in stop.remedy


def test_a_missing_base_says_how_to_fetch_it(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x"})
    for ref in ("refs/remotes/origin/release/1", "origin/release/1"):
        stop = refused(resolved, repo, ref)
        assert "origin/release/1" in stop.message
        assert "git fetch origin release/1:refs/remotes/origin/release/1" in stop.remedy


def test_a_name_with_two_meanings_is_refused(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x"})
    repo.git("tag", "main")
    repo.git("config", "core.warnAmbiguousRefs", "false")
    repo.commit("Two")
    assert refused(resolved, repo, "main").code == "ambiguous-ref"
    assert refused(resolved, repo, "main~1").code == "ambiguous-ref"
    assert resolved(repo, "refs/heads/main").id != resolved(repo, "refs/tags/main").id


def test_before_the_first_commit(repo: Repo) -> None:
    repo.write({PROMISE: "x"})
    stop = refused(resolved, repo, "HEAD")
    assert stop.code == "no-commit"
    assert "no commit yet" in stop.message
    with git.workspace(opened(repo)) as workspace:
        assert refused(workspace.staged).code == "no-commit"


def test_a_commit_lost_from_the_object_store(repo: Repo) -> None:
    one = repo.commit("One", {PROMISE: "x"})
    (repo.path / ".git/objects" / one[:2] / one[2:]).unlink()
    for ref in ("main", "HEAD"):
        assert refused(resolved, repo, ref).code == "missing-object"


# The default base


def test_the_default_base_without_a_remote_is_main(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x"})
    assert git.default_branch(opened(repo)) == "main"


def test_the_default_base_is_the_remotes_default_branch(repo: Repo) -> None:
    one = repo.commit("One", {PROMISE: "x"})
    repo.git("update-ref", "refs/remotes/origin/main", one)
    assert git.default_branch(opened(repo)) == "refs/remotes/origin/main"
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    assert git.default_branch(opened(repo)) == "refs/remotes/origin/trunk"
    assert refused(resolved, repo, "refs/remotes/origin/trunk").code == "missing-ref"


def test_the_only_branch_is_no_guess_where_it_may_be_somebodys_change(repo: Repo) -> None:
    """A clone of one branch holds the change alone: its own base, it would pass."""
    one = repo.commit("One", {PROMISE: "x"})
    repo.git("branch", "-m", "feature")
    assert git.default_branch(opened(repo)) == "feature"  # a repository of one's own
    assert git.default_branch(opened(repo), {"CI": "false"}) == "feature"
    assert git.default_branch(opened(repo), {"CI": "true"}) == ""
    (repo.path / ".git/shallow").write_text(f"{one}\n")
    assert git.default_branch(opened(repo)) == ""
    (repo.path / ".git/shallow").unlink()
    repo.git("remote", "add", "upstream", "https://example.org/x.git")
    assert git.default_branch(opened(repo)) == ""
    stop = git.no_base(opened(repo))
    assert (stop.code, "--base origin/<BRANCH>" in stop.remedy, "feature" in stop.remedy) == (
        "no-base",
        True,
        False,
    )


def test_of_two_branches_the_other_one_is_the_base_where_the_repository_began_on_it(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x"})
    repo.git("branch", "-m", "trunk")
    repo.checkout("-baside")
    assert git.default_branch(opened(repo)) == "trunk"
    assert git.default_branch(opened(repo), {"CI": "true"}) == ""
    (repo.path / ".git/logs/refs/heads/trunk").unlink()
    assert git.default_branch(opened(repo)) == ""
    assert "--base <BRANCH>" in git.no_base(opened(repo)).remedy


def test_the_one_that_is_checked_out_is_never_told_of_two(repo: Repo) -> None:
    """A change on the branch on which the repository began would be judged against itself, and pass."""
    repo.commit("One", {PROMISE: "x"})
    repo.git("branch", "-m", "work")
    repo.git("branch", "trunk")
    assert git.default_branch(opened(repo)) == ""
    assert git.no_base(opened(repo)).remedy.endswith("base: <BRANCH> (there are trunk)")


def test_a_branch_without_a_parent_is_none_on_which_the_repository_began(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x"})
    repo.git("branch", "-m", "trunk")
    repo.git("checkout", "--quiet", "--orphan", "other")
    repo.commit("Another beginning", {PROMISE: "y"})
    assert git.default_branch(opened(repo)) == ""
    (repo.path / ".git/logs/refs/heads/trunk").unlink()
    assert git.default_branch(opened(repo)) == ""


def test_of_several_the_one_where_the_repository_began_is_named_first(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x"})
    repo.git("branch", "-m", "trunk")
    repo.git("branch", "beside")
    repo.checkout("-baside")
    assert git.default_branch(opened(repo)) == ""
    named = "Name it: --base trunk, or once for all in pas-gov.yaml: base: trunk (there are beside, trunk)"
    assert git.no_base(opened(repo)).remedy == named


def test_a_branch_of_a_remote_counts_although_the_remote_is_gone(repo: Repo) -> None:
    one = repo.commit("One", {PROMISE: "x"})
    repo.git("branch", "-m", "feature")
    repo.git("update-ref", "refs/remotes/upstream/trunk", one)
    assert git.default_branch(opened(repo)) == ""
    assert git.no_base(opened(repo)).remedy == "Name it: --base <BRANCH> (there are upstream/trunk)"


def test_the_default_base_of_a_pull_request_is_the_live_tip(repo: Repo) -> None:
    environ = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "release/1"}
    assert git.event_base(environ) == "refs/remotes/origin/release/1"


def test_the_default_base_of_a_merge_group_is_its_base_sha(repo: Repo, tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    environ = {"GITHUB_EVENT_NAME": "merge_group", "GITHUB_EVENT_PATH": str(event)}
    event.write_text(json.dumps({"merge_group": {"base_sha": "a" * 40, "head_sha": "b" * 40}}))
    assert git.event_base(environ) == "a" * 40


@pytest.mark.parametrize(
    "event",
    ["", "{}", "[]", "null", '{"merge_group": 3}', '{"merge_group": {"base_sha": "--all"}}', "[" * 99999],
)
def test_a_merge_group_without_a_base_is_no_verdict(repo: Repo, tmp_path: Path, event: str) -> None:
    (tmp_path / "event.json").write_text(event)
    environ = {"GITHUB_EVENT_NAME": "merge_group", "GITHUB_EVENT_PATH": str(tmp_path / "event.json")}
    assert refused(git.event_base, environ).code == "no-base"
    assert refused(git.event_base, {**environ, "GITHUB_EVENT_PATH": ""}).code == "no-base"


# History


def test_first_parents_are_the_branch_merge_by_merge(repo: Repo) -> None:
    root = repo.commit("Root", {PROMISE: "x\n"})
    for name in ("one", "two"):
        repo.checkout(root)
        repo.checkout(f"-b{name}")
        repo.commit(f"On {name}", {f"promises/{name}.yaml": name})
    repo.checkout("main")
    repo.git("merge", "--quiet", "--no-ff", "--no-commit", "one", "two", check=False)
    octopus = repo.commit("Octopus, and evil", {PROMISE: "changed against every parent\n"})
    walked = git.first_parents(opened(repo), "main")
    assert [step.id for step in walked] == [octopus, root]
    assert walked[0].parents == (root, repo.git("rev-parse", "one"), repo.git("rev-parse", "two"))
    assert [step.message for step in walked] == ["Octopus, and evil\n", "Root\n"]
    before, after = (git.snapshot(opened(repo), step.tree, "").files for step in (walked[1], walked[0]))
    assert {path for path in after if before.get(path) != after[path]} == {
        PROMISE,
        "promises/one.yaml",
        "promises/two.yaml",
    }


def test_a_commit_says_who_and_when(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "x", ".mailmap": "Someone Else <else@acme.example> <ada@acme.example>\n"})
    assert repo.git("log", "--format=%aN") == "Someone Else"  # the control: git is re-attributed by the tree
    found = resolved(repo, "HEAD")
    assert found.author == git.Signature("Ada Author", "ada@acme.example", FIRST_DAY, "+0000")
    assert found.committer == git.Signature("Cleo Committer", "cleo@acme.example", FIRST_DAY, "+0000")


def header(repo: Repo, *lines: str | bytes, message: bytes = b"Message\n") -> git.Commit:
    tree = repo.tree({}).encode()
    raw = b"\n".join(
        [b"tree " + tree, *(line if isinstance(line, bytes) else line.encode() for line in lines)]
    )
    return resolved(repo, repo.raw("commit", raw + b"\n\n" + message))


GOOD = "A <a@acme.example> 1767258000 +0000"


@pytest.mark.parametrize(
    "person",
    [
        "A <a@acme.example> 0 +0000",
        "A <a@acme.example> 3600 +0000",
        "A <a@acme.example> 1767258000 +99999999",
        "A <a@acme.example> 1767258000 +9900",
        "A <a@acme.example> 99999999999999999999 +0000",
        "A <a@acme.example> -5 +0000",
        "A <a@acme.example> 4102444800 +0000",
        "A <a@acme.example>",
        "A a@acme.example 1767258000 +0000",
        "A <a@acme.example> <b@acme.example> 1767258000 +0000",
        b"A\0 <a@acme.example> 1767258000 +0000",
        "",
    ],
)
def test_what_isnt_plain_is_unknown(repo: Repo, person: str | bytes) -> None:
    person = person if isinstance(person, bytes) else person.encode()
    found = header(repo, b"author " + person, f"committer {GOOD}")
    assert found.author is None
    assert found.committer == git.Signature("A", "a@acme.example", FIRST_DAY, "+0000")
    assert header(repo, f"author {GOOD}", b"committer " + person).committer is None


def test_two_authors_are_unknown(repo: Repo) -> None:
    found = header(repo, f"author {GOOD}", "author B <b@acme.example> 1767258000 +0000", f"committer {GOOD}")
    assert (found.author, found.committer is None) == (None, False)


def test_a_header_inside_a_signature_or_the_message_is_none(repo: Repo) -> None:
    forged = "author M <m@acme.example> 1767258000 +0000"
    found = header(
        repo, f"author {GOOD}", f"committer {GOOD}", f"gpgsig x\n {forged}", message=forged.encode()
    )
    assert found.author is not None
    assert found.author.name == "A"


def test_a_message_with_a_nul_or_other_bytes_is_kept_whole(repo: Repo) -> None:
    found = header(repo, f"author {GOOD}", f"committer {GOOD}", message=b"seen\0hidden \xff\n\nmore\n")
    assert found.message == "seen\0hidden \ufffd\n\nmore\n"


def test_a_name_that_isnt_utf8_is_replaced(repo: Repo) -> None:
    found = header(repo, b"author J\xe9r\xf4me <j@acme.example> 1767258000 +0000", f"committer {GOOD}")
    assert found.author is not None
    assert found.author.name == "J\ufffdr\ufffdme"


def test_a_commit_without_a_tree_is_a_stop(repo: Repo) -> None:
    identity = repo.raw("commit", f"author {GOOD}\ncommitter {GOOD}\n\nx\n")
    assert refused(resolved, repo, identity).code in ("damaged-object", "missing-ref")


def test_neither_grafts_nor_replace_refs_change_history(repo: Repo) -> None:
    ids = [repo.commit(str(n), {PROMISE: str(n)}) for n in range(4)]
    (repo.path / ".git/info").mkdir(exist_ok=True)
    (repo.path / ".git/info/grafts").write_text(f"{ids[3]} {ids[0]}\n")
    repo.git("replace", "--graft", ids[2], ids[0])
    assert repo.git("rev-list", "--count", "HEAD") == "2"  # the control
    assert [step.id for step in git.first_parents(opened(repo), "HEAD")] == ids[::-1]
    assert [resolved(repo, f"HEAD~{n}").id for n in range(4)] == ids[::-1]
    assert [step.id for step in git.first_parents(opened(repo), "HEAD", 2)] == [ids[3], ids[2]]
    assert git.first_parents(opened(repo), "HEAD", 0) == ()


def test_a_shallow_clones_history_ends_at_the_cut(repo: Repo, tmp_path: Path) -> None:
    ids = [repo.commit(str(n), {PROMISE: str(n)}) for n in range(4)]
    there = tmp_path / "shallow"
    repo.git("clone", "--quiet", "--depth=2", f"file://{repo.path}", str(there))
    walked = git.first_parents(git.open_repository(str(there)), "HEAD")
    assert [step.id for step in walked] == [ids[3], ids[2]]
    assert walked[-1].parents == (ids[1],)


def test_a_hole_in_history_is_a_stop(repo: Repo) -> None:
    ids = [repo.commit(str(n), {PROMISE: str(n)}) for n in range(3)]
    (repo.path / ".git/objects" / ids[1][:2] / ids[1][2:]).unlink()
    assert refused(git.first_parents, opened(repo), "HEAD").code == "missing-object"
