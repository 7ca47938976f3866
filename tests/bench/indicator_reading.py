"""What reading an indicator costs beside its bare query; part of indicators.py. Never asserts a speed."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from postgresql_server import MISSING, PASSWORD, address, postgresql_server  # noqa: E402

from pas_gov.drift.indicators.assessment import assessment  # noqa: E402
from pas_gov.drift.indicators.series import series  # noqa: E402
from pas_gov.drift.sources.reading import reading  # noqa: E402
from pas_gov.drift.sources.source import DatabaseSource, Source, source  # noqa: E402
from pas_gov.model.records.promise import Term  # noqa: E402

LIMIT = Term("time to first response", "at_most", "8h")
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

    with tempfile.TemporaryDirectory() as folder, postgresql_server(Path(folder)) as place:
        url = address(place, "postgres", quote(PASSWORD, safe=""), "postgres").replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True) as made:
            made.execute(
                "CREATE TABLE ticket AS SELECT date '2026-01-01' + i % 180 AS day, "
                "4 + (i::bigint * 7919 % 1000) / 500.0::float8 AS hours "
                f"FROM generate_series(1, {rows:d}) i; ANALYZE ticket"
            )
        query = "SELECT day, avg(hours) FROM ticket GROUP BY day"
        found = DatabaseSource("warehouse", url)
        reads(f"{rows:,} rows of PostgreSQL", found, query, [BARE_POSTGRESQL, query, url], rounds)
