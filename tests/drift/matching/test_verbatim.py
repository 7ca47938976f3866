"""A sentence of a wording, word for word, is that promise's, however many promises have the same words."""

from __future__ import annotations

import pytest
from cases import each_of
from promised import TODAY, claim, earlier, wording

from pas_gov.drift.matching.claim_states import claim_finding
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.model.quantities.quantities import quantities

PATTERN = "We answer requests of kind {} within {} hours."
ALIKE = [wording(f"kind-{n}", PATTERN.format(n, n % 24 + 1)) for n in range(300)]
FORMER = [
    earlier(ALIKE[7], statement="We answer all requests of kind 7 by post within a day. We call you back.")
]


@pytest.fixture(scope="module")
def index() -> WordingIndex:
    return WordingIndex([*ALIKE, *FORMER], quantities)


@each_of(
    ("said", "state", "promise"),
    [
        (PATTERN.format(3, 4), "consistent", "kind-3"),
        (PATTERN.format(250, 11), "consistent", "kind-250"),
        ("WE ANSWER requests of  kind 3 within 4 hours", "consistent", "kind-3"),
        ("We answer all requests of kind 7 by post within a day.", "outdated", "kind-7"),
    ],
)
def test_it_is_found_among_hundreds_of_one_pattern(index, said, state, promise):
    found = claim_finding(claim(said, path="texts/page3.md"), index, TODAY)
    assert (found.state, found.promise) == (state, promise)


def test_it_is_found_where_only_words_are_asked_for(index):
    (first, *_) = index.by_words(claim(PATTERN.format(3, 4)), 0.9, 0.9)
    assert (first.wording.promise, first.score) == ("kind-3", 1.0)
