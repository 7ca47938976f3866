"""The three policies about experiments: bounded, decided by their day, and ended with everybody told."""

from __future__ import annotations

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
    found,
    judged,
    messages,
    noticed,
    promise,
    reviewed,
    settings,
    with_made,
    zone,
)

BETA = "ai-summary"
WHOLE = {"cohort": "40 beta customers", "started": "2026-03-01", "decide_by": "2026-07-01"}
STOPPED = {
    "documentation-knowledge": {"stopped_on": "2026-12-01"},
    "delivery-support": {"stopped_on": "2026-12-01"},
}
NEVER_NAMED = "it was never named there, but whoever writes and answers for customers may know an experiment all the same"
NO_DOCS = f"ends, but the zone documentation-knowledge does not say since when it has stopped; {NEVER_NAMED}"
NO_SUPPORT = f"ends, but the zone delivery-support does not say since when it has stopped; {NEVER_NAMED}"


class TestExperimentalIsBounded:
    POLICY = "experimental-is-bounded"

    def said(self, experiment, rules=PACK, **changes):
        after = changed(acme(), BETA, experiment=experiment, **changes)
        return messages(judged(acme(), after, rules=rules), self.POLICY, BETA)

    @each_of(
        ("changes", "lacking"),
        [
            ({"cohort": None}, "cohort"),
            ({"cohort": ""}, "cohort"),
            ({"cohort": " \n\u00a0"}, "cohort"),
            ({"started": None}, "started"),
            ({"decide_by": None}, "decide_by"),
            ({"cohort": " ", "decide_by": None}, "cohort, decide_by"),
            (dict.fromkeys(WHOLE), "cohort, started, decide_by"),
        ],
    )
    def test_each_bound_is_asked_for_by_name(self, changes, lacking):
        experiment = {key: value for key, value in {**WHOLE, **changes}.items() if value is not None}
        assert self.said(experiment) == [f"is an experiment that does not say: {lacking}"]

    def test_no_bounds_at_all(self):
        assert self.said(None) == ["is an experiment that does not say: cohort, started, decide_by"]

    @each_of(
        ("decide_by", "message"),
        [
            ("2026-03-01", None),  # on the day of its start
            ("2026-08-28", None),  # 180 days
            ("2026-08-29", "of 181 days, counted from 2026-03-01, where at most 180 are allowed"),
            ("9999-12-31", "of 2912383 days, counted from 2026-03-01, where at most 180 are allowed"),
        ],
    )
    def test_it_lasts_180_days_at_most(self, decide_by, message):
        said = self.said({**WHOLE, "decide_by": decide_by})
        assert said == ([f"is an experiment {message}"] if message else [])

    def test_ages_ago_is_judged_as_any_other_day(self):
        assert self.said({**WHOLE, "started": "0001-01-01", "decide_by": "9999-12-31"}) == [
            "is an experiment of 3652058 days, counted from 0001-01-01, where at most 180 are allowed"
        ]

    def test_it_may_be_over_or_still_to_come(self):
        """That its day has passed is another policy's to say."""
        assert self.said({**WHOLE, "started": "2020-01-01", "decide_by": "2020-02-01"}) == []

    def test_a_later_start_does_not_begin_it_anew(self):
        assert self.said({**WHOLE, "started": "2030-01-01", "decide_by": "2030-02-01"}) == [
            "is an experiment of 1433 days, counted from 2026-03-01, where at most 180 are allowed"
        ]

    def test_days_are_a_parameter(self):
        def rules(days):
            return {**PACK, **settings(params={self.POLICY: {"max_days": days}})}

        month = {**WHOLE, "decide_by": "2026-03-31"}
        assert self.said(month, rules(30)) == []
        assert self.said(month, rules(29)) == [
            "is an experiment of 30 days, counted from 2026-03-01, where at most 29 are allowed"
        ]
        assert self.said({**WHOLE, "decide_by": "2026-03-01"}, rules(0)) == []

    @each_of("status", ["proposed", "retired", "superseded"])
    def test_only_an_active_one_is_asked(self, status):
        assert self.said(None, status=status) == []

    def test_only_an_experiment_is_asked(self):
        after = changed(acme(), "quick-setup", experiment={"started": "2026-03-01"})
        assert not found(judged(acme(), after), self.POLICY)

    def test_becoming_active_is_when_a_proposal_is_asked(self):
        draft = changed(acme(), BETA, status="proposed", experiment=None)
        verdict = judged(draft, changed(draft, BETA, status="active"))
        assert (self.POLICY, BETA) in blocking(verdict)

    def test_one_that_was_unbounded_is_shown_apart_until_it_changes_for_the_worse(self):
        base = changed(acme(), BETA, experiment={**WHOLE, "decide_by": "2027-03-01"})
        verdict = judged(base, changed(base, BETA, notes="Still going on."))
        assert verdict.verdict == "pass"
        assert [finding.preexisting for finding in found(verdict, self.POLICY)] == [True]
        longer = changed(base, BETA, experiment={**WHOLE, "decide_by": "2027-03-02"})
        assert (self.POLICY, BETA) in blocking(judged(base, longer))

    def test_a_finding_has_the_bounds_as_its_place(self):
        (finding,) = found(judged(acme(), changed(acme(), BETA, experiment={})), self.POLICY)
        assert (finding.pointer, finding.target, finding.zone) == ("/experiment", None, None)


class TestExperimentIsOverdue:
    POLICY = "experiment-is-overdue"

    def said(self, decide_by, today=TODAY, base=None, **changes):
        base = base or acme()
        after = changed(base, BETA, experiment={**WHOLE, "decide_by": decide_by}, **changes)
        return messages(judged(base, after, today=today), self.POLICY, BETA)

    def test_its_day_is_the_last_on_which_it_may_be_undecided(self):
        assert self.said("2026-06-01") == []
        assert self.said("2026-05-31") == ["was to be decided by 2026-05-31, and is still active"]
        assert self.said("2026-03-01") == ["was to be decided by 2026-03-01, and is still active"]

    def test_without_a_day_the_other_policy_speaks(self):
        after = changed(acme(), BETA, experiment={"cohort": "40", "started": "2026-03-01"})
        assert blocking(judged(acme(), after)) == {("experimental-is-bounded", BETA)}

    def test_days_that_go_by_block_nobody_elses_change(self):
        after = changed(acme(), BETA, notes="Still going on.")
        on_the_day, later = (judged(acme(), after, today=date(2026, 7, day)) for day in (1, 2))
        assert not found(on_the_day, self.POLICY)
        assert later.verdict == "pass"
        assert [finding.preexisting for finding in found(later, self.POLICY)] == [True]

    def test_another_day_that_has_passed_is_no_decision(self):
        base = changed(acme(), BETA, experiment={**WHOLE, "decide_by": "2026-04-01"})
        assert self.said("2026-05-01", base=base) == ["was to be decided by 2026-05-01, and is still active"]
        assert self.said("2026-06-01", base=base) == []

    def test_deciding_answers(self):
        base = changed(acme(), BETA, experiment={**WHOLE, "decide_by": "2026-04-01"})
        grown = changed(noticed(base, BETA, "customers"), BETA, layer="supporting")
        assert not found(judged(base, grown), self.POLICY)
        assert not found(judged(base, ended(base, BETA)), self.POLICY)

    @each_of("status", ["proposed", "retired", "superseded"])
    def test_only_an_active_one_is_asked(self, status):
        assert self.said("2026-05-31", status=status) == []

    def test_a_finding_has_the_day_as_its_place(self):
        after = changed(acme(), BETA, experiment={**WHOLE, "decide_by": "2026-05-31"})
        assert [one.pointer for one in found(judged(acme(), after), self.POLICY)] == ["/experiment/decide_by"]


class TestExperimentalEndsCleanly:
    POLICY = "experimental-ends-cleanly"

    def said(self, before, after):
        return messages(judged(before, after), self.POLICY, BETA)

    @pytest.mark.parametrize("status", ["retired", "superseded"])
    def test_everybody_told_and_both_zones_stopped(self, status):
        after = ended(acme(), BETA, status, superseded_by=["quick-setup"] if status == "superseded" else None)
        verdict = judged(acme(), after)
        assert not found(verdict, self.POLICY)
        assert BETA not in {one for _, one in blocking(verdict)}

    def test_nobody_told(self):
        after = changed(ended(acme(), BETA), BETA, notices=None)
        assert self.said(acme(), after) == ["ends, but customers have no notice"]

    @each_of(
        ("zones", "missing"),
        [
            (STOPPED, []),
            ({}, [NO_SUPPORT, NO_DOCS]),
            ({"delivery-support": {"stopped_on": "2026-12-01"}}, [NO_DOCS]),
            ({**STOPPED, "delivery-support": {"by": "@acme/support"}}, [NO_SUPPORT]),
            ({"ai-automation": {"stopped_on": "2026-12-01"}}, [NO_SUPPORT, NO_DOCS]),
        ],
    )
    def test_documentation_and_support_stop_though_the_experiment_never_named_them(self, zones, missing):
        assert "zones" not in acme()[BETA]
        assert self.said(acme(), ended(acme(), BETA, zones=zones)) == missing

    def test_another_zone_that_it_had_is_left_to_the_policy_of_all_endings(self):
        base = reviewed(changed(acme(), BETA, zones={"ai-automation": zone("The bot offers it.")}))
        verdict = judged(base, ended(base, BETA, zones=STOPPED))
        assert not found(verdict, self.POLICY)
        assert [one.zone for one in found(verdict, "ending-reaches-every-zone")] == ["ai-automation"]

    def test_support_is_asked_even_where_it_had_left(self):
        base = changed(acme(), BETA, zones={"delivery-support": {"left": {"date": "2026-05-01"}}})
        after = ended(base, BETA, zones={"documentation-knowledge": {"stopped_on": "2026-12-01"}})
        assert self.said(base, after) == [NO_SUPPORT]

    def test_without_any_ending_each_part_is_asked_for(self):
        after = changed(acme(), BETA, status="retired")
        assert self.said(acme(), after) == ["ends, but customers have no notice", NO_SUPPORT, NO_DOCS]

    def test_each_audience_that_it_had_is_told_and_no_other(self):
        base = changed(acme(), BETA, audience=["customers", "partners"])
        one = changed(noticed(base, BETA, "customers"), BETA, audience=["customers", "sales"])
        after = changed(one, BETA, status="retired", ending=ended(base, BETA)[BETA]["ending"])
        assert self.said(base, after) == ["ends, but partners have no notice"]

    def test_an_audience_is_the_same_in_other_white_space(self):
        base = changed(acme(), BETA, audience=["beta  customers"])
        after = changed(
            ended(base, BETA),
            BETA,
            notices=[{"audience": "beta customers\n", "date": "2026-06-01", "says": "Told."}],
        )
        assert self.said(base, after) == []

    def test_a_notice_given_before_the_change_is_one(self):
        base = noticed(acme(), BETA, "customers", date="2026-03-01")
        after = changed(ended(base, BETA), BETA, notices=base[BETA]["notices"])
        assert self.said(base, after) == []

    def test_an_audience_that_has_a_zones_name_is_told_as_an_audience(self):
        base = changed(acme(), BETA, audience=["delivery-support"])
        after = changed(ended(base, BETA), BETA, notices=None)
        assert set(self.said(base, after)) == {"ends, but delivery-support have no notice"}

    def test_a_proposal_that_is_dropped_tells_nobody(self):
        base = changed(acme(), BETA, status="proposed")
        assert self.said(base, changed(base, BETA, status="retired")) == []

    def test_erasing_it_is_left_to_no_erasure(self):
        after = {name: record for name, record in acme().items() if name != BETA}
        verdict = judged(acme(), after)
        assert not found(verdict, self.POLICY)
        assert ("no-erasure", BETA) in blocking(verdict)

    def test_an_experiment_that_goes_on_is_not_asked(self):
        assert self.said(acme(), changed(acme(), BETA, statement="Other words.")) == []

    def test_the_end_of_another_promise_needs_no_such_stops(self):
        assert not found(judged(acme(), ended(acme(), "named-csm")), self.POLICY)

    def test_one_that_had_ended_before_is_left_in_peace(self):
        base = changed(acme(), BETA, status="retired")
        assert self.said(base, changed(base, BETA, notes="Long gone.", layer="supporting")) == []

    @each_of("layer", ["supporting", "conditional", "core", "legacy"])
    def test_leaving_the_layer_needs_a_new_notice_and_no_stops(self, layer):
        base = noticed(acme(), BETA, "customers", date="2026-03-01")
        silent = changed(base, BETA, layer=layer)
        assert self.said(base, silent) == ["leaves the layer experimental, but customers have no new notice"]
        assert self.said(base, noticed(silent, BETA, "customers")) == []

    def test_an_old_notice_that_is_edited_is_no_new_one(self):
        base = noticed(acme(), BETA, "customers", date="2026-03-01")
        edited = [{"audience": "customers", "date": "2026-06-01", "says": "It stays."}]
        assert self.said(base, changed(base, BETA, layer="supporting", notices=edited)) == [
            "leaves the layer experimental, but customers have no new notice"
        ]

    def test_each_audience_that_it_had_hears_of_its_leaving(self):
        base = changed(acme(), BETA, audience=["customers", "partners"])
        after = changed(noticed(base, BETA, "customers"), BETA, layer="supporting", audience=["customers"])
        assert self.said(base, after) == ["leaves the layer experimental, but partners have no new notice"]

    def test_one_that_ends_and_leaves_at_once_is_asked_for_both(self):
        base = noticed(acme(), BETA, "customers", date="2026-03-01")
        silent = changed(ended(base, BETA, zones={}), BETA, layer="supporting", notices=base[BETA]["notices"])
        assert self.said(base, silent) == ["ends, but customers have no new notice", NO_SUPPORT, NO_DOCS]
        assert self.said(base, changed(ended(base, BETA), BETA, layer="supporting")) == []

    def test_a_proposed_experiment_becomes_something_else_freely(self):
        base = changed(acme(), BETA, status="proposed")
        assert self.said(base, changed(base, BETA, layer="supporting")) == []

    def test_becoming_an_experiment_is_not_leaving(self):
        after = changed(acme(), "quick-setup", layer="experimental", experiment=WHOLE)
        assert not found(judged(acme(), after), self.POLICY)
        at_once = changed(after, "quick-setup", status="retired")
        assert not found(judged(acme(), at_once), self.POLICY), "it was no experiment for anybody"

    def test_it_is_new_whenever_it_happens(self):
        """A finding about a change is never one that the base had."""
        again = with_made(acme(), promise("trial", "experimental", "reliable"))
        verdict = judged(again, changed(again, "trial", status="retired"))
        assert {one.preexisting for one in found(verdict, self.POLICY)} == {False}

    def test_findings_name_the_zone_and_have_the_ending_as_their_place(self):
        findings = found(judged(acme(), changed(acme(), BETA, status="retired")), self.POLICY)
        assert {(one.zone, one.pointer) for one in findings} == {
            (None, "/ending"), ("delivery-support", "/ending"), ("documentation-knowledge", "/ending"),
        }  # fmt: skip
