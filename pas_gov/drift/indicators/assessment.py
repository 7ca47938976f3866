"""The assessment of an indicator by its term: holding, drifting, breached, or not enough data to tell (SPEC 9)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import NormalDist, median
from typing import Literal

from pas_gov.drift.indicators.bounds import breaks, limit_of, worsens
from pas_gov.drift.indicators.certainty import Certainty, certainty
from pas_gov.drift.indicators.explanation import PromiseChange, is_worse, telling_shift
from pas_gov.drift.indicators.notes import late_note, series_notes
from pas_gov.drift.indicators.readings import LAST_DAY
from pas_gov.drift.indicators.rhythm import Rhythm, rhythm
from pas_gov.drift.indicators.scales import refuse_negative_times, scale_hint
from pas_gov.drift.indicators.series import Point, Series, day_of
from pas_gov.drift.indicators.shift import Shift, shifts
from pas_gov.drift.indicators.significance import SIGNIFICANT
from pas_gov.drift.indicators.trend import CONFIDENCE, Trend, trend
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import Bound, Term

State = Literal["holding", "drifting", "breached", "not enough data", "no data"]

LEAST = 8  # points from which a trend is looked for
RECENT = 5  # points whose median is the present level
FEW = 3  # points that say that a term is breached, where all of them do
HORIZON = (90.0, 3)  # days ahead that are looked at, or so many points where these lie further ahead


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

    ``level`` is the present one. ``reached`` is the day on which the trend's line reaches the limit, up to the
    ``horizon``, ``earliest`` and ``latest`` the days between which it does in 95 of 100 cases (None: the points don't
    tell; perhaps never), by what isn't known of level and slope, which is in ``certainty``. ``explained`` is the
    weakening in the ledger that explains the shift. ``notes`` are what a reader must know beside: gaps, late figures, a
    shift for the better. ``observed`` are the points themselves, ``gathered`` of what they are medians, ``since`` the
    day from which on the trend's line is that of the points.
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

    @property
    def improved(self) -> bool:
        """Whether the level shifted, and for the better."""
        return self.shift is not None and not is_worse(self.shift, self.bound)


def assessment(
    found: Series, term: Term, today: date, weakenings: Sequence[PromiseChange] = ()
) -> Assessment:
    """Return the assessment of a series by a term; ``weakenings`` of the term in the ledger may explain a shift.

    Raises UnusableRows where the values can't be in the unit of the term.
    """
    limit, unit = limit_of(term)
    points, values = found.points, [point.value for point in found.points]
    refuse_negative_times(values, unit)
    hint = "" if found.stated else scale_hint(values, limit, unit, term.bound)
    told = [*series_notes(found, limit, term.bound), *([hint] if hint else [])]
    base = Assessment("no data", limit, unit, term.bound, notes=tuple(told))
    if not points:
        old = (f"the last observation is of {found.last.isoformat()}",) if found.last else ()
        return replace(base, last=found.last, notes=(*base.notes, *old))
    broken = sum(breaks(value, limit, term.bound) for value in values)
    facts = replace(
        base, first=points[0].day, last=points[-1].day, points=len(points),
        level=_level(points), breaches=_share(broken, len(values)), observed=points, gathered=found.gathered,
    )  # fmt: skip
    late = late_note(found, today)
    if late:
        return replace(facts, notes=(*base.notes, late))
    if len(points) < LEAST:
        state: State = "breached" if broken == len(points) >= FEW else "not enough data"
        few = f"{len(points)} observations: a trend needs {LEAST}"
        return replace(facts, state=state, notes=(*base.notes, few))
    return _tested(facts, found, today, weakenings)


def _tested(facts: Assessment, found: Series, today: date, weakenings: Sequence[PromiseChange]) -> Assessment:
    points, usual = found.points, rhythm(found.points, found.spacing)
    whole = trend(points, usual)
    cuts = shifts(points, whole, usual)
    now, sure = _since(cuts[-1].day, points, found.spacing) if cuts else (whole, _sure(points, whole, usual))
    horizon = _ahead(today, found.spacing)
    reached, earliest, latest = _reaching(sure, facts, horizon) if sure else (None, None, None)
    cut, explained = telling_shift(cuts, facts.bound, weakenings)
    facts = replace(
        facts, trend=now or whole, certainty=sure, shift=cut, explained=explained, reached=reached, earliest=earliest,
        latest=latest, horizon=horizon, since=cuts[-1].day if cuts and now else points[0].day,
    )  # fmt: skip
    notes = [f"its {usual.name} rhythm is set aside"] if usual else []
    notes += ["the level shifted for the better"] if facts.improved else []
    unexplained = cut is not None and not facts.improved and explained is None
    state: State = "drifting" if reached or unexplained else "holding"
    if breaks(_level(points), facts.limit, facts.bound):
        state = "breached"
    return replace(facts, state=state, notes=(*facts.notes, *notes))


def _level(points: Sequence[Point]) -> float:
    return median(point.value for point in points[-RECENT:])


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


def _reaching(
    sure: Certainty, facts: Assessment, horizon: date
) -> tuple[date | None, date | None, date | None]:
    """Return when the trend reaches the limit, where it does within the horizon: the day, the earliest, the latest."""
    if facts.bound == "equals" or not worsens(sure.line.slope, facts.bound):
        return None, None, None
    reached = _day(sure.line.reaches(facts.limit))
    if reached is None or reached > horizon:
        return None, None, None
    earliest, latest = sure.reaching(facts.limit)
    return reached, _day(earliest), _day(None if latest is None else math.ceil(latest))


def _day(at: float | None) -> date | None:
    return day_of(at) if at is not None and 0 <= at <= LAST_DAY else None


def _share(count: int, of: int) -> Breaches:
    """Return the share with Wilson's interval, which statistics packages give as well; this needs none of them."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, spread = count / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / spread
    reach = z / spread * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return Breaches(count, of, max(middle - reach, 0.0), min(middle + reach, 1.0))
