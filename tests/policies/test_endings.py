"""no-erasure and the three policies about endings."""

from __future__ import annotations

from cases import each_of
from scenario import (
    PACK,
    acme,
    blocking,
    changed,
    ended,
    found,
    judged,
    promise,
    settings,
    with_made,
    without,
)

HOLDS = {"named-csm", "ai-summary"}  # the dependents of four-hours, which its ending asks


def own(verdict, identity="four-hours"):
    return {(policy, one) for policy, one in blocking(verdict) if one == identity}


class TestNoErasure:
    @each_of("status", ["active", "retired", "superseded"])
    def test_a_promise_that_was_more_than_proposed_may_not_disappear(self, status):
        base = changed(
            acme(),
            "quick-setup",
            status=status,
            ending={"date": "2026-01-01"} if status != "active" else None,
        )
        assert blocking(judged(base, without(base, "quick-setup"))) == {("no-erasure", "quick-setup")}

    def test_a_proposal_may(self):
        assert judged(acme(), without(acme(), "draft")).verdict == "pass"

    def test_a_finding_has_the_file_that_is_gone_as_its_place(self):
        finding = found(judged(acme(), without(acme(), "quick-setup")), "no-erasure")[0]
        assert (finding.promise, finding.target) == ("quick-setup", None)


class TestEndingIsRecorded:
    def test_a_whole_ending_passes(self):
        assert own(judged(acme(), ended(acme(), "four-hours"))) == set()

    @each_of("key", ["date", "why", "decided_by"])
    def test_each_part_is_asked_for_by_name(self, key):
        verdict = judged(acme(), ended(acme(), "four-hours", **{key: None}))
        assert own(verdict) == {("ending-is-recorded", "four-hours")}
        assert found(verdict, "ending-is-recorded")[0].message.endswith(f"does not say: {key}")

    def test_no_ending_at_all(self):
        verdict = judged(acme(), changed(acme(), "quick-setup", status="retired"))
        assert ("ending-is-recorded", "quick-setup") in blocking(verdict)
        assert "date, why, decided_by" in found(verdict, "ending-is-recorded")[0].message

    @each_of(
        ("successors", "passes"),
        [
            ([], False),
            (["nobody"], False),
            (["draft"], False),
            (["quick-setup"], True),
            (["draft", "quick-setup"], True),
        ],
    )
    def test_superseded_needs_a_successor_that_is_active(self, successors, passes):
        after = ended(acme(), "four-hours", "superseded", superseded_by=successors)
        assert (own(judged(acme(), after)) == set()) is passes

    def test_an_ending_on_a_promise_that_goes_on(self):
        after = changed(acme(), "quick-setup", ending={"date": "2026-12-01", "why": "x", "decided_by": "y"})
        assert blocking(judged(acme(), after)) == {("ending-is-recorded", "quick-setup")}

    def test_an_old_ending_is_judged_when_it_is_edited_and_not_before(self):
        base = changed(acme(), "quick-setup", status="retired", ending={"date": "2026-01-01"})
        assert judged(base, changed(base, "quick-setup", notes="Looked at.")).verdict == "pass"
        edited = changed(base, "quick-setup", ending={"date": "2026-01-02"})
        assert blocking(judged(base, edited)) == {("ending-is-recorded", "quick-setup")}

    def test_a_promise_made_as_ended_needs_it_too(self):
        verdict = judged(acme(), with_made(acme(), promise("gone", "supporting", "fast", status="retired")))
        assert blocking(verdict) == {("ending-is-recorded", "gone")}


class TestEndingNotifiesAudience:
    def test_what_is_merged_too_late_need_not_be_dated_otherwise(self):
        finding = found(
            judged(acme(), ended(acme(), "four-hours", date="2026-05-01")), "ending-notifies-audience"
        )[0]
        assert finding.remedy.startswith(
            "if it was over by then, ask for a waiver of this policy, to be merged before"
        )
        assert finding.commands[0][:4] == ("amend", "four-hours", "--on", "2026-07-01")

    def ends(self, identity, notice, **ending):
        after = ended(acme(), identity, **ending)
        after[identity]["notices"] = [notice] if notice else []
        return judged(acme(), after)

    @each_of(
        ("identity", "day", "passes"),
        [
            ("four-hours", "2026-11-01", True),  # 30 days before 2026-12-01
            ("four-hours", "2026-11-02", False),
            ("phone-support", "2026-09-02", True),  # 90 days
            ("phone-support", "2026-09-03", False),
            ("ai-summary", "2026-12-01", True),  # an experiment: by its last day
            ("ai-summary", "2026-12-02", False),
        ],
    )
    def test_each_layer_has_its_days(self, identity, day, passes):
        verdict = self.ends(identity, {"audience": "customers", "date": day, "says": "Told."})
        assert (("ending-notifies-audience", identity) not in blocking(verdict)) is passes

    @each_of(
        ("ends", "told", "passes"),
        [
            ("9999-12-31", "0001-01-01", True),  # as far apart as days can be
            ("9999-12-31", "9999-12-01", True),
            ("9999-12-31", "9999-12-02", False),
            ("2026-06-01", "9999-12-31", False),
        ],
    )
    def test_any_two_days_can_be_told_apart(self, ends, told, passes):
        verdict = self.ends("four-hours", {"audience": "customers", "date": told, "says": "Told."}, date=ends)
        assert (("ending-notifies-audience", "four-hours") not in blocking(verdict)) is passes

    def test_nobody_told(self):
        finding = found(self.ends("four-hours", None), "ending-notifies-audience")[0]
        assert (
            finding.message
            == '"Four hours" ends, but customers have no notice at least 30 days before its last day'
        )

    def test_every_audience_is_told(self):
        base = changed(acme(), "four-hours", audience=["customers", "partners"])
        after = ended(base, "four-hours")
        assert own(judged(base, after)) == set()
        after["four-hours"]["notices"].pop()
        verdict = judged(base, after)
        assert ["partners" in f.message for f in found(verdict, "ending-notifies-audience")] == [True]

    def test_an_audience_dropped_in_the_same_change_is_told_all_the_same(self):
        base = changed(acme(), "four-hours", audience=["customers", "partners"])
        after = changed(
            ended(base, "four-hours"),
            "four-hours",
            audience=["customers"],
            notices=[{"audience": "customers", "date": "2026-06-01", "says": "Told."}],
        )
        assert ("ending-notifies-audience", "four-hours") in blocking(judged(base, after))

    def test_without_a_date_the_other_policy_speaks(self):
        verdict = self.ends("four-hours", None, date=None)
        assert not found(verdict, "ending-notifies-audience")
        assert found(verdict, "ending-is-recorded")

    def test_a_proposal_that_is_retired_tells_nobody(self):
        after = changed(
            acme(), "draft", status="retired", ending={"date": "2026-06-01", "why": "x", "decided_by": "y"}
        )
        assert judged(acme(), after).verdict == "pass"

    def test_days_are_a_parameter_that_replaces_the_whole_map(self):
        days = {"core": 0, "supporting": 200, "conditional": 0, "experimental": 0, "legacy": 0}
        rules = {**PACK, **settings(params={"ending-notifies-audience": {"days": days}})}
        verdict = judged(acme(), ended(acme(), "four-hours"), rules=rules)
        assert ("ending-notifies-audience", "four-hours") in blocking(verdict)


class TestEndingReachesEveryZone:
    def test_every_zone_that_delivered_it_says_when_it_stopped(self):
        after = ended(acme(), "four-hours", zones={"delivery-support": {"stopped_on": "2026-12-01"}})
        (finding,) = found(judged(acme(), after), "ending-reaches-every-zone")
        assert (finding.promise, finding.zone) == ("four-hours", "documentation-knowledge")

    def test_an_entry_without_the_day_is_none(self):
        zones = {
            "delivery-support": {"stopped_on": "2026-12-01"},
            "documentation-knowledge": {"by": "@acme/docs"},
        }
        assert found(judged(acme(), ended(acme(), "four-hours", zones=zones)), "ending-reaches-every-zone")

    def test_dropping_the_zones_with_the_ending_hides_nothing(self):
        after = changed(ended(acme(), "four-hours", zones={}), "four-hours", zones=None)
        zones = {f.zone for f in found(judged(acme(), after), "ending-reaches-every-zone")}
        assert zones == {"delivery-support", "documentation-knowledge"}

    def test_a_zone_that_left_before_is_not_asked(self):
        zones = {**acme()["four-hours"]["zones"], "ai-automation": {"left": {"date": "2026-01-01"}}}
        base = changed(acme(), "four-hours", zones=zones)
        assert own(judged(base, ended(base, "four-hours"))) == set()

    def test_a_zone_that_leaves_with_the_ending_is_asked(self):
        after = ended(acme(), "four-hours", zones={"delivery-support": {"stopped_on": "2026-12-01"}})
        after["four-hours"]["zones"]["documentation-knowledge"]["left"] = {"date": "2026-06-01"}
        assert [f.zone for f in found(judged(acme(), after), "ending-reaches-every-zone")] == [
            "documentation-knowledge"
        ]

    def test_a_promise_that_goes_on_may_not_lose_a_zones_entry(self):
        after = changed(acme(), "four-hours", zones={"delivery-support": {"says": "Support does it."}})
        (finding,) = found(judged(acme(), after), "ending-reaches-every-zone")
        assert finding.zone == "documentation-knowledge"
        assert "does not say that it left" in finding.message

    def test_a_zone_that_says_that_it_left_is_fine(self):
        zones = {
            **acme()["four-hours"]["zones"],
            "documentation-knowledge": {"says": "Docs say it.", "left": {"date": "2026-06-01"}},
        }
        assert not found(
            judged(acme(), changed(acme(), "four-hours", zones=zones)), "ending-reaches-every-zone"
        )

    def test_the_entry_of_a_zone_that_left_long_ago_may_go(self):
        base = changed(acme(), "quick-setup", zones={"ai-automation": {"left": {"date": "2026-01-01"}}})
        assert judged(base, changed(base, "quick-setup", zones=None)).verdict == "pass"
