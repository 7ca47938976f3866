"""PostgreSQL by psycopg: one SELECT, in a transaction that can only read and is rolled back.

The text goes to the server by the extended protocol, which takes one statement, and stands behind ``DECLARE ... CURSOR
FOR``, which takes a SELECT alone: so nothing in it can be a SET or a COMMIT, whatever its quotes and comments hide. A
function that it calls can't make a transaction that has begun to read write; what a function does outside of
transactions (another server, the server's files), the account's rights decide: docs/drift.md says which to give.

A cursor's plan uses one processor. So the cursor is the proof that the text is one SELECT, and what then runs is the same
text in parentheses with a row limit behind it; where the server can't read it so, rows are taken from the cursor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pas_gov.drift.sources.confined.faults import WRITES, Fault, kind_of
from pas_gov.drift.sources.confined.postgresql_session import reading_session

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.pq.abc import PGresult

CURSOR = b"DECLARE pas_gov_series NO SCROLL CURSOR WITHOUT HOLD FOR "


def rows_of_postgresql(
    address: str, query: str, most: int, seconds: float, opened: Callable[[Callable[[], None]], None]
) -> tuple[list[tuple[Any, ...]], bool]:
    """Return at most so many rows that a query gives, and whether its account is a superuser. Raises Fault.

    ``opened`` is handed what cancels the query.
    """
    try:
        import psycopg
    except ImportError as error:
        raise Fault("package", "psycopg") from error
    connection = reading_session(address, seconds)
    opened(connection.cancel)
    try:
        rights = connection.execute(
            "SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user"
        ).fetchone()
        _declare(connection, query)
        return _fetched(connection, query, most), bool(rights and rights[0])
    except psycopg.errors.QueryCanceled:
        raise Fault("time") from None
    except (psycopg.errors.ReadOnlySqlTransaction, psycopg.errors.ActiveSqlTransaction):
        raise Fault("statement", WRITES) from None
    except MemoryError:
        raise Fault("memory") from None
    except psycopg.Error as error:
        out_of_memory = "out of memory" in str(error) or "memory exhausted" in str(error)  # libpq's own words
        raise Fault("memory") if out_of_memory else Fault("run", kind_of(error)) from None
    finally:
        connection.close()  # which rolls back


def _declare(connection: Connection[Any], query: str) -> None:
    """Open the cursor; the server first reads the query without running it, and says what is wrong with its text."""
    text = query.encode()
    if b"\0" in text:
        raise Fault("query", "it holds a character without a meaning (NUL)")
    read = connection.pgconn.prepare(b"", text)
    if _failed(read):
        raise Fault("query", _message(read))
    if connection.pgconn.describe_prepared(b"").nfields == 0:
        raise Fault("statement", "something without rows")
    opened = connection.pgconn.exec_params(CURSOR + text, None)
    if _failed(opened):
        raise _refused(opened)


def _fetched(connection: Connection[Any], query: str, most: int) -> list[tuple[Any, ...]]:
    """Return the rows of a text for which a cursor is open: so it is one SELECT, and in parentheses it is one, too."""
    from psycopg import errors

    plain = query.rstrip().rstrip(";")
    limited = f"SELECT * FROM ({plain}\n) AS pas_gov_rows LIMIT {most:d}"  # noqa: S608  (one SELECT, as the server said)
    connection.execute("SAVEPOINT pas_gov_before")
    try:
        return connection.execute(
            limited.encode(), prepare=True
        ).fetchall()  # by the extended protocol, again
    except errors.SyntaxError:  # a semicolon that isn't at the end of the text
        connection.execute("ROLLBACK TO pas_gov_before")
        return connection.execute(f"FETCH FORWARD {most:d} FROM pas_gov_series").fetchall()


def _refused(opened: PGresult) -> Fault:
    from psycopg import errors, pq

    state = (opened.error_field(pq.DiagnosticField.SQLSTATE) or b"").decode()
    if state in ("42601", "0A000", "25006"):  # no SELECT; one that writes or locks
        return Fault("statement", WRITES)
    if state == "57014":
        return Fault("time")
    try:
        return Fault("run", kind_of(errors.lookup(state)("")))
    except KeyError:
        return Fault("run", "an error")


def _failed(result: PGresult) -> bool:
    from psycopg import pq

    return result.status not in (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK)


def _message(result: PGresult) -> str:
    from psycopg import pq

    return (result.error_field(pq.DiagnosticField.MESSAGE_PRIMARY) or b"").decode("utf-8", "replace")
