"""What a newer standard pack does to a repository's policies: the report that is printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pas_gov.foundation.values import dataclass

MergeState = Literal["unchanged", "yours", "theirs", "new", "gone", "both", "conflict"]


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines that both sides changed: as they are here, and as the pack has them now."""

    yours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """What a policy says of past changes: how many were judged, and which it would have blocked, before and after.

    Each change is a line that names it. ``unjudged`` counts those that one of both couldn't judge.
    """

    judged: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    unjudged: int = 0


@dataclass(frozen=True, slots=True)
class UpgradedPolicy:
    """One policy: its state, its file before and after, how many of its tests' files change, and what collides."""

    id: str
    state: MergeState
    path: str
    before: bytes | None
    after: bytes | None
    tests: int = 0
    clashes: tuple[Clash, ...] = ()
    fault: str = ""
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class UpgradeReport:
    """The upgrade: from which pack (``chosen`` says why it is taken for that one) to which, and what becomes of each.

    ``unasked`` says why past changes weren't judged, "" where they were; ``written`` counts files.
    """

    origin: str
    chosen: str
    pack: str
    policies: tuple[UpgradedPolicy, ...]
    written: int
    dry_run: bool
    unasked: str = ""
    changes: int = 0
    faults: tuple[str, ...] = ()

    @property
    def by_state(self) -> Mapping[str, tuple[UpgradedPolicy, ...]]:
        """The policies of each state that any is in."""
        found: dict[str, list[UpgradedPolicy]] = {}
        for one in self.policies:
            found.setdefault(one.state, []).append(one)
        return {state: tuple(some) for state, some in found.items()}

    @property
    def status(self) -> int:
        """1 where something is left to its owner, or nothing could be written, else 0."""
        return 1 if self.faults or "conflict" in self.by_state else 0
