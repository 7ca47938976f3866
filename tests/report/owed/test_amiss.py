"""What is to be written into a file of facts where a fact is there and is of another kind than the condition needs."""

from __future__ import annotations

from datetime import date

from builders import stack_of
from cases import each_of
from scenario import promise

from pas_gov.judging.owed.owed import owed
from pas_gov.report.owed.contents import OwedReport, groups, remarks

DAY = date(2026, 6, 1)


def report(condition: str, facts: dict) -> OwedReport:
    record = promise("csm", "conditional", applies_when={"says": "On that plan.", "cel": condition})
    found = owed(stack_of(record), facts, DAY)
    return OwedReport("rider.yaml", DAY.isoformat(), DAY.isoformat(), None, "", "", found, ())


@each_of(
    ("condition", "facts", "means"),
    [
        ("subject.member", {"member": "yes"}, "In rider.yaml, write member: true or member: false. Then ask again."),
        ("subject.plan.seats > 3", {"plan": {"seats": "4"}}, "In rider.yaml, write seats: 4 (under plan). Then ask again."),
        (
            "subject.signed < today", {"signed": "2020-01-01"},
            "Where no fact is missing, ask the owner of the promise.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_told_names_the_line_to_write(condition, facts, means):
    (group,) = groups(report(condition, facts))
    assert group.means == f"These may be owed or not. {means}"


def test_what_is_never_equal_names_it_beside_the_answer():
    (one,) = report("subject.member == true", {"member": "yes"}).found
    (told,) = [remark.text for remark in remarks(one) if remark.doubtful]
    assert told == (
        "Look how the facts are written: subject.member == true compares a text with true or false, which are never "
        "equal. Should it be of the other kind, write member: true or member: false."
    )
