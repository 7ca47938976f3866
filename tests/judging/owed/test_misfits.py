"""Facts of another kind than a condition needs: which one, what it is, and how it is written instead."""

from __future__ import annotations

from datetime import date

from builders import stack_of
from cases import each_of
from scenario import promise

from pas_gov.judging.owed.owed import Owed, owed

FACTS = {
    "member": "yes", "seats": "40", "many": "forty", "count": 7, "regions": ["eu", "us"], "region": "eu", "signed": "2020-05-01",
    "nothing": None, "rider": {"member": "yes"}, "on": True, "Plan B": "yes",
}  # fmt: skip


def held(condition: str) -> Owed:
    record = promise("named-csm", "conditional", applies_when={"says": "On that plan.", "cel": condition})
    (found,) = owed(stack_of(record), FACTS, date(2026, 6, 1))
    return found


@each_of(
    ("condition", "name", "present", "needs", "values"),
    [
        # a truth written as a word
        ("subject.member", "subject.member", 'the text "yes"', "true or false", ("true", "false")),
        ("!subject.member", "subject.member", 'the text "yes"', "true or false", ("true", "false")),
        ("subject.on && subject.member", "subject.member", 'the text "yes"', "true or false", ("true", "false")),
        ("!subject.on || subject.member", "subject.member", 'the text "yes"', "true or false", ("true", "false")),
        ("subject.member ? true : false", "subject.member", 'the text "yes"', "true or false", ("true", "false")),
        ("subject.rider.member", "subject.rider.member", 'the text "yes"', "true or false", ("true", "false")),
        ('subject["Plan B"]', 'subject["Plan B"]', 'the text "yes"', "true or false", ("true", "false")),
        ("subject.count", "subject.count", "the number 7", "true or false", ("true", "false")),
        # a number written as a text, on either side, and one that isn't there
        ("subject.seats > 30", "subject.seats", 'the text "40"', "a number", ("40",)),
        ("30 < subject.seats", "subject.seats", 'the text "40"', "a number", ("40",)),
        ("subject.many > 30", "subject.many", 'the text "forty"', "a number", ("<THE NUMBER>",)),
        ("subject.seats + 1 > 30", "subject.seats", 'the text "40"', "a number", ("40",)),
        ("-subject.seats < 30", "subject.seats", 'the text "40"', "a number", ("40",)),
        ("subject.count < subject.seats", "subject.seats", 'the text "40"', "a number", ("40",)),
        ("subject.nothing > 3", "subject.nothing", "empty", "a number", ("<THE NUMBER>",)),
        # a text that is a number, a list for one value, one value for a list
        ('subject.count < "2021-01-01"', "subject.count", "the number 7", "a text", ('"7"',)),
        ("subject.regions > 3", "subject.regions", "a list", "a number", ("<THE NUMBER>",)),
        ('subject.regions.startsWith("e")', "subject.regions", "a list", "a text", ("<THE TEXT>",)),
        ('"eu" in subject.region', "subject.region", 'the text "eu"', "a list", ('["eu"]',)),
        ('subject.region.exists(r, r == "eu")', "subject.region", 'the text "eu"', "a list", ('["eu"]',)),
        ("subject.region.code == 1", "subject.region", 'the text "eu"', "facts of its own", ("{<NAME>: <WHAT IT IS>}",)),
        # what no fact is: the condition is at fault
        ("subject.signed < today", "subject.signed", 'the text "2020-05-01"', "a time", ()),
    ],
)  # fmt: skip
def test_the_fact_is_blamed_and_its_writing_told(condition, name, present, needs, values):
    found = held(condition)
    (misfit,) = found.misfits
    assert (misfit.name, misfit.present, misfit.needs, misfit.values) == (name, present, needs, values)
    assert (found.applies, found.why) == ("undecidable", misfit.clause)


@each_of(
    ("condition", "name", "values"),
    [
        ("subject.member == true", "subject.member", ("true", "false")),
        ("subject.member != true", "subject.member", ("true", "false")),
        ("true == subject.member", "subject.member", ("true", "false")),
        ("subject.seats == 40", "subject.seats", ("40",)),
        ('subject.count == "7"', "subject.count", ('"7"',)),
        ('subject.regions == "eu"', "subject.regions", ("<THE TEXT>",)),
        ("subject.seats in [40, 50]", "subject.seats", ("40",)),
    ],
)
def test_one_that_is_never_equal_is_told_beside_the_answer(condition, name, values):
    found = held(condition)
    assert found.applies in ("yes", "no")
    assert [(one.name, one.values) for one in found.misfits] == [(name, values)]


@each_of(
    "condition",
    ["subject.seats > 'a'", 'subject.member == "no"', "size(subject.count) > 1", "subject.nothing == null"],
)
def test_a_fact_that_fits_or_whose_fault_is_not_its_kind_is_not_blamed(condition):
    assert held(condition).misfits == ()


@each_of("value", ["x" * 500, "a\x1b[31mb", "\u202e"])
def test_what_a_stranger_wrote_is_short_and_printable(value):
    record = promise("named-csm", "conditional", applies_when={"says": "So.", "cel": "subject.member"})
    (found,) = owed(stack_of(record), {"member": value}, date(2026, 6, 1))
    assert len(found.why) < 200
    assert found.why.isprintable()
