"""Words for leadership: blame where most is, endings to come as to come, statistics folded away, a title for people."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from builders import entry_of, link, promise_data
from test_pages import ORIGIN, TODAY, made, said, site_of

from pas_gov.diagnostics import Location
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.indicators.assessment import Assessment, Breaches
from pas_gov.drift.indicators.shift import Shift
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.state.observations import Observations, TextsSeen
from pas_gov.drift.state.trend import TrendPoint
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.zones.drift_items import AssessedIndicator
from pas_gov.drift.zones.gaps import LEVELS
from pas_gov.judging.findings.gate_report import ReportedFinding
from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.ledger.propagation.zone_confirmation import Unverified, ZoneState
from pas_gov.site.answers import apart_answer, execution, in_no_zone
from pas_gov.site.curve import records_since
from pas_gov.site.links import finding_remedy
from pas_gov.site.words import ZONE_ORDER, honoured_words


def stale(identity: str) -> dict:
    """Return a promise that was never reviewed against what it rests on: a finding in no zone."""
    return promise_data(identity, layer="supporting", aligned_to=[link("top")])


def expired(zone: str) -> ClaimFinding:
    sentence = Sentence("docs/0.md", 1, 9, "sentence", "", "", "We do it.")
    return ClaimFinding(Claim(sentence, "hard", zone, "", (), 1.0, ()), "outdated", "It moved.", "top")


def apart(promises: int, sentences: int):
    seen = Observations((), TextsSeen(tuple(expired("sales-marketing") for _ in range(sentences))))
    return site_of(promise_data("top"), *(stale(f"p{at}") for at in range(promises)), observed=seen)


def test_no_zone_is_blamed_for_the_least():
    answer = apart_answer(apart(4, 1).state)
    assert (answer.word, answer.text) == (
        "In no one zone.",
        "4 of 5 findings concern promises themselves, 1 in Sales and Marketing.",
    )


def test_a_zone_that_holds_most_is_named_first():
    answer = apart_answer(apart(1, 3).state)
    assert (answer.word, answer.text) == (
        "In Sales and Marketing.",
        "3 of 4 findings; 1 concerns promises themselves.",
    )


def test_what_drifts_in_no_zone_stands_beside_the_zones():
    site = replace(apart(4, 1), board=True)
    assert in_no_zone(site.state) == {"unverified": 4}
    found = made(site)
    assert "In no zone: by what they rest on, or by their dates 0 0 4 0" in said(
        found["board.html"].replace("<td", " <td")
    )
    for path in ("index.html", "zones.html"):
        assert re.search("In no zone ?4 not confirmed", said(found[path])), path


@pytest.mark.parametrize(
    ("until", "status", "told"),
    [
        ("forever", "active", "honoured for ever"),
        ("forever", "retired", "was to be honoured for ever"),
        ("2027-01-01", "active", "honoured until 1 Jan 2027"),
        ("2026-01-01", "active", "was to be honoured until 1 Jan 2026"),
    ],
)
def test_how_long_it_is_honoured(until, status, told):
    ends = {"date": "2026-10-01", "why": "w", "decided_by": "@a"} if status == "retired" else None
    record = promise_data("p", layer="legacy", legacy={"honour_until": until}, status=status, ending=ends)
    assert honoured_words(entry_of(record), TODAY) == told


@pytest.mark.parametrize(
    ("day", "words", "other"),
    [
        ("2026-10-01", ("Ends", "is to stop 1 Oct 2026", "owed until 1 Oct 2026"), "stopped 1"),
        (TODAY.isoformat(), ("Ends", "is to stop 1 Jun 2026", "owed until 1 Jun 2026"), "stopped 1"),
        ("2026-05-01", ("Ended", "stopped 1 May 2026"), "owed until"),
    ],
    ids=["to come", "today", "over"],
)
def test_what_ends_later_is_not_told_as_ended(day, words, other):
    stop = {"ai-automation": {"stopped_on": day, "by": "@a"}}
    ends = {"date": day, "why": "w", "decided_by": "@a", "zones": stop}
    page = made(site_of(promise_data("p", status="retired", ending=ends)))["promises/p.html"]
    assert f'<h2 id="ending">{words[0]}</h2>' in page
    assert all(one in said(page.replace("<dd>", " ")) for one in words)
    assert other not in said(page)


def test_the_trend_says_from_when_there_are_records():
    site = site_of(promise_data("p"))
    assert records_since(site) == "since the records began on 1 May 2026"
    (event,) = site.events
    long_ago = replace(event, origin=replace(ORIGIN, day=date(2020, 1, 1)))
    older = replace(site, events=(long_ago,))
    assert records_since(older) == "over the last year"
    unknown = "Of the time before 1 May 2026 there are no records: nothing is known of it."
    trend = tuple(TrendPoint(day, 1, dict.fromkeys(LEVELS, 0)) for day in (date(2026, 5, 31), TODAY))
    assert unknown in said(made(replace(site, trend=trend))["index.html"])
    assert "Of the time before" not in said(made(replace(older, trend=trend))["index.html"])


def test_a_comparison_tells_people_what_changes_before_what_rules_find(site):
    page = (site / "compare.html").read_text(encoding="utf-8")
    assert "<h1>What would change, and what the gate says of it</h1>" in page
    assert page.index('id="changed"') < page.index('id="verdict"')


def test_the_remedy_of_a_finding_has_its_commands_as_code():
    nowhere = Location("a.yaml")
    found = ReportedFinding(
        "p", "block", "fail", "a", None, None, "it isn't", "tell them: pas-gov amend a --notice x; or end it",
        (("amend", "a", "--notice", "x"),), nowhere, nowhere, False, None, "f", True,
    )  # fmt: skip
    assert finding_remedy(found) == "tell them: <code>pas-gov amend a --notice x</code>; or end it"


def test_statistics_are_folded_away_on_the_page_of_all_findings():
    record = promise_data("p")
    entry = site_of(record).stack.entries["p"]
    found = Assessment("breached", 4.0, "h", "at_most", points=90, level=6.0, first=TODAY, last=TODAY)
    seen = Observations((AssessedIndicator(entry, "n", "ai-automation", "m", found),), TextsSeen())
    page = made(site_of(record, observed=seen))["drift.html"]
    assert "the last" in page
    open_part = re.sub(r"<details>.*?</details>", "", page, flags=re.S)
    assert "median of" not in open_part
    assert "The figures break what was promised: n: now 6h, at most 4h is promised" in said(open_part)


def test_a_promise_tells_its_figures_in_words_and_the_statistics_behind_a_click():
    record = promise_data(
        "p", indicators=[{"name": "n", "zone": "ai-automation", "measure": "m", "source": "t", "query": "q"}]
    )
    entry = site_of(record).stack.entries["p"]
    found = Assessment(
        "breached", 4.0, "h", "at_most", points=90, level=6.0, first=TODAY, last=TODAY,
        breaches=Breaches(31, 90, 0.25, 0.45), shift=Shift(date(2026, 5, 15), 3.6, 5.9, 0.001),
    )  # fmt: skip
    seen = Observations((AssessedIndicator(entry, "n", "ai-automation", "m", found),), TextsSeen())
    page = made(site_of(record, observed=seen))["promises/p.html"]
    open_part = said(re.sub(r"<details>.*?</details>", "", page, flags=re.DOTALL))
    assert (
        "The figures break it: now 6h, at most 4h is promised; 31 of 90 break it; "
        "on 15 May 2026 it went from about 3.6h to about 5.9h." in open_part
    )
    assert "95%" in said(page)
    assert "95" not in open_part
    assert "2026-05-15" not in said(page)


def test_days_of_our_own_sentences_are_written_for_people_and_those_of_a_text_are_left_as_they_stand():
    record = promise_data("p", review_by="2026-05-01", title="Until 2026-10-01")
    page = said(made(site_of(record))["promises/p.html"])
    assert "was to be reviewed by 1 May 2026" in page
    assert "Until 2026-10-01" in page


def test_the_order_of_the_zones_is_explained_where_they_stand():
    found = made(site_of(promise_data("p")))
    assert all(ZONE_ORDER in said(found[path]) for path in ("index.html", "zones.html"))


def test_a_change_waits_for_people_where_zones_have_not_confirmed():
    some = entry_of(promise_data("p", owner="@acme/support"))
    gaps = (Unverified(some, "not-since", TODAY), Unverified(some, "stops-later", date(2026, 10, 1)))
    change = CoreChange(ORIGIN, (), zones=(ZoneState("ai-automation", 2, gaps),))
    assert execution(change).people == (("@acme/support", 1),)
    found = made(replace(site_of(promise_data("p", owner="@acme/support")), changes=(change,)))
    for path in ("index.html", "changes.html"):
        assert "What zones still have to confirm belongs to @acme/support (1)." in said(found[path])


def test_an_ending_that_has_its_day_waits_for_no_zone():
    some = entry_of(promise_data("p"))
    gaps = (Unverified(some, "not-since", TODAY), Unverified(some, "stops-later", date(2026, 10, 1)))
    zones = (ZoneState("ai-automation", 2, gaps), ZoneState("delivery-support", 1, gaps[1:]))
    told = execution(CoreChange(ORIGIN, (), zones=zones))
    assert (told.zones, told.verified, told.delivered) == ((("ai-automation", 1),), 0, 3)
