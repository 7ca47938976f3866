"""One truth: how a promise stands is the same on every page, in the data beside it, in drift and in inventory."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from builders import promise_data, stack_of
from jsonschema import Draft7Validator
from test_pages import TODAY, made, read

from pas_gov.cli import cli
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.indicators.assessment import Assessment
from pas_gov.drift.matching.findings import STATES, ClaimFinding
from pas_gov.drift.state.observations import RECORDS_ALONE, Observations, TextsSeen
from pas_gov.drift.state.stack_state import StackState, stack_state
from pas_gov.drift.survey.drift_report import DriftReport
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.zones.drift_items import AssessedIndicator
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.model.records.promise import LAYERS, ZONES
from pas_gov.model.records.schema import schema
from pas_gov.model.records.waiver import Waiver
from pas_gov.model.stack.stack import Stack
from pas_gov.report.drift.json import drift_json
from pas_gov.report.inventory.contents import Inventory
from pas_gov.report.inventory.json import inventory_json
from pas_gov.site.model import Site

MAX_AGE = 120
REALITIES = ("kept", "kept", "kept", "drifting", "broken", "unknown")
FIGURES = ("holding", "drifting", "breached", "no data", None)


def organisation(chance: Random) -> Stack:
    """Return a stack of a few promises in all layers: attested, stale, ended, proposed, undelivered."""
    records = []
    for number in range(chance.randrange(1, 9)):
        layer = "core" if number == 0 else chance.choice(LAYERS)
        targets = [
            {"promise": f"p{one}"} for one in range(number) if layer != "core" and chance.random() < 0.4
        ]
        status = chance.choice(("active", "active", "active", "active", "proposed", "retired"))
        ending = {"date": "2026-05-01", "why": "w", "decided_by": "@a"} if status == "retired" else None
        zones = {zone: _zone(chance) for zone in ZONES if chance.random() < 0.4}
        plain = promise_data(f"p{number}", layer=layer, status=status, ending=ending, aligned_to=targets, zones=zones,
                             indicators=_indicators(chance, zones))  # fmt: skip
        records.append(_attested(chance, plain))
    return stack_of(*records)


def _zone(chance: Random) -> dict:
    paths = [{"path": f"docs/{chance.randrange(3)}.md"} for _ in range(chance.randrange(2))]
    return {"says": "We do.", "surfaces": paths}


def _indicators(chance: Random, zones: dict) -> list[dict] | None:
    if not zones or chance.random() < 0.5:
        return None
    return [{"name": "n", "zone": next(iter(zones)), "measure": "m", "source": "s.csv", "query": "q"}]


def _attested(chance: Random, record: dict) -> dict:
    wording = stack_of(record).entries[record["id"]].wording
    for zone in record["zones"].values():
        if chance.random() < 0.8:
            day = TODAY - timedelta(days=chance.randrange(1, 200))
            zone["attested"] = {"wording": wording if chance.random() < 0.85 else "w1:" + "0" * 32, "by": "@a",
                                "date": day.isoformat(), "reality": chance.choice(REALITIES)}  # fmt: skip
    return record


def observations(chance: Random, stack: Stack) -> Observations:
    indicators = []
    for entry in stack.entries.values():
        for one in entry.promise.indicators if entry.active else ():
            state = chance.choice(FIGURES)
            found = Assessment(state, 4.0, "h", "at_most") if state else None
            indicators.append(AssessedIndicator(entry, "n", one["zone"], "m", found, "" if state else "gone"))
    claims = [_claim(chance, stack) for _ in range(chance.randrange(4))]
    read = frozenset(f"docs/{number}.md" for number in range(3) if chance.random() < 0.8)
    return Observations(tuple(indicators), TextsSeen(tuple(claims), read))


def _claim(chance: Random, stack: Stack) -> ClaimFinding:
    state = chance.choice(STATES)
    promise = "" if state == "unregistered" else chance.choice(sorted(stack.entries))
    sentence = Sentence("docs/0.md", chance.randrange(1, 9), 9, "sentence", "", "", "We do it.")
    claim = Claim(sentence, "hard", chance.choice((*ZONES, "")), "", (), 1.0, ())
    return ClaimFinding(claim, state, "It differs.", promise, exception="e" if chance.random() < 0.1 else "")


def waivers(chance: Random, stack: Stack) -> tuple[Waiver, ...]:
    return tuple(
        Waiver(f"w-{one}", "zones-are-attested", one, "r", "@a", "@b", date(2026, 5, 1), date(2026, 6, 30))
        for one in stack.entries
        if chance.random() < 0.2
    )


def told_by(path: str, page: str) -> set[tuple[str, str]]:
    """Return what a page says: of which promise (or promise and zone), and how that stands.

    A sign says itself of what it is, or the next link does.
    """
    folder, _, name = path.removesuffix(".html").rpartition("/")
    found, waiting = set(), ""
    for tag, attrs in read(page).elements:
        if "data-of" in attrs:
            found.add((_named(folder, name, attrs["data-of"] or ""), attrs["class"]))
        elif "data-next" in attrs:
            waiting = attrs["class"]
        elif waiting and tag == "a":
            of = attrs["href"].removesuffix(".html").rpartition("/")[2]
            found.add((_named(folder, name, of), waiting))
            waiting = ""
    return found


def _named(folder: str, name: str, of: str) -> str:
    """Return of what a sign is: on a promise's page of a zone, on a zone's page of a promise, in that zone."""
    if folder == "promises":
        return f"{name}:{of}" if of else name
    return f"{of}:{name}" if folder == "zones" else of


def expected(rows: list[dict]) -> dict[str, str]:
    """Return, by what a page may name, what the rows of a report say: a promise, or a promise in a zone."""
    found = {row["promise"]: row["state"] for row in rows if row["state"]}
    return found | {f"{row['promise']}:{zone}": state for row in rows for zone, state in row["zones"].items()}


def inventory_rows(state: StackState) -> list[dict]:
    told = json.loads(inventory_json(Inventory(None, state, tuple(state.stack.entries.values()))))
    assert not list(Draft7Validator(schema("inventory")).iter_errors(told))
    return [{"promise": row["id"], **row["standing"]} for row in told["promises"]]


def drift_rows(state: StackState) -> list[dict]:
    told = json.loads(drift_json(DriftReport(state, ())))
    assert not list(Draft7Validator(schema("drift")).iter_errors(told))
    return told["promises"]


def check(state: StackState, rows: list[dict], given: tuple[Waiver, ...]) -> None:
    """Hold every page of a site, and the data beside it, against the rows of a report."""
    found = made(Site("Acme", ReportedRef("main", "c" * 40), state, waivers=given))
    wanted, seen = expected(rows), set()
    for path, page in found.items():
        if path.endswith(".html"):
            for of, how in told_by(path, page):
                assert wanted[of] == how, (path, of)
                seen.add(of)
    assert seen == set(wanted)
    for row in rows:
        beside = json.loads(found[f"promises/{row['promise']}.json"])
        assert beside["state"] == row["state"]
        assert beside["standing"] == {key: row[key] for key in ("state", "sources", "zones", "waivers")}
    for path, text in found.items():
        if path.endswith(".json") and path != "schema.json":
            assert not list(Draft7Validator(schema("site")).iter_errors(json.loads(text))), path


@pytest.mark.parametrize("seed", range(25))
def test_pages_and_drift_tell_the_same_of_any_organisation(seed):
    chance = Random(seed)
    stack = organisation(chance)
    given = waivers(chance, stack)
    state = stack_state(stack, TODAY, MAX_AGE, observations(chance, stack), given)
    rows = drift_rows(state)
    for row in rows:
        if row["state"] == "unverified" and "unread" in row["sources"].values():
            assert "unverified" in row["zones"].values(), row["promise"]
    check(state, rows, given)


@pytest.mark.parametrize("seed", range(25))
def test_pages_and_inventory_tell_the_same_of_any_organisation_by_its_records(seed):
    chance = Random(seed)
    stack = organisation(chance)
    given = waivers(chance, stack)
    state = stack_state(stack, TODAY, MAX_AGE, RECORDS_ALONE, given)
    rows = inventory_rows(state)
    assert not any(row["sources"][one] == "kept" for row in rows for one in ("indicators", "texts"))
    check(state, rows, given)


@pytest.mark.whole
def test_the_drifted_demo_is_told_alike_by_its_site_by_drift_and_by_inventory(
    tmp_path, nobodys_settings, capsys
):
    org, out = str(tmp_path / "acme"), tmp_path / "out"

    def told(*words: str) -> str:
        capsys.readouterr()
        assert cli.main([*words, "--repo", org, "--today", "2026-08-15"], standalone_mode=False) == 0
        return capsys.readouterr().out

    assert cli.main(["demo", "--drifted", "--keep", org], standalone_mode=False) == 0
    told("site", "--output", str(out), "--drift")
    whole = json.loads(told("drift", "-f", "json"))
    drift = {row["promise"]: row for row in whole["promises"]}
    records = {row["id"]: row["standing"] for row in json.loads(told("inventory", "-f", "json"))["promises"]}
    assert drift["four-hour-response"]["state"] == "broken"
    for path in Path(out).rglob("*.html"):
        for of, how in told_by(str(path.relative_to(out)), path.read_text(encoding="utf-8")):
            promise, _, zone = of.partition(":")
            assert how == (drift[promise]["zones"][zone] if zone else drift[promise]["state"])
    for identity, row in records.items():
        assert row["sources"]["records"] == drift[identity]["sources"]["records"]
    beside = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in out.glob("*.json")}
    del beside["schema.json"], beside[".pas-gov-site.json"]
    for name, data in beside.items():
        assert not list(Draft7Validator(schema("site")).iter_errors(data)), name
        assert (out / name).with_suffix(".html").is_file()
    assert beside["drift.json"]["findings"] == whole["findings"]
    assert whole["standing"]["ended"] == {"still_promised": 1, "not_stopped": 0}
    assert [one["promise"] for one in beside["changes.json"]["changes"][0]["unended"]] == ["data-on-dvd"]
    front = (out / "index.html").read_text(encoding="utf-8")
    assert "every zone has confirmed" not in front
    assert front.count('<b class="broken"') >= 2
