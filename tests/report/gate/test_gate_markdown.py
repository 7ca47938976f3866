"""The page on a pull request: verdict first, who must answer as a table, cut where there is no room, nothing in silence."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import report_of
from scenario import PACK, acme, changed, promise, realigned, reviewed, settings, waiver

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.judging.findings.gate_report import NoVerdict, ReportedProblem
from pas_gov.report.gate.markdown import COMMENT, SUMMARY, gate_markdown
from pas_gov.report.page_limit import RESERVE, PageSection, lines_within, page_bytes


def reworded(**judging):
    report = report_of(acme(), changed(acme(), "reliable", statement="We are the best."), **judging)
    return replace(
        report, reproduce="pas-gov gate --base aaaa --head bbbb", why="pas-gov explain no-erasure x"
    )


@cache
def many(number: int):
    """Return the report of a Core's change that asks so many promises."""
    parts = {
        f"part-{index:04}": promise(f"part-{index:04}", "supporting", "reliable") for index in range(number)
    }
    before = reviewed({**acme(), **parts})
    report = report_of(before, changed(before, "reliable", statement="We are the best."))
    return replace(report, reproduce="pas-gov gate --base aaaa --head bbbb")


def headings(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("#")]


def rows(page: str) -> list[tuple[str, str]]:
    """Return whom each finding that blocks asks and why, and what is to be done."""
    lines = page.splitlines()
    return [
        (line.removeprefix("- "), after.removeprefix("  - To do: "))
        for line, after in itertools.pairwise(lines)
        if after.startswith("  - To do: ")
    ]


def test_the_verdict_and_who_must_answer_stand_first():
    lines = gate_markdown(reworded()).splitlines()
    assert lines[0].startswith("## pas-gov: Blocked")
    assert lines[2] == (
        "**1 promise changed; 4 findings block; 3 promises must answer.** "
        "`bbbbbbbbbbbb` (change) into `aaaaaaaaaaaa` (main), on 2026-06-01."
    )


def test_each_cause_has_its_unanswered_promises_as_a_list():
    page = gate_markdown(reworded())
    assert headings(page)[1] == "### Reliable (core): reworded"
    assert "- now: We are the best." in page
    who, what = rows(page)[0]
    assert who == (
        '`four-hours` (supporting, `@acme/owner`): "Four hours" was not reviewed against the present "Reliable" '
        "(`change-propagates`). It was last reviewed on 2025-02-01 by `@acme/owner`."
    )
    assert what.startswith('`pas-gov realign four-hours --to reliable --note "<WHY IT STILL HOLDS>"`')


def test_then_come_warnings_what_was_there_before_what_is_waived_and_the_changes():
    weaker = changed(
        changed(acme(), "four-hours", terms=[{"measure": "response", "at_most": "6h"}]),
        "reliable",
        statement="Best.",
    )
    rules = {**PACK, **waiver("one-time", "weakening-gives-notice", "four-hours")}
    titles = headings(gate_markdown(report_of(acme(), weaker, rules=rules)))
    order = ["### Reliable", "### Four hours", "### Warnings", "### Waived", "### 2 promises changed"]
    places = [next(index for index, title in enumerate(titles) if title.startswith(start)) for start in order]
    assert places == sorted(places)


def test_how_to_reproduce_it_stands_at_the_end():
    assert gate_markdown(reworded()).splitlines()[-3:] == [
        "To reproduce: `pas-gov gate --base aaaa --head bbbb`", "", "To see why: `pas-gov explain no-erasure x`",
    ]  # fmt: skip


def test_edited_rules_and_tuned_settings_are_told():
    lax = {**PACK, **settings(enforcement={"change-propagates": "ignore"})}
    assert "the verdict would be: blocked. It does not bind." in gate_markdown(reworded(after_rules=lax))
    assert "`pas-gov.yaml` tunes `change-propagates`: block -> ignore" in gate_markdown(reworded(rules=lax))


def test_no_verdict_says_what_to_do():
    page = gate_markdown(NoVerdict("2026-06-01", "missing-ref", "no such ref", "fetch it"))
    assert page.startswith("## pas-gov: No verdict")
    assert "**To go on:** fetch it" in page


@pytest.mark.parametrize("limit", [COMMENT, SUMMARY, 5_000])
@pytest.mark.whole
def test_a_page_keeps_its_limit_and_counts_what_it_leaves_out(limit: int):
    report = many(250)
    page = gate_markdown(report, limit)
    assert len(page.encode()) <= limit
    asked = sum(one.blocks for one in report.findings)
    left = asked - len(rows(page))
    assert page.startswith("## pas-gov: Blocked")
    assert "To reproduce: `pas-gov gate" in page
    if left:
        counted = next(line for line in page.splitlines() if "left out here" in line)
        assert int(counted.removeprefix("**").partition(" ")[0]) >= left
    else:
        assert "left out here" not in page


@pytest.mark.whole  # a report as long as one may be
def test_a_summary_has_room_where_a_comment_has_none():
    report = many(250)
    assert len(rows(gate_markdown(report, SUMMARY))) == sum(one.blocks for one in report.findings)
    assert len(rows(gate_markdown(report, COMMENT))) < 250


SECTIONS = st.lists(
    st.builds(
        PageSection,
        st.lists(st.text(max_size=30), max_size=3).map(tuple),
        st.lists(st.text(max_size=60), max_size=8).map(tuple),
        st.lists(st.text(max_size=10), max_size=2).map(tuple),
    ),
    max_size=6,
)


@given(SECTIONS, st.integers(RESERVE, RESERVE + 600))
def test_what_is_shown_and_what_is_left_out_are_all(sections: list[PageSection], limit: int):
    lines, left = lines_within(sections, limit)
    assert page_bytes(lines) <= limit - RESERVE
    whole, nothing = lines_within(sections, 1_000_000)
    assert nothing == 0
    assert whole == [line for one in sections for line in (*one.opening, *one.rows, *one.closing)]
    assert (left == 0) == (lines == whole) or not any(
        one.opening or one.rows or one.closing for one in sections
    )


def test_what_makes_a_page_longer_when_it_is_printed_is_measured_so():
    """A file's name may be nothing but what a log would obey, of which each is broken by a blank."""
    wrong = Diagnostic("yaml-syntax", "no", Location("promises/core/" + "##[" * 300 + ".yaml", 1, 1))
    report = replace(reworded(), problems=(ReportedProblem(wrong, False, True),) * 900)
    for limit in (COMMENT, SUMMARY):
        assert len(gate_markdown(report, limit).encode()) <= limit


def test_who_must_answer_is_shown_however_much_a_change_says_of_itself():
    report = reworded()
    long = replace(report.changes[0], told=tuple(f"{'x' * 3000} {number}" for number in range(100)))
    page = gate_markdown(replace(report, changes=(long, *report.changes[1:])))
    assert "- `four-hours` (supporting, " in page
    assert "- and 80 more" in page


def answered(**review):
    before = acme()
    after = realigned(
        changed(before, "reliable", statement="We are the best."),
        "four-hours",
        "reliable",
        **{"by": "@acme/boss", "note": "Holds | <b>still</b>.", **review},
    )
    return report_of(before, after)


def test_who_answered_for_what_is_a_list_in_which_a_stranger_stands_out():
    page = gate_markdown(answered())
    assert "### Who answered for what (1)" in page
    assert (
        "- `four-hours` (`@acme/owner`): reviewed against reliable, signed by `@acme/boss`, **not the owner**; "
        'note: "Holds \\| &lt;b>still&lt;/b>."\n' in page
    )
    assert "not the owner" not in gate_markdown(answered(by="@acme/owner"))
    assert "Who answered" not in gate_markdown(reworded())
