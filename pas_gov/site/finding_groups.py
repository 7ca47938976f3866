"""Findings that are alike, counted together: one line for what twenty promises have in common."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pas_gov.drift.zones.drift_items import DriftItem
from pas_gov.drift.zones.gaps import Gap, Level
from pas_gov.foundation.values import dataclass
from pas_gov.site.words import finding_words


@dataclass(frozen=True)
class FindingGroup:
    """Findings of one level that say the same (``says``) of the same zones, "" for none; the weightiest first."""

    level: Level
    zones: tuple[str, ...]
    says: str
    items: tuple[DriftItem, ...]

    @cached_property
    def promises(self) -> tuple[str, ...]:
        """The ids of the promises that it is about, each once."""
        return tuple(dict.fromkeys(item.entry.id for item in self.items if item.entry))

    @property
    def is_gap(self) -> bool:
        """Whether these are gaps in the records, of which the particulars say all that is the matter."""
        return isinstance(self.items[0].what, Gap)


def finding_groups(items: Iterable[DriftItem]) -> tuple[FindingGroup, ...]:
    """Return findings, alike ones together, in the order in which the first of each kind comes."""
    found: dict[tuple[Level, tuple[str, ...], str], list[DriftItem]] = {}
    for item in items:
        found.setdefault((item.level, item.zones, finding_words(item)), []).append(item)
    return tuple(
        FindingGroup(level, zones, says, tuple(those)) for (level, zones, says), those in found.items()
    )
