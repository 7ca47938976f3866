"""CSV, JSON and Parquet through DuckDB, which is locked before it opens anything: it has one file, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pas_gov.drift.sources.confined.faults import Fault, kind_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

READERS = {"csv": "read_csv", "json": "read_json", "parquet": "read_parquet"}
# 01/02/2026 stays a text, which the room of series refuses or reads by its neighbours; DuckDB would take the day first.
OPTIONS = {"csv": ", dateformat='%Y-%m-%d'"}
# Before 2.0, DuckDB takes a time in JSON for one without a zone, whatever zone it names: such times stay texts.
BEFORE_2 = {"json": ", timestampformat='%Y-%m-%d %H:%M:%S'"}
CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",  # a name in the query is never a variable of this process
    "memory_limit": "512MB",
    "temp_directory": "",  # what doesn't fit into memory isn't written elsewhere
}


def rows_of_file(path: str, kind: str, names: list[str], query: str, most: int) -> list[tuple[Any, ...]]:
    """Return at most so many rows that a query gives on the file, which it knows by ``names``. Raises Fault."""
    try:
        import duckdb
    except ImportError as error:
        raise Fault("package", "duckdb") from error
    with duckdb.connect(":memory:", config=dict(CONFIG)) as connection:
        try:
            _lock(connection, path)
            _name(connection, path, kind, names)
        except duckdb.Error as error:
            raise _out_of_memory(error) or Fault("source", kind_of(error)) from None
        _bind(connection, query)
        try:
            rows: list[tuple[Any, ...]] = connection.execute(query).fetchmany(most)
        except duckdb.Error as error:
            raise _out_of_memory(error) or Fault("run", kind_of(error)) from None
    return rows


def _lock(connection: DuckDBPyConnection, path: str) -> None:
    """Take everything but the one file away, for good."""
    connection.execute("SET TimeZone='UTC'")
    connection.execute(f"SET allowed_paths=[{_text(path)}]")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")


def _name(connection: DuckDBPyConnection, path: str, kind: str, names: list[str]) -> None:
    import duckdb

    options = OPTIONS.get(kind, "") + (BEFORE_2.get(kind, "") if duckdb.__version__.startswith("1.") else "")
    for name in names:
        quoted = '"' + name.replace('"', '""') + '"'
        reader = f"{READERS[kind]}({_text(path)}{options})"
        connection.execute(f"CREATE VIEW {quoted} AS SELECT * FROM {reader}")  # noqa: S608  (quoted)


def _bind(connection: DuckDBPyConnection, query: str) -> None:
    """Let DuckDB say what is wrong with the query in itself: so far nothing of it has run, and no row was read."""
    import duckdb

    try:
        kinds = _kinds(connection, query)
        if kinds != ["SELECT"]:
            raise Fault("statement", kinds[0] if len(kinds) == 1 else f"{len(kinds)} statements")
        connection.sql(query)
    except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException) as error:
        raise Fault("query", _first_line(error)) from None
    except duckdb.PermissionException:
        raise Fault("query", "it opens a file or an address, and has its own source alone") from None
    except duckdb.Error as error:
        raise _out_of_memory(error) or Fault("run", kind_of(error)) from None


def _kinds(connection: DuckDBPyConnection, query: str) -> list[str]:
    try:
        return [str(one.type).rpartition(".")[2] for one in connection.extract_statements(query)]
    except ValueError:  # a kind of which its Python side knows no name
        return ["another statement"]


def _first_line(error: Exception) -> str:
    """Return what is wrong; the lines below it may propose names from the file, and a name may be a value."""
    return re.split(r"\n|Candidate", str(error), maxsplit=1)[0].strip(" !.")


def _out_of_memory(error: Exception) -> Fault | None:
    return Fault("memory") if type(error).__name__ == "OutOfMemoryException" else None


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
