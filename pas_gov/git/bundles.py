"""A history as one file, and back: git's bundles, written and read without any transport."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.git.process import OPTIONS, Repository, environment, execute, run

BRANCHES = "refs/heads/"
LONGEST_HEADER = 1 << 20  # bytes in which a bundle must name its refs


@dataclass(frozen=True, slots=True)
class BundleHeader:
    """What a bundle says of itself: each ref with its commit, and the commits that it needs and lacks.

    ``filtered`` says that objects were left out on purpose.
    """

    refs: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    filtered: bool


def write_bundle(repository: Repository, branch: str, tip: str, path: str) -> None:
    """Write all that a commit needs into a bundle, as a branch that HEAD is on; Stop(no-bundle).

    ``branch`` is the branch's short name in the bundle. A clone of the file checks it out.
    """
    with _bare(repository.object_format) as other:
        _borrow(other, repository)
        name = BRANCHES + branch
        made = ("bundle", "create", "--quiet", os.path.abspath(path), "HEAD", name)
        steps = (("update-ref", name, tip), ("symbolic-ref", "HEAD", name), made)
        failed = any(run(other, *asked, accept=(0, 1, 128))[0] for asked in steps)
    if failed:
        message = f"git couldn't write a bundle of {printable(branch)}"
        raise Stop(
            "no-bundle", message, "is the disk full, or the clone shallow? Or leave it out: --no-bundle"
        )


def _borrow(other: Repository, repository: Repository) -> None:
    """Let a repository read the objects of another one, as git's alternates do."""
    source = os.path.join(repository.common_dir, "objects")
    with open(os.path.join(other.git_dir, "objects", "info", "alternates"), "w", encoding="utf-8",
              errors="surrogateescape", newline="\n") as file:  # fmt: skip
        file.write(_quoted(source) + "\n")


def _quoted(path: str) -> str:
    """Return an absolute path as a line of alternates: in quotes, as git takes it, where it breaks a line itself."""
    if "\n" not in path:
        return path
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def bundle_header(path: str) -> BundleHeader:
    """Read the header of a bundle; Stop(no-bundle) where it is none."""
    try:
        with open(path, "rb") as file:
            lines = file.read(LONGEST_HEADER).partition(b"\n\n")[0].split(b"\n")
            if not lines[0].startswith(b"# v") or not lines[0].endswith(b" git bundle"):
                raise Stop("no-bundle", f"{printable(path)} is no bundle of git's", "ask for it again")
    except OSError as error:
        message = f"{printable(path)} can't be read: {error.strerror}"
        raise Stop("no-bundle", message, "ask for it again") from error
    refs = [line.partition(b" ") for line in lines[1:] if line[:1] not in (b"-", b"@")]
    return BundleHeader(
        tuple(
            (name.decode("utf-8", "replace"), commit.decode("ascii", "replace")) for commit, _, name in refs
        ),
        tuple(line[1:].partition(b" ")[0].decode("ascii", "replace") for line in lines if line[:1] == b"-"),
        any(line.startswith(b"@filter=") for line in lines),
    )


def unneeded_objects(repository: Repository, tip: str) -> int:
    """Return how many objects of a repository a commit and its history don't need."""
    _, all_of_them = run(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
    _, needed = run(repository, "rev-list", "--objects", "--no-object-names", tip)
    return len(set(all_of_them.split()) - set(needed.split()))


@contextmanager
def unbundled(path: str, object_format: str) -> Iterator[Repository]:
    """Give a temporary bare repository with the objects of a bundle; it has no refs. Stop(no-bundle)."""
    with _bare(object_format) as repository:
        asked = [f"--git-dir={repository.git_dir}", "bundle", "unbundle", os.path.abspath(path)]
        done = execute(["git", *OPTIONS, *asked], environment(object_format))
        if done.returncode:
            said = printable(" ".join(done.stderr.decode("utf-8", "replace").split()))
            raise Stop(
                "no-bundle", f"{printable(path)} can't be read as a bundle: {said}", "ask for it again"
            )
        yield repository


@contextmanager
def _bare(object_format: str) -> Iterator[Repository]:
    """Give an empty bare repository in a temporary folder; Stop(no-bundle) where git can't make one."""
    with tempfile.TemporaryDirectory(prefix="pas-gov-evidence-") as folder:
        made = ["git", *OPTIONS, "init", "--quiet", "--bare", f"--object-format={object_format}", folder]
        done = execute(made, environment(object_format))
        if done.returncode:
            said = printable(" ".join(done.stderr.decode("utf-8", "replace").split()))
            raise Stop("no-bundle", f"git can't make a repository to work in: {said}", "is the disk full?")
        yield Repository(folder, folder, None, object_format)
