"""``drift``: records, indicators and texts, zone by zone."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
import yaml
from jsonschema import Draft7Validator
from scenario import org, promise, settings

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop
from pas_gov.model.records.schema import schema

pytestmark = pytest.mark.whole

pytest.importorskip("duckdb", reason="DuckDB isn't installed")
SUPPORT = "delivery-support"
QUERY = "SELECT day, hours FROM source"


def organisation(**indicator: str):
    one = {
        "name": "tickets",
        "zone": SUPPORT,
        "measure": "first response",
        "source": "data/tickets.csv",
        "query": QUERY,
    }
    return org(
        promise("reliable", "core"),
        promise("four-hours", "supporting", "reliable", statement="We respond to any customer issue within eight hours.",
                terms=[{"measure": "first response", "at_most": "8h"}],
                zones={SUPPORT: {"says": "We answer.", "surfaces": [{"path": "docs/support.md"}]}}, indicators=[{**one, **indicator}]),
    )  # fmt: skip


def tickets(level) -> str:
    first = date(2026, 6, 1) - timedelta(days=89)
    rows = [f"{first + timedelta(days=n)},{level(n) + (n % 5) / 20}" for n in range(90)]
    return "\n".join(["day,hours", *rows]) + "\n"


@pytest.fixture
def drifting(owner_of):
    def made(
        level=lambda n: 4, text="We respond to any customer issue within eight hours.\n", **indicator: str
    ):
        owner = owner_of(organisation(**indicator))
        owner.repo.write({"data/tickets.csv": tickets(level), "docs/support.md": text})
        return owner

    return made


def found(owner, *options: str) -> dict:
    return json.loads(owner.run("drift", "-f", "json", *options).out)


def kinds(owner) -> set[tuple[str, str | None, str]]:
    return {(one["kind"], one["zone"], one["level"]) for one in found(owner)["findings"]}


def test_what_holds_is_no_finding_but_is_shown(drifting):
    owner = drifting()
    assert {kind for kind, _, _ in kinds(owner)} <= {"unattested"}
    assert found(owner)["indicators"][0]["state"] == "holding"
    assert "Indicators that hold" in owner.run("drift").out


def test_four_hours_became_six_and_nobody_decided_it(drifting):
    owner = drifting(lambda n: 4 if n < 60 else 6)
    assert ("indicator", SUPPORT, "drifting") in kinds(owner)
    said = owner.run("drift")
    assert "no weakening in the ledger" in said.told
    assert "The gap lives in Delivery and Support" in said.told
    wrapped = [line for line in said.out.splitlines() if not line.lstrip().startswith("pas-gov ")]
    assert max(map(len, wrapped)) <= 80, "commands alone are never broken"
    assert owner.run("drift", "--fail-on", "drifting").status == 1
    assert owner.run("drift", "--fail-on", "broken").status == 0


def test_what_is_printed_as_json_is_what_the_schema_says_and_draws_a_picture(drifting):
    data = found(drifting(lambda n: 4 if n < 60 else 6))
    Draft7Validator(schema("drift")).validate(data)
    drawn = data["indicators"][0]["plot"]
    assert len(drawn["points"]) == 90
    assert drawn["points"][0] == {"at": "2026-03-04T00:00:00Z", "value": 4}
    assert drawn["limit"] == {"value": 8, "unit": "h", "bound": "at_most"}
    assert (drawn["shift"]["day"], drawn["gathered"]) == ("2026-05-03", None)


def test_what_cannot_be_judged_has_no_picture(drifting):
    owner = drifting(source="data/nothing.csv")
    unread = found(owner)
    Draft7Validator(schema("drift")).validate(unread)
    assert unread["indicators"][0]["plot"] is None
    first, _, _ = owner.run("drift").out.partition("\n\n")
    assert "1 indicator of Delivery and Support could not be judged: that may" in " ".join(first.split())


def test_a_series_is_drawn_where_that_is_wanted(drifting, monkeypatch):
    owner = drifting(lambda n: 4 if n < 60 else 6)
    assert "▁" not in owner.run("drift").out, "nothing for whoever reads standard output from a file"
    assert "`▁" in owner.run("drift", "-f", "markdown").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    drawn = owner.run("drift").out
    assert "at most 8h: all of it keeps that" in " ".join(drawn.split())
    assert max(len(line) for line in drawn.splitlines() if "▁" in line) <= 80


def test_a_breach_and_a_text_that_says_something_else_are_broken(drifting):
    owner = drifting(lambda n: 9, text="We respond to any customer issue within two hours.\n")
    assert {("indicator", SUPPORT, "broken"), ("contradicts", SUPPORT, "broken")} <= kinds(owner)
    assert owner.run("drift", "--fail-on", "broken").status == 1
    assert "breached" in owner.ok("drift", "-f", "markdown")


@pytest.mark.parametrize(
    ("indicator", "told"),
    [
        ({"measure": "speed"}, "no term of the promise does"),
        ({"source": "data/nothing.csv"}, "there is no file"),
        ({"source": "../../etc/passwd.csv"}, "leads out"),
        ({"source": "postgresql://evil.example/x"}, "address of a database"),
        ({"query": "SELECT * FROM read_text('/etc/passwd')"}, "DuckDB says"),
        ({"query": "SELECT day FROM source"}, "1 column"),
        ({"query": "DROP TABLE source"}, "one SELECT"),
    ],
)
def test_an_indicator_that_cannot_be_judged_is_told_with_3(drifting, indicator, told):
    owner = drifting(**indicator)
    said = owner.run("drift")
    assert said.status == 3
    assert told in said.told


def test_dates_that_read_both_ways_are_refused_and_not_guessed(drifting):
    owner = drifting()
    owner.repo.write({"data/tickets.csv": "day,hours\n01/02/2026,4\n02/02/2026,5\n"})
    said = owner.run("drift")
    assert said.status == 3
    assert "day first or month first" in said.told


def test_no_data_is_a_finding(drifting):
    owner = drifting(query=f"{QUERY} WHERE hours > 100")
    assert ("indicator", SUPPORT, "unverified") in kinds(owner)
    assert found(owner)["indicators"][0]["state"] == "no data"


def test_a_source_is_named_in_the_settings(drifting):
    owner = drifting(source="tickets")
    assert owner.run("drift").status == 3
    owner.repo.write(settings(sources={"tickets": "data/tickets.csv"}))
    assert found(owner)["indicators"][0]["state"] == "holding"


def test_a_query_that_asks_for_too_much_is_named_and_the_others_go_on(drifting):
    owner = drifting()
    path = next(owner.repo.path.glob("promises/**/four-hours.yaml"))
    record = yaml.safe_load(path.read_text())
    greedy = {"name": "greedy", "query": "SELECT DATE '2026-05-01', list_sum(range(3000000000))"}
    record["indicators"].append({**record["indicators"][0], **greedy})
    path.write_text(yaml.safe_dump(record))
    said = owner.run("drift", "--seconds", "9")
    assert said.status == 3
    assert "the indicator greedy can't be judged: the query asked for more" in said.told
    assert [one["state"] for one in found(owner)["indicators"]] == ["holding", None]


def test_a_database_whose_driver_promises_nothing_is_read_where_its_account_may_only_read(drifting):
    owner = drifting(source="warehouse")
    address = {"warehouse": "mysql+nosuch://127.0.0.1:1/x"}
    owner.repo.write(settings(sources=address))
    assert "read_only_accounts: [warehouse]" in owner.run("drift").told
    owner.repo.write(settings(sources=address, read_only_accounts=["warehouse"]))
    assert "can't promise" not in owner.run("drift").told


def test_the_drifted_demo_shows_each_of_the_four_and_nothing_else(tmp_path, nobodys_settings, capsys):
    assert cli.main(["demo", "--drifted", "--keep", str(tmp_path / "acme")], standalone_mode=False) == 0
    assert "no weakening in the ledger explains it" in " ".join(capsys.readouterr().out.split())
    given = ["drift", "--repo", str(tmp_path / "acme"), "--today", "2026-08-15", "-f", "json"]
    assert cli.main(given, standalone_mode=False) == 0
    data = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["promise"], one["zone"]) for one in data["findings"]] == [
        ("indicator", "four-hour-response", SUPPORT),
        ("expired", "ai-summary-beta", "ai-automation"),
        ("outdated", "uptime", "product-capability"),
        ("escaped", "outage-forecast-beta", "sales-marketing"),
    ]
    assert data["problems"] == []


@pytest.mark.parametrize("command", ["drift", "audit", "scan"])
def test_where_there_are_no_promises_nothing_is_said_to_hold(command, tmp_path, nobodys_settings):
    with pytest.raises(Stop) as stop:
        cli.main([command, "--repo", str(tmp_path)], standalone_mode=False)
    assert (stop.value.code, stop.value.status) == ("no-promises", 3)
