"""A calendar made ready: the working time between two moments, in microseconds or in days.

Working hours are pieces between two readings of the clocks of a day; a piece that crosses midnight belongs to the day
on which it begins. Between readings, time is what passes: a night in which the clocks go forward has an hour less.
Pieces of two days that lie over each other count once. A working day is 1, whatever its length; a part of it is the
share of its hours that has passed, as an exact fraction.

Libraries that do this were tried, and none is right for it (tests/bench/business_time.py holds them beside this, and
docs/drift.md says where they differ): businesstimedelta leaves out a night shift in which one of the moments lies and has no
days; business-duration knows one piece a day and no zone; pandas counts whole hours without a zone; numpy days alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pas_gov.drift.business_time.holidays_library import Holidays, NoCalendar, no_holidays, public_holidays
from pas_gov.drift.business_time.wall_clock import WallClock
from pas_gov.foundation.installing import install_command
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.calendar import Calendar, Hours


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """A calendar, the clocks of its zone, and its holidays."""

    calendar: Calendar
    clock: WallClock
    holidays: Holidays = no_holidays

    @property
    def name(self) -> str:
        """Its name in the settings."""
        return self.calendar.name

    def hours(self, day: date) -> Hours:
        """Return the working hours of a day, none on a holiday. Raises NoCalendar where its holidays aren't known."""
        apart = self.calendar.days.get(day)
        if apart is not None:
            return apart
        usual = self.calendar.week.get(day.weekday(), ())
        return () if usual and day in self.holidays(day.year) else usual

    def working_time(self, first: int, last: int) -> WorkingTime:
        """Return the working time from a moment to another. Raises NoCalendar."""
        # a piece may begin the day before, and the other moment may be within one that ends the day after
        begin, end = self.clock.day(first) - timedelta(days=2), self.clock.day(last) + timedelta(days=2)
        days = (begin + timedelta(days=number) for number in range((end - begin).days + 1))
        return WorkingTime.of(list(self._pieces(days)))

    def _pieces(self, days: Iterator[date]) -> Iterator[Piece]:
        latest = None
        for day in days:
            for first, last in self.hours(day):
                begin, end = self.clock.reached(day, first), self.clock.reached(day, last)
                begin = begin if latest is None else max(begin, latest)
                if end > begin:  # of what two days share, nothing may be left
                    yield Piece(day, begin, end)
                    latest = end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of working time that belongs to a day, between two moments."""

    day: date
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """What lies before a piece: all working time, whole working days, and of its own day; and how much its day has."""

    time: int
    days: int
    of_day: int
    length: int


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Pieces in their order, and what lies before each of them."""

    pieces: tuple[Piece, ...]
    begins: tuple[int, ...]
    marks: tuple[_Mark, ...]

    @classmethod
    def of(cls, pieces: list[Piece]) -> WorkingTime:
        """Return the working time of pieces in their order."""
        marks, time = [], 0
        for number, (_, group) in enumerate(groupby(pieces, key=lambda piece: piece.day)):
            own = list(group)
            length, of_day = sum(one.end - one.begin for one in own), 0
            for one in own:
                marks.append(_Mark(time + of_day, number, of_day, length))
                of_day += one.end - one.begin
            time += length
        return cls(tuple(pieces), tuple(one.begin for one in pieces), tuple(marks))

    def between(self, first: int, last: int) -> int:
        """Return the working time from a moment to a later one, in microseconds."""
        return self._time(last) - self._time(first)

    def days_between(self, first: int, last: int) -> Fraction:
        """Return the working days from a moment to a later one: each of them is 1, a part of it the share passed."""
        before, after = self._days(first), self._days(last)
        whole, length = after[0] - before[0], before[2] * after[2]
        return Fraction(whole * length + after[1] * before[2] - before[1] * after[2], length)

    def _time(self, moment: int) -> int:
        at = self._at(moment)
        return self.marks[at].time + self._passed(at, moment) if at >= 0 else 0

    def _days(self, moment: int) -> tuple[int, int, int]:
        """Return how many working days lie before that of a moment, how much of its own has passed, and of how much."""
        at = self._at(moment)
        if at < 0:
            return 0, 0, 1
        mark = self.marks[at]
        return mark.days, mark.of_day + self._passed(at, moment), mark.length

    def _at(self, moment: int) -> int:
        return bisect_right(self.begins, moment) - 1

    def _passed(self, at: int, moment: int) -> int:
        piece = self.pieces[at]
        return min(moment, piece.end) - piece.begin


def business_calendar(calendar: Calendar) -> BusinessCalendar:
    """Return a calendar of the settings made ready. Raises NoCalendar where its zone or its holidays aren't known."""
    try:
        clock = WallClock(ZoneInfo(calendar.time_zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NoCalendar(
            f"the time zone of the calendar {calendar.name} isn't known here",
            f"correct its name; where the system has no time zones: {install_command('pas-gov[indicators]')}",
        ) from None
    if not calendar.country:
        return BusinessCalendar(calendar, clock)
    return BusinessCalendar(calendar, clock, public_holidays(calendar.country, calendar.subdivision))
