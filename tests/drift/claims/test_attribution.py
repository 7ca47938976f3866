"""What prose gives to others is nobody's promise of ours; where the organisation speaks beside them, it is judged."""

from __future__ import annotations

from cases import each_of

from pas_gov.drift.claims.attribution import attribution, others_words
from pas_gov.drift.claims.detection import claims
from pas_gov.drift.claims.names import own_names
from pas_gov.drift.texts.reading import sentences

OTHERS = [
    "Customer: we will pay the invoice within 9 days.",
    "Our competitors promise a reply within 24 hours.",
    "Competitors answer within two days at best.",
    "Most other providers guarantee 99 % uptime.",
    "Many vendors in our industry offer phone support around the clock.",
    "Traditional agencies charge 15% of each invoice.",
    "They claim that every ticket is answered within an hour.",
    "Zendesk claims to answer every message within an hour.",
    "According to Gartner, every vendor will refund within 30 days.",
    "According to a recent survey, support teams reply within 12 hours.",
    "As reported by Reuters, Beta Corp will refund all of its customers.",
    "Our customers tell us that we answer within an hour.",
    "One customer said we will never lose her data.",
    "Jane Doe of Beta writes: “We get an answer within an hour.”",
    "“We always get an answer within 2 hours.” — Jane Doe, Beta GmbH",
    '"They refund everything within a day." - Kim Lee',
    "“We are never left alone, and get help at any time”, says Jane Doe.",
    '"We respond within six hours," says a competitor.',
    '"We respond within six hours", our competitors promise.',
    '"We respond within six hours," claims BigCorp.',
    '"We respond within six hours" is what other vendors promise.',
    'A competitor says: "We respond within six hours."',
    'As one customer put it: "They respond within six hours."',
]
OURS = [
    "Customer support: answers within 4 hours.",
    "Our competitors don't offer this; we do.",
    "Unlike our competitors, we answer within four hours.",
    "While other providers promise 24 hours, we reply within 4 hours.",
    "We answer faster than most companies promise to.",
    "According to our SLA, critical issues are answered within 1 hour.",
    "According to the terms of the plan, refunds take 30 days.",
    "According to Section 4, fees are refunded within 30 days.",
    "Acme guarantees 99.9% uptime.",
    "Acme promises a refund within 30 days.",
    "They will reply within 4 hours.",
    "Most companies get a reply within 4 hours.",
    "Other plans include phone support within 8 hours.",
    "Customers say goodbye to waiting: we reply within 4 hours.",
    "“We answer within 4 hours.” — our promise to you",
    "“We answer within 4 hours.” — The Acme Team",
    "Say: “We respond within four hours.”",
    'Our CEO says: "We respond within four hours."',
    '"We respond within four hours," says our head of support.',
    '"Premium support" customers tell us once, and get an answer within 4 hours.',
    "Data is stored in the US, and encrypted at rest.",
    "Customers report problems by mail and get an answer within 4 hours.",
]


@each_of("text", OTHERS)
def test_what_others_promise_is_theirs(text):
    assert attribution(text)


@each_of("text", OURS)
def test_what_only_names_others_is_ours(text):
    assert attribution(text) == ""


def test_another_name_is_another_organisation_where_names_are_compared_or_ours_is_known():
    text = "Zendesk promises support around the clock."
    assert attribution(text) == ""
    assert attribution(text, heading="Alternatives compared")
    assert attribution(text, own=own_names(frozenset({"acme"})))
    assert attribution("Acme promises support around the clock.", own=own_names(frozenset({"acme"}))) == ""


QUOTES = """
# What customers say

“We get every answer within 4 hours. We never wait longer than that.” — Jane Doe, Beta GmbH

“We will never leave.

We pay for the year in advance.”

— Kim Lee of Gamma Inc

# Our promise

“We answer every ticket within 4 hours.”

We answer every ticket within 4 hours.
"""


def test_a_testimonial_is_its_writers_to_its_opening_mark():
    found = sentences("a.md", QUOTES.encode()).sentences
    theirs = others_words(found)
    assert [each.text for index, each in enumerate(found) if index not in theirs] == [
        "“We answer every ticket within 4 hours.”",
        "We answer every ticket within 4 hours.",
    ]
    assert {each.sentence.heading for each in claims(found)} == {"Our promise"}


def ours(text):
    """Return the sentences of a Markdown text that aren't others'."""
    said = sentences("page.md", text.encode()).sentences
    theirs = others_words(said)
    return [one.text for number, one in enumerate(said) if number not in theirs]


@each_of("marks", ['""', "“”", "«»", "\u2018\u2019", "''"])
@each_of("apart", [" ", "\n", "\n\n"])
@each_of(
    "who",
    [
        "A customer said",
        "Our competitors promise",
        "One vendor's contract reads",
        "According to the supplier",
    ],
)
def test_a_quotation_is_theirs_to_its_closing_mark(who, apart, marks):
    quoted = apart.join(("We will reply within an hour.", "We will refund you.", "We'll never call."))
    text = f"{who}: {marks[0]}{quoted}{marks[1]}\n\nWe will reply within four hours."
    assert ours(text) == ["We will reply within four hours."]


def test_a_quotation_is_theirs_whose_end_says_who_it_is():
    text = '"We will reply within an hour. We will refund you. We will never call," says our competitor. We will reply.'
    assert ours(text) == ["We will reply."]


@each_of(
    "text",
    [
        'Our support team says: "We will reply within an hour. We will refund you."',
        'We say it plainly: "We will reply within an hour. We will refund you."',
        'A customer said: "Great." We will refund you.',
        'A customer said: "Great. We will reply.\n\n## Refunds\n\nWe will refund you."',
        'A user wrote: "the mark is never closed. We will reply within an hour. We will refund you.',
        "A customer said: 'Great.' We'll reply within an hour. We will refund you.",
        "Customers said 'it's great'. We'll reply within an hour. We will refund you.",
        "Customers' data is safe. We will refund you.",
    ],
)
def test_what_is_said_behind_a_quotation_or_by_ourselves_is_ours(text):
    assert ours(text)[-1].removesuffix('"') == "We will refund you."


def test_a_link_makes_a_claim_of_others_words():
    text = "<!-- promise: four-hours -->\nOur competitors promise a reply within 24 hours.\n"
    (claim,) = claims(sentences("a.md", text.encode()).sentences)
    assert claim.sentence.promise == "four-hours"
