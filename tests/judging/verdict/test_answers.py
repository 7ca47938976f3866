"""Who answers for what in a change: every answer that it adds, none that stood before; whose it is."""

from __future__ import annotations

import json

from cases import each_of
from scenario import (
    PACK,
    acme,
    changed,
    ended,
    judged,
    noticed,
    promise,
    realigned,
    settings,
    waiver,
    with_made,
)

from pas_gov.judging.verdict.answers import Answer
from pas_gov.report.gate.answered import said

REWORDED = changed(acme(), "reliable", statement="We are the best.")


def answers(before, after, **judging) -> tuple[Answer, ...]:
    return judged(before, after, **judging).answers


def test_a_review_names_promise_target_owner_signer_and_note():
    after = realigned(REWORDED, "four-hours", "reliable", by="@acme/owner", note="Holds under the new words.")
    assert answers(acme(), after) == (
        Answer("four-hours", "review", "reliable", None, "@acme/owner", "@acme/owner", "Holds under the new words.", "", True),
    )  # fmt: skip


@each_of(("note", "shown"), [("tbd", ""), ("<WHY>", ""), ("tbd by May", "tbd by May")])
def test_a_note_that_is_a_placeholder_is_none(note, shown):
    (found,) = answers(acme(), realigned(REWORDED, "four-hours", "reliable", by="@acme/owner", note=note))
    assert found.note == shown


def test_what_stood_before_is_no_answer_of_this_change():
    assert answers(acme(), REWORDED) == ()
    assert answers(acme(), changed(acme(), "four-hours", title="Another")) == ()


def test_a_link_that_names_no_revision_was_not_reviewed():
    after = changed(
        acme(), "four-hours", aligned_to=[{"promise": "fast", "by": "@acme/owner", "note": "Yes."}]
    )
    assert answers(acme(), after) == ()


def test_the_reviews_of_a_promise_that_is_made_are_answers_of_the_change():
    found = answers(acme(), with_made(acme(), promise("fresh", "supporting", "reliable")))
    assert [(one.promise, one.kind, one.target) for one in found] == [("fresh", "review", "reliable")]


def test_an_attestation_says_which_reality():
    zones = json.loads(json.dumps(acme()["four-hours"]["zones"]))
    zones["delivery-support"]["attested"].update(reality="drifting", by="@acme/desk", note="Six hours.")
    (found,) = answers(acme(), changed(acme(), "four-hours", zones=zones))
    assert (found.kind, found.zone, found.about, found.note) == ("attestation", "delivery-support", "drifting", "Six hours.")  # fmt: skip
    assert (found.owner, found.by, found.by_owner) == ("@acme/owner", "@acme/desk", False)


def test_an_ending_its_zones_and_its_notices_are_answers():
    found = answers(acme(), ended(acme(), "four-hours"))
    assert [(one.kind, one.zone, one.about, one.by, one.note) for one in found] == [
        ("ending", None, "2026-12-01", "@acme/board", "No longer needed."),
        ("ending", "delivery-support", "2026-12-01", "", ""),
        ("ending", "documentation-knowledge", "2026-12-01", "", ""),
        ("notice", None, "customers", "", "Told."),
    ]
    assert [one.by_owner for one in found if not one.by] == [None, None, None]


def test_a_notice_is_an_answer_that_nobody_signs():
    (found,) = answers(acme(), noticed(acme(), "four-hours", "customers"))
    assert (found.kind, found.about, found.by, found.by_owner) == ("notice", "customers", "", None)
    assert said(found) == "customers told"


def test_a_notice_of_another_day_is_shown_with_its_day():
    (found,) = answers(acme(), noticed(acme(), "four-hours", "customers", date="2026-01-02"))
    assert said(found) == "customers told on 2026-01-02"


def test_a_waiver_says_who_approved_it_and_why():
    with_waiver = {**PACK, **waiver("one-time", "no-erasure", "four-hours")}
    (found,) = answers(acme(), acme(), after_rules=with_waiver)
    assert found == Answer("four-hours", "waiver", None, None, "@acme/owner", "@acme/two", "The board knows.", "no-erasure", False)  # fmt: skip


def test_a_waiver_that_is_prolonged_answers_anew_and_one_that_moves_does_not():
    stood = {**PACK, **waiver("one-time", "no-erasure", "four-hours")}
    longer = {**PACK, **waiver("one-time", "no-erasure", "four-hours", until="2026-07-15")}
    assert [one.kind for one in answers(acme(), acme(), rules=stood, after_rules=longer)] == ["waiver"]
    (text,) = waiver("one-time", "no-erasure", "four-hours").values()
    moved = {**PACK, "policies/waivers/other-name.yaml": text}
    assert answers(acme(), acme(), rules=stood, after_rules=moved) == ()


def test_a_waiver_of_the_whole_stack_has_no_owner():
    (found,) = answers(acme(), acme(), after_rules={**PACK, **waiver("all", "stack-has-a-core", "*")})
    assert (found.promise, found.owner, found.by_owner) == ("", "", None)


@each_of(
    ("signer", "owned"),
    [
        ("@acme/owner", True),
        ("@Acme/Owner", True),
        ("@jo", True),
        ("jo@acme.example", True),
        ("@jo2", False),
        ("@acme", False),
    ],
)
def test_a_member_of_the_team_that_owns_a_promise_answers_for_it(signer, owned):
    rules = {**PACK, **settings(teams={"@acme/owner": ["@Jo", "jo@acme.example"], "@acme/else": ["@jo2"]})}
    (found,) = answers(acme(), realigned(REWORDED, "four-hours", "reliable", by=signer), rules=rules)
    assert found.by_owner is owned


def test_the_teams_are_those_of_the_base():
    bold = {**PACK, **settings(teams={"@acme/owner": ["@jo"]})}
    after = realigned(REWORDED, "four-hours", "reliable", by="@jo")
    (found,) = answers(acme(), after, after_rules=bold)
    assert found.by_owner is False
