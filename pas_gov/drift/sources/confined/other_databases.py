"""Any other database by SQLAlchemy: what its driver can't promise, its account must. Only read where settings say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pas_gov.drift.sources.confined.faults import Fault, kind_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

READ_ONLY = {  # what makes a transaction read-only, for those that know such a thing
    "mysql": "START TRANSACTION READ ONLY", "mariadb": "START TRANSACTION READ ONLY",
}  # fmt: skip


def rows_of_other_database(address: str, query: str, most: int) -> list[tuple[Any, ...]]:
    """Return at most so many rows that a query gives. Raises Fault."""
    try:
        import sqlalchemy
    except ImportError as error:
        raise Fault("package", "SQLAlchemy") from error
    engine = _engine(address)
    try:
        with engine.connect() as connection:
            try:
                return _fetched(connection, query, most)
            finally:
                connection.rollback()
    except MemoryError:
        raise Fault("memory") from None
    except sqlalchemy.exc.OperationalError as error:
        raise Fault("silent", kind_of(error.orig or error)) from None
    except Exception as error:  # noqa: BLE001  (drivers raise what they like, and its text may hold anything)
        raise Fault("run", kind_of(getattr(error, "orig", None) or error)) from None


def _engine(address: str) -> Engine:
    import sqlalchemy

    try:
        return sqlalchemy.create_engine(address, poolclass=sqlalchemy.pool.NullPool)
    except ImportError:
        raise Fault("package", "the driver that its address names") from None
    except Exception:  # noqa: BLE001  (as above)
        raise Fault("address") from None


def _fetched(connection: Connection, query: str, most: int) -> list[tuple[Any, ...]]:
    begin = READ_ONLY.get(connection.dialect.name)
    if begin:
        connection.exec_driver_sql(begin)
    plain = connection.execution_options(stream_results=True, no_parameters=True)  # a % means itself
    return [tuple(row) for row in plain.exec_driver_sql(query).fetchmany(most)]
