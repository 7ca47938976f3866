"""A SQLite file, opened to be read: its own compiler asks an authorizer of ours about everything that a query would do."""

from __future__ import annotations

import os
import sqlite3
import sys
from typing import Any
from urllib.parse import quote

from pas_gov.drift.sources.confined.faults import WRITES, Fault, kind_of

# What a query may do; all else (writing, PRAGMA, ATTACH, transactions, ...) SQLite refuses while it compiles.
READS = frozenset({
    sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE,
})  # fmt: skip
FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "writefile", "readfile", "edit"})  # never


def rows_of_sqlite(path: str, query: str, most: int) -> list[tuple[Any, ...]]:
    """Return at most so many rows that a query gives on a file of SQLite. Raises Fault."""
    connection = _opened(path)
    try:
        connection.set_authorizer(_allowed)
        _bind(connection, query)
        return connection.execute(query).fetchmany(most)
    except MemoryError:
        raise Fault("memory") from None
    except (sqlite3.Error, sqlite3.Warning, UnicodeError) as error:
        raise _refused(error) or Fault("run", kind_of(error)) from None
    finally:
        connection.close()


def _opened(path: str) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            f"file:{quote(path)}?{_mode(path)}",
            uri=True,
            isolation_level=None,
            timeout=2,
            cached_statements=0,
        )
    except sqlite3.Error as error:
        raise Fault("source", kind_of(error)) from None
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlite3.Error as error:
        connection.close()
        raise Fault("source", kind_of(error)) from None
    if sys.version_info >= (3, 11):
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 64 << 20)
    return connection


def _mode(path: str) -> str:
    """Return how to open it so that no file appears beside it.

    With a write-ahead log a reader makes files of its own, unless the file is said to be immutable. It is while there
    is no log; where there is one, the writer's shared memory is read, and never made.
    """
    with open(path, "rb") as file:
        logged = file.read(20)[18:20] == b"\x02\x02"
    if not logged:
        return "mode=ro"
    log = path + "-wal"
    written = os.path.exists(log) and os.path.getsize(log) > 0
    return "mode=ro&readonly_shm=1" if written else "mode=ro&immutable=1"


def _allowed(action: int, _table: str | None, function: str | None, *_: str | None) -> int:
    if action not in READS:
        return sqlite3.SQLITE_DENY
    hidden = action == sqlite3.SQLITE_FUNCTION and (function or "").lower() in FUNCTIONS
    return sqlite3.SQLITE_DENY if hidden else sqlite3.SQLITE_OK


def _bind(connection: sqlite3.Connection, query: str) -> None:
    """Let SQLite compile the query, and say what is wrong with it in itself: nothing of it has run so far."""
    try:
        connection.execute(f"EXPLAIN {query}").close()
    except (sqlite3.Warning, sqlite3.ProgrammingError):
        raise Fault("statement", "several statements") from None
    except sqlite3.DatabaseError as error:
        raise _refused(error) or Fault("query", str(error)) from None


def _refused(error: Exception) -> Fault | None:
    """Return the fault where SQLite stopped a query because it does more than reading."""
    refused = any(word in str(error) for word in ("authoriz", "prohibited", "readonly database"))
    return Fault("statement", WRITES) if refused else None
