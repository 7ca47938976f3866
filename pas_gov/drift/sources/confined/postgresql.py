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

from pas_gov.drift.sources.confined.faults import Code, Fault, kind_of

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.pq.abc import PGresult

CURSOR = b"DECLARE pas_gov_series NO SCROLL CURSOR WITHOUT HOLD FOR "
WRITES = "more than reading"
REFUSALS: tuple[tuple[tuple[str, ...], Code, str], ...] = (  # libpq tells in words alone why there is no session
    (("password authentication failed", "no password supplied", "pg_hba", "not permitted to log in"), "account", ""),
    (("does not exist",), "source", "missing database"),
    (("refused", "timeout", "timed out", "resolve", "translate host", "not known", "no route", "unreachable"), "silent", ""),
)  # fmt: skip


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
    connection = _connected(address, seconds)
    opened(connection.cancel)
    try:
        _begin(connection, seconds)
        rights = connection.execute(
            "SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user"
        ).fetchone()
        _declare(connection, query)
        rows = connection.execute(f"FETCH FORWARD {most:d} FROM pas_gov_series").fetchall()
        return rows, bool(rights and rights[0])
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
    wanted["connect_timeout"] = max(int(seconds), 2)
    wanted.setdefault("application_name", "pas-gov")
    options = f"{wanted.get('options') or ''} {_options(seconds)}".strip()
    try:
        return _session({**wanted, "options": options})
    except psycopg.OperationalError as error:
        if "startup parameter" not in str(error):
            raise _unconnected(error) from None
    except (psycopg.Error, ValueError, UnicodeError):
        raise Fault("address") from None
    try:
        return _session(wanted)  # a pooler that takes no options: the transaction sets them all again
    except psycopg.OperationalError as error:
        raise _unconnected(error) from None


def _session(wanted: dict[str, Any]) -> Connection[Any]:
    import psycopg

    return psycopg.connect(**wanted, autocommit=True, prepare_threshold=None)


def _options(seconds: float) -> str:
    """Return the settings with which a session begins."""
    return "-c default_transaction_read_only=on " + " ".join(
        f"-c {key}={value}" for key, value in _settings(seconds).items()
    )


def _settings(seconds: float) -> dict[str, str]:
    time = max(int(seconds * 1000), 1)
    return {
        "statement_timeout": str(time),
        "lock_timeout": str(min(time, 5000)),
        "idle_in_transaction_session_timeout": str(time + 5000),
        "TimeZone": "UTC",
        "IntervalStyle": "postgres",
    }


def _unconnected(error: Exception) -> Fault:
    text = str(error).lower()
    for words, code, told in REFUSALS:
        if any(word in text for word in words):
            return Fault(code, told)
    return Fault("session")


def _begin(connection: Connection[Any], seconds: float) -> None:
    connection.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    for key, value in _settings(seconds).items():
        connection.execute(f"SET LOCAL {key} = '{value}'")
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
