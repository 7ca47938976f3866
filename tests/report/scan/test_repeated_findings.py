"""What a text says again in the same words is shown once to people, with its next places; programs get each."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from promised import claim

from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.report.layout import Style
from pas_gov.report.scan.contents import ScanReport, distinct
from pas_gov.report.scan.json import scan_json
from pas_gov.report.scan.markdown import scan_markdown
from pas_gov.report.scan.text import scan_text


def said(text: str, path: str, line: int, why: str = "Nothing like it is promised.") -> ClaimFinding:
    one = claim(text, path)
    return ClaimFinding(replace(one, sentence=replace(one.sentence, line=line)), "unregistered", why)


REPEATED = [said("We answer fast.", "a.md", line) for line in range(1, 9)]


def report(*findings: ClaimFinding) -> ScanReport:
    return ScanReport(findings, (), (), 1, date(2026, 1, 1))


def test_the_same_words_in_one_text_are_one_with_the_next_places():
    (one,) = distinct(REPEATED)
    assert (one.times, one.also) == (8, ("a.md:2", "a.md:3", "a.md:4", "a.md:5", "a.md:6"))
    shown = "Said 8 times, next in line 2, 3, 4, 5, 6, ..."
    assert scan_text(report(*REPEATED), Style()).count("We answer fast.") == 1
    assert shown in scan_text(report(*REPEATED), Style())
    assert scan_markdown(report(*REPEATED)).count(shown) == 1
    assert "8 claims in 1 text: 8 unregistered." in scan_text(report(*REPEATED), Style())
    assert len(json.loads(scan_json(report(*REPEATED)))["claims"]) == 8


def test_other_words_another_text_another_reason_and_an_exception_stay_apart():
    others = [
        said("We answer soon.", "a.md", 9),
        said("We answer fast.", "b.md", 1),
        said("We answer fast.", "a.md", 9, "It is only proposed."),
        replace(REPEATED[0], exception="late"),
    ]
    assert [one.times for one in distinct([*REPEATED, *others])] == [8, 1, 1, 1, 1]
