"""What a change is drafted on and where its commit goes: the work tree as it stands, or a commit and its branch.

Everything that would keep a commit from being made is found here, before anything is asked, drafted or written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pas_gov import git
from pas_gov.authoring.repository.checkout import Checkout
from pas_gov.authoring.saving.commit_checks import (
    check_message,
    check_repository,
    detached,
    head_commit,
    new_branch_base,
)
from pas_gov.authoring.saving.unfinished import refuse_unfinished
from pas_gov.authoring.typed import Typed
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.loading.root import Root
from pas_gov.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class CommitOptions:
    """How a command is asked to commit: what it says, None for what was done; on which new branch, "" for none."""

    message: str | None = None
    branch: str = ""


def on_branch(options: CommitOptions | None) -> CommitOptions | None:
    """Return the options for a next commit, on the branch that the first one was made on."""
    return options and replace(options, branch="")


@dataclass(frozen=True, slots=True)
class CommitGround:
    """Where a commit goes: on ``start``, on a branch; ``base`` is what a new branch is made from, "" for no new one.

    ``back`` is what is checked out now: a branch by its full name, or a commit's id.
    """

    options: CommitOptions
    checkout: Checkout
    start: git.Commit
    branch: str
    base: str
    back: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a change is drafted on: a folder as it stands, or what is committed where a commit is asked for."""

    folder: Root
    commit: CommitGround | None = None

    def files(self) -> Snapshot:
        """Return the files that the change is drafted on."""
        repository = self.folder.repository
        if self.commit is None or repository is None:
            return self.folder.snapshot()
        return git.snapshot(repository, self.commit.start.tree, self.commit.start.ref)


def ground_for(
    folder: Root, options: CommitOptions | None, environ: Mapping[str, str], typed: Typed | None = None
) -> Ground:
    """Return the ground for a change; Stop with what keeps it from being written, or committed."""
    refuse_unfinished(folder)
    if options is None:
        return Ground(folder)
    check_message(options.message)
    if folder.repository is None:
        message = f"{printable(folder.path)} isn't the top of a git repository, so nothing can be committed"
        raise Stop("no-repository", message, "leave --commit away; or start a repository first: git init")
    checkout = Checkout(folder.path)
    head = head_commit(folder.repository)
    branch = checkout.branch()
    if options.branch:
        base = new_branch_base(folder.repository, checkout, options.branch, environ, typed)
        start = git.commit(folder.repository, base)
        name = options.branch
    elif not branch:
        raise detached(head, typed)
    else:
        base, start, name = "", head, branch.removeprefix("refs/heads/")
    check_repository(folder.repository, checkout)
    return Ground(folder, CommitGround(options, checkout, start, name, base, branch or head.id))


def short_name(ref: str) -> str:
    """Return a ref as people call it, such as origin/main."""
    return printable(ref.removeprefix("refs/remotes/").removeprefix("refs/heads/"))
