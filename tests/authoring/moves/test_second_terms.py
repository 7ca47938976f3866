"""A term that lands beside the one that was meant is told, with what would change that one."""

from __future__ import annotations

from builders import stack_of
from cases import each_of
from scenario import promise

from pas_gov.authoring.moves.terms import second_terms

FOUR_HOURS = {"measure": "time to first response", "at_most": "4h"}


def told(*terms: dict[str, str]) -> list[str]:
    before, after = (
        stack_of(promise("fast", "supporting", terms=list(some))).entries["fast"].promise
        for some in ([FOUR_HOURS], terms)
    )
    return list(second_terms(before, after))


def test_a_name_that_is_part_of_another_is_told():
    (said,) = told(FOUR_HOURS, {"measure": "first response", "at_most": "2h"})
    assert '--term "time to first response at most 2h"' in said


@each_of(
    "terms",
    [
        ({"measure": "time to first response", "at_most": "2h"},),
        (FOUR_HOURS, {"measure": "time to a solution", "at_most": "2d"}),
        ({"measure": "first response", "at_most": "2h"},),
    ],
)
def test_another_measure_the_same_one_and_one_in_its_place_are_not(terms):
    assert told(*terms) == []
