"""For whom a text says that something holds, beside a promise to some: the words for them, one or several."""

from __future__ import annotations

from dataclasses import replace

from cases import each_of
from promised import claim, wording

from pas_gov.drift.matching.scopes import scope_difference

ADVISOR = replace(
    wording("advisor", "Enterprise customers have a named advisor."),
    layer="conditional",
    condition="The customer is on the Enterprise plan.",
)


@each_of(
    ("text", "kind", "said"),
    [
        ("Every member has a named advisor.", "everybody", "every member"),
        ("All members have a named advisor.", "everybody", "all members"),
        ("Every member of our staff has a named advisor.", "dropped", ""),
        ("New members have a named advisor.", "other", "new members"),
        ("A new member of staff is a named advisor.", "dropped", ""),
        ("Free members have a named advisor.", "other", "Free"),
        ("Our business team has a named advisor.", "dropped", ""),
    ],
)
def test_whom_a_text_names_beside_a_promise_to_some(text, kind, said):
    found = scope_difference(claim(text), ADVISOR)
    assert (found.kind, found.said) == (kind, said)


def test_the_plan_that_is_promised_for_is_no_difference():
    assert scope_difference(claim("Each Enterprise member has a named advisor."), ADVISOR) is None
