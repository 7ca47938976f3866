"""Dates in texts and promises: by when people came, and until when something holds, aren't held against each other."""

from __future__ import annotations

from datetime import date

from cases import each_of

from pas_gov.drift.matching.amount_relations import relation
from pas_gov.drift.matching.amounts import Amount, last_day
from pas_gov.drift.matching.stated import stated_amounts


def dated(text: str) -> Amount:
    (found,) = (one for one in stated_amounts(text) if one.sort == "date")
    return found


@each_of(
    ("said", "promised", "how"),
    [
        (
            "Customers who signed before 2020 call us for free.",
            "Customers signed before 2021 call us for free.",
            "other",
        ),
        (
            "Customers who joined before 2021 call us for free.",
            "Customers signed before 2021 call us for free.",
            "same",
        ),
        ("Up to October 2026, post the disks.", "Customers signed before 2016 get disks.", "unrelated"),
        ("Customers who bought it before 2016 get disks.", "The offer holds until March 2027.", "unrelated"),
        ("The offer holds until May 2027.", "The offer holds until March 2027.", "other"),
    ],
)
def test_how_dates_are_related(said, promised, how):
    assert relation(dated(said), dated(promised)) == how


@each_of(
    ("said", "how"),
    [("We post disks until October 2026.", "same"), ("We post disks until 1 October 2026.", "same"),
     ("We post disks until November 2026.", "other"), ("Who signed before 2016 gets disks.", "unrelated")],
)  # fmt: skip
def test_the_last_day_of_a_record_is_what_a_text_may_say(said, how):
    assert relation(dated(said), last_day(date(2026, 10, 1))) == how
