"""The verdict: which rules bind, what stood before, what is invalid, and when nothing can be said (SPEC 4, 6)."""

from __future__ import annotations

import json
from datetime import date

import pytest
from cases import each_of
from scenario import (
    PACK,
    TODAY,
    acme,
    blocking,
    changed,
    ended,
    files_of,
    found,
    judged,
    policy,
    promise,
    realigned,
    settings,
    waiver,
    with_made,
    without,
)  # fmt: skip

from pas_gov.diagnostics import Stop


def reworded():
    return changed(acme(), "reliable", statement="We are the most reliable of all.")


def no_verdict(*arguments, **options) -> str:
    with pytest.raises(Stop) as stopped:
        judged(*arguments, **options)
    assert stopped.value.status == 3
    assert stopped.value.message
    assert stopped.value.remedy
    return stopped.value.code


class TestTheBaseJudges:
    def test_a_change_that_relaxes_a_policy_is_judged_by_the_old_one(self):
        relaxed = {
            **PACK,
            **settings(enforcement={"no-erasure": "ignore", "policies-change-alone": "ignore"}),
        }
        verdict = judged(acme(), without(acme(), "quick-setup"), after_rules=relaxed)
        assert ("no-erasure", "quick-setup") in blocking(verdict)
        assert verdict.under_head.verdict == "pass"

    def test_a_waiver_counts_from_the_next_change_on(self):
        rules = {**PACK, **waiver("let-go", "no-erasure", "quick-setup")}
        gone = without(acme(), "quick-setup")
        assert ("no-erasure", "quick-setup") in blocking(judged(acme(), gone, after_rules=rules))
        assert judged(acme(), gone, rules=rules).verdict == "pass"

    def test_deleting_all_policies_leaves_the_bases(self):
        verdict = judged(acme(), reworded(), after_rules={})
        assert verdict.verdict == "blocked"
        assert verdict.under_head.verdict == "no-verdict"

    def test_the_other_verdict_is_given_only_when_rules_change(self):
        assert judged(acme(), reworded()).under_head is None
        tests_only = judged(acme(), acme(), after_rules={**PACK, "policies/tests/no-erasure.yaml": "x"})
        assert tests_only.under_head is None

    def test_under_the_heads_rules_a_stricter_policy_shows_what_it_would_block(self):
        stricter = {**PACK, **policy("shout", require='promise.title.endsWith("!")')}
        verdict = judged(
            acme(), with_made(acme(), promise("fresh", "supporting", "fast")), after_rules=stricter
        )
        assert ("shout", "fresh") in {(f.policy, f.promise) for f in verdict.under_head.judgement.blocking}


class TestNoRules:
    def test_a_base_without_policies_is_no_verdict(self):
        assert no_verdict(acme(), reworded(), rules={}) == "no-policies"

    def test_nor_with_policies_in_the_wrong_folder(self):
        moved = {path.replace("policies/", "rules/"): text for path, text in PACK.items()}
        assert no_verdict(acme(), reworded(), rules=moved) == "no-policies"
        deeper = {path.replace("policies/", "policies/standard/"): text for path, text in PACK.items()}
        assert no_verdict(acme(), reworded(), rules=deeper) == "no-policies"

    def test_bootstrap_takes_the_changes_own(self):
        verdict = judged(acme(), without(acme(), "quick-setup"), rules={}, after_rules=PACK, bootstrap=True)
        assert (verdict.verdict, verdict.policies_from) == ("blocked", "head")
        assert any("bootstrap" in note for note in verdict.notes)

    def test_bootstrap_without_any_takes_the_standard_pack_and_says_so(self):
        verdict = judged(acme(), without(acme(), "quick-setup"), rules={}, after_rules={}, bootstrap=True)
        assert ("no-erasure", "quick-setup") in blocking(verdict)
        assert any("standard pack" in note for note in verdict.notes)

    def test_bootstrap_has_no_effect_where_the_base_has_policies(self):
        relaxed = {**PACK, **settings(enforcement={"no-erasure": "ignore"})}
        verdict = judged(acme(), without(acme(), "quick-setup"), after_rules=relaxed, bootstrap=True)
        assert (verdict.verdict, verdict.policies_from) == ("blocked", "base")
        assert any("no effect" in note for note in verdict.notes)

    def test_what_a_promise_brings_along_at_adoption_warns(self):
        overdue = changed(acme(), "ai-summary", owner="tbd")
        verdict = judged({}, overdue, rules={}, after_rules=PACK, bootstrap=True)
        (debt,) = found(verdict, "owner-is-accountable")
        assert (debt.enforcement, debt.debt, verdict.verdict) == ("warn", True, "pass")

    def test_but_a_promise_that_the_base_had_blocks(self):
        verdict = judged(
            acme(), changed(acme(), "ai-summary", owner="tbd"), rules={}, after_rules=PACK, bootstrap=True
        )
        assert ("owner-is-accountable", "ai-summary") in blocking(verdict)


class TestDaysInTheWrongOrder:
    """They are errors, but a record that can be read is judged all the same."""

    def test_a_promise_whose_days_contradict_each_other_is_still_asked_and_can_not_be_erased(self):
        early = [{"audience": "customers", "date": "2000-01-01", "says": "Told."}]
        base = changed(acme(), "phone-support", notices=early)
        assert ("core-change-decides-legacy", "phone-support") in blocking(
            judged(base, changed(base, "reliable", statement="We are the best."))
        )
        assert ("no-erasure", "phone-support") in blocking(judged(base, without(base, "phone-support")))

    def test_a_change_that_brings_them_is_blocked(self):
        early = [{"audience": "customers", "date": "2000-01-01", "says": "Told."}]
        verdict = judged(acme(), changed(acme(), "phone-support", notices=early))
        assert [one.diagnostic.code for one in verdict.problems if one.blocks] == ["days-reversed"]


BROKEN = {
    "bad YAML": "a: [",
    "an unknown key": json.dumps({**json.loads(next(iter(policy("p").values()))), "requires": "true"}),
    "an unknown scope": next(iter(policy("p", scope="promises").values())),
    "an unknown name": next(iter(policy("p", require="promisee.title != ''").values())),
    "an unknown field": next(iter(policy("p", require="promise.titel != ''").values())),
    "an unknown function": next(iter(policy("p", require="promise.title.contain('x')").values())),
    "a wrong regular expression": next(iter(policy("p", require="promise.title.matches('(')").values())),
    "an undeclared parameter": next(iter(policy("p", require="params.most > 1").values())),
    "a result that is no boolean": next(iter(policy("p", require="promise.title").values())),
    "a match that means nothing": next(iter(policy("p", scope="stack", match={"layer": ["core"]}).values())),
    "a message that is no string": next(iter(policy("p", message="1 + 1").values())),
    "an unterminated string": next(iter(policy("p", require="'" + '\\"' * 40).values())),
}


class TestInvalidRules:
    @each_of("why", sorted(BROKEN))
    def test_an_invalid_policy_at_the_base_is_no_verdict(self, why):
        assert (
            no_verdict(acme(), reworded(), rules={**PACK, "policies/p.yaml": BROKEN[why]}) == "invalid-rules"
        )

    @each_of("why", sorted(BROKEN))
    def test_a_change_that_brings_one_is_blocked(self, why):
        verdict = judged(acme(), acme(), after_rules={**PACK, "policies/p.yaml": BROKEN[why]})
        assert verdict.verdict == "blocked"
        (problem,) = [one for one in verdict.problems if one.blocks]
        assert problem.diagnostic.location.path == "policies/p.yaml"
        assert problem.diagnostic.location.line
        assert verdict.under_head.verdict == "no-verdict"

    def test_the_reason_names_place_fact_and_suggestion(self):
        with pytest.raises(Stop) as stopped:
            judged(acme(), reworded(), rules={**PACK, "policies/p.yaml": BROKEN["an unknown field"]})
        assert "policies/p.yaml:" in stopped.value.message
        assert 'did you mean "title"?' in stopped.value.message

    def test_the_repair_is_judged_by_the_rules_that_are_valid(self):
        broken = {**PACK, "policies/no-erasure.yaml": "a: ["}
        verdict = judged(acme(), acme(), rules=broken, after_rules=PACK)
        assert verdict.verdict == "pass"
        assert any("policies/no-erasure.yaml" in note for note in verdict.notes)
        assert (
            no_verdict(acme(), changed(acme(), "draft", notes="x"), rules=broken, after_rules=PACK)
            == "invalid-rules"
        )

    @each_of(
        "keys",
        [
            {"enforcement": {"no-erasures": "warn"}},
            {"enforcement": {"no-erasure": "off"}},
            {"params": {"stack-has-a-core": {"maximum": 4}}},
            {"params": {"stack-has-a-core": {"max": "many"}}},
            {"params": {"nothing": {"max": 4}}},
            {"promises": "elsewhere"},
        ],
    )
    def test_settings_that_name_what_is_not_there(self, keys):
        assert no_verdict(acme(), reworded(), rules={**PACK, **settings(**keys)}) == "invalid-rules"

    def test_two_policies_with_one_id(self):
        doubled = {**PACK, "policies/other.yaml": PACK["policies/no-erasure.yaml"]}
        assert no_verdict(acme(), reworded(), rules=doubled) == "invalid-rules"

    def test_a_policy_file_that_is_a_link_is_invalid(self):
        pass_through = judged(acme(), acme(), after_rules={**PACK})
        assert pass_through.verdict == "pass"


class TestErrorsAreNeverAPass:
    @each_of(
        "require",
        [
            'promise.experiment.cohort != ""',  # not set
            "promise.terms[0].amount > 1.0",  # no such item
            "1 / size(promise.terms) >= 0",  # division by zero
            'has(promise.zones["x"].left)',  # an error inside has()
            'promise.zones["delivery-support"].says == ""',
        ],
    )
    def test_an_evaluation_error_is_no_verdict(self, require):
        rules = {**PACK, **policy("odd", require=require)}
        assert (
            no_verdict(acme(), changed(acme(), "quick-setup", notes="x"), rules=rules) == "evaluation-error"
        )

    def test_even_where_another_policy_blocks(self):
        rules = {**PACK, **policy("odd", require="promise.terms[0].amount > 1.0")}
        assert (
            no_verdict(
                acme(),
                without(acme(), "quick-setup") | {"fast": {**acme()["fast"], "notes": "x"}},
                rules=rules,
            )
            == "evaluation-error"
        )

    @each_of(
        ("tuned", "remedy"),
        [
            ({}, "correct the policy policies/odd.yaml, or the record that it can't read"),
            (
                settings(params={"odd": {"least": 1}}),
                "correct the policy policies/odd.yaml, or what pas-gov.yaml makes of it, or the record that it can't read",
            ),
            (
                settings(enforcement={"odd": "warn"}),
                "correct the policy policies/odd.yaml, or the record that it can't read",
            ),
        ],
        ids=["as it is", "other parameters", "another enforcement"],
    )
    def test_the_remedy_names_the_settings_where_they_tune_it(self, tuned, remedy):
        odd = policy("odd", require="1 / (params.least - params.least) > 0", params={"least": 0})
        with pytest.raises(Stop) as stopped:
            judged(acme(), changed(acme(), "quick-setup", notes="x"), rules={**PACK, **odd, **tuned})
        assert (stopped.value.code, stopped.value.remedy) == ("evaluation-error", remedy)

    def test_even_at_warn(self):
        rules = {**PACK, **policy("odd", require="promise.terms[0].amount > 1.0", enforcement="warn")}
        assert (
            no_verdict(acme(), changed(acme(), "quick-setup", notes="x"), rules=rules) == "evaluation-error"
        )

    def test_a_policy_that_is_ignored_is_not_evaluated_and_that_shows(self):
        rules = {
            **PACK,
            **policy("odd", require="promise.terms[0].amount > 1.0"),
            **settings(enforcement={"odd": "ignore"}),
        }
        verdict = judged(acme(), changed(acme(), "quick-setup", notes="x"), rules=rules)
        assert verdict.verdict == "pass"
        assert {rule.policy.id: rule.enforcement for rule in verdict.rules.rules}["odd"] == "ignore"


class TestMendingARuleThatCanNotBeEvaluated:
    """It is asked about the stack as a whole, so it keeps every change from a verdict, that of the rules too."""

    ODD = policy("odd", scope="stack", require="1 / size(changes) >= 0")

    @each_of(
        "after_rules",
        [
            PACK,
            {**PACK, **policy("odd", scope="stack", require="size(changes) >= 0")},
            {**PACK, **ODD, **settings(enforcement={"odd": "ignore"})},
        ],
        ids=["removed", "corrected", "ignored"],
    )
    def test_a_change_of_the_rules_alone_that_mends_it_has_a_verdict(self, after_rules):
        verdict = judged(acme(), acme(), rules={**PACK, **self.ODD}, after_rules=after_rules)
        assert (verdict.verdict, verdict.under_head.verdict) == ("pass", "pass")
        (note,) = verdict.notes
        assert note.startswith(
            "the change edits the rules alone, and mends what could not be evaluated: "
            "odd for the stack: can't be judged: division by zero"
        )

    def test_the_other_rules_of_the_base_judge_it_all_the_same(self):
        rules = {**PACK, **self.ODD, **policy("firm", scope="stack", require="size(changes) > 0")}
        first = policy("firm", scope="stack", require="true")
        verdict = judged(acme(), acme(), rules=rules, after_rules={**PACK, **first})
        assert {one.policy for one in verdict.judgement.findings} >= {"firm"}
        broken = {**PACK, "policies/p.yaml": "a: ["}
        assert no_verdict(acme(), acme(), rules=rules, after_rules=broken) == "evaluation-error"

    @each_of(
        "after_rules",
        [
            {**PACK, **ODD},
            {**PACK, **policy("odd", scope="stack", require="1 / size(changes) > 0")},
            {**PACK, **ODD, **policy("more", title="More")},
            {**PACK, **ODD, "policies/tests/odd.yaml": "cases: []"},
            {},
        ],
        ids=["as it was", "broken in another way", "beside another", "its tests alone", "no rules at all"],
    )
    def test_one_that_leaves_it_as_broken_has_none(self, after_rules):
        assert (
            no_verdict(acme(), acme(), rules={**PACK, **self.ODD}, after_rules=after_rules)
            == "evaluation-error"
        )

    def test_nor_has_one_that_touches_a_promise(self):
        odd = policy("odd", scope="stack", require="1 / (size(changes) - 1) >= 0")
        rules = {**PACK, **odd}
        after = changed(acme(), "draft", notes="x")
        assert no_verdict(acme(), after, rules=rules, after_rules=PACK) == "evaluation-error"
        gone = policy("odd", scope="stack", require="1 / (size(changes) - 1) >= 0", enforcement="warn")
        erased = without(acme(), "draft")
        assert no_verdict(acme(), erased, rules={**PACK, **gone}, after_rules=PACK) == "evaluation-error"

    def test_a_change_that_breaks_one_is_told_which_and_why(self):
        verdict = judged(acme(), acme(), after_rules={**PACK, **self.ODD})
        assert (verdict.verdict, verdict.under_head.verdict) == ("pass", "no-verdict")
        assert verdict.under_head.why.startswith(
            "once merged, changes like this one have no verdict: odd for the stack: can't be judged: division by zero"
        )


class TestWhatTheChangeEditsOfTheRules:
    def edits(self, *, before=None, **keys):
        rules = {**PACK, **settings(**(before or {}))}
        return judged(acme(), acme(), rules=rules, after_rules={**PACK, **settings(**keys)}).under_head.edits

    def test_parameters_are_listed_with_both_values(self):
        assert self.edits(params={"stack-has-a-core": {"max": 5}}) == ("stack-has-a-core: max 3 -> 5",)
        three = {"params": {"stack-has-a-core": {"max": 5}}}
        assert self.edits(before=three) == ("stack-has-a-core: max 5 -> 3",)

    def test_so_is_the_limit_of_waivers(self):
        assert self.edits(waivers={"max_days": 900}) == ("waivers: at most 90 -> 900 days",)
        assert self.edits(waivers={"max_days": 90}) == ()

    def test_all_of_it_at_once_each_on_a_line(self):
        found = self.edits(
            enforcement={"stack-has-a-core": "warn"},
            params={"stack-has-a-core": {"max": 5}},
            waivers={"max_days": 900},
        )
        assert found == (
            "stack-has-a-core: block -> warn",
            "stack-has-a-core: max 3 -> 5",
            "waivers: at most 90 -> 900 days",
        )

    def test_an_edited_text_a_default_and_a_new_parameter(self):
        one = policy("one", params={"most": 1, "words": ["a"]}, require="true")
        for other, edits in (
            (
                policy("one", params={"most": 1, "words": ["a"]}, require="1 > 0"),
                ("one: edited (block): require: true -> 1 > 0",),
            ),
            (policy("one", params={"most": 2, "words": ["a"]}, require="true"), ("one: most 1 -> 2",)),
            (policy("one", params={"most": 1, "words": []}, require="true"), ("one: words [a] -> []",)),
            (
                policy("one", params={"most": 1, "words": ["a"], "more": "x"}, require="true"),
                ("one: more nothing -> x",),
            ),
            (policy("one", params={"most": 1}, require="true"), ("one: words [a] -> nothing",)),
            ({}, ("one: removed (block)",)),
        ):
            verdict = judged(acme(), acme(), rules={**PACK, **one}, after_rules={**PACK, **other})
            assert verdict.under_head.edits == edits

    def test_waivers_are_listed_with_what_they_excuse_and_a_longer_time_with_both_days(self):
        one = waiver("one-time", "no-erasure", "four-hours")
        longer = waiver("one-time", "no-erasure", "four-hours", until="2026-07-15")
        for before, after, edits in (
            ({}, one, ("waiver one-time: added (no-erasure for four-hours, from 2026-05-15 to 2026-06-15, approved by @acme/two: The board knows.)",)),
            (one, longer, ("waiver one-time: until: 2026-06-15 -> 2026-07-15",)),
            (one, {}, ("waiver one-time: removed (no-erasure for four-hours, from 2026-05-15 to 2026-06-15, approved by @acme/two: The board knows.)",)),
            (one, one | policy("new"), ("new: added (block)",)),
        ):  # fmt: skip
            verdict = judged(acme(), acme(), rules={**PACK, **before}, after_rules={**PACK, **after})
            assert verdict.under_head.edits == edits

    @each_of(
        "head",
        [
            "schema: pas.settings/v1\nowner: []\n",
            "schema: [\n",
            settings(params={"no-erasre": {}})["pas-gov.yaml"],
        ],
    )
    def test_settings_that_cannot_be_read_are_told_as_that_and_nothing_is_guessed(self, head):
        before = settings(enforcement={"no-erasure": "warn"}, owners=["@a"])
        verdict = judged(acme(), acme(), rules={**PACK, **before}, after_rules={**PACK, "pas-gov.yaml": head})
        (edit,) = verdict.under_head.edits
        assert edit.startswith(
            "pas-gov.yaml: can't be used as it is now, so what it changes isn't known (pas-gov.yaml:"
        )

    def test_a_policy_and_a_waiver_that_cannot_be_read_are_not_told_as_removed(self):
        before = {**policy("one"), **waiver("one-time", "no-erasure", "four-hours")}
        broken = {path: text.replace("{", "[", 1) for path, text in before.items()}
        verdict = judged(acme(), acme(), rules={**PACK, **before}, after_rules={**PACK, **broken})
        first, second = verdict.under_head.edits
        assert first.startswith(
            "one: can't be used as it is now, so what it changes isn't known (policies/one.yaml:"
        )
        assert second.startswith("waiver one-time: unreadable now (no-erasure for four-hours")

    @each_of(
        ("before", "after", "edit"),
        [
            ({"owners": ["@a"]}, {"owners": ["@a", "@b"]}, "owners: @a -> @a, @b"),
            ({}, {"adopted": "2026-01-01"}, "adopted: nothing -> 2026-01-01"),
            ({}, {"docs": "https://a.example"}, "docs: nothing -> https://a.example"),
            ({}, {"surfaces": {"roots": ["site"]}}, "roots of surfaces: . -> site"),
            ({"base": "main"}, {"base": "trunk"}, "base: main -> trunk"),
            ({}, {"teams": {"@a": ["@jo"]}}, "teams: @a: nothing -> @jo"),
            (
                {"sources": {"x": "env:A"}},
                {"sources": {"x": "env:B"}},
                "sources: the address of x is another",
            ),
            ({"sources": {"x": "env:A"}}, {"sources": {"y": "env:A"}}, "sources: x -> y"),
        ],
    )
    def test_settings_are_listed_with_both_values(self, before, after, edit):
        assert self.edits(before=before, **after) == (edit,)


class TestFiveOutcomes:
    def tally(self, **changes):
        rules = policy("one", **changes)
        return judged(acme(), changed(acme(), "quick-setup", notes="x"), rules=rules).judgement.tallies["one"]

    def test_pass(self):
        assert self.tally()["pass"] == 1

    def test_fail(self):
        assert self.tally(require="false")["fail"] == 1

    def test_not_applicable_by_match_and_by_when(self):
        assert self.tally(match={"layer": ["core"]}, require="false")["not-applicable"] == 1
        assert self.tally(when="false", require="false")["not-applicable"] == 1

    def test_each_element_counts(self):
        tally = self.tally(each={"name": "n", "in": "[1, 2, 3]"}, require="n > 1")
        assert (tally["pass"], tally["fail"]) == (2, 1)

    def test_an_empty_each_is_not_applicable(self):
        assert self.tally(each={"name": "n", "in": "promise.terms"}, require="false")["not-applicable"] == 1

    @each_of(("enforcement", "verdict"), [("block", "blocked"), ("warn", "pass"), ("note", "pass")])
    def test_only_block_blocks(self, enforcement, verdict):
        rules = policy("one", require="false", enforcement=enforcement)
        after = with_made(acme(), promise("fresh", "supporting", "fast"))
        assert judged(acme(), after, rules=rules).verdict == verdict


class TestWhatStoodBefore:
    def test_a_finding_that_the_base_had_does_not_block(self):
        rules = policy("titled", require='promise.title != "Quick setup"')
        verdict = judged(acme(), changed(acme(), "quick-setup", notes="x"), rules=rules)
        assert (verdict.verdict, [f.preexisting for f in found(verdict, "titled")]) == ("pass", [True])

    @pytest.mark.parametrize(("cause", "verdict"), [("", "pass"), ("promise.notes", "blocked")])
    def test_another_message_is_no_other_finding_but_another_cause_is(self, cause, verdict):
        rules = policy(
            "worse",
            require="size(promise.notes) == 0",
            message='promise.title + ": " + string(size(promise.notes)) + " too many"',
            cause=cause,
        )
        base = changed(acme(), "quick-setup", notes="x")
        assert judged(base, changed(base, "quick-setup", title="Another"), rules=rules).verdict == "pass"
        assert judged(base, changed(base, "quick-setup", notes="xx"), rules=rules).verdict == verdict

    def test_a_text_of_a_record_never_becomes_a_command(self):
        rules = policy(
            "short",
            require='promise.id != "quick-setup"',
            variables=[{"name": "what", "cel": "promise.title"}],
            remedy="shorten {what}: pas-gov amend {promise} --title {what}",
        )
        title = "Fax, see pas-gov retire reliable --why gone --status retired"
        (finding,) = found(judged(acme(), changed(acme(), "quick-setup", title=title), rules=rules), "short")
        assert finding.commands == (("amend", "quick-setup", "--title", title),)

    def test_findings_about_a_change_never_stood_before(self):
        rules = policy("never", scope="change", require="false")
        base = changed(acme(), "quick-setup", notes="x")
        assert judged(base, changed(base, "quick-setup", notes="y"), rules=rules).verdict == "blocked"

    def test_the_whole_stacks_findings_too(self):
        rules = policy("stacked", scope="stack", require="false")
        assert judged(acme(), changed(acme(), "quick-setup", notes="x"), rules=rules).verdict == "pass"

    def test_a_zones_findings_too(self):
        rules = policy("zoned", scope="zone", require='entry.state == "missing"')
        verdict = judged(acme(), changed(acme(), "four-hours", notes="x"), rules=rules)
        assert {f.zone for f in found(verdict, "zoned")} == {"delivery-support", "documentation-knowledge"}
        assert verdict.verdict == "pass"


class TestFiles:
    def test_a_promise_that_the_change_makes_unreadable_blocks_and_stands_as_it_was(self):
        broken = {**files_of(acme()), "promises/core/reliable.yaml": "id: reliable\n\tstatus: x"}
        verdict = judged(files_of(acme()), broken)
        assert verdict.verdict == "blocked"
        assert blocking(verdict) == set()
        assert verdict.transition.changes == ()

    def test_one_that_was_unreadable_before_does_not_block(self):
        broken = {**files_of(acme()), "promises/core/odd.yaml": "a: ["}
        after = {**broken, **files_of([changed(acme(), "quick-setup", notes="x")["quick-setup"]])}
        verdict = judged(broken, after)
        assert (verdict.verdict, [p.preexisting for p in verdict.problems]) == ("pass", [True])

    def test_nor_does_one_that_moved(self):
        before = {**files_of(acme()), "promises/core/odd.yaml": "a: ["}
        after = {**files_of(acme()), "promises/legacy/odd.yaml": "a: ["}
        assert judged(before, after).verdict == "pass"

    def test_a_second_file_with_an_id_blocks_at_both(self):
        after = {**files_of(acme()), "promises/core/copy.yaml": json.dumps(acme()["fast"])}
        verdict = judged(files_of(acme()), after)
        assert {p.diagnostic.location.path for p in verdict.problems if p.blocks} == {
            "promises/core/copy.yaml", "promises/core/fast.yaml",
        }  # fmt: skip

    @each_of("name", ["quick-setup.txt", "quick-setup.YAML", "quick-setup.yaml.bak", "Quick-Setup"])
    def test_renaming_it_to_what_is_not_read_is_erasure(self, name):
        after = files_of(acme())
        after[f"promises/supporting/{name}"] = after.pop("promises/supporting/quick-setup.yaml")
        verdict = judged(files_of(acme()), after)
        assert ("no-erasure", "quick-setup") in blocking(verdict)
        assert any(p.diagnostic.code == "not-read" for p in verdict.problems)

    def test_moving_it_is_not(self):
        after = files_of(acme())
        after["promises/somewhere/else.yml"] = after.pop("promises/supporting/quick-setup.yaml")
        verdict = judged(files_of(acme()), after)
        assert (verdict.verdict, verdict.transition.changes[0].kinds) == ("pass", ("moved",))

    def test_an_id_in_a_comment_is_no_promise(self):
        after = files_of(acme())
        after["promises/supporting/quick-setup.yaml"] = "# id: quick-setup\n"
        verdict = judged(files_of(acme()), after)
        assert verdict.verdict == "blocked"

    def test_nothing_left_under_promises_is_erasure_of_all(self):
        verdict = judged(files_of(acme()), {})
        assert {one for policy_id, one in blocking(verdict) if policy_id == "no-erasure"} == acme().keys() - {
            "draft"
        }

    def test_a_cycle_is_an_error_and_policies_are_evaluated_all_the_same(self):
        base = with_made(acme(), promise("one", "supporting", "fast"), promise("two", "supporting", "one"))
        after = changed(base, "one", aligned_to=[{"promise": "two"}])
        verdict = judged(base, after)
        (problem,) = [p for p in verdict.problems if p.blocks]
        assert problem.diagnostic.message == "a promise is aligned to itself: one -> two -> one"
        assert ("change-propagates", "one") in blocking(verdict)
        assert judged(after, changed(after, "quick-setup", notes="x")).verdict == "pass"

    def test_a_condition_that_is_no_expression_blocks(self):
        after = changed(acme(), "named-csm", applies_when={"says": "On Pro.", "cel": "subject.plan = 'pro'"})
        verdict = judged(acme(), after)
        assert [p.diagnostic.code for p in verdict.problems if p.blocks] == ["condition-cel"]


class TestWaivers:
    def run(self, *, today=TODAY, **changes):
        fields = {"policy": "no-erasure", "promise": "quick-setup", **changes}
        rules = {**PACK, **waiver("w", fields.pop("policy"), fields.pop("promise"), **fields)}
        verdict = judged(acme(), without(acme(), "quick-setup"), rules=rules, today=today)
        return verdict.verdict, verdict.judgement.waivers[0][1]

    def test_one_promise_one_policy(self):
        assert self.run() == ("pass", "used")

    @each_of(
        ("day", "result"),
        [
            (date(2026, 5, 14), ("blocked", "not-yet")),
            (date(2026, 5, 15), ("pass", "used")),
            (date(2026, 6, 15), ("pass", "used")),
            (date(2026, 6, 16), ("blocked", "expired")),
        ],
    )
    def test_both_its_days_are_included(self, day, result):
        assert self.run(today=day) == result

    @each_of("promise_id", ["quick-setup-2", "fast", "*"])
    def test_another_promise(self, promise_id):
        assert self.run(promise=promise_id) == ("blocked", "unused")

    def test_another_policy(self):
        assert self.run(policy="change-propagates") == ("blocked", "unused")

    @each_of(
        "changes",
        [
            {"approved_by": "@Acme/One "},
            {"approved_by": "@acme / ONE"},
            {"until": "2026-08-14"},  # 91 days
            {"until": "2026-05-01"},
            {"reason": " "},
            {"policy": "no-erasures"},
            {"for": "ever"},
        ],
    )
    def test_a_malformed_one_is_not_honoured(self, changes):
        assert self.run(**changes) == ("blocked", "malformed")

    def test_ninety_days_are_allowed_and_more_by_the_settings(self):
        assert self.run(until="2026-08-13") == ("pass", "used")
        rules = {
            **PACK,
            **waiver("w", "no-erasure", "quick-setup", until="2026-12-01"),
            **settings(waivers={"max_days": 365}),
        }
        assert judged(acme(), without(acme(), "quick-setup"), rules=rules).verdict == "pass"

    def test_a_policy_that_is_not_waivable(self):
        rules = {
            **policy("firm", require="false", waivable=False, scope="change"),
            **waiver("w", "firm", "quick-setup"),
        }
        verdict = judged(acme(), changed(acme(), "quick-setup", notes="x"), rules=rules)
        assert (verdict.verdict, verdict.judgement.waivers) == ("blocked", (("w", "malformed"),))

    def test_one_that_cannot_be_read_is_named_by_its_path(self):
        rules = {**PACK, "policies/waivers/w.yaml": "a: ["}
        verdict = judged(acme(), reworded(), rules=rules)
        assert verdict.judgement.waivers == (("policies/waivers/w.yaml", "malformed"),)

    def test_a_target_waives_one_link(self):
        base = changed(
            acme(),
            "quick-setup",
            aligned_to=[*acme()["quick-setup"]["aligned_to"], *acme()["four-hours"]["aligned_to"]],
        )
        after = changed(changed(base, "reliable", statement="A."), "fast", statement="B.")
        rules = {**PACK, **waiver("w", "change-propagates", "quick-setup", target="fast")}
        verdict = judged(base, after, rules=rules)
        outcomes = {
            f.target: f.outcome for f in found(verdict, "change-propagates") if f.promise == "quick-setup"
        }
        assert outcomes == {"fast": "waived", "reliable": "fail"}

    def test_the_whole_stack_is_waived_by_a_star(self):
        rules = {**PACK, **waiver("w", "stack-has-a-core", "*")}
        after = with_made(acme(), promise("three", "core"), promise("four", "core"))
        assert ("stack-has-a-core", "") not in blocking(judged(acme(), after, rules=rules))

    def test_a_change_that_brings_a_malformed_one_is_blocked(self):
        verdict = judged(
            acme(), acme(), after_rules={**PACK, **waiver("w", "no-erasure", "fast", approved_by="@acme/one")}
        )
        assert verdict.verdict == "blocked"


def test_what_a_promise_supersedes_is_derived():
    base = with_made(acme(), promise("heir", "supporting", "fast"))
    after = ended(base, "quick-setup", "superseded", superseded_by=["heir"])
    after = changed(after, "heir", notes="x")
    rules = policy("seen", when='promise.id == "heir"', require='promise.supersedes == ["quick-setup"]')
    assert judged(base, after, rules=rules).judgement.tallies["seen"]["pass"] == 1


def test_judging_twice_gives_the_same_fingerprints():
    first, second = (judged(acme(), reworded()).judgement.findings for _ in range(2))
    assert [f.fingerprint for f in first] == [f.fingerprint for f in second]
    assert len({f.fingerprint for f in first}) == len(first)


def test_answering_one_of_many_leaves_the_others():
    after = realigned(ended(reworded(), "free-parking"), "four-hours", "reliable")
    assert {one for _, one in blocking(judged(acme(), after))} == {"phone-support", "named-csm", "ai-summary"}
