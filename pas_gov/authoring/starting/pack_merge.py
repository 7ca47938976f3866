"""A newer pack over one that was edited: three ways, policy by policy, each with its tests, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath

from pas_gov.authoring.editing import formatted
from pas_gov.authoring.starting.pack_texts import placed_text, plain_text
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.git.text_merge import merged_text
from pas_gov.model.records.rulebook import TESTS_FOLDER
from pas_gov.model.records.schema import Kind
from pas_gov.report.upgrade.contents import Clash, MergeState

CONFLICT = re.compile(r"<<<<<<< yours\n(.*?)=======\n(.*?)>>>>>>> theirs\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FileMerge:
    """One file: its state, how it is here and how it would be; None is no file. ``clashes`` are what collides."""

    path: str
    state: MergeState
    before: bytes | None
    after: bytes | None
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyMerge:
    """One policy and its tests; ``fault`` says why what merged can't be taken all the same."""

    id: str
    state: MergeState
    files: tuple[FileMerge, ...]
    fault: str = ""

    def kept(self, why: str) -> PolicyMerge:
        """Return the policy as a conflict that is left to its owner, for another reason than colliding lines."""
        return replace(self, state="conflict", fault=why)


Texts = Mapping[str, bytes]


def pack_merges(base: Texts, mine: Texts, theirs: Texts) -> tuple[PolicyMerge, ...]:
    """Return what becomes of each policy that either pack has, by id; the user's own policies aren't touched."""
    paths: dict[str, list[str]] = {}
    for path in sorted({*base, *theirs}):
        paths.setdefault(PurePosixPath(path).stem, []).append(path)
    return tuple(
        _policy(one, [_file(path, base, mine, theirs) for path in found])
        for one, found in sorted(paths.items())
    )


def _policy(identity: str, files: list[FileMerge]) -> PolicyMerge:
    states = {one.state for one in files} - {"unchanged"}
    policy = next((one for one in files if not one.path.startswith(f"{TESTS_FOLDER}/")), None)
    if policy is not None and policy.state == "yours" and policy.before is None:
        states = {"yours"}  # a policy that was taken away stays away, with its tests
        files = [replace(one, state="yours", after=one.before) for one in files]
    state: MergeState
    if "conflict" in states:
        state = "conflict"
    else:
        state = next(iter(states)) if len(states) == 1 else "both" if states else "unchanged"
    return PolicyMerge(identity, state, tuple(files))


def _file(path: str, base: Texts, mine: Texts, theirs: Texts) -> FileMerge:
    here = mine.get(path)
    origin, own, fresh = base.get(path), None if here is None else plain_text(here), theirs.get(path)
    alike = _comparison(path)
    if alike(own, fresh):
        return FileMerge(path, "unchanged", here, here)
    if alike(origin, fresh):
        return FileMerge(path, "yours", here, here)
    if alike(own, origin):
        state: MergeState = "new" if origin is None else "gone" if fresh is None else "theirs"
        return FileMerge(path, state, here, None if fresh is None else placed_text(path, fresh, here))
    if own is None:
        return FileMerge(path, "yours", None, None)
    return _both(path, here or b"", own, origin, fresh)


def _both(path: str, here: bytes, own: bytes, origin: bytes | None, fresh: bytes | None) -> FileMerge:
    if fresh is None:
        return FileMerge(path, "yours", here, here)  # the pack has it no more; what was edited stays
    merge = merged_text(own, origin or b"", fresh)
    if merge.conflicts:
        return FileMerge(path, "conflict", here, here, tuple(_clashes(merge.text)))
    return FileMerge(path, "both", here, placed_text(path, merge.text, here))


def _clashes(text: bytes) -> Iterator[Clash]:
    for found in CONFLICT.finditer(text.decode("utf-8", "replace")):
        yield Clash(tuple(found[1].splitlines()), tuple(found[2].splitlines()))


def _comparison(path: str) -> Callable[[bytes | None, bytes | None], bool]:
    """Return how texts are compared: to the byte, else in the layout that `fmt` gives both."""
    kind: Kind = "policy-test" if path.startswith(f"{TESTS_FOLDER}/") else "policy"

    def alike(one: bytes | None, other: bytes | None) -> bool:
        if one == other or one is None or other is None:
            return one == other
        layout = _laid_out(kind, one)
        return layout is not None and layout == _laid_out(kind, other)

    return alike


@lru_cache(maxsize=256)
def _laid_out(kind: Kind, text: bytes) -> bytes | None:
    try:
        return formatted(kind, text)
    except Stop:
        return None
