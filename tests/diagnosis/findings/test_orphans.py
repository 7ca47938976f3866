"""Promises whose day has passed, betas that nobody mentions, what other pages say is gone."""

from __future__ import annotations

from datetime import date

from cases import each_of
from texts_diagnosed import diagnosed, told

from pas_gov.diagnosis.statements.days import promised_day

DAYS = (
    ("Single sign-on will come to all plans by the end of 2025.", "2025-12-31"),
    ("We plan to launch it in Q3 2025.", "2025-09-30"),
    ("Until 31 March 2026 we match your price.", "2026-03-31"),
    ("The mobile app is coming in summer 2025.", "2025-09-30"),
    ("We will publish the report in March 2026.", "2026-03-31"),
    ("In 2024 our uptime was 99.97%.", None),
    ("On 12 March 2025 we released dark mode.", None),
    ("From 1 July 2025 new prices will apply.", None),
    ("Customers who signed before 2021 will keep phone support.", None),
    ("These terms are effective as of 1 May 2024.", None),
    ("We will answer within two hours.", None),
)


@each_of(("text", "day"), DAYS, ids=[one[0][:30] for one in DAYS])
def test_the_day_by_which_a_sentence_promises(text, day):
    assert promised_day(text) == (date.fromisoformat(day) if day else None)


@each_of(("today", "found"), [("2025-12-31", []), ("2026-01-01", [("orphan", "dated")])])
def test_a_promise_is_an_orphan_from_the_day_after(today, found):
    pages = {"roadmap.md": "Single sign-on will come to all plans by the end of 2025.\n"}
    assert told(pages, date.fromisoformat(today)) == found


def test_a_beta_that_one_old_page_alone_mentions_is_an_orphan():
    beta = "Sketch Boards are in closed beta since May 2024. Try the Sketch Boards."
    assert told({"blog/boards.md": beta}) == [("orphan", "beta")]
    assert told({"blog/boards.md": beta, "help.md": "You find the Sketch Boards in the menu."}) == []
    assert told({"blog/boards.md": beta.replace("May 2024", "April 2026")}) == []


def test_what_another_page_says_is_retired_is_an_orphan_where_it_is_still_promised():
    pages = {
        "help/classic.md": "Acme Classic syncs your tickets every ten minutes. You need Acme Classic for this.",
        "status.md": "Acme Classic was retired on 31 January 2025.",
    }
    (one,) = [each.finding for each in diagnosed(pages).findings]
    assert (one.kind, one.how) == ("orphan", "retired")
    assert len(one.statements) == 1
    assert [sentence.path for sentence in one.evidence] == ["status.md"]
    pages["help/classic.md"] = (
        "Acme Classic was replaced by Acme Desk. You moved from Acme Classic to Acme Desk."
    )
    assert told(pages) == []
