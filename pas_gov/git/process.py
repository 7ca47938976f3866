"""Running git: fixed argument lists, a scrubbed environment, and failures told in plain words.

GitPython isn't used for reading: tried with 3.2.1, it merges ``os.environ`` into the child, so that ``GIT_DIR``,
``GIT_INDEX_FILE`` or ``GIT_CONFIG_COUNT`` of whoever calls us would decide what is judged. Where pas-gov writes a
repository of its own, it serves: see ``authoring/repository/``.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Mapping

from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass

# Nothing of the user's, the system's or the repository's settings may change what is read or how it merges.
# (merge commands also run in a workspace, a git folder of our own: see workspace.py.)
SETTINGS = (
    f"core.attributesFile={os.devnull}",
    "core.commitGraph=false",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.untrackedCache=false",
    "core.warnAmbiguousRefs=true",
    "merge.conflictStyle=merge",
    "merge.directoryRenames=conflict",
    "merge.renames=true",
    "merge.renormalize=false",
    "protocol.allow=never",
)
OPTIONS = ("--no-pager", *(word for setting in SETTINGS for word in ("-c", setting)))

# What discovery alone takes over from the caller: where settings are (safe.directory), how far to look.
DISCOVERY = late_pattern(
    r"GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)\Z"
)

ALWAYS = {
    "LC_ALL": "C",
    "GIT_ADVICE": "0",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_IMPLICIT_WORK_TREE": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone fetches what it lacks, unasked. Git knows the first variable since 2.45 and in the security
    # releases of earlier ones (2.39.4 and so on). The second helps everywhere, as it goes before any setting;
    # remote.<name>.promisor=false and extensions.partialClone= don't help (tried on 2.39.5).
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

EMPTY_TREE = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}

DAMAGED = late_pattern(
    r"corrupt|inflate|malformed|mismatch|too-short|too long|object file .* is empty|garbage|unable to unpack"
    r"|cannot be read|bogus",
    re.I,
)
COMPLAINT = late_pattern(r"^(error|fatal):", re.MULTILINE)
MISSING = late_pattern(
    r"missing|(could not|unable to|failed to) (read|fetch|find|load)|(bad|invalid|not a valid) object"
    r"|cannot read",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Repository:
    """Where a repository is: absolute paths, and ``sha1`` or ``sha256``.

    ``git_dir`` is the linked worktree's own where there is one, ``common_dir`` the one that all worktrees
    share. ``work_tree`` is None for a bare repository. ``workspace`` is the git folder that commands run in
    instead, where a workspace is open (see :func:`pas_gov.git.workspace`).
    """

    git_dir: str
    common_dir: str
    work_tree: str | None
    object_format: str = "sha1"
    workspace: str | None = None

    @property
    def id_length(self) -> int:
        """Return the number of hex digits of an object's id here."""
        return 64 if self.object_format == "sha256" else 40


def environment(object_format: str = "sha1") -> dict[str, str]:
    """Return the environment of every child: the caller's without GIT_*, and without anybody's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **ALWAYS, **NO_SETTINGS, "GIT_ATTR_SOURCE": EMPTY_TREE[object_format]}


def discovery_environment() -> dict[str, str]:
    """Return the environment of the one command that may read the user's settings, for safe.directory."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or DISCOVERY.match(k)}
    return {**kept, **{name: value for name, value in ALWAYS.items() if name != "GIT_IMPLICIT_WORK_TREE"}}


def command(repository: Repository, *arguments: str) -> list[str]:
    """Return the argument list that runs one git command on this repository's objects and refs."""
    return ["git", *OPTIONS, f"--git-dir={repository.workspace or repository.git_dir}", *arguments]


def execute(
    arguments: list[str], env: Mapping[str, str], *, cwd: str | None = None, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run git to its end with ``given`` as standard input; Stop where there is no git, or its status is lost."""
    if hasattr(signal, "SIGCHLD") and signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN:
        message = (
            "this process ignores its children (SIGCHLD), so that every failure of git looks like success"
        )
        raise Stop("git-failed", message, "Run pas-gov from a process that doesn't")
    try:
        return subprocess.run(arguments, input=given, capture_output=True, env=env, cwd=cwd, check=False)  # noqa: S603 - fixed lists
    except FileNotFoundError as error:
        raise no_git() from error


def run(
    repository: Repository,
    *arguments: str,
    given: bytes = b"",
    accept: tuple[int, ...] = (0,),
    extra: Mapping[str, str] | None = None,
) -> tuple[int, bytes]:
    """Run a git command in the git folder; return its status and output, Stop on any status not accepted.

    A complaint is a failure whatever the status, unless 128 (fatal) is accepted: merge-tree of git 2.39 says
    "Could not read" of a missing tree, takes it for an empty one, and ends with status 0 or 1.
    """
    env = {**environment(repository.object_format), **(extra or {})}
    done = execute(
        command(repository, *arguments), env, cwd=repository.workspace or repository.git_dir, given=given
    )
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode not in accept or (128 not in accept and COMPLAINT.search(said)):
        raise failure(said)
    return done.returncode, done.stdout


def failure(said: str) -> Stop:
    """Return the Stop for what git printed when it gave up: a missing or damaged object, or its own words."""
    lines = (line for line in said.splitlines() if not line.startswith("hint:"))
    words = printable(" ".join(" ".join(lines).split())) or "nothing"
    if DAMAGED.search(said):
        return damaged(f"git can't read an object of this repository: {words}")
    if MISSING.search(said):
        return missing(f"An object isn't in this repository. Git says: {words}")
    return Stop("git-failed", f"git failed. It says: {words}", "See the whole state with: git fsck")


def missing(message: str) -> Stop:
    """Return the Stop for an object that isn't here, which a partial or interrupted clone causes."""
    return Stop(
        "missing-object",
        message,
        "Fetch everything: git fetch --refetch --no-filter origin; then check with: git fsck",
    )


def damaged(message: str) -> Stop:
    """Return the Stop for an object whose content isn't what its id says."""
    return Stop("damaged-object", message, "See what is damaged: git fsck --full; then take a fresh clone")


def no_git() -> Stop:
    """Return the Stop for a machine without git."""
    return Stop("git-missing", "git isn't installed, or isn't in PATH", "Install git 2.38 or later")
