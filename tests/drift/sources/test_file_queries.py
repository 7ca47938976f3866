"""Queries on files by DuckDB and SQLite, in this process: they read the one file, and change nothing."""

from __future__ import annotations

import functools
import os
import sqlite3
from pathlib import Path

import pytest
from writing_statements import DUCKDB, SQLITE

from pas_gov.drift.sources.confined.faults import Fault
from pas_gov.drift.sources.confined.files import rows_of_file
from pas_gov.drift.sources.confined.sqlite import rows_of_sqlite

duckdb = pytest.importorskip("duckdb", reason="DuckDB isn't installed")
CSV = "day,hours\n2026-05-01,4\n2026-05-02,5.5\n"
SAMPLE = 16  # of the statements, each so-manieth is tried where the slow tests aren't asked for


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()
    }


@pytest.mark.whole
class TestDuckdb:
    @pytest.fixture
    def file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        (tmp_path / "tickets.csv").write_text(CSV)
        (tmp_path / "other.csv").write_text("hunter2,b\nhunter3,2\n")
        monkeypatch.chdir(tmp_path)
        return tmp_path / "tickets.csv"

    def rows(self, file: Path, query: str, names=("source",)):
        return rows_of_file(str(file), "csv", list(names), query, 10)

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT day, hours FROM source",
            "FROM source;",
            "/* a; */ TABLE source -- ;",
            "WITH x AS (FROM source) SELECT * FROM x",
        ],
    )
    def test_a_query(self, file, query):
        assert [(day.isoformat(), hours) for day, hours in self.rows(file, query)] == [
            ("2026-05-01", 4.0),
            ("2026-05-02", 5.5),
        ]

    def test_a_name_means_itself(self, file):
        names = ('da"ta', "x'y.csv", "data/[ab]*.csv", "order")
        for name in ('"da""ta"', "'x''y.csv'", "'data/[ab]*.csv'", '"order"'):
            assert len(self.rows(file, f"SELECT * FROM {name}", names)) == 2

    def test_no_variable_of_this_process_is_a_table(self, file):
        rows = hunter2 = duckdb.sql("SELECT 1")  # noqa: F841  (what the query asks for)
        with pytest.raises(Fault) as fault:
            self.rows(file, "SELECT * FROM hunter2")
        assert fault.value.code == "query"

    def test_times_are_in_utc(self, file):
        query = "SELECT hour(TIMESTAMPTZ '2026-05-01 12:00:00+02'), 1"
        assert self.rows(file, query) == [(10, 1)]

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("SELECT nothing FROM source", "query"), ("selec", "query"), ("SELECT 1; SELECT 2", "statement"), ("", "statement"),
            ("SELECT CAST(day AS INT), 1 FROM source", "run"), ("SELECT error(day || 'hunter2') FROM source", "run"),
            ("SELECT * FROM 'other.csv'", "query"), ("SELECT hunter FROM source", "query"),
        ],
    )  # fmt: skip
    def test_what_is_said_of_a_wrong_query_holds_no_value(self, file, query, code):
        with pytest.raises(Fault) as fault:
            self.rows(file, query)
        assert fault.value.code == code
        assert "2026" not in fault.value.text
        assert "hunter2" not in fault.value.text

    def test_the_first_line_of_a_file_is_not_proposed_as_a_name(self, tmp_path):
        (tmp_path / "bare.csv").write_text("hunter2,1\nhunter3,2\n")
        with pytest.raises(Fault) as fault:
            rows_of_file(str(tmp_path / "bare.csv"), "csv", ["source"], "SELECT hunter FROM source", 10)
        assert "hunter2" not in fault.value.text

    def given(self, file: Path, query: str) -> str:
        """Return all that a query gives, or that is said of it."""
        try:
            return str(self.rows(file, query))
        except Fault as fault:
            return fault.text

    def changes_nothing(self, file: Path, queries: tuple[str, ...]) -> None:
        folder = file.parent
        before, home = content(folder), sorted(os.listdir(Path.home()))
        places = {"{folder}": str(folder), "{file}": str(file), "{other}": str(folder / "other.csv")}
        for query in queries:
            there = functools.reduce(lambda text, key: text.replace(key, places[key]), places, query)
            assert "hunter" not in self.given(file, there), query
        assert content(folder) == before
        assert sorted(os.listdir(Path.home())) == home

    def test_nothing_is_changed_and_no_other_file_read(self, file):
        self.changes_nothing(file, DUCKDB[::SAMPLE])

    @pytest.mark.slow
    def test_nothing_is_changed_whatever_the_query_says(self, file):
        assert len(DUCKDB) >= 200
        self.changes_nothing(file, DUCKDB)


class TestSqlite:
    @pytest.fixture(params=["delete", "wal"])
    def file(self, request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        path = tmp_path / "t #1?.db"
        made = sqlite3.connect(path)
        made.execute(f"PRAGMA journal_mode = {request.param}")
        made.execute("CREATE TABLE ticket (day TEXT, hours REAL)")
        made.execute("CREATE VIEW written AS SELECT * FROM ticket")
        made.execute("INSERT INTO ticket VALUES ('2026-05-01', 4)")
        made.commit()
        made.close()
        monkeypatch.chdir(tmp_path)
        return path

    def test_it_reads(self, file):
        expected = [("2026-05-01", 4.0)]
        assert (
            rows_of_sqlite(
                str(file), "SELECT day, hours FROM ticket WHERE day LIKE '2026%' AND ':a' <> '?';", 10
            )
            == expected
        )
        assert (
            rows_of_sqlite(str(file), "WITH x AS (SELECT * FROM written) SELECT * FROM x -- ;", 10)
            == expected
        )

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("SELECT nothing FROM ticket", "query"), ("selec", "query"), ("SELECT 1; SELECT 2", "statement"), ("DELETE FROM ticket", "statement"),
            ("SELECT json_extract('{hunter2', '$'), 1", "run"), ("SELECT 1, abs(-9223372036854775808)", "run"), ("VACUUM", "statement"),
        ],
    )  # fmt: skip
    def test_what_is_said_of_a_wrong_query_holds_no_value(self, file, query, code):
        with pytest.raises(Fault) as fault:
            rows_of_sqlite(str(file), query, 10)
        assert fault.value.code == code
        assert "hunter2" not in fault.value.text

    def changes_nothing(self, file: Path, queries: tuple[str, ...]) -> None:
        before = content(file.parent)
        for query in queries:
            try:
                rows_of_sqlite(str(file), query, 10)
            except Fault:
                continue
        assert content(file.parent) == before, "neither in it nor beside it"

    def test_nothing_is_changed(self, file):
        self.changes_nothing(file, SQLITE[::SAMPLE])

    @pytest.mark.slow
    def test_nothing_is_changed_whatever_the_query_says(self, file):
        assert len(SQLITE) >= 200
        self.changes_nothing(file, SQLITE)

    def test_what_stands_in_a_log_is_read_and_the_log_stays(self, tmp_path):
        path = tmp_path / "t.db"
        writer = sqlite3.connect(path)
        writer.execute("PRAGMA journal_mode = wal")
        writer.execute("CREATE TABLE ticket (day TEXT, hours REAL)")
        writer.execute("INSERT INTO ticket VALUES ('2026-05-01', 4)")
        writer.commit()
        before = sorted(os.listdir(tmp_path))
        assert rows_of_sqlite(str(path), "SELECT * FROM ticket", 10) == [("2026-05-01", 4.0)]
        assert sorted(os.listdir(tmp_path)) == before
        writer.close()

    def test_what_is_no_database_is_told(self, tmp_path):
        (tmp_path / "t.db").write_text("hunter2 " * 1000)
        with pytest.raises(Fault) as fault:
            rows_of_sqlite(str(tmp_path / "t.db"), "SELECT 1, 2", 10)
        assert (fault.value.code, "hunter2" in fault.value.text) == ("source", False)
