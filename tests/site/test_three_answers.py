"""What the front page answers: the worst of all, what has ended included, and the Cores as drift tells them."""

from __future__ import annotations

import pytest
from builders import link, promise_data
from test_pages import made, said, site_of

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.state.observations import Observations, TextsSeen
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.site.answers import kept_answer

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
    assert (answer.word, answer.text) == ("No.", f"Of 1 promise: 1 not confirmed.{told}")


def test_without_an_active_promise_it_is_told_all_the_same():
    answer = kept_answer(site_of(promise_data("a", **ENDED), observed=seen("a")).state)
    assert answer.word == "Nothing is promised now."
    assert "still promised" in answer.text


def test_a_core_is_shown_as_the_worst_beside_how_it_stands_itself():
    low = promise_data("low", layer="supporting", aligned_to=[link("top")])
    site = site_of(promise_data("top", title="We are first"), low, observed=seen("low"))
    (core,) = site.state.cores
    assert (core.own.state, core.state) == ("unverified", "broken")
    found = made(site)
    for path in ("index.html", "promises/top.html"):
        text = said(found[path])
        assert "Itself not confirmed · what carries it: 1 broken" in text
    assert "We are first broken" in said(found["index.html"])
    assert "itself; with what carries it: broken" in said(found["promises.html"])
