"""The account of one claim: both sides beside each other, in every format, within 80 columns."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import jsonschema
from cases import each_of
from promised import ENDED, TODAY, claim, earlier, placed, wording
from roots import ROOT

from pas_gov.drift.matching.claim_account import claim_account
from pas_gov.drift.matching.claim_states import claim_finding
from pas_gov.drift.matching.findings import STATES
from pas_gov.drift.matching.shared_words import shared_words
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.model.quantities.quantities import quantities
from pas_gov.report.claim import FORMATS
from pas_gov.report.claim.contents import ClaimReport, certainty_text, side_rows
from pas_gov.report.claim.feature_words import feature_told
from pas_gov.report.layout import Style

ANSWER = wording(
    "first-answer",
    "Every ticket gets a first answer within 4 hours.",
    ("time until the first answer", "at_most", "4h"),
)
SCHEMAS = ROOT / "pas_gov/model/schemas"


def report(text, *wordings) -> ClaimReport:
    said = placed(text) if isinstance(text, str) else text
    index = WordingIndex(wordings, quantities)
    return ClaimReport(claim_account(claim_finding(said, index, TODAY), index, TODAY), TODAY)


def test_both_sides_stand_beside_each_other_with_direction_condition_and_polarity():
    found = report(
        "We don't always send a first answer to a ticket in at least 6 hours, except at weekends.", ANSWER
    )
    rows = {
        what: (said, theirs) for what, said, theirs in side_rows(found.account.said, found.account.promised)
    }
    assert rows["quantities"] == ("at least 6 hours", "at most 4h (time until the first answer)")
    assert rows["denies"][0].startswith("do not always")
    assert rows["except"] == ("except at weekends", "-")


def test_the_chosen_promise_comes_first_and_others_are_told_with_their_likeness():
    other = wording("second-answer", "Every ticket about an invoice gets a second answer within 4 days.")
    found = report("Every ticket gets a first answer within 6 hours.", other, ANSWER)
    told = found.account.candidates
    assert [one.promise for one in told] == ["first-answer", "second-answer"]
    assert told[0].score > told[1].score
    assert told[0].state == "contradicts"


def test_what_isn_t_a_claim_by_its_own_words_says_what_made_it_one():
    said = placed("A first answer to a ticket isn't guaranteed.")
    weak = certainty_text(report(replace(said, score=0.1), ANSWER).account)
    assert weak.startswith("it says again, denies or softens what a promise says")
    assert "a claim from" not in weak
    assert "a claim from" in certainty_text(report(said, ANSWER).account)


def test_a_link_is_told_as_what_made_it_a_claim():
    linked = claim("Every ticket gets a first answer.", promise="first-answer")
    told = certainty_text(report(replace(linked, score=0.1), ANSWER).account)
    assert told.startswith('the text itself names the promise "first-answer"')
    assert "a claim from" not in told


@each_of(
    ("features", "told"),
    [
        (("incident", "=answer"), ("incidents", "replies")),
        (("incid-",), ("incidents",)),
        (("~support",), ("help",)),
        (("~allhours",), ("the topic allhours",)),
        (("#duration", "~own", "invoic"), ()),
    ],
)
def test_what_is_shared_is_told_in_whole_words_of_the_text(features, told):
    assert shared_words(features, "Incidents have replies by our help, of you") == told


@each_of(
    ("name", "words", "told"),
    [
        ("us does good", "we answer", 'we do something for customers ("we answer")'),
        ("word can", "can", 'the word "can"'),
        (
            "verb present & each",
            "every",
            'its verb is in the present, and it holds for each, or for all ("every")',
        ),
        ("path docs", "", "the file's name is of the kind docs"),
        ("unheard of", "", 'it is of the kind "unheard of"'),
    ],
)
def test_features_are_told_in_plain_words(name, words, told):
    assert feature_told(name, words) == told


@each_of(
    "text",
    [
        "Every ticket gets a first answer within 6 hours.",
        "Every ticket gets a first answer within {{ hours }} hours.",
        "Our offices are painted in warm colours.",
        "SLA || Plan | Time until the first answer << Pro | " + "word " * 200 + "8 hours",
        "\x1b[31mEvery ticket gets a first answer ##[error] within | 4 `hours`\u202e.",
    ],
)
def test_every_format_says_it_safely(text):
    found = report(
        text, ANSWER, earlier(ANSWER, statement="Every ticket gets a first answer within 2 hours.")
    )
    shown = FORMATS.rendered(found, "text", Style(80))
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "\x1b" not in shown
    data = json.loads(FORMATS.rendered(found, "json", Style(80)))
    jsonschema.validate(data, json.loads((SCHEMAS / "claim.json").read_text()))
    assert data["state"] in FORMATS.rendered(found, "markdown", Style(80)).splitlines()[0]


def test_the_schemas_know_every_state():
    for name in ("claim", "scan"):
        text = (SCHEMAS / f"{name}.json").read_text()
        assert all(f'"{state}"' in text for state in STATES), name


def test_a_link_that_leads_nowhere_has_no_other_side():
    found = report(claim("Every ticket gets a first answer.", promise="nobody"), ANSWER)
    assert found.account.promised is None
    assert found.account.finding.link == "unknown"


def test_an_outdated_claim_is_held_against_what_is_promised_now():
    before = earlier(ANSWER, statement="Every ticket gets a first answer within 2 hours.", terms=())
    found = report("Every ticket gets a first answer within 2 hours.", ANSWER, before)
    assert found.account.finding.by == ENDED
    assert found.account.candidates[0].state == "outdated"
    assert found.today == date(2026, 6, 1)
