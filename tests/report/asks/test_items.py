"""What an owner is asked, as text and Markdown say it: one item for each promise, every reason, each answer once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pas_gov.judging.findings.asks import Ask, AsksReport, OwnerAsks
from pas_gov.judging.findings.gate_report import ReportedPromise
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.verdict.remedy import shown
from pas_gov.report.asks.items import items
from pas_gov.report.asks.markdown import asks_markdown
from pas_gov.report.asks.text import asks_text
from pas_gov.report.layout import Style

STOPS = ("--stop", "ai-automation", "--stop", "delivery-support")
TOLD = ("--notice", "customers=<WHAT THEY ARE TOLD>")


def about(identity: str) -> ReportedPromise:
    return ReportedPromise(
        identity, identity.capitalize(), "supporting", "active", "@acme/x", f"promises/{identity}.yaml"
    )


def ask(identity: str, message: str, *command: str, **more: object) -> Ask:
    words = shown(command) if command else ""
    found = Ask(
        about(identity), "policy", "block", message, words, (command,) if command else (), blocks=True
    )
    return replace(found, **more)


def report(*asks: Ask) -> AsksReport:
    ref = ReportedRef("main", "")
    return AsksReport("2026-06-01", ref, ref, (OwnerAsks("@acme/x", asks),))


def in_text(*asks: Ask) -> list[str]:
    """Return the lines of the numbered items."""
    lines = asks_text(report(*asks), Style(width=80)).splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("1. "))
    return [
        line
        for line in lines[
            start : lines.index(
                "To answer, run one of the commands in the repository, with your own words where"
            )
        ]
        if line
    ]


def test_the_reasons_for_one_answer_stand_together_and_the_answer_once():
    again = ("realign", "fast", "--to", "top", "--note", "<WHY IT IS STILL HONOURED>")
    first = ("realign", "fast", "--to", "top", "--note", "<WHY IT STILL HOLDS>")
    assert in_text(
        ask("fast", "it isn't reviewed", *first),
        ask("other", "it isn't told", "amend", "other", *TOLD),
        ask("fast", "it isn't honoured", *again),
    )[:5] == [
        "1. Fast (supporting, fast)",
        "   - it isn't reviewed",
        "   - it isn't honoured",
        "   To answer:",
        '     pas-gov realign fast --to top --note "<WHY IT STILL HOLDS>"',
    ]


def test_what_other_answers_say_already_is_not_asked_for_again():
    (item,) = items(
        [
            ask("fast", "a", "amend", "fast", "--on", "2026-07-01", *TOLD),
            ask("fast", "b", "amend", "fast", *STOPS, *TOLD),
            ask("fast", "c", "amend", "fast", *STOPS),
        ]
    )
    assert [one.message for one in item.answers] == ["a", "b"]
    assert [one.message for one in item.asks] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "other", [("amend", "fast", "--stop", "ai-automation=2026-07-01"), ("amend", "slow", *STOPS)]
)
def test_but_another_value_or_promise_is(other):
    (item,) = items([ask("fast", "a", "amend", "fast", *STOPS), ask("fast", "b", *other)])
    assert len(item.answers) == 2


def test_no_two_answers_cover_each_other_away():
    words = [
        ("amend", "fast", *STOPS),
        ("amend", "fast", *reversed(STOPS)),
        ("amend", "fast", *STOPS[2:], *STOPS[:2]),
    ]
    (item,) = items([ask("fast", str(number), *one) for number, one in enumerate(words)])
    assert item.answers


def test_how_much_a_reason_binds_stands_with_it_where_they_differ():
    look = ask("fast", "look at it", "attest", "fast", "ai-automation", enforcement="note", blocks=False)
    lines = in_text(ask("fast", "mend it", "amend", "fast", *TOLD), look)
    assert lines[1:3] == ["   - mend it", "   - look at it. For your information."]
    assert "   And:" in lines
    assert in_text(look)[1:3] == ["   look at it", "   For your information."]


def test_who_waits_stands_behind_whom_it_waits_for():
    early = ask("late", "look at it", "attest", "late", "ai-automation", enforcement="warn")
    late = ask(
        "late", "it rests on fast", waits_for=(about("fast"),), round=1, remedy="", policy="", enforcement=""
    )
    found = items([early, ask("fast", "a", "amend", "fast", *TOLD), late])
    assert [one.asks[0].promise.id for one in found] == ["fast", "late"]
    lines = in_text(early, ask("fast", "a", "amend", "fast", *TOLD), late)
    assert "   Wait for fast (your own), which must answer first." in lines


def test_the_stack_as_a_whole_is_asked_each_thing_by_itself():
    assert len(items([replace(ask("x", text, "new"), promise=None) for text in "ab"])) == 2


def test_a_zone_is_named_where_all_is_about_it():
    here = ask("fast", "a", "attest", "fast", zone="ai-automation")
    assert [one.zone for one in items([here, replace(here, message="b")])] == ["ai-automation"]
    assert [one.zone for one in items([here, replace(here, zone=None)])] == [""]


def test_markdown_lists_them_alike():
    page = asks_markdown(
        report(ask("fast", "one", "amend", "fast", *TOLD), ask("fast", "two", "amend", "fast", *TOLD))
    )
    assert "- one\n- two\n\n```sh\n" in page
    assert page.count("pas-gov amend fast") == 1
