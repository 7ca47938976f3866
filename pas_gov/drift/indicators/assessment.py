"""The assessment of an indicator by its term: holding, drifting, breached, or not enough data to tell (SPEC 9)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import NormalDist, median
from typing import Literal

from pas_gov.drift.indicators.series import MOST_BINS, Point, Series
from pas_gov.drift.indicators.shift import Shift, shift
from pas_gov.drift.indicators.trend import CONFIDENCE, Trend, trend
from pas_gov.model.records.promise import Bound, Term
from pas_gov.model.stack.terms import UNITS

State = Literal["holding", "drifting", "breached", "not enough data", "no data"]

LEAST = 8  # points from which a trend is looked for: below, the normal approximation doesn't hold
RECENT = 5  # points whose median is the present level
FEW = 3  # points that say that a term is breached, where all of them do
HORIZON = 90  # days ahead that are looked at
WINDOW = 180  # days back
SIGNIFICANT = 0.05
LATE = 4  # times the usual spacing, and a week at least, after which the last point tells of the past alone
EXPLAINS = (30, 7)  # days before and after a shift within which a change in the ledger explains it
METHOD = (
    "trend: Theil-Sen slope, Mann-Kendall test (by weekday where points are daily), 95 %; "
    "shift: Pettitt test, 99 %; level: median of the last 5"
)


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """A change of the promise in the ledger: its day, its commit, its kinds."""

    day: date
    commit: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breaches:
    """How many of the points break the term, and the 95 % interval of that share (Wilson 1927)."""

    count: int
    of: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """The state of a term on a day, as an indicator's series shows it. Values are in the term's own unit.

    ``level`` is the present one, ``reached`` the day on which the trend reaches the limit, within the horizon, with
    ``earliest`` and ``latest`` (None: perhaps never) by the slope's interval; ``explained`` the change in the
    ledger that explains the shift. ``notes`` are what a reader must know: gaps, late data, a shift for the better.
    """

    state: State
    limit: float
    unit: str
    bound: Bound
    first: date | None = None
    last: date | None = None
    points: int = 0
    level: float | None = None
    breaches: Breaches | None = None
    trend: Trend | None = None
    reached: date | None = None
    earliest: date | None = None
    latest: date | None = None
    shift: Shift | None = None
    explained: PromiseChange | None = None
    notes: tuple[str, ...] = ()


def unit_of(term: Term) -> tuple[float, str]:
    """Return a term's number and its unit as it is written: ``4h`` is 4.0 in ``h``; a bare number has the unit ""."""
    if isinstance(term.value, (int, float)):
        return float(term.value), ""
    text = term.value.strip()
    unit = next(one for one in sorted(UNITS, key=len, reverse=True) if text.endswith(one))
    return float(text.removesuffix(unit)), unit


def assessment(found: Series, term: Term, today: date, decisions: Sequence[PromiseChange] = ()) -> Assessment:
    """Return the assessment of a series by a term; ``decisions`` are the promise's changes in the ledger."""
    limit, unit = unit_of(term)
    points = [one for one in found.points if one.day >= today - timedelta(days=WINDOW)]
    notes = tuple(_notes(found, points))
    base = Assessment("no data", limit, unit, term.bound, notes=notes)
    if not points:
        last = found.points[-1].day if found.points else None
        told = (*notes, f"the last observation is of {last.isoformat()}") if last else notes
        return _with(base, last=last, notes=told)
    values = [point.value for point in points]
    broken = sum(_breaks(value, limit, term.bound) for value in values)
    facts = _with(
        base, first=points[0].day, last=points[-1].day, points=len(points),
        level=median(values[-RECENT:]), breaches=_share(broken, len(values)),
    )  # fmt: skip
    late = _late(found, points, today)
    if late:
        return _with(facts, notes=(*notes, late))
    if len(points) < LEAST:
        state: State = "breached" if broken == len(points) >= FEW else "not enough data"
        few = f"{len(points)} observations: a trend needs {LEAST}"
        return _with(facts, state=state, notes=(*notes, few))
    return _tested(facts, points, found.spacing, today, decisions)


def _tested(
    facts: Assessment, points: list[Point], spacing: float, today: date, decisions: Sequence[PromiseChange]
) -> Assessment:
    line = trend(points, spacing)
    cut = shift(points, line)
    better = cut is not None and not _worse(cut.after - cut.before, facts)
    explained = _explaining(cut, decisions) if cut else None
    since = [point for point in points if cut is None or point.day >= cut.day]
    now = trend(since, spacing) if cut is not None and len(since) >= LEAST else line if cut is None else None
    reached, earliest, latest = _reaching(now, facts, points[-1].day, today) if now else (None, None, None)
    facts = _with(
        facts, trend=now or line, shift=cut, explained=explained, reached=reached, earliest=earliest, latest=latest,
        notes=(*facts.notes, *(("the level shifted for the better",) if better else ())),
    )  # fmt: skip
    if _breaks(_present(facts), facts.limit, facts.bound):
        return _with(facts, state="breached")
    unexplained = cut is not None and not better and explained is None
    return _with(facts, state="drifting" if reached or unexplained else "holding")


def _with(finding: Assessment, **changes: object) -> Assessment:
    return replace(finding, **changes)  # type: ignore[arg-type]  # fields by name


def _present(facts: Assessment) -> float:
    assert facts.level is not None  # noqa: S101  (there are points)
    return facts.level


def _breaks(value: float, limit: float, bound: Bound) -> bool:
    if bound == "at_most":
        return value > limit
    return value < limit if bound == "at_least" else value != limit


def _worse(change: float, facts: Assessment) -> bool:
    """Tell whether a change leads towards the limit, or away from what equals it."""
    if facts.bound == "equals":
        return True
    return change > 0 if facts.bound == "at_most" else change < 0


def _reaching(
    line: Trend, facts: Assessment, last: date, today: date
) -> tuple[date | None, date | None, date | None]:
    """Return when the trend reaches the limit, where it does within the horizon: the day, the earliest, the latest."""
    if line.p > SIGNIFICANT or line.slope == 0 or facts.bound == "equals" or not _worse(line.slope, facts):
        return None, None, None
    days = [_days_to(slope, facts) for slope in (line.slope, line.low, line.high)]
    if days[0] is None or last + timedelta(days=days[0]) > today + timedelta(days=HORIZON):
        return None, None, None
    ends = sorted(one for one in days[1:] if one is not None)
    earliest = last + timedelta(days=ends[0]) if ends else None
    latest = last + timedelta(days=ends[1]) if len(ends) > 1 else None
    return last + timedelta(days=days[0]), earliest, latest


MOST_DAYS = 36_500


def _days_to(slope: float, facts: Assessment) -> int | None:
    room = facts.limit - _present(facts)
    if slope == 0 or room / slope < 0:
        return None if slope == 0 or not math.isclose(room, 0) else 0
    return math.ceil(room / slope) if room / slope <= MOST_DAYS else None


def _explaining(cut: Shift, decisions: Sequence[PromiseChange]) -> PromiseChange | None:
    """Return the change in the ledger that is nearest to a shift, near enough to explain it."""
    before, after = EXPLAINS
    near = [one for one in decisions if -before <= (one.day - cut.day).days <= after]
    return min(near, key=lambda one: (abs((one.day - cut.day).days), one.commit), default=None)


def _share(count: int, of: int) -> Breaches:
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, spread = count / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / spread
    reach = z / spread * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return Breaches(count, of, max(middle - reach, 0.0), min(middle + reach, 1.0))


def _late(found: Series, points: list[Point], today: date) -> str:
    """Return why the last point doesn't tell of the present, "" where it does."""
    allowed = max(LATE * found.spacing, 7.0)
    old = (today - points[-1].day).days
    return (
        f"the last observation is {old} days old, where at most {math.ceil(allowed)} are usual"
        if old > allowed
        else ""
    )


def _notes(found: Series, points: list[Point]) -> list[str]:
    told = []
    if found.empty:
        told.append(f"{found.empty} rows have no value")
    if found.ahead:
        told.append(f"{found.ahead} rows are dated after today, and aren't counted")
    if len(found.points) == MOST_BINS:
        told.append(f"gathered into {MOST_BINS} medians")
    inside = Series(tuple(points))
    if inside.spacing and inside.widest > max(LATE * inside.spacing, 7.0):
        told.append(f"there is a gap of {math.ceil(inside.widest)} days")
    return told
