"""Queries on a real PostgreSQL, which is thrown away: whatever they say, nothing is changed."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Any

import pytest
from postgresql_server import PASSWORD
from postgresql_server import address as address_of
from writing_statements import POSTGRESQL

from pas_gov.drift.sources.confined.faults import Fault
from pas_gov.drift.sources.confined.postgresql import rows_of_postgresql
from pas_gov.drift.sources.confined.wire import packed, unpacked
from pas_gov.drift.sources.reading import UNBOUND, reading
from pas_gov.drift.sources.source import DatabaseSource, NoSource

pytestmark = pytest.mark.whole

psycopg = pytest.importorskip("psycopg", reason="psycopg isn't installed")
SAMPLE = 20
LONG = 600.0  # seconds: what a query has whose time isn't what is tried
WRITER = "CREATE ROLE writer LOGIN CREATEDB CREATEROLE PASSWORD 'writer'"
TABLES = """
CREATE TABLE ticket (day date, hours float8, told text);
INSERT INTO ticket VALUES ('2026-05-01', 3, 'my support'), ('2026-05-02', 4, 'hunter2 %x :y');
CREATE SEQUENCE counter;
SELECT lo_from_bytea(1, 'x');
CREATE FUNCTION writes() RETURNS int LANGUAGE sql VOLATILE AS $$ INSERT INTO ticket VALUES (now(), 9) RETURNING 1 $$;
CREATE FUNCTION lies() RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN EXECUTE 'DELETE FROM ticket'; RETURN 1; END $$;
CREATE FUNCTION as_owner() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ DELETE FROM ticket RETURNING 1 $$;
CREATE FUNCTION unlocks() RETURNS int LANGUAGE plpgsql AS $$ BEGIN SET LOCAL transaction_read_only = off; RETURN 1; END $$;
CREATE FUNCTION defines() RETURNS int LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE made (a int); RETURN 1; END $$;
CREATE FUNCTION commits_inside() RETURNS int LANGUAGE plpgsql AS $$ BEGIN COMMIT; DELETE FROM ticket; RETURN 1; END $$;
CREATE PROCEDURE commits() LANGUAGE plpgsql AS $$ BEGIN COMMIT; DELETE FROM ticket; COMMIT; END $$;
CREATE PROCEDURE writes_too() LANGUAGE sql AS $$ DELETE FROM ticket $$;
CREATE VIEW written AS SELECT now(), writes();
CREATE DOMAIN writing_domain AS int CHECK (VALUE > 0 AND writes() > 0);
"""
STATE = (
    "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM ticket t", "SELECT last_value, is_called FROM counter",
    "SELECT count(*), max(oid) FROM pg_class WHERE relnamespace <> 'pg_toast'::regnamespace", "SELECT count(*), max(oid) FROM pg_proc",
    "SELECT md5(string_agg(r::text, ',' ORDER BY oid)) FROM pg_roles r", "SELECT md5(string_agg(d.datname || coalesce(d.datacl::text, ''), ',')) FROM pg_database d",
    "SELECT count(*) FROM pg_db_role_setting", "SELECT count(*) FROM pg_largeobject", "SELECT count(*) FROM pg_prepared_xacts",
    "SELECT count(*) FROM pg_description WHERE objoid >= 16384", "SELECT count(*), max(oid) FROM pg_type", "SELECT count(*) FROM pg_extension",
    "SELECT md5(string_agg(relname || relacl::text, ',')) FROM pg_class WHERE relacl IS NOT NULL", "SELECT count(*) FROM pg_replication_slots",
    "SELECT md5(string_agg(a::text, ',' ORDER BY attrelid, attnum)) FROM pg_attribute a WHERE attrelid >= 16384", "SELECT count(*) FROM pg_file_settings",
    "SELECT md5(string_agg(name || setting, ',')) FROM pg_settings WHERE source <> 'session'", "SELECT count(*) FROM pg_default_acl",
)  # fmt: skip


@pytest.fixture(scope="session")
def place(postgresql: str) -> str:
    """Return where a server is that has two databases, of an account which may write in them."""
    with session(postgresql, "postgres", "postgres", PASSWORD) as first:
        first.execute(WRITER)
        first.execute("CREATE DATABASE org OWNER writer")
        first.execute("CREATE DATABASE other OWNER writer")
    with session(postgresql, "org", "writer", "writer") as owner:
        owner.execute(TABLES)
    return postgresql


def session(place: str, database: str, user: str, password: str):
    return psycopg.connect(host=place, dbname=database, user=user, password=password, autocommit=True)


def address(place: str, user: str = "writer", password: str = "writer", database: str = "org") -> str:
    return address_of(place, user, password, database)


def rows(place: str, query: str, seconds: float = LONG, most: int = 100) -> list[tuple[Any, ...]]:
    """Run a query in this process, as the child does: the account may write."""
    return rows_of_postgresql(address(place), query, most, seconds, lambda cancel: None)[0]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("SELECT day, hours FROM ticket", 2), ("SELECT day, hours FROM ticket;", 2), ("SELECT day, hours FROM ticket; -- all", 2), ("SELECT 1, 2; /* ; */", 1), ("(SELECT 1, 2)", 1), ("SELECT hours, hours FROM ticket ORDER BY 1 DESC LIMIT 1 -- ;", 1), ("SELECT 1, 2 /* /* */ */", 1), ("TABLE ticket -- ;", 2), ("VALUES (now(), 1)", 1),
        ("SELECT day, hours FROM ticket WHERE told LIKE '%support'", 1), ("SELECT day, hours FROM ticket WHERE hours::int % 2 = 0", 1),
        ("SELECT day, hours FROM ticket WHERE told = 'hunter2 %x :y' AND '%s' <> '%(a)s' AND hours::int = 4", 1),
        ("WITH x AS (SELECT * FROM ticket) /* ; */ SELECT day, hours FROM x", 2), ("SELECT now(), g FROM generate_series(1, 1000) g", 100),
    ],
)  # fmt: skip
def test_a_query_reads_what_it_says(place, query, count):
    assert len(rows(place, query)) == count


def test_its_session_is_one_that_reads_in_utc(place):
    assert rows(place, "SELECT current_setting('transaction_read_only'), current_setting('TimeZone')") == [
        ("on", "UTC")
    ]


@pytest.mark.parametrize(
    ("query", "code", "told"),
    [
        ("SELECT nothing FROM ticket", "query", 'column "nothing" does not exist'), ("selec", "query", "syntax error"),
        ("SELECT 1; SELECT 2", "query", "multiple commands"), ("SELECT \0 1", "query", "NUL"), ("", "statement", ""),
        ("DELETE FROM ticket", "statement", ""), ("DELETE FROM ticket RETURNING 1, 2", "statement", ""), ("COMMIT", "statement", ""),
        ("SELECT now(), writes()", "statement", ""), ("SELECT unlocks(), writes()", "statement", ""), ("SELECT 1, $1", "run", ""),
        ("SELECT now(), told::int FROM ticket", "run", "invalid text representation"), ("SELECT now(), 1 / (hours - 3) FROM ticket", "run", "division by zero"),
        ("SELECT now(), query_to_xml('SELECT ' || quote_ident(told) || ' FROM ticket', true, true, '') FROM ticket", "run", "undefined column"),
        ("SELECT 'infinity'::timestamptz, 1", "run", "data error"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_wrong_query_holds_no_value(place, query, code, told):
    with pytest.raises(Fault) as fault:
        rows(place, query)
    assert fault.value.code == code
    assert told in fault.value.text
    assert "hunter2" not in fault.value.text


def state(place: str) -> list[Any]:
    with session(place, "org", "postgres", PASSWORD) as found:
        return [found.execute(query).fetchall() for query in STATE]


def refusal(place: str, query: str) -> str:
    try:
        rows(place, query, 2)
    except Fault as fault:
        return fault.text
    return ""


def changes_nothing(place: str, queries: tuple[str, ...]) -> None:
    before = state(place)
    for query in queries:
        assert "hunter2" not in refusal(place, query), query
    assert state(place) == before


def test_nothing_is_changed(place):
    changes_nothing(place, POSTGRESQL[::SAMPLE])


@pytest.mark.slow
def test_nothing_is_changed_whatever_the_query_says(place):
    assert len(POSTGRESQL) >= 200
    changes_nothing(place, POSTGRESQL)


def test_the_statements_would_change_something(place):
    """Else that nothing changed would prove nothing: by the simple protocol, in one session that may write, they do."""
    before = state(place)
    with session(place, "org", "writer", "writer") as found:
        found.execute("SELECT 1, 2; INSERT INTO ticket VALUES ('2026-01-09', 9)")
        changed = state(place)
        found.execute("DELETE FROM ticket WHERE hours = 9")
    assert changed != before
    assert state(place) == before


class TestItsProcess:
    """The whole way, by a process of its own."""

    def read(self, url: str, query: str, seconds: float = LONG):
        return reading(DatabaseSource("warehouse", url), query, seconds)

    def test_rows_come_back(self, place):
        found = self.read(address(place), "SELECT day, hours FROM ticket")
        assert [hours for _, hours in found.rows] == [3.0, 4.0]
        assert found.notes == ()

    def test_a_superuser_is_told(self, place):
        url = address(place, "postgres", PASSWORD.replace("/", "%2F"))
        assert self.read(url, "SELECT day, hours FROM ticket").notes == (UNBOUND,)

    def test_a_query_that_takes_too_long_is_cancelled_on_the_server(self, place):
        url = address(place) + "&application_name=slow"
        endless = "SELECT now(), set_config('statement_timeout', '0', false), pg_sleep(3600)"
        for seconds in (0.3, 3, 30, 300):
            with pytest.raises(NoSource) as no:
                self.read(url, endless, seconds)
            if "no answer" not in no.value.message:  # else the session had not begun so soon
                break
        assert "more than" in no.value.message
        left = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'slow' AND state = 'active'"
        with session(place, "org", "writer", "writer") as found:
            while found.execute(left).fetchone() != (
                0,
            ):  # it ends, however long that takes; an hour fails elsewhere
                time.sleep(0.05)

    def test_no_part_of_an_address_is_told(self, place):
        with pytest.raises(NoSource) as no:
            self.read(address(place, "writer", "writer", "hunter2"), "SELECT 1, 2")
        assert "missing database" in no.value.message
        assert "hunter2" not in no.value.message + no.value.remedy
        assert no.value.__cause__ is None


@pytest.mark.parametrize(("user", "password"), [("writer", "hunter2"), ("hunter2", "writer")])
def test_a_refused_account_is_told_without_its_name(place, user, password):
    with pytest.raises(Fault) as fault:
        rows_of_postgresql(address(place, user, password), "SELECT 1, 2", 9, LONG, lambda cancel: None)
    assert (fault.value.code, fault.value.text) == ("account", "")


def test_a_time_keeps_the_zone_that_it_has_and_none_where_it_has_none(place):
    query = "SELECT TIMESTAMPTZ '2026-05-04 12:00+02', TIMESTAMP '2026-05-04 12:00'"
    ((zoned, plain),) = unpacked(packed(rows(place, query)))
    assert zoned == datetime(2026, 5, 4, 10, tzinfo=timezone.utc)
    assert plain == datetime(2026, 5, 4, 12)
