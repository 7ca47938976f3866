"""A sentence that is close to a wording that was ever promised is found, whatever the model of claims thinks of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from cases import each_of

from pas_gov.drift.claims.detection import claim_of, claims
from pas_gov.drift.matching.claim_states import claim_findings
from pas_gov.drift.matching.near_wordings import NearWordings
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.ledger.events.known_wordings import Wording, WordingStep
from pas_gov.model.quantities.quantities import quantities

SHARED_CLAIMS = Path(__file__).resolve().parents[4] / "shared/data/claims"
DAY = date(2026, 6, 1)
STEP = WordingStep("a" * 40, date(2026, 1, 5))


def sentence(text: str) -> Sentence:
    return Sentence("a.md", 1, 1, "sentence", "", "", text)


def wording(text: str, promise: str = "logs", standing: str = "present", **more) -> Wording:
    return Wording(promise, "", "supporting", "active", text, standing=standing, **more)


EARLIER = wording(
    "Copies of the access logs go to the regulator in Bern every quarter.", standing="earlier", until=STEP
)
NEAR = NearWordings([EARLIER, wording("Access logs stay with us.")])


@each_of(
    "text",
    [
        EARLIER.statement,
        "copies of the access logs go to the regulator in Bern every quarter",
        "Copies of all access logs go to the regulator in Bern, every quarter.",
        "Copies of the access logs went to the regulator in Bern every month.",
    ],
)
def test_the_wording_and_what_differs_from_it_by_a_word_are_near(text):
    assert NEAR.near(text) == EARLIER.statement


@each_of(
    "text",
    [
        "",
        "The regulator in Bern is open every day.",
        "Copies of the minutes go to the members of the board every year.",
        "Quarter every Bern in regulator the to go logs access the of copies.",
    ],
)
def test_a_text_that_shares_only_some_words_or_not_their_order_is_not_near(text):
    assert NEAR.near(text) == ""


def test_what_a_zone_says_and_a_title_are_wordings_and_a_condition_is_none():
    near = NearWordings(
        [
            Wording(
                "logs", "Access logs for the regulator", "conditional", "active", "We help.",
                says=(("delivery-support", "Ask the desk for the quarterly access logs."),),
                condition="the customer is a bank with a licence",
            )
        ]
    )  # fmt: skip
    assert near.near("Access logs for the regulator")
    assert near.near("Ask the desk for the quarterly access logs.")
    assert not near.near("the customer is a bank with a licence")
    assert not near.near("We help you.")


def test_without_a_wording_nothing_is_near():
    assert NearWordings([]).near("Copies of the access logs go to the regulator.") == ""


def test_the_order_of_the_wordings_makes_no_difference():
    texts = [
        f"Region {name} keeps its meter readings for {name} audits." for name in ("north", "south", "west")
    ]
    one, other = NearWordings(map(wording, texts)), NearWordings(map(wording, reversed(texts)))
    said = "Region south keeps its meter reading for south audits."
    assert one.near(said) == other.near(said) == texts[1]


@pytest.mark.skipif(not SHARED_CLAIMS.is_dir(), reason="the labelled texts aren't beside the repository")
def test_real_earlier_wordings_are_outdated_and_editorial_ones_are_not():
    rows = [json.loads(line) for line in (SHARED_CLAIMS / "changed.jsonl").read_text("utf-8").splitlines()]
    known = []
    for row in rows:
        step = WordingStep(str(row["ended_by"]), date.fromisoformat(row["date"]))
        known += [
            wording(row["after"]["text"], row["id"], since=step),
            wording(row["before"]["text"], row["id"], "earlier", until=step),
        ]
    index, near = WordingIndex(known, quantities), NearWordings(known)
    told = {"material": [], "editorial": []}
    for row in rows:
        said = sentence(row["before"]["text"])
        found = near.near(said.text) or claims([said])
        finding = claim_findings([claim_of(said)], index, DAY).findings[0]
        told[row["kind"]].append(bool(found) and finding.state == "outdated")
    assert all(told["material"])
    assert not any(told["editorial"])
