"""Databases by URL through SQLAlchemy: the query runs there, reads only, and only the series comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pas_gov.diagnostics import printable
from pas_gov.drift.indicators.series import MOST_ROWS
from pas_gov.drift.sources.files import interrupted_after
from pas_gov.drift.sources.source import DatabaseSource, NoSource
from pas_gov.drift.sources.statements import check_one_select

if TYPE_CHECKING:
    from sqlalchemy import Connection


def rows_of_database(found: DatabaseSource, query: str, seconds: float) -> list[tuple[Any, ...]]:
    """Return what a query gives, at most MOST_ROWS rows and in this time. Raises NoSource, which shows no credential.

    The transaction is read-only where the database knows such a thing (PostgreSQL, MySQL, SQLite; elsewhere the
    account should be), it is rolled back in any case, and whatever isn't one SELECT is refused before it is sent.
    """
    try:
        import sqlalchemy
    except ImportError as error:
        remedy = 'python -m pip install "pas-gov[databases]"'
        raise NoSource("databases are read by the package SQLAlchemy", remedy) from error
    check_one_select(query)
    try:
        engine = sqlalchemy.create_engine(found.url, poolclass=sqlalchemy.pool.NullPool)
        with engine.connect() as connection:
            try:
                return _fetched(connection, query, seconds)
            finally:
                connection.rollback()
    except (sqlalchemy.exc.SQLAlchemyError, ImportError, ValueError, OSError) as error:
        said = _said(error, found.secrets)
        raise NoSource(f"the database {printable(found.name)} says: {said}", _remedy(error)) from None


def _fetched(connection: Connection, query: str, seconds: float) -> list[tuple[Any, ...]]:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    dialect = connection.dialect.name
    for statement in READ_ONLY.get(dialect, ()):
        connection.execute(text(statement.format(milliseconds=max(int(seconds * 1000), 1))))
    with interrupted_after(_cancel(connection), seconds) as over:
        try:
            streaming = connection.execution_options(stream_results=dialect not in READ_ONLY)
            result = streaming.exec_driver_sql(_limited(query) if dialect in READ_ONLY else query)
            return [tuple(row) for row in result.fetchmany(MOST_ROWS + 1)]
        except DBAPIError as error:
            if over.is_set() or "statement timeout" in str(error):
                raise NoSource(f"the query took more than {seconds:g} seconds", "ask for less") from None
            raise


def _limited(query: str) -> str:
    """Return a query that gives no more rows than are taken, for databases that know LIMIT."""
    plain = query.strip().rstrip(";")
    return f"SELECT * FROM ({plain}\n) AS series LIMIT {MOST_ROWS + 1}"  # noqa: S608  (one SELECT, as was checked)


READ_ONLY: Mapping[str, tuple[str, ...]] = {
    "postgresql": ("SET TRANSACTION READ ONLY", "SET LOCAL statement_timeout = {milliseconds}"),
    "mysql": ("SET TRANSACTION READ ONLY", "SET SESSION max_execution_time = {milliseconds}"),
    "sqlite": ("PRAGMA query_only = ON",),
}


def _cancel(connection: Connection) -> Callable[[], None]:
    """Return how a query of this connection is cancelled from another thread, as far as its driver can."""
    raw = connection.connection.dbapi_connection

    def cancel() -> None:
        for name in ("interrupt", "cancel"):  # sqlite3; psycopg
            method = getattr(raw, name, None)
            if callable(method):
                method()
                return

    return cancel


def _said(error: Exception, secrets: tuple[str, ...]) -> str:
    """Return the driver's own words, its first line, without anything secret."""
    text = str(getattr(error, "orig", None) or error).strip()
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return printable(text.split("\n")[0][:300]) or type(error).__name__


def _remedy(error: Exception) -> str:
    if isinstance(error, ImportError):
        return "install the driver that its address names"
    return "correct the query, the address in pas-gov.yaml, or the credentials in the environment"
