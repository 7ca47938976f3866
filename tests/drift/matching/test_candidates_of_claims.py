"""Candidates for the inventory: records that are valid, say what the text says, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from cases import each_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries
from promised import claim, held, wording
from scenario import acme, files_of, snapshot

from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.registering import register
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.candidates import bound_of, candidates
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.quantities.quantities import quantities
from pas_gov.model.records.reader import read
from pas_gov.model.stack.loading import load_stack

SIGNED = Authorship("@acme/docs", date(2026, 6, 1))


def unregistered(said: Claim, **changes) -> ClaimFinding:
    return replace(ClaimFinding(said, "unregistered", ""), **changes)


FILES = snapshot("here", files_of(acme()))
STACK = load_stack(FILES, {})


def draft() -> Draft:
    return Draft(FILES, STACK, SIGNED.today)


def written(*findings: ClaimFinding) -> list[str]:
    made = draft()
    entries = register(made, candidates(findings, made.stack.entries).values(), SIGNED, owner="@acme/docs")
    return [made.texts[entry.path].decode() for entry in entries]


def test_a_candidate_says_what_the_text_says_with_its_source_and_place():
    said = claim(
        "If a parcel is lost, we refund it within 5 business days.",
        "shop/faq.md",
        zone="delivery-support",
        condition="If a parcel is lost",
    )
    (text,) = written(unregistered(said))
    assert read("promise", text.encode()).record == {
        "schema": "pas.promise/v1",
        "id": "parcel-lost-refund-5-business-days",
        "title": "If a parcel is lost, we refund it within 5 business days",
        "layer": "conditional",
        "status": "proposed",
        "owner": "@acme/docs",
        "made": {"date": "2026-06-01", "source": "Found by scan in shop/faq.md:7"},
        "statement": "If a parcel is lost, we refund it within 5 business days.\n",
        "audience": ["customers"],
        "applies_when": {"says": "If a parcel is lost"},
        "terms": [{"measure": "time: parcel lost refund", "at_most": "5bd"}],
        "zones": {"delivery-support": {"surfaces": [{"path": "shop/faq.md"}]}},
    }


@each_of(
    ("text", "terms"),
    [
        ("Backups are kept for at least 90 days.", [("time: backups kept", "at_least", "90d")]),
        ("Uptime is 99.9% every month.", [("share: uptime", "at_least", "99.9%")]),
        ("Each plan has 3 custom domains.", None),  # named by what is counted
        ("Delivery takes 10-14 days.", []),  # a range has no one bound
        ("It costs $20.", []),  # no term is money
        ("Data is kept for two years.", []),  # no term is in years
    ],
)  # fmt: skip
def test_quantities_become_terms_where_a_term_can_hold_them(text, terms):
    (found,) = candidates([unregistered(claim(text))], ()).values()
    assert found.terms if terms is None else list(found.terms) == terms


def test_a_sentence_that_two_texts_say_is_one_candidate_that_names_both():
    said = claim("Lost parcels are paid for in full.", "a.md")
    again = claim("Lost  parcels are paid for in full.", "b.md")
    (found,) = candidates([unregistered(said), unregistered(again)], ()).values()
    assert (found.place, found.also) == ("a.md:7", ("b.md:7",))
    assert "notes: Also said in b.md:7." in written(unregistered(said), unregistered(again))[0]


def test_ids_are_unique_among_all_that_ever_were_and_the_same_each_time():
    some = [unregistered(claim(f"Lost parcels are paid for in full{mark}")) for mark in (".", "!", "?")]
    once = [one.id for one in candidates(some, {"lost-parcels-paid-full"}).values()]
    assert once == ["lost-parcels-paid-full-2", "lost-parcels-paid-full-3", "lost-parcels-paid-full-4"]
    assert once == [one.id for one in candidates(some, {"lost-parcels-paid-full"}).values()]


def test_only_what_no_record_stands_behind_is_a_candidate():
    said = claim("Lost parcels are paid for in full.")
    some = [
        replace(unregistered(said), state=state)
        for state in ("consistent", "contradicts", "outdated", "expired", "escaped")
    ]
    assert candidates([*some, unregistered(said, promise="already-proposed")], ()) == {}
    assert len(candidates([unregistered(said, promise="no-such-id", link="unknown")], ())) == 1


def test_what_was_registered_isnt_registered_again():
    said = claim("Lost parcels are paid for in full.")
    (found,) = candidates([unregistered(said)], ()).values()
    again = held(said, wording(found.id, found.statement, status="proposed", title=found.title))
    assert (again.state, again.promise) == ("unregistered", found.id)
    assert candidates([again], {found.id}) == {}


TEXTS = st.text(max_size=300) | st.lists(
    st.sampled_from(
        [
            "we",
            "refund",
            "within",
            "5 business days",
            "99.9%",
            "$20",
            "#{}",
            ": ",
            "-",
            "|",
            "'",
            '"',
            "\\",
            "\u202e",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(deadline=None, max_examples=tries(60))
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4))
@pytest.mark.whole  # the dearest of the laws: records made, written and read again
def test_whatever_a_text_says_its_record_is_valid(parts):
    claims = [
        Claim(Sentence(path or "a.md", 1, 1, "sentence", "", "", text), "hard", "sales-marketing", condition, quantities(text), 1.0, ())
        for text, path, condition in parts
    ]  # fmt: skip
    found = tuple(candidates(map(unregistered, claims), draft().stack.entries).values())
    entries = register(draft(), found, SIGNED, owner="@acme/docs")
    assert [entry.status for entry in entries] == ["proposed"] * len(found)
    assert len({entry.id for entry in entries}) == len(found)


@each_of(
    ("text", "bound"),
    [
        ("You can return any lamp within 30 days for a full refund.", "at_least"),
        ("You can cancel within 14 days.", "at_least"),
        ("Customers may withdraw from the contract within 14 days.", "at_least"),
        ("Orders can be cancelled within 14 days.", "at_least"),
        ("Returns are accepted within 30 days.", "at_least"),
        ("You are free to exchange it with us within 60 days.", "at_least"),
        ("We answer within 4 hours.", "at_most"),
        ("You can expect an answer within 4 hours.", "at_most"),
        ("You can also expect an answer within 4 hours.", "at_most"),
        ("You can call us any time, and we answer within 4 hours.", "at_most"),
        ("Customers can write to us and are answered within 4 hours.", "at_most"),
        ("Data can be restored within 4 hours.", "at_most"),
        ("We refund you within 5 days.", "at_most"),
        ("Refunds are processed within 5 days.", "at_most"),
        ("Refunds within 30 days.", None),
        ("Money back within 30 days of purchase.", None),
        ("Up to 5 seats are free.", "at_most"),
        ("You can add up to 5 seats.", "at_most"),
    ],
)
def test_the_bound_is_that_by_which_less_would_be_worse_for_customers(text, bound):
    (said,) = quantities(text)
    assert bound_of(text, said) == bound
