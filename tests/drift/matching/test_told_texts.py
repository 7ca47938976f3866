"""Whole pages beside an inventory, from their text to the state of each claim: found or rightly not, promise, state."""

from __future__ import annotations

from cases import each_of
from promised import TODAY
from told_cases import INVENTORY, PAGES, SECOND_INVENTORY, SECOND_PAGES

from pas_gov.drift.claims.assertion import supposition, unsaid, unstated
from pas_gov.drift.claims.detection import claims_and_rest
from pas_gov.drift.matching.claim_states import claim_finding
from pas_gov.drift.matching.restatements import claims_among
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.quantities.quantities import quantities

INDEX, SECOND = WordingIndex(INVENTORY, quantities), WordingIndex(SECOND_INVENTORY, quantities)
EVERY = [*((INDEX, page) for page in PAGES), *((SECOND, page) for page in SECOND_PAGES)]


def found_in(path, heading, texts, index):
    """Return (state, promise) of each claim of a page, by the number of its sentence."""
    page = [
        Sentence(path, number, number, "sentence", heading, "", text) for number, text in enumerate(texts)
    ]
    findings = (claim_finding(one, index, TODAY) for one in claims_among(tuple(claims_and_rest(page)), index))
    return {one.claim.sentence.line: (one.state, one.promise) for one in findings}


@each_of(("index", "page"), EVERY, ids=[f"{page[0]}: {page[1]}" for _, page in EVERY])
def test_a_page_beside_its_inventory(index, page):
    path, heading, cases = page
    found = found_in(path, heading, [text for text, _, _ in cases], index)
    wrong = []
    for number, (text, states, promise) in enumerate(cases):
        state, about = found.get(number, ("none", ""))
        if state not in states.split("|") or (promise and state != "none" and about != promise):
            wrong.append((text, states, promise, state, about))
    assert wrong == []


@each_of(
    "text",
    [
        "Do we respond within four hours?",
        "Q: Are purchases refunded",
        "Never tell customers that we refund purchases.",
        "You must respond to us within four hours.",
        "If you need a refund",
        "Our uptime is as follows:",
        "A customer said that we respond in an hour.",
        "Last month we responded within two hours.",
        "Until January 2026 we answered support requests within six hours.",
        "Old text, no longer true: We refund every purchase.",
        "The storage was available 99.97% of last month.",
        "If you need an answer within four hours, call us.",
        "Previously: we refund every purchase.",
    ],
)
def test_what_asks_orders_introduces_or_reports_states_nothing(text):
    assert unstated(text)


@each_of(
    "text",
    [
        "If you signed before 2020 you keep phone support.",
        "We never sell your data.",
        "There are no refunds.",
        "If we are late, you get a credit.",
        "If you asked in time, we refund the purchase.",
        "You should hear from us within four hours.",
        "If you need an answer within four hours, you get one.",
        "We guarantee that the storage was available 99.97% of last month.",
        "Until 2028 we answer support requests within six hours.",
        "Last year we answered in six hours, and now we answer in four.",
        "No longer than four hours: that is how long you wait for us.",
    ],
)
def test_what_states_something_is_left_to_be_judged(text):
    assert not supposition(text)
    assert not unstated(text)


def test_only_what_is_supposed_is_supposition():
    assert supposition("If we responded within two hours, we would need twice the staff.")
    assert supposition("We would answer in an hour if we had more people.") == ""


def test_what_is_forbidden_to_say_is_not_said():
    assert unsaid("Never tell users that their order ships within one day.")
    assert unsaid("We never tell others what you said.") == ""
