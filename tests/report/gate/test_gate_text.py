"""The report for a terminal: who answered for what."""

from __future__ import annotations

from reports import report_of
from scenario import acme, changed, org, promise, realigned, with_made

from pas_gov.report.gate.markdown import gate_markdown
from pas_gov.report.gate.text import gate_text
from pas_gov.report.layout import Style

WIDE = Style(width=400)


def reviewed_by(signer: str, *promises: str, note: str = "Still holds.") -> str:
    after = changed(acme(), "reliable", statement="We are the best.")
    for one in promises:
        after = realigned(after, one, "reliable", by=signer, note=note)
    return gate_text(report_of(acme(), after), WIDE)


def test_an_answer_says_whose_promise_what_was_done_by_whom_and_why():
    said = '  - four-hours: reviewed against reliable, by @acme/owner, its owner: "Still holds."'
    assert said in reviewed_by("@acme/owner", "four-hours").splitlines()


def test_who_signs_for_another_is_named_beside_the_owner():
    said = '  - four-hours: reviewed against reliable, by @acme/boss, for @acme/owner: "Still holds."'
    assert said in reviewed_by("@acme/boss", "four-hours").splitlines()


def test_one_note_for_several_promises_is_said_to_be_one():
    said = (
        '  - reviewed against reliable by @acme/boss, one note for 2 promises: "ok": '
        "four-hours (for @acme/owner), phone-support (for @acme/owner)"
    )
    assert said in reviewed_by("@acme/boss", "four-hours", "phone-support", note="ok").splitlines()


def test_an_answer_without_a_note_says_so_and_a_long_note_is_cut():
    assert reviewed_by("@acme/owner", "four-hours", note="").count("without a note") == 1
    assert "(700 characters more)" in reviewed_by("@acme/owner", "four-hours", note="x" * 1000)


def test_where_nobody_answered_nothing_is_said():
    assert "Who answered" not in gate_text(report_of(acme(), acme()), WIDE)
    assert "Who answered" not in gate_text(report_of(acme(), with_made(acme(), promise("a", "core"))), WIDE)


def unattested(number: int):
    """Return the report of as many promises that are made, and whose zone has never said anything."""
    zones = {"delivery-support": {"says": "Support does it."}}
    made = [promise(f"part-{n}", "supporting", "reliable", zones=zones) for n in range(number)]
    return report_of(acme(), with_made(acme(), *made))


def test_many_warnings_of_one_zone_are_one_line_and_a_few_are_one_each():
    for render in (lambda report: gate_text(report, WIDE), gate_markdown):
        few, many = (render(unattested(number)).replace("\\", "") for number in (3, 9))
        assert few.count("has never said") == 3
        assert many.count("has never said") == 1
        assert "zone delivery-support, 9 promises:" in many
        assert "so too part-1, part-2, part-3, part-4, part-5, part-6, part-7 and 1 more" in many
    assert len(unattested(9).findings) == 9


def test_no_message_has_more_than_ten_thousand_bytes_and_the_cut_is_said():
    before = org(promise("reliable", "core"), promise("fast", "supporting", "reliable"))
    after = changed(before, "reliable", title="é" * 40_000, statement="Another.")
    report = report_of(before, after)
    (finding,) = [one for one in report.findings if one.promise == "fast" and one.blocks]
    assert len(finding.message.encode()) <= 10_000
    assert "characters more)" in finding.message
    assert len(gate_text(report, WIDE)) < 60_000
