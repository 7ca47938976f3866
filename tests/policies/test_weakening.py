"""weakening-gives-notice: who hears of it when a promise becomes less."""

from __future__ import annotations

import pytest
from cases import each_of
from scenario import acme, blocking, changed, ended, found, judged, messages, noticed, promise, with_made

POLICY = "weakening-gives-notice"
UNCLEAR = "has other terms, which nothing shows to be no weaker"
LESS, OTHERWISE = "promises less than before", "applies under another condition"
RESPONSE, CSM, PHONE, BETA = "four-hours", "named-csm", "phone-support", "ai-summary"
CONDITION = {"says": "On the Pro plan.", "cel": 'subject.plan == "pro"'}


def said(before, after, identity=RESPONSE):
    return messages(judged(before, after), POLICY, identity)


def lacks(*audiences, what=LESS):
    return [f"{what}, but {audience} have no new notice" for audience in audiences]


def with_terms(*terms, **changes):
    return changed(acme(), RESPONSE, terms=list(terms), **changes)


def response(**bound):
    return {"measure": "response", **bound}


class TestTerms:
    def test_a_looser_term_needs_a_notice(self):
        after = with_terms(response(at_most="6h"))
        assert said(acme(), after) == lacks("customers")
        assert said(acme(), noticed(after, RESPONSE, "customers")) == []

    @each_of(
        ("was", "now", "less"),
        [
            ({"at_most": "4h"}, {"at_most": "241m"}, True),
            ({"at_most": "4h"}, {"at_most": "240m"}, False),  # the same in other units
            ({"at_most": "4h"}, {"at_most": "3h"}, False),
            ({"at_least": "99.9%"}, {"at_least": "99.5%"}, True),
            ({"at_least": "99.9%"}, {"at_least": "99.95%"}, False),
            ({"at_most": 8}, {"at_most": 8.5}, True),
        ],
    )
    def test_what_is_weaker_is_the_changes_to_say(self, was, now, less):
        before, after = with_terms(response(**was)), with_terms(response(**now))
        assert said(before, after) == (lacks("customers") if less else [])

    @each_of(
        ("was", "now"),
        [
            ({"at_most": "4h"}, {"at_most": "8bh"}),  # can't be compared
            ({"at_most": "4h"}, {"at_least": "4h"}),  # another bound
            ({"equals": 8}, {"equals": 9}),
        ],
    )
    def test_what_cannot_be_shown_to_be_no_weaker_counts_as_weaker(self, was, now):
        before, after = with_terms(response(**was)), with_terms(response(**now))
        assert said(before, after) == [f"{UNCLEAR}, but customers have no new notice"]
        assert said(before, noticed(after, RESPONSE, "customers")) == []

    def test_a_term_dropped_is_weaker_and_one_added_is_not(self):
        two = with_terms(response(at_most="4h"), {"measure": "solution", "at_most": "2d"})
        assert said(acme(), two) == []
        assert said(two, acme()) == lacks("customers")

    def test_one_term_made_better_does_not_make_up_for_another_made_worse(self):
        before = with_terms(response(at_most="4h"), {"measure": "solution", "at_most": "2d"})
        after = with_terms(response(at_most="5h"), {"measure": "solution", "at_most": "1d"})
        assert said(before, after) == lacks("customers")

    def test_other_words_are_not_measured(self):
        assert said(acme(), changed(acme(), RESPONSE, statement="We try to answer.")) == []


class TestAudiences:
    def two(self, **changes):
        return changed(acme(), RESPONSE, audience=["customers", "partners"], **changes)

    def test_whoever_had_it_is_told_also_who_stays(self):
        after = acme()
        assert said(self.two(), after) == lacks("customers", "partners")
        told = noticed(after, RESPONSE, "customers", "partners")
        assert said(self.two(), told) == []

    def test_each_that_is_not_told_is_named(self):
        after = noticed(self.two(terms=[response(at_most="6h")]), RESPONSE, "customers")
        assert said(self.two(), after) == lacks("partners")

    def test_a_new_audience_is_not_told_of_what_it_never_had(self):
        assert said(acme(), self.two()) == []
        weaker = noticed(self.two(terms=[response(at_most="6h")]), RESPONSE, "customers")
        assert said(acme(), weaker) == []

    def test_the_order_of_audiences_and_their_white_space_are_no_change(self):
        assert said(self.two(), changed(acme(), RESPONSE, audience=[" partners", "customers\n"])) == []
        told = noticed(with_terms(response(at_most="6h")), RESPONSE, " customers\n")
        assert said(acme(), told) == []

    def test_renaming_an_audience_leaves_the_earlier_one_untold(self):
        after = noticed(changed(acme(), RESPONSE, audience=["Customers"]), RESPONSE, "Customers")
        assert said(acme(), after) == lacks("customers")


class TestNotices:
    def before(self):
        return noticed(acme(), RESPONSE, "customers", date="2026-03-01")

    def weaker(self, *notices):
        return changed(self.before(), RESPONSE, terms=[response(at_most="6h")], notices=list(notices))

    def test_one_that_stood_before_is_not_new(self):
        assert said(self.before(), self.weaker(*self.before()[RESPONSE]["notices"])) == lacks("customers")

    @each_of("edit", [{"date": "2026-06-01"}, {"says": "Six hours."}, {"evidence": "Mail"}])
    def test_one_that_is_edited_is_not_new(self, edit):
        (old,) = self.before()[RESPONSE]["notices"]
        assert said(self.before(), self.weaker({**old, **edit})) == lacks("customers")

    def test_one_that_takes_anothers_place_is_not_new(self):
        fresh = {"audience": "customers", "date": "2026-06-01", "says": "Six hours."}
        assert said(self.before(), self.weaker(fresh)) == lacks("customers")
        assert said(self.before(), self.weaker(fresh, *self.before()[RESPONSE]["notices"])) == []

    def test_any_day_will_do(self):
        for day in ("2020-01-01", "2030-01-01"):
            assert (
                said(acme(), noticed(with_terms(response(at_most="6h")), RESPONSE, "customers", date=day))
                == []
            )

    def test_one_of_another_promise_tells_nobody_of_this_one(self):
        after = noticed(with_terms(response(at_most="6h")), "reliable", "customers")
        assert said(acme(), after) == lacks("customers")


class TestConditions:
    def said(self, condition, base=None):
        before = base or acme()
        return said(before, changed(before, CSM, applies_when=condition), CSM)

    @each_of(
        "cel",
        [
            'subject.plan == "enterprise"',
            'subject.plan == "pro" || subject.plan == "enterprise"',  # a wider one too: the rule can't know
            'subject.plan ==  "pro"',  # white space within may be part of a text
        ],
    )
    def test_another_rule_needs_a_notice(self, cel):
        assert self.said({"says": "On the Pro plan.", "cel": cel}) == lacks("customers", what=OTHERWISE)

    @each_of("condition", [None, {"says": "On the Pro plan."}, {"says": "On the Pro plan.", "cel": " "}])
    def test_a_rule_that_is_dropped_leaves_it_wider(self, condition):
        assert self.said(condition) == []

    @each_of(
        "condition",
        [
            {**CONDITION, "cel": '\n subject.plan == "pro"  \n'},
            {**CONDITION, "says": "For those on the Pro plan."},
            {"cel": CONDITION["cel"]},
        ],
    )
    def test_the_same_rule_in_other_words_or_margins_does_not(self, condition):
        assert self.said(condition) == []

    def test_a_rule_where_none_was_needs_one(self):
        base = changed(acme(), CSM, applies_when={"says": "On the Pro plan."})
        assert self.said(CONDITION, base) == lacks("customers", what=OTHERWISE)
        assert self.said({"says": "On some plans.", "cel": "\n"}, base) == []

    def test_in_whatever_layer(self):
        after = changed(acme(), "quick-setup", applies_when=CONDITION)
        assert said(acme(), after, "quick-setup") == lacks("customers", what=OTHERWISE)

    def test_a_weaker_promise_under_another_rule_is_told_once(self):
        base = changed(acme(), CSM, terms=[response(at_most="4h")])
        after = changed(base, CSM, terms=[response(at_most="6h")], applies_when={"says": "x", "cel": "true"})
        assert said(base, after, CSM) == lacks("customers")
        assert said(base, noticed(after, CSM, "customers"), CSM) == []

    def test_becoming_conditional_in_one_step(self):
        after = changed(acme(), "quick-setup", layer="conditional", applies_when=CONDITION)
        assert said(acme(), after, "quick-setup") == lacks("customers", what=OTHERWISE)


class TestLegacy:
    @each_of(
        ("was", "now", "shorter"),
        [
            ("forever", "2030-12-31", True),
            ("2027-12-31", "2027-12-30", True),
            ("2027-12-31", "2027-12-31", False),
            ("2027-12-31", "2028-01-01", False),
            ("2027-12-31", "forever", False),
            (None, "2027-12-31", False),  # said for the first time
        ],
    )
    def test_a_shorter_time_needs_a_notice(self, was, now, shorter):
        def until(day):
            legacy = {"made_to": "customers before 2021", "lives_in": ["contract"], "honour_until": day}
            given = {key: value for key, value in legacy.items() if value is not None}
            return changed(acme(), PHONE, legacy=given)

        assert said(until(was), until(now), PHONE) == (lacks("customers") if shorter else [])
        assert said(until(was), noticed(until(now), PHONE, "customers"), PHONE) == []

    def test_a_shorter_experiment_is_none_of_it(self):
        experiment = {**acme()[BETA]["experiment"], "decide_by": "2026-06-15"}
        assert said(acme(), changed(acme(), BETA, experiment=experiment), BETA) == []

    def test_other_recipients_are_another_condition_but_no_rule(self):
        legacy = {**acme()[PHONE]["legacy"], "made_to": "customers before 2019"}
        assert said(acme(), changed(acme(), PHONE, legacy=legacy), PHONE) == []


class TestWhoIsAsked:
    def weaker(self, **changes):
        return with_terms(response(at_most="6h"), **changes)

    @each_of("status", ["proposed", "retired", "superseded"])
    def test_only_a_promise_that_was_active(self, status):
        before = changed(acme(), RESPONSE, status=status)
        assert said(before, self.weaker(status=status)) == []

    def test_not_a_proposal_that_becomes_active_with_less(self):
        before = changed(acme(), RESPONSE, status="proposed")
        assert said(before, self.weaker()) == []

    @pytest.mark.parametrize("status", ["retired", "superseded"])
    def test_not_a_promise_that_ends(self, status):
        after = changed(ended(acme(), RESPONSE, status, superseded_by=["fast"]), RESPONSE, notices=None)
        weaker = changed(after, RESPONSE, terms=[])
        assert said(acme(), weaker) == []
        assert ("ending-notifies-audience", RESPONSE) in blocking(judged(acme(), weaker))

    def test_a_promise_that_goes_back_to_being_proposed(self):
        assert said(acme(), self.weaker(status="proposed")) == lacks("customers")

    def test_not_a_new_promise_and_not_one_erased(self):
        made = with_made(acme(), promise("fresh", "supporting", "reliable", terms=[response(at_most="9h")]))
        assert not found(judged(acme(), made), POLICY)
        assert not found(judged(made, acme()), POLICY)

    def test_a_zone_that_leaves_is_another_policys(self):
        zones = acme()[RESPONSE]["zones"]
        left = {**zones, "delivery-support": {"says": "Support does it.", "left": {"date": "2026-06-01"}}}
        assert said(acme(), changed(acme(), RESPONSE, zones=left)) == []


def test_it_blocks_and_has_the_notices_as_its_place():
    verdict = judged(acme(), with_terms(response(at_most="6h")))
    (finding,) = found(verdict, POLICY)
    assert (POLICY, RESPONSE) in blocking(verdict)
    assert (finding.promise, finding.pointer, finding.preexisting) == (RESPONSE, "/notices", False)
