"""Reading a commit: which paths, which bytes, and what is refused (HOSTILE.md sections 1 and 4)."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path

import pytest
from gitrepo import Repo

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.git import process
from pas_gov.git.objects import BLOB_LIMIT
from pas_gov.snapshot import Snapshot

pytestmark = pytest.mark.whole

PROMISE = "promises/core/reliable.yaml"


def taken(repo: Repo, ref: str = "HEAD") -> Snapshot:
    repository = git.open_repository(str(repo.path))
    return git.snapshot(repository, git.commit(repository, ref).tree, ref)


def of_tree(repo: Repo, tree: str) -> Snapshot:
    return git.snapshot(git.open_repository(str(repo.path)), tree, "tree")


def text(snapshot: Snapshot, path: str) -> bytes:
    blob = snapshot.files[path].blob
    return snapshot.read([blob])[blob]


def stop_of(call: object, *arguments: object) -> Stop:
    with pytest.raises(Stop) as stop:
        call(*arguments)  # type: ignore[operator]
    assert stop.value.remedy or stop.value.code == "too-large"
    return stop.value


def codes(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.location)) for problem in snapshot.problems]


def loose(repo: Repo, identity: str) -> Path:
    return repo.path / ".git/objects" / identity[:2] / identity[2:]


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def swap(repo: Repo, identity: str, kind: str, content: bytes) -> None:
    """Put another object's bytes, well formed, into a loose object's file."""
    overwrite(loose(repo, identity), zlib.compress(b"%s %d\0%s" % (kind.encode(), len(content), content)))


# Which paths


def test_only_paths_of_interest_are_listed(repo: Repo) -> None:
    wanted = [
        PROMISE,
        "policies/tests/a.yaml",
        "pas-gov.yaml",
        "CODEOWNERS",
        "docs/CODEOWNERS",
        ".github/w/a.yml",
        ".pas-gov/pack.json",
    ]
    others = [
        "README.md",
        ".pas-gov/schemas/promise.json",
        "docs/guide.md",
        "src/promises/a.yaml",
        "promises-of-old/a.yaml",
    ]
    repo.commit("All", {path: path for path in [*wanted, *others]})
    snapshot = taken(repo)
    assert list(snapshot.files) == sorted(wanted)
    assert snapshot.problems == ()
    assert snapshot.read(file.blob for file in snapshot.files.values()) == {
        file.blob: path.encode() for path, file in snapshot.files.items()
    }


def test_a_commit_id_serves_as_well_as_its_tree(repo: Repo) -> None:
    identity = repo.commit("One", {PROMISE: "x"})
    assert of_tree(repo, identity).files == taken(repo).files


def test_modes_are_kept_so_that_links_and_submodules_can_be_refused(repo: Repo) -> None:
    blob, commit = repo.blob(), "1" * 40
    modes = {"a.yaml": "100644", "b.yaml": "100755", "c.yaml": "120000", "d": "160000"}
    entries = {
        f"promises/{name}": (mode, commit if mode == "160000" else blob) for name, mode in modes.items()
    }
    files = of_tree(repo, repo.tree(entries)).files
    assert {path: file.mode for path, file in files.items()} == {f"promises/{k}": v for k, v in modes.items()}
    assert [file.kind for file in files.values()] == ["file", "file", "link", "submodule"]


@pytest.mark.parametrize("mode", ["120000", "160000", "100644"])
def test_something_else_in_the_folders_place_is_an_entry(repo: Repo, mode: str) -> None:
    identity = "1" * 40 if mode == "160000" else repo.blob("elsewhere")
    snapshot = of_tree(repo, repo.tree({"promises": (mode, identity), "policies": (mode, identity)}))
    assert {path: file.mode for path, file in snapshot.files.items()} == {"promises": mode, "policies": mode}


def test_a_folder_in_a_files_place_is_an_entry_too(repo: Repo) -> None:
    snapshot = of_tree(repo, repo.tree({"pas-gov.yaml/x": ("100644", repo.blob())}))
    assert snapshot.files["pas-gov.yaml"].kind == "other"
    assert list(snapshot.files) == ["pas-gov.yaml"]


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("Promises/a.yaml", "promises"),
        ("POLICIES", "policies"),
        ("PAS-GOV.yaml", "pas-gov.yaml"),
        ("pas-gov.yml", "pas-gov.yaml"),
        ("codeowners", "CODEOWNERS"),
    ],
)
def test_a_name_that_is_nearly_right_is_named(repo: Repo, path: str, right: str) -> None:
    snapshot = of_tree(repo, repo.tree({path: ("100644", repo.blob())}))
    (problem,) = snapshot.problems
    assert (problem.code, problem.severity, problem.location.path) == (
        "not-read",
        "warning",
        path.split("/", maxsplit=1)[0],
    )
    assert f'"{right}"' in problem.message
    assert not snapshot.files


def test_an_empty_tree_is_an_empty_snapshot(repo: Repo) -> None:
    repo.commit("Nothing")
    snapshot = taken(repo)
    assert (dict(snapshot.files), snapshot.problems) == ({}, ())
    assert snapshot.read([]) == {}


# Paths that can't be governed

E_ACUTE, E_AND_ACUTE = "\u00e9", "e\u0301"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("promises/core/A.yaml", "promises/core/a.yaml"),
        (f"policies/{E_ACUTE}.yaml", f"policies/{E_AND_ACUTE}.yaml"),
        ("promises/stra\u00dfe.yaml", "promises/STRASSE.yaml"),
        ("promises/Core/a.yaml", "promises/core/b.yaml"),
    ],
)
def test_two_paths_that_some_computers_take_for_one(repo: Repo, one: str, other: str) -> None:
    blob = repo.blob()
    snapshot = of_tree(repo, repo.tree({one: ("100644", blob), other: ("100644", blob)}))
    assert [problem.code for problem in snapshot.problems] == ["bad-path"]
    assert "same file" in snapshot.problems[0].message
    assert len(snapshot.files) == 2


def test_collisions_matter_only_where_records_are(repo: Repo) -> None:
    blob = repo.blob()
    tree = repo.tree(dict.fromkeys((".github/A", ".github/a", "src/A", "src/a"), ("100644", blob)))
    assert of_tree(repo, tree).problems == ()


@pytest.mark.parametrize(
    ("path", "shown", "reason"),
    [
        ("promises/a\nb.yaml", "promises/a\\x0ab.yaml", "control"),
        ("promises/a\x1b[2Jb.yaml", "promises/a\\x1b[2Jb.yaml", "control"),
        ("promises/a\u202eb.yaml", "promises/a\\u202eb.yaml", "invisible"),
        ("promises/\udcff.yaml", "promises/\\udcff.yaml", "UTF-8"),
        ("promises/" + "a" * 256, "promises/" + "a" * 256, "longer"),
        ("promises/" + "\u00e9" * 128, "promises/" + "\u00e9" * 128, "longer"),
        ("promises/" + "abc/" * 253 + "defg", "promises/" + "abc/" * 253 + "defg", "longer"),
    ],
    ids=["newline", "escape", "bidi", "not UTF-8", "long name", "long name in bytes", "long path"],
)
def test_a_path_that_hides_something_is_refused_and_escaped(
    repo: Repo, path: str, shown: str, reason: str
) -> None:
    snapshot = of_tree(repo, repo.tree({path: ("100644", repo.blob())}))
    (problem,) = snapshot.problems
    assert (problem.code, problem.severity, problem.location.path) == ("bad-path", "error", shown)
    assert reason in problem.message
    assert problem.message.isprintable()
    assert list(snapshot.files) == [path]


def test_a_folder_too_deep_to_enter_is_refused(repo: Repo) -> None:
    snapshot = of_tree(repo, repo.tree({"promises/" + "abc/" * 400 + "d": ("100644", repo.blob())}))
    assert [problem.code for problem in snapshot.problems] == ["bad-path"]
    assert "longer" in snapshot.problems[0].message


@pytest.mark.parametrize("name", ["..", ".", ".git", ".GIT"])
def test_names_that_no_tree_may_hold(repo: Repo, name: str) -> None:
    blob = bytes.fromhex(repo.blob())
    inner = repo.raw("tree", b"100644 %s\0%s" % (name.encode(), blob))
    tree = repo.raw("tree", b"40000 promises\0" + bytes.fromhex(inner))
    assert codes(of_tree(repo, tree)) == [("bad-path", f"promises/{name}")]


def test_a_path_listed_twice_is_refused(repo: Repo) -> None:
    one, two = bytes.fromhex(repo.blob("one")), bytes.fromhex(repo.blob("two"))
    inner = repo.raw("tree", b"100644 a.yaml\0%s100644 a.yaml\0%s" % (one, two))
    tree = repo.raw("tree", b"40000 promises\0" + bytes.fromhex(inner))
    assert codes(of_tree(repo, tree)) == [("bad-path", "promises/a.yaml")]


def test_a_tree_that_holds_itself_many_times_over_ends_in_a_stop(repo: Repo) -> None:
    tree = repo.raw(
        "tree", b"".join(b"100644 f%02d\0%s" % (n, bytes.fromhex(repo.blob())) for n in range(20))
    )
    for _ in range(5):
        tree = repo.raw("tree", b"".join(b"40000 d%02d\0%s" % (n, bytes.fromhex(tree)) for n in range(20)))
    tree = repo.raw("tree", b"40000 promises\0" + bytes.fromhex(tree))
    assert stop_of(of_tree, repo, tree).code == "too-many-files"


# The bytes are the object's own


def test_replace_refs_have_no_say(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "kept"})
    repo.git("replace", repo.git("rev-parse", f"HEAD:{PROMISE}"), repo.blob("replaced"))
    other = repo.git("commit-tree", "-m", "other", repo.tree({}))
    repo.git("replace", "HEAD", other)
    assert repo.git("show", "HEAD:promises/core", check=False) == ""  # the control: git itself is fooled
    assert text(taken(repo), PROMISE) == b"kept"


def evil(repo: Repo, marker: Path) -> None:
    """Set a program for every occasion on which git could run one on a file."""
    repo.write({".gitattributes": "* filter=evil diff=evil merge=evil text eol=crlf\n"})
    (repo.path / ".git/info").mkdir(exist_ok=True)
    (repo.path / ".git/info/attributes").write_text("* filter=evil diff=evil merge=evil\n")
    program = f"sh -c 'touch {marker}; cat'"
    for name in ("filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "merge.evil.driver"):
        repo.git("config", name, program)
    for name in ("diff.external", "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand"):
        repo.git("config", name, f"touch {marker}")
    hooks = repo.path / "hooks"
    hooks.mkdir()
    for name in (
        "post-index-change",
        "reference-transaction",
        "pre-commit",
        "post-checkout",
        "fsmonitor-watchman",
    ):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {marker}\n")
        (hooks / name).chmod(0o755)
    repo.git("config", "core.hooksPath", str(hooks))


def test_no_filter_textconv_or_hook_runs_in_reading(repo: Repo, tmp_path: Path) -> None:
    repo.commit("One", {PROMISE: "line\n"})
    marker = tmp_path / "ran"
    evil(repo, marker)
    snapshot = taken(repo)
    assert text(snapshot, PROMISE) == b"line\n"
    assert git.index_snapshot(git.open_repository(str(repo.path))).files == snapshot.files
    assert git.first_parents(git.open_repository(str(repo.path)), "HEAD")
    assert not marker.exists()
    repo.git("status")
    assert marker.exists()  # the control: the traps are live


def test_the_callers_git_variables_have_no_say(
    repo: Repo, new_repo: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("One", {PROMISE: "right"})
    other = Repo(repo.path.parent / "other")
    other.commit("Other", {PROMISE: "wrong"})
    trace = repo.path.parent / "trace"
    wrong = {
        "GIT_DIR": str(other.path / ".git"),
        "GIT_COMMON_DIR": str(other.path / ".git"),
        "GIT_WORK_TREE": str(other.path),
        "GIT_INDEX_FILE": str(other.path / ".git/index"),
        "GIT_OBJECT_DIRECTORY": str(other.path / ".git/objects"),
        "GIT_NAMESPACE": "other",
        "GIT_TRACE": str(trace),
        "GIT_TRACE2_EVENT": str(trace),
        "GIT_TRACE_SETUP": str(trace),
        "GIT_EXTERNAL_DIFF": "false",
        "GIT_LITERAL_PATHSPECS": "nonsense",
        "GIT_CONFIG_PARAMETERS": "'core.bare'='true'",
        "GIT_EXEC_PATH": "/nowhere",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    snapshot = taken(repo)
    assert text(snapshot, PROMISE) == b"right"
    assert git.index_snapshot(git.open_repository(str(repo.path))).files == snapshot.files
    assert not trace.exists()


def test_a_huge_blob_is_cut_but_hashed_to_its_end(repo: Repo) -> None:
    big = b"x" * (3 * BLOB_LIMIT)
    repo.commit("Big", {PROMISE: big})
    assert text(taken(repo), PROMISE) == big[: BLOB_LIMIT + 1]
    swap(repo, repo.git("rev-parse", f"HEAD:{PROMISE}"), "blob", big[:-1] + b"y")
    assert stop_of(text, taken(repo), PROMISE).code == "damaged-object"


def test_thousands_of_blobs_in_one_call(repo: Repo) -> None:
    count = 4000
    stream = [f"blob\nmark :{n}\ndata 2000\n{n:01999d}\n" for n in range(1, count + 1)]
    stream.append("commit refs/heads/main\ncommitter A <a@b> 1767258000 +0000\ndata 1\nx\n")
    stream.extend(f"M 100644 :{n} promises/l{n % 7}/p{n}.yaml\n" for n in range(1, count + 1))
    repo.git("fast-import", "--quiet", given="".join(stream))
    snapshot = taken(repo)
    assert len(snapshot.files) == count
    texts = snapshot.read(file.blob for file in snapshot.files.values())
    assert texts[snapshot.files["promises/l3/p3.yaml"].blob] == b"%01999d\n" % 3
    assert len(texts) == count


# Objects that are damaged, swapped or not here


def test_a_swapped_blob_is_noticed(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "true\n"})
    identity = repo.git("rev-parse", f"HEAD:{PROMISE}")
    swap(repo, identity, "blob", b"fake\n")
    assert repo.git("cat-file", "blob", identity) == "fake"  # the control: git returns it with status 0
    assert stop_of(text, taken(repo), PROMISE).code == "damaged-object"


def test_a_swapped_tree_is_noticed(repo: Repo) -> None:
    repo.commit("One", {PROMISE: "true\n"})
    fake = b"100644 reliable.yaml\0" + bytes.fromhex(repo.blob("fake\n"))
    swap(repo, repo.git("rev-parse", "HEAD:promises/core"), "tree", fake)
    assert repo.git("show", f"HEAD:{PROMISE}") == "fake"
    assert stop_of(taken, repo).code == "damaged-object"


def test_a_swapped_commit_is_noticed(repo: Repo) -> None:
    identity = repo.commit("One", {PROMISE: "true\n"})
    other = repo.commit("Two", {PROMISE: "fake\n"})
    swap(repo, identity, "commit", repo.git("cat-file", "commit", other).encode() + b"\n")
    assert stop_of(taken, repo, identity).code == "damaged-object"


@pytest.mark.parametrize("what", [f"HEAD:{PROMISE}", "HEAD:promises/core", "HEAD^{tree}"])
def test_a_missing_object_is_a_stop_that_says_how_to_get_it(repo: Repo, what: str) -> None:
    repo.commit("One", {PROMISE: "true\n"})
    loose(repo, repo.git("rev-parse", what)).unlink()
    stop = stop_of(lambda: text(taken(repo), PROMISE))
    assert stop.code == "missing-object"
    assert "git fetch --refetch" in stop.remedy


@pytest.mark.parametrize("what", [f"HEAD:{PROMISE}", "HEAD:promises/core", "HEAD^{tree}", "HEAD"])
@pytest.mark.parametrize("content", [b"", b"garbage", b"blob 400\0short", b"blob 3\0longer", b"blurb 3\0abc"])
def test_a_corrupt_object_is_a_stop(repo: Repo, what: str, content: bytes) -> None:
    repo.commit("One", {PROMISE: "true\n"})
    packed = zlib.compress(content) if b"\0" in content else content
    overwrite(loose(repo, repo.git("rev-parse", what)), packed)
    assert stop_of(lambda: text(taken(repo), PROMISE)).code in ("damaged-object", "missing-object")


def test_an_object_of_another_kind_is_a_stop(repo: Repo) -> None:
    wrong = bytes.fromhex(repo.raw("tree", b""))
    inner = repo.raw("tree", b"100644 a.yaml\0" + wrong)
    tree = repo.raw("tree", b"40000 promises\0" + bytes.fromhex(inner))
    stop = stop_of(text, of_tree(repo, tree), "promises/a.yaml")
    assert (stop.code, "is a tree, where a blob belongs" in stop.message) == ("damaged-object", True)


def test_a_tree_cut_short_is_a_stop(repo: Repo) -> None:
    tree = repo.raw("tree", b"100644 CODEOWNERS\0too short")
    assert stop_of(of_tree, repo, tree).code == "damaged-object"


@pytest.mark.parametrize("without", ["", "GIT_NO_LAZY_FETCH"])
def test_a_partial_clone_never_fetches(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: str
) -> None:
    """The other precaution suffices too: older versions of git don't know GIT_NO_LAZY_FETCH."""
    monkeypatch.setattr(process, "ALWAYS", {k: v for k, v in process.ALWAYS.items() if k != without})
    repo.commit("One", {PROMISE: "far away\n"})
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("config", "uploadpack.allowAnySHA1InWant", "true")
    here = tmp_path / "partial"
    clone = ["clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{repo.path}", str(here)]
    repo.git(*clone)
    for protocol in ("protocol.allow", "protocol.file.allow"):
        repo.git("-C", str(here), "config", protocol, "always")
    packs = sorted(here.glob(".git/objects/**/*"))
    repository = git.open_repository(str(here))
    snapshot = git.snapshot(repository, git.commit(repository, "HEAD").tree, "HEAD")
    assert stop_of(text, snapshot, PROMISE).code == "missing-object"
    assert sorted(here.glob(".git/objects/**/*")) == packs
    assert (
        repo.git("-C", str(here), "show", f"HEAD:{PROMISE}") == "far away"
    )  # git itself would have fetched it


def test_a_packed_and_shared_repository_reads_alike(repo: Repo, tmp_path: Path) -> None:
    repo.commit("One", {PROMISE: "one\n"})
    repo.git("gc", "--quiet")
    repo.git("clone", "--quiet", "--shared", str(repo.path), str(tmp_path / "shared"))
    shutil.copytree(tmp_path / "shared", tmp_path / "copy")
    for name in ("shared", "copy"):
        repository = git.open_repository(str(tmp_path / name))
        assert text(git.snapshot(repository, git.commit(repository, "HEAD").tree, "x"), PROMISE) == b"one\n"
