"""The assessment of an indicator by its term: holding, drifting, breached, or not enough data to tell (SPEC 9)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import NormalDist, median
from typing import Literal

from pas_gov.drift.indicators.certainty import Certainty, certainty
from pas_gov.drift.indicators.rhythm import Rhythm, rhythm
from pas_gov.drift.indicators.scales import refuse_negative_times, scale_hint
from pas_gov.drift.indicators.series import Point, Series, day_of
from pas_gov.drift.indicators.shift import Shift, shifts
from pas_gov.drift.indicators.trend import CONFIDENCE, Trend, trend
from pas_gov.model.records.promise import Bound, Term
from pas_gov.model.stack.terms import UNITS

State = Literal["holding", "drifting", "breached", "not enough data", "no data"]

LEAST = 8  # points from which a trend is looked for
RECENT = 5  # points whose median is the present level
FEW = 3  # points that say that a term is breached, where all of them do
HORIZON = (90.0, 3)  # days ahead that are looked at, or so many points where these lie further ahead
SIGNIFICANT = 0.01
LATE = 4  # times the usual spacing, and a week at least, after which the last point tells of the past alone
EXPLAINS = (30, 7)  # days before and after a shift within which a weakening in the ledger explains it
BETTER = "the level shifted for the better"
METHOD = (
    "trend: Theil-Sen line, its date with a 95 % interval of level and slope; shift: the best cut; both tested at 99 % by likelihood, "
    "autocorrelation allowed for; rhythms: Kruskal-Wallis test, 99 %; level: median of the last 5"
)


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """A change of the promise's terms in the ledger that made them weaker: its day, its commit, its kinds."""

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

    ``level`` is the present one, ``reached`` the day on which the trend's line reaches the limit, up to the ``horizon``,
    with ``earliest`` and ``latest`` in 95 of 100 cases (None: the points don't tell; perhaps never), by what isn't known
    of level and slope, which is in ``certainty``; ``explained`` the weakening in the ledger that explains the shift. ``notes`` are what a reader must know: gaps, late data, a shift for the better.
    ``observed`` are the points themselves, ``gathered`` of what they are medians, ``since`` the day from which on the
    trend's line is that of the points.
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
    certainty: Certainty | None = None
    reached: date | None = None
    earliest: date | None = None
    latest: date | None = None
    horizon: date | None = None
    shift: Shift | None = None
    explained: PromiseChange | None = None
    notes: tuple[str, ...] = ()
    observed: tuple[Point, ...] = ()
    gathered: str = ""
    since: date | None = None


def unit_of(term: Term) -> tuple[float, str]:
    """Return a term's number and its unit as it is written: ``4h`` is 4.0 in ``h``; a bare number has the unit ""."""
    if isinstance(term.value, (int, float)):
        return float(term.value), ""
    text = term.value.strip()
    unit = next(one for one in sorted(UNITS, key=len, reverse=True) if text.endswith(one))
    return float(text.removesuffix(unit)), unit


def assessment(
    found: Series, term: Term, today: date, weakenings: Sequence[PromiseChange] = ()
) -> Assessment:
    """Return the assessment of a series by a term; ``weakenings`` of the term in the ledger may explain a shift.

    Raises UnusableRows where the values can't be in the unit of the term.
    """
    limit, unit = unit_of(term)
    points, values = found.points, [point.value for point in found.points]
    refuse_negative_times(values, unit)
    hint = "" if found.stated else scale_hint(values, limit, unit, term.bound)
    told = [*_notes(found), *_open(found, limit, term.bound), *([hint] if hint else [])]
    base = Assessment("no data", limit, unit, term.bound, notes=tuple(told))
    if not points:
        old = (f"the last observation is of {found.last.isoformat()}",) if found.last else ()
        return _with(base, last=found.last, notes=(*base.notes, *old))
    broken = sum(_breaks(value, limit, term.bound) for value in values)
    facts = _with(
        base, first=points[0].day, last=points[-1].day, points=len(points),
        level=median(values[-RECENT:]), breaches=_share(broken, len(values)), observed=points, gathered=found.gathered,
    )  # fmt: skip
    late = _late(found, today)
    if late:
        return _with(facts, notes=(*base.notes, late))
    if len(points) < LEAST:
        state: State = "breached" if broken == len(points) >= FEW else "not enough data"
        few = f"{len(points)} observations: a trend needs {LEAST}"
        return _with(facts, state=state, notes=(*base.notes, few))
    return _tested(facts, found, today, weakenings)


def _tested(facts: Assessment, found: Series, today: date, weakenings: Sequence[PromiseChange]) -> Assessment:
    points, usual = found.points, rhythm(found.points, found.spacing)
    whole = trend(points, usual)
    cuts = shifts(points, whole, usual)
    now, sure = _since(cuts[-1].day, points, found.spacing) if cuts else (whole, _sure(points, whole, usual))
    horizon = _ahead(today, found.spacing)
    reached, earliest, latest = _reaching(sure, facts, horizon) if sure else (None, None, None)
    cut, explained = _telling(cuts, facts, weakenings)
    better = cut is not None and not _worse(cut.after - cut.before, facts)
    notes = [f"its {usual.name} rhythm is set aside"] if usual else []
    notes += [BETTER] if better else []
    facts = _with(
        facts, trend=now or whole, certainty=sure, shift=cut, explained=explained, reached=reached, earliest=earliest,
        latest=latest, horizon=horizon, notes=(*facts.notes, *notes), since=cuts[-1].day if cuts and now else points[0].day,
    )  # fmt: skip
    if _breaks(_present(facts), facts.limit, facts.bound):
        return _with(facts, state="breached")
    unexplained = cut is not None and not better and explained is None
    return _with(facts, state="drifting" if reached or unexplained else "holding")


def _since(day: date, points: Sequence[Point], spacing: float) -> tuple[Trend | None, Certainty | None]:
    """Return the trend since a shift and how well it is known, None where there are too few points to tell."""
    since = [point for point in points if point.day >= day]
    if len(since) < LEAST:
        return None, None
    usual = rhythm(since, spacing)
    line = trend(since, usual)
    return line, _sure(since, line, usual)


def _sure(points: Sequence[Point], line: Trend, usual: Rhythm | None) -> Certainty | None:
    """Return how well a line is known, where it is one that a date is told of."""
    return certainty(points, line, usual) if line.p <= SIGNIFICANT else None


def _ahead(today: date, spacing: float) -> date:
    days, points = HORIZON
    return today + timedelta(days=math.floor(max(days, points * spacing)))


def _telling(
    cuts: Sequence[Shift], facts: Assessment, weakenings: Sequence[PromiseChange]
) -> tuple[Shift | None, PromiseChange | None]:
    """Return the shift that tells most, and what explains it.

    That is the latest one for the worse that nothing explains and that hasn't been made good since; else the latest.
    """
    now = cuts[-1].after if cuts else 0.0
    for cut in reversed(cuts):
        lasting = facts.bound == "equals" or _worse(now - (cut.before + cut.after) / 2, facts)
        if _worse(cut.after - cut.before, facts) and lasting and not _explaining(cut, weakenings):
            return cut, None
    if not cuts:
        return None, None
    worse = _worse(cuts[-1].after - cuts[-1].before, facts)
    return cuts[-1], _explaining(cuts[-1], weakenings) if worse else None


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
    sure: Certainty, facts: Assessment, horizon: date
) -> tuple[date | None, date | None, date | None]:
    """Return when the trend reaches the limit, where it does within the horizon: the day, the earliest, the latest."""
    line = sure.line
    if line.p > SIGNIFICANT or line.slope == 0 or facts.bound == "equals" or not _worse(line.slope, facts):
        return None, None, None
    reached = _day(line.reaches(facts.limit))
    if reached is None or reached > horizon:
        return None, None, None
    earliest, latest = sure.reaching(facts.limit)
    return reached, _day(earliest), _day(None if latest is None else math.ceil(latest))


LAST_DAY = 80_000.0  # days since 1970 (2189) beyond which no date is told


def _day(at: float | None) -> date | None:
    return day_of(at) if at is not None and 0 <= at <= LAST_DAY else None


def _explaining(cut: Shift, weakenings: Sequence[PromiseChange]) -> PromiseChange | None:
    """Return the weakening in the ledger that is nearest to a shift for the worse, near enough to explain it."""
    before, after = EXPLAINS
    near = [one for one in weakenings if -before <= (one.day - cut.day).days <= after]
    return min(near, key=lambda one: (abs((one.day - cut.day).days), one.commit), default=None)


def _share(count: int, of: int) -> Breaches:
    """Return the share with Wilson's interval, which statistics packages give as well; this needs none of them."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, spread = count / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / spread
    reach = z / spread * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return Breaches(count, of, max(middle - reach, 0.0), min(middle + reach, 1.0))


def _late(found: Series, today: date) -> str:
    """Return why the last point doesn't tell of the present, "" where it does."""
    allowed = max(LATE * found.spacing, 7.0)
    old = (today - found.points[-1].day).days
    if old <= allowed:
        return ""
    return f"the last observation is {old} days old, where at most {math.ceil(allowed)} are usual"


def _notes(found: Series) -> list[str]:
    told = []
    if found.read:
        told.append(f"times without a zone are read by the clocks of {found.read}")
    if found.empty > len(found.open):
        told.append(f"{rows(found.empty - len(found.open))} without a value")
    if found.ahead:
        told.append(f"{rows(found.ahead)} dated after today: not counted")
    if found.gathered:
        told.append(f"gathered into medians of {found.gathered}")
    if found.spacing and found.widest > max(LATE * found.spacing, 7.0):
        told.append(f"there is a gap of {math.ceil(found.widest)} days")
    return told


def _open(found: Series, limit: float, bound: Bound) -> list[str]:
    """Return what is to be known of rows that have no end yet: they count for nothing, however late they are."""
    if not found.open:
        return []
    late = sum(value > limit for value in found.open) if bound == "at_most" else 0
    beyond = f", {late} of them beyond the limit already" if late else ""
    return [f"{rows(len(found.open))} that began and didn't end{beyond}"]


def rows(number: int) -> str:
    """Return a number of rows in words."""
    return "1 row" if number == 1 else f"{number:,} rows"
