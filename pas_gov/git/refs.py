"""Refs resolved to commits, and a branch's history along first parents."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from pas_gov.diagnostics import UNPRINTABLE, Stop, pasted, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.git.commits import Commit, parse, shallow_boundary
from pas_gov.git.objects import RECORD_LIMIT, Objects, objects
from pas_gov.git.process import DAMAGED, Repository, failure, missing, run

FULL_ID = late_pattern(r"[0-9a-f]{40}|[0-9a-f]{64}")


def commit(repository: Repository, ref: str) -> Commit:
    """Resolve a ref, once, to the commit that it names now.

    Stops: bad-ref (starts with "-", holds control characters, is empty), ambiguous-ref, missing-ref,
    no-commit (HEAD before the first commit), missing-object, damaged-object.
    """
    _check_ref(ref)
    with objects(replace(repository, workspace=None)) as store:  # a workspace has no refs
        found, said = store.find(f"{ref}^{{commit}}")
    if "is ambiguous" in said:
        message = f'"{printable(ref)}" has several meanings here: a branch, a tag or a short id'
        remedy = "Write the full name, for instance refs/heads/main or refs/tags/main"
        raise Stop("ambiguous-ref", message, remedy)
    if found is None:
        raise failure(said) if DAMAGED.search(said) else _not_found(repository, ref)
    return parse(found[0], found[1], ref)


def _check_ref(ref: str) -> None:
    plain = ref.encode("utf-8", "ignore").decode()  # names needn't be UTF-8
    if not ref or len(ref) > 1000 or ref.startswith("-") or UNPRINTABLE.search(plain):
        message = f'"{printable(ref[:80])}" isn\'t the name of a branch, a tag or a commit'
        remedy = "A name doesn't start with - or hold control characters. See them all: git branch --all"
        raise Stop("bad-ref", message, remedy, status=2)


def _not_found(repository: Repository, ref: str) -> Stop:
    if _is_lost(repository, ref):
        return missing(f"The commit that {printable(ref)} names isn't in this repository")
    if ref == "HEAD":
        message = "This repository has no commit yet"
        return Stop("no-commit", message, "Make the first one: git add -A; git commit")
    shown = printable(ref.removeprefix("refs/remotes/").removeprefix("refs/heads/"))
    message = f'"{shown}" names no commit in this repository'
    return Stop("missing-ref", message, _how_to_fetch(ref) + _where_shallow(repository))


def full_name(repository: Repository, ref: str) -> str:
    """Return the full name of the branch or tag that a ref names, HEAD's where it is on a branch; "" for none."""
    _check_ref(ref)
    asked = ("rev-parse", "--symbolic-full-name", ref)
    _, answer = run(replace(repository, workspace=None), *asked, accept=(0, 1, 128))
    return answer.decode("utf-8", "surrogateescape").strip()


def _is_lost(repository: Repository, ref: str) -> bool:
    """Whether a ref is there, and the object that it names isn't."""
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", ref)
    _, answer = run(replace(repository, workspace=None), *asked, accept=(0, 1, 128))
    named = answer.decode("ascii", "replace").strip()
    if named == ref or not FULL_ID.fullmatch(named):
        return False
    return run(repository, "cat-file", "-e", named, accept=(0, 1, 128))[0] != 0


def _how_to_fetch(ref: str) -> str:
    if ref.startswith(("refs/remotes/origin/", "origin/")):
        branch = ref.removeprefix("refs/remotes/").removeprefix("origin/")
        return f"Fetch it: git fetch origin {pasted(f'{branch}:refs/remotes/origin/{branch}')}"
    if FULL_ID.fullmatch(ref):
        return f"Fetch it: git fetch origin {pasted(ref)}"
    return "See which names there are: git branch --all; git fetch origin brings new ones"


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
        for known in _foretold(repository, store, found[0], cut, limit):
            found.append(known)
        while found[-1].parents and found[-1].id not in cut and (limit is None or len(found) < limit):
            found.append(_load(store, found[-1].parents[0]))
    return tuple(found[:limit])


def _foretold(
    repository: Repository, store: Objects, tip: Commit, cut: frozenset[str], limit: int | None
) -> Iterator[Commit]:
    """Yield the commits after the tip that git lists, read together, as long as each is the last one's first parent.

    A list is a hint for speed alone: the raw headers decide, and whoever asks goes on from the last that is right.
    """
    most = (f"--max-count={limit}",) if limit else ()
    status, listed = run(repository, "rev-list", "--first-parent", *most, tip.id, accept=(0, 1, 128))
    ids = listed.decode("ascii", "replace").split()[1:] if status == 0 else []
    last: Commit | None = tip
    for identity, data in (
        store.get(ids, "commit", RECORD_LIMIT) if ids else ()
    ):  # to its end: others will ask, too
        if last is None or last.id in cut or last.parents[:1] != (identity,):
            last = None
            continue
        last = parse(identity, data, identity)
        yield last


def _load(store: Objects, identity: str) -> Commit:
    ((_, data),) = store.get([identity], "commit", RECORD_LIMIT)
    return parse(identity, data, identity)
