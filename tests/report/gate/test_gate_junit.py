"""JUnit XML and GitLab's code quality: what blocks fails, what was waived is skipped, the rest passes and speaks."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

from cases import each_of
from reports import report_of
from scenario import PACK, acme, changed, settings, waiver

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.judging.findings.gate_report import NoVerdict, ReportedProblem
from pas_gov.report.gate.gitlab import gate_gitlab
from pas_gov.report.gate.junit import gate_junit

WEAKER = {"terms": [{"measure": "response", "at_most": "6h"}]}
UNJUDGED = NoVerdict("2026-06-01", "missing-ref", "no such ref", "fetch it")

FAULTS = (
    Diagnostic("bad-cel", "no such name", Location("policies/a.yaml", 3, 2), "did you mean x?"),
    Diagnostic("duplicate-key", "twice", Location("policies/b.yaml", 4, 1), "keep one"),
    Diagnostic("not-read", "not read", Location("policies/c.YAML"), "rename it", "warning"),
)
BROKEN = replace(UNJUDGED, problems=FAULTS)


def reworded(**judging):
    return report_of(acme(), changed(acme(), "reliable", statement="We are the best."), **judging)


def invalid(*, blocks: bool):
    wrong = Diagnostic("duplicate-key", "twice", Location("promises/core/x.yaml", 3, 2), "keep one")
    return replace(report_of(acme(), acme()), problems=(ReportedProblem(wrong, not blocks, blocks),))


def suites(report) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(gate_junit(report))
    for element in (root, *root):
        cases = element.findall(".//testcase")
        assert int(element.get("tests")) == len(cases)
        assert int(element.get("failures")) == sum(one.find("failure") is not None for one in cases)
        assert int(element.get("errors")) == sum(one.find("error") is not None for one in cases)
        if element is not root:
            assert int(element.get("skipped")) == sum(one.find("skipped") is not None for one in cases)
    return {one.get("name"): one for one in root}


def test_each_blocking_finding_is_a_failure_in_its_policys_suite_with_its_place_and_remedy():
    report = reworded()
    found = suites(report)
    assert sum(int(one.get("failures")) for one in found.values()) == sum(
        one.blocks for one in report.findings
    )
    case = found["change-propagates"].find("testcase")
    assert case.find("failure").text.startswith("promises/supporting/four-hours.yaml:")
    assert (
        case.find("failure").get("message") == '"Four hours" was not reviewed against the present "Reliable"'
    )
    assert "To answer: pas-gov realign four-hours" in case.find("failure").text


def test_a_policy_that_holds_is_a_case_that_passes_so_that_evidence_names_it():
    (case,) = suites(reworded())["no-erasure"].findall("testcase")
    assert list(case) == []
    assert case.get("name") == "A promise is retired, never deleted"


def test_a_pass_has_no_failure():
    found = suites(report_of(acme(), acme()))
    assert {(one.get("failures"), one.get("errors")) for one in found.values()} == {("0", "0")}
    assert len(found) == 24


def test_a_waived_finding_is_skipped_with_its_waiver():
    rules = {**PACK, **waiver("one-time", "weakening-gives-notice", "four-hours")}
    suite = suites(report_of(acme(), changed(acme(), "four-hours", **WEAKER), rules=rules))[
        "weakening-gives-notice"
    ]
    assert suite.find("testcase/skipped").get("message").startswith("waived by one-time: ")
    assert suite.get("failures") == "0"


def test_a_file_that_the_change_made_invalid_fails_and_one_from_before_does_not():
    assert suites(invalid(blocks=True))["files"].get("failures") == "1"
    earlier = suites(invalid(blocks=False))["files"]
    assert earlier.get("failures") == "0"
    assert earlier.find("testcase/system-out").text.startswith("there before: twice")


def test_no_verdict_is_an_error():
    (suite,) = suites(UNJUDGED).values()
    assert suite.get("errors") == "1"
    assert suite.find("testcase/error").get("message") == "no verdict (missing-ref): no such ref"


def test_the_verdict_of_edited_rules_and_bootstrap_are_told():
    lax = {**PACK, **settings(enforcement={"change-propagates": "ignore"})}
    run = suites(reworded(after_rules=lax))["pas-gov"]
    assert "the verdict would be: blocked. It does not bind." in run.find("testcase/system-out").text
    assert "bootstrap" in gate_junit(
        report_of(acme(), acme(), rules={"x": ""}, after_rules=PACK, bootstrap=True)
    )


class TestGitLab:
    def test_what_blocks_is_critical_at_the_changed_line(self):
        issues = json.loads(gate_gitlab(reworded()))
        assert [one["severity"] for one in issues][:4] == ["critical"] * 4
        assert issues[0]["location"]["path"] == "promises/core/reliable.yaml"
        assert issues[0]["location"]["lines"]["begin"] > 1
        assert issues[0]["check_name"] == "change-propagates"
        assert "To answer: pas-gov realign" in issues[0]["description"]

    @each_of("report", [reworded(), invalid(blocks=True), UNJUDGED, report_of(acme(), acme())])
    def test_every_issue_has_what_gitlab_asks_for_and_a_fingerprint_of_its_own(self, report):
        issues = json.loads(gate_gitlab(report))
        for issue in issues:
            assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert not issue["location"]["path"].startswith(("/", "./"))
        assert len({one["fingerprint"] for one in issues}) == len(issues)

    def test_no_verdict_is_an_issue_not_an_empty_list(self):
        (issue,) = json.loads(gate_gitlab(UNJUDGED))
        assert (issue["severity"], issue["check_name"]) == ("blocker", "no-verdict")


def test_without_a_verdict_junit_has_all_problems_with_place_and_remedy():
    cases = suites(BROKEN)["files"].findall("testcase")
    assert [one.get("name") for one in cases] == [
        "policies/a.yaml:3:2: bad-cel", "policies/b.yaml:4:1: duplicate-key", "policies/c.YAML: not-read",
    ]  # fmt: skip
    assert [one.find("failure") is not None for one in cases] == [True, True, False]
    assert "did you mean x?" in cases[0].find("failure").text


def test_without_a_verdict_gitlab_has_all_problems_with_place_and_remedy():
    issues = json.loads(gate_gitlab(BROKEN))
    assert [(one["location"]["path"], one["location"]["lines"]["begin"]) for one in issues[1:]] == [
        ("policies/a.yaml", 3), ("policies/b.yaml", 4), ("policies/c.YAML", 1),
    ]  # fmt: skip
    assert [one["severity"] for one in issues] == ["blocker", "critical", "critical", "minor"]
    assert issues[1]["description"] == "no such name. did you mean x?"


def test_gitlab_tells_what_is_told_of_the_run():
    said = "policies/no-erasure.YAML isn't read, so it binds nobody"
    (issue,) = json.loads(gate_gitlab(replace(report_of(acme(), acme()), notes=(said,))))
    assert (issue["severity"], issue["description"]) == ("info", said)


def test_only_attributes_of_jenkins_schema_are_written():
    known = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped"},
        "testcase": {"name", "classname"},
    }
    root = ElementTree.fromstring(gate_junit(invalid(blocks=True)))
    for element in root.iter():
        assert set(element.keys()) <= known.get(element.tag, {"name", "value", "message"}), element.tag
