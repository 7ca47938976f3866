"""What a case starts from, and what each operation of its change makes of that; wrong use is told, never built."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from builders import stack_of
from cases import each_of
from standard_pack import standard_rules

from pas_gov import cel
from pas_gov.judging.suites.case_builder import REVIEWED, CaseBuilder
from pas_gov.judging.suites.digests import NONE_YET, drafts_with_digests, record_text
from pas_gov.judging.suites.drafts import Drafts, drafts_with, starting_stack
from pas_gov.judging.suites.key_paths import UnbuildableCase
from pas_gov.judging.suites.patching import patched
from pas_gov.judging.verdict.judgement import rule_findings
from pas_gov.model.records.promise import LAYERS
from pas_gov.model.records.reader import read
from pas_gov.model.records.suite import TODAY, Case, Patch, Suite
from pas_gov.model.stack.revision import wording_and_revision
from pas_gov.model.stack.stack import Stack, link_state

FIVE = ["reliable", "four-hours", "named-csm", "beta-summary", "phone-support"]
CUSTOMERS = {"audience": "customers", "date": "2026-06-01", "says": "It ends."}


def start(**stack) -> Drafts:
    """Return the starting stack with what differs; underscores stand for hyphens."""
    differs = {identity.replace("_", "-"): fields for identity, fields in stack.items()}
    return drafts_with_digests(drafts_with(starting_stack(), differs), REVIEWED)


def after(change, today=TODAY, **stack) -> Drafts:
    return drafts_with_digests(patched(start(**stack), change, today), today)


def of(identity, today=TODAY, **patch):
    """Return one promise's data after a change to it alone."""
    return after({identity: Patch(**patch)}, today)[identity].data


def refused(change, **stack) -> UnbuildableCase:
    with pytest.raises(UnbuildableCase) as raised:
        after(change, **stack)
    return raised.value


def stack(drafts: Drafts) -> Stack:
    """Return the valid stack of drafts."""
    return stack_of(*(draft.data for draft in drafts.values()))


def revision(drafts: Drafts, identity: str) -> str:
    return stack(drafts).entries[identity].revision


def recorded(drafts: Drafts, identity: str) -> dict[str, str]:
    return {link["promise"]: link.get("revision", "") for link in drafts[identity].data["aligned_to"]}


def states(drafts: Drafts) -> dict[tuple[str, str], str]:
    found = stack(drafts)
    return {
        (one.id, link.promise): link_state(found, link)
        for one in found.entries.values()
        for link in one.links
    }


class TestTheStartingStack:
    def test_it_has_one_promise_of_each_layer_and_all_are_active_and_valid(self):
        assert list(start()) == FIVE
        assert [draft.data["layer"] for draft in start().values()] == list(LAYERS)
        assert {draft.data["status"] for draft in start().values()} == {"active"}
        assert stack(start()).diagnostics == ()

    def test_each_stands_in_its_place_and_was_reviewed_against_what_it_rests_on(self):
        assert [draft.place for draft in start().values()] == [
            f"promises/{draft.data['layer']}/{identity}.yaml" for identity, draft in start().items()
        ]
        assert states(start()) == {
            ("four-hours", "reliable"): "current",
            ("named-csm", "four-hours"): "current",
            ("beta-summary", "four-hours"): "current",
            ("phone-support", "reliable"): "current",
        }

    def test_its_zones_attest_the_present_wording(self):
        entry = stack(start()).entries["four-hours"]
        attested = [zone.attested.wording for zone in entry.promise.zones.values() if zone.attested]
        assert attested == [entry.wording] * 2

    def test_whoever_takes_it_gets_one_of_their_own(self):
        starting_stack()["reliable"].data["audience"].append("partners")  # type: ignore[attr-defined]
        start()["four-hours"].data["zones"].clear()
        assert starting_stack()["reliable"].data["audience"] == ["customers"]
        assert start()["four-hours"].data["zones"]


RULES = standard_rules().rules


def findings(change, today=TODAY, stack=None):
    """Return what each policy of the standard pack says of a change: findings, and outcomes by number."""
    bench, one = CaseBuilder(), Suite("any", "any", ())
    case = Case("any", "pass", today, change=change, stack=stack or {})
    dated = bench.dated(bench.start(one, case), case)
    found, passed, budget = [], {}, cel.Budget()
    for rule in RULES:
        passed[rule.policy.id] = Counter()
        found += rule_findings(rule, dated, passed[rule.policy.id], budget)
    return found, {policy: tally["pass"] for policy, tally in passed.items()}


class TestTheStandardPackHasNothingToSay:
    """So that a case states only what matters: nothing else in it fails."""

    @each_of("identity", FIVE)
    def test_of_a_promise_of_the_starting_stack_that_is_touched(self, identity):
        assert findings({identity: Patch(set={"notes": "Looked at."})})[0] == []

    @each_of("layer", LAYERS)
    def test_of_a_new_promise_as_its_layers_defaults_have_it(self, layer):
        links = {"aligned_to": ["reliable"]}
        found, _ = findings({"fresh": Patch(make={"layer": layer, **links})})
        blamed = [(one.policy, one.promise) for one in found]
        assert blamed == ([("core-change-decides-legacy", "phone-support")] if layer == "core" else [])

    @each_of("today", [TODAY, date(2026, 7, 31), date(2028, 2, 29)])
    @each_of("identity", FIVE)
    def test_of_a_promise_that_ends_with_a_complete_record(self, identity, today):
        found, passed = findings({identity: Patch(end={})}, today)
        assert [one.policy for one in found if one.promise == identity and not one.preexisting] == []
        assert passed["ending-is-recorded"] == 1
        assert passed["ending-notifies-audience"] == 1
        assert passed["ending-reaches-every-zone"] == (2 if identity == "four-hours" else 0)
        assert passed["experimental-ends-cleanly"] == (3 if identity == "beta-summary" else 0)

    def test_of_a_promise_that_is_superseded_by_a_new_one(self):
        change = {
            "named-csm": Patch(end={"superseded_by": ["pooled"]}),
            "pooled": Patch(make={"layer": "conditional", "aligned_to": ["four-hours"]}),
        }
        assert findings(change)[0] == []

    def test_of_an_ending_that_reaches_several_audiences_and_zones(self):
        differs = {
            "named-csm": {
                "audience": ["customers", "partners"],
                "zones": {"sales-marketing": {}, "ai-automation": {"left": {"date": "2026-01-01"}}},
            }
        }
        found, passed = findings({"named-csm": Patch(end={})}, stack=differs)
        assert [one for one in found if one.policy.startswith("ending-")] == []
        assert (passed["ending-notifies-audience"], passed["ending-reaches-every-zone"]) == (2, 1)


class TestWhatTheStackSays:
    def test_keys_of_a_promise_stand_over_those_that_it_has(self):
        data = start(reliable={"title": "Bold", "made.source": "Minutes"})["reliable"].data
        assert (data["title"], data["made"]) == ("Bold", {"date": "2025-01-15", "source": "Minutes"})
        assert data["statement"] == "We are the most reliable provider in the mid-market."

    def test_a_new_promise_has_the_defaults_of_its_layer(self):
        drafts = start(**{layer: {"layer": layer} for layer in LAYERS})
        assert [drafts[layer].data["title"] for layer in LAYERS] == [layer.capitalize() for layer in LAYERS]
        own = {"experimental": ["experiment"], "legacy": ["legacy"], "conditional": ["applies_when"]}
        for layer in LAYERS:
            found = [key for key in ("applies_when", "experiment", "legacy") if key in drafts[layer].data]
            assert found == own.get(layer, [])

    def test_an_empty_value_takes_a_promise_away(self):
        drafts = start(phone_support=None)
        assert list(drafts) == FIVE[:4]

    def test_those_who_rest_on_it_go_on_resting_on_it(self):
        assert states(start(reliable=None))["four-hours", "reliable"] == "missing"

    def test_links_are_reviewed_after_all_of_it_was_said(self):
        drafts = start(
            reliable={"statement": "We are bold."}, fresh={"layer": "supporting", "aligned_to": ["named-csm"]}
        )
        assert set(states(drafts).values()) == {"current"}

    @pytest.mark.parametrize("fields", [None, {"title": "x"}])
    def test_a_typo_in_an_id_is_told_with_what_was_meant(self, fields):
        with pytest.raises(UnbuildableCase) as raised:
            start(four_hour=fields)
        assert 'no promise "four-hour"' in raised.value.message
        assert (raised.value.remedy, raised.value.promise) == ('did you mean "four-hours"?', "four-hour")

    def test_two_promises_of_one_id_are_refused(self):
        with pytest.raises(UnbuildableCase) as raised:
            start(fresh={"layer": "supporting", "id": "named-csm"})
        assert (raised.value.message, raised.value.promise) == (
            'two promises have the id "named-csm"',
            "fresh",
        )


class TestSet:
    def test_it_sets_a_key(self):
        assert of("reliable", set={"title": "Bold", "tags": ["a"]})["title"] == "Bold"

    def test_dots_lead_inside_and_make_what_is_missing(self):
        data = of(
            "phone-support", set={"legacy.made_to": "all", "zones.ai-automation.left.date": "2026-01-01"}
        )
        assert data["legacy"] == {"made_to": "all", "lives_in": ["contract"], "honour_until": "forever"}
        assert data["zones"] == {"ai-automation": {"left": {"date": "2026-01-01"}}}

    def test_a_number_leads_into_a_list(self):
        data = of("four-hours", set={"terms.0.at_most": "6h", "audience.0": "partners"})
        assert (data["terms"], data["audience"]) == (
            [{"measure": "first answer", "at_most": "6h"}],
            ["partners"],
        )

    def test_an_empty_value_takes_a_key_away(self):
        data = of("four-hours", set={"terms": None, "zones.delivery-support": None, "notes": None})
        assert "terms" not in data
        assert list(data["zones"]) == ["documentation-knowledge"]

    def test_an_empty_value_takes_an_item_away(self):
        drafts = after({"reliable": Patch(set={"audience.0": None})}, reliable={"audience": ["a", "b"]})
        assert drafts["reliable"].data["audience"] == ["b"]

    def test_what_is_set_is_a_copy(self):
        shared = {"cohort": "10 customers"}
        drafts = after(
            {
                "beta-summary": Patch(set={"experiment": shared, "experiment.started": "2026-04-01"}),
                "trial": Patch(make={"layer": "experimental", "experiment": shared}),
            }
        )
        assert shared == {"cohort": "10 customers"}
        assert drafts["trial"].data["experiment"] == {"cohort": "10 customers"}

    def test_a_new_id_is_another_promise(self):
        drafts = after({"named-csm": Patch(set={"id": "pooled"}), "phone-support": Patch(align=("pooled",))})
        assert sorted(drafts) == sorted([*FIVE[:2], *FIVE[3:], "pooled"])
        assert recorded(drafts, "phone-support")["pooled"] == revision(drafts, "pooled")

    @each_of(
        ("key", "message"),
        [
            ("title.x", '"title.x" leads into title, which holds no keys'),
            ("audience.0.x", '"audience.0.x" leads into 0, which holds no keys'),
            ("audience.0.x.y", '"audience.0.x.y" leads into 0, which holds no keys'),
            ("title.x.y.z", '"title.x.y.z" leads into title, which holds no keys'),
            ("audience.1", '"audience.1" asks for item 1 of a list that has 1, counted from 0'),
            ("terms.1.at_most", '"terms.1.at_most" asks for item 1 of a list that has 1, counted from 0'),
            ("terms.-1.at_most", '"terms.-1.at_most" asks for item -1 of a list that has 1, counted from 0'),
            ("terms.first.at_most", '"terms.first.at_most" asks for item first of a list that has 1, counted from 0'),
            ("terms.at_most", '"terms.at_most" asks for item at_most of a list that has 1, counted from 0'),
            (f"audience.{'9' * 5000}", "of a list that has 1, counted from 0"),
            ("a." * 5000 + "b", "levels deep; at most 40 are read"),
        ],
    )  # fmt: skip
    def test_a_key_that_leads_nowhere_is_told(self, key, message):
        fault = refused({"four-hours": Patch(set={key: "x"})})
        assert message in fault.message
        assert (bool(fault.remedy), fault.promise) == (True, "four-hours")

    @each_of(
        ("fields", "words"),
        [
            ({"layer": "suporting"}, 'layer is "suporting", which isn\'t one of its values (did you mean "supporting"?'),
            ({"note": "x"}, 'unknown key "note" (did you mean "notes"?)'),
            ({"title": 5}, "title must be a text, but is a number (put it in quotes)"),
            ({"made": None}, '"made" is missing'),
            ({"aligned_to": [{"promise": "A B"}]}, "which isn't well formed"),
            ({"made.date": "2026-02-30"}, "a day that no calendar has"),
            ({"id": None}, '"id" is missing'),
            ({"x" * 2000: 1}, "isn't a valid promise"),
        ],
    )  # fmt: skip
    def test_an_invalid_record_is_told_in_the_schemas_words(self, fields, words):
        fault = refused({"four-hours": Patch(set=fields)})
        assert fault.message.startswith('"four-hours" isn\'t a valid promise: ')
        assert words in fault.message
        assert fault.promise == "four-hours"

    def test_of_many_faults_the_first_three_are_told(self):
        fault = refused({"four-hours": Patch(set=dict.fromkeys("abcde", 1))})
        assert fault.message.count("unknown key") == 3


class TestAdd:
    def test_it_appends_one_thing_or_several_to_a_list_or_makes_it(self):
        data = of("named-csm", add={"audience": "partners", "tags": ["a", "b"], "notices": CUSTOMERS})
        assert (data["audience"], data["tags"], data["notices"]) == (
            ["customers", "partners"],
            ["a", "b"],
            [CUSTOMERS],
        )

    def test_dots_lead_to_the_list_whose_items_stay(self):
        data = of(
            "phone-support",
            add={"legacy.lives_in": "habit", "zones.ai-automation.surfaces": {"path": "a.md"}},
        )
        assert data["legacy"]["lives_in"] == ["contract", "habit"]
        assert data["zones"]["ai-automation"]["surfaces"] == [{"path": "a.md"}]

    def test_a_number_leads_to_it_too(self):
        drafts = start(four_hours={"zones.delivery-support.surfaces": [{"path": "a.md"}]})
        more = {"zones.delivery-support.surfaces": [{"path": "b.md"}]}
        data = drafts_with_digests(patched(drafts, {"four-hours": Patch(add=more)}, TODAY), TODAY)[
            "four-hours"
        ].data
        assert data["zones"]["delivery-support"]["surfaces"] == [{"path": "a.md"}, {"path": "b.md"}]

    @each_of("key", ["title", "made", "experiment.cohort", "audience.0"])
    def test_what_is_no_list_is_told(self, key):
        fault = refused({"beta-summary": Patch(add={key: "x"})})
        assert (fault.message, fault.remedy) == (
            f"{key} is no list, so nothing can be added to it",
            "use set",
        )
        assert fault.promise == "beta-summary"

    def test_a_list_that_no_promise_has_is_told_in_the_schemas_words(self):
        assert (
            'unknown key "notice" (did you mean "notices"?)'
            in refused({"reliable": Patch(add={"notice": "x"})}).message
        )


class TestMake:
    def test_it_makes_a_promise_with_the_defaults_of_its_layer(self):
        data = after({"fresh-air": Patch(make={"layer": "conditional"})})["fresh-air"].data
        assert (data["title"], data["statement"]) == ("Fresh air", "We promise fresh air.")
        assert (data["status"], data["applies_when"]["cel"]) == ("active", 'subject.plan == "pro"')

    def test_what_it_says_replaces_the_defaults_whole_or_with_dots_in_part(self):
        drafts = after(
            {
                "a": Patch(make={"layer": "experimental", "experiment": {"cohort": "x"}}),
                "b": Patch(make={"layer": "experimental", "experiment.cohort": "x"}),
                "c": Patch(make={"layer": "legacy", "legacy": None, "status": "proposed"}),
            }
        )
        assert drafts["a"].data["experiment"] == {"cohort": "x"}
        assert drafts["b"].data["experiment"] == {
            "cohort": "x",
            "started": "2026-03-01",
            "decide_by": "2026-07-31",
        }
        assert ("legacy" in drafts["c"].data, drafts["c"].data["status"]) == (False, "proposed")

    def test_it_goes_with_every_other_operation_but_erase(self):
        patch = Patch(
            make={"layer": "supporting"},
            set={"title": "Bold"},
            align=("reliable",),
            end={},
            move="promises/a.yaml",
        )
        draft = after({"fresh": patch})["fresh"]
        assert (draft.data["title"], draft.data["status"], draft.place) == (
            "Bold",
            "retired",
            "promises/a.yaml",
        )

    def test_what_exists_can_not_be_made(self):
        fault = refused({"reliable": Patch(make={"layer": "core"})})
        assert (fault.message, fault.remedy) == (
            '"reliable" is there already, so it can\'t be made',
            "use set",
        )

    @each_of("layer", ["suporting", "", 5, ["core"]])
    def test_an_unknown_layer_is_told_in_the_schemas_words(self, layer):
        fault = refused({"fresh": Patch(make={"layer": layer})})
        assert "layer is " in fault.message
        assert "isn't one of its values" in fault.message


class TestErase:
    def test_it_takes_the_file_away(self):
        assert list(after({"named-csm": Patch(erase=True)})) == [one for one in FIVE if one != "named-csm"]

    @each_of(
        "more",
        [{"set": {"title": "x"}}, {"add": {"tags": "a"}}, {"align": ("reliable",)}, {"end": {}}, {"move": "promises/a.yaml"}],
        ids=lambda more: next(iter(more)),
    )  # fmt: skip
    def test_nothing_else_can_happen_to_it(self, more):
        fault = refused({"named-csm": Patch(erase=True, **more)})
        assert (fault.message, fault.promise) == (
            '"named-csm" is erased, so nothing else can happen to it',
            "named-csm",
        )

    def test_what_is_made_can_not_be_erased_at_once(self):
        assert "is erased" in refused({"fresh": Patch(make={"layer": "core"}, erase=True)}).message


class TestAlign:
    def test_it_reviews_a_promise_against_the_revision_that_another_has_after_the_change(self):
        drafts = after(
            {"reliable": Patch(set={"statement": "We are bold."}), "four-hours": Patch(align=("reliable",))}
        )
        assert recorded(drafts, "four-hours") == {"reliable": revision(drafts, "reliable")}
        assert revision(drafts, "reliable") != revision(start(), "reliable")
        assert states(drafts)["phone-support", "reliable"] == "stale"
        (link,) = drafts["four-hours"].data["aligned_to"]
        assert (link["date"], link["by"]) == ("2026-06-01", "@acme/owner")

    def test_a_review_is_a_revision_that_the_next_review_sees(self):
        change = {
            one: Patch(align=(target,))
            for one, target in (("named-csm", "four-hours"), ("four-hours", "reliable"))
        }
        drafts = after({"reliable": Patch(set={"statement": "We are bold."}), **change})
        assert recorded(drafts, "named-csm") == {"four-hours": revision(drafts, "four-hours")}
        assert states(drafts)["beta-summary", "four-hours"] == "stale"

    def test_it_replaces_the_link_and_keeps_the_others(self):
        drafts = after(
            {"named-csm": Patch(align=("four-hours", "reliable"))},
            named_csm={"aligned_to": [{"promise": "four-hours"}]},
        )
        assert recorded(drafts, "named-csm") == {
            "four-hours": revision(drafts, "four-hours"),
            "reliable": revision(drafts, "reliable"),
        }

    def test_it_may_be_against_what_the_change_makes(self):
        drafts = after({"named-csm": Patch(align=("fresh",)), "fresh": Patch(make={"layer": "core"})})
        assert states(drafts)["named-csm", "fresh"] == "current"

    @each_of(
        "patch",
        [Patch(align=("relable",)), Patch(set={"aligned_to": ["relable"]}), Patch(set={"aligned_to": [{"promise": "relable", "revision": "present"}]})],
        ids=["align", "a name", "present"],
    )  # fmt: skip
    def test_nothing_can_be_reviewed_against_what_is_not_there(self, patch):
        fault = refused({"named-csm": patch})
        assert fault.message == '"named-csm" can\'t be reviewed against "relable", which isn\'t in the stack'
        assert fault.remedy.startswith('did you mean "reliable"?')

    def test_a_link_that_leads_nowhere_is_written_out(self):
        drafts = after({"named-csm": Patch(set={"aligned_to": [{"promise": "nobody"}]})})
        assert states(drafts)["named-csm", "nobody"] == "missing"

    def test_an_owner_who_is_none_and_links_that_are_none_are_told_in_the_schemas_words(self):
        assert "owner" in refused({"reliable": Patch(set={"owner": None}, align=("four-hours",))}).message
        assert (
            refused({"reliable": Patch(set={"aligned_to": "x"}, align=("four-hours",))}).remedy == "use set"
        )


class TestEnd:
    def test_it_retires_a_promise_with_a_complete_record(self):
        data = of("four-hours", end={})
        zones = {"stopped_on": "2026-08-30", "by": "@acme/owner"}
        assert data["status"] == "retired"
        assert data["ending"] == {
            "date": "2026-08-30",
            "why": "It is no longer needed.",
            "decided_by": "@acme/owner",
            "zones": {"delivery-support": zones, "documentation-knowledge": zones},
        }
        assert data["notices"] == [CUSTOMERS]

    def test_with_a_successor_it_is_superseded(self):
        data = of("named-csm", end={"superseded_by": ["four-hours"]})
        assert (data["status"], data["ending"]["superseded_by"]) == ("superseded", ["four-hours"])

    @pytest.mark.parametrize("status", ["superseded", "retired"])
    def test_the_status_may_be_said(self, status):
        data = of("named-csm", end={"status": status})
        assert (data["status"], "status" in data["ending"]) == (status, False)

    @each_of("part", ["date", "why", "decided_by", "zones"])
    def test_an_empty_value_leaves_a_part_out(self, part):
        ending = of("four-hours", end={part: None})["ending"]
        assert set(ending) == {"date", "why", "decided_by", "zones"} - {part}

    def test_what_is_said_replaces_a_part(self):
        data = of("four-hours", end={"date": "2026-07-01", "zones": {}, "notices": []})
        assert (data["ending"]["date"], data["ending"]["zones"], data["notices"]) == ("2026-07-01", {}, [])

    def test_one_notice_needs_no_list_and_earlier_ones_stay(self):
        drafts = after(
            {"named-csm": Patch(end={"notices": CUSTOMERS})},
            named_csm={"notices": [{**CUSTOMERS, "date": "2026-01-01"}]},
        )
        assert [one["date"] for one in drafts["named-csm"].data["notices"]] == ["2026-01-01", "2026-06-01"]

    def test_an_experiment_also_stops_in_the_documentation_and_the_support(self):
        assert list(of("beta-summary", end={})["ending"]["zones"]) == [
            "documentation-knowledge",
            "delivery-support",
        ]

    def test_a_zone_that_left_is_not_asked(self):
        drafts = after(
            {"four-hours": Patch(end={})}, four_hours={"zones.delivery-support.left": {"date": "2026-01-01"}}
        )
        assert list(drafts["four-hours"].data["ending"]["zones"]) == ["documentation-knowledge"]

    def test_it_comes_after_what_is_set(self):
        data = of("named-csm", set={"audience": ["partners"], "zones": {"ai-automation": {}}}, end={})
        assert [one["audience"] for one in data["notices"]] == ["partners"]
        assert list(data["ending"]["zones"]) == ["ai-automation"]

    @each_of("today", [date.max, date.max - timedelta(days=30), date.min])
    def test_it_can_be_said_on_any_day_of_the_calendar(self, today):
        data = of("reliable", today, set={"made.date": "0001-01-01"}, end={})
        assert data["ending"]["date"] >= today.isoformat()

    @each_of(
        "fields",
        [{"zones": ["a"]}, {"zones": "a"}, {"zones": {"ai-automation": "a"}}, {"audience": 5}, {"audience": "a"}, {"notices": [5]}],
        ids=str,
    )  # fmt: skip
    def test_on_an_invalid_record_it_is_told_in_the_schemas_words(self, fields):
        assert "isn't a valid promise" in refused({"reliable": Patch(set=fields, end={})}).message

    @each_of("part", ["date", "why", "decided_by", "superseded_by", "zones", "notices"])
    def test_a_part_of_the_wrong_kind_is_told_in_the_schemas_words(self, part):
        assert "isn't a valid promise" in refused({"reliable": Patch(end={part: 5})}).message


class TestMove:
    def test_it_moves_the_file_and_nothing_else(self):
        draft = after({"named-csm": Patch(move="promises/core/other.yaml")})["named-csm"]
        assert (draft.place, draft.data) == ("promises/core/other.yaml", start()["named-csm"].data)

    def test_another_layer_moves_it_too_unless_it_says_where_it_stays(self):
        assert (
            after({"four-hours": Patch(set={"layer": "core"})})["four-hours"].place
            == "promises/core/four-hours.yaml"
        )
        kept = Patch(set={"layer": "core"}, move="promises/supporting/four-hours.yaml")
        assert after({"four-hours": kept})["four-hours"].place == "promises/supporting/four-hours.yaml"

    def test_two_promises_in_one_file_are_refused(self):
        fault = refused({"named-csm": Patch(move="promises/core/reliable.yaml")})
        assert (
            fault.message == '"reliable" and "named-csm" would stand in one file, promises/core/reliable.yaml'
        )


class TestWhoIsChanged:
    @each_of("patch", [Patch(set={"title": "x"}), Patch(erase=True), Patch(end={}), Patch()], ids=repr)
    def test_a_patch_of_nobody_is_told_with_who_was_meant(self, patch):
        fault = refused({"named-cms": patch})
        assert (fault.message, fault.promise) == ('there is no promise "named-cms"', "named-cms")
        assert fault.remedy == 'did you mean "named-csm"? (to make one: make: {layer: ...})'

    def test_changes_happen_in_the_order_in_which_they_are_written(self):
        change = {
            "named-csm": Patch(erase=True),
            "fresh": Patch(make={"layer": "conditional", "id": "named-csm"}),
        }
        assert after(change)["named-csm"].data["title"] == "Fresh"

    def test_the_stack_before_is_not_touched(self):
        before = start()
        kept = {identity: record_text(draft.data) for identity, draft in before.items()}
        change = {
            "four-hours": Patch(set={"terms.0.at_most": "1h"}, add={"audience": "x"}, align=("reliable",)),
            "reliable": Patch(end={}),
        }
        drafts_with_digests(patched(before, change, TODAY), TODAY)
        assert {identity: record_text(draft.data) for identity, draft in before.items()} == kept


class TestDigests:
    def test_present_stands_for_the_present_revision_and_wording(self):
        drafts = start(
            fresh={
                "layer": "core",
                "aligned_to": [{"promise": "named-csm", "revision": "present", "note": "Holds."}],
                "zones": {"ai-automation": {"says": "It does.", "attested": attested("present")}},
            }
        )
        entry = stack(drafts).entries["fresh"]
        assert drafts["fresh"].data["aligned_to"] == [
            {"promise": "named-csm", "revision": revision(drafts, "named-csm"), "note": "Holds."}
        ]
        assert drafts["fresh"].data["zones"]["ai-automation"]["attested"]["wording"] == entry.wording
        assert wording_and_revision(drafts["fresh"].data) == (entry.wording, entry.revision)

    def test_earlier_stands_for_one_that_is_not_present(self):
        drafts = start(
            fresh={
                "layer": "core",
                "aligned_to": [{"promise": "named-csm", "revision": "earlier"}],
                "zones": {"ai-automation": {"attested": attested("earlier")}},
            }
        )
        data = drafts["fresh"].data
        assert data["aligned_to"][0]["revision"] == NONE_YET["revision"]
        assert data["zones"]["ai-automation"]["attested"]["wording"] == NONE_YET["wording"]
        assert states(drafts)["fresh", "named-csm"] == "stale"

    def test_a_digest_that_is_written_out_stays(self):
        one = "r1:" + "a" * 32
        drafts = start(fresh={"layer": "core", "aligned_to": [{"promise": "named-csm", "revision": one}]})
        assert recorded(drafts, "fresh") == {"named-csm": one}

    def test_the_order_in_which_promises_are_written_does_not_matter(self):
        chain = {
            f"p{n}": {"layer": "supporting", "aligned_to": [f"p{n + 1}" if n < 9 else "reliable"]}
            for n in range(10)
        }
        forward, back = start(**chain), start(**dict(reversed(chain.items())))
        assert {one: forward[one].data for one in chain} == {one: back[one].data for one in chain}
        assert set(states(forward).values()) == {"current"}

    def test_a_cycle_ends_and_what_nobody_could_know_is_stale(self):
        drafts = start(
            a={"layer": "supporting", "aligned_to": ["b"]},
            b={"layer": "supporting", "aligned_to": ["c"]},
            c={"layer": "supporting", "aligned_to": ["a", "reliable"]},
            narcissus={"layer": "supporting", "aligned_to": ["narcissus"]},
        )
        found = states(drafts)
        assert [found[pair] for pair in (("a", "b"), ("b", "c"), ("c", "a"))] == [
            "current",
            "current",
            "stale",
        ]
        assert found["c", "reliable"] == "current"
        assert found["narcissus", "narcissus"] == "stale"

    @pytest.mark.whole
    def test_a_chain_of_any_length_is_worked_out(self):
        chain = {f"p{n}": {"layer": "supporting", "aligned_to": [f"p{n + 1}"]} for n in range(700)}
        drafts = start(**chain, p700={"layer": "core"})
        assert drafts["p0"].data["aligned_to"][0]["revision"] not in (NONE_YET["revision"], "present")


def attested(wording: str) -> dict[str, str]:
    return {"wording": wording, "date": "2026-05-01", "by": "@acme/owner", "reality": "kept"}


def test_what_is_written_is_what_is_read():
    for draft in start(
        reliable={"title": 'Say "no" \\ \U0001f600 \u00e9 #: {}', "notes": "two\nlines"}
    ).values():
        reading = read("promise", record_text(draft.data).encode())
        assert reading.record == draft.data
