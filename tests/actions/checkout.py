"""What actions/checkout leaves on a runner, made by git itself from an origin on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from gitrepo import Repo


def merged(origin: Repo, base: str, head: str) -> str:
    """Return the commit that GitHub makes of a pull request: the head merged into the base, as it was then."""
    tree = origin.git("merge-tree", "--write-tree", base, head).split("\n")[0]
    commit = origin.git("commit-tree", tree, "-p", base, "-p", head, "-m", f"Merge {head} into {base}")
    origin.git("update-ref", "refs/pull/7/merge", commit)
    origin.git("update-ref", "refs/pull/7/head", head)
    return commit


def checked_out(origin: Repo, commit: str, folder: Path, *, depth: int = 0) -> Repo:
    """Return a checkout of a commit with fetch-depth ``depth``: all branches for 0, else the commit alone."""
    clone = Repo(folder)
    clone.git("remote", "add", "origin", f"file://{origin.path}")
    if depth:
        clone.git(
            "fetch",
            "--quiet",
            "--no-tags",
            f"--depth={depth}",
            "origin",
            f"+{commit}:refs/remotes/pull/7/merge",
        )
    else:
        branches = "+refs/heads/*:refs/remotes/origin/*"
        clone.git("fetch", "--quiet", "--prune", "origin", branches, f"+{commit}:refs/remotes/pull/7/merge")
    clone.git("checkout", "--quiet", "--force", "--detach", commit)
    assert os.path.isdir(folder / ".git")
    return clone
