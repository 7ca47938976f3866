"""The user's own work tree: a branch begun there, and a commit of a few files, as the user's git would make them.

The user's settings, identity, hooks and keys count, as for ``git commit``; only the variables by which a caller would
send git to another repository or index are hidden while it runs.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass

# What names a repository, an index or a place in one (git rev-parse --local-env-vars), the user's settings aside.
PLACES = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
AT_ONCE = 200  # paths that one command line names


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run of git said: its exit status, its output, and what it complained of."""

    status: int
    out: str
    complaint: str


class Checkout:
    """Git in the work tree at ``top``, run with fixed arguments and as its user would run it.

    Paths are taken literally, relative to the top.
    """

    def __init__(self, top: str) -> None:
        """Open nothing yet."""
        self.top = top

    def git(self, *arguments: str, given: bytes = b"") -> Answer:
        """Run one git command with ``given`` as its standard input; whatever its status, it is returned."""
        try:
            from git import Git
            from git.exc import GitCommandNotFound
        except ImportError as error:  # GitPython looks for git when it is imported
            raise _no_git() from error
        with _only_this_repository(), tempfile.TemporaryFile() as stream:
            stream.write(given)
            stream.seek(0)
            try:
                status, out, complaint = Git(self.top).execute(
                    ["git", "--no-pager", "--literal-pathspecs", *arguments],
                    istream=stream, env=_locale(), with_extended_output=True, with_exceptions=False,
                    strip_newline_in_stdout=False,
                )  # fmt: skip
            except GitCommandNotFound as error:
                raise _no_git() from error
        return Answer(status, str(out), str(complaint))

    def branch(self) -> str:
        """Return the branch that is checked out by its full name, "" where none is."""
        return self.git("symbolic-ref", "--quiet", "HEAD").out.strip("\n")

    def branches_in_use(self) -> frozenset[str]:
        """Return the branches, by their full names, that this work tree or another one of the repository is on."""
        lines = self.git("worktree", "list", "--porcelain").out.splitlines()
        return frozenset(line.removeprefix("branch ") for line in lines if line.startswith("branch "))

    def author_fault(self) -> str:
        """Return why git can't say who makes a commit here, in its own words; "" where it can."""
        for name in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            answer = self.git("var", name)
            if answer.status:
                return (
                    answer.complaint.strip().splitlines()[-1] if answer.complaint.strip() else "no identity"
                )
        return ""

    def is_branch_name(self, name: str) -> bool:
        """Tell whether git takes a name for a new branch; what means another one, as ``@{-1}``, is none."""
        answer = self.git("check-ref-format", "--branch", name)
        return not name.startswith("-") and answer.status == 0 and answer.out.removesuffix("\n") == name

    def changed(self, paths: Iterable[str]) -> list[str]:
        """Return the files at or below these paths that differ from HEAD, in the index or in the work tree.

        One that is there and ignored by git counts, too, where it is named itself.
        """
        asked = (
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--ignored=matching",
            "--",
        )
        named = list(paths)
        found: set[str] = set()
        for start in range(0, len(named), AT_ONCE):
            found.update(filter(None, self.git(*asked, *named[start : start + AT_ONCE]).out.split("\0")))
        return sorted(one[3:] for one in found if not one.startswith("!!") or one[3:] in named)

    def is_unmerged(self) -> bool:
        """Tell whether the index holds conflicts, which a merge or a stash left there."""
        return bool(self.git("ls-files", "--unmerged").out)

    def begin_branch(self, name: str, start: str) -> Answer:
        """Make a branch at a commit, and go there; git refuses where that would overwrite what isn't committed."""
        return self.git("switch", "--quiet", "--no-track", "--create", name, start)

    def take_back(self, name: str, back: str) -> None:
        """Go back to where ``begin_branch`` came from (a branch, or a commit's id) and take the branch away."""
        detached = () if back.startswith("refs/heads/") else ("--detach",)
        if not self.git("switch", "--quiet", *detached, back.removeprefix("refs/heads/")).status:
            self.git("branch", "--quiet", "-D", "--", name)

    def commit(self, paths: Sequence[str], fresh: Sequence[str], message: str) -> Answer:
        """Commit these paths as they stand, and nothing else; ``fresh`` are those that git doesn't know yet.

        What is staged stays staged; what git ignores is committed, too. Where git refuses, the index is as it was.
        """
        named = ("--pathspec-from-file=-", "--pathspec-file-nul")
        if fresh:
            noted = self.git("add", "--force", "--intent-to-add", *named, given=_listed(fresh))
            if noted.status:
                return noted
        answer = self.git("commit", "--quiet", "--only", f"--message={message}", *named, given=_listed(paths))
        if not answer.status:  # a hook may have committed other bytes, which the index doesn't know then
            self.git("reset", "--quiet", *named, given=_listed(paths))
        elif fresh:
            self.git("rm", "--cached", "--quiet", "--ignore-unmatch", *named, given=_listed(fresh))
        return answer

    def remotes(self) -> dict[str, str]:
        """Return the address of each remote, as git would reach it."""
        names = self.git("remote").out.splitlines()
        return {name: self.git("remote", "get-url", "--", name).out.strip("\n") for name in names}

    def setting(self, name: str) -> str:
        """Return one of git's settings, "" where it isn't set."""
        return self.git("config", "--get", name).out.strip("\n")

    def superproject(self) -> str:
        """Return the work tree of which this one is a submodule, "" where it is none."""
        return self.git("rev-parse", "--show-superproject-working-tree").out.strip("\n")


def _listed(paths: Iterable[str]) -> bytes:
    return b"".join(path.encode("utf-8", "surrogateescape") + b"\0" for path in paths)


def _locale() -> dict[str, str]:
    """Return the user's own locale, which GitPython would replace: hooks are the user's programs."""
    return {name: os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL")}


@contextmanager
def _only_this_repository() -> Iterator[None]:
    hidden = {name: os.environ.pop(name) for name in PLACES if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)


def _no_git() -> Stop:
    return Stop("git-missing", "git isn't installed, or isn't in PATH", "Install git 2.38 or later")
