"""conditional-states-its-condition, legacy-is-recognised, legacy-sunset-has-passed."""

from __future__ import annotations

from datetime import date

from cases import each_of
from scenario import TODAY, acme, blocking, changed, ended, found, judged, messages, promise, with_made

CSM, PHONE = "named-csm", "phone-support"
CONDITION = {"says": "On the Pro plan.", "cel": 'subject.plan == "pro"'}
RECOGNISED = {"made_to": "customers before 2021", "lives_in": ["contract"], "honour_until": "forever"}


def without(mapping, *keys):
    return {key: value for key, value in mapping.items() if key not in keys}


class TestConditionalStatesItsCondition:
    POLICY = "conditional-states-its-condition"

    def said(self, condition, **changes):
        after = changed(acme(), CSM, applies_when=condition, **changes)
        return messages(judged(acme(), after), self.POLICY, CSM)

    @each_of(
        ("condition", "lacking"),
        [
            (without(CONDITION, "says"), "says"),
            (without(CONDITION, "cel"), "cel"),
            ({**CONDITION, "says": ""}, "says"),
            ({**CONDITION, "says": "\n \u00a0"}, "says"),
            ({**CONDITION, "cel": " \n"}, "cel"),
            ({"says": "", "cel": ""}, "says, cel"),
            ({}, "says, cel"),
            (None, "says, cel"),
        ],
    )
    def test_words_and_rule_are_both_asked_for(self, condition, lacking):
        assert self.said(condition) == [f"is conditional, but its applies_when does not say: {lacking}"]

    @each_of("cel", ["true", "  subject.seats > 50\n", "subject.plan in ['pro', 'max']"])
    def test_any_condition_will_do(self, cel):
        assert self.said({"says": "x", "cel": cel}) == []

    def test_a_condition_that_is_no_expression_is_a_problem_not_a_lack(self):
        verdict = judged(acme(), changed(acme(), CSM, applies_when={"says": "x", "cel": "subject.plan = 1"}))
        assert verdict.verdict == "blocked"
        assert not found(verdict, self.POLICY)

    @each_of("status", ["proposed", "retired", "superseded"])
    def test_only_an_active_one_is_asked(self, status):
        assert self.said(None, status=status) == []

    @each_of("layer", ["core", "supporting", "experimental", "legacy"])
    def test_another_layer_needs_none(self, layer):
        assert self.said(None, layer=layer) == []

    def test_becoming_conditional_is_when_it_is_asked(self):
        after = changed(acme(), "quick-setup", layer="conditional")
        assert blocking(judged(acme(), after)) == {(self.POLICY, "quick-setup")}
        whole = changed(after, "quick-setup", applies_when={"says": "x", "cel": "true"})
        assert (self.POLICY, "quick-setup") not in blocking(judged(acme(), whole))

    def test_one_that_lacked_it_before_is_shown_apart(self):
        base = changed(acme(), CSM, applies_when=None)
        verdict = judged(base, changed(base, CSM, notes="Still."))
        assert (verdict.verdict, [one.preexisting for one in found(verdict, self.POLICY)]) == ("pass", [True])
        half = changed(base, CSM, applies_when={"says": "On the Pro plan."})
        (better,) = found(judged(base, half), self.POLICY)
        assert (better.causes, better.preexisting) == (("cel",), True), "what became less is nothing new"
        (worse,) = found(judged(half, base), self.POLICY)
        assert (worse.causes, worse.preexisting) == (("cel", "says"), False)

    def test_a_finding_has_the_condition_as_its_place(self):
        (finding,) = found(judged(acme(), changed(acme(), CSM, applies_when={})), self.POLICY)
        assert finding.pointer == "/applies_when"


class TestLegacyIsRecognised:
    POLICY = "legacy-is-recognised"

    def said(self, legacy, **changes):
        after = changed(acme(), PHONE, legacy=legacy, **changes)
        return messages(judged(acme(), after), self.POLICY, PHONE)

    @each_of(
        ("legacy", "lacking"),
        [
            (without(RECOGNISED, "made_to"), "made_to"),
            (without(RECOGNISED, "lives_in"), "lives_in"),
            (without(RECOGNISED, "honour_until"), "honour_until"),
            ({**RECOGNISED, "made_to": " \n"}, "made_to"),
            ({**RECOGNISED, "lives_in": []}, "lives_in"),
            ({"lives_in": []}, "made_to, lives_in, honour_until"),
            ({}, "made_to, lives_in, honour_until"),
            (None, "made_to, lives_in, honour_until"),
        ],
    )
    def test_each_part_is_asked_for_by_name(self, legacy, lacking):
        assert self.said(legacy) == [f"is a Legacy promise that does not say: {lacking}"]

    @each_of("until", ["forever", "2027-12-31", "2020-01-01", "9999-12-31"])
    def test_any_day_and_forever_are_answers(self, until):
        assert self.said({**RECOGNISED, "honour_until": until}) == []

    @each_of("status", ["proposed", "retired", "superseded"])
    def test_only_an_active_one_is_asked(self, status):
        assert self.said(None, status=status) == []

    @each_of("layer", ["core", "supporting", "conditional", "experimental"])
    def test_another_layer_needs_none(self, layer):
        assert self.said(None, layer=layer) == []

    def test_becoming_legacy_is_when_a_promise_is_asked(self):
        after = changed(acme(), "quick-setup", layer="legacy")
        assert (self.POLICY, "quick-setup") in blocking(judged(acme(), after))
        whole = changed(after, "quick-setup", legacy=RECOGNISED)
        assert judged(acme(), whole).verdict == "pass"

    def test_one_that_was_not_recognised_before_is_shown_apart(self):
        base = changed(acme(), PHONE, legacy=None)
        verdict = judged(base, changed(base, PHONE, notes="Found in a drawer."))
        assert (verdict.verdict, [one.preexisting for one in found(verdict, self.POLICY)]) == ("pass", [True])

    def test_a_finding_has_the_legacy_as_its_place(self):
        (finding,) = found(judged(acme(), changed(acme(), PHONE, legacy={})), self.POLICY)
        assert (finding.pointer, finding.target) == ("/legacy", None)


class TestLegacySunsetHasPassed:
    POLICY = "legacy-sunset-has-passed"

    def said(self, until, today=TODAY, **changes):
        after = changed(acme(), PHONE, legacy={**RECOGNISED, "honour_until": until}, **changes)
        verdict = judged(acme(), after, today=today)
        assert self.POLICY not in {policy for policy, _ in blocking(verdict)}, "it warns"
        return messages(verdict, self.POLICY, PHONE)

    def test_its_day_is_the_last_on_which_it_is_honoured(self):
        assert self.said("2026-06-01") == []
        assert self.said("2026-05-31") == ["was to be honoured until 2026-05-31, and is still active"]

    def test_for_ever_never_passes(self):
        assert self.said("forever", today=date(9999, 12, 31)) == []

    def test_without_a_day_the_other_policy_speaks(self):
        after = changed(acme(), PHONE, legacy=without(RECOGNISED, "honour_until"))
        verdict = judged(acme(), after)
        assert not found(verdict, self.POLICY)
        assert blocking(verdict) == {("legacy-is-recognised", PHONE), ("weakening-gives-notice", PHONE)}

    @each_of("status", ["proposed", "retired", "superseded"])
    def test_only_an_active_one_is_asked(self, status):
        assert self.said("2026-05-31", status=status) == []

    def test_another_layer_is_not_asked(self):
        assert self.said("2026-05-31", layer="supporting") == []

    def test_ending_it_answers(self):
        base = changed(acme(), PHONE, legacy={**RECOGNISED, "honour_until": "2026-05-31"})
        assert judged(base, ended(base, PHONE)).verdict == "pass"
        assert not found(judged(base, ended(base, PHONE)), self.POLICY)

    def test_it_warns_of_a_new_promise_and_does_not_block(self):
        late = promise(
            "late", "legacy", "reliable", legacy={**RECOGNISED, "honour_until": "2026-01-01"}
        )  # fmt: skip
        verdict = judged(acme(), with_made(acme(), late))
        assert (verdict.verdict, [one.enforcement for one in found(verdict, self.POLICY)]) == (
            "pass",
            ["warn"],
        )

    def test_a_finding_has_the_day_as_its_place(self):
        after = changed(acme(), PHONE, legacy={**RECOGNISED, "honour_until": "2026-05-31"})
        assert [one.pointer for one in found(judged(acme(), after), self.POLICY)] == ["/legacy/honour_until"]
