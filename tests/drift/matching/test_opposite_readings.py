"""The opposite of a promise isn't consistent with it, however it is said, and who says what is promised isn't suspected."""

from __future__ import annotations

import opposite_cases
from cases import each_of
from promised import TODAY, placed

from pas_gov.drift.matching.claim_states import claim_finding
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.model.quantities.quantities import quantities

INDEXES = {promise: WordingIndex([one], quantities) for promise, one in opposite_cases.PROMISES.items()}
KINDS = sorted(name for name in vars(opposite_cases) if name.isupper() and name != "PROMISES")


@each_of("kind", KINDS)
def test_the_state_of_each_text_of_a_kind(kind):
    wrong = []
    for promise, states, texts in getattr(opposite_cases, kind):
        for text in filter(None, map(str.strip, texts.splitlines())):
            found = claim_finding(placed(text, promise), INDEXES[promise], TODAY)
            if found.state not in states.split("|"):
                wrong.append((promise, text, states, found.state, found.explanation))
    assert wrong == []
