"""What an indicator's source may be, and that no part of an address is ever told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pas_gov.drift.sources.source import DatabaseSource, NoSource, SqliteSource, source


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "org" / "data").mkdir(parents=True)
    (tmp_path / "org/data/tickets.csv").write_text("day,hours\n2026-05-01,4\n")
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    return tmp_path / "org"


@pytest.mark.parametrize(
    "text",
    [
        "../secret.csv",
        "/etc/hostname.csv",
        "data/nothing.csv",
        "tickets",
        "data",
        "x.txt",
        "sqlite:///../x.db",
    ],
)
def test_only_files_below_the_root_are_sources(root, text):
    with pytest.raises(NoSource):
        source(text, {}, str(root), {})


def test_a_link_out_of_the_root_is_no_source(root):
    (root / "out.csv").symlink_to(root.parent / "secret.csv")
    with pytest.raises(NoSource, match="leads out"):
        source("out.csv", {}, str(root), {})


def test_only_the_settings_may_name_a_database(root):
    with pytest.raises(NoSource, match="address"):
        source("postgresql://evil.example/x", {}, str(root), {"PGPASSWORD": "secret"})


def test_credentials_come_from_the_environment_alone(root):
    known = {"db": "postgresql+psycopg://reader:${DB_PASSWORD}@db.example/x"}
    found = source("db", known, str(root), {"DB_PASSWORD": "s/e"})
    assert isinstance(found, DatabaseSource)
    assert found.url == "postgresql+psycopg://reader:s%2Fe@db.example/x"
    with pytest.raises(NoSource, match="DB_PASSWORD"):
        source("db", known, str(root), {})
    with pytest.raises(NoSource, match="holds a password") as no:
        source("db", {"db": "postgresql://reader:hunter2@db.example/x"}, str(root), {})
    assert "hunter2" not in str(no.value)
    assert "s%2Fe" not in repr(found), "an address is in no traceback either"


@pytest.mark.parametrize(
    ("address", "dialect"),
    [
        ("postgres://db.example/x", "postgresql"), ("postgresql+psycopg2://db.example/x", "postgresql"),
        ("mysql+pymysql://db.example/x", "mysql"), ("snowflake://db.example/x", "snowflake"),
    ],
)  # fmt: skip
def test_what_kind_of_database_it_is(root, address, dialect):
    assert source("db", {"db": "${URL}"}, str(root), {"URL": address}).dialect == dialect


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://reader:hunter2@hunter3@db.example/x", "postgresql://reader:hunter2/hunter3@db.example/x", "hunter2",
        "postgresql://reader:hunter2#hunter3@db.example/x", "postgresql://reader:hunter2?hunter3@db.example/x", "hunter2@hunter3",
        "sqlite:////hunter2", "sqlite://", "sqlite+hunter2:///hunter3",
    ],
)  # fmt: skip
def test_an_address_that_reads_two_ways_is_refused_without_a_part_of_it(root, address):
    with pytest.raises(NoSource) as no:
        source("db", {"db": "${URL}"}, str(root), {"URL": address})
    assert "hunter" not in no.value.message + no.value.remedy
    assert no.value.__cause__ is None


@pytest.mark.parametrize(
    "written", ["postgresql://a:b[c@db.example/x", "postgresql://a:hunter2[@db.example:x/x"]
)
def test_a_broken_address_in_the_settings_ends_in_words(root, written):
    with pytest.raises(NoSource):
        source("db", {"db": written}, str(root), {})


def test_a_file_of_sqlite_is_one_below_the_root_or_one_of_the_environment(root):
    (root / "t.db").write_bytes(b"")
    assert source("sqlite:///t.db", {}, str(root), {}) == SqliteSource("sqlite:///t.db", str(root / "t.db"))
    for known in ("t.db", "sqlite:///t.db", "sqlite+pysqlite:///t.db", "SQLITE:///t.db?mode=ro"):
        assert source("x", {"x": known}, str(root), {}) == SqliteSource("x", str(root / "t.db"))
    assert source("t.db", {}, str(root), {}) == SqliteSource("t.db", str(root / "t.db"))
    whole = source("db", {"db": "${URL}"}, "/", {"URL": f"sqlite:///{root}/t.db"})
    assert whole == SqliteSource("db", str(root / "t.db"))


@pytest.mark.parametrize(
    "form", ["sqlite:///{}", "sqlite+pysqlite:///{}", "SQLITE:///{}", "Sqlite+pysqlite:///{}", "{}"]
)
def test_the_settings_reach_no_file_of_sqlite_outside_the_root(root, tmp_path_factory, form):
    outside = tmp_path_factory.mktemp("elsewhere") / "o.db"
    outside.write_bytes(b"")
    with pytest.raises(NoSource, match="leads out of the repository"):
        source("x", {"x": form.format(outside)}, str(root), {})


@pytest.mark.parametrize("event", ["pull_request", "pull_request_target"])
@pytest.mark.parametrize(
    "written", ["postgresql://u:${KEY}@db.example/x", "${URL}", "postgresql://db.example/x"]
)
def test_no_address_is_asked_in_the_run_of_a_pull_request(root, written, event):
    environ = {"KEY": "k", "URL": "postgresql://db.example/x", "GITHUB_EVENT_NAME": event}
    with pytest.raises(NoSource, match="run of a pull request"):
        source("x", {"x": written}, str(root), environ)
    assert source("x", {"x": written}, str(root), {**environ, "GITHUB_EVENT_NAME": "schedule"})


@pytest.mark.parametrize(
    ("content", "blank"), [(b"", True), (b"\xef\xbb\xbf \r\n", True), (b"day,v\n", False)]
)
def test_an_empty_file_is_told_as_that(tmp_path, content, blank):
    (tmp_path / "hours.csv").write_bytes(content)
    if not blank:
        assert source("hours.csv", {}, str(tmp_path), {})
        return
    with pytest.raises(NoSource, match=r"the file hours\.csv is empty"):
        source("hours.csv", {}, str(tmp_path), {})
