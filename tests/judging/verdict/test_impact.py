"""What a change would ask: the laws that bind it to the gate, and each case told by itself."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta
from functools import cache

import pytest
from cases import each_of
from ends import ends
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st
from laws import tries
from scenario import (
    PACK,
    TODAY,
    acme,
    changed,
    ended,
    files_of,
    found,
    judged,
    noticed,
    org,
    policy,
    promise,
    settings,
    snapshot,
    with_made,
)
from stacks import loaded

from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.verdict import impact as module
from pas_gov.judging.verdict.impact import Impact, impact
from pas_gov.model.records.promise import LAYERS
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.stack.entry import Entry, Facts, Link
from pas_gov.model.stack.stack import Stack

PROPAGATES, LEGACY = "change-propagates", "core-change-decides-legacy"
BOTH = {path: PACK[path] for path in (f"policies/{PROPAGATES}.yaml", f"policies/{LEGACY}.yaml")}
ASKED = {path: PACK[path] for name in module.POLICIES for path in [f"policies/{name}.yaml"]}
LINKED = settings(params={LEGACY: {"legacy": "linked"}})


@cache
def rules_of(files: tuple[tuple[str, str], ...]) -> Rules:
    rules = compile_rules(load_rulebook(snapshot("rules", dict(files))))
    assert not rules.errors
    return rules


def foreseen(records, identity: str, rules=PACK, today: date = TODAY) -> Impact:
    stack = loaded(snapshot("stack", files_of(records, indent=None)))
    return impact(stack, rules_of(tuple(rules.items())), stack.entries[identity], today)


def direct(told: Impact) -> set[str]:
    return {one.entry.id for one in told.direct}


def later(told: Impact) -> dict[str, tuple[str, ...]]:
    return {one.entry.id: one.way for one in told.later}


def legacy(told: Impact) -> set[str]:
    return {one.entry.id for one in told.legacy}


def unsettled(told: Impact) -> set[str]:
    return {one.entry.id for one in told.legacy if not one.elsewhere}


def reworded(records, identity: str):
    return changed(records, identity, statement="We promise something else.")


def asked(before, after, rules=BOTH) -> tuple[set[str], set[str]]:
    """Return whom the gate blocks under the two policies."""
    verdict = judged(before, after, rules=rules)
    assert not verdict.judgement.errors
    blocked = verdict.judgement.blocking
    return tuple({one.promise for one in blocked if one.policy == name} for name in (PROPAGATES, LEGACY))  # type: ignore[return-value]


IDS = tuple(f"p{number}" for number in range(6))
UNKNOWN = "r1:" + "0" * 32
ENDINGS = {"date": "2026-01-01", "why": "Over.", "decided_by": "@acme/board"}


@st.composite
def stacks(draw):
    """Draw promises of any layer and status, aligned to any of them, in circles too, reviewed or not."""
    ids = IDS[: draw(st.integers(2, len(IDS)))]
    records = []
    for identity in ids:
        status = draw(st.sampled_from(["active"] * 4 + ["proposed", "superseded", "retired"]))
        links = draw(st.lists(st.sampled_from([*ids, "gone"]), max_size=3, unique=True))
        aligned = [
            {"promise": one, **({"revision": revision} if revision else {})}
            for one in links
            for revision in [
                draw(st.sampled_from(["", UNKNOWN] if one == "gone" else ["present"] * 2 + ["", UNKNOWN]))
            ]
        ]
        over = status in ("superseded", "retired") or draw(st.integers(0, 9)) == 0
        layer = draw(st.sampled_from([*LAYERS, "core", "legacy"]))
        records.append(
            promise(identity, layer, status=status, aligned_to=aligned, ending=ENDINGS if over else None)
        )
    return org(*records)


RULES = st.sampled_from(
    [BOTH, {**BOTH, **LINKED}, {path: text for path, text in BOTH.items() if LEGACY not in path}]
)
ACTIVE = sorted(one for one, record in acme().items() if record["status"] == "active")


class TestWhomTheGateBlocks:
    """The law: exactly those whom impact names."""

    @each_of("rules", [BOTH, {**BOTH, **LINKED}], ids=["all", "linked"])
    @each_of("identity", ACTIVE)
    def test_after_a_rewording(self, identity, rules):
        told = foreseen(acme(), identity, rules)
        assert asked(acme(), reworded(acme(), identity), rules) == (direct(told), legacy(told))

    @each_of("rules", [BOTH, {**BOTH, **LINKED}], ids=["all", "linked"])
    @each_of("identity", ACTIVE)
    def test_after_a_retirement(self, identity, rules):
        told = foreseen(acme(), identity, rules)
        assert asked(acme(), ended(acme(), identity), rules) == (direct(told), unsettled(told))

    @each_of("identity", ACTIVE)
    def test_after_a_supersession_by_a_new_promise(self, identity):
        heir = promise("heir", acme()[identity]["layer"], status="proposed")
        before = with_made(acme(), heir)
        after = changed(
            ended(before, identity, "superseded", superseded_by=["heir"]), "heir", status="active"
        )
        told = foreseen(before, identity)
        assert asked(before, after) == (direct(told), legacy(told))

    @tried(max_examples=tries(40), deadline=None)
    @given(stacks(), RULES)
    @pytest.mark.whole
    def test_after_a_rewording_of_any_promise_of_any_stack(self, before, rules):
        for identity, record in before.items():
            told = foreseen(before, identity, rules)
            expected = direct(told), legacy(told) if record["status"] == "active" else set()
            assert asked(before, reworded(before, identity), rules) == expected, identity

    @tried(max_examples=tries(40), deadline=None)
    @given(stacks(), RULES)
    @pytest.mark.whole
    def test_after_a_retirement_of_any_active_promise_of_any_stack(self, before, rules):
        for identity in (one for one, record in before.items() if record["status"] == "active"):
            told = foreseen(before, identity, rules)
            assert asked(before, ended(before, identity), rules) == (
                direct(told) - {identity},
                unsettled(told),
            )

    @tried(max_examples=tries(25), deadline=None)
    @given(stacks(), RULES)
    def test_after_a_proposed_core_becomes_active_its_legacy_list(self, before, rules):
        for identity in (one for one, record in before.items() if record["status"] == "proposed"):
            told = foreseen(before, identity, rules)
            assert asked(before, changed(before, identity, status="active"), rules)[1] == legacy(told)

    @pytest.mark.whole
    @tried(max_examples=tries(40), deadline=None)
    @given(stacks())
    def test_the_others_are_those_who_reach_it_over_active_promises(self, before):
        for identity in before:
            told = foreseen(before, identity, BOTH)
            ways = {**{one.entry.id: one.way for one in told.direct}, **later(told)}
            assert told.whole
            for one, way in ways.items():
                assert (way[0], way[-1]) == (identity, one)
                for target, source in itertools.pairwise(way):
                    assert before[source]["status"] == "active"
                    assert target in {link["promise"] for link in before[source]["aligned_to"]}
            reached = {identity, *ways}
            beyond = {
                one for one, record in before.items()
                if record["status"] == "active" and one not in reached
                and {link["promise"] for link in record["aligned_to"]} & reached
            }  # fmt: skip
            assert not beyond


class TestWhoMustAnswer:
    def test_at_once_and_later_with_the_way(self):
        told = foreseen(acme(), "reliable")
        assert direct(told) == {"four-hours", "phone-support"}
        assert later(told) == {
            "ai-summary": ("reliable", "four-hours", "ai-summary"),
            "named-csm": ("reliable", "four-hours", "named-csm"),
        }

    def test_everyone_is_named_once(self):
        names = [entry.id for entry in foreseen(acme(), "reliable").everyone]
        assert sorted(names) == ["ai-summary", "four-hours", "free-parking", "named-csm", "phone-support"]

    def test_legacy_promises_that_arent_linked_and_what_settles_them(self):
        told = foreseen(acme(), "reliable").legacy
        assert [(one.entry.id, one.linked, one.elsewhere) for one in told] == [
            ("free-parking", False, "fast"),
            ("phone-support", True, ""),
        ]

    def test_a_core_that_is_stale_settles_nothing(self):
        before = reworded(acme(), "fast")
        assert unsettled(foreseen(before, "reliable")) == {"free-parking", "phone-support"}

    def test_only_a_core_asks_legacy_promises(self):
        assert not foreseen(acme(), "four-hours").legacy

    def test_a_legacy_promise_with_an_ending_has_decided(self):
        before = changed(acme(), "free-parking", ending=ENDINGS)
        assert legacy(foreseen(before, "reliable")) == {"phone-support"}

    def test_an_empty_ending_decides_nothing(self):
        before = changed(acme(), "free-parking", ending={})
        assert legacy(foreseen(before, "reliable")) == {"phone-support", "free-parking"}

    def test_proposed_ones_are_named_apart(self):
        assert [one.id for one in foreseen(acme(), "reliable").proposed] == ["draft"]

    def test_a_way_through_a_promise_that_ended_leads_to_nobody(self):
        told = foreseen(ended(acme(), "four-hours"), "reliable")
        assert (direct(told), later(told)) == ({"phone-support"}, {})

    def test_in_a_circle_each_is_named_once_and_never_the_promise_itself(self):
        told = foreseen(
            org(promise("a", "core", "c"), promise("b", "core", "a"), promise("c", "core", "b")), "a"
        )
        assert (direct(told), later(told)) == ({"b"}, {"c": ("a", "b", "c")})

    def test_one_that_is_aligned_to_itself_must_answer_itself(self):
        assert direct(foreseen(org(promise("a", "core", "a")), "a")) == {"a"}

    def test_nobody(self):
        told = foreseen(acme(), "quick-setup")
        assert not told.everyone


class TestPoliciesInForce:
    def test_without_a_policy_nothing_is_asked(self):
        told = foreseen(acme(), "reliable", policy("other"))
        assert set(told.policies.values()) == {None}
        assert (told.propagates, told.decides, told.legacy, told.less) == (False, False, (), ())
        assert told.ending == module.EndingRequirements(0, TODAY, (), ())
        assert direct(told) == {"four-hours", "phone-support"}, "they rest on it all the same"

    @each_of("identity", module.POLICIES)
    def test_a_policy_that_is_ignored_asks_for_nothing(self, identity):
        rules = {**PACK, **settings(enforcement={identity: "ignore"})}
        before = changed(acme(), "ai-summary", zones={"sales-marketing": {"says": "Sales."}})
        core, beta = foreseen(acme(), "reliable", rules), foreseen(before, "ai-summary", rules)
        assert core.policies[identity] == "ignore"
        assert {
            PROPAGATES: not core.propagates,
            LEGACY: not core.legacy,
            "ending-notifies-audience": core.ending == module.EndingRequirements(0, TODAY, (), ()),
            "ending-reaches-every-zone": beta.ending.zones == ("delivery-support", "documentation-knowledge"),
            "experimental-ends-cleanly": (beta.leaving, beta.ending.zones) == ((), ("sales-marketing",)),
            "weakening-gives-notice": not core.less,
        }[identity]

    @pytest.mark.parametrize("how", ["warn", "note"])
    def test_one_that_only_warns_asks_all_the_same(self, how):
        rules = {**PACK, **settings(enforcement={LEGACY: how, PROPAGATES: how})}
        told = foreseen(acme(), "reliable", rules)
        assert (told.policies[LEGACY], told.propagates, legacy(told)) == (
            how,
            True,
            {"free-parking", "phone-support"},
        )

    def test_days_come_from_the_settings_and_from_the_layer(self):
        rules = {**PACK, **settings(params={"ending-notifies-audience": {"days": {"core": 60}}})}
        assert [foreseen(acme(), one, rules).ending.days for one in ("reliable", "four-hours")] == [60, 0]
        assert [foreseen(acme(), one).ending.days for one in ("phone-support", "ai-summary")] == [90, 0]

    @pytest.mark.parametrize("days", [4_000_000, 10**15])
    def test_more_days_than_the_calendar_has(self, days):
        rules = {**PACK, **settings(params={"ending-notifies-audience": {"days": {"core": days}}})}
        assert foreseen(acme(), "reliable", rules).ending.last_day is None

    def test_the_last_day_of_the_calendar(self):
        assert foreseen(acme(), "reliable", today=date.max).ending.last_day is None

    def test_no_days_are_none(self):
        rules = {**PACK, **settings(params={"ending-notifies-audience": {"days": {"core": 0}}})}
        assert foreseen(acme(), "reliable", rules).ending.last_day == TODAY


ENDS = ("ending-notifies-audience", "ending-reaches-every-zone", "experimental-ends-cleanly")
WIDE = changed(
    changed(
        acme(),
        "ai-summary",
        audience=["beta  customers", "partners"],
        zones={"ai-automation": {"says": "Bot."}},
    ),
    "reliable",
    audience=["customers", "partners"],
)


def complaints(before, after, *policies: str) -> list:
    verdict = judged(before, after, rules=ASKED)
    assert not verdict.judgement.errors
    return [one.message for name in policies for one in found(verdict, name) if one.outcome == "fail"]


def ending_as_told(told: Impact, **parts) -> dict:
    zones = {name: {"stopped_on": told.ending.last_day.isoformat()} for name in told.ending.zones}
    whole = {
        "date": told.ending.last_day.isoformat(),
        "why": "Over.",
        "decided_by": "@acme/board",
        "zones": zones,
    }
    return {**whole, **parts}


class TestWhatAnEndingAsks:
    """The law: what impact names is enough, and nothing of it is too much."""

    @each_of("identity", ACTIVE)
    def test_it_is_enough(self, identity):
        told = foreseen(WIDE, identity)
        before = WIDE
        after = noticed(before, identity, *(one.audience for one in told.ending.notices))
        after = changed(after, identity, status="retired", ending=ending_as_told(told))
        assert complaints(before, after, *ENDS) == []

    @each_of("identity", ACTIVE)
    def test_a_day_earlier_is_too_early(self, identity):
        told = foreseen(WIDE, identity)
        early = (told.ending.last_day - timedelta(days=1)).isoformat()
        after = noticed(WIDE, identity, *(one.audience for one in told.ending.notices))
        after = changed(after, identity, status="retired", ending=ending_as_told(told, date=early))
        assert len(complaints(WIDE, after, ENDS[0])) == len(WIDE[identity]["audience"])

    @each_of("identity", ACTIVE)
    def test_each_notice_is_needed(self, identity):
        told = foreseen(WIDE, identity)
        names = [one.audience for one in told.ending.notices]
        for left in names:
            after = noticed(WIDE, identity, *(one for one in names if one != left))
            after = changed(after, identity, status="retired", ending=ending_as_told(told))
            assert any(left in said for said in complaints(WIDE, after, *ENDS))

    @each_of("identity", ACTIVE)
    def test_each_zone_is_needed(self, identity):
        told = foreseen(WIDE, identity)
        for left in told.ending.zones:
            zones = {name: {"stopped_on": "2026-06-01"} for name in told.ending.zones if name != left}
            after = noticed(WIDE, identity, *(one.audience for one in told.ending.notices))
            after = changed(after, identity, status="retired", ending=ending_as_told(told, zones=zones))
            assert any(left in said for said in complaints(WIDE, after, *ENDS))

    def test_a_zone_that_left_has_stopped_already(self):
        left = {"says": "Docs.", "left": {"date": "2026-05-01"}}
        before = changed(
            acme(), "reliable", zones={"documentation-knowledge": left, "ai-automation": {"says": "Bot."}}
        )
        assert foreseen(before, "reliable").ending.zones == ("ai-automation",)

    def test_an_audience_is_told_with_its_last_notice(self):
        before = noticed(
            noticed(acme(), "reliable", "customers", date="2026-05-01"),
            "reliable",
            " customers",
            date="2026-02-01",
        )
        assert foreseen(before, "reliable").ending.notices == (
            module.AudienceNotice("customers", date(2026, 5, 1)),
        )


class TestWhatLessAsks:
    @each_of("identity", ACTIVE)
    def test_a_new_notice_to_each_audience(self, identity):
        weaker = changed(WIDE, identity, terms=[{"measure": "answer", "at_most": "4h"}])
        after = changed(weaker, identity, terms=[{"measure": "answer", "at_most": "8h"}])
        told = foreseen(weaker, identity)
        names = [one.audience for one in told.less]
        assert names == [" ".join(name.split()) for name in WIDE[identity]["audience"]]
        assert len(complaints(weaker, after, "weakening-gives-notice")) == len(names)
        assert complaints(weaker, noticed(after, identity, *names), "weakening-gives-notice") == []

    def test_an_experiment_that_goes_on_elsewhere(self):
        told = foreseen(WIDE, "ai-summary")
        after = changed(WIDE, "ai-summary", layer="supporting")
        names = [one.audience for one in told.leaving]
        assert len(complaints(WIDE, after, "experimental-ends-cleanly")) == len(names) == 2
        assert complaints(WIDE, noticed(after, "ai-summary", *names), "experimental-ends-cleanly") == []
        assert foreseen(WIDE, "reliable").leaving == ()


class TestPromisesThatArentActive:
    def test_of_a_proposed_one_nothing_is_asked_but_its_dependents(self):
        before = with_made(
            acme(), promise("bold", "core", status="proposed"), promise("eager", "supporting", "bold")
        )
        told = foreseen(before, "bold")
        assert (told.ending, told.less, direct(told)) == (None, (), {"eager"})
        assert legacy(told) == {"free-parking", "phone-support"}, "when it becomes active"

    def test_a_legacy_promise_that_was_reviewed_against_the_proposal_has_answered(self):
        before = with_made(acme(), promise("bold", "core", status="proposed"))
        before["free-parking"]["aligned_to"].append({"promise": "bold", "revision": "present"})
        assert legacy(foreseen(org(*before.values()), "bold")) == {"phone-support"}

    def test_an_ended_one_names_who_rests_on_it_still(self):
        told = foreseen(ended(acme(), "reliable"), "reliable")
        assert (told.ending, told.less, told.legacy) == (None, (), ())
        assert direct(told) == {"four-hours", "phone-support"}


def many(number: int, target) -> Stack:
    """Return as many active promises, each aligned to the one that ``target`` names, made without reading files."""
    entries = {}
    for one in range(number):
        record = promise(f"p{one}", "supporting" if one else "core")
        links = (Link(f"p{target(one)}", ""),) if one else ()
        facts = Facts(record["id"], record["layer"], "active", links=links, text=json.dumps(record))
        entries[facts.id] = Entry(f"promises/{facts.id}.yaml", facts.id, facts)
    return Stack("many", dict(sorted(entries.items())))


class TestSizes:
    @pytest.mark.whole
    def test_a_long_chain_ends_and_loses_nobody(self):
        chain = many(10_000, lambda one: one - 1)
        rules = rules_of(tuple(PACK.items()))
        with ends():
            told = impact(chain, rules, chain.entries["p0"], TODAY)
        assert len(told.everyone) == 9_999
        assert not told.whole
        assert sum(len(one.way) for one in told.later) <= module.STEPS
        assert {len(one.way) for one in told.later if one.entry.id == "p9999"} == {0}

    @pytest.mark.whole
    def test_ten_thousand_at_once(self):
        star = many(10_001, lambda _: 0)
        told = impact(star, rules_of(tuple(PACK.items())), star.entries["p0"], TODAY)
        assert (len(told.direct), told.later, told.whole) == (10_000, (), True)
