"""How a verdict came about: never anything else than what decide() says, in the order in which a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from builders import stack_of, stacks
from cases import each_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import tries
from policy_activations import organisations
from scenario import (
    TODAY,
    acme,
    changed,
    ended,
    files_of,
    org,
    policy,
    promise,
    snapshot,
    waiver,
    without,
)
from scenario import settings as settings_file
from stacks import loaded
from standard_pack import standard_rulebook, standard_rules

from pas_gov import cel
from pas_gov.diagnostics import Stop, printable
from pas_gov.judging.explaining.explainer import explanation, gravest_outcome
from pas_gov.judging.explaining.explanation import Explanation, Expression
from pas_gov.judging.explaining.selection import (
    JudgedChange,
    PolicyExplanation,
    policy_explanation,
    whole_names,
)
from pas_gov.judging.explaining.value_text import json_value, value_text
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.policies.subjects import DatedChange, Subject, matches
from pas_gov.judging.verdict.decision import Finding, outcomes
from pas_gov.judging.verdict.judgement import judgement_of
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.stack.transition import Paths, transition

PACK = standard_rules().rules


def rules_of(*policies: Mapping[str, str]) -> Rules:
    rules = compile_rules(
        load_rulebook(snapshot("rules", {k: v for one in policies for k, v in one.items()}))
    )
    assert not [fault for fault in rules.diagnostics if fault.severity == "error"]
    return rules


def rule_of(identity: str = "mine", *more: Mapping[str, str], **changes: Any) -> Rule:
    return rules_of(policy(identity, **changes), *more).rules[0]


def scene_of(before: Any, after: Any, today: date = TODAY) -> DatedChange:
    stacks_ = [loaded(snapshot("side", files_of(one, indent=None))) for one in (before, after)]
    return DatedChange(transition(stacks_[0], stacks_[1], Paths(("promises/core/a.yaml",))), today)


def reworded() -> Any:
    return changed(acme(), "reliable", statement="We are the most reliable of all.")


def explained_for(rule: Rule, dated: DatedChange, promise_id: str) -> Explanation:
    subject = next(one for one in dated.subjects(rule.policy.scope) if one.promise == promise_id)
    return explanation(rule, dated, subject, cel.Budget())


def lines(expression: Expression | None) -> list[str]:
    """Return an expression and its parts as text, each with what it came to."""
    assert expression is not None
    whole = f"{expression.text} -> {expression.result.error or expression.result.shown}"
    parts = [
        f"{'  ' * part.depth}{part.element and f'[{part.element}] '}{part.text} -> "
        + ("not needed" if part.result is None else part.result.error or part.result.shown)
        for part in expression.parts
    ]
    return [whole, *parts]


# --- the law ---

FALLIBLE = rules_of(
    policy("absent", require="promise.review_by > today"),
    policy("no-bool", require="dyn(promise.notes)"),
    policy("bad-when", when="promise.terms[0].amount > 1.0", require="false"),
    policy("bad-each", each={"name": "one", "in": "[promise.review_by]"}, require="false"),
    policy("some-bad", each={"name": "one", "in": "promise.terms"}, require="one.at_most == '4h'"),
    policy("bad-message", require="false", message="promise.experiment.cohort"),
    policy("bad-variable", variables=[{"name": "v", "cel": "promise.review_by"}], require="v > today || true"),
    policy("matched", scope="change", match={"layer": ["core"], "status": ["active"], "kinds": ["reworded", "made"],
                                             "zone": ["delivery-support"]}),
    policy("about-core", scope="alignment", match={"target_layer": ["core"]}, require="link.state == 'current'"),
    policy("in-zone", scope="zone", match={"zone": ["delivery-support"]}, require="entry.age < 100"),
).rules  # fmt: skip


def check(rule: Rule, dated: DatedChange, subject: Subject) -> None:
    """Hold an explanation against what outcomes() yields, and against itself."""
    told = explanation(rule, dated, subject, cel.Budget())
    expected = tuple(outcomes(rule, dated, subject, cel.Budget()))
    names = tuple(one.outcome if isinstance(one, Finding) else one for one in expected)
    assert (tuple(one.finding or one.outcome for one in told.asked) or ("not-applicable",)) == expected
    assert told.outcome == gravest_outcome(names)
    assert all(one.holds for one in told.match) == matches(rule.policy.match, subject)
    assert bool(told.reason) == (told.outcome == "not-applicable")
    for asked in told.asked:
        if asked.require is not None:
            value = asked.require.result.value
            assert {"pass": value is True, "fail": value is False}.get(asked.outcome, True)
        if asked.outcome == "error":
            assert asked.message.startswith("can't be judged")
    safe(told)


def safe(value: object) -> None:
    """Assert that every text of an explanation is printable, but a finding's own and plain values."""
    if isinstance(value, str):
        assert printable(value) == value
    elif isinstance(value, tuple):
        for item in value:
            safe(item)
    elif hasattr(value, "__slots__") and not isinstance(value, Finding):
        for name in value.__slots__:
            if name != "value":
                safe(getattr(value, name))


@pytest.mark.whole  # every policy over every organisation
def test_it_says_what_decide_says_of_every_policy_of_the_pack():
    for before, after in organisations():
        dated = scene_of(before, after)
        for rule in (*PACK, *FALLIBLE):
            for subject in dated.subjects(rule.policy.scope):
                check(rule, dated, subject)


@settings(max_examples=tries(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(stacks(), stacks(), st.data())
@pytest.mark.whole
def test_it_says_what_decide_says_of_any_change(before, after, data):
    dated = DatedChange(transition(stack_of(*before), stack_of(*after)), TODAY)
    for rule in data.draw(st.lists(st.sampled_from((*PACK, *FALLIBLE)), min_size=2, max_size=5)):
        for subject in dated.subjects(rule.policy.scope):
            check(rule, dated, subject)


# --- what it tells ---


class TestParts:
    def test_a_failed_alignment_from_the_match_to_the_last_part(self):
        rule = next(rule for rule in PACK if rule.policy.id == "change-propagates")
        told = explained_for(rule, scene_of(acme(), reworded()), "four-hours")
        assert (told.policy, told.promise, told.target, told.outcome) == (
            "change-propagates", "four-hours", "reliable", "fail",
        )  # fmt: skip
        assert [(one.name, one.wants, one.found, one.holds) for one in told.match] == [
            ("status", ("active",), ("active",), True)
        ]
        assert lines(told.when) == ["link.affected -> true", '  link -> link to "reliable" (stale)']
        (asked,) = told.asked
        assert lines(asked.require) == [
            'link.state == "current" -> false',
            '  link.state -> "stale"',
            '    link -> link to "reliable" (stale)',
        ]
        assert asked.message == '"Four hours" was not reviewed against the present "Reliable"'
        assert asked.remedy.startswith("pas-gov realign four-hours --to reliable")
        read = {one.name: (one.result.shown[:22], one.judging) for one in told.variables}
        assert read == {
            "promise": ('promise "four-hours"', False),
            "target": ('promise "reliable"', False),
            "link": ('link to "reliable" (st', True),
            "answer": ('"pas-gov realign {prom', False),
            "waits": ("false", False),
        }

    def test_what_was_not_needed_and_the_branch_not_taken(self):
        rule = rule_of(
            require="(promise.layer == 'core' || promise.status == 'retired' || promise.title == 'x') && "
            "(promise.layer == 'core' ? promise.title != '' : promise.notes != '')"
        )
        told = explained_for(rule, scene_of(acme(), reworded()), "reliable")
        assert [line.strip() for line in lines(told.asked[0].require)[1:] if "promise ->" not in line] == [
            "promise.layer == 'core' || promise.status == 'retired' || promise.title == 'x' -> true",
            "promise.layer == 'core' -> true",
            'promise.layer -> "core"',
            "promise.status == 'retired' -> not needed",
            "promise.title == 'x' -> not needed",
            "promise.layer == 'core' ? promise.title != '' : promise.notes != '' -> true",
            "promise.layer == 'core' -> true",
            'promise.layer -> "core"',
            "promise.title != '' -> true",
            'promise.title -> "Reliable"',
        ]

    def test_each_element_has_a_part_and_names_who_must_answer(self):
        rule = next(rule for rule in PACK if rule.policy.id == "core-change-decides-legacy")
        told = explained_for(rule, scene_of(acme(), reworded()), "reliable")
        assert [(one.element, one.promise, one.target, one.outcome) for one in told.asked] == [
            ('promise "free-parking"', "free-parking", "reliable", "fail"),
            ('promise "phone-support"', "phone-support", "reliable", "fail"),
        ]
        assert lines(told.source)[0].endswith('-> [promise "free-parking", promise "phone-support"]')
        bodies = [part.element for part in told.source.parts if part.element]
        assert bodies == ['one = promise "free-parking"', 'one = promise "phone-support"']

    def test_zones_as_elements_are_asked_by_their_name(self):
        rule = next(rule for rule in PACK if rule.policy.id == "ending-reaches-every-zone")
        told = explained_for(rule, scene_of(acme(), ended(acme(), "four-hours", zones={})), "four-hours")
        assert {one.zone for one in told.asked} == {"delivery-support", "documentation-knowledge"}

    def test_parameters_say_where_they_come_from(self):
        changes = {"params": {"least": 2, "most": 9, "unread": 1}, "require": "params.least <= params.most"}
        more = settings_file(params={"mine": {"least": 7}})
        told = explained_for(rule_of("mine", more, **changes), scene_of(acme(), reworded()), "reliable")
        assert [(one.name, one.result.value, one.from_settings, one.default) for one in told.params] == [
            ("least", 7, True, "2"),
            ("most", 9, False, "9"),
        ]

    def test_variables_come_in_the_order_of_the_policy_only_those_that_were_read(self):
        names = ("first", "second", "unread", "third")
        texts = ("promise.title", "first + '!'", "1", "size(second)")
        variables = [{"name": name, "cel": text} for name, text in zip(names, texts, strict=True)]
        rule = rule_of(variables=variables, require="third > 3 && stack.counts.core.active > 0")
        told = explained_for(rule, scene_of(acme(), reworded()), "reliable")
        assert [one.name for one in told.variables] == ["promise", "stack", "first", "second", "third"]
        assert lines(told.variables[3].expression) == [
            "first + '!' -> \"Reliable!\"",
            '  first -> "Reliable"',
        ]

    def test_an_error_says_which_part_has_no_value(self):
        rule = next(rule for rule in FALLIBLE if rule.policy.id == "absent")
        told = explained_for(rule, scene_of(acme(), reworded()), "reliable")
        assert told.outcome == "error"
        assert lines(told.asked[0].require)[:2] == [
            "promise.review_by > today -> promise.review_by is not set",
            "  promise.review_by -> promise.review_by is not set",
        ]
        assert "promise.review_by is not set" in told.asked[0].message

    def test_a_value_that_is_no_bool_is_an_error_of_the_whole(self):
        rule = next(rule for rule in FALLIBLE if rule.policy.id == "no-bool")
        told = explained_for(rule, scene_of(acme(), reworded()), "reliable")
        assert told.asked[0].require.result.error == "the result must be a bool, but it is a string"


class TestReasons:
    @each_of(
        ("changes", "identity", "reason"),
        [
            ({"match": {"status": ["active"]}}, "draft", "match asks for status active; this promise is proposed"),
            ({"match": {"layer": ["core", "legacy"]}}, "draft",
             "match asks for layer core or legacy; this promise is supporting"),
            ({"match": {"kinds": ["made"]}}, "draft", "match asks for kinds made; this promise didn't change"),
            ({"match": {"kinds": ["made"]}}, "reliable", "match asks for kinds made; this change is reworded"),
            ({"match": {"zone": ["ai-automation"]}}, "four-hours",
             "match asks for zone ai-automation; this promise has delivery-support and documentation-knowledge"),
            ({"match": {"zone": ["ai-automation"]}}, "reliable",
             "match asks for zone ai-automation; this promise has no zone"),
            ({"match": {"zone": ["ai-automation"]}, "scope": "zone"}, "four-hours",
             "match asks for zone ai-automation; this zone is delivery-support"),
            ({"match": {"target_layer": ["legacy"]}, "scope": "alignment"}, "draft",
             "match asks for target_layer legacy; the target's is core"),
            ({"match": {"layer": ["core"], "status": ["active"]}}, "draft",
             "match asks for layer core; this promise is supporting; "
             "match asks for status active; this promise is proposed"),
            ({"when": "false"}, "draft", "when is false: false is false"),
            ({"when": "promise.reaches_core == false"}, "four-hours",
             "when is false: promise.reaches_core == false is false (promise.reaches_core is true)"),
            ({"when": 'promise.title != "" && (promise.layer == "core" && promise.status == "active")'}, "draft",
             'when is false: promise.layer == "core" is false (promise.layer is "supporting")'),
            ({"when": "promise.has_ending || promise.tags.exists(t, t == 'x')"}, "draft",
             "when is false: promise.has_ending || promise.tags.exists(t, t == 'x') is false"),
            ({"each": {"name": "tag", "in": "promise.tags"}}, "draft",
             "there is nothing to ask about: each.in gives an empty list"),
        ],
    )  # fmt: skip
    def test_one_plain_sentence(self, changes, identity, reason):
        told = explained_for(rule_of(**changes), scene_of(acme(), reworded()), identity)
        assert (told.outcome, told.reason) == ("not-applicable", reason)

    def test_an_erased_promise_is_matched_by_what_it_was(self):
        told = explained_for(
            rule_of(scope="change", match={"kinds": ["erased"]}, require="after != null"),
            scene_of(acme(), without(acme(), "draft")),
            "draft",
        )
        assert told.outcome == "fail"
        assert "null" in lines(told.asked[0].require)[1]

    def test_a_change_of_status_matches_by_both_sides(self):
        told = explained_for(
            rule_of(scope="change", match={"status": ["proposed"]}),
            scene_of(acme(), ended(acme(), "fast")),
            "fast",
        )
        assert told.reason == "match asks for status proposed; this promise is active and retired"


# --- values ---


class TestShowing:
    @each_of(
        ("value", "text"),
        [
            (None, "null"),
            (True, "true"),
            (7, "7"),
            (2.5, "2.5"),
            ("", '""'),
            ('say "so" \\ \n\t', r'"say \"so\" \\ \n\t"'),
            ("x" * 61, f'"{"x" * 60}..." (61 characters)'),
            (date(2026, 6, 1), "2026-06-01"),
            (datetime(2026, 6, 1, 12, 30, tzinfo=timezone.utc), "2026-06-01T12:30:00Z"),
            (timedelta(days=30), "30 days"),
            (timedelta(days=-1), "-1 day"),
            (timedelta(hours=4), "4 hours"),
            (timedelta(seconds=90), "90 seconds"),
            (timedelta(0), "0 seconds"),
            (b"abc", "3 bytes"),
            ([], "[]"),
            ({}, "{}"),
            (list(range(16)), "[0, 1, 2, 3, ... and 12 more]"),
            ({"a": [1, {"b": 2}], "the key": {}}, '{a: [1, {1 entry}], "the key": {}}'),
            ({"id": "x", "layer": "core", "title": "X"}, 'promise "x"'),
            ({"id": "x", "kinds": []}, 'change of "x"'),
            ({"promise": "x", "state": "stale", "by": "y"}, 'link to "x" (stale)'),
            (2**70, "..."),
            ({"a": 2**70, "b": 1}, "{a: ..., b: 1}"),
        ],
    )
    def test_a_value_on_one_short_line(self, value, text):
        assert value_text(value) == text

    @each_of("text", ["\x1b[31mred", "a\u202eb", "\u2028", "\x00" * 9, "##[error]x", "\ud800"])
    def test_hostile_texts_show_as_themselves(self, text):
        for value in (
            text,
            [text],
            {"a": text},
            {text: 1},
            {"id": text, "layer": "x"},
            {"promise": "x", "state": text},
        ):
            assert printable(value_text(value)) == value_text(value)

    def test_long_values_are_cut_and_never_read_in_full(self):
        assert len(value_text("\u202e" * 100_000)) < 100
        assert len(value_text([["y" * 1_000] * 1_000] * 1_000)) < 300
        assert len(value_text({f"{'k' * 99}{n}": {"a": "z" * 999} for n in range(999)})) < 500
        stack = scene_of(acme(), reworded()).everywhere["stack"]
        assert value_text(stack) == "{promises: {5 entries}, counts: {5 entries}}"

    def test_plain_values_are_kept_where_they_are_simple(self):
        given = [
            True,
            7,
            2.5,
            "x",
            "x" * 61,
            None,
            [1],
            {"a": 1},
            date(2026, 6, 1),
            float("inf"),
            float("nan"),
            2**70,
        ]
        assert [json_value(one) for one in given] == [True, 7, 2.5, "x", *[None] * 8]


# --- bounds ---


class TestBounds:
    def crowd(self, number: int) -> tuple[Any, Any]:
        links = [{"promise": f"p{n}", "revision": "r1:" + "0" * 32} for n in range(number)]
        before = org(promise("all", "supporting", aligned_to=links))
        return before, changed(before, "all", statement="Other words.")

    @pytest.mark.whole
    def test_a_thousand_links_are_told_briefly(self):
        dated = scene_of(*self.crowd(1_000))
        rule = rule_of(
            require="promise.aligned_to.all(link, link.state == 'current' || link.promise != 'p900')"
        )
        told = explained_for(rule, dated, "all")
        bodies = [part for part in told.asked[0].require.parts if part.element]
        assert len(bodies) == 11
        told = explained_for(
            rule_of(each={"name": "link", "in": "promise.aligned_to"}, require="link.promise != 'p7'"),
            dated,
            "all",
        )
        assert len(told.asked) == 1_000
        assert sum(one.require is not None for one in told.asked) == 100
        assert next(one for one in told.asked if one.outcome == "fail").require is not None

    def test_the_budget_holds(self):
        dated = scene_of(*self.crowd(30))
        deep = "promise.aligned_to.all(a, promise.aligned_to.all(b, promise.aligned_to.all(c, a.by == b.by)))"
        subject = next(one for one in dated.subjects("promise") if one.promise == "all")
        with pytest.raises(cel.BudgetSpent):
            explanation(rule_of(require=deep), dated, subject, cel.Budget(steps=50_000))


# --- what is asked for ---


def ask(
    what: str, promise_id: str = "", *, before: Any = None, after: Any = None, more: Any = ()
) -> PolicyExplanation:
    rulebook = load_rulebook(
        snapshot("rules", {**{k: v for one in more for k, v in one.items()}, **_pack_files()})
    )
    rules = compile_rules(rulebook)
    dated = scene_of(acme() if before is None else before, reworded() if after is None else after)
    judgement = judgement_of(rules, rulebook, dated.transition, TODAY, cel.Budget())
    return policy_explanation(
        what, promise_id, JudgedChange(dated, rules.rules, judgement.findings, cel.Budget())
    )


def _pack_files() -> dict[str, bytes]:
    from pas_gov.loading.pack import pack_files

    return {path: text for path, text in pack_files().items() if "/tests/" not in path}


def stopped(*arguments: Any, **more: Any) -> Stop:
    with pytest.raises(Stop) as caught:
        ask(*arguments, **more)
    assert caught.value.status == 2
    return caught.value


def told(answer: PolicyExplanation) -> list[tuple[str, str | None, str]]:
    return [(one.promise, one.target, one.outcome) for one in answer.explanations]


class TestWhatIsAskedFor:
    def test_a_policy_tells_of_all_its_subjects_the_failed_first(self):
        answer = ask("change-propagates")
        assert told(answer)[:3] == [
            ("four-hours", "reliable", "fail"),
            ("phone-support", "reliable", "fail"),
            ("ai-summary", "four-hours", "not-applicable"),
        ]
        assert answer.counts == {"fail": 2, "not-applicable": 3}

    def test_a_promise_narrows_it(self):
        assert told(ask("change-propagates", "named-csm")) == [("named-csm", "four-hours", "not-applicable")]
        assert told(ask("change-propagates", "reliable"))[0] == ("four-hours", "reliable", "fail"), "about it"

    def test_a_promise_that_is_asked_as_an_element_is_found(self):
        (one,) = ask("core-change-decides-legacy", "phone-support").explanations
        assert [(asked.promise, asked.outcome) for asked in one.asked] == [("phone-support", "fail")]

    def test_a_fingerprint_tells_of_that_finding_alone(self):
        (one,) = ask("core-change-decides-legacy", "phone-support").explanations
        fingerprint = one.asked[0].finding.fingerprint
        for digits in (fingerprint, fingerprint[:6]):
            answer = ask(digits)
            assert answer.finding.fingerprint == fingerprint
            assert [asked.promise for asked in answer.explanations[0].asked] == ["phone-support"]
        assert ask(fingerprint, "phone-support").finding
        assert stopped(fingerprint, "fast").code == "unknown-promise"

    @pytest.mark.whole
    def test_every_finding_is_found_again(self):
        for before, after in organisations():
            dated = scene_of(before, after)
            rulebook, rules = standard_rulebook(), standard_rules()
            findings = judgement_of(rules, rulebook, dated.transition, TODAY, cel.Budget()).findings
            ground = JudgedChange(dated, rules.rules, findings, cel.Budget())
            for finding in findings:
                (one,) = policy_explanation(finding.fingerprint, "", ground).explanations
                assert {asked.finding.identity for asked in one.asked} == {finding.identity}

    def test_a_policy_wins_where_a_fingerprint_fits_too(self):
        fingerprint = ask("change-propagates", "four-hours").explanations[0].asked[0].finding.fingerprint
        answer = ask(fingerprint[:6], more=[policy(fingerprint[:6])])
        assert answer.rule.policy.id == fingerprint[:6]
        assert answer.finding is None

    def test_names_that_nothing_has(self):
        stop = stopped("change-propgates")
        assert (stop.code, stop.remedy.split("?")[0]) == (
            "unknown-policy",
            'did you mean "change-propagates"',
        )
        assert "zones-are-attested" in stop.remedy
        assert "policy or finding" in stopped("0123456789abcdef").message
        assert "policy or finding" not in stopped("abc").message, "too short for a fingerprint"
        stop = stopped("change-propagates", "four-hour")
        assert stop.remedy.startswith('did you mean "four-hours"? the promises are: ai-summary, draft')
        assert stopped("stack-has-a-core", "fast").code == "no-promise"
        assert "\x1b" not in stopped("\x1b[31m", "x").message + stopped("no-erasure", "\x1b[31m").message

    @each_of(
        ("given", "meant"),
        [
            (("no-er", "named"), ("no-erasure", "named-csm")),
            (("no-erasure", ""), ("no-erasure", "")),
            (("no-such", "nobody"), ("no-such", "nobody")),  # to be refused by their own words
            (("fast", ""), ("fast", "")),  # a promise, which is told as that
        ],
    )
    def test_the_beginning_of_an_id_is_enough_as_everywhere(self, given, meant):
        ground = JudgedChange(scene_of(acme(), reworded()), PACK, (), cel.Budget())
        assert whole_names(*given, ground) == meant

    def test_a_beginning_of_several_is_ambiguous(self):
        ground = JudgedChange(scene_of(acme(), reworded()), PACK, (), cel.Budget())
        with pytest.raises(Stop, match='"legacy-" begins the ids of 2 policies: legacy-is-recognised'):
            whole_names("legacy-", "", ground)

    def test_two_findings_that_begin_alike(self):
        found = {}
        for n in range(6_000):
            finding = Finding("no-erasure", "block", "fail", f"p{n}", "m", "r")
            found.setdefault(finding.fingerprint[:6], []).append(finding)
        twins = next((pair for pair in found.values() if len(pair) > 1), None)
        assert twins, "6,000 draws of 16 million: about one pair"
        ground = JudgedChange(scene_of(acme(), reworded()), PACK, twins, cel.Budget())
        with pytest.raises(Stop) as caught:
            policy_explanation(twins[0].fingerprint[:6], "", ground)
        assert (caught.value.code, caught.value.status) == ("ambiguous-finding", 2)
        assert twins[1].fingerprint in caught.value.remedy

    @each_of(
        ("what", "identity", "reason"),
        [
            ("no-erasure", "fast", "fast didn't change"),
            ("review-is-due", "fast",
             "fast isn't in question: it didn't change, and no promise that it rests on did"),
            ("change-propagates", "fast",
             "fast isn't in question: it didn't change, and no promise that it rests on did"),
            ("zones-are-attested", "named-csm", "named-csm has no zone that it has not left"),
        ],
    )  # fmt: skip
    def test_why_a_promise_is_not_asked_at_all(self, what, identity, reason):
        (one,) = ask(what, identity).explanations
        assert (one.outcome, one.reason) == ("not-applicable", reason)

    def test_why_a_promise_is_not_asked_that_is_gone_or_alone(self):
        gone = without(acme(), "draft")
        assert (
            ask("review-is-due", "draft", after=gone).explanations[0].reason
            == "draft isn't in the stack any more"
        )
        alone = changed(acme(), "fast", statement="Other words.")
        told_ = ask("change-propagates", "fast", before=org(acme()["fast"]), after=org(alone["fast"]))
        assert told_.explanations[0].reason == "fast is aligned to no other"

    @each_of(
        ("after", "what", "reason"),
        [
            (acme(), "change-propagates", "no promise changed, so there is nothing to ask"),
            (without(acme(), "draft"), "review-is-due", "the changed promises are gone, and none rests on them"),
            (changed(acme(), "named-csm", notes="x"), "zones-are-attested",
             "no promise in question has a zone that it hasn't left"),
        ],
    )  # fmt: skip
    def test_why_nobody_is_asked(self, after, what, reason):
        answer = ask(what, after=after)
        assert (answer.explanations, answer.reason) == ((), reason)

    def test_nobody_is_aligned(self):
        one, other = org(acme()["fast"]), org(changed(acme(), "fast", notes="x")["fast"])
        assert (
            ask("change-propagates", before=one, after=other).reason
            == "no promise in question is aligned to another"
        )


def test_a_waived_finding_is_found_by_its_fingerprint():
    more = [waiver("w", "change-propagates", "four-hours")]
    fingerprint = ask("change-propagates", "four-hours").explanations[0].asked[0].finding.fingerprint
    answer = ask(fingerprint, more=more)
    assert (answer.finding.outcome, answer.finding.waiver) == ("waived", "w")
    assert answer.explanations[0].outcome == "fail", "the policy itself says so; the waiver excuses it"
