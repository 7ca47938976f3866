"""Sources of indicators: what they give, and everything that a hostile query can't reach."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from pas_gov.drift.sources.databases import rows_of_database
from pas_gov.drift.sources.files import rows_of_file
from pas_gov.drift.sources.source import NoSource, source
from pas_gov.drift.sources.statements import check_one_select

pytest.importorskip("duckdb", reason="DuckDB isn't installed")
BINARIES = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"))), None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "org" / "data").mkdir(parents=True)
    (tmp_path / "org/data/tickets.csv").write_text("day,hours\n2026-05-01,4\n2026-05-02,5.5\n")
    (tmp_path / "org/data/tickets.json").write_text('[{"day": "2026-05-01", "hours": 4}]')
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    return tmp_path / "org"


def rows(root: Path, query: str, text="data/tickets.csv", known=None, seconds=10.0):
    found = source(text, known or {}, str(root), {})
    return rows_of_file(found, query, seconds)


class TestFiles:
    @pytest.mark.parametrize("name", ["source", "data", "tickets", "'data/tickets.csv'"])
    def test_the_file_is_there_under_each_of_its_names(self, root, name):
        found = rows(
            root, f"SELECT day, hours FROM {name} ORDER BY day", "tickets", {"tickets": "data/tickets.csv"}
        )
        assert [(day.isoformat(), hours) for day, hours in found] == [
            ("2026-05-01", 4.0),
            ("2026-05-02", 5.5),
        ]

    def test_json_and_parquet(self, root):
        import duckdb

        duckdb.execute(f"COPY (SELECT 1 AS a, 2 AS b) TO '{root}/x.parquet' (FORMAT parquet)")
        assert rows(root, "SELECT a, b FROM source", "x.parquet") == [(1, 2)]
        assert len(rows(root, "SELECT day, hours FROM source", "data/tickets.json")) == 1

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM '../secret.csv'", "SELECT * FROM glob('/etc/*')",
            "COPY (SELECT 1) TO '/tmp/pas-gov-x.csv'", "ATTACH '/tmp/pas-gov-x.db'", "INSTALL httpfs", "LOAD httpfs",
            "SET enable_external_access=true", "SELECT 1; SELECT 2", "CREATE TABLE x (a INT)", "PRAGMA version", "",
            "SELECT * FROM 'https://evil.example/x.csv'", "nonsense", "EXPORT DATABASE '/tmp/pas-gov-x'",
        ],
    )  # fmt: skip
    def test_nothing_else_can_be_reached(self, root, query):
        with pytest.raises(NoSource) as no:
            rows(root, query)
        assert no.value.remedy
        assert not list(Path("/tmp").glob("pas-gov-x*"))

    def test_a_query_that_takes_too_long_is_ended(self, root):
        with pytest.raises(NoSource, match="more than"):
            rows(
                root,
                "SELECT count(*), 1 FROM range(100000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11",
                seconds=0.5,
            )


class TestNames:
    @pytest.mark.parametrize(
        "text", ["../secret.csv", "/etc/hostname.csv", "data/nothing.csv", "tickets", "data", "x.txt"]
    )
    def test_only_files_below_the_root_are_sources(self, root, text):
        with pytest.raises(NoSource):
            source(text, {}, str(root), {})

    def test_a_link_out_of_the_root_is_no_source(self, root):
        (root / "out.csv").symlink_to(root.parent / "secret.csv")
        with pytest.raises(NoSource, match="leads out"):
            source("out.csv", {}, str(root), {})

    def test_only_the_settings_may_name_a_database(self, root):
        with pytest.raises(NoSource, match="address"):
            source("postgresql://evil.example/x", {}, str(root), {"PGPASSWORD": "secret"})

    def test_credentials_come_from_the_environment_alone(self, root):
        known = {"db": "postgresql+psycopg://reader:${DB_PASSWORD}@db.example/x"}
        assert (
            source("db", known, str(root), {"DB_PASSWORD": "s/e"}).url
            == "postgresql+psycopg://reader:s%2Fe@db.example/x"
        )
        with pytest.raises(NoSource, match="DB_PASSWORD"):
            source("db", known, str(root), {})
        with pytest.raises(NoSource, match="holds a password") as no:
            source("db", {"db": "postgresql://reader:hunter2@db.example/x"}, str(root), {})
        assert "hunter2" not in str(no.value)
        whole = source("db", {"db": "${DB_URL}"}, str(root), {"DB_URL": "sqlite://"})
        assert whole.url == "sqlite://"


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM x", "SELECT 1; DROP TABLE x", "WITH a AS (DELETE FROM x RETURNING 1) SELECT * FROM a", "", "EXPLAIN SELECT 1",
        "SELECT 1 INTO x", "/* SELECT */ UPDATE x SET a = 1", "SELECT 'a'; DROP TABLE x --'", "COPY x TO '/tmp/x'",
    ],
)  # fmt: skip
def test_what_is_not_one_query_is_refused_before_it_is_sent(query):
    with pytest.raises(NoSource):
        check_one_select(query)


@pytest.mark.parametrize(
    "query", ["SELECT 1", "with a as (select 1) select * from a;", "SELECT 'a; drop' AS \"delete\" -- ;\n"]
)
def test_a_query_passes(query):
    check_one_select(query)


class TestSqlite:
    def test_it_reads_and_never_writes(self, root):
        import sqlite3

        with sqlite3.connect(root / "t.db") as made:
            made.execute("CREATE TABLE t (day TEXT, hours REAL)")
            made.execute("INSERT INTO t VALUES ('2026-05-01', 4)")
        found = source("sqlite:///t.db", {}, str(root), {})
        assert rows_of_database(found, "SELECT day, hours FROM t", 10) == [("2026-05-01", 4.0)]
        with pytest.raises(NoSource):
            rows_of_database(found, "SELECT * FROM nothing", 10)

    @pytest.mark.whole  # it is stopped by the clock
    def test_a_query_without_end_is_stopped(self, root):
        (root / "t.db").write_bytes(b"")
        found = source("sqlite:///t.db", {}, str(root), {})
        slow = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x), 1 FROM n"
        with pytest.raises(NoSource, match="more than"):
            rows_of_database(found, slow, 0.3)


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory):
    """Start a server of our own on a free port; skips where PostgreSQL isn't installed."""
    if BINARIES is None or shutil.which("runuser") is None:
        pytest.skip("PostgreSQL isn't installed: apt-get install postgresql")
    folder = tmp_path_factory.mktemp("pg")
    for place in (folder, *list(folder.parents)[:3]):
        os.chmod(place, 0o755)
    (folder / "cluster").mkdir()
    shutil.chown(folder / "cluster", "postgres")
    (folder / "word").write_text("s3cret/word")
    os.chmod(folder / "word", 0o644)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: str) -> None:
        done = subprocess.run(
            ["runuser", "-u", "postgres", "--", *command],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    cluster = str(folder / "cluster")
    run(
        f"{BINARIES}/initdb",
        "-D",
        cluster,
        "-A",
        "scram-sha-256",
        f"--pwfile={folder}/word",
        "-E",
        "UTF8",
        "--no-sync",
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {cluster}"
    run(f"{BINARIES}/pg_ctl", "-D", cluster, "-w", "-l", f"{cluster}/log", "-o", options, "start")
    yield port
    run(f"{BINARIES}/pg_ctl", "-D", cluster, "-m", "immediate", "stop")


@pytest.mark.whole
class TestPostgres:
    def found(self, root, port, password="s3cret/word"):
        known = {"db": f"postgresql+psycopg://postgres:${{PW}}@127.0.0.1:{port}/postgres"}
        return source("db", known, str(root), {"PW": password})

    def test_the_query_runs_there_reads_only_and_in_time(self, root, postgres):
        found = self.found(root, postgres)
        query = "SELECT d::date, extract(day from d)::int FROM generate_series(date '2026-05-01', date '2026-05-03', '1 day') d"
        assert [value for _, value in rows_of_database(found, query, 10)] == [1, 2, 3]
        with pytest.raises(NoSource, match="more than"):
            rows_of_database(found, "SELECT now(), pg_sleep(20)", 0.3)
        with pytest.raises(NoSource, match="read-write mode must be set"):
            rows_of_database(found, "SELECT now(), set_config('transaction_read_only', 'off', true)", 10)

    def test_a_wrong_password_is_never_shown(self, root, postgres):
        with pytest.raises(NoSource) as no:
            rows_of_database(self.found(root, postgres, "wr0ng/word"), "SELECT 1, 2", 10)
        assert "wr0ng" not in str(no.value)
        assert no.value.__cause__ is None
