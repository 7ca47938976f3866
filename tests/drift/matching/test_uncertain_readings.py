"""What isn't certain to say what is promised is never consistent: negations of negations, months beside days, added conditions."""

from __future__ import annotations

from cases import each_of
from promised import TODAY, placed, wording
from uncertain_cases import CONDITIONS, MONTHS, PROMISES, TURNED

from pas_gov.drift.matching.claim_states import claim_finding
from pas_gov.drift.matching.double_negations import turns
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.model.quantities.quantities import quantities

INDEXES = {promise: WordingIndex([one], quantities) for promise, one in PROMISES.items()}


def finding(promise, text):
    return claim_finding(placed(text, promise), INDEXES[promise], TODAY)


@each_of("cases", [TURNED, MONTHS, CONDITIONS], ids=["turned", "months", "conditions"])
def test_a_reading_that_is_not_certain_agrees_with_nothing(cases):
    """All in a few tests, as two hundred of them cost more than what they try."""
    wrong = []
    for promise, text, states in cases:
        found = finding(promise, text)
        if found.state not in states.split("|"):
            wrong.append((promise, text, states, found.state, found.explanation))
    assert wrong == []


def test_the_words_that_turn_round_are_named():
    found = finding("calls", "Nobody can say that customers can't call a support engineer by phone.")
    assert found.unread[0] == '"Nobody can say that customers can not", by which it may say the opposite'


def test_a_month_is_named_with_what_is_promised():
    found = finding("del", "We delete your data within a month of cancellation.")
    assert found.unread == (
        '"a month", which may be more or less than at most 30d (time until data is deleted)',
    )


def test_a_condition_that_is_added_is_named():
    found = finding("calls", "Customers can call a support engineer by phone on request only, on Mondays.")
    assert found.unread == (
        '"by phone on request only", a condition that the promise has not',
        '"on Mondays", a condition that the promise has not',
    )


def test_a_condition_that_the_promise_has_is_none():
    promise = wording("asked", "Every purchase is refunded on request if the box is unopened.")
    index = WordingIndex([promise], quantities)
    for text in (
        "On request a purchase is refunded.",
        "A purchase is refunded if its box is unopened.",
        "Once in a while, a purchase is refunded on request.",
    ):
        assert claim_finding(placed(text, "asked"), index, TODAY).state == "consistent"
    more = "If its box is unopened and it is red, a purchase is refunded."
    assert claim_finding(placed(more, "asked"), index, TODAY).state == "unclear"


@each_of(
    ("text", "words", "double"),
    [
        ("We no longer refuse calls.", "no longer refuse", True),
        ("Calls are not left unanswered.", "not left unanswered", True),
        ("We neglect to answer calls.", "neglect", False),
        ("Few calls are answered.", "Few", False),
    ],
)
def test_turns(text, words, double):
    (found,) = turns(text)
    assert (found.words, found.double) == (words, double)


@each_of(
    "text",
    [
        "We never sell your data, and we never share it.",
        "We never sell your data and never share it.",
        "No contract, no fee, no waiting.",
        "A call is free, not only for customers.",
        "In a few minutes we call you.",
        "We answer, since customers who don't get an answer leave.",
    ],
)
def test_what_is_denied_side_by_side_is_turned_once(text):
    assert turns(text) == ()
