"""How a session with PostgreSQL begins, and what is said where there is none: without a server."""

from __future__ import annotations

from typing import Any

import pytest
from cases import each_of

from pas_gov.drift.sources.confined import postgresql_session
from pas_gov.drift.sources.confined.faults import Fault

psycopg = pytest.importorskip("psycopg", reason="psycopg isn't installed")
ADDRESS = "postgresql+psycopg2://reader:hunter2@db.example:5433/x?sslmode=require&options=-csearch_path%3Da"


def connecting(monkeypatch: pytest.MonkeyPatch, *said: str) -> list[dict[str, Any]]:
    """Refuse the first sessions with these words; return how each was asked for."""
    asked: list[dict[str, Any]] = []
    words = iter(said)

    def connect(**wanted: Any) -> str:
        asked.append(wanted)
        text = next(words, "")
        if text:
            raise psycopg.OperationalError(text)
        return "session"

    monkeypatch.setattr(psycopg, "connect", connect)
    return asked


def test_it_reads_only_from_its_first_moment_with_the_address_s_own_options(monkeypatch):
    asked = connecting(monkeypatch)
    postgresql_session._connected(ADDRESS, 3)
    (wanted,) = asked
    assert (wanted["user"], wanted["password"], wanted["host"], wanted["port"]) == (
        "reader",
        "hunter2",
        "db.example",
        "5433",
    )
    assert wanted["sslmode"] == "require"
    assert wanted["options"].startswith(
        "-csearch_path=a -c default_transaction_read_only=on -c statement_timeout=3000 "
    )


def test_a_pooler_that_takes_no_options_is_asked_without(monkeypatch):
    asked = connecting(monkeypatch, "FATAL: unsupported startup parameter: options")
    postgresql_session._connected("postgresql://reader:hunter2@db.example/x", 3)
    assert ["options" in wanted for wanted in asked] == [True, False]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("connection failed: FATAL: password authentication failed for user hunter2", "account"), ("no pg_hba.conf entry for hunter2", "account"),
        ('database "hunter2" does not exist', "source"), ("connection refused by hunter2", "silent"), ("failed to resolve host 'hunter2'", "silent"),
        ("FATAL: sorry, too many clients already: hunter2", "session"), ("connection timeout expired", "silent"),
    ],
)  # fmt: skip
def test_whose_matter_it_is(monkeypatch, text, code):
    connecting(monkeypatch, text)
    with pytest.raises(Fault) as fault:
        postgresql_session._connected("postgresql://reader@db.example/x", 3)
    assert fault.value.code == code
    assert "hunter2" not in fault.value.text


@each_of("address", ["postgresql://[hunter2", "postgresql://a:b%zz@h/x", "postgresql://h/x?hunter2=1"])
def test_an_address_that_cannot_be_read(address):
    with pytest.raises(Fault) as fault:
        postgresql_session._connected(address, 3)
    assert (fault.value.code, fault.value.text) == ("address", "")
