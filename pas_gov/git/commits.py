"""Commits: resolving a ref once, and parsing raw headers without believing more than they say.

Raw objects, not ``git log``: a mailmap in the tree re-attributes people there, a second author header is
dropped, and dates are repaired. Here what isn't plain is unknown (None).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace

from pas_gov.diagnostics import UNPRINTABLE, Stop, printable
from pas_gov.git.objects import RECORD_LIMIT, Objects, objects
from pas_gov.git.process import Repository, damaged

HEADER = re.compile(rb"tree ([0-9a-f]{40,64})\n((?:parent [0-9a-f]{40,64}\n)*)")
PERSON = re.compile(rb"([^<>\0\n]*?) ?<([^<>\0\n]*)> (\d{1,12}) ([+-](?:0\d|1[0-4])[0-5]\d)")
YEAR_1971, YEAR_2100 = 31_536_000, 4_102_444_800


@dataclass(frozen=True, slots=True)
class Signature:
    """Who and when, as a commit's header says. ``seconds`` since 1970 in UTC, ``zone`` as ``+0100``."""

    name: str
    email: str
    seconds: int
    zone: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. ``ref`` is the name that it was asked for by, else its id.

    ``author`` and ``committer`` are None where the header isn't plain: given twice, malformed, or with a
    date before 1971, after 2100 or in an impossible zone. ``message`` is the text after the headers, with
    U+FFFD for what isn't UTF-8.
    """

    id: str
    tree: str
    ref: str
    parents: tuple[str, ...] = ()
    author: Signature | None = None
    committer: Signature | None = None
    message: str = ""


def commit(repository: Repository, ref: str) -> Commit:
    """Resolve a ref, once, to the commit that it names now.

    Stops: bad-ref (starts with "-", holds control characters, is empty), ambiguous-ref, missing-ref,
    no-commit (HEAD before the first commit), damaged-object.
    """
    _check_ref(ref)
    with objects(replace(repository, workspace=None)) as store:  # a workspace has no refs
        found = store.find(f"{ref}^{{commit}}")
        said = store.said()
    if "is ambiguous" in said:
        message = f'"{printable(ref)}" has several meanings here: a branch, a tag or a short id'
        raise Stop(
            "ambiguous-ref", message, "Write the full name, for instance refs/heads/main or refs/tags/main"
        )
    if found is None:
        raise _missing_ref(repository, ref)
    return parse(found[0], found[1], ref)


def _check_ref(ref: str) -> None:
    if (
        not ref
        or len(ref) > 1000
        or ref.startswith("-")
        or UNPRINTABLE.search(ref.encode("utf-8", "ignore").decode())
    ):
        message = f'"{printable(ref[:80])}" isn\'t the name of a branch, a tag or a commit'
        raise Stop("bad-ref", message, "Names may not start with - or hold control characters", status=2)


def _missing_ref(repository: Repository, ref: str) -> Stop:
    if ref == "HEAD":
        return Stop(
            "no-commit", "This repository has no commit yet", "Make the first one: git add -A; git commit"
        )
    shown = printable(ref.removeprefix("refs/remotes/").removeprefix("refs/heads/"))
    message = f'"{shown}" names no commit in this repository'
    if ref.startswith(("refs/remotes/origin/", "origin/")):
        branch = printable(ref.removeprefix("refs/remotes/").removeprefix("origin/"))
        remedy = f"Fetch it: git fetch origin {branch}:refs/remotes/origin/{branch}"
    elif re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", ref):
        remedy = f"Fetch it: git fetch origin {ref}"
    else:
        remedy = (
            "See which names there are: git branch --all; git fetch origin brings new ones; or name --base"
        )
    return Stop("missing-ref", message, remedy + _where_shallow(repository))


def _where_shallow(repository: Repository) -> str:
    shallow = os.path.exists(os.path.join(repository.common_dir, "shallow"))
    return " (in GitHub Actions: actions/checkout with fetch-depth: 0)" if shallow else ""


def first_parents(repository: Repository, ref: str, limit: int | None = None) -> tuple[Commit, ...]:
    """Return the commit and its first parents, newest first: what its branch was, merge by merge.

    Follows the raw headers, so neither replace refs nor grafts nor a commit-graph have a say. Ends at a root,
    at ``limit`` commits, or where a shallow clone was cut (its last commit then has parents that aren't
    here). Stops as :func:`commit`, and missing-object.
    """
    found = [commit(repository, ref)]
    cut = shallow_boundary(repository)
    with objects(repository) as store:
        while found[-1].parents and found[-1].id not in cut and (limit is None or len(found) < limit):
            found.append(_load(store, found[-1].parents[0]))
    return tuple(found[:limit])


def _load(store: Objects, identity: str) -> Commit:
    ((_, data),) = store.get([identity], "commit", RECORD_LIMIT)
    return parse(identity, data, identity)


def shallow_boundary(repository: Repository) -> frozenset[str]:
    """Return the ids of the commits whose parents a shallow clone left out."""
    try:
        with open(os.path.join(repository.common_dir, "shallow"), encoding="ascii", errors="replace") as file:
            return frozenset(file.read().split())
    except FileNotFoundError:
        return frozenset()


def parse(identity: str, data: bytes, ref: str) -> Commit:
    """Parse a raw commit; Stop(damaged-object) where it doesn't begin with a tree and its parents."""
    start = HEADER.match(data)
    if start is None:
        raise damaged(f"The commit {identity} names no tree")
    head, _, message = data[start.end() :].partition(b"\n\n")
    parents = tuple(line.split()[1].decode() for line in start[2].splitlines())
    people = (_person(head, b"author "), _person(head, b"committer "))
    return Commit(identity, start[1].decode(), ref, parents, *people, message.decode("utf-8", "replace"))


def _person(head: bytes, key: bytes) -> Signature | None:
    lines = [line for line in head.split(b"\n") if line.startswith(key)]
    plain = PERSON.fullmatch(lines[0].removeprefix(key)) if len(lines) == 1 else None
    if plain is None or not YEAR_1971 <= int(plain[3]) < YEAR_2100:
        return None
    name, email, zone = (plain[n].decode("utf-8", "replace") for n in (1, 2, 4))
    return Signature(name, email, int(plain[3]), zone)
