"""What keeps a commit from being made, found before anything is asked, drafted or written: each with its remedy."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping

from pas_gov import git
from pas_gov.authoring.repository.checkout import Checkout
from pas_gov.authoring.typed import Typed
from pas_gov.diagnostics import UNPRINTABLE, Stop, printable
from pas_gov.gate.base import default_base
from pas_gov.judging.verdict.remedy import shown


def check_message(text: str | None) -> None:
    """Refuse a message that says nothing, or holds what nobody can see; None is the one by default."""
    if text is None:
        return
    if not text.strip():
        raise Stop("no-message", "the message of the commit (-m) is empty",
                   "say what was done, or leave -m away: then pas-gov says it", status=2)  # fmt: skip
    strange = next((one for one in UNPRINTABLE.findall(text) if one not in "\n\r\t"), "")
    if strange:
        message = (
            f"the message of the commit (-m) holds a character that nobody can see: {printable(strange)}"
        )
        raise Stop("bad-message", message, "write it without", status=2)


def head_commit(repository: git.Repository) -> git.Commit:
    """Return the last commit; Stop(no-commit) where there is none yet."""
    try:
        return git.commit(repository, "HEAD")
    except Stop as stop:
        if stop.code != "no-commit":
            raise
        message = (
            "nothing is committed here yet, and a commit of one record alone would leave out its policies"
        )
        first = 'commit all of it, once: git add --all && git commit -m "Adopt pas-gov"'
        raise Stop("no-commit", message, f"{first}; then run this again") from None


def detached(head: git.Commit, typed: Typed | None) -> Stop:
    """Return the Stop where no branch is checked out."""
    message = (
        f"no branch is checked out, but the commit {head.id[:9]}, so that a commit here would belong to none"
    )
    again = shown(typed.completed([("--branch", "<A NAME FOR THE BRANCH>")])) if typed else "--branch NAME"
    return Stop("detached", message, f"commit it on a branch of its own: {again}")


def new_branch_base(
    repository: git.Repository,
    checkout: Checkout,
    name: str,
    environ: Mapping[str, str],
    typed: Typed | None,
) -> str:
    """Return the ref of the base, from which the branch can be made; Stops: bad-branch, branch-exists, missing-ref."""
    shown_name = printable(name[:80])
    if UNPRINTABLE.search(name) or not checkout.is_branch_name(name):
        message = f'"{shown_name}" is no name that git takes for a branch'
        remedy = "write words joined by hyphens, such as slower-response: no blanks, none of ~ ^ : ? * [ \\, no - first"
        raise Stop("bad-branch", message, remedy, status=2)
    for ref, what in _taken(checkout, name):
        if not checkout.git("show-ref", "--verify", "--quiet", "--", ref).status:
            raise Stop("branch-exists", f'there is {what} "{shown_name}" already',
                       _instead(checkout, ref, typed))  # fmt: skip
    beside = _in_the_way(checkout, name)
    if beside:
        message = f'there is a branch "{printable(beside)}", beside which git can\'t have "{shown_name}"'
        raise Stop(
            "branch-exists", message, "choose a name that neither begins with that one nor it with yours"
        )
    try:
        return default_base(repository, environ)
    except Stop as stop:
        if stop.code != "no-base":
            raise
        remedy = "commit on the branch that is checked out: --commit, without --branch; or say in pas-gov.yaml of the"
        raise Stop(
            "missing-ref", stop.message, f"{remedy} branch that changes go into, once for all: base: NAME"
        ) from None


def _taken(checkout: Checkout, name: str) -> Iterator[tuple[str, str]]:
    """Yield each ref that has the name, or would be meant by it as well, with what it is."""
    yield f"refs/heads/{name}", "a branch"
    for remote in checkout.remotes():
        yield f"refs/remotes/{remote}/{name}", f"at {printable(remote)} a branch"
    yield f"refs/tags/{name}", "a tag"
    yield f"refs/remotes/{name}", "a branch of a remote"


def _in_the_way(checkout: Checkout, name: str) -> str:
    """Return a branch whose name is a folder of the other, or the other way round: git keeps them as files."""
    parts = name.split("/")
    above = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
    listed = checkout.git("for-each-ref", "--format=%(refname)", "--", "refs/heads").out.splitlines()
    names = [one.removeprefix("refs/heads/") for one in listed]
    return next((one for one in names if one in above or one.startswith(f"{name}/")), "")


def _instead(checkout: Checkout, ref: str, typed: Typed | None) -> str:
    """Return what to do instead: another name, or to go on with that branch, where it can be gone to from here."""
    other, here = "choose another name", ref == checkout.branch()
    if typed is None or not ref.startswith("refs/heads/") or (not here and ref in checkout.branches_in_use()):
        return other
    alone = shown(typed.without("--branch").completed([("--commit", None)]))
    switch = "" if here else f"git switch {shlex.quote(ref.removeprefix('refs/heads/'))}\n"
    return f"{other}; or go on with that one:\n{switch}{alone}"


def check_repository(repository: git.Repository, checkout: Checkout) -> None:
    """Refuse what would make git refuse the commit at the end."""
    fault = checkout.author_fault()
    if fault:
        message = f"git doesn't know who makes the commit ({printable(fault)})"
        names = 'git config user.name "<YOUR NAME>" && git config user.email "<YOU@EXAMPLE.ORG>"'
        raise Stop("no-author", message, f"tell it, once for this repository:\n{names}")
    if checkout.is_unmerged():
        message = "files are in conflict here, from a merge or a stash, so git commits nothing"
        raise Stop("unmerged", message, "see which: git status; mend each, then: git add FILE")
    lock = os.path.join(repository.git_dir, "index.lock")
    if os.path.lexists(lock):
        message = "another git is at work here, or one was killed, so git commits nothing"
        raise Stop(
            "locked", message, f"wait for it; where none is running any more, remove {printable(lock)}"
        )
