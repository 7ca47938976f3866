"""Which of a series' shifts is told, and which weakening of the promise in the ledger explains it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pas_gov.drift.indicators.bounds import worsens
from pas_gov.drift.indicators.shift import Shift
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import Bound

EXPLAINS = (30, 7)  # days before and after a shift within which a weakening in the ledger explains it


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """A change of the promise's terms in the ledger that made them weaker: its day, its commit, its kinds."""

    day: date
    commit: str
    kinds: tuple[str, ...]


def telling_shift(
    cuts: Sequence[Shift], bound: Bound, weakenings: Sequence[PromiseChange]
) -> tuple[Shift | None, PromiseChange | None]:
    """Return the shift that tells most, and what explains it; None where there is no shift.

    That is the latest one for the worse that nothing explains and that hasn't been made good since; else the latest.
    """
    if not cuts:
        return None, None
    last = cuts[-1]
    for cut in reversed(cuts):
        lasts = worsens(last.after - (cut.before + cut.after) / 2, bound)
        if is_worse(cut, bound) and lasts and not _explaining(cut, weakenings):
            return cut, None
    return last, _explaining(last, weakenings) if is_worse(last, bound) else None


def is_worse(cut: Shift, bound: Bound) -> bool:
    """Tell whether a shift is one for the worse."""
    return worsens(cut.after - cut.before, bound)


def _explaining(cut: Shift, weakenings: Sequence[PromiseChange]) -> PromiseChange | None:
    """Return the weakening in the ledger that is nearest to a shift for the worse, near enough to explain it."""
    before, after = EXPLAINS
    near = [one for one in weakenings if -before <= (one.day - cut.day).days <= after]
    return min(near, key=lambda one: (abs((one.day - cut.day).days), one.commit), default=None)
