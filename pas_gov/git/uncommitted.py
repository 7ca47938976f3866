"""The index or the work tree as a commit on top of HEAD that exists only in a workspace."""

from __future__ import annotations

import glob
import hashlib
import os
import re
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from subprocess import CompletedProcess

from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.git.commits import Commit, parse
from pas_gov.git.line_ends import CRLF, as_committed, converted_paths
from pas_gov.git.process import (
    OPTIONS,
    Repository,
    command,
    discovery_environment,
    environment,
    execute,
    failure,
    run,
)
from pas_gov.git.trees import snapshot
from pas_gov.snapshot import File, Snapshot

UNMERGED = late_pattern(r"^(.+): unmerged \([0-9a-f]+\)$", re.M)


def uncommitted_paths(repository: Repository, head: Commit, places: Sequence[str]) -> tuple[str, ...]:
    """Return the paths below these places where the work tree or the index differs from HEAD, new ones included.

    What git ignores isn't new, and what a checkout with core.autocrlf gave other line ends hasn't changed. () for a
    bare repository, and where git can't tell.
    """
    tree = repository.work_tree
    if tree is None:
        return ()
    changed = _changed(repository, tree, head, places)
    fresh = _untracked(repository, tree, places)
    return () if changed is None or fresh is None else tuple(sorted({*changed, *fresh}))


LINE_ENDS = ("core.autocrlf=input", "core.safecrlf=false")  # as for git add after any checkout; no warnings


def _changed(repository: Repository, tree: str, head: Commit, places: Sequence[str]) -> list[str] | None:
    """Ask in the workspace, whose config names no filter that could run."""
    index = _copy_index(repository, os.path.join(repository.git_dir, "index"))
    env = {**environment(repository.object_format), "GIT_INDEX_FILE": index}
    settings = (word for setting in LINE_ENDS for word in ("-c", setting))
    asked = ("diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames", head.id)
    arguments = command(repository, f"--work-tree={tree}", *settings, *asked, "--", *places)
    return _paths(execute(arguments, env, cwd=tree))


def _untracked(repository: Repository, tree: str, places: Sequence[str]) -> list[str] | None:
    """Ask in the repository itself, whose own list and the user's say what is ignored; no filter runs for that."""
    where = (f"--git-dir={repository.git_dir}", f"--work-tree={tree}")
    asked = ("ls-files", "--others", "--exclude-standard", "-z")
    arguments = ["git", *OPTIONS, *where, *asked, "--", *places]
    return _paths(execute(arguments, discovery_environment(), cwd=tree))


def _paths(done: CompletedProcess[bytes]) -> list[str] | None:
    if done.returncode:
        return None
    return [path for path in done.stdout.decode("utf-8", "surrogateescape").split("\0") if path]


def index_in_hook(repository: Repository, environ: Mapping[str, str]) -> str | None:
    """Return the index that a git hook judges, or None for the repository's own.

    ``git commit -a`` and ``git commit FILE`` run the pre-commit hook with GIT_INDEX_FILE naming a temporary
    index inside the git folder; the repository's own index isn't what will be committed then. Relative
    paths are git's own: relative to the top of the work tree. Stop(other-index) for any other place.
    """
    name = environ.get("GIT_INDEX_FILE")
    if not name:
        return None
    path = os.path.realpath(os.path.join(repository.work_tree or repository.git_dir, name))
    if os.path.dirname(path) != os.path.realpath(repository.git_dir):
        message = f"GIT_INDEX_FILE names an index outside this repository: {printable(name)}"
        raise Stop("other-index", message, "Unset it: unset GIT_INDEX_FILE", status=2)
    return path


def staged(repository: Repository, head: Commit, index: str | None = None) -> Commit:
    """Return the index as a commit on top of ``head``; see Workspace.staged."""
    copy = _copy_index(repository, index or os.path.join(repository.git_dir, "index"))
    arguments = command(repository, "write-tree")
    env = {**environment(repository.object_format), "GIT_INDEX_FILE": copy}
    done = execute(arguments, env, cwd=repository.workspace)
    if done.returncode:
        raise _no_tree(done.stderr.decode("utf-8", "replace"))
    return _commit(repository, head, done.stdout.decode("ascii").strip(), "the index")


def _copy_index(repository: Repository, index: str) -> str:
    assert repository.workspace is not None  # noqa: S101 - a Workspace's repository has one
    for shared in glob.glob(os.path.join(glob.escape(repository.git_dir), "sharedindex.*")):
        shutil.copy(shared, repository.workspace)
    copy = os.path.join(repository.workspace, "index")
    if os.path.exists(index):  # else nothing was ever staged
        shutil.copy2(index, copy)  # with its time: by that git knows which files it must look into
    return copy


def _no_tree(said: str) -> Stop:
    names = [printable(name) for name in UNMERGED.findall(said)]
    if not names:
        return failure(said)
    message = f"A merge isn't finished: {', '.join(names[:10])} is in conflict"
    return Stop("unmerged", message, "Resolve the conflicts, then: git add -A promises policies")


def worktree(repository: Repository, head: Commit, folder: Snapshot) -> Commit:
    """Return ``head`` with a folder's paths of interest as a commit on top of it; see Workspace.worktree."""
    unreadable = [problem for problem in folder.problems if problem.code == "unreadable"]
    if unreadable:
        raise Stop("unreadable", unreadable[0].message, unreadable[0].remedy)
    before = snapshot(repository, head.tree, head.ref)
    tree = _tree_with(repository, head.tree, b"".join(_index_lines(repository, before, folder)))
    return _commit(repository, head, tree, "the work tree")


def _index_lines(repository: Repository, head: Snapshot, after: Snapshot) -> Iterator[bytes]:
    before = head.files
    for path in before.keys() - after.files.keys():
        yield _index_line("0", "0" * repository.id_length, path)
    changed = [file for path, file in after.files.items() if before.get(path) != file]
    texts = after.read(file.blob for file in changed if file.kind in ("file", "link"))
    taken = _taken_back(repository, head, changed, texts)
    for file in changed:
        old = before.get(file.path)
        if file.blob in texts and not _same_lines(repository, old, file, texts[file.blob]):
            text = taken.get(file.path, texts[file.blob])
            yield _index_line(file.mode, _store(repository, "blob", text), file.path)
        elif file.kind == "submodule" and (old is None or old.kind != "submodule"):
            yield _index_line(file.mode, _object_id(repository, b"commit 0\0"), file.path)


def _taken_back(
    repository: Repository, head: Snapshot, changed: Sequence[File], texts: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return by path the text of each edited file that would be committed without the CRLF of its checkout."""
    before = {path: file.blob for path, file in head.files.items() if file.kind == "file"}
    edited = {one.path: one.blob for one in changed if one.kind == "file" and one.path in before}
    with_crlf = {path: texts[blob] for path, blob in edited.items() if CRLF in texts[blob]}
    converted = converted_paths(repository, with_crlf)
    known = head.read(before[path] for path in converted)
    return {path: as_committed(known[before[path]], with_crlf[path]) for path in converted}


def _same_lines(repository: Repository, before: File | None, after: File, text: bytes) -> bool:
    """Whether a checkout with core.autocrlf explains the difference, which ``git add`` would take back."""
    if before is None or before.mode != after.mode or CRLF not in text:
        return False
    plain = text.replace(CRLF, b"\n")
    return _object_id(repository, b"blob %d\0" % len(plain) + plain) == before.blob


def _index_line(mode: str, identity: str, path: str) -> bytes:
    return f"{mode} {identity} 0\t{path}\0".encode("utf-8", "surrogateescape")


def _tree_with(repository: Repository, tree: str, lines: bytes) -> str:
    assert repository.workspace is not None  # noqa: S101 - a Workspace's repository has one
    extra = {"GIT_INDEX_FILE": os.path.join(repository.workspace, "index-of-folder")}
    run(repository, "read-tree", tree, extra=extra)
    run(repository, "update-index", "-z", "--index-info", given=lines, extra=extra)
    _, written = run(repository, "write-tree", "--missing-ok", extra=extra)
    return written.decode("ascii").strip()


def _commit(repository: Repository, head: Commit, tree: str, ref: str) -> Commit:
    """Store a commit with a fixed author; dated like its parent, as merge-base walks by date."""
    when = f"{head.committer.seconds if head.committer else 0} +0000"
    person = f"pas-gov <> {when}"
    data = (
        f"tree {tree}\nparent {head.id}\nauthor {person}\ncommitter {person}\n\nNot committed yet\n".encode()
    )
    return parse(_store(repository, "commit", data), data, ref)


def _store(repository: Repository, kind: str, data: bytes) -> str:
    """Write a loose object to the workspace as it is, with no filter; return its id."""
    assert repository.workspace is not None  # noqa: S101 - a Workspace's repository has one
    whole = b"%s %d\0" % (kind.encode(), len(data)) + data
    identity = _object_id(repository, whole)
    folder = os.path.join(repository.workspace, "objects", identity[:2])
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, identity[2:]), "wb") as file:
        file.write(zlib.compress(whole, 1))
    return identity


def _object_id(repository: Repository, whole: bytes) -> str:
    return hashlib.new(repository.object_format, whole, usedforsecurity=False).hexdigest()
