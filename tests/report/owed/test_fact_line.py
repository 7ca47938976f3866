"""The line that a missing fact needs in a file of facts, from what a condition calls it."""

from __future__ import annotations

from cases import each_of

from pas_gov.report.owed.contents import fact_line


@each_of(
    ("name", "line"),
    [
        ("subject.tier", "tier: <WHAT IT IS>"),
        ('subject["Plan B"]', '"Plan B": <WHAT IT IS>'),
        ("subject.plan.tier", "tier: <WHAT IT IS> (under plan)"),
        ('subject.plan["Plan B"]', '"Plan B": <WHAT IT IS> (under plan)'),
        ("subject.subject", "subject: <WHAT IT IS>"),
        ("subject.seats[0].name", "subject.seats[0].name"),
        ("subject[1]", "subject[1]"),
        ('subject["very long..."]', 'subject["very long..."]'),
    ],
)
def test_a_fact_is_written_without_the_word_subject(name, line):
    assert fact_line(name) == line
