"""Kept results held against the repository: the objects that they rest on are hashed again, and damage is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.git.listing import Differing, is_read
from pas_gov.git.objects import BLOB_LIMIT, Objects, objects
from pas_gov.git.trees import differences
from pas_gov.ledger.reading.branch import BranchLine
from pas_gov.ledger.replay.account import VerifiedStep

AT_ONCE = 50  # steps whose objects are hashed together


def rehashed_steps(
    found: BranchLine, places: list[int], results: Iterable[VerifiedStep]
) -> Iterator[VerifiedStep]:
    """Yield the results of some neighbours on a line; one whose trees or records are damaged has no verdict."""
    trees = [*(commit.tree for commit in found.commits), found.end.tree if found.end else ""]
    seen: set[str] = set()
    kept = list(zip(places, results, strict=True))
    for start in range(0, len(kept), AT_ONCE):
        some = kept[start : start + AT_ONCE]
        pairs = [(trees[at + 1], trees[at]) for at, _ in some]
        reasons = {} if _sound(found.repository, pairs, seen) else _reasons(found.repository, pairs)
        for number, (_, result) in enumerate(some):
            damaged = number in reasons
            yield replace(result, verdict="unjudgeable", reason=reasons[number]) if damaged else result


def _sound(repository: git.Repository, pairs: list[tuple[str, str]], seen: set[str]) -> bool:
    """Tell whether all that differs between the trees of each pair is what its id says."""
    try:
        with differences(repository) as trees, objects(repository) as store:
            _hash(store, (sides for sides in trees.all_between(pairs)), seen)
    except Stop:
        return False
    return True


def _reasons(repository: git.Repository, pairs: list[tuple[str, str]]) -> dict[int, str]:
    """Return, for each pair with a damaged object, what is wrong with it: each read by processes of its own."""
    found = {}
    for number, pair in enumerate(pairs):
        try:
            with differences(repository) as trees, objects(repository) as store:
                _hash(store, [trees.between(*pair) or {}], set())
        except Stop as stop:
            found[number] = f"{stop.code}: {stop.message}"
    return found


def _hash(store: Objects, differing: Iterable[Differing], seen: set[str]) -> None:
    """Read every record of some differences; Stop where one isn't what its id says."""
    sides = (side for paths in differing for pair in paths.values() for side in pair)
    fresh = {side.blob for side in sides if side is not None and is_read(side) and side.kind == "file"} - seen
    for _ in store.get(sorted(fresh), "blob", BLOB_LIMIT):
        pass
    seen.update(fresh)
