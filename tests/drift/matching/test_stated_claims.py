"""Texts beside promises: the state that is right, over all kinds of quantities, directions, denials, limits and cohorts."""

from __future__ import annotations

import pytest
from promised import held, placed
from stated_cases import CASES, PROMISES


@pytest.mark.parametrize(
    ("promise", "text", "state"), CASES, ids=[f"{one}-{text[:60]}" for one, text, _ in CASES]
)
def test_a_text_beside_its_promise(promise, text, state):
    found = held(placed(text, promise), PROMISES[promise])
    assert found.state in state.split("|"), found.explanation


def test_what_was_not_read_is_named():
    found = held(
        placed("We respond to any customer issue within {{ hours }} hours.", "response"), PROMISES["response"]
    )
    assert found.unread == ('"{{ hours }}"',)
    assert '"{{ hours }}"' in found.explanation
