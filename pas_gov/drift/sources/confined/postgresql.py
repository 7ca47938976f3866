"""PostgreSQL by psycopg: one cursor over one statement, in a transaction that can only read and is rolled back.

The text goes to the server by the extended protocol, which takes one statement, and stands behind ``DECLARE ... CURSOR
FOR``, which takes a SELECT alone: so nothing in it can be a SET or a COMMIT, whatever its quotes and comments hide. A
function that it calls can't make a transaction that has begun to read write; what a function does outside of
transactions (another server, the server's files), the account's rights decide: docs/drift.md says which to give.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pas_gov.drift.sources.confined.faults import Fault, kind_of

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.pq.abc import PGresult

CURSOR = b"DECLARE pas_gov_series NO SCROLL CURSOR WITHOUT HOLD FOR "
WRITES = "more than reading"
REFUSALS = {  # the first letters of SQLSTATE at the beginning of a session, and whose matter it is
    "28": "account", "3D": "source", "42501": "account",
}  # fmt: skip


def rows_of_postgresql(
    address: str, query: str, most: int, seconds: float, opened: Callable[[Callable[[], None]], None]
) -> list[tuple[Any, ...]]:
    """Return at most so many rows that a query gives. Raises Fault. ``opened`` is handed what cancels the query."""
    try:
        import psycopg
    except ImportError as error:
        raise Fault("package", "psycopg") from error
    connection = _connected(address, seconds)
    opened(connection.cancel)
    try:
        _begin(connection, seconds)
        _declare(connection, query)
        return connection.execute(f"FETCH FORWARD {most:d} FROM pas_gov_series").fetchall()
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


def _connected(address: str, seconds: float) -> Connection[Any]:
    import psycopg

    try:
        wanted = psycopg.conninfo.conninfo_to_dict(
            re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql://", address)
        )
    except (psycopg.Error, ValueError):
        raise Fault("address") from None
    wanted["options"] = f"{wanted.get('options') or ''} {_options(seconds)}".strip()
    wanted["connect_timeout"] = max(int(seconds), 2)
    wanted.setdefault("application_name", "pas-gov")
    try:
        return psycopg.connect(**wanted, autocommit=True, prepare_threshold=None)  # type: ignore[arg-type]
    except psycopg.OperationalError as error:
        raise _unconnected(error) from None
    except (psycopg.Error, ValueError, UnicodeError):
        raise Fault("address") from None


def _options(seconds: float) -> str:
    """Return the settings with which a session begins."""
    time = max(int(seconds * 1000), 1)
    return (
        f"-c default_transaction_read_only=on -c statement_timeout={time} -c lock_timeout={min(time, 5000)} "
        f"-c idle_in_transaction_session_timeout={time + 5000} -c TimeZone=UTC -c IntervalStyle=postgres"
    )


def _unconnected(error: Exception) -> Fault:
    """Return whose matter it is that there is no session; libpq tells some of it in English words alone."""
    state, text = getattr(error, "sqlstate", None) or "", str(error)
    for begins, code in REFUSALS.items():
        if state.startswith(begins):
            return Fault(code, kind_of(error))  # type: ignore[arg-type]  # a code of the table above
    if "password authentication failed" in text or "no password supplied" in text or "pg_hba" in text:
        return Fault("account")
    return Fault("source", "missing database") if "does not exist" in text else Fault("silent")


def _begin(connection: Connection[Any], seconds: float) -> None:
    connection.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    connection.execute(f"SET LOCAL statement_timeout = {max(int(seconds * 1000), 1):d}")
    connection.execute("SET LOCAL TimeZone = 'UTC'")
    if connection.info.server_version >= 140000:
        connection.execute(
            "SET LOCAL client_connection_check_interval = 1000"
        )  # it ends when this process does


def _declare(connection: Connection[Any], query: str) -> None:
    """Open the cursor; the server first reads the query without running it, and says what is wrong with its text."""
    text = query.encode()
    if b"\0" in text:
        raise Fault("query", "it holds a character without a meaning (NUL)")
    read = connection.pgconn.prepare(b"pas_gov_query", text)
    if _failed(read):
        raise Fault("query", _message(read))
    if connection.pgconn.describe_prepared(b"pas_gov_query").nfields == 0:
        raise Fault("statement", "something without rows")
    opened = connection.pgconn.exec_params(CURSOR + text, None)
    if _failed(opened):
        raise _refused(opened)


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
