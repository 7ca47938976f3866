"""What is asked of each owner: one section each, in the order in which they can answer."""

from __future__ import annotations

from scenario import acme, changed, judged, org, promise, realigned

from pas_gov.judging.findings.asks import OwnerAsks, asking_changes, asks_of

OWNERS = {
    "reliable": "@acme/board",
    "four-hours": "@acme/support",
    "named-csm": "@acme/csm",
    "ai-summary": "@acme/ai",
    "phone-support": "@acme/support",
    "free-parking": "@acme/facility",
}


def owned() -> dict:
    records = acme()
    for identity, owner in OWNERS.items():
        records = changed(records, identity, owner=owner)
    return records


REWORDED = changed(owned(), "reliable", statement="We are the best.")


def asked(before, after, *, propagates: bool = True, **judging) -> tuple[OwnerAsks, ...]:
    verdict = judged(before, after, **judging)
    return asks_of(verdict.judgement.findings, verdict.transition, propagates=propagates)


def shown(owners: tuple[OwnerAsks, ...]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return by owner, in order, each promise with those whom it waits for."""
    return {
        one.owner: [
            (ask.promise.id if ask.promise else "", tuple(w.id for w in ask.waits_for)) for ask in one.asks
        ]
        for one in owners
    }


def test_each_owner_has_one_section_and_who_waits_comes_later_and_says_for_whom():
    found = shown(asked(owned(), REWORDED))
    assert found == {
        "@acme/facility": [("free-parking", ())],
        "@acme/support": [("four-hours", ()), ("phone-support", ()), ("phone-support", ())],
        "@acme/ai": [("ai-summary", ("four-hours",))],
        "@acme/csm": [("named-csm", ("four-hours",))],
    }
    assert list(found) == ["@acme/facility", "@acme/support", "@acme/ai", "@acme/csm"]


def test_who_rests_on_others_is_told_so_and_has_no_command_yet():
    (section,) = (one for one in asked(owned(), REWORDED) if one.owner == "@acme/ai")
    (ask,) = section.asks
    assert (ask.policy, ask.enforcement, ask.commands, ask.round) == ("", "", (), 1)
    assert "rests on what has to answer first" in ask.message


def test_what_has_answered_asks_its_own_dependents_now():
    after = realigned(REWORDED, "four-hours", "reliable", by="@acme/support")
    found = shown(asked(owned(), after))
    assert found["@acme/csm"] == [("named-csm", ())]
    assert found["@acme/support"] == [("phone-support", ()), ("phone-support", ())]


def test_without_a_policy_that_asks_dependents_nobody_is_told_to_wait():
    assert "@acme/csm" not in shown(asked(owned(), REWORDED, propagates=False))


def test_an_ask_has_the_finding_s_message_and_commands_and_the_change_that_asks():
    (section,) = (one for one in asked(owned(), REWORDED) if one.owner == "@acme/support")
    first = section.asks[0]
    assert first.message == '"Four hours" was not reviewed against the present "Reliable"'
    assert first.commands[0][:4] == ("realign", "four-hours", "--to", "reliable")
    assert (first.cause, first.target, first.blocks) == ("reliable", "reliable", True)
    change = judged(owned(), REWORDED).transition
    assert asking_changes([section], change)["reliable"].told[1] == "now: We are the best."


def test_what_stood_before_or_is_waived_asks_nothing():
    assert asked(REWORDED, changed(REWORDED, "reliable", title="Anew")) == ()


def test_owners_stand_behind_those_whom_they_wait_for_even_where_they_have_something_to_do_at_once():
    before = org(
        promise("top", "core", owner="@z"),
        promise("first", "supporting", "top", owner="@m"),
        promise("second", "supporting", "first", owner="@a"),
        promise("third", "supporting", "top", owner="@a"),
    )
    found = shown(asked(before, changed(before, "top", statement="Another.")))
    assert list(found) == ["@m", "@a"]
    assert found["@a"] == [("third", ()), ("second", ("first",))]


def test_owners_who_wait_for_each_other_begin_with_who_can():
    before = org(
        promise("top", "core", owner="@z"),
        promise("first", "supporting", "top", owner="@b"),
        promise("second", "supporting", "first", owner="@a"),
        promise("third", "supporting", "second", owner="@b"),
    )
    found = shown(asked(before, changed(before, "top", statement="Another.")))
    assert list(found) == ["@b", "@a"]
    assert found["@b"] == [("first", ()), ("third", ("second",))]


def test_what_concerns_the_whole_stack_is_nobody_s_own():
    before = org(promise("top", "core"))
    after = org(*[promise(f"core-{n}", "core") for n in range(5)], promise("top", "core"))
    assert "" in shown(asked(before, after))
