"""SARIF: valid against its schema, with what code scanning reads, within its limits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from cases import each_of
from gate_shapes import SHAPES, reworded, shapes
from npm import Absent, package
from reports import report_of
from scenario import acme, changed

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.judging.findings.gate_report import NoVerdict, ReportedProblem
from pas_gov.report.gate.sarif import RESULTS, gate_sarif


def run(report) -> dict:
    log = json.loads(gate_sarif(report))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return only


@pytest.fixture(scope="module")
def schema() -> dict:
    """Return the schema of SARIF 2.1.0, as an npm package of its editors has it."""
    try:
        folder: Path = package("@microsoft/jest-sarif@1.0.0-beta.0")
    except Absent as absent:
        pytest.skip(str(absent))
    return json.loads((folder / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text())


@pytest.mark.whole  # the schema may have to be fetched, by a process
@each_of("name", SHAPES)
def test_every_shape_is_valid(schema: dict, name: str):
    jsonschema.Draft4Validator(schema).validate(json.loads(gate_sarif(shapes()[name])))


@pytest.mark.whole
def test_the_schema_refuses_what_is_no_sarif(schema: dict):
    wrong = json.loads(gate_sarif(reworded()))
    wrong["runs"][0]["results"][0]["level"] = "blocker"
    assert not jsonschema.Draft4Validator(schema).is_valid(wrong)


def test_a_result_stands_at_the_changed_line_with_the_dependent_beside_it():
    result = next(one for one in run(reworded())["results"] if one["properties"]["promise"] == "four-hours")
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "promises/core/reliable.yaml"
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "promises/supporting/four-hours.yaml"
    assert related["message"]["text"] == '"Four hours" must answer'
    assert result["message"]["text"].startswith(
        '"Four hours" was not reviewed against the present "Reliable". '
    )
    assert (
        "Owner: @acme/owner. To answer: pas-gov realign four-hours --to reliable" in result["message"]["text"]
    )


def test_each_result_names_its_rule_and_each_rule_says_what_it_asks():
    only = run(reworded())
    rules = only["tool"]["driver"]["rules"]
    assert {one["ruleId"] for one in only["results"]} <= {rule["id"] for rule in rules}
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in only["results"])
    rule = next(rule for rule in rules if rule["id"] == "change-propagates")
    assert rule["shortDescription"]["text"] == "A change reaches every promise that depends on it"
    assert rule["fullDescription"]["text"]
    assert rule["help"]["text"].endswith("more in policies/README.md#change-propagates")
    assert not [rule["id"] for rule in rules if "{" in rule["help"]["text"]]  # no placeholder is left
    assert rule["defaultConfiguration"] == {"level": "error", "enabled": True}


def test_levels_say_what_blocks_and_it_comes_first():
    levels = [one["level"] for one in run(reworded())["results"]]
    assert levels[:4] == ["error"] * 4
    assert levels == sorted(levels, key=["error", "warning", "note"].index)


def test_fingerprints_are_stable_and_no_two_are_the_same():
    marks = [one["partialFingerprints"]["primaryLocationLineHash"] for one in run(reworded())["results"]]
    assert len(set(marks)) == len(marks)
    moved = changed(
        changed(acme(), "reliable", statement="We are the best."), "four-hours", notes="Later lines."
    )
    again = [
        one["partialFingerprints"]["primaryLocationLineHash"]
        for one in run(report_of(acme(), moved))["results"]
    ]
    assert set(marks) <= set(again)


def test_the_same_place_twice_is_told_apart():
    wrong = ReportedProblem(Diagnostic("odd", "a", Location("promises/x.yaml")), False, True)
    other = ReportedProblem(Diagnostic("odd", "b", Location("promises/x.yaml")), False, True)
    marks = [
        one["partialFingerprints"]["primaryLocationLineHash"]
        for one in run(replace(report_of(acme(), acme()), problems=(wrong, other)))["results"]
    ]
    assert marks == ["odd:promises/x.yaml:1", "odd:promises/x.yaml:2"]


def test_what_is_waived_is_suppressed_with_its_waiver():
    results = run(shapes()["waived"])["results"]
    (waived,) = [one for one in results if one["properties"].get("outcome") == "waived"]
    assert waived["level"] == "note"
    assert waived["suppressions"][0]["justification"] == "waiver one-time"


def test_what_was_there_before_is_unchanged_and_a_note():
    before = changed(acme(), "reliable", statement="We are the best.")
    results = run(report_of(before, changed(before, "quick-setup", title="Quick")))["results"]
    earlier = [one for one in results if one["baselineState"] == "unchanged"]
    assert {one["level"] for one in earlier} <= {"note"}


def test_no_verdict_is_an_error_not_an_empty_list():
    only = run(NoVerdict("2026-06-01", "missing-ref", "no such ref", "fetch it"))
    assert only["invocations"][0]["executionSuccessful"] is False
    assert only["invocations"][0]["exitCode"] == 3
    (result,) = only["results"]
    assert (result["level"], result["message"]["text"]) == ("error", "no such ref. fetch it")


def test_without_a_verdict_all_problems_are_results_with_place_and_remedy():
    faults = (
        Diagnostic("bad-cel", "no such name", Location("policies/a.yaml", 3, 2), "did you mean x?"),
        Diagnostic("not-read", "not read", Location("policies/c.YAML"), "rename it", "warning"),
    )
    only = run(NoVerdict("2026-06-01", "invalid-policies", "a policy is invalid", "mend it", faults))
    first, second = only["results"][1:]
    assert (first["level"], first["message"]["text"]) == ("error", "no such name. did you mean x?")
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 2}
    assert (second["level"], second["ruleId"]) == ("warning", "not-read")
    rules = only["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in only["results"]] == ["no-verdict", "bad-cel", "not-read"]


@pytest.mark.whole
def test_results_beyond_the_limit_are_counted_and_what_blocks_is_kept():
    report = reworded()
    one = next(finding for finding in report.findings if finding.blocks)
    odd = ReportedProblem(
        Diagnostic("odd", "a", Location("promises/x.yaml"), severity="warning"), False, False
    )
    only = run(replace(report, problems=(odd,) * 6000, findings=(one,)))
    assert len(only["results"]) == RESULTS
    assert only["results"][0]["level"] == "error"
    (said,) = only["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("1001 results left out here")


def test_a_link_in_a_message_is_no_link_and_a_path_is_a_uri():
    wrong = Diagnostic("odd", "see [here](https://evil.example)", Location("promises/a b#c.yaml", 1, 1))
    (result,) = run(replace(report_of(acme(), acme()), problems=(ReportedProblem(wrong, False, True),)))[
        "results"
    ]
    assert result["message"]["text"] == "see [here] (https://evil.example)."
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "promises/a%20b%23c.yaml"
