"""Words of a promise that contradict its terms, and words that speak of something else."""

from __future__ import annotations

from builders import promise_data
from cases import each_of

from pas_gov.judging.policies.quarrels import quarrel_rows
from pas_gov.model.records.promise import promise_from


def quarrels(statement: str) -> list[str]:
    """Return the words of a statement that contradict a first answer within four hours."""
    terms = [{"measure": "first answer", "at_most": "4h"}]
    return [
        str(row["words"])
        for row in quarrel_rows(promise_from(promise_data(statement=statement, terms=terms)))
    ]


@each_of(
    ("statement", "words"),
    [
        ("We answer within six hours.", ["six hours"]),
        ("We answer within a day.", ["a day"]),
        ("We answer in under half an hour.", ["half an hour"]),
        ("We answer within the hour.", ["the hour"]),
    ],
)
def test_another_time_is_told_in_digits_or_in_words(statement: str, words: list[str]) -> None:
    assert quarrels(statement) == words


@each_of(
    "statement",
    [
        "We answer within four hours.",
        "We answer within half a day, and urgent questions within four hours.",
        "We take 8 calls per engineer a week.",
        "We answer within a business day.",
    ],
)
def test_the_same_time_a_rate_and_time_of_another_kind_are_not(statement: str) -> None:
    assert quarrels(statement) == []
