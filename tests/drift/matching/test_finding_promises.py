"""Which promise a claim speaks of: by its words, by topics of the field, by hints, and never by force."""

from __future__ import annotations

import pytest
from cases import each_of
from promised import claim, wording

from pas_gov.drift.matching.hints import FIGURES, PLACED, ZONE, figures, hints
from pas_gov.drift.matching.stated import stated
from pas_gov.drift.matching.topics import topics
from pas_gov.drift.matching.wording_index import THRESHOLD, WordingIndex
from pas_gov.model.quantities.quantities import quantities

PROMISES = (
    wording("first-answer", "Every request is answered within four business hours.", ("time to first response", "at_most", "4bh")),
    wording("money-back", "Unhappy customers are reimbursed within 60 days after the purchase.", ("refund period", "at_least", "60d")),
    wording("erasure", "Content is erased from our systems within 30 days after an account is closed.", ("time until erased", "at_most", "30d")),
    wording("export", "Customers can export all of their data in an open format."),
    wording("notice", "Changes of prices are announced by e-mail at least 30 days ahead.", ("notice", "at_least", "30d")),
    wording("uptime", "The platform is available at least 99.9% of each month.", ("monthly availability", "at_least", "99.9%")),
)  # fmt: skip
INDEX = WordingIndex(PROMISES, quantities)


@each_of(
    ("text", "promise"),
    [
        ("You will hear back from us within half a working day.", "first-answer"),
        ("We reply to tickets in 4 business hours.", "first-answer"),
        ("We offer a 60-day money-back guarantee.", "money-back"),
        ("Once you cancel, we purge your files from all systems within 30 days.", "erasure"),
        ("Download your records whenever you like.", "export"),
        ("You are told 30 days before our prices go up.", "notice"),
        ("Our uptime is 99.9 percent or better.", "uptime"),
    ],
)
def test_other_words_for_the_same_thing_find_the_promise(text, promise):
    assert [one.wording.promise for one in INDEX.nearest(claim(text))][:1] == [promise]


@each_of(
    "text",
    [
        "We plant a tree for every new customer.",
        "Spare parts are available for ten years.",
        "Our drivers are insured.",
        "Customers are what we work for.",
        "",
    ],
    ids=["nothing in common", "a word in common", "no word", "words that every promise has", "no text"],
)
def test_what_no_promise_says_finds_none(text):
    assert INDEX.nearest(claim(text)) == ()


def test_a_figure_that_differs_is_no_reason_against_its_promise():
    same, other = (
        INDEX.nearest(claim(f"We answer requests within {time}."))[0]
        for time in ("4 business hours", "2 days")
    )
    assert (same.wording.promise, other.wording.promise) == ("first-answer", "first-answer")
    assert same.parts.hints > other.parts.hints > 0


@each_of(
    ("said", "promised", "least", "most"),
    [
        ("4 hours", "4 hours", 1.0, 1.0),
        ("5 hours", "4 hours", 0.8, 0.9),
        ("30 minutes", "90 days", 0.0, 0.0),
        ("99%", "99.9%", 0.8, 0.8),
        ("99%", "4 hours", 0.0, 0.0),
        ("2 business days", "3 days", 0.5, 0.9),
        ("$20", "$40", 0.5, 0.9),
        ("", "4 hours", 0.0, 0.0),
    ],
)  # fmt: skip
def test_figures_speak_for_a_promise_by_kind_and_size(said, promised, least, most):
    one, other = (stated(text).amounts for text in (said, promised))
    assert least <= figures(one, other) <= most


def test_the_surface_and_the_zone_speak_for_a_promise():
    promised = wording("a", "We answer.", surfaces=("docs/page.md",), zones=("delivery-support",))
    told = [hints(one, (), promised, ()) for one in (claim("x", "b.md"), claim("x"), claim("x", "b.md", zone="delivery-support"))]  # fmt: skip
    assert told == [0, PLACED, ZONE]
    assert FIGURES > PLACED > ZONE


@each_of(
    ("text", "topic", "there"),
    [
        ("Money back, no questions asked", "~refund", True),
        ("We get back to you", "~answer", True),
        ("Look at the back of the page", "~refund", False),
        ("10% off every plan", "~discount", True),
        ("We offer a plan", "~discount", False),
        ("Sub-processors are told", "~thirdparty", True),
        ("We're up and running", "~uptime", True),
    ],
)
def test_topics_are_named_by_whole_words_and_phrases(text, topic, there):
    assert (topic in topics(text)) is there


def test_a_score_is_the_sum_of_its_parts_and_names_the_words_that_weigh_most():
    (first, *_) = INDEX.ranked(claim("We answer every request within 4 business hours."))
    assert first.score == pytest.approx(min(first.parts.words + first.parts.hints, 1), abs=1e-6)
    assert first.parts.meaning is None
    assert "=answer" in first.parts.shared


def test_ranking_tells_the_likeliest_promises_each_once_however_unlike():
    found = INDEX.ranked(claim("Spare parts are available for ten years."), 3)
    assert len({one.wording.promise for one in found}) == len(found) <= 3
    assert found[0].score < THRESHOLD
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@each_of("least", [0.0, 0.1, 0.32, 0.6])
def test_a_search_from_a_least_score_gives_what_a_whole_one_gives(least):
    said = claim(
        "We answer within 2 days and tell you before prices change.", "docs/page.md", zone="delivery-support"
    )
    whole = [one for one in INDEX.nearest(said, 0.0) if one.score >= least]
    assert list(INDEX.nearest(said, least)) == whole


def test_the_order_of_wordings_is_no_matter():
    said = claim("We answer requests within 4 business hours.")
    assert WordingIndex(PROMISES[::-1], quantities).nearest(said) == INDEX.nearest(said)
