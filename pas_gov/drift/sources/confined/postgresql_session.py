"""A session with PostgreSQL that reads only from its first moment, or in words whose matter it is that there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pas_gov.drift.sources.confined.faults import Code, Fault

if TYPE_CHECKING:
    from psycopg import Connection

REFUSALS: tuple[tuple[tuple[str, ...], Code, str], ...] = (  # libpq tells in words alone why there is no session
    (("password authentication failed", "no password supplied", "pg_hba", "not permitted to log in"), "account", ""),
    (("does not exist",), "source", "missing database"),
    (("refused", "timeout", "timed out", "resolve", "translate host", "not known", "no route", "unreachable"), "silent", ""),
)  # fmt: skip


def reading_session(address: str, seconds: float) -> Connection[Any]:
    """Return a session in a transaction that can only read, with time-outs on the server, in UTC. Raises Fault."""
    import psycopg

    connection = _connected(address, seconds)
    try:
        _begin(connection, seconds)
    except psycopg.Error:
        connection.close()
        raise Fault("session") from None
    return connection


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

    return psycopg.connect(**wanted, autocommit=True)


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
