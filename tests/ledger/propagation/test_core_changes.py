"""Propagation: who must answer a change of a Core, who has, and which zones are verified (no git, no files)."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cases import each_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries
from scenario import (
    PACK,
    Org,
    acme,
    blocking,
    changed,
    ended,
    files_of,
    judged,
    org,
    promise,
    realigned,
    snapshot,
    with_made,
    without,
    wording_of,
    zone,
)  # fmt: skip
from scenario import settings as tuned
from stacks import loaded

from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.propagation import propagation as module
from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.ledger.propagation.obligations import legacy_scope
from pas_gov.ledger.propagation.propagation import Propagation, propagation
from pas_gov.ledger.replay.origin import Origin
from pas_gov.ledger.replay.steps import NOTHING, UNTOUCHED, Step
from pas_gov.model.records.rulebook import Rulebook, load_rulebook
from pas_gov.model.stack.paths import differing_paths, record_paths

FIRST = date(2026, 6, 1)  # the adoption; each step is a day later than the one before it
TODAY = date(2026, 7, 1)
ATTESTED = "2026-06-02"  # the day of the first change after the adoption
Files = Mapping[str, str]


def files(one: Org | Files) -> Files:
    return one if all(isinstance(text, str) for text in one.values()) else files_of(one)  # type: ignore[return-value, arg-type]


def steps(*moments: Org | Files) -> list[Step]:
    """Return the steps of a history, newest first; the first moment is the adoption."""
    found, before = [], NOTHING
    earlier = snapshot("nothing", {})
    for number, moment in enumerate(moments):
        here = snapshot(f"moment {number}", files(moment))
        after = Side(loaded(here), Rulebook())
        origin = Origin(f"{number:040x}", FIRST + timedelta(days=number), subject=f"Step {number}")
        found.append(Step(origin, before, after, record_paths(differing_paths(earlier, here))))
        before, earlier = after, here
    return found[::-1]


def told(*moments: Org | Files, legacy: str = "", today: date = TODAY) -> tuple[CoreChange, ...]:
    """Return the changes of a history, oldest first."""
    return propagation(steps(*moments), legacy, today).changes[::-1]  # type: ignore[arg-type]


def only(*moments: Org | Files, legacy: str = "", today: date = TODAY) -> CoreChange:
    (found,) = told(*moments, legacy=legacy, today=today)
    return found


def answered(change: CoreChange) -> dict[str, tuple[str, int]]:
    """Return how each promise answered, and at which step."""
    return {one.entry.id: (one.how, int(one.origin.commit, 16)) for one in change.answers}


def lacking(change: CoreChange) -> dict[str, list[tuple[str, str]]]:
    return {one.entry.id: [(lack.kind, lack.target) for lack in one.lacks] for one in change.unanswered}


def asked(change: CoreChange) -> set[str]:
    return answered(change).keys() | lacking(change).keys()


def reworded(before: Org, identity: str = "reliable", text: str = "anew") -> Org:
    return changed(before, identity, statement=f"We promise {identity}, {text}.")


def unlinked(before: Org, identity: str, *targets: str) -> Org:
    kept = [link for link in before[identity]["aligned_to"] if link["promise"] not in targets]
    return changed(before, identity, aligned_to=kept)


def linked(before: Org, identity: str, target: str, *, reviewed: bool = True, **keys: str) -> Org:
    """Return the organisation where one promise is aligned to one more, reviewed now or never."""
    fresh = changed(
        before, identity, aligned_to=[*before[identity]["aligned_to"], {"promise": target, **keys}]
    )
    return realigned(fresh, identity, target) if reviewed else fresh


STALE = {"reviewed": False, "revision": "r1:" + "0" * 32}
ACME = acme()
REWORDED = reworded(ACME)
DEPENDENTS = {"four-hours", "named-csm", "ai-summary", "phone-support"}
FOUR = realigned(REWORDED, "four-hours", "reliable")
CSM = realigned(FOUR, "named-csm", "four-hours")


class TestWhatIsAChange:
    def test_a_core_that_is_reworded(self):
        found = only(ACME, REWORDED)
        assert [(one.id, one.kinds) for one in found.changes] == [("reliable", ("reworded",))]
        assert (found.origin.subject, found.origin.day) == ("Step 1", date(2026, 6, 2))

    @each_of("keys", [{"title": "New"}, {"owner": "@acme/new"}, {"notes": "x"}])
    def test_nothing_that_is_not_material(self, keys):
        assert told(ACME, changed(ACME, "reliable", **keys)) == ()

    def test_no_other_layer(self):
        assert told(ACME, reworded(ACME, "four-hours"), reworded(ACME, "phone-support")) == ()

    def test_not_the_adoption_but_the_next_core_that_is_made(self):
        more = with_made(ACME, promise("kind", "core"))
        found = propagation(steps(ACME, more), "", TODAY)
        assert found.adopted is not None
        assert found.adopted.subject == "Step 0"
        assert [one.id for change in found.changes for one in change.changes] == ["kind"]
        assert found.cores == {"reliable", "fast", "kind"}

    def test_a_core_that_comes_to_promises_that_stand(self):
        later = with_made(org(promise("lonely", "supporting")), promise("kind", "core"))
        assert asked(only(org(promise("lonely", "supporting")), later)) == set()

    def test_proposals_are_no_adoption(self):
        idea = org(promise("kind", "core", status="proposed"))
        found = propagation(steps(idea, changed(idea, "kind", status="active")), "", TODAY)
        assert found.adopted is not None
        assert (found.adopted.subject, found.changes) == ("Step 1", ())

    def test_a_supersession_touches_two_in_one_entry(self):
        more = with_made(ACME, promise("kind", "core"))
        after = ended(more, "reliable", "superseded", superseded_by=["kind"])
        assert [(one.id, one.kinds[0]) for one in only(ACME, after).changes] == [
            ("kind", "made"), ("reliable", "superseded"),
        ]  # fmt: skip

    def test_a_core_that_leaves_its_layer_or_is_erased(self):
        assert only(ACME, changed(ACME, "fast", layer="supporting")).changes[0].kinds == (
            "moved",
            "relayered",
        )
        assert only(ACME, without(ACME, "fast")).changes[0].kinds == ("erased",)


class TestWhoMustAnswer:
    def test_every_active_promise_that_reaches_it(self):
        assert asked(only(ACME, REWORDED)) == DEPENDENTS

    def test_also_one_that_reached_it_before_the_step_alone(self):
        moved = unlinked(reworded(ACME), "phone-support", "reliable")
        assert "phone-support" in asked(only(ACME, moved))

    def test_also_one_that_begins_to_reach_it_in_the_step(self):
        joined = linked(REWORDED, "quick-setup", "reliable")
        assert answered(only(ACME, joined)) == {"quick-setup": ("reviewed", 1)}

    def test_nobody_through_a_promise_that_is_not_active(self):
        through = with_made(ACME, promise("far", "supporting", "draft"))
        assert asked(only(through, reworded(through))) == DEPENDENTS
        apart = ended(ACME, "four-hours")
        assert asked(only(apart, reworded(apart))) == {"phone-support"}

    def test_whoever_rests_on_a_promise_that_ends_in_the_step_itself(self):
        found = only(ACME, ended(REWORDED, "four-hours"))
        assert asked(found) == DEPENDENTS
        assert answered(found) == {"four-hours": ("retired", 1)}
        assert lacking(found)["named-csm"] == [("ended", "four-hours")]

    def test_one_that_is_activated_later_is_not_asked(self):
        later = changed(REWORDED, "draft", status="active")
        assert asked(only(ACME, REWORDED, later)) == DEPENDENTS

    def test_a_changed_core_that_rests_on_another_one(self):
        two = with_made(ACME, promise("kind", "core", "reliable"))
        both = reworded(reworded(two), "kind")
        assert lacking(only(two, both))["kind"] == [("stale", "reliable")]
        assert answered(only(two, realigned(both, "kind", "reliable")))["kind"] == ("amended", 1)

    @each_of(("legacy", "expected"), [("all", {"free-parking"}), ("linked", set()), ("", set())])
    def test_legacy_promises_that_nothing_links_to_it(self, legacy, expected):
        assert asked(only(ACME, REWORDED, legacy=legacy)) == DEPENDENTS | expected

    def test_a_circle_is_never_answered_and_does_no_harm(self):
        circle = linked(ACME, "four-hours", "named-csm", **STALE)
        found = only(circle, reworded(circle))
        assert {"four-hours", "named-csm"} <= lacking(found).keys()


LEGACY = {"policies/core-change-decides-legacy.yaml": PACK["policies/core-change-decides-legacy.yaml"]}


class TestThePolicyOnLegacy:
    @each_of(
        ("rules", "expected"),
        [
            ({}, ""),
            (LEGACY, "all"),
            ({**LEGACY, **tuned(enforcement={"core-change-decides-legacy": "warn"})}, "all"),
            ({**LEGACY, **tuned(enforcement={"core-change-decides-legacy": "ignore"})}, ""),
            ({**LEGACY, **tuned(params={"core-change-decides-legacy": {"legacy": "linked"}})}, "linked"),
        ],
    )
    def test_what_it_asks_for(self, rules, expected):
        assert legacy_scope(load_rulebook(snapshot("rules", rules))) == expected


class TestAnAnswer:
    def test_a_review_in_the_step_itself_or_later(self):
        found = only(ACME, FOUR, realigned(FOUR, "phone-support", "reliable", by="@acme/one", note="Yes."))
        assert answered(found) == {"four-hours": ("reviewed", 1), "phone-support": ("reviewed", 2)}
        (one,) = (one for one in found.answers if one.entry.id == "phone-support")
        assert (one.by, one.notes, one.reviews[0].promise) == (("@acme/one",), ("Yes.",), "reliable")

    def test_an_old_review_is_none(self):
        assert lacking(only(ACME, REWORDED)) == {
            "four-hours": [("stale", "reliable")], "phone-support": [("stale", "reliable")],
            "named-csm": [("waiting", "four-hours")], "ai-summary": [("waiting", "four-hours")],
        }  # fmt: skip

    def test_no_review_at_all(self):
        bare = linked(REWORDED, "quick-setup", "reliable", reviewed=False)
        assert lacking(only(ACME, bare))["quick-setup"] == [("unreviewed", "reliable")]

    def test_a_review_against_one_that_has_not_answered_waits_for_it(self):
        bold = reworded(reworded(ACME), "four-hours")
        early = realigned(bold, "named-csm", "four-hours")
        assert lacking(only(ACME, early))["named-csm"] == [("waiting", "four-hours")]

    def test_an_answer_settles_those_who_waited_for_it(self):
        # the Core goes back: four-hours holds again as it was reviewed, and named-csm with it
        found, _ = told(ACME, REWORDED, ACME)
        assert answered(found) == dict.fromkeys(DEPENDENTS, ("reviewed", 2))

    def test_a_target_that_goes_back_to_what_was_reviewed_settles_its_dependents_too(self):
        other = reworded(FOUR, "four-hours")
        late = {**other, "named-csm": CSM["named-csm"]}  # reviewed against what four-hours said before
        found = only(ACME, FOUR, other, late, CSM)
        assert lacking(only(ACME, FOUR, other, late))["named-csm"] == [("stale", "four-hours")]
        assert answered(found)["named-csm"] == ("reviewed", 4)

    def test_the_second_hop_answers_the_first_ones_review(self):
        found = only(ACME, FOUR, CSM)
        assert answered(found)["named-csm"] == ("reviewed", 2)
        assert lacking(found)["ai-summary"] == [("stale", "four-hours")]

    def test_it_stays_whatever_happens_later(self):
        first, second = told(ACME, FOUR, reworded(FOUR, text="again"))
        assert answered(first) == {"four-hours": ("reviewed", 1)}
        assert answered(second) == {}
        first, _ = told(ACME, FOUR, without(reworded(FOUR, text="again"), "four-hours"))
        assert answered(first) == {"four-hours": ("reviewed", 1)}

    def test_one_review_answers_two_changes(self):
        again = reworded(REWORDED, text="again")
        first, second = told(ACME, REWORDED, again, realigned(again, "phone-support", "reliable"))
        assert answered(first) == answered(second) == {"phone-support": ("reviewed", 3)}

    def test_amended_and_reviewed(self):
        after = realigned(reworded(REWORDED, "phone-support"), "phone-support", "reliable")
        assert answered(only(ACME, REWORDED, after))["phone-support"] == ("amended", 2)

    def test_amended_alone_is_none(self):
        assert "phone-support" in lacking(only(ACME, REWORDED, reworded(REWORDED, "phone-support")))

    @pytest.mark.parametrize("status", ["retired", "superseded"])
    def test_an_ending(self, status):
        found = only(ACME, REWORDED, ended(REWORDED, "ai-summary", status, superseded_by=["four-hours"]))
        assert answered(found)["ai-summary"] == (status, 2)
        (one,) = found.answers
        assert (one.by, one.notes) == (("@acme/board",), ("No longer needed.",))

    def test_back_to_a_proposal_is_none(self):
        back = changed(REWORDED, "ai-summary", status="proposed")
        assert lacking(only(ACME, REWORDED, back))["ai-summary"] == [("proposed", "")]


class TestLinksThatGo:
    def test_a_link_dropped_in_the_change_itself_is_no_answer(self):
        gone = unlinked(REWORDED, "phone-support", "reliable")
        assert lacking(only(ACME, gone))["phone-support"] == [("dropped", "reliable")]
        assert lacking(only(ACME, gone, gone))["phone-support"] == [("dropped", "reliable")]

    def test_until_it_is_reviewed_after_all(self):
        gone = unlinked(REWORDED, "phone-support", "reliable")
        back = linked(gone, "phone-support", "reliable")
        assert answered(only(ACME, gone, back)) == {"phone-support": ("reviewed", 2)}

    def test_a_link_dropped_in_a_later_step_says_that_it_rests_on_other_things(self):
        found = only(ACME, REWORDED, unlinked(REWORDED, "phone-support", "reliable"))
        assert answered(found) == {"phone-support": ("unlinked", 2)}

    def test_a_link_to_an_ended_core_must_go(self):
        gone = ended(ACME, "fast")
        assert lacking(only(ACME, gone))["quick-setup"] == [("ended", "fast")]
        moved = linked(unlinked(gone, "quick-setup", "fast"), "quick-setup", "reliable")
        assert answered(only(ACME, gone, moved))["quick-setup"] == ("unlinked", 2)

    def test_a_link_to_an_erased_core_must_go(self):
        gone = without(ACME, "fast")
        assert lacking(only(ACME, gone))["quick-setup"] == [("missing", "fast")]
        assert answered(only(ACME, unlinked(gone, "quick-setup", "fast"))) == {"quick-setup": ("unlinked", 1)}


class TestSupersession:
    KIND = with_made(ACME, promise("kind", "core"))
    AFTER = ended(KIND, "reliable", "superseded", superseded_by=["kind"])

    def test_the_link_must_lead_to_the_successor(self):
        found = only(ACME, self.AFTER)
        assert lacking(found)["phone-support"] == [("ended", "reliable")]
        assert found.unanswered[-1].lacks[0].towards == "kind"
        moved = linked(unlinked(self.AFTER, "phone-support", "reliable"), "phone-support", "kind", **STALE)
        assert lacking(only(ACME, moved))["phone-support"] == [("stale", "kind")]
        reviewed = realigned(moved, "phone-support", "kind")
        assert answered(only(ACME, reviewed)) == {"phone-support": ("reviewed", 1)}

    def test_a_successor_that_stood_before_counts_too(self):
        after = ended(self.KIND, "reliable", "superseded", superseded_by=["kind"])
        moved = linked(unlinked(after, "phone-support", "reliable"), "phone-support", "kind", **STALE)
        _, found = told(ACME, self.KIND, moved)
        assert lacking(found)["phone-support"] == [("stale", "kind")]

    def test_a_change_is_answered_through_what_follows_the_core_since(self):
        kind = with_made(REWORDED, promise("kind", "core"))
        after = ended(kind, "reliable", "superseded", superseded_by=["kind"])
        moved = linked(unlinked(after, "phone-support", "reliable"), "phone-support", "kind")
        assert answered(told(ACME, REWORDED, after, moved)[0]) == {"phone-support": ("reviewed", 3)}


class TestLegacyThatDecides:
    def test_a_new_link_to_the_core(self):
        joined = linked(REWORDED, "free-parking", "reliable")
        assert answered(only(ACME, REWORDED, joined, legacy="all"))["free-parking"] == ("reviewed", 2)
        assert lacking(only(ACME, REWORDED, legacy="all"))["free-parking"] == [("undecided", "reliable")]

    def test_a_link_that_is_not_reviewed_is_none(self):
        joined = linked(REWORDED, "free-parking", "reliable", reviewed=False)
        assert lacking(only(ACME, joined, legacy="all"))["free-parking"] == [("unreviewed", "reliable")]

    def test_of_an_ended_core_its_successor(self):
        after = TestSupersession.AFTER
        assert lacking(only(ACME, after, legacy="all"))["free-parking"] == [
            ("undecided", "kind"), ("undecided", "reliable"),
        ]  # fmt: skip
        joined = linked(after, "free-parking", "kind")
        assert answered(only(ACME, joined, legacy="all"))["free-parking"] == ("reviewed", 1)

    def test_of_an_ended_core_without_a_successor_any_core(self):
        after = ended(ACME, "reliable")
        assert answered(only(ACME, after, legacy="all")) == {"free-parking": ("reviewed", 1)}

    def test_it_may_be_decided_by_the_end_of_the_core(self):
        kind = with_made(REWORDED, promise("kind", "core"))
        joined = linked(kind, "free-parking", "kind")
        after = ended(joined, "reliable", "superseded", superseded_by=["kind"])
        first = told(ACME, REWORDED, joined, after, legacy="all")[0]
        assert answered(first) == {"free-parking": ("reviewed", 3)}

    def test_linked_ones_need_a_link_of_their_own_where_the_policy_asks(self):
        after = unlinked(REWORDED, "phone-support", "reliable")
        assert answered(only(ACME, REWORDED, after))["phone-support"] == ("unlinked", 2)
        for legacy in ("all", "linked"):
            found = lacking(only(ACME, REWORDED, after, legacy=legacy))
            assert found["phone-support"] == [("undecided", "reliable")]

    def test_an_ending_decides(self):
        found = only(ACME, ended(REWORDED, "free-parking"), legacy="all")
        assert answered(found) == {"free-parking": ("retired", 1)}
        found = only(ACME, REWORDED, ended(REWORDED, "free-parking"), legacy="all")
        assert answered(found) == {"free-parking": ("retired", 2)}


class TestWhatVanishes:
    def test_an_erasure_is_no_answer(self):
        assert lacking(only(ACME, without(REWORDED, "ai-summary")))["ai-summary"] == [("erased", "")]
        found = only(ACME, REWORDED, without(REWORDED, "ai-summary"))
        assert lacking(found)["ai-summary"] == [("erased", "")]
        assert "ai-summary" in {one.entry.id for one in found.unanswered}

    def test_whoever_rests_on_it_must_say_so(self):
        found = only(ACME, REWORDED, without(REWORDED, "four-hours"))
        assert lacking(found)["named-csm"] == [("missing", "four-hours")]

    def test_a_promise_that_comes_back_can_answer(self):
        found = only(ACME, REWORDED, without(REWORDED, "phone-support"),
                     realigned(REWORDED, "phone-support", "reliable"))  # fmt: skip
        assert answered(found)["phone-support"] == ("reviewed", 3)

    PATH = "promises/core/reliable.yaml"

    def test_a_record_that_becomes_unreadable_stands_as_it_was(self):
        broken = {**files_of(ACME), self.PATH: "id: ["}
        assert told(ACME, broken, ACME) == ()
        (found,) = told(ACME, broken, REWORDED)
        assert (found.origin.subject, found.changes[0].kinds) == ("Step 2", ("reworded",))
        (found,) = told(ACME, broken, without(ACME, "reliable"))
        assert found.changes[0].kinds == ("erased",)

    def test_a_record_that_nobody_ever_could_read_is_named(self):
        lost = "promises/legacy/lost.yaml"
        found = only({**files_of(ACME), lost: "id: ["}, {**files_of(REWORDED), lost: "id: ["})
        assert found.unread == (lost,)
        held = "promises/supporting/four-hours.yaml"
        found = only(ACME, {**files_of(REWORDED), held: "id: ["})
        assert found.unread == ()
        assert "four-hours" in asked(found)


def zoned(**attested: str) -> Org:
    """Return acme whose reliable Core is delivered by Sales, attested before the change unless told otherwise."""
    return org(
        *(one for one in ACME.values() if one["id"] != "reliable"),
        {**ACME["reliable"], "zones": {"sales-marketing": zone("Sales.", **attested)}},
    )


def attested(before: Org, identity: str, name: str, **keys: str) -> Org:
    said = {
        "wording": wording_of(before, identity),
        "date": ATTESTED,
        "by": "@acme/x",
        "reality": "kept",
        **keys,
    }
    zones = before[identity].get("zones", {})
    return changed(before, identity, zones={**zones, name: {**zones.get(name, {}), "attested": said}})


def gaps(change: CoreChange, name: str = "sales-marketing") -> list[tuple[str, str]]:
    (state,) = (one for one in change.zones if one.zone == name)
    return [(gap.entry.id, gap.why) for gap in state.missing]


class TestZones:
    AFTER = reworded(zoned())

    @each_of(
        ("keys", "expected"),
        [
            ({}, []),
            ({"date": "2026-06-05"}, []),
            ({"date": "2026-06-01"}, ["not-since"]),
            ({"wording": "w1:" + "0" * 32}, ["earlier-wording"]),
            ({"reality": "drifting"}, ["drifting"]),
            ({"reality": "broken"}, ["broken"]),
            ({"reality": "unknown"}, ["unknown"]),
        ],
    )
    def test_what_verifies_one(self, keys, expected):
        later = attested(self.AFTER, "reliable", "sales-marketing", **keys)
        assert gaps(only(zoned(), self.AFTER, later)) == [("reliable", why) for why in expected]

    def test_an_attestation_in_the_change_itself_may_be_dated_while_it_was_prepared(self):
        within = attested(self.AFTER, "reliable", "sales-marketing", date="2026-05-31")
        assert gaps(only(zoned(), within)) == []

    def test_without_any_attestation(self):
        bare = changed(self.AFTER, "reliable", zones={"sales-marketing": {"says": "Sales."}})
        assert gaps(only(zoned(), bare)) == [("reliable", "not-attested")]

    def test_all_five_are_told_with_what_each_delivers(self):
        found = only(zoned(), self.AFTER)
        assert [(one.zone, one.verified, one.total) for one in found.zones] == [
            ("sales-marketing", 0, 1), ("product-capability", 0, 0), ("delivery-support", 0, 1),
            ("documentation-knowledge", 0, 1), ("ai-automation", 0, 0),
        ]  # fmt: skip

    def test_a_zone_that_left_is_not_asked(self):
        gone = {"sales-marketing": {"says": "Sales.", "left": {"date": "2026-06-01", "by": "@acme/x"}}}
        assert gaps(only(zoned(), changed(self.AFTER, "reliable", zones=gone))) == []

    def test_only_promises_of_this_change(self):
        other = org(*ACME.values(), promise("apart", "supporting", "fast", zones={"ai-automation": {}}))
        assert gaps(only(other, reworded(other)), "ai-automation") == []

    def test_an_ended_promise_must_have_stopped(self):
        found = only(
            ACME, ended(REWORDED, "four-hours", zones={"delivery-support": {"stopped_on": "2026-07-01"}})
        )
        assert gaps(found, "delivery-support") == []
        assert gaps(found, "documentation-knowledge") == [("four-hours", "not-stopped")]

    def test_an_ended_core_must_have_stopped_in_each_zone(self):
        def why(**stops: object) -> list[tuple[str, str]]:
            return gaps(only(zoned(), ended(zoned(), "reliable", zones=stops)))

        assert why() == [("reliable", "not-stopped")]
        assert why(**{"sales-marketing": {"by": "@acme/x"}}) == [("reliable", "not-stopped")]
        assert why(**{"sales-marketing": {"stopped_on": "2026-07-02"}}) == [("reliable", "stops-later")]
        assert why(**{"sales-marketing": {"stopped_on": "2026-07-01"}}) == []

    def test_what_follows_a_core_must_be_verified(self):
        kind = with_made(zoned(), promise("kind", "core", zones={"ai-automation": {"says": "The bot."}}))
        after = ended(kind, "reliable", "superseded", superseded_by=["kind"])
        assert gaps(told(zoned(), kind, after)[1], "ai-automation") == [("kind", "not-attested")]


class TestExecuted:
    def story(self) -> list[Org]:
        """Return an adoption, a change, all answers and all attestations."""
        lone = org(
            promise("reliable", "core", zones={"sales-marketing": zone("Sales.")}),
            promise("four-hours", "supporting", "reliable"),
        )
        after = reworded(lone)
        reviewed = realigned(after, "four-hours", "reliable")
        return [lone, after, reviewed, attested(reviewed, "reliable", "sales-marketing")]

    def test_when_all_have_answered_and_all_zones_are_verified(self):
        assert [only(*self.story()[: number + 1]).executed for number in (1, 2, 3)] == [False, False, True]

    def test_not_where_only_the_zones_are(self):
        lone, after, _, _ = self.story()
        assert not only(lone, after, attested(after, "reliable", "sales-marketing")).executed

    def test_not_where_what_it_superseded_has_not_ended(self):
        *story, last = self.story()
        named = changed(last, "four-hours", ending={"superseded_by": ["reliable"]})
        found = only(*story, named)
        assert ([one.entry.id for one in found.unended], found.executed) == (["four-hours"], False)

    def test_not_while_an_ended_promise_is_owed(self):
        *story, last = self.story()
        late = ended(last, "four-hours", date="2026-12-01")
        found = only(*story[:2], late)
        assert [(one.entry.id, one.day) for one in found.unended] == [("four-hours", date(2026, 12, 1))]
        assert not found.executed
        assert not only(*story[:2], late, today=date(2026, 12, 1)).executed, (
            "it is owed until the end of its last day"
        )
        assert only(*story[:2], late, today=date(2026, 12, 2)).executed

    def test_not_where_no_zone_says_anything(self):
        lone = org(promise("reliable", "core"))
        found = only(lone, reworded(lone))
        assert (found.zoneless, found.executed) == (True, False)

    def test_where_nothing_stands_there_is_nothing_to_verify(self):
        two = org(promise("reliable", "core"), promise("fast", "core"))
        assert only(two, ended(two, "reliable", date="2026-06-02")).executed


class TestStepsThatCannotBeRead:
    def blind(self, history: list[Step], *numbers: int) -> Propagation:
        """Return what is told where some steps (oldest is 0) can't be read."""
        last = len(history) - 1
        found = [
            Step(one.origin, NOTHING, NOTHING, UNTOUCHED, "a blob is missing")
            if last - at in numbers
            else one
            for at, one in enumerate(history)
        ]
        return propagation(found, "", TODAY)

    def test_they_are_named_and_the_rest_is_told(self):
        found = self.blind(steps(ACME, REWORDED, FOUR, CSM), 2)
        assert [(origin.subject, why) for origin, why in found.unread] == [("Step 2", "a blob is missing")]
        assert answered(found.changes[0]) == {"four-hours": ("reviewed", 2), "named-csm": ("reviewed", 3)}
        assert found.changes[0].gap == ""

    def test_a_change_among_them_is_put_at_the_last_of_them(self):
        found = self.blind(steps(ACME, ACME, REWORDED, REWORDED, FOUR), 1, 2, 3)
        (change,) = found.changes
        assert (change.origin.subject, change.gap) == ("Step 3", "a blob is missing")
        assert answered(change) == {"four-hours": ("reviewed", 4)}

    def test_a_beginning_that_cannot_be_read_is_no_adoption(self):
        found = self.blind(steps(ACME, REWORDED, FOUR), 0)
        assert (found.adopted, len(found.changes)) == (None, 1)
        found = self.blind(steps(ACME, REWORDED, FOUR), 0, 1)
        assert (found.adopted, found.changes, found.cores) == (None, (), {"reliable", "fast"})

    def test_the_tip_tells_what_the_newest_ones_changed(self):
        past = steps(ACME, REWORDED, FOUR)
        blind = [replace(one, before=NOTHING, after=NOTHING, paths=UNTOUCHED, unread="x") for one in past[:2]]
        assert propagation([*blind, past[2]], "", TODAY).changes == ()
        (change,) = propagation([*blind, past[2]], "", TODAY, past[0].after.stack).changes
        assert (change.origin.subject, change.gap) == ("Step 2", "x")
        assert answered(change) == {"four-hours": ("reviewed", 2)}

    def test_nothing_that_can_be_read(self):
        assert self.blind(steps(ACME, REWORDED), 0, 1).changes == ()
        assert propagation([], "", TODAY) == Propagation((), None, (), frozenset())

    def test_a_history_that_begins_in_the_middle(self):
        found = propagation(steps(ACME, REWORDED, FOUR)[:2], "", TODAY)
        assert (found.adopted, len(found.changes)) == (None, 1)


RULE = {"policies/change-propagates.yaml": PACK["policies/change-propagates.yaml"]}
MOVES = st.lists(
    st.tuples(
        st.sampled_from(
            ["reword", "review", "end", "replace", "drop", "link", "erase", "restore", "idle", "note"]
        ),
        st.sampled_from(sorted(ACME)),
        st.sampled_from(["reliable", "fast", "four-hours", "new-core"]),
    ),
    max_size=12,
)


def moved(before: Org, move: tuple[str, str, str], number: int) -> Org:
    """Return the organisation after one move, or as it was where the move makes no sense."""
    kind, one, target = move
    if kind == "restore" and one not in before:
        return {**before, one: ACME[one]}
    if one not in before:
        return before
    links = [link["promise"] for link in before[one]["aligned_to"]]
    if kind == "reword":
        return reworded(before, one, f"for the {number}th time")
    if kind == "review" and links:
        at = target if target in links else links[0]
        return realigned(before, one, at) if at in before else before
    if kind in ("end", "replace") and before[one]["status"] == "active":
        return _ended(before, one, kind)
    if kind == "drop" and links:
        return unlinked(before, one, links[0])
    if kind == "link" and target in before and target not in links and target != one:
        return linked(before, one, target)
    if kind == "erase":
        return without(before, one)
    return changed(before, one, notes=f"Note {number}.") if kind == "note" else before


def _ended(before: Org, one: str, kind: str) -> Org:
    if kind == "end":
        return ended(before, one)
    more = before if "new-core" in before else with_made(before, promise("new-core", "core"))
    return ended(more, one, "superseded", superseded_by=["new-core"])


def history(moves: list[tuple[str, str, str]]) -> list[Org]:
    found = [ACME]
    for number, move in enumerate(moves):
        found.append(moved(found[-1], move, number))
    return found


def plain(found: Propagation) -> list[object]:
    """Return everything that is told, without the days and commits of steps."""
    return [
        (
            [(one.id, one.kinds) for one in change.changes], change.executed, lacking(change),
            sorted((one.entry.id, one.how, one.by, one.notes, one.origin.subject) for one in change.answers),
            [(zone.zone, zone.verified, gaps(change, zone.zone)) for zone in change.zones],
        )
        for change in found.changes
    ]  # fmt: skip


class TestLaws:
    @pytest.mark.whole
    @settings(deadline=None, max_examples=tries(60))
    @given(moves=MOVES, legacy=st.sampled_from(["all", "linked", ""]))
    def test_looking_only_where_something_moved_finds_what_looking_everywhere_finds(self, moves, legacy):
        past = steps(*history(moves))
        found = propagation(past, legacy, TODAY)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "_near", lambda *_: None)
            assert plain(found) == plain(propagation(past, legacy, TODAY))
        assert all(one.lacks for change in found.changes for one in change.unanswered)

    @settings(deadline=None, max_examples=tries(30))
    @given(moves=MOVES, places=st.lists(st.integers(0, 12), max_size=5))
    def test_commits_that_touch_no_promise_change_nothing(self, moves, places):
        past = steps(*history(moves))
        more = list(past)
        for place in places:
            at = min(place, len(more) - 1)
            side = more[at].after
            more.insert(at, Step(Origin("f" * 40, more[at].origin.day), side, side, UNTOUCHED))
        assert plain(propagation(past, "all", TODAY)) == plain(propagation(more, "all", TODAY))

    @settings(deadline=None, max_examples=tries(30))
    @given(moves=MOVES, seed=st.integers())
    def test_the_order_of_files_never_matters(self, moves, seed):
        past = steps(*history(moves))
        found = [
            replace(one, before=shuffled(one.before, seed), after=shuffled(one.after, seed)) for one in past
        ]
        assert plain(propagation(past, "all", TODAY)) == plain(propagation(found, "all", TODAY))

    @settings(deadline=None, max_examples=tries(25))
    @given(
        reviewed=st.sets(st.sampled_from(["named-csm", "ai-summary", "phone-support", "four-hours"])),
        gone=st.sets(st.sampled_from(["named-csm", "ai-summary", "phone-support"])),
        dropped=st.booleans(),
    )
    def test_a_change_passes_change_propagates_when_and_only_when_everybody_answers_in_it(
        self, reviewed, gone, dropped
    ):
        after = REWORDED
        for one in sorted(reviewed, key=lambda one: one != "four-hours"):
            after = realigned(after, one, after[one]["aligned_to"][0]["promise"])
        for one in sorted(gone):
            after = ended(after, one)
        if dropped and "phone-support" not in gone:
            after = unlinked(after, "phone-support", "reliable")
        blocked = blocking(judged(ACME, after, rules=RULE))
        found = only(ACME, after)
        assert bool(blocked) == bool(found.unanswered)
        assert {promise for _, promise in blocked} <= lacking(found).keys()
        assert all(one.origin == found.origin for one in found.answers)


def shuffled(side: Side, seed: int) -> Side:
    entries = list(side.stack.entries.items())
    random.Random(seed).shuffle(entries)
    return replace(side, stack=replace(side.stack, entries=dict(entries)))


@pytest.mark.whole
def test_the_cost_grows_with_what_moves_not_with_what_waits(monkeypatch):
    many = org(promise("reliable", "core"), *(promise(f"p{n}", "supporting", "reliable") for n in range(60)))
    after = reworded(many)
    notes = [changed(after, f"p{n}", notes="x") for n in range(20)]
    looked = []
    real = module.OpenChange.take_answers.__globals__["missing_answers"]
    monkeypatch.setitem(
        module.OpenChange.take_answers.__globals__,
        "missing_answers",
        lambda *given: looked.append(given[1]) or real(*given),
    )
    told(many, after, *notes)
    assert len(looked) <= 60 + 2 * 20 + 60  # the change, then those who moved, and the report
