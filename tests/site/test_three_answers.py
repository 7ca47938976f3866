"""What the front page answers: the worst of all, what has ended included, and the Cores as drift tells them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import entry_of, link, promise_data
from test_pages import TODAY, made, said, site_of

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.indicators.assessment import Assessment
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.state.falling_due import falling_due
from pas_gov.drift.state.observations import Observations, TextsSeen
from pas_gov.drift.state.trend import TrendPoint
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.zones.drift_items import AssessedIndicator, DriftItem
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.replay.origin import Origin
from pas_gov.report.drift.contents import reality, remedy
from pas_gov.site.answers import kept_answer
from pas_gov.site.curve import curve
from pas_gov.site.last_changes import LastChange, last_changes
from pas_gov.site.pages import DUE
from pas_gov.site.words import detail, finding_words

ENDED = {"status": "retired", "ending": {"date": "2026-05-01", "why": "w", "decided_by": "@a"}}


def expired(identity: str) -> ClaimFinding:
    sentence = Sentence("docs/0.md", 1, 9, "sentence", "", "", "We do it.")
    return ClaimFinding(
        Claim(sentence, "hard", "ai-automation", "", (), 1.0, ()), "expired", "It ended.", identity
    )


def seen(*ids: str) -> Observations:
    return Observations((), TextsSeen(tuple(map(expired, ids))))


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        (("a",), " And 1 that has ended is still promised."),
        (("a", "b"), " And 2 that have ended are still promised."),
    ],
    ids=["one", "two"],
)
def test_what_has_ended_and_a_text_still_promises_is_in_the_first_answer(ids, told):
    ended = [promise_data(one, **ENDED) for one in ids]
    answer = kept_answer(site_of(promise_data("now"), *ended, observed=seen(*ids)).state)
    assert (answer.word, answer.text) == ("No.", f"Of 1 active promise: 1 not confirmed.{told}")


def test_a_zone_says_how_many_of_its_promises_are_not_among_the_active_ones():
    site = site_of(promise_data("now"), promise_data("a", **ENDED), observed=seen("a"))
    (zone,) = [one for one in site.state.zones.values() if one.numbers.get("broken")]
    assert (zone.promises, zone.ended) == (1, 1)
    assert "1 of 1 has ended, and isn't among the active ones" in said(made(site)["index.html"])


def test_without_an_active_promise_it_is_told_all_the_same():
    answer = kept_answer(site_of(promise_data("a", **ENDED), observed=seen("a")).state)
    assert answer.word == "Nothing is promised now."
    assert "still promised" in answer.text


@pytest.mark.parametrize(
    ("zones", "front", "page", "board"),
    [
        (
            {"sales-marketing": {"says": "x"}},
            "Itself not confirmed (so it counts above) ·",
            "Itself not confirmed ·",
            "not confirmed",
        ),
        (
            None,
            "No zone delivers it itself ·",
            "Itself, which no zone delivers, not confirmed ·",
            "No zone delivers it",
        ),
    ],
    ids=["delivered", "by no zone"],
)
def test_a_core_is_shown_as_the_worst_beside_how_it_stands_itself(zones, front, page, board):
    low = promise_data("low", layer="supporting", aligned_to=[link("top")])
    top = promise_data("top", title="We are first", zones=zones)
    site = replace(site_of(top, low, observed=seen("low")), board=True)
    (core,) = site.state.cores
    assert (core.own.state, core.state, core.delivered) == ("unverified", "broken", zones is not None)
    found = made(site)
    assert f"{front} what carries it: 1 broken" in said(found["index.html"])
    assert f"{page} what carries it: 1 broken" in said(found["promises/top.html"])
    assert f"We are first We answer fast. {board} 1 broken" in said(found["board.html"].replace("<", " <"))
    assert "We are first broken" in said(found["index.html"])
    assert "itself; with what carries it: broken" in said(found["promises.html"])
    assert '"unverified","broken"]' in found["promises.js"]


def event(identity: str, *kinds: str, commit: str = "c", material: bool = True) -> Event:
    entry = entry_of(promise_data(identity))
    return Event(Origin(commit * 40, TODAY), identity, kinds, material, entry, entry)


def test_what_changed_last_is_what_was_promised_and_alike_ones_of_a_commit_are_one_line():
    happened = (
        event("a", "reworded", "realigned", commit="3"), event("b", "reworded", "attested", commit="3"),
        event("c", "noticed", commit="3", material=False), event("a", "terms-changed", commit="2"),
        event("b", "retired", commit="1"),
    )  # fmt: skip
    assert last_changes(happened)[:2] == (
        LastChange(TODAY, "reworded", ("a", "b")),
        LastChange(TODAY, "terms changed", ("a",)),
    )
    text = said(
        made(site_of(promise_data("a"), promise_data("b"), promise_data("c"), events=happened))["index.html"]
    )
    assert "1 Jun 2026 Reworded: A, B" in text


def test_earlier_changes_that_have_no_room_are_counted_and_one_click_away():
    happened = tuple(event("a", "reworded", commit=str(at)) for at in range(9))
    page = made(site_of(promise_data("a"), events=happened))["index.html"]
    assert '<a href="ledger.html">3 earlier changes, in the ledger</a>' in page


def test_an_edit_of_the_record_alone_is_told_as_that():
    assert [one.says for one in last_changes((event("a", "zone-reworded", "attested"),))] == [
        "zone reworded, attested"
    ]


@pytest.mark.parametrize(
    ("found", "says", "mends"),
    [
        (Assessment("no data", 4.0, "h", "at_most"), "there are no figures", "bring figures"),
        (
            Assessment(
                "no data", 4.0, "h", "at_most", last=TODAY, points=9, level=6.0, notes=("9 days old",)
            ),
            "its figures are too old",
            "bring newer figures",
        ),
        (
            Assessment("not enough data", 4.0, "h", "at_most", last=TODAY, points=3, level=6.0),
            "there are too few figures",
            "bring more figures",
        ),
    ],
    ids=["none", "old", "few"],
)
def test_figures_that_tell_nothing_are_to_be_brought_and_not_the_operation_mended(found, says, mends):
    entry = entry_of(promise_data())
    item = DriftItem(
        "unverified", "", entry, AssessedIndicator(entry, "median", "delivery-support", "m", found)
    )
    assert finding_words(item).startswith(says)
    assert remedy(item).startswith(mends)


def test_old_figures_are_never_told_as_those_of_now():
    found = Assessment("no data", 4.0, "h", "at_most", last=TODAY, points=9, level=6.0, notes=("9 days old",))
    entry = entry_of(promise_data())
    item = DriftItem(
        "unverified", "", entry, AssessedIndicator(entry, "median", "delivery-support", "m", found)
    )
    assert detail(item, {}) == "median: 9 days old: bring newer ones; then 6h, at most 4h is promised"
    assert " now " not in reality(item)


def test_the_curve_of_the_records_is_joined_by_all_that_is_found_today():
    days = [TrendPoint(date(2026, 5, 1), 3, {}), TrendPoint(TODAY, 3, {})]
    alone, joined = curve(days), curve(days, 4)
    assert alone.now is None
    assert joined.now is not None
    (_, low), (_, zero) = joined.now, curve(days, 0).now or (0, 0)
    assert low < zero, "what is found stands above nothing"
    assert "4 findings with texts and figures" in joined.said
    assert any(words == "4 with texts and figures" for _, _, words, _ in joined.labels)


@pytest.mark.parametrize(
    ("read", "told"),
    [((), True), (("docs/0.md",), True), (("probes/2026-05-30T120000Z.jsonl",), False)],
    ids=["nothing", "a page", "a bot"],
)
def test_that_no_bot_was_asked_is_among_what_was_not_looked_at(read, told):
    record = promise_data(zones={"ai-automation": {"says": "x"}})
    found = made(site_of(record, observed=Observations((), TextsSeen((), frozenset(read)))))
    assert ("what a bot answers customers" in said(found["index.html"])) is told
    assert ("no bot was asked" in said(found["about.html"])) is told


def test_no_bot_is_missed_where_texts_were_not_looked_at_or_none_delivers_anything():
    record = promise_data(zones={"ai-automation": {"says": "x"}})
    assert not site_of(record).bot_unasked
    assert not site_of(promise_data(), observed=seen()).bot_unasked


def test_the_history_tells_the_day_of_the_record_from_that_of_the_promise():
    text = said(made(site_of(promise_data(made={"date": "2012-09-01"})))["promises/fast-support.html"])
    assert "recorded 1 May 2026, made 1 Sep 2012" in text


def test_a_day_on_which_much_falls_due_names_some_and_counts_the_others():
    site = site_of(*(promise_data(f"p{at:02}", review_by="2026-07-01") for at in range(DUE + 3)))
    page = made(replace(site, due=falling_due(site.state, (), 120)))["calendar.html"]
    assert page.count('href="promises/') == DUE
    assert 'and <a href="calendar.json">3 more</a>' in page
