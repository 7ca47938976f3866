"""Annotations and outputs for a GitHub runner."""

from __future__ import annotations

from dataclasses import replace

from reports import report_of
from runner_log import commands
from scenario import PACK, acme, changed, noticed, promise, reviewed, settings, waiver

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.judging.findings.gate_report import NoVerdict, ReportedProblem
from pas_gov.report.gate.github import gate_github, gate_outputs


def reworded():
    return report_of(acme(), changed(acme(), "reliable", statement="We are the best."))


def annotations(report, level: str) -> list[tuple[str, str, str]]:
    """Return (file:line, title, text) of the annotations of a level."""
    found = [one for one in commands(gate_github(report)) if one.name == level]
    return [
        (f"{p.get('file', '')}:{p.get('line', '')}", p["title"], one.data)
        for one in found
        for p in [one.properties]
    ]


def many(number: int):
    before = acme()
    for index in range(number):
        before[f"part-{index:02}"] = promise(f"part-{index:02}", "supporting", "reliable")
    before = reviewed(before)
    return report_of(before, changed(before, "reliable", statement="We are the best."))


def test_what_blocks_is_an_error_at_the_changed_line_and_names_who_must_answer_where():
    found = annotations(reworded(), "error")
    (place,) = {place for place, _, _ in found}
    assert place.startswith("promises/core/reliable.yaml:")
    titles = [title for _, title, _ in found]
    reaches, decides = "pas-gov: change-propagates", "pas-gov: core-change-decides-legacy"
    assert titles == [reaches, decides, reaches, decides]  # four-hours, free-parking, phone-support twice
    said = found[0][2].split("\n")
    assert said[0] == '"Four hours" was not reviewed against the present "Reliable"'
    assert said[2].startswith("It stands in promises/supporting/four-hours.yaml:")
    assert said[2].endswith("its owner is @acme/owner")
    assert said[3].startswith("To answer: pas-gov realign four-hours --to reliable")


def test_errors_come_first_then_warnings_then_notices():
    names = [one.name for one in commands(gate_github(reworded()))]
    assert names == sorted(names, key=["error", "warning", "notice"].index)
    assert names[0] == "error"


def test_ten_of_a_level_are_shown_and_the_tenth_counts_the_rest():
    report = many(30)
    blocking = sum(one.blocks for one in report.findings)
    found = annotations(report, "error")
    assert len(found) == 10
    assert found[-1][2] == f"and {blocking - 9} more: the job summary of this run lists them"


def test_exactly_ten_are_shown_in_full():
    report = many(6)
    assert sum(one.blocks for one in report.findings) == 10
    assert "more" not in annotations(report, "error")[-1][1]


def test_an_invalid_file_is_an_error_at_its_place_and_a_warning_where_it_does_not_block():
    wrong = Diagnostic(
        "duplicate-key", "the key id stands here twice", Location("promises/a,b:c.yaml", 3, 2), "keep one"
    )
    report = replace(
        reworded(), problems=(ReportedProblem(wrong, False, True), ReportedProblem(wrong, False, False))
    )
    assert annotations(report, "error")[0] == (
        "promises/a,b:c.yaml:3", "pas-gov: duplicate-key", "the key id stands here twice\nTo mend: keep one",
    )  # fmt: skip
    assert [title for _, title, _ in annotations(report, "warning")][-1] == "pas-gov: duplicate-key"
    assert "file=promises/a%2Cb%3Ac.yaml" in gate_github(report)


def test_what_was_waived_or_there_before_is_a_notice_and_never_an_error():
    before = noticed(acme(), "four-hours", "customers")
    after = changed(before, "four-hours", terms=[{"measure": "response", "at_most": "6h"}])
    rules = {**PACK, **waiver("one-time", "weakening-gives-notice", "four-hours")}
    report = report_of(before, after, rules=rules)
    assert "weakening-gives-notice" not in str(annotations(report, "error"))
    assert ("pas-gov: waived by one-time: weakening-gives-notice") in [
        title for _, title, _ in annotations(report, "notice")
    ]


def test_rules_edited_by_the_change_are_a_notice_with_their_verdict():
    after = changed(acme(), "reliable", statement="We are the best.")
    lax = {
        **PACK,
        **settings(enforcement={"change-propagates": "ignore", "core-change-decides-legacy": "ignore"}),
    }
    said = [
        text
        for _, title, text in annotations(report_of(acme(), after, after_rules=lax), "notice")
        if "edits the rules" in title
    ]
    assert said == [
        "Under the rules as the change has them, the verdict would be: blocked. It does not bind.\n"
        "change-propagates: block -> ignore\n"
        "core-change-decides-legacy: block -> ignore"
    ]


def test_bootstrap_is_said():
    text = gate_github(report_of(acme(), acme(), rules={"x": ""}, after_rules=PACK, bootstrap=True))
    assert "bootstrap" in text.lower()


def test_no_verdict_is_an_error_and_its_last_line_says_that_nothing_is_decided():
    report = NoVerdict("2026-06-01", "missing-ref", '"x" names no commit', "fetch it")
    assert annotations(report, "error") == [
        (":", "pas-gov: no verdict (missing-ref)", '"x" names no commit\nfetch it')
    ]
    assert (
        gate_github(report).splitlines()[-1]
        == "NO VERDICT (missing-ref): the change is neither passed nor blocked"
    )
    assert gate_outputs(report) == "verdict=no-verdict\nblocking=0\nwarnings=0\n"


def test_a_pass_has_no_error_and_a_plain_last_line():
    report = report_of(acme(), acme())
    assert annotations(report, "error") == []
    assert gate_github(report).splitlines()[-1] == "PASS  0 promises changed; nothing to answer"


def test_outputs_are_the_verdict_and_the_counts():
    assert gate_outputs(reworded()) == "verdict=blocked\nblocking=4\nwarnings=0\n"


def test_a_long_text_is_cut_and_says_so():
    report = replace(reworded(), notes=("x" * 5000,))
    assert annotations(report, "notice")[0][2] == f"{'x' * 1000}... (4000 characters more)"
