"""Kept results held against the repository: the objects that they rest on are hashed again, and damage is told.

Which objects these are follows from the ids of two trees, so it is kept beside the verdict: a later run hashes them
all in one go, and compares no trees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.git.listing import Differing, is_read
from pas_gov.git.objects import BLOB_LIMIT, RECORD_LIMIT, kept_processes, objects
from pas_gov.git.trees import differences, entered_tree
from pas_gov.ledger.reading.branch_line import BranchLine
from pas_gov.ledger.reading.verdict_rows import RESTS_ON, KeptRow, step_from_row
from pas_gov.ledger.replay.account import VerifiedStep
from pas_gov.ledger.replay.origin import Origin

AT_ONCE = 50  # steps whose trees are compared together
Pairs = Sequence[tuple[str, str]]  # the trees before and after each step, "" for none


def rehashed_steps(
    found: BranchLine, made: Sequence[Origin], places: Sequence[int], rows: Sequence[KeptRow]
) -> Iterator[VerifiedStep]:
    """Yield the kept verdicts at some places on a line; one whose trees or records are damaged is none.

    A row that doesn't say what its verdict rests on is told so.
    """
    trees = [*(commit.tree for commit in found.commits), found.end.tree if found.end else ""]
    pairs = [(trees[at + 1], trees[at]) for at in places]
    whole = _sound(found.repository, pairs, rows)
    fault = _lasting_fault(found.repository, trees[places[0]], rows) if places else ""
    for start in range(0, len(places), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        sound = whole or _sound(found.repository, pairs[part], rows[part])
        reasons = {} if sound else _reasons(found.repository, pairs[part])
        for number, (at, row) in enumerate(zip(places[part], rows[part], strict=True)):
            result = step_from_row(row, made[at].commit, made[at].day)
            reason = reasons.get(number, fault)
            yield replace(result, verdict="unjudgeable", reason=reason) if reason else result


def _lasting_fault(repository: git.Repository, tree: str, rows: Sequence[KeptRow]) -> str:
    """Return what is wrong with the records of the last tree that none of the steps changes; "" for nothing.

    A verdict rests on them, too, and they are nobody's difference: they stood before the first step, and stand yet.
    """
    known = {blob for row in rows for blob in row.get(RESTS_ON, ((), ()))[1]}
    try:
        files = git.snapshot(repository, tree, "").files.values()
        lasting = dict.fromkeys(one.blob for one in files if is_read(one) and one.kind == "file")
        with objects(repository) as store:
            for _ in store.get((one for one in lasting if one not in known), "blob", BLOB_LIMIT):
                pass
    except Stop as stop:
        return f"{stop.code}: {stop.message}"
    return ""


def _sound(repository: git.Repository, pairs: Pairs, rows: Sequence[KeptRow]) -> bool:
    """Tell whether all that these verdicts rest on is what its id says."""
    with suppress(Stop), kept_processes():
        unknown = [number for number, row in enumerate(rows) if RESTS_ON not in row]
        for start in range(0, len(unknown), AT_ONCE):
            some = unknown[start : start + AT_ONCE]
            with differences(repository) as compared:
                differing = compared.all_between([pairs[number] for number in some])
            for number, (paths, _) in zip(some, differing, strict=True):
                rows[number][RESTS_ON] = _rests_on(pairs[number], paths)
        _hash(repository, [row[RESTS_ON] for row in rows])
        return True
    return False


def _reasons(repository: git.Repository, pairs: Pairs) -> dict[int, str]:
    """Return, for each pair with a damaged object, what is wrong with it: each read by processes of its own."""
    found = {}
    for number, pair in enumerate(pairs):
        try:
            with differences(repository) as compared:
                paths = compared.between(*pair) or {}
            _hash(repository, [_rests_on(("", ""), paths)])
        except Stop as stop:
            found[number] = f"{stop.code}: {stop.message}"
    return found


def _rests_on(pair: tuple[str, str], differing: Differing) -> list[list[str]]:
    """Return the ids of the trees that were compared, and of the records that differ, on both sides."""
    sides = [side for both in differing.values() for side in both if side is not None]
    trees = {tree for tree in (*pair, *map(entered_tree, sides)) if tree}
    return [sorted(trees), sorted({side.blob for side in sides if is_read(side) and side.kind == "file"})]


def _hash(repository: git.Repository, resting: Iterable[list[list[str]]]) -> None:
    """Read every object of some lists of trees and blobs, each once; Stop where one isn't what its id says."""
    trees, blobs = (dict.fromkeys(one for ids in kind for one in ids) for kind in zip(*resting, strict=True))
    with objects(repository) as store:
        for ids, kind, limit in ((trees, "tree", RECORD_LIMIT), (blobs, "blob", BLOB_LIMIT)):
            for _ in store.get(ids, kind, limit):
                pass
