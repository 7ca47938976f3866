"""What an indicator is accused of by chance, how soon it tells what is true, and what reading costs.

``python -m tests.bench.indicators``; README.md says how to read it. Never asserts a speed.

Beside ours stand a naive threshold (the mean of the last seven points beyond four fifths of the limit), and the
libraries used plainly, with their usual settings: Kendall's tau at 95 % with the line of Theil and Sen (scipy), and
PELT with the penalty of the Bayesian criterion (ruptures, where it is installed: it is no dependency).
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from pas_gov.drift.indicators.assessment import Assessment, assessment  # noqa: E402
from pas_gov.drift.indicators.bounds import limit_of  # noqa: E402
from pas_gov.drift.indicators.series import series  # noqa: E402
from pas_gov.model.records.promise import Term  # noqa: E402
from tests.bench.indicator_reading import parquet, postgresql  # noqa: E402

LIMIT = Term("time to first response", "at_most", "8h")
FIRST = date(2024, 1, 1)
Rows = list[tuple[date, float]]


@dataclass(frozen=True)
class Kind:
    """A kind of series: its spacing in days, its number of points, level by point, scatter, autocorrelation.

    ``since`` is the point from which it isn't what it was (None: it is steady); ``skewed`` values are lognormal;
    ``reaches`` is the point at which the level is that of the limit.
    """

    name: str
    spacing: int
    points: int
    level: Callable[[int], float] = lambda n: 4.0
    scatter: float = 0.5
    correlation: float = 0.0
    since: int | None = None
    skewed: bool = False
    reaches: float = 0.0

    def rows(self, seed: int) -> Rows:
        """Return one series of the kind."""
        chance, before, found = random.Random(f"{self.name}-{seed}"), 0.0, []
        for n in range(self.points):
            fresh = chance.gauss(0, 1)
            before = (
                fresh if n == 0 else self.correlation * before + fresh * math.sqrt(1 - self.correlation**2)
            )
            noise = math.exp(before) - math.exp(0.5) if self.skewed else before
            found.append((FIRST + timedelta(days=n * self.spacing), self.level(n) + self.scatter * noise))
        return found


def weekend(size: float) -> Callable[[int], float]:
    """Return a level that is higher by so much on two days of seven."""
    return lambda n: 4.0 + (size if n % 7 >= 5 else 0.0)


def yearly(n: int) -> float:
    """Return a level that swings with the month."""
    return 4.0 + 2.0 * math.sin(n % 12 / 12 * 2 * math.pi)


STEADY = (
    Kind("steady, daily", 1, 150),
    Kind("steady, scatter near the limit", 1, 90, lambda n: 7.2, 0.4),
    Kind("steady, skewed", 1, 150, scatter=0.8, skewed=True),
    Kind("steady, 14 days", 1, 14),
    Kind("sparse: every 6 days", 6, 26),
    Kind("monthly", 30, 26),
    Kind("AR(0.5), weekly", 7, 26, correlation=0.5),
    Kind("AR(0.8), daily", 1, 180, correlation=0.8),
    Kind("AR(0.5), weekly, near the limit", 7, 26, lambda n: 7.0, 0.4, 0.5),
    Kind("seasonal: weekends", 1, 150, weekend(2.0), 0.4),
    Kind("seasonal: months", 30, 26, yearly, 0.4),
)
CHANGED = (
    Kind("slow slip, daily", 1, 150, lambda n: 4.0 + max(0, n - 60) * 0.04, since=60),
    Kind("slow slip, weekly", 7, 52, lambda n: 4.0 + max(0, n - 13) * 0.15, since=13),
    Kind("sudden shift, daily", 1, 150, lambda n: 4.0 if n < 60 else 6.0, since=60),
    Kind("sudden shift, weekly", 7, 40, lambda n: 4.0 if n < 20 else 6.0, since=20),
    Kind("sudden shift, AR(0.5), weekly", 7, 40, lambda n: 4.0 if n < 20 else 6.0, 0.5, 0.5, since=20),
    Kind("sudden shift, monthly", 30, 36, lambda n: 4.0 if n < 20 else 6.0, since=20),
    Kind(
        "weekends, then shift", 1, 150, lambda n: weekend(1.0)(n) + (2.0 if n >= 60 else 0.0), 0.4, since=60
    ),
)
SLOPES = (
    Kind("line, daily", 1, 150, lambda n: 3.0 + 0.03 * n, reaches=5 / 0.03),
    Kind("line, AR(0.5), daily", 1, 150, lambda n: 3.0 + 0.03 * n, 0.5, 0.5, reaches=5 / 0.03),
    Kind("gentle line, daily", 1, 150, lambda n: 6.0 + 0.01 * n, reaches=2 / 0.01),
    Kind("line, weekly", 7, 26, lambda n: 3.0 + 0.16 * n, 0.3, reaches=5 / 0.16),
    Kind("line, AR(0.5), weekly", 7, 26, lambda n: 3.0 + 0.16 * n, 0.3, 0.5, reaches=5 / 0.16),
    Kind("line, monthly", 30, 26, lambda n: 3.0 + 0.19 * n, 0.3, reaches=5 / 0.19),
    Kind("line, AR(0.5), monthly", 30, 26, lambda n: 3.0 + 0.19 * n, 0.3, 0.5, reaches=5 / 0.19),
    Kind(
        "line with weekends",
        1,
        150,
        lambda n: weekend(1.0)(n) - 1.0 + 0.028 * n,
        0.4,
        reaches=(5 - 2 / 7) / 0.028,
    ),
)


def judged(rows: Rows, today: date) -> Assessment:
    """Return our assessment of a series."""
    return assessment(series(rows, limit_of(LIMIT)[1], today), LIMIT, today)


def ours(rows: Rows, today: date) -> bool:
    """Tell whether the indicator is drifting or breached."""
    return judged(rows, today).state in ("drifting", "breached")


def naive(rows: Rows, today: date) -> bool:
    """Tell whether the mean of the last seven points lies within a fifth of the limit, or beyond it."""
    return statistics.fmean(value for _, value in rows[-7:]) > 0.8 * 8.0


def line(rows: Rows) -> tuple[float, float, float]:
    """Return slope and intercept of Theil and Sen by scipy, over days since the first, and p of Kendall's tau."""
    from scipy.stats import kendalltau, theilslopes

    days, values = [(day - FIRST).days for day, _ in rows], [value for _, value in rows]
    slope, level, *_ = theilslopes(values, days)
    return float(slope), float(level), float(kendalltau(days, values).pvalue)


def plainly(rows: Rows, today: date) -> bool:
    """Tell whether Kendall's tau is significant and the line reaches the limit in 90 days, or PELT finds a rise."""
    slope, level, p = line(rows)
    reached = FIRST + timedelta(days=(8.0 - level) / slope) if slope > 1e-4 else date.max
    return (p < 0.05 and reached <= today + timedelta(days=90)) or risen([value for _, value in rows])


def risen(values: Sequence[float]) -> bool:
    """Tell whether PELT cuts a series so that its last level lies above the first; False without ruptures."""
    try:
        import ruptures
    except ImportError:
        return False
    import numpy as np

    found = np.array(values)
    noise = float(np.var(np.diff(found)) / 2)
    cuts = ruptures.Pelt(model="l2", min_size=5).fit(found).predict(pen=2 * noise * math.log(len(found)))
    return len(cuts) > 1 and found[cuts[-2] :].mean() > found[: cuts[0]].mean()


METHODS: dict[str, Callable[[Rows, date], bool]] = {"ours": ours, "naive": naive, "plainly": plainly}


def false_alarms(seeds: int) -> None:
    """Print how often a series that is steady is accused, looked at once, at its end."""
    print(
        f"{'false alarms: ' + str(seeds) + ' steady series each':<44}"
        + "".join(f"{one:>10}" for one in METHODS)
    )
    for kind in STEADY:
        made = [kind.rows(seed) for seed in range(seeds)]
        shares = [sum(told(rows, rows[-1][0]) for rows in made) / seeds for told in METHODS.values()]
        print(f"{kind.name:<44}" + "".join(f"{100 * one:>9.1f}%" for one in shares), flush=True)


def delays(seeds: int) -> None:
    """Print after how many days a change is told: the median of the series where it is, and in how many."""
    print(f"\n{'days until it is told (of how many series)':<44}" + "".join(f"{one:>14}" for one in METHODS))
    for kind in CHANGED:
        assert kind.since is not None
        made = [kind.rows(seed) for seed in range(seeds)]
        cells = []
        for told in METHODS.values():
            found: dict[int, int] = {}
            for n in range(kind.since, kind.points, max(5 // kind.spacing, 1)):
                for seed, rows in enumerate(made):
                    if seed not in found and told(rows[: n + 1], rows[n][0]):
                        found[seed] = (n - kind.since) * kind.spacing
            middle = f"{statistics.median(found.values()):.0f}" if found else "-"
            cells.append(f"{middle} ({100 * len(found) // seeds}%)")
        print(f"{kind.name:<44}" + "".join(f"{one:>14}" for one in cells), flush=True)


def reaching(seeds: int) -> None:
    """Print how far the date of reaching lies from scipy's line, and how often the interval holds the true date."""
    print(
        f"\n{'the date of reaching the limit':<44}{'told':>7}{'error':>9}{'within 1':>10}{'scipy':>8}{'interval':>10}"
    )
    for kind in SLOPES:
        day = FIRST + timedelta(days=kind.reaches * kind.spacing)
        apart, off, plain, covered, told = [], [], [], 0, 0
        for seed in range(seeds):
            rows = kind.rows(seed)
            one = judged(rows, rows[-1][0])
            slope, level, _ = line(rows)
            theirs = FIRST + timedelta(days=(8.0 - level) / slope)
            if one.reached is None:
                continue
            told += 1
            apart.append(abs((one.reached - theirs).days) / kind.spacing)
            off.append(abs((one.reached - day).days))
            plain.append(abs((theirs - day).days))
            covered += (one.earliest or date.min) <= day <= (one.latest or date.max)
        print(
            f"{kind.name:<44}{100 * told / seeds:>6.0f}%{statistics.median(off):>7.0f} d"
            f"{100 * sum(one <= 1 for one in apart) / told:>9.1f}%{statistics.median(plain):>6.0f} d"
            f"{100 * covered / told:>9.1f}%",
            flush=True,
        )


def main() -> None:
    """Print the three tables, then the cost of reading."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--series", type=int, default=1000, help="of each kind")
    options.add_argument(
        "--changed", type=int, help="of each kind that changes, which are looked at many times"
    )
    options.add_argument("--rows", type=int, default=10_000_000, help="of Parquet and PostgreSQL; 0: none")
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    false_alarms(given.series)
    delays(given.changed or given.series)
    reaching(given.series)
    if given.rows:
        parquet(given.rows, given.rounds)
        postgresql(given.rows, given.rounds)


if __name__ == "__main__":
    main()
