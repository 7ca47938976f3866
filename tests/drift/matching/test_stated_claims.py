"""Texts beside promises: the state that is right, over all kinds of quantities, directions, denials, limits and cohorts."""

from __future__ import annotations

from cases import each_of
from laws import few
from promised import TODAY, held, placed
from stated_cases import BY_PROMISE, PROMISES

from pas_gov.drift.matching.claim_states import claim_finding
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.model.quantities.quantities import quantities


@each_of("promise", PROMISES)
def test_texts_beside_their_promise(promise):
    """Promise by promise, as a thousand tests cost more than what they try."""
    index = WordingIndex([PROMISES[promise]], quantities)
    wrong = []
    for text, state in few(BY_PROMISE.get(promise, ())):
        found = claim_finding(placed(text, promise), index, TODAY)
        if found.state not in state.split("|"):
            wrong.append((text, state, found.state, found.explanation))
    assert wrong == []


def test_every_case_is_of_a_promise():
    assert PROMISES.keys() == BY_PROMISE.keys()


def test_what_was_not_read_is_named():
    found = held(
        placed("We respond to any customer issue within {{ hours }} hours.", "response"), PROMISES["response"]
    )
    assert found.unread == ('"{{ hours }}"',)
    assert '"{{ hours }}"' in found.explanation
