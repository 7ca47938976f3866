"""Business time beside libraries that count it, on random cases: how often they agree, and what each needs.

    python -m pip install businesstimedelta business-duration pandas
    python -m tests.bench.business_time --cases 1000

Never asserts a speed. Where a library knows nothing of the kind (a break, a zone) the column says so.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from pas_gov.drift.business_time.business_calendar import business_calendar  # noqa: E402
from pas_gov.drift.business_time.wall_clock import moment_of  # noqa: E402
from pas_gov.model.records.calendar import Calendar  # noqa: E402

ZONE = "Europe/Berlin"
HOLIDAYS = (date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 12, 25))
HOUR = 3_600_000_000
Times = tuple[datetime, datetime]
Count = Callable[[datetime, datetime], float]


@dataclass(frozen=True)
class Kind:
    """A kind of calendar: the pieces of its days in hours, its weekdays, whether its times lie about a change of clocks."""

    name: str
    pieces: tuple[tuple[int, int], ...] = ((9, 17),)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    clocks_change: bool = False

    def times(self, chance: random.Random) -> Times:
        """Return two random times without a zone that the clocks have shown once."""
        begin = datetime(2026, 3, 27) if self.clocks_change else datetime(2026, 1, 2)
        span = 4 if self.clocks_change else 300
        while True:
            minutes = sorted(chance.randrange(span * 1440) for _ in range(2))
            if not self.clocks_change:
                minutes[1] = minutes[0] + chance.randrange(14 * 1440)
            found = begin + timedelta(minutes=minutes[0]), begin + timedelta(minutes=minutes[1])
            if all(one.date() != date(2026, 3, 29) or one.hour != 2 for one in found):
                return found


KINDS = (
    Kind("office, holidays"),
    Kind("with a break", ((9, 12), (13, 17))),
    Kind("night shift", ((22, 30),)),
    Kind("night shift, clocks change", ((22, 30),), (0, 1, 2, 3, 4, 5, 6), clocks_change=True),
)


def ours(kind: Kind) -> Count:
    """Return our count of hours."""
    pieces = tuple((begin * 60, end * 60) for begin, end in kind.pieces)
    free: dict[date, tuple[tuple[int, int], ...]] = dict.fromkeys(HOLIDAYS, ())
    one = business_calendar(Calendar("desk", ZONE, dict.fromkeys(kind.weekdays, pieces), days=free))
    zone = ZoneInfo(ZONE)

    def count(first: datetime, last: datetime) -> float:
        begin, end = moment_of(first.replace(tzinfo=zone)), moment_of(last.replace(tzinfo=zone))
        return one.working_time(begin, end).between(begin, end) / HOUR

    return count


def by_businesstimedelta(kind: Kind) -> Count:
    """Return the count of businesstimedelta: a rule for each piece."""
    import businesstimedelta as library
    import pytz

    zone = pytz.timezone(ZONE)
    work = [
        library.WorkDayRule(clock(begin), clock(end % 24), list(kind.weekdays), tz=zone)
        for begin, end in kind.pieces
    ]
    rules = library.Rules([*work, library.HolidayRule(HOLIDAYS, tz=zone)])

    def count(first: datetime, last: datetime) -> float:
        found = rules.difference(zone.localize(first), zone.localize(last))
        return float(found.hours + found.seconds / 3600)

    return count


def by_business_duration(kind: Kind) -> Count:
    """Return the count of business-duration, which knows one piece a day and no zone."""
    from business_duration import businessDuration

    begin, end = kind.pieces[0][0], kind.pieces[-1][1]
    weekend = [day for day in range(7) if day not in kind.weekdays]

    def count(first: datetime, last: datetime) -> float:
        return float(
            businessDuration(first, last, clock(begin), clock(end % 24), weekend, list(HOLIDAYS), "hour")
        )

    return count


def by_pandas(kind: Kind) -> Count:
    """Return the count of pandas: as many whole hours as its offset can go without passing the end."""
    import pandas as pd

    offset = pd.offsets.CustomBusinessHour(
        start=[f"{begin:02}:00" for begin, _ in kind.pieces], end=[f"{end % 24:02}:00" for _, end in kind.pieces],
        holidays=list(HOLIDAYS), weekmask=[int(day in kind.weekdays) for day in range(7)],
    )  # fmt: skip

    def count(first: datetime, last: datetime) -> float:
        low, high = 0, 24 * 15
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if pd.Timestamp(first) + middle * offset <= last else (low, middle - 1)
        return float(low)

    return count


LIBRARIES: dict[str, Callable[[Kind], Count]] = {
    "businesstimedelta": by_businesstimedelta,
    "business-duration": by_business_duration,
    "pandas": by_pandas,
}


def main() -> None:
    """Print how often each library agrees with us, and the milliseconds of one count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1000)
    cases = parser.parse_args().cases
    warnings.simplefilter("ignore")
    print(f"{'kind':28} {'library':18} {'agrees':>7} {'ms':>7}   the first that differs")
    for kind in KINDS:
        chance = random.Random(1)
        times = [kind.times(chance) for _ in range(cases)]
        begun = time.perf_counter()
        mine = [*map(ours(kind), *zip(*times, strict=True))]
        spent = 1000 * (time.perf_counter() - begun) / cases
        print(f"{kind.name:28} {'ours':18} {'':7} {spent:7.2f}")
        for name, library in LIBRARIES.items():
            try:
                count = library(kind)
            except ImportError:
                print(f"{kind.name:28} {name:18} isn't installed")
                continue
            begun = time.perf_counter()
            found = [*map(count, *zip(*times, strict=True))]
            spent = 1000 * (time.perf_counter() - begun) / cases
            _tell(kind, name, times, mine, found, spent)


def _tell(
    kind: Kind, name: str, times: list[Times], mine: list[float], found: list[float], spent: float
) -> None:
    whole = name == "pandas"  # which counts whole hours alone
    differing = [
        number
        for number, (one, other) in enumerate(zip(mine, found, strict=True))
        if not abs((int(one) if whole else one) - other) < 0.01
    ]
    first = ""
    if differing:
        number = min(differing, key=lambda one: times[one][1] - times[one][0])
        begin, end = times[number]
        first = f"{begin:%d %b %H:%M} to {end:%d %b %H:%M}: ours {mine[number]:.2f}, its {found[number]:.2f}"
    print(f"{kind.name:28} {name:18} {1 - len(differing) / len(mine):7.1%} {spent:7.2f}   {first}")


if __name__ == "__main__":
    main()
