"""What a term without a unit counts, by the words of its measure."""

from __future__ import annotations

from cases import each_of

from pas_gov.drift.matching.amounts import amount_of_term
from pas_gov.model.records.promise import Term


@each_of(
    ("measure", "sort"),
    [
        ("storage in GB", "bytes"),
        ("storage in gigabytes", "bytes"),
        ("accounts per advisor", "number"),
        ("gigs a year", "number"),
    ],
)
def test_a_number_is_one_of_bytes_where_its_measure_says_so(measure, sort):
    assert amount_of_term(Term(measure, "equals", 20)).sort == sort
