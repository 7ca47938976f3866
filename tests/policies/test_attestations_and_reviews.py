"""zones-are-attested and review-is-due: what is said once is asked again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from cases import each_of
from scenario import (
    PACK,
    TODAY,
    acme,
    blocking,
    changed,
    ended,
    found,
    judged,
    messages,
    promise,
    reviewed,
    settings,
    with_made,
    zone,
)

RESPONSE, SUPPORT, DOCS = "four-hours", "delivery-support", "documentation-knowledge"


class TestZonesAreAttested:
    POLICY = "zones-are-attested"
    NEVER = f'the zone {SUPPORT} has never said whether it keeps "Four hours"'
    OTHER = f'the zone {SUPPORT} did not speak of the present wording of "Four hours"'

    def org(self, support, **changes):
        zones = {SUPPORT: support, DOCS: zone("Docs say it.")}
        return reviewed(changed(acme(), RESPONSE, zones=zones, **changes))

    def verdict(self, support, **options):
        return judged(acme(), self.org(support), **options)

    def said(self, support, **options):
        return messages(self.verdict(support, **options), self.POLICY, RESPONSE)

    def old(self, days, most=120):
        age = f"{days} days ago, where at most {most} are allowed"
        return f'the zone {SUPPORT} last confirmed "Four hours" {age}'

    @pytest.mark.parametrize("reality", ["kept", "unknown"])
    def test_an_answer_of_the_present_wording_passes(self, reality):
        assert self.said(zone("Support does it.", reality=reality, note="Asked.")) == []

    @pytest.mark.parametrize("reality", ["drifting", "broken"])
    def test_a_no_is_a_finding(self, reality):
        assert self.said(zone("Support does it.", reality=reality)) == [
            f'the zone {SUPPORT} says that "Four hours" is {reality} there'
        ]

    def test_no_answer_is_a_finding(self):
        assert self.said({"says": "Support does it."}) == [self.NEVER]
        assert self.said({}) == [self.NEVER]

    def test_an_answer_of_a_day_to_come_is_none(self):
        day = (TODAY + timedelta(days=30)).isoformat()
        assert self.said(zone("Support does it.", date=day)) == [self.NEVER]

    @each_of("days", [0, 119, 120])
    def test_an_answer_may_be_120_days_old(self, days):
        day = (TODAY - timedelta(days=days)).isoformat()
        assert self.said(zone("Support does it.", date=day)) == []

    @each_of(("day", "days"), [("2026-01-31", 121), ("2020-02-29", 2284), ("0001-01-01", 739767)])
    def test_and_no_older(self, day, days):
        assert self.said(zone("Support does it.", date=day)) == [self.old(days)]

    def test_an_answer_to_other_words_is_none(self):
        assert self.said(zone("Support does it.", wording="w1:" + "0" * 32)) == [self.OTHER]

    def test_new_words_ask_every_zone_and_a_new_title_asks_none(self):
        reworded = judged(acme(), changed(acme(), RESPONSE, statement="Within four hours."))
        assert [one.zone for one in found(reworded, self.POLICY)] == [SUPPORT, DOCS]
        assert not found(judged(acme(), changed(acme(), RESPONSE, title="In 4 hours")), self.POLICY)

    def test_what_one_zone_says_is_part_of_the_wording_of_all(self):
        zones = {**acme()[RESPONSE]["zones"], "ai-automation": zone("The bot says it.")}
        verdict = judged(acme(), reviewed(changed(acme(), RESPONSE, zones=zones)))
        assert [one.zone for one in found(verdict, self.POLICY)] == [SUPPORT, DOCS]

    def test_a_review_of_an_alignment_leaves_the_answers_as_they_are(self):
        (link,) = acme()[RESPONSE]["aligned_to"]
        after = changed(acme(), RESPONSE, aligned_to=[{**link, "date": "2026-06-01", "note": "Still holds."}])
        assert not found(judged(acme(), after), self.POLICY)

    def test_one_reason_is_told_and_the_graver_first(self):
        broken = zone("Support does it.", reality="broken", date="2020-01-01")
        assert self.said(broken) == [f'the zone {SUPPORT} says that "Four hours" is broken there']
        assert self.said({**broken, "attested": {**broken["attested"], "wording": "w1:" + "0" * 32}}) == [
            self.OTHER
        ]

    def test_a_zone_that_has_left_is_not_asked(self):
        assert self.said({"says": "Support does it.", "left": {"date": "2026-05-01"}}) == []

    @each_of("status", ["proposed", "retired", "superseded"])
    def test_only_an_active_promise_is_asked(self, status):
        verdict = judged(acme(), self.org({"says": "Support does it."}, status=status))
        assert not found(verdict, self.POLICY)

    def test_a_promise_without_zones_is_not_asked(self):
        assert not found(judged(acme(), changed(acme(), "quick-setup", notes="x")), self.POLICY)

    def test_days_are_a_parameter(self):
        rules = {**PACK, **settings(params={self.POLICY: {"max_age_days": 40}})}
        assert self.said(zone("Support does it.", date="2026-04-22"), rules=rules) == []
        assert self.said(zone("Support does it.", date="2026-04-21"), rules=rules) == [self.old(41, 40)]

    def test_it_warns_and_blocks_where_the_settings_say_so(self):
        nothing = {"says": "Support does it."}
        assert (self.POLICY, RESPONSE) not in blocking(self.verdict(nothing))
        rules = {**PACK, **settings(enforcement={self.POLICY: "block"})}
        assert (self.POLICY, RESPONSE) in blocking(self.verdict(nothing, rules=rules))

    def test_answers_that_grew_old_are_shown_apart(self):
        after = changed(acme(), RESPONSE, notes="Nothing to do with it.")
        last, later = (judged(acme(), after, today=date(2026, 8, day)) for day in (29, 30))
        assert not found(last, self.POLICY)
        assert [one.preexisting for one in found(later, self.POLICY)] == [True, True]

    def test_a_promise_whose_core_changed_is_asked_as_well(self):
        base = self.org({"says": "Support does it."})
        verdict = judged(base, changed(base, "reliable", statement="Other words."))
        assert [(one.promise, one.zone, one.preexisting) for one in found(verdict, self.POLICY)] == [
            (RESPONSE, SUPPORT, True)
        ]

    def test_a_finding_names_zone_place_and_the_command_that_records(self):
        (finding,) = found(self.verdict({"says": "Support does it."}), self.POLICY)
        assert (finding.zone, finding.pointer) == (SUPPORT, f"/zones/{SUPPORT}")
        ((*words, reality, _, note),) = finding.commands
        assert words == ["attest", RESPONSE, SUPPORT, "--reality"]
        assert (reality[0], note[0]) == ("<", "<"), "what the zone really does is never filled in"

    def test_a_new_promise_is_asked_from_its_first_day(self):
        fresh = promise("fresh", "supporting", "reliable", zones={DOCS: {"says": "Docs say it."}})
        verdict = judged(acme(), with_made(acme(), fresh))
        assert messages(verdict, self.POLICY, "fresh") == [
            f'the zone {DOCS} has never said whether it keeps "Fresh"'
        ]
        assert verdict.verdict == "pass"


class TestReviewIsDue:
    POLICY = "review-is-due"

    def said(self, day, today=TODAY, **changes):
        verdict = judged(acme(), changed(acme(), "quick-setup", review_by=day, **changes), today=today)
        assert self.POLICY not in {policy for policy, _ in blocking(verdict)}, "it warns"
        return messages(verdict, self.POLICY, "quick-setup")

    def test_its_day_is_the_last_before_it_is_due(self):
        assert self.said("2026-06-02") == []
        assert self.said("2026-06-01") == []
        assert self.said("2026-05-31") == ["was to be looked at again by 2026-05-31"]

    def test_without_a_day_nothing_is_due(self):
        assert self.said(None, notes="x", today=date(9999, 12, 31)) == []

    @each_of("status", ["proposed", "retired", "superseded"])
    def test_only_an_active_promise_is_asked(self, status):
        assert self.said("2020-01-01", status=status) == []

    @each_of("identity", ["reliable", RESPONSE, "named-csm", "ai-summary", "phone-support"])
    def test_every_layer_is_asked(self, identity):
        verdict = judged(acme(), changed(acme(), identity, review_by="2026-05-31"))
        assert [one.promise for one in found(verdict, self.POLICY)] == [identity]

    def test_ending_it_answers(self):
        base = changed(acme(), "quick-setup", review_by="2026-05-31")
        assert not found(judged(base, ended(base, "quick-setup")), self.POLICY)

    def test_days_that_go_by_are_shown_apart(self):
        base = changed(acme(), "quick-setup", review_by="2026-05-31")
        verdict = judged(base, changed(base, "quick-setup", notes="Later."))
        assert (verdict.verdict, [one.preexisting for one in found(verdict, self.POLICY)]) == ("pass", [True])

    def test_a_finding_has_the_day_as_its_place(self):
        (finding,) = found(judged(acme(), changed(acme(), RESPONSE, review_by="2026-05-31")), self.POLICY)
        assert (finding.pointer, finding.enforcement) == ("/review_by", "warn")
