"""What zones say of promises as it counts on a day, and every gap between promise and practice."""

from __future__ import annotations

from datetime import date

from builders import link, promise_data, stack_of
from cases import each_of
from scenario import policy as policy_file
from scenario import settings, snapshot

from pas_gov.drift.zones.attestations import attestation_days, zone_attestations
from pas_gov.drift.zones.concentration import grouped_by_zone, zones_holding_most
from pas_gov.drift.zones.drift_items import drift_items
from pas_gov.drift.zones.gaps import LEVEL_OF, gaps
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.stack.loading import load_stack
from pas_gov.report.gap_words import (
    GAP_WORDS,
    LEVEL_WORDS,
    STATE_MARKS,
    STATE_WORDS,
    gap_commands,
    gap_remedy,
    gap_text,
)

TODAY, MAX_AGE = date(2026, 6, 1), 120
ZONE = "delivery-support"


def wording(data):
    return stack_of(data).entries[data["id"]].wording


def attested(day="2026-05-01", reality="kept", **changes):
    """Return a promise whose zone was attested on a day, of its present wording."""
    data = promise_data(zones={ZONE: {"says": "We answer."}}, **changes)
    said = {"wording": wording(data), "date": day, "by": "@acme/support", "reality": reality}
    return promise_data(zones={ZONE: {"says": "We answer.", "attested": said}}, **changes)


def sign_of(data):
    (one,) = zone_attestations(stack_of(data), TODAY, MAX_AGE)
    return one.state


@each_of(
    ("data", "sign"),
    [
        (promise_data(zones={ZONE: {}}), "unattested"),
        (attested(), "kept"),
        (attested("2026-02-01"), "kept"),  # 120 days ago to the day
        (attested("2026-01-31"), "overdue"),
        (attested("2026-01-31", "broken"), "broken"),
        (attested(reality="drifting"), "drifting"),
        (attested(reality="unknown"), "unknown"),
        ({**attested(reality="broken"), "statement": "We answer faster."}, "reworded"),
    ],
)
def test_a_zone_stands_to_a_promise_as_its_attestation_says(data, sign):
    assert sign_of(data) == sign


def test_a_zone_that_left_and_a_promise_that_is_not_active_count_for_nothing():
    left = {ZONE: {"left": {"date": "2026-01-01", "by": "@acme/x"}}}
    assert zone_attestations(stack_of(promise_data(zones=left)), TODAY, MAX_AGE) == ()
    assert (
        zone_attestations(stack_of(promise_data(status="proposed", zones={ZONE: {}})), TODAY, MAX_AGE) == ()
    )


def gap_kinds(*records):
    return [(gap.entry.id, gap.kind, gap.zone) for gap in gaps(stack_of(*records), TODAY, MAX_AGE)]


def aligned(identity="four-hours", *links, **changes):
    return promise_data(identity, layer="supporting", aligned_to=list(links), **changes)


CORE = promise_data("reliable")
REVISION = stack_of(CORE).entries["reliable"].revision


@each_of(
    ("written", "kind"),
    [
        (link("reliable", REVISION), None),
        (link("reliable", "r1:" + "0" * 32), "stale"),
        (link("reliable"), "unreviewed"),
        (link("nobody", REVISION), "missing"),
    ],
)
def test_each_state_of_a_link_but_current_is_a_gap(written, kind):
    expected = [("four-hours", kind, "")] if kind else []
    assert gap_kinds(CORE, aligned("four-hours", written)) == expected


def test_dates_that_have_passed_are_gaps_and_those_of_today_are_not():
    late, now = "2026-05-31", "2026-06-01"
    bounded = {"cohort": "ten", "started": "2026-01-01"}
    cases = {
        "review-overdue": lambda day: promise_data(review_by=day),
        "experiment-overdue": lambda day: promise_data(
            layer="experimental", experiment={**bounded, "decide_by": day}
        ),
        "sunset-passed": lambda day: promise_data(
            layer="legacy", legacy={"made_to": "x", "honour_until": day}
        ),
    }
    for kind, made in cases.items():
        assert gap_kinds(made(late)) == [("fast-support", kind, "")]
        assert gap_kinds(made(now)) == []
    assert gap_kinds(promise_data(layer="legacy", legacy={"made_to": "x", "honour_until": "forever"})) == []


def test_a_zone_that_does_not_stop_an_ended_promise_is_a_gap_after_its_last_day():
    def ended(day, **stops):
        return promise_data(status="retired", zones={ZONE: {}}, ending={"date": day, "zones": stops})

    assert gap_kinds(ended("2026-05-01")) == [("fast-support", "not-stopped", ZONE)]
    assert gap_kinds(ended("2026-05-31")) == [("fast-support", "not-stopped", ZONE)]
    assert gap_kinds(ended("2026-06-01")) == [], "on its last day it is owed"
    assert gap_kinds(ended("2026-07-01")) == []
    assert gap_kinds(ended("2026-05-01", **{ZONE: {"stopped_on": "2026-05-02"}})) == []
    assert gap_kinds(ended("2026-05-01", **{ZONE: {"stopped_on": "2026-06-02"}})) == [
        ("fast-support", "not-stopped", ZONE)
    ]


def test_the_weightiest_gap_comes_first_and_so_does_the_zone_with_most_of_it():
    records = [
        promise_data("a", zones={"sales-marketing": {}, ZONE: {}}),
        {**attested(reality="broken", layer="legacy"), "id": "z"},
    ]
    records[1]["zones"][ZONE]["attested"]["wording"] = wording(records[1])
    found = gaps(stack_of(*records), TODAY, MAX_AGE)
    assert [(gap.entry.id, gap.level) for gap in found] == [
        ("z", "broken"),
        ("a", "unverified"),
        ("a", "unverified"),
    ]
    assert list(grouped_by_zone(drift_items(stack_of(*records), found, (), ()))) == [ZONE, "sales-marketing"]


def test_the_age_is_that_of_the_policy_as_the_settings_tune_it():
    assert attestation_days(load_rulebook(snapshot("none", {}))) == 120
    tuned = {**policy_file("zones-are-attested", params={"max_age_days": 90})}
    assert attestation_days(load_rulebook(snapshot("own", tuned))) == 90
    both = {**tuned, **settings(params={"zones-are-attested": {"max_age_days": 30}})}
    assert attestation_days(load_rulebook(snapshot("tuned", both))) == 30


def test_every_kind_has_its_words_and_its_remedy():
    assert GAP_WORDS.keys() == LEVEL_OF.keys()
    assert STATE_MARKS.keys() == STATE_WORDS.keys()
    assert set(LEVEL_OF.values()) == set(LEVEL_WORDS)
    assert len(set(STATE_MARKS.values())) == len(STATE_MARKS)
    records = (promise_data(zones={ZONE: {}}), aligned("b", link("nobody")))
    for gap in gaps(load_stack(snapshot("s", {}), {}), TODAY, MAX_AGE) + gaps(
        stack_of(*records), TODAY, MAX_AGE
    ):
        assert gap_text(gap)
        assert gap.entry.id in gap_remedy(gap)
        assert "..." not in gap_remedy(gap)
        assert all(shown(command) in gap_remedy(gap) for command in gap_commands(gap))
        assert any("<" in word for word in gap_commands(gap)[0]), "what only the user can say is a blank"
        assert "kept" not in gap_commands(gap)[0], "an answer is never filled in"


def test_the_gap_lives_in_the_fewest_zones_that_hold_four_fifths_of_it():
    assert zones_holding_most({}) == zones_holding_most({ZONE: 0}) == ()
    assert zones_holding_most({ZONE: 5}) == (ZONE,)
    assert zones_holding_most({"a": 1, "b": 4, "c": 5}) == ("c", "b")
    assert zones_holding_most(dict.fromkeys("abcde", 2)) == ("a", "b", "c")
