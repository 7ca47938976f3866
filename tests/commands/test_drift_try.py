"""``drift --try``: what the indicators of a file give as it lies there, committed or not; no value but the series' own."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime, timedelta

import click
import pytest
import yaml
from jsonschema import Draft7Validator
from scenario import promise

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop
from pas_gov.model.records.schema import schema

pytestmark = pytest.mark.whole

duckdb = pytest.importorskip("duckdb", reason="DuckDB isn't installed")
CALENDAR = {
    "time_zone": "Europe/Berlin",
    "week": {day: ["09:00-17:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")},
}
STAMPS = "SELECT opened, answered FROM source"


@pytest.fixture
def folder(tmp_path, nobodys_settings, monkeypatch):
    """A folder outside of git with a calendar, and the same stamps as CSV, Parquet and SQLite: a ticket a working day."""
    monkeypatch.chdir(tmp_path)
    for name in ("promises", "policies", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "pas-gov.yaml").write_text(
        yaml.safe_dump({"schema": "pas.settings/v1", "calendars": {"desk": CALENDAR}})
    )
    days = [one for n in range(60) if (one := date(2026, 3, 2) + timedelta(days=n)).weekday() < 5]
    begun = [datetime(one.year, one.month, one.day, 16) for one in days]
    rows = [(str(one), str(one + timedelta(hours=18 if one.weekday() < 4 else 66))) for one in begun]
    csv = tmp_path / "data" / "t.csv"
    csv.write_text("opened,answered\n" + "\n".join(map(",".join, rows)) + "\n")
    duckdb.execute(f"COPY (FROM '{csv}') TO '{tmp_path / 'data' / 't.parquet'}'")
    with sqlite3.connect(tmp_path / "data" / "t.sqlite") as base:
        base.execute("CREATE TABLE source (opened TEXT, answered TEXT)")
        base.executemany("INSERT INTO source VALUES (?, ?)", rows)
    base.close()
    return tmp_path


def tried(folder, capsys, *options, format_="json", **changes):
    one = {
        "name": "answers",
        "zone": "delivery-support",
        "measure": "first response",
        "source": "data/t.csv",
        "query": STAMPS,
    }
    record = promise("four-hours", "supporting", status="proposed",
                     terms=[{"measure": "first response", "at_most": changes.pop("at_most", "4bh")}],
                     indicators=[{**one, **changes}])  # fmt: skip
    (folder / "draft.yaml").write_text(yaml.safe_dump(record))
    given = ["drift", "--try", "draft.yaml", "--today", "2026-05-01", "-f", format_, *options]
    status = cli.main(given, standalone_mode=False)
    out = capsys.readouterr().out
    if format_ != "json":
        return status, " ".join(out.split())
    data = json.loads(out)
    Draft7Validator(schema("trial")).validate(data)
    return status, data


@pytest.mark.parametrize("source", ["data/t.csv", "data/t.parquet", "sqlite:///data/t.sqlite"])
def test_every_kind_of_file_gives_the_same_business_hours(source, folder, capsys):
    status, data = tried(folder, capsys, source=source)
    (found,) = data["indicators"]
    assert (status, found["state"], found["rows"], found["points"]) == (0, "holding", 44, 44)
    assert found["source"] == source
    assert {point["value"] for point in found["plot"]["points"]} == {2}, (
        "an hour of the evening, one of the morning"
    )
    assert found["spacing_days"] == 1
    assert "times without a zone are read by the clocks of Europe/Berlin" in found["notes"]


def test_the_text_shows_the_points_and_the_verdict_and_writes_nothing(folder, capsys):
    _, told = tried(folder, capsys, format_="text")
    before = {path.name for path in folder.rglob("*")}
    assert "answers: first response at most 4bh, in Delivery and Support" in told
    assert "the query gives 44 rows at data/t.csv; they make 44 points" in told
    assert "2026-03-03 09:00 2bh" in told
    assert "holding, where at most 4bh is promised; now 2bh" in told
    assert {path.name for path in folder.rglob("*")} == before


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"query": "SELECT nothing FROM source"}, "DuckDB says of the query"),
        ({"query": "SELECT opened, 'Jane Doe' FROM source"}, "row 1: the second column holds a text that is no number"),
        ({"query": "SELECT answered, opened FROM source"}, "row 1: it ends before it begins"),
        ({"query": "DELETE FROM source"}, "isn't one SELECT"),
        ({"source": "postgresql://jane:secret@db.example/t"}, "can't hold the address of a database"),
        ({"measure": "speed"}, "no term of the promise does"),
        ({"calendar": "dessk"}, 'Did you mean "desk"?'),
        ({"at_most": "40%"}, "no value of the term"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_says_why_with_3_and_no_value(changes, told, folder, capsys):
    status, said = tried(folder, capsys, format_="text", **changes)
    assert status == 3
    assert told in said
    assert not {word for word in ("Jane", "secret", "db.example") if word in said}


def test_a_file_that_is_no_promise_is_told_with_its_place(folder, capsys):
    status, data = tried(folder, capsys, at_most="4xh")
    assert status == 3
    assert data["indicators"] == []
    assert "at_most" in data["problems"][0]["message"]


@pytest.mark.parametrize(
    ("options", "code"),
    [(("--indicator", "answer"), "unknown-indicator"), (("--repo", "data"), "no-promises")],
)
def test_what_is_not_there_is_wrong_usage(options, code, folder, capsys):
    with pytest.raises(Stop) as stop:
        tried(folder, capsys, *options)
    assert stop.value.code == code


@pytest.mark.parametrize("options", [("--fail-on", "broken"), ("-f", "markdown")])
def test_a_trial_judges_no_promise(options, folder, capsys):
    with pytest.raises(click.UsageError):
        cli.main(["drift", "--try", "draft.yaml", *options], standalone_mode=False)


def test_an_indicator_alone_is_no_word_without_a_file():
    with pytest.raises(click.UsageError):
        cli.main(["drift", "--indicator", "answers"], standalone_mode=False)
