"""How soon drift of a known kind is told, and how often a steady series is accused; and what reading costs.

``python -m tests.bench.indicators``; README.md says how to read it. Never asserts a speed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from pas_gov.drift.sources.files import rows_of_file  # noqa: E402

from pas_gov.drift.indicators.assessment import assessment, unit_of  # noqa: E402
from pas_gov.drift.indicators.series import series  # noqa: E402
from pas_gov.drift.sources.source import FileSource, source  # noqa: E402
from pas_gov.model.records.promise import Term  # noqa: E402

LIMIT = Term("time to first response", "at_most", "8h")
FIRST = date(2026, 1, 1)
QUIET, WHOLE, EVERY = 60, 150, 5  # days before the change, days in all, days between looks
Level = Callable[[int], float]

# Each kind: its level by day, the scatter, which days have a point, and the day of the truth (None: never drifts).
KINDS: dict[str, tuple[Level, float, Callable[[int], bool], int | None]] = {
    "steady": (lambda n: 4.0, 0.5, lambda n: True, None),
    "noisy": (lambda n: 4.0, 2.0, lambda n: True, None),
    "seasonal": (lambda n: 4.0 + (2.0 if n % 7 >= 5 else 0.0), 0.4, lambda n: True, None),
    "sparse": (lambda n: 4.0, 0.5, lambda n: n % 6 == 0, None),
    "slow slip": (lambda n: 4.0 + max(0, n - QUIET) * 0.04, 0.5, lambda n: True, QUIET),
    "sudden shift": (lambda n: 4.0 if n < QUIET else 6.0, 0.5, lambda n: True, QUIET),
    "seasonal, then shift": (
        lambda n: (4.0 if n < QUIET else 6.0) + (1.0 if n % 7 >= 5 else 0.0), 0.4, lambda n: True, QUIET
    ),
}  # fmt: skip


def ours(rows: list[tuple[date, float]], today: date) -> bool:
    """Tell whether the indicator is drifting or breached."""
    return assessment(series(rows, unit_of(LIMIT)[1], today), LIMIT, today).state in ("drifting", "breached")


def naive(rows: list[tuple[date, float]], today: date) -> bool:
    """Tell whether the mean of the last seven points lies within a fifth of the limit, or beyond it."""
    last = [value for _, value in rows[-7:]]
    return bool(last) and statistics.fmean(last) > 0.8 * 8.0


def table(seeds: int) -> None:
    """Print, for each kind of series, how often it is accused, and after how many days."""
    print(
        f"{'series':<22}{'looks':>7}{'ours: false':>13}{'found':>7}{'delay':>7}{'naive: false':>14}{'found':>7}{'delay':>7}"
    )
    for name, (level, scatter, has, truth) in KINDS.items():
        cells = []
        looks = 0
        for told in (ours, naive):
            false, found, delays, looks = 0, 0, [], 0
            for seed in range(seeds):
                chance = random.Random(seed)
                rows = [
                    (FIRST + timedelta(days=n), level(n) + chance.gauss(0, scatter))
                    for n in range(WHOLE)
                    if has(n)
                ]
                first = None
                for day in range(20, WHOLE, EVERY):
                    known = [row for row in rows if row[0] <= FIRST + timedelta(days=day)]
                    accused = told(known, FIRST + timedelta(days=day))
                    if truth is None or day < truth:
                        looks += 1
                        false += accused
                    elif accused and first is None:
                        first = day - truth
                found += first is not None
                delays += [first] if first is not None else []
            delay = f"{statistics.median(delays):.0f}" if delays else "-"
            cells += [
                f"{100 * false / looks:.1f}%",
                f"{100 * found // seeds}%" if truth is not None else "-",
                delay,
            ]
        print(
            f"{name:<22}{looks:>7}{cells[0]:>13}{cells[1]:>7}{cells[2]:>7}{cells[3]:>14}{cells[4]:>7}{cells[5]:>7}",
            flush=True,
        )


QUERY = "SELECT day, median(hours) FROM {name} GROUP BY day ORDER BY day"


def parquet(rows: int, rounds: int) -> None:
    """Print reading an indicator of so many rows beside the bare query."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tickets.parquet"
        duckdb.execute(
            f"COPY (SELECT DATE '2026-01-01' + (i % 180)::INT AS day, 4 + (i * 7919 % 1000) / 500.0 AS hours "
            f"FROM range({rows}) t(i)) TO '{path}' (FORMAT parquet)"
        )
        found = source("tickets.parquet", {}, folder, {})
        assert isinstance(found, FileSource)
        costs: dict[str, list[float]] = {"bare": [], "indicator": []}
        for _ in range(rounds):
            begun = time.perf_counter()
            with duckdb.connect(":memory:", config={"memory_limit": "1GB"}) as connection:
                bare = connection.execute(QUERY.format(name=f"'{path}'")).fetchall()
            costs["bare"].append(time.perf_counter() - begun)
            begun = time.perf_counter()
            got = rows_of_file(found, QUERY.format(name="source"), 600)
            assessment(series(got, "h", date(2026, 7, 1)), LIMIT, date(2026, 7, 1))
            costs["indicator"].append(time.perf_counter() - begun)
            if len(got) != len(bare):
                raise SystemExit("the two queries give different rows")
        ratio = statistics.median(a / b for a, b in zip(costs["indicator"], costs["bare"], strict=True))
        print(
            f"{rows:,} rows of Parquet: bare DuckDB {min(costs['bare']):.2f} s, the indicator {ratio:.2f} times that"
        )


def main() -> None:
    """Print the table, then the cost of reading."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=40)
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    table(given.seeds)
    parquet(given.rows, given.rounds)


if __name__ == "__main__":
    main()
