"""Rows of plans, labels with a value, and items under what denies them: the finding each gets, with near misses."""

from __future__ import annotations

from dataclasses import replace

from cases import each_of
from promised import ENDED, TODAY, wording

from pas_gov.drift.matching.claim_states import claim_finding
from pas_gov.drift.matching.named_measures import NamedMeasures
from pas_gov.drift.matching.restatements import claim_of
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.quantities.quantities import quantities

UPTIME = wording("uptime", "The storage is available 99.9% of each month.", ("monthly availability", "at_least", "99.9%"))  # fmt: skip
ANSWER = wording("answer", "We answer every support request within four hours.", ("time to first answer", "at_most", "4h"))  # fmt: skip
ONBOARDING = wording(
    "onboarding", "Enterprise customers are onboarded within 5 business days.", ("time to onboard", "at_most", "5bd"),
    layer="conditional", condition="The customer is on the Enterprise plan.",
)  # fmt: skip
FAX = wording("fax", "Every plan includes a free fax gateway.", status="retired", ends=ENDED.day, ended=ENDED)  # fmt: skip
KNOWN = (UPTIME, ANSWER, ONBOARDING, FAX)
INDEX = WordingIndex(KNOWN, quantities)
PLANS = " | Starter | Professional | Enterprise"


def found(text, lead="", heading="", unit="row"):
    return claim_finding(claim_of(Sentence("a.md", 3, 3, unit, heading, lead, text)), INDEX, TODAY)


@each_of(
    ("row", "state", "plan"),
    [
        ("Monthly availability | 99.9% | 99.9% | 99.9%", "consistent", ""),
        ("Monthly availability | 99.9% | 99.5% | 99.9%", "contradicts", "Professional"),
        ("First answer to a support request | 24 hours | 8 hours | 4 hours", "contradicts", "Starter"),
        ("Onboarding | 10 business days | 8 business days | 5 business days", "consistent", ""),
        ("Onboarding | 10 business days | 5 business days | 5 business days", "contradicts", "Professional"),
        ("Onboarding | - | - | 5 business days", "consistent", ""),
        ("Onboarding | - | - | 7 business days", "contradicts", "Enterprise"),
        ("Fax gateway | yes | yes | yes", "expired", "Starter"),
        ("Fax gateway | no | no | no", "consistent", ""),
    ],
)
def test_a_row_of_plans_is_judged_plan_by_plan_and_its_worst_is_told(row, state, plan):
    told = found(row, PLANS)
    assert (told.state, told.claim.sentence.text) == (state, row)
    assert told.explanation.startswith(f'For "{plan}": ') is bool(plan)


@each_of(
    ("row", "state"),
    [
        ("Starter | 24 hours | 10 business days | 9 EUR", "contradicts"),
        ("Starter | 4 hours | - | 9 EUR", "consistent"),
        ("Enterprise | 4 hours | 5 business days | 90 EUR", "consistent"),
        ("Enterprise | 4 hours | 9 business days | 90 EUR", "contradicts"),
    ],
)
def test_a_row_of_one_plan_is_judged_column_by_column(row, state):
    assert found(row, "Plan | First answer | Onboarding | Seat").state == state


@each_of(
    ("text", "lead"),
    [
        ("Availability: 99%", ""),
        ("Monthly availability | 99.5 %", "Measure | Target"),
        ("Time to first answer | 6 hours", "Measure | Target"),
        ("Fax gateway | yes", "Feature | Included"),
        ("Fax gateway | no", "Feature | Included"),
    ],
)
def test_a_label_of_what_is_measured_with_its_value_is_a_claim(text, lead):
    assert NamedMeasures(KNOWN).named(Sentence("x/zz.md", 3, 3, "row", "", lead, text))


@each_of(
    ("text", "lead"),
    [
        ("Month: 99%", ""),
        ("Availability: 5 regions", ""),
        ("Disk space: 99%", ""),
        ("Time: 6 hours", ""),
        ("First answer by post: 6 hours", ""),
        ("Gateway | yes", "Feature | Included"),
        ("Fax paper | yes", "Feature | Included"),
        ("Our monthly availability is something that we care about.", ""),
    ],
)
def test_another_label_or_another_dimension_is_none(text, lead):
    assert not NamedMeasures(KNOWN).named(Sentence("x/zz.md", 3, 3, "row", "", lead, text))


@each_of(
    ("heading", "text", "unit", "state"),
    [
        (
            "What we don't offer",
            "An answer to every support request within four hours.",
            "item",
            "contradicts",
        ),
        ("Not included", "An answer to every support request within four hours.", "item", "contradicts"),
        ("Discontinued", "A free fax gateway on every plan.", "item", "consistent"),
        (
            "What's not to like?",
            "An answer to every support request within four hours.",
            "item",
            "consistent",
        ),
        ("What we offer", "An answer to every support request within four hours.", "item", "consistent"),
        (
            "What we don't offer",
            "We answer every support request within four hours.",
            "sentence",
            "consistent",
        ),
    ],
)
def test_a_heading_that_denies_denies_its_items(heading, text, unit, state):
    assert found(text, heading=heading, unit=unit).state == state


@each_of(
    ("text", "state"),
    [
        ("We respond to sales enquiries within one hour.", "unregistered"),
        ("We answer job applications within one week.", "unregistered"),
        ("We answer journalists within four hours.", "unregistered"),
        ("We answer questions about sales within six hours.", "contradicts"),
        ("We answer customers' emails within six hours.", "contradicts"),
        ("We removed the free fax gateway from every plan.", "consistent"),
    ],
)
def test_what_concerns_others_than_the_promise_is_not_held_against_it(text, state):
    assert found(text, unit="sentence").state == state


def test_a_figure_and_a_word_that_tells_nothing_name_no_promise():
    credit = wording(
        "credit",
        "We credit at least 25 EUR for each outage longer than one hour.",
        ("credit", "at_least", 25),
    )
    index = WordingIndex([replace(credit, title="25 euros back for an outage")], quantities)
    said = Sentence("a.md", 3, 3, "sentence", "", "", "We call you back within one hour.")
    assert claim_finding(claim_of(said), index, TODAY).state == "unregistered"
