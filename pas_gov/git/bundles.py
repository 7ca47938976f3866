"""A history as one file, and back: git's bundles, written and read without any transport."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from pas_gov.diagnostics import Stop, printable
from pas_gov.git.process import OPTIONS, Repository, environment, execute, run


def write_bundle(repository: Repository, ref: str, tip: str, path: str) -> None:
    """Write all that a ref's commit needs into a bundle; Stop(no-bundle) where the ref no longer names that commit."""
    status, _ = run(repository, "bundle", "create", "--quiet", os.path.abspath(path), ref, accept=(0, 1, 128))
    listed = b"" if status else run(repository, "bundle", "list-heads", os.path.abspath(path))[1]
    if tip.encode() not in [line.split()[0] for line in listed.splitlines()]:
        message = f"git couldn't write a bundle of {printable(ref)}"
        raise Stop(
            "no-bundle", message, "name a branch or HEAD, not a commit's id; or leave it out: --no-bundle"
        )


@contextmanager
def unbundled(path: str, object_format: str) -> Iterator[Repository]:
    """Give a temporary bare repository with the objects of a bundle; it has no refs. Stop(no-bundle)."""
    with tempfile.TemporaryDirectory(prefix="pas-gov-evidence-") as folder:
        env = environment(object_format)
        made = ["git", *OPTIONS, "init", "--quiet", "--bare", f"--object-format={object_format}", folder]
        done = execute(made, env)
        repository = Repository(folder, folder, None, object_format)
        if not done.returncode:
            unpack = ["git", *OPTIONS, f"--git-dir={folder}", "bundle", "unbundle", os.path.abspath(path)]
            done = execute(unpack, env)
        if done.returncode:
            said = printable(" ".join(done.stderr.decode("utf-8", "replace").split()))
            raise Stop(
                "no-bundle", f"{printable(path)} can't be read as a bundle: {said}", "ask for it again"
            )
        yield repository
