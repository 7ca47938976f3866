"""What becomes of a claim: each state of SPEC 9, with what keeps it and a near miss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from cases import each_of
from ends import ends
from hypothesis import given
from hypothesis import strategies as st
from promised import ENDED, TODAY, claim, earlier, held, wording

from pas_gov.drift.matching.claim_states import claim_findings
from pas_gov.drift.matching.exceptions import AcceptedException, accepted_exceptions
from pas_gov.drift.matching.findings import STATES
from pas_gov.drift.matching.rewording import rewording
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.ledger.events.known_wordings import WordingStep
from pas_gov.model.quantities.quantities import quantities
from pas_gov.model.records.waiver import Waiver

ANSWER = wording(
    "first-answer",
    "Every support ticket gets a first answer within 4 hours.",
    ("time until the first answer", "at_most", "4h"),
)
PHONE = wording("phone-support", "Customers can call a support engineer by phone for free.")
BETA = wording(
    "ticket-summary", "Members of the Lighthouse programme see a machine-made summary in every ticket.",
    layer="experimental", cohort="40 companies of the Lighthouse programme", decide_by=date(2026, 7, 1),
    zones=("product-capability",), surfaces=("lighthouse/guide.md",),
)  # fmt: skip


# --- the states ---


@each_of(
    ("text", "state"),
    [
        ("We send a first answer to every support ticket within 4 hours.", "consistent"),
        ("We send a first answer to every support ticket within four hours.", "consistent"),
        ("We send a first answer to every support ticket within 240 minutes.", "consistent"),
        ("We send a first answer to every support ticket.", "consistent"),
        ("We send a first answer to every support ticket within 6 hours.", "contradicts"),
        ("We send a first answer to every support ticket within 2 hours.", "contradicts"),
        ("We send a first answer to every support ticket within one business day.", "contradicts"),
        ("Our offices are painted in warm colours.", "unregistered"),
        ("We pay all invoices of freelancers within 4 hours.", "unregistered"),
    ],
)
def test_a_claim_beside_a_present_promise(text, state):
    found = held(text, ANSWER, PHONE)
    assert found.state == state
    assert found.promise == ("" if state == "unregistered" else "first-answer")


def test_a_contradiction_names_both_quantities_and_what_is_measured():
    found = held("We send a first answer to every support ticket within 6 hours.", ANSWER)
    assert (found.said, found.promised, found.measure) == ("6 hours", "4h", "time until the first answer")
    assert (
        found.explanation
        == 'The text says 6 hours, and "first-answer" says at most 4h (time until the first answer).'
    )


def test_business_time_contradicts_elapsed_time_and_the_explanation_says_why():
    found = held("We send a first answer to every support ticket on the next business day.", ANSWER)
    assert found.state == "contradicts"
    assert "business time isn't elapsed time" in found.explanation


AGREEING = [
    ("Uptime is 99.9% each month.", ("monthly uptime", "at_least", "99.9%")),
    ("Each CSM has at most 8 accounts.", ("accounts per CSM", "at_most", 8)),
    ("Invoices are kept for two years.", ("time that invoices are kept", "at_least", "730d")),
    ("Orders are delivered within 10-14 days.", ("delivery of orders", "at_most", "14d")),
    ("Orders are delivered within two weeks.", ("delivery of orders", "at_most", "14d")),
    ("We answer within 1 working day.", ("answer", "at_most", "8bh")),
]
DIFFERING = [
    ("Uptime is 99.5% each month.", ("monthly uptime", "at_least", "99.9%")),
    ("Each CSM has at most 16 accounts.", ("accounts per CSM", "at_most", 8)),
    ("Invoices are kept for three years.", ("time that invoices are kept", "at_least", "730d")),
    ("Orders are delivered within 10-15 days.", ("delivery of orders", "at_most", "14d")),
    ("Orders are delivered within 10-14 days.", ("delivery of orders", "at_most", "10d")),
]  # fmt: skip


@each_of(("text", "term"), AGREEING)
def test_the_same_quantity_in_other_units_agrees(text, term):
    assert held(claim(text, promise="one"), wording("one", "See the terms.", term)).state == "consistent"


@each_of(("text", "term"), DIFFERING)
def test_another_quantity_contradicts(text, term):
    assert held(claim(text, promise="one"), wording("one", "See the terms.", term)).state == "contradicts"


def test_a_quantity_of_another_sort_says_nothing():
    found = held(
        claim("We answer within 4 hours and serve 30 countries at $20.", promise="first-answer"), ANSWER
    )
    assert found.state == "consistent"


def test_of_several_quantities_each_is_held_against_the_one_that_it_can_mean():
    gone = wording("gone", "Files leave the servers after 30 days and the backups after 60 days.",
                   ("time until files have left the servers", "at_most", "30d"), ("time until files have left the backups", "at_most", "60d"))  # fmt: skip
    assert held("Files leave the servers after 30 days.", gone).state == "consistent"
    assert held("Files leave the backups after 60 days.", gone).state == "consistent"
    found = held("Files leave the servers after 30 days, and the backups after 90 days.", gone)
    assert (found.state, found.said, found.promised) == ("contradicts", "90 days", "60d")


def test_a_quantity_in_the_condition_is_the_last_to_be_held_against_the_promise():
    said = claim(
        "For tickets of the last 30 days we send a first answer within 6 hours.",
        promise="first-answer",
        condition="For tickets of the last 30 days",
    )
    assert held(said, ANSWER).said == "6 hours"


def test_a_quantity_of_an_earlier_wording_is_outdated_and_names_the_commit_and_its_day():
    before = earlier(
        ANSWER,
        statement="Every support ticket gets a first answer within 2 hours.",
        terms=wording("x", "", ("time until the first answer", "at_most", "2h")).terms,
    )
    found = held("We send a first answer to every support ticket within 2 hours.", ANSWER, before)
    assert (found.state, found.by, found.said, found.promised) == ("outdated", ENDED, "2 hours", "4h")
    assert "commit c0ffee000 of 2026-02-03" in found.explanation
    assert (
        held("We send a first answer to every support ticket within 6 hours.", ANSWER, before).state
        == "contradicts"
    )
    assert (
        held("We send a first answer to every support ticket within 4 hours.", ANSWER, before).state
        == "consistent"
    )


def test_the_newest_of_the_earlier_wordings_that_said_so_is_named():
    later = replace(
        earlier(ANSWER, statement="A first answer within 2 hours for every support ticket.", terms=()),
        until=WordingStep("b" * 40, date(2026, 3, 1)),
    )
    oldest = earlier(ANSWER, statement="Every support ticket gets a first answer within 2 hours.", terms=())
    assert (
        held(
            "We send a first answer to every support ticket within 2 hours.", ANSWER, later, oldest
        ).by.commit
        == "b" * 40
    )


@each_of(
    ("before", "after", "state"),
    [
        ("Support is open from 9:00 to 19:00.", "Support is open from 9:00 to 17:00.", "outdated"),
        ("All customers can export their data.", "Customers on the Pro plan can export their data.", "outdated"),
        ("Except for trials, accounts are backed up.", "Accounts are backed up.", "outdated"),
        ("We never read the mail of a customer.", "We read the mail of a customer.", "outdated"),
        ("Backups of every account are encrypted.", "Backups of every account are unencrypted.", "outdated"),
        ("We will repair a broken device at home.", "We aim to repair a broken device at home.", "outdated"),
        ("Support by phone and chat is free.", "Support by chat is free.", "outdated"),
        ("Customers can call a support enginer by phone.", "Customers can call a support engineer by phone.", "consistent"),
        ("Customers can call a Support Engineer by phone.", "Customers can call a support engineer by phone.", "consistent"),
        ("We reply by e-mail to cancelled orders.", "We reply by email to canceled orders.", "consistent"),
        ("We\u2019ll call you back in the follow-up.", "We'll call you back in the follow up.", "consistent"),
        ("A member of the Acme crew calls you back.", "A member of the Zenith crew calls you back.", "consistent"),
        ("Please note that we call you back on the same day.", "We call you back on the same day.", "consistent"),
    ],
)  # fmt: skip
def test_words_of_an_earlier_wording_are_outdated_where_what_is_promised_changed(before, after, state):
    present = wording("one", after)
    found = held(before, present, earlier(present, statement=before))
    assert (found.state, found.promise) == (state, "one")
    assert (found.by == ENDED) == (state == "outdated")
    assert held(after, present, earlier(present, statement=before)).state == "consistent"


@each_of(
    ("before", "after"),
    [
        ("We answer as section 6 says.", "We answer as section 7 says."),
        ("We set your account private at once.", "We make your account private at once."),
        ("Any complaint is answered in writing.", "A complaint is answered in writing."),
        ("We\u2019ll answer at https://acme.example/help.", "We&rsquo;ll answer at acme.example/help."),
        ("Backups are encrypted [5].", "Backups are encrypted."),
        ("We encrypt all backups.", "Acme encrypts all backups."),
        ("(ii) Backups are encrypted.", "Backups are encrypted."),
    ],
)  # fmt: skip
def test_another_way_to_write_the_same_is_no_other_promise(before, after):
    assert rewording(before, after).kind != "material"
    assert rewording(after, before).kind != "material"


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_text_is_its_own_rewording_and_it_lies_both_ways_alike(one, other):
    assert rewording(one, one).kind == "same"
    assert (rewording(one, other).kind == "same") == (rewording(other, one).kind == "same")


def test_a_plan_that_is_still_promised_elsewhere_is_no_new_name_for_another():
    present = wording("one", "A named manager looks after each Platinum account.")
    before = earlier(present, statement="A named manager looks after each Silver account.")
    assert held("A named manager looks after each Silver account.", present, before).state == "consistent"
    silver = wording("two", "The Silver plan includes the archive.")
    assert (
        held("A named manager looks after each Silver account.", present, before, silver).state == "outdated"
    )


def test_one_sentence_of_a_long_earlier_statement_is_enough():
    present = wording(
        "one", "Accounts are yours. Data is deleted after you leave. Exports are in plain formats."
    )
    before = earlier(
        present,
        statement="Accounts are yours. Data is never deleted after you leave. Exports are in plain formats.",
    )
    assert held("Data is never deleted after you leave.", present, before).state == "outdated"
    assert held("Exports are in plain formats.", present, before).state == "consistent"


# --- ended ---


@each_of(
    ("changes", "state", "told"),
    [
        ({"status": "retired", "ends": date(2026, 3, 1), "ended": ENDED}, "expired", "was retired on 2026-03-01 (commit c0ffee000 of 2026-02-03)"),
        ({"status": "superseded", "successors": ("chat-support",)}, "expired", '"chat-support" took its place'),
        ({"status": "retired", "ends": date(2026, 5, 31)}, "expired", "was retired on 2026-05-31"),
        ({"status": "retired", "ends": TODAY}, "consistent", "is owed until 2026-06-01"),
        ({"standing": "erased", "until": ENDED}, "expired", "took its record away"),
        ({"layer": "legacy", "honoured_until": date(2026, 5, 31)}, "expired", "was to be honoured until 2026-05-31"),
        ({"layer": "legacy", "honoured_until": TODAY}, "consistent", ""),
        ({"layer": "experimental", "decide_by": date(2026, 5, 31)}, "expired", "was to be decided by 2026-05-31"),
    ],
)  # fmt: skip
def test_a_promise_that_has_ended_or_is_past_its_time(changes, state, told):
    found = held("You can call a support engineer by phone for free.", replace(PHONE, **changes))
    assert found.state == state
    assert told in found.explanation


@each_of(
    "clause",
    [
        "after your contract ends", "the moment your contract ends", "even after your account was closed down",
        "although chat is going away", "since the pandemic ended", "so that your waiting ends", "now that the beta has ended",
        "because the lockdown is over", "even though the pilot has ended", "- the wait is over", "although it was discontinued in 2024",
    ],
)  # fmt: skip
def test_that_something_else_ended_takes_nothing_back(clause):
    retired = replace(PHONE, status="retired", ends=date(2026, 3, 1))
    assert (
        held(f"Customers can call a support engineer by phone for free {clause}.", retired).state == "expired"
    )


@each_of(
    "text",
    [
        "Customers can't call a support engineer by phone for free since the offer has ended.",
        "Customers can no longer call a support engineer by phone for free now that the offer has ended.",
        "Customers can not call a support engineer by phone for free because such calls have ended.",
        "We never liked chats, while free calls by phone to a support engineer have ended.",
    ],
)
def test_a_reason_takes_back_no_denial(text):
    assert held(claim(text, promise="phone-support"), PHONE).state == "contradicts"


@each_of(
    "text",
    [
        "Every restriction on free calls to a support engineer by phone is removed.",
        "Free calls to a support engineer by phone for customers end on 31 December 2030.",
        "Customers can call a support engineer by phone for free wherever the road ends.",
    ],
)
def test_an_end_that_is_not_its_own_is_none(text):
    retired = replace(PHONE, status="retired", ends=date(2026, 3, 1))
    assert held(claim(text, promise="phone-support"), retired).state == "expired"


@each_of(
    "text",
    [
        "Free calls by phone to a support engineer, which customers had, are discontinued.",
        "Free calls by phone to a support engineer for customers who signed up in 2024 have ended.",
        "As soon as you read this, calling a support engineer by phone for free is over.",
        "While you slept we decided that calling a support engineer by phone for free is over.",
    ],
)
def test_a_clause_before_an_end_hides_no_denial_of_what_stands(text):
    assert held(claim(text, promise="phone-support"), PHONE).state in ("contradicts", "unclear")


def test_what_a_successor_promises_again_is_no_expired_claim():
    ended = wording(
        "reports-in-a-day",
        "Reports of faults are answered within 24 hours.",
        status="superseded",
        successors=("reports-in-three-days",),
    )
    now = wording("reports-in-three-days", "Reports of faults are answered within 72 hours.")
    assert held("We answer reports of faults within 72 hours.", ended, now).promise == "reports-in-three-days"
    assert held("We answer reports of faults within 72 hours.", ended, now).state == "consistent"
    assert held("We answer reports of faults within 24 hours.", ended, now).state == "expired"
    assert held("We answer reports of faults.", ended, now).state == "consistent"


def test_what_is_only_proposed_was_promised_by_nobody():
    found = held("You can call a support engineer by phone for free.", replace(PHONE, status="proposed"))
    assert (found.state, found.promise) == ("unregistered", "phone-support")
    assert "only proposed" in found.explanation


def test_a_proposal_makes_no_text_right():
    proposal = wording(
        "slower-answer", "Every support ticket gets a first answer within 6 hours.", status="proposed"
    )
    found = held("We send a first answer to every support ticket within 6 hours.", ANSWER, proposal)
    assert (found.state, found.promise) == ("contradicts", "first-answer")


def test_what_was_promised_and_is_only_proposed_now_is_outdated():
    again = replace(ANSWER, status="proposed")
    before = earlier(
        ANSWER,
        statement="Every support ticket gets a first answer within 2 hours.",
        terms=(),
        status="active",
    )
    assert (
        held("We send a first answer to every support ticket within 2 hours.", again, before).state
        == "outdated"
    )
    assert (
        held("We send a first answer to every support ticket within 4 hours.", again, before).state
        == "unregistered"
    )


# --- experiments ---

SUMMARY = "You see a machine-made summary in every ticket."


@each_of(
    ("said", "state"),
    [
        (claim(SUMMARY, "lighthouse/guide.md"), "consistent"),
        (claim(f"Members of the Lighthouse programme: {SUMMARY}", "help/tickets.md", zone="product-capability"), "consistent"),
        (claim(SUMMARY, "help/tickets.md", heading="For the Lighthouse programme"), "consistent"),
        (claim(SUMMARY, "help/tickets.md"), "escaped"),
        (claim(f"Members of the Lighthouse programme: {SUMMARY}", "help/tickets.md", zone="sales-marketing"), "escaped"),
        (claim("Every customer sees a machine-made summary in every ticket.", "lighthouse/guide.md"), "escaped"),
    ],
)  # fmt: skip
def test_an_experiment_is_said_inside_its_bounds_or_has_escaped(said, state):
    found = held(said, BETA)
    assert (found.state, found.promise) == (state, "ticket-summary")


def test_an_experiment_without_cohort_or_zones_has_no_bounds_but_its_surfaces():
    loose = replace(BETA, cohort="", zones=())
    assert held(claim(SUMMARY, "lighthouse/guide.md"), loose).state == "consistent"
    assert held(claim(SUMMARY, "help/tickets.md"), loose).state == "escaped"


# --- explicit links ---


def test_a_link_settles_which_promise_it_is_however_unlike_the_words_are():
    found = held(claim("Relax, it will be looked at within 6 hours.", promise="first-answer"), ANSWER, PHONE)
    assert (found.state, found.promise, found.score, found.link) == (
        "contradicts",
        "first-answer",
        1.0,
        "explicit",
    )
    like_another = claim("You can call a support engineer by phone for free.", promise="first-answer")
    assert held(like_another, ANSWER, PHONE).promise == "first-answer"


def test_a_link_to_an_id_that_never_was_is_a_finding_by_itself():
    found = held(
        claim("You can call a support engineer by phone for free.", promise="phone-suport"), ANSWER, PHONE
    )
    assert (found.state, found.promise, found.link) == ("unregistered", "phone-suport", "unknown")
    assert 'did you mean "phone-support"?' in found.explanation


@each_of(
    ("said", "state", "promise"),
    [
        ("We respond to any customer issue within six hours.", "contradicts", "response"),
        ("We respond to any customer issue within four hours.", "consistent", "proud"),
        ("A parcel of ours weighs less than 12 kilograms.", "unclear", "proud"),
        ("We are the most reliable provider there is.", "consistent", "proud"),
        ("We will not respond to any customer issue.", "contradicts", "response"),
    ],
)
def test_a_link_hides_no_contradiction_of_another_promise(said, state, promise):
    proud = wording("proud", "We are the most reliable provider.")
    response = wording("response", "We respond to any customer issue within four hours.")
    found = held(claim(said, promise="proud"), proud, response)
    assert (found.state, found.promise) == (state, promise)
    assert '"proud"' in found.explanation


@pytest.mark.parametrize("link", ["proud", "no-such-promise"])
def test_no_link_turns_a_contradiction_into_something_milder(link):
    proud = wording("proud", "We are the most reliable provider.")
    private = wording("private", "We never sell your personal data to third parties.")
    found = held(claim("We sell your personal data to third parties.", promise=link), proud, private)
    assert (found.state, found.promise) == ("contradicts", "private")
    assert found.explanation.startswith(f'The text says that it speaks of "{link}"')


def test_a_link_to_an_ended_promise_is_expired():
    found = held(claim("Call us.", promise="phone-support"), replace(PHONE, status="retired"))
    assert (found.state, found.link) == ("expired", "explicit")


# --- exceptions ---


def test_an_exception_excuses_its_finding_from_its_first_day_to_its_last_and_no_other():
    said = claim("We send a first answer to every support ticket within 6 hours.")
    index = WordingIndex([ANSWER], quantities)
    mark = held(said, ANSWER).fingerprint
    first, last = date(2026, 5, 1), date(2026, 6, 1)
    other = AcceptedException("other", "0" * 32, "Why.", "@acme/head", first, last)
    accepted = [AcceptedException("until-june", mark, "Printed already.", "@acme/head", first, last), other]
    states = {}
    for day in (date(2026, 4, 30), first, last, date(2026, 6, 2)):
        judged = claim_findings([said], index, day, accepted)
        assert judged.findings[0].state == "contradicts"  # an exception hides nothing
        states[day] = (judged.findings[0].exception, *dict(judged.exceptions).values())
    assert list(states.values()) == [
        ("", "not-yet", "not-yet"),
        ("until-june", "unused", "used"),
        ("until-june", "unused", "used"),
        ("", "expired", "expired"),
    ]


@each_of(
    ("said", "promised"),
    [
        (claim("We send a first answer to every support ticket within 7 hours."), ANSWER),
        (claim("We send a first answer to every support ticket within 6 hours.", "docs/other.md"), ANSWER),
        (claim("We send a first answer to every support ticket within 6 hours."), replace(ANSWER, digest="w1:next")),
    ],
    ids=["another sentence", "another file", "another wording of the promise"],
)  # fmt: skip
def test_an_exception_is_no_switch(said, promised):
    mark = held("We send a first answer to every support ticket within 6 hours.", ANSWER).fingerprint
    accepted = [AcceptedException("one", mark, "Why.", "@acme/head", date(2026, 1, 1), date(2026, 12, 31))]
    assert (
        claim_findings([said], WordingIndex([promised], quantities), TODAY, accepted).findings[0].exception
        == ""
    )


def test_the_same_sentence_elsewhere_in_its_file_is_the_same_finding():
    said = claim("We send a first answer to every support ticket within 6 hours.")
    moved = replace(said, sentence=replace(said.sentence, line=90, end_line=90))
    assert held(said, ANSWER).fingerprint == held(moved, ANSWER).fingerprint


def test_exceptions_are_waivers_of_claims_that_name_a_fingerprint():
    def waiver(identity, policy="claims", target="ab" * 16, commit=""):
        return Waiver(
            identity, policy, "first-answer", "Why.", "@a", "@b", TODAY, TODAY, target=target, commit=commit
        )

    some = [
        waiver("b"),
        waiver("a"),
        waiver("c", policy="review-is-due"),
        waiver("d", target=""),
        waiver("e", commit="c" * 40),
    ]
    assert [one.id for one in accepted_exceptions(some)] == ["a", "b"]


# --- laws, and hostile texts ---


def test_every_state_can_be_told():
    assert {"consistent", "contradicts", "outdated", "expired", "escaped", "unregistered", "unclear"} == set(
        STATES
    )


def test_ties_are_decided_by_id_whatever_the_order():
    twins = [
        wording(name, "Lost parcels are paid for in full.")
        for name in ("b-parcels", "a-parcels", "c-parcels")
    ]
    twins = [replace(one, title="Parcels") for one in twins]
    for some in (twins, twins[::-1], [twins[1], twins[0], twins[2]]):
        assert held("We pay for lost parcels in full.", *some).promise == "a-parcels"


def test_findings_come_in_the_order_of_the_claims_and_none_depends_on_the_others():
    said = [
        claim(text)
        for text in (
            "Paint is cheap here.",
            "We send a first answer to every support ticket within 6 hours.",
            "Paint is cheap here.",
        )
    ]
    index = WordingIndex([ANSWER, PHONE], quantities)
    whole = claim_findings(said, index, TODAY).findings
    assert [one.claim for one in whole] == said
    assert [claim_findings([one], index, TODAY).findings[0] for one in said] == list(whole)


@each_of(
    "text",
    [
        "You c\u0430n c\u0430ll \u0430 support engineer by phon\u0435 for free.",  # Cyrillic letters among Latin ones
        "You can\u200b call a sup\u00adport engi\u200dneer by phone for free.",
        "\uff39ou can call a support engineer by \uff50hone for free.",
        "YOU CAN CALL A SUPPORT ENGINEER BY PHONE FOR FREE!!!",
    ],
)  # fmt: skip
def test_letters_that_only_look_alike_hide_nothing(text):
    assert held(text, PHONE).promise == "phone-support"


@each_of("text", ["", " ", "\x00", "\ud800", "\u202e", "'''", "9" * 5000, "%" * 5000, "\u0e01" * 5000])
def test_odd_texts_are_claims_like_any_other(text):
    assert held(text, ANSWER, PHONE).state == "unregistered"
    unread = text.startswith(("9", "\u202e"))  # a number without a unit, a character that turns text round
    assert held(claim(text, promise="first-answer"), ANSWER).state == ("unclear" if unread else "consistent")


@pytest.mark.parametrize(
    "piece",
    ["support engineer by phone ", "a", "\u0430", "4 hours ", "not ", "' ", "e\u0301", "9.", "all of our "],
)
@pytest.mark.whole  # nine times a megabyte
def test_comparing_a_megabyte_ends(piece):
    text = (piece * (1_000_000 // len(piece)))[:1_000_000]
    with ends():
        held(text, PHONE, earlier(PHONE, statement=text), BETA)
