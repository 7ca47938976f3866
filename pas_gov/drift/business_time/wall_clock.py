"""The clocks of a time zone: which moment a reading of them is, and which readings are none or two.

Moments are whole microseconds since 1970 in UTC: whole numbers, so that four hours are four hours and never a rounding
error more, which would break a term.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

from pas_gov.foundation.values import dataclass

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND


def moment_of(aware: datetime) -> int:
    """Return a moment of a known offset in microseconds since 1970."""
    return (aware - EPOCH) // MICROSECOND


def datetime_of(moment: int) -> datetime:
    """Return a moment in UTC."""
    return EPOCH + timedelta(microseconds=moment)


@dataclass(frozen=True, slots=True)
class WallClock:
    """The clocks of a zone."""

    zone: ZoneInfo

    def day(self, moment: int) -> date:
        """Return the day that they show at a moment."""
        return datetime_of(moment).astimezone(self.zone).date()

    def doubt(self, shown: datetime) -> Literal["", "shown twice", "never shown"]:
        """Tell whether they show a reading without a zone once, as they should, or twice, or never."""
        first, second = (shown.replace(tzinfo=self.zone, fold=fold) for fold in (0, 1))
        if first.utcoffset() == second.utcoffset():
            return ""
        return "shown twice" if self._shows(first, shown) else "never shown"

    def moment(self, shown: datetime) -> int:
        """Return the moment of a reading that they show once."""
        return moment_of(shown.replace(tzinfo=self.zone))

    def reached(self, day: date, minutes: int) -> int:
        """Return the first moment at which they have reached so many minutes after the midnight of a day.

        That is the first of two where an hour is repeated; where it is skipped, the moment of the skip.
        """
        shown = datetime.combine(day, time()) + timedelta(minutes=minutes)
        first = shown.replace(tzinfo=self.zone)
        if self._shows(first, shown):
            return moment_of(first)
        before, after = moment_of(shown.replace(tzinfo=self.zone, fold=1)), moment_of(first)
        offset = self._offset(before)
        while after - before > 1:
            middle = (before + after) // 2
            before, after = (middle, after) if self._offset(middle) == offset else (before, middle)
        return after

    def _shows(self, aware: datetime, shown: datetime) -> bool:
        return aware.astimezone(timezone.utc).astimezone(self.zone).replace(tzinfo=None, fold=0) == shown

    def _offset(self, moment: int) -> timedelta | None:
        return datetime_of(moment).astimezone(self.zone).utcoffset()
