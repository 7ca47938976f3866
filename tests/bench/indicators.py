"""How soon drift of a known kind is told, and how often a steady series is accused; and what reading costs.

``python -m tests.bench.indicators``; README.md says how to read it. Never asserts a speed.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from postgresql_server import MISSING, PASSWORD, postgresql_server  # noqa: E402

from pas_gov.drift.indicators.assessment import assessment, unit_of  # noqa: E402
from pas_gov.drift.indicators.series import series  # noqa: E402
from pas_gov.drift.sources.reading import reading  # noqa: E402
from pas_gov.drift.sources.source import DatabaseSource, Source, source  # noqa: E402
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


MEDIANS = "SELECT day, median(hours) FROM {name} GROUP BY day ORDER BY day"


BARE_DUCKDB = """
import duckdb, sys
duckdb.connect(":memory:", config={"memory_limit": "512MB"}).execute(sys.argv[1]).fetchall()
"""
BARE_POSTGRESQL = """
import psycopg, sys
psycopg.connect(sys.argv[2]).execute(sys.argv[1]).fetchall()
"""


def reads(what: str, found: Source, query: str, bare: list[str], rounds: int) -> None:
    """Print the time of an indicator beside that of its bare query, each with the start of its process."""
    costs: dict[str, list[float]] = {"bare": [], "indicator": []}
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", *bare], check=True)
        costs["bare"].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        got = reading(found, query, 600).rows
        assessment(series(got, "h", date(2026, 7, 1)), LIMIT, date(2026, 7, 1))
        costs["indicator"].append(time.perf_counter() - begun)
    ratio = statistics.median(a / b for a, b in zip(costs["indicator"], costs["bare"], strict=True))
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{what}: bare query {min(costs['bare']):.2f} s, the indicator {ratio:.2f} times that; our process {ours} MB",
        flush=True,
    )


def parquet(rows: int, rounds: int) -> None:
    """Print reading an indicator of so many rows of Parquet beside the bare query."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tickets.parquet"
        made = (
            f"COPY (SELECT DATE '2026-01-01' + (i % 180)::INT AS day, 4 + (i * 7919 % 1000) / 500.0 AS hours "
            f"FROM range({rows}) t(i)) TO '{path}' (FORMAT parquet)"
        )
        subprocess.run([sys.executable, "-c", BARE_DUCKDB, made], check=True)
        found = source("tickets.parquet", {}, folder, {})
        bare = [BARE_DUCKDB, MEDIANS.format(name=f"'{path}'")]
        reads(f"{rows:,} rows of Parquet", found, MEDIANS.format(name="source"), bare, rounds)


def postgresql(rows: int, rounds: int) -> None:
    """Print reading an indicator of so many rows of PostgreSQL beside the bare query."""
    if MISSING:
        print(MISSING)
        return
    import psycopg

    with tempfile.TemporaryDirectory() as folder, postgresql_server(Path(folder)) as port:
        url = f"postgresql://postgres:{quote(PASSWORD, safe='')}@127.0.0.1:{port}/postgres"
        with psycopg.connect(url, autocommit=True) as made:
            made.execute(
                "CREATE TABLE ticket AS SELECT date '2026-01-01' + i % 180 AS day, "
                "4 + (i::bigint * 7919 % 1000) / 500.0::float8 AS hours "
                f"FROM generate_series(1, {rows:d}) i; ANALYZE ticket"
            )
        query = "SELECT day, avg(hours) FROM ticket GROUP BY day"
        found = DatabaseSource("warehouse", url)
        reads(f"{rows:,} rows of PostgreSQL", found, query, [BARE_POSTGRESQL, query, url], rounds)


def main() -> None:
    """Print the table, then the cost of reading."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=40)
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    table(given.seeds)
    parquet(given.rows, given.rounds)
    postgresql(given.rows, given.rounds)


if __name__ == "__main__":
    main()
