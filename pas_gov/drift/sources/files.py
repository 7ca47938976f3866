"""CSV, JSON and Parquet files through DuckDB, which reads the one file and can reach nothing else by the time that the query runs."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pas_gov.diagnostics import printable
from pas_gov.drift.indicators.series import MOST_ROWS
from pas_gov.drift.sources.source import FileSource, NoSource

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

READERS = {"csv": "read_csv", "json": "read_json", "parquet": "read_parquet"}
MEMORY = "1GB"
CONFIG = {
    "autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "memory_limit": MEMORY,
}  # fmt: skip


def rows_of_file(found: FileSource, query: str, seconds: float) -> list[tuple[Any, ...]]:
    """Return what a query gives, at most MOST_ROWS rows and in this time. Raises NoSource.

    The file is there as ``source``, as ``data``, under the source's name where that is a name in SQL, and by its path.
    Nothing else can be reached: no other file, no network, no extension, no setting.
    """
    try:
        import duckdb
    except ImportError as error:
        raise NoSource(
            "files are read by the package duckdb", 'python -m pip install "pas-gov[data]"'
        ) from error
    try:
        _one_select(duckdb.extract_statements(query))
        with duckdb.connect(":memory:", config=dict(CONFIG)) as connection:
            _locked_up(connection, found)
            with interrupted_after(connection.interrupt, seconds) as over:
                try:
                    rows: list[tuple[Any, ...]] = connection.execute(query).fetchmany(MOST_ROWS + 1)
                except duckdb.Error:
                    if over.is_set():
                        raise NoSource(
                            f"the query took more than {seconds:g} seconds", "ask for less"
                        ) from None
                    raise
    except duckdb.Error as error:
        raise NoSource(f"DuckDB says: {_said(error)}", "correct the query") from error
    return rows


def _one_select(statements: list[Any]) -> None:
    kinds = [str(one.type).rpartition(".")[2] for one in statements]
    if kinds != ["SELECT"]:
        told = ", ".join(kind.lower() for kind in kinds) or "nothing"
        raise NoSource(
            f"the query is {told}, where one SELECT is needed", "write one SELECT of a time and a value"
        )


def _locked_up(connection: DuckDBPyConnection, found: FileSource) -> None:
    """Give the query the file under its names, and take everything else away."""
    path = _text(found.path)
    names = {"source", "data", *(one for one in [found.name] if re.fullmatch("[a-z_][a-z0-9_]*", one))}
    for name in sorted(names):
        connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM {READERS[found.kind]}({path})')  # noqa: S608  (quoted)
    connection.execute(f"SET file_search_path={_text(found.root)}")
    connection.execute(f"SET allowed_paths=[{path}, {_text(found.written)}]")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _said(error: Exception) -> str:
    return printable(str(error).split("\n")[0][:300])


@contextmanager
def interrupted_after(interrupt: Any, seconds: float) -> Iterator[threading.Event]:
    """Interrupt what runs in the block when the time is over; the event tells whether that happened."""
    over = threading.Event()

    def stop() -> None:
        over.set()
        interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()
