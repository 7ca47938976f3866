"""Sources read in a process of their own: its limits, its end, and what is said of it."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pas_gov.drift.indicators.readings import moments
from pas_gov.drift.sources import reading as room
from pas_gov.drift.sources.child_process import ChildAnswer, ask_child
from pas_gov.drift.sources.confined.faults import Fault
from pas_gov.drift.sources.confined.other_databases import rows_of_other_database
from pas_gov.drift.sources.opening import opened_file
from pas_gov.drift.sources.reading import TRUSTED, UNLIMITED, reading
from pas_gov.drift.sources.source import DatabaseSource, FileSource, NoSource, source

duckdb = pytest.importorskip("duckdb", reason="DuckDB isn't installed")
CSV = "day,hours\n2026-05-01,4\n2026-05-02,5.5\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "org" / "data").mkdir(parents=True)
    (tmp_path / "org/data/tickets.csv").write_text(CSV)
    (tmp_path / "secret.csv").write_text("hunter2,hunter3\n1,2\n")
    return tmp_path / "org"


def rows(root: Path, query: str, text="data/tickets.csv", known=None, seconds=300.0):
    return reading(source(text, known or {}, str(root), {}), query, seconds).rows


@pytest.mark.whole
class TestFiles:
    def test_the_file_is_there_under_each_of_its_names(self, root):
        names = "source NATURAL JOIN tickets NATURAL JOIN 'data/tickets.csv'"
        found = rows(
            root, f"SELECT day, hours FROM {names} ORDER BY day", "tickets", {"tickets": "data/tickets.csv"}
        )
        assert [(day.isoformat(), hours) for day, hours in found] == [
            ("2026-05-01", 4.0),
            ("2026-05-02", 5.5),
        ]

    @pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
    def test_a_time_keeps_the_zone_that_it_names(self, root, ending):
        times = ("2026-05-04T10:00:00Z", "2026-05-04T12:00:00+02:00")
        (root / "x.csv").write_text("a,b\n" + ",".join(times) + "\n")
        (root / "x.json").write_text(json.dumps([dict(zip("ab", times, strict=True))]))
        duckdb.execute(f"COPY (FROM read_csv('{root}/x.csv')) TO '{root}/x.parquet'")
        ((begun, ended),) = rows(root, "SELECT a, b FROM source", f"x.{ending}")
        both = moments([begun, ended], "first")
        assert [one.utcoffset() is not None for one in both] == [True, True]
        assert both[0] == both[1]

    def test_a_name_with_the_characters_of_a_pattern_means_itself(self, root):
        (root / "data/[ab]*.csv").write_text(CSV)
        (root / "data/b1.csv").symlink_to(root.parent / "secret.csv")
        query = "SELECT day, hours FROM source NATURAL JOIN 'data/[ab]*.csv'"
        assert len(rows(root, query, "data/[ab]*.csv")) == 2

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT DATE '2026-05-01', list_sum(range(3000000000))", pytest.param("SELECT DATE '2026-05-01', len(range(2000000000))", marks=pytest.mark.slow),
            pytest.param("SELECT DATE '2026-05-01', len(string_agg(x::VARCHAR || repeat('y', 1000), ',')) FROM range(1000000000) t(x)", marks=pytest.mark.slow),
        ],
    )  # fmt: skip
    def test_a_query_that_asks_for_too_much_memory_ends_alone(self, root, query):
        with pytest.raises(NoSource, match=r"asked for more memory|took more than"):
            rows(root, query, seconds=5)
        assert len(rows(root, "SELECT day, hours FROM source")) == 2

    def test_a_query_without_end_is_ended(self, root):
        endless = (
            "SELECT count(*), 1 FROM range(100000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11"
        )
        with pytest.raises(NoSource, match=r"more than 0\.3 seconds"):
            rows(root, endless, seconds=0.3)

    def test_sqlite(self, root):
        with sqlite3.connect(root / "t.db") as made:
            made.execute("CREATE TABLE t (day TEXT, hours REAL)")
            made.execute("INSERT INTO t VALUES ('2026-05-01', 4)")
        made.close()
        assert rows(root, "SELECT day, hours FROM t", "sqlite:///t.db") == [("2026-05-01", 4.0)]
        endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x), 1 FROM n"
        with pytest.raises(NoSource, match="more than"):
            rows(root, endless, "sqlite:///t.db", seconds=0.3)

    def test_the_process_has_the_one_file_and_no_credential(self, root, monkeypatch):
        class Started(Exception): ...

        def start(*_, **options):
            raise Started(options["pass_fds"], options["env"])

        monkeypatch.setenv("HUNTER2", "hunter2")
        monkeypatch.setattr(subprocess, "Popen", start)
        with pytest.raises(Started) as started:
            rows(root, "SELECT 1, 2")
        descriptors, environ = started.value.args
        assert len(descriptors) == 1
        assert "HUNTER2" not in environ


@pytest.mark.whole
@pytest.mark.skipif(os.name != "posix", reason="this system limits no process")
def test_a_process_is_limited_for_good():
    tried = (
        "import resource as r; from pas_gov.drift.confinement.limits import limit_this_process as limit\n"
        "print(limit(3, writes=False), all(r.getrlimit(which)[1] != r.RLIM_INFINITY for which in "
        "(r.RLIMIT_CPU, r.RLIMIT_NOFILE, r.RLIMIT_AS, r.RLIMIT_FSIZE)))\n"
        "try: bytearray(3 << 30)\nexcept MemoryError: print('no memory')\n"
        "import tempfile\ntry: tempfile.TemporaryFile(buffering=0).write(b'x')\nexcept OSError: print('no file')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", tried], capture_output=True, text=True, check=False, cwd="/tmp"
    )
    assert done.stdout.split("\n")[:3] == ["True True", "no memory", "no file"], done.stderr


class TestOpening:
    def test_a_link_that_is_put_there_meanwhile_is_not_followed(self, root):
        found = source("data/tickets.csv", {}, str(root), {})
        assert isinstance(found, FileSource)
        (root / "data/tickets.csv").unlink()
        (root / "data/tickets.csv").symlink_to(root.parent / "secret.csv")
        with pytest.raises(NoSource, match="can't be opened"), opened_file(found):
            pass

    def test_nor_is_a_folder_that_becomes_one(self, root):
        found = source("data/tickets.csv", {}, str(root), {})
        (root.parent / "tickets.csv").write_text("hunter2\n")
        (root / "data").rename(root / "moved")
        (root / "data").symlink_to(root.parent)
        with pytest.raises(NoSource, match="can't be opened"), opened_file(found):  # type: ignore[arg-type]
            pass

    def test_a_pipe_is_no_file(self, root):
        found = source("data/tickets.csv", {}, str(root), {})
        (root / "data/tickets.csv").unlink()
        os.mkfifo(root / "data/tickets.csv")
        with pytest.raises(NoSource, match="can't be opened"), opened_file(found):  # type: ignore[arg-type]
            pass

    def test_where_no_path_leads_to_a_descriptor_a_pattern_is_refused(self, root, monkeypatch):
        monkeypatch.setattr(os.path, "isdir", lambda path: False)
        plain = FileSource("x", str(root / "data/tickets.csv"), "x", str(root), "csv")
        with opened_file(plain) as (descriptor, place):
            assert (descriptor, place) == (None, plain.path)
        with (
            pytest.raises(NoSource, match="pattern"),
            opened_file(FileSource("x", "/a*.csv", "a*.csv", "/", "csv")),
        ):
            pass


class TestWords:
    """What is said of an answer, without a process."""

    def answering(self, monkeypatch, said, limited=True, late=False):
        monkeypatch.setattr(room, "ask_child", lambda *_: ChildAnswer(said, limited, late))

    def told(self, found=None) -> str:
        with pytest.raises(NoSource) as no:
            reading(
                found or DatabaseSource("warehouse", "postgresql://reader:hunter2@db.example/x"),
                "SELECT 1, 2",
                3,
            )
        assert "hunter2" not in no.value.message + no.value.remedy
        return f"{no.value.message}. {no.value.remedy}"

    @pytest.mark.parametrize(
        ("code", "text", "told"),
        [
            ("package", "psycopg", "warehouse is read by psycopg, which isn't installed"), ("address", "", "can't be read"), ("session", "", "gives no session"), ("silent", "", "no server answers"),
            ("account", "", "refuses the account"), ("source", "missing database", "reports a missing database"), ("statement", "2 statements", "it is 2 statements"),
            ("query", "syntax error", "PostgreSQL says of the query: syntax error"), ("run", "invalid text representation", "reports an invalid text"),
            ("time", "", "the query took more than 3 seconds"), ("time", "before", "no answer within 3 seconds"), ("memory", "", "more memory"),
        ],
    )  # fmt: skip
    def test_each_fault_has_words_and_a_remedy(self, monkeypatch, code, text, told):
        self.answering(monkeypatch, {"fault": code, "text": text})
        assert told in self.told()

    def test_a_process_that_ends_without_a_word(self, monkeypatch):
        self.answering(monkeypatch, None)
        assert "more memory or processor time" in self.told()
        self.answering(monkeypatch, None, late=True)
        assert "more than 3 seconds" in self.told()

    def test_a_system_without_limits_is_told(self, monkeypatch, root):
        self.answering(monkeypatch, {"rows": []}, limited=False)
        assert reading(source("data/tickets.csv", {}, str(root), {}), "SELECT 1, 2", 3).notes == (UNLIMITED,)

    def test_a_driver_that_promises_nothing_needs_an_account_that_may_only_read(self, monkeypatch):
        self.answering(monkeypatch, {"rows": [["2026-05-01", 4]]})
        found = DatabaseSource("warehouse", "mysql+pymysql://reader:hunter2@db.example/x")
        assert "read_only_accounts: [warehouse]" in self.told(found)
        read = reading(found, "SELECT 1, 2", 3, account_only_reads=True)
        assert (read.rows, read.notes) == ([("2026-05-01", 4)], (TRUSTED,))


@contextmanager
def silent_server() -> Iterator[int]:
    """Yield the port of a server that accepts, and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(5)
        yield listening.getsockname()[1]


@pytest.mark.whole
class TestEnds:
    def test_a_server_that_stays_silent(self):
        with silent_server() as port:
            found = DatabaseSource("warehouse", f"postgresql://reader:hunter2@127.0.0.1:{port}/x")
            # the process says so itself; where it is too slow for that, it is ended from outside
            with pytest.raises(NoSource, match=r"(no answer within|more than) 0\.3 seconds"):
                reading(found, "SELECT 1, 2", 0.3)

    @pytest.mark.slow
    def test_a_driver_that_waits_without_end(self):
        pytest.importorskip("sqlalchemy", reason="SQLAlchemy isn't installed")
        with silent_server() as port:
            found = DatabaseSource("warehouse", f"postgresql+psycopg://reader:hunter2@127.0.0.1:{port}/x")
            answer = ask_child({"way": "other", "place": found.url, "query": "SELECT 1, 2", "most": 9}, 0.3)
        assert answer.said is None or answer.said["fault"] == "time"

    @pytest.mark.slow
    def test_another_database_is_read_in_a_process(self, tmp_path):
        pytest.importorskip("sqlalchemy", reason="SQLAlchemy isn't installed")
        request = {"way": "other", "place": f"sqlite:///{tmp_path}/t.db", "most": 9}
        answer = ask_child({**request, "query": "SELECT 7 % 4, 1"}, 300)
        assert answer.said == {"rows": [[3, 1]], "unbound": False}


class TestOtherDatabases:
    """In this process, as the child reads them."""

    def test_a_query_is_read_with_its_text_as_it_is(self, tmp_path):
        pytest.importorskip("sqlalchemy", reason="SQLAlchemy isn't installed")
        place = f"sqlite:///{tmp_path}/t.db"
        assert rows_of_other_database(place, "SELECT 7 % 4, '%s :x' = '%' || 's :x'", 9) == [(3, 1)]
        with pytest.raises(Fault) as wrong:
            rows_of_other_database(place, "SELECT json_extract('{hunter2', '$')", 9)
        assert "hunter2" not in wrong.value.text

    @pytest.mark.parametrize(
        ("place", "code"), [("nosuch://u:hunter2@h/x", "package"), ("hunter2", "address")]
    )
    def test_an_address_that_names_no_driver(self, place, code):
        pytest.importorskip("sqlalchemy", reason="SQLAlchemy isn't installed")
        with pytest.raises(Fault) as fault:
            rows_of_other_database(place, "SELECT 1, 2", 9)
        assert fault.value.code in (code, "address")
        assert "hunter2" not in fault.value.text
