"""Which sentences are claims, how firm they are, on which condition, whose they are, and which words decided."""

from __future__ import annotations

from cases import each_of

from pas_gov.drift.claims.classifier import shipped_model
from pas_gov.drift.claims.conditions import condition
from pas_gov.drift.claims.detection import claims, features_of, sentence_verdicts
from pas_gov.drift.claims.strength import strength
from pas_gov.drift.texts.sentence import Sentence


def sentence(text: str, **more) -> Sentence:
    place = {"path": "a.md", "line": 1, "end_line": 1, "unit": "sentence", "heading": "", "lead": ""}
    return Sentence(**{**place, **more}, text=text)


def is_claim(text: str, **more) -> bool:
    return bool(claims([sentence(text, **more)]))


@each_of(
    "text",
    [
        "We will repair your bicycle within a week.",
        "Our support team answers every message on the same day.",
        "You can return the goods within 100 days.",
        "We never sell your personal data.",
        "We won't charge you again after you cancel.",
        "If we are late, you receive a credit of 10% of your monthly fee.",
        "All backups are encrypted and stored in two regions.",
        "We'll notify you by email at least 30 days before the price changes.",
        "Invoices are paid within 14 days; finance will answer questions within one day.",
        "All clusters are single-tenant and encrypted.",
        "First response: 8 hours",
        "You can export your data at any time.",
        "Every mailbox is scanned for malware.",
        "There is no charge for this service.",
        "The help line is staffed around the clock, 24/7.",
        "Jobs that are running are not interrupted.",
        "Each team is given a workspace of its own.",
        "Great, your parcel will be with you shortly.",
        "The platform team is responsible for the certificates.",
        "Code written against version 2 MUST work with every later 2.x version.",
    ],
)
def test_an_undertaking_a_right_or_an_assurance_is_a_claim(text):
    assert is_claim(text)


@each_of(
    "text",
    [
        "You must cancel 30 days before the end of the term.",
        "To cancel, click the button in the settings.",
        "See our terms of sale for more information.",
        "We may suspend your account at any time.",
        "We do not offer training.",
        "We reserve the right to change these terms.",
        "We believe that good tools make good work.",
        "Uptime means the share of minutes in which the service answers.",
        "Last year we moved to a new office.",
        "How long do you keep my data?",
        "For every incident we will:",
        "You can rename the project in the settings.",
        "Commit to updates at regular intervals.",
        "If the tool fails, apologise to the customer and try again.",
        "The status changes to Open, and the page reloads.",
        "You will have to confirm your address once a year.",
        "Would you like me to book that?",
    ],
)
def test_a_duty_pointer_refusal_value_or_definition_is_none(text):
    assert not is_claim(text)


def test_an_order_under_we_will_is_what_we_will_do():
    lead = "For every incident that affects customers we will:"
    assert is_claim("Send a first notice to all customers.", unit="item", lead=lead)
    assert not is_claim("Send the form to your manager.", unit="item", lead="Please follow these steps:")


@each_of(
    ("lead", "given"),
    [
        ("Customers on the Business plan have access to these features:", True),
        ("The package includes:", True),
        ("We will not:", True),
        ("The package doesn't include:", False),
        ("You can use the console to:", False),
        ("To proceed, follow these steps:", False),
    ],
)
def test_items_are_what_their_lead_says_is_given_or_none(lead, given):
    text = "sell your data to anybody" if lead == "We will not:" else "guides and recorded trainings"
    assert is_claim(text, unit="item", lead=lead) is given


def test_a_name_of_several_words_stands_for_we_too():
    texts = [
        "The Blue Harbour Team supports everything but your own code.",
        "Blue Harbour Team will answer within a day.",
    ]
    assert len(claims(map(sentence, texts))) == 2


def test_what_a_prompt_has_its_assistant_say_is_judged():
    assert is_claim("Tell customers that we will refund every order within 30 days.", unit="string")


def test_a_claim_carries_its_quantities_condition_strength_zone_and_words():
    (claim,) = claims([sentence("If you are not happy, we will refund you within 30 days.")])
    assert [each.text for each in claim.quantities] == ["30 days"]
    assert claim.condition == "If you are not happy"
    assert claim.strength == "hard"
    assert claim.zone in ("sales-marketing", "delivery-support")
    assert 0.5 <= claim.score <= 1
    assert any("we will" in words for words in claim.words)


def test_every_verdict_names_words_of_its_sentence():
    texts = ["We will repair it at once.", "You must keep the receipt.", "Please see our terms."]
    for verdict in sentence_verdicts(map(sentence, texts)):
        assert verdict.words
        assert all(word in verdict.sentence.text.lower() for word in verdict.words)


def test_an_explicit_link_makes_a_claim_of_any_sentence():
    assert not is_claim("See the terms.")
    assert is_claim("See the terms.", promise="terms-are-public")


def test_the_organisations_name_stands_for_we_where_it_acts_in_the_text():
    texts = [
        "Zebrafon will call you back within an hour.",
        "Zebrafon may change its prices.",
        "The sky is blue today.",
    ]
    assert [claim.sentence.text for claim in claims(map(sentence, texts))] == texts[:1]


def test_the_same_sentences_give_the_same_verdicts():
    listed = [sentence(text) for text in ("We will pay.", "You must pay.")]
    assert list(sentence_verdicts(listed)) == list(sentence_verdicts(listed))


def test_the_order_of_the_features_is_no_matter_to_the_last_digit():
    heading = "What the service promises: answers, refunds and credits"
    (claim,) = claims([sentence("We will answer every message within a day.", heading=heading)])
    found, model = features_of(claim), shipped_model()
    turns = [(*found[at:], *found[:at]) for at in range(len(found))]
    assert {model.score(turn) for turn in turns} == {claim.score}
    assert {model.zone(turn) for turn in turns} == {claim.zone}


@each_of(
    ("text", "wanted"),
    [
        ("We answer within a day.", "hard"),
        ("We'll make it right.", "hard"),
        ("We aim to answer within a day.", "soft"),
        ("We usually answer within a day.", "soft"),
        ("We will use reasonable efforts to restore it.", "soft"),
        ("Our team is happy to help.", "soft"),
        ("We'll answer as soon as we can.", "soft"),
        ("It takes approximately two days.", "soft"),
    ],
)
def test_a_way_out_makes_a_claim_soft(text, wanted):
    assert strength(text) == wanted


def test_a_goal_that_introduces_a_list_makes_its_items_soft():
    assert strength("Answer within a day.", "We aim to:") == "soft"


@each_of(
    ("text", "wanted"),
    [
        ("If you ask within a week, we refund you.", "If you ask within a week"),
        ("We refund you if you ask within a week.", "if you ask within a week"),
        ("We refund you unless you have used it.", "unless you have used it"),
        ("Once you cancel, we stop billing you.", "Once you cancel"),
        ("Once a component is marked as stable, we support it.", "Once a component is marked as stable"),
        ("We tell every customer once an issue is fixed.", "once an issue is fixed"),
        ("Once each invoice is paid, we send a receipt.", "Once each invoice is paid"),
        ("Once a year has passed, we delete your data.", "Once a year has passed"),
        ("Once a 30 day trial is over, we delete your data.", "Once a 30 day trial is over"),
        ("We test our backups once a quarter.", ""),
        ("Once a year, we review who has access.", ""),
        ("We call you once every 2 weeks to review goals.", ""),
        ("We back up once per hour.", ""),
        ("For urgent issues: within 3 hours.", "For urgent issues"),
        ("P1: within 15 minutes.", "P1"),
        ("We refund everybody.", ""),
        ("For example, we refund you.", ""),
    ],
)
def test_a_condition_is_the_words_that_limit(text, wanted):
    assert condition(text) == wanted


def test_the_features_of_a_claim_are_those_by_which_it_was_scored():
    page = [
        sentence(text) for text in ("Zebrafon answers you.", "Zebrafon will refund you.", "Zebrafon is open.")
    ]
    found = claims(page)
    assert found
    assert all(claim.names == ("zebrafon",) for claim in found)
    for claim in found:
        assert shipped_model().score(features_of(claim)) == claim.score
