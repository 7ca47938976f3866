"""What somebody who doesn't use git does after a commit: push it, and open the pull request."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from contextlib import suppress

from pas_gov.authoring.saving.ground import CommitGround, Ground, short_name
from pas_gov.authoring.saving.web_address import request_address, web_place
from pas_gov.diagnostics import Stop, printable
from pas_gov.gate.base import default_base
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.report.committed import Step

PLAIN = re.compile(r"[A-Za-z0-9._/+-]+")
RECORDS = ("promises", "policies", "pas-gov.yaml")


def next_steps(ground: Ground, commit: CommitGround) -> tuple[Step, ...]:
    """Return the steps that bring a commit to where it is judged and reviewed."""
    base = base_branch(ground)
    remotes = commit.checkout.remotes()
    remote = push_remote(remotes, commit.checkout.setting("remote.pushDefault"))
    if base and commit.branch == base:
        return _off_the_base(base, commit.start.id, remote)
    if not remote:
        return (Step("Have it reviewed: this repository has no remote yet. Ask who keeps the promises for its address:",
                     "git remote add origin <ADDRESS> && " + _push("origin", commit.branch)),)  # fmt: skip
    push = Step("Push it:", _push(remote, commit.branch))
    forges = load_rulebook(ground.files()).settings.forges
    place = web_place(remotes[remote], forges)
    if place is None:
        into = f" into {printable(base)}" if base else ""
        return (push, Step(f"Open the pull request{into}, where the repository is hosted."))
    what = "merge request" if place.forge == "gitlab" else "pull request"
    return (push, Step(f"Open the {what}:", request_address(place, commit.branch, base or "HEAD")))


NEW_BRANCH = "<NEW BRANCH>"


def _off_the_base(base: str, start: str, remote: str) -> tuple[Step, ...]:
    """Return how a commit that was made on the base goes to a branch, and the base back; no file is touched by it."""
    moved = f'git switch --create "{NEW_BRANCH}" && git branch --force {shlex.quote(base)} {start[:12]}'
    first = Step(
        f"It stands on {printable(base)} itself. So that it is reviewed first, paste this line with a name of yours "
        f"for {NEW_BRANCH}: it moves the commit to a branch of that name, and changes no file:",
        moved,
    )
    if not remote:
        return (first,)
    push = f'git push --set-upstream {shlex.quote(remote)} "{NEW_BRANCH}"'
    last = Step(f"Open the pull request into {printable(base)}, where the repository is hosted.")
    return first, Step("Push that branch:", push), last


def _push(remote: str, branch: str) -> str:
    return f"git push --set-upstream {shlex.quote(remote)} {shlex.quote(branch)}"


def push_remote(remotes: Mapping[str, str], default: str) -> str:
    """Return the remote that a branch is pushed to: as git's settings say, else origin, else the only one; "" for none.

    A name that isn't plain is never one: it stands in a command that is pasted.
    """
    plain = [name for name in remotes if PLAIN.fullmatch(name) and not name.startswith("-")]
    if default in plain:
        return default
    return "origin" if "origin" in plain else plain[0] if len(plain) == 1 else ""


def base_branch(ground: Ground) -> str:
    """Return the branch that changes go into, by its short name; "" where that isn't known."""
    repository = ground.folder.repository
    with suppress(Stop):
        if repository is not None:
            ref = ground.commit.base if ground.commit and ground.commit.base else default_base(repository, {})
            return ref.removeprefix("refs/remotes/origin/").removeprefix("refs/heads/")
    return ""


def notes(ground: Ground, commit: CommitGround) -> tuple[str, ...]:
    """Return what the user may not expect of the commit that was just made."""
    return tuple(_notes(ground, commit))


def _notes(ground: Ground, commit: CommitGround) -> Iterator[str]:
    repository = ground.folder.repository
    if repository is not None and not commit.base and commit.branch == base_branch(ground):
        yield (
            f"this is {printable(commit.branch)} itself, into which changes go by a pull request: "
            "for the next one, add --branch NAME"
        )
    found = _uncommitted(commit)
    if found:
        yield f"not in this commit, as other changes that aren't committed yet: {found}"
    above = commit.checkout.superproject()
    if above:
        yield f"this repository is a submodule of {printable(above)}, which takes the commit by one of its own"


def _uncommitted(commit: CommitGround) -> str:
    """Return the records that aren't committed as they stand, in words; "" for none."""
    found = commit.checkout.changed(RECORDS)
    return ", ".join(map(printable, found[:MOST])) + (", ..." if len(found) > MOST else "")


MOST = 5  # files that are named


def unseen_records(ground: Ground) -> str:
    """Return why a promise may be missing where a change is drafted on what is committed; "" for no reason."""
    commit = ground.commit
    if commit is None:
        return ""
    if commit.base:
        return (
            f"--branch begins at {short_name(commit.base)}; to go on from what is checked out: --commit alone"
        )
    found = _uncommitted(commit)
    return f"what isn't committed isn't seen by --commit: {found}" if found else ""
