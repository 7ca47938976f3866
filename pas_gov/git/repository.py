"""Finding a repository, its cache folder, and the base that a change is judged against."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from pas_gov.diagnostics import Stop, pasted, printable
from pas_gov.git.process import (
    OPTIONS,
    Repository,
    discovery_environment,
    execute,
    failure,
    run,
)

NOWHERE: Mapping[str, str] = {}  # no environment
LONGEST = 1 << 16  # bytes of a path
OLDEST = (2, 38)  # the first with merge-tree --write-tree

# rev-parse prints an option that it doesn't know as it is: a separator, as paths may hold newlines.
BETWEEN = "--pas-gov-between"
PATHS = ("--absolute-git-dir", BETWEEN, "--path-format=absolute", "--git-common-dir", BETWEEN)
QUESTIONS = ("--show-object-format", BETWEEN, *PATHS, "--show-toplevel")


def open_repository(directory: str) -> Repository:
    """Return the repository that holds a folder, searching upward as git does.

    The user's safe.directory and safe.bareRepository are honoured. Stops: no-repository, unsafe-repository,
    git-missing, git-too-old.
    """
    if "\0" in directory or not os.path.isdir(directory):
        raise Stop(
            "no-folder", f"There is no folder {printable(directory)}", "Check the path of --repo", status=2
        )
    _check_version()
    asked = ["git", *OPTIONS, "-C", directory, "rev-parse", *QUESTIONS]
    done = execute(asked, discovery_environment())
    answers = done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n").split(f"\n{BETWEEN}\n")
    if len(answers) == 3 and answers[2].endswith(f"\n{BETWEEN}"):  # no top level: a bare repository
        return Repository(answers[1], answers[2].removesuffix(f"\n{BETWEEN}"), None, answers[0])
    if done.returncode or len(answers) != 4:
        raise _not_opened(directory, done.stderr.decode("utf-8", "replace"))
    if not _is_own(answers[1], answers[3]):
        raise _not_own(answers[1])
    return Repository(answers[1], answers[2], answers[3], answers[0])


def _is_own(git_dir: str, work_tree: str) -> bool:
    """Tell whether this git folder is ``.git``, or the work tree's ``.git`` leads to it: no commit can bring those.

    Any other folder that looks like a git folder may have come with somebody's files, settings and all.
    """
    if ".git" in os.path.realpath(git_dir).split(os.sep):
        return True
    own = os.path.join(work_tree, ".git")
    if os.path.isfile(own):
        try:
            with open(own, "rb") as file:
                said = os.fsdecode(file.read(LONGEST))
        except OSError:
            return False
        own = os.path.join(work_tree, said.removeprefix("gitdir:").strip())
    return os.path.realpath(own) == os.path.realpath(git_dir)


def _not_own(git_dir: str) -> Stop:
    message = (
        f"{printable(git_dir)} looks like a git folder, but isn't the one of the work tree that it names"
    )
    return Stop(
        "unsafe-repository", message, "it may have come with somebody's files: name the work tree with --repo"
    )


def _check_version() -> None:
    said = _version(*_program())
    found = re.match(r"git version (\d+)\.(\d+)", said)
    if found is None or (int(found[1]), int(found[2])) < OLDEST:
        message = f"pas-gov needs git 2.38 or later, and this is {printable(said.strip()) or 'unknown'}"
        raise Stop("git-too-old", message, "Install a newer git (https://git-scm.com/downloads)")


def _program() -> tuple[str, int, int]:
    """Return which git would run, and what of its file changes when it is replaced; "" and nothing without one."""
    path = shutil.which("git") or ""
    about = os.stat(path) if path else None
    return (path, about.st_mtime_ns, about.st_size) if about else ("", 0, 0)


@lru_cache(maxsize=4)
def _version(*_program: str | int) -> str:
    """Return what git says of its version: asked once of each git, as a command opens its repository several times."""
    return execute(["git", "version"], discovery_environment()).stdout.decode("utf-8", "replace")


def _not_opened(directory: str, said: str) -> Stop:
    folder = printable(os.path.abspath(directory))
    if "dubious ownership" in said:
        message = f"git refuses the repository at {folder}, as it belongs to someone else"
        remedy = (
            f"If you trust it: git config --global --add safe.directory {pasted(os.path.abspath(directory))}"
        )
        return Stop("unsafe-repository", message, remedy)
    if "cannot use bare repository" in said:
        message = f"git is set not to open the bare repository at {folder} (safe.bareRepository)"
        return Stop("unsafe-repository", message, "Use a clone with a work tree")
    if "not a git repository" in said:
        message = f"{folder} is in no git repository"
        return Stop(
            "no-repository", message, "Go to the repository, name it with --repo, or start one: git init"
        )
    return failure(said)


def cache_dir(repository: Repository) -> str:
    """Return the folder for caches inside the git folder, shared by all worktrees. It isn't created here."""
    return os.path.join(repository.common_dir, "pas-gov")


def event_base(environ: Mapping[str, str]) -> str:
    """Return the ref that a run of GitHub Actions judges its change against, "" where there is no such run.

    It is the live tip of the pull request's base branch, or the merge group's base_sha.
    """
    if environ.get("GITHUB_EVENT_NAME") == "merge_group":
        return _merge_group_base(environ.get("GITHUB_EVENT_PATH", ""))
    branch = environ.get("GITHUB_BASE_REF") or _pull_request_base(environ.get("GITHUB_EVENT_PATH", ""))
    return f"refs/remotes/origin/{branch}" if branch else ""


def default_branch(repository: Repository, environ: Mapping[str, str] = NOWHERE) -> str:
    """Return the branch that changes go into, as the repository itself tells; "" where it doesn't.

    The remote's default branch; else main, as the remote has it or as it is here; else the only branch that there
    is, or of two the other one if this repository began on it: told only where no one's change can be what is
    checked out: never in CI, in a shallow clone or beside a remote.
    """
    repository = replace(repository, workspace=None)  # a workspace has no refs
    _, default = run(repository, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD", accept=(0, 1))
    if default:
        return default.decode("utf-8", "surrogateescape").removesuffix("\n")
    names = branches(repository)
    for main in ("refs/remotes/origin/main", "refs/heads/main"):
        if main in names:
            return main.removeprefix("refs/heads/")
    return "" if comes_from_elsewhere(repository, environ) else _only(repository, names)


def branches(repository: Repository) -> list[str]:
    """Return the full names of the branches, those of this repository and those that its remotes had."""
    _, listed = run(repository, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")
    names = listed.decode("utf-8", "surrogateescape").splitlines()
    return [name for name in names if not (name.startswith("refs/remotes/") and name.endswith("/HEAD"))]


def comes_from_elsewhere(repository: Repository, environ: Mapping[str, str]) -> bool:
    """Whether what is checked out may be a change that somebody proposes, under a name that they chose."""
    if environ.get("CI", "").lower() not in ("", "false", "0"):
        return True
    if os.path.exists(os.path.join(repository.common_dir, "shallow")):
        return True
    _, remotes = run(repository, "config", "--get-regexp", r"^remote\..*\.url$", accept=(0, 1))
    return bool(remotes) or any(name.startswith("refs/remotes/") for name in branches(repository))


def checked_out(repository: Repository) -> str:
    """Return the full name of the branch that is checked out; "" for none."""
    _, current = run(replace(repository, workspace=None), "symbolic-ref", "--quiet", "HEAD", accept=(0, 1))
    return current.decode("utf-8", "surrogateescape").removesuffix("\n")


def _only(repository: Repository, names: list[str]) -> str:
    """Return the only branch, or the other one of two where the repository began on it; "" for none.

    The one of two that is checked out is never told: it may be the change.
    """
    if len(names) == 1:
        return names[0].removeprefix("refs/heads/")
    began = _began(repository, names) if len(names) == PAIR else []
    known = len(began) == 1 and began[0] != checked_out(repository)
    return began[0].removeprefix("refs/heads/") if known else ""


PAIR = 2  # the branch that changes go into, and one of a change


def _began(repository: Repository, names: list[str]) -> list[str]:
    """Return the branches that hold the first commit that was made here, by git's log of what each stood at."""
    return [name for name in names if _began_with(repository, name)]


def _began_with(repository: Repository, branch: str) -> bool:
    _, logged = run(repository, "log", "--walk-reflogs", "--format=%gs", branch, "--", accept=(0, 128))
    return logged.rstrip(b"\n").rpartition(b"\n")[2].startswith(b"commit (initial)")


def no_base(repository: Repository, environ: Mapping[str, str] = NOWHERE) -> Stop:
    """Return the Stop where nothing tells which branch changes go into: what there is, and how to say it."""
    repository = replace(repository, workspace=None)
    names, current = branches(repository), checked_out(repository)
    if not names and current:
        message = "This repository has no commit yet, so there is nothing that a change could go into"
        remedy = "Make the first one, which nobody judges: git add -A; git commit. From then on each change is judged"
        return Stop("no-commit", message, remedy)
    elsewhere = comes_from_elsewhere(repository, environ)
    own = {current, current.replace("refs/heads/", "refs/remotes/origin/", 1)}
    began = [] if elsewhere else _began(repository, [name for name in names if name not in own])
    shown = [_short(name) for name in names if name not in own]
    if not shown:
        return Stop("no-base", UNKNOWN, FETCH)
    more = f" and {len(shown) - MOST} more" if len(shown) > MOST else ""
    listed = f"(there are {', '.join(shown[:MOST])}{more})"
    if elsewhere:
        return Stop("no-base", UNKNOWN, f"Name it: --base <BRANCH> {listed}")
    message = 'Which branch changes go into isn\'t known: there is no "main", and several others'
    likely = pasted(_short(began[0])) if len(began) == 1 else "<BRANCH>"
    remedy = f"Name it: --base {likely}, or once for all in pas-gov.yaml: base: {likely}"
    return Stop("no-base", message, f"{remedy} {listed}")


def _short(name: str) -> str:
    return printable(name.removeprefix("refs/heads/").removeprefix("refs/remotes/"))


MOST = 8  # branches that are named
UNKNOWN = "Which branch changes go into isn't known: the remote's default branch isn't here, nor is \"main\""
FETCH = (
    "Fetch the branch that changes go into, and name it: git fetch origin "
    "<BRANCH>:refs/remotes/origin/<BRANCH>, then --base origin/<BRANCH>"
)


def _pull_request_base(event_path: str) -> str:
    """Return the base branch of the pull request that an event is about, whatever it is called; "" for none."""
    import json

    try:
        with open(event_path, encoding="utf-8") as file:
            base = json.load(file)["pull_request"]["base"]["ref"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    return base if isinstance(base, str) else ""


def queue_branch(environ: Mapping[str, str]) -> str:
    """Return the branch that a merge queue merges into, as the remote has it; "" where this run is of none."""
    import json

    if environ.get("GITHUB_EVENT_NAME") != "merge_group":
        return ""
    try:
        with open(environ.get("GITHUB_EVENT_PATH", ""), encoding="utf-8") as file:
            branch = json.load(file)["merge_group"]["base_ref"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    known = isinstance(branch, str) and branch.startswith("refs/heads/")
    return branch.replace("refs/heads/", "refs/remotes/origin/", 1) if known else ""


def _merge_group_base(event_path: str) -> str:
    import json

    try:
        with open(event_path, encoding="utf-8") as file:
            base = json.load(file)["merge_group"]["base_sha"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        base = None
    if not isinstance(base, str) or not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", base):
        message = "This is a merge group, but its event file (GITHUB_EVENT_PATH) names no base_sha"
        raise Stop("no-base", message, "Name the base: pas-gov gate --base REF")
    return base
