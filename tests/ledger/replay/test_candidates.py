"""Which policies are tried: those named, else those that the tip hasn't got so, else all."""

from __future__ import annotations

import pytest
from cases import each_of
from scenario import policy, settings, snapshot
from stacks import loaded

from pas_gov.diagnostics import Stop
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.replay.candidates import candidates
from pas_gov.model.records.rulebook import load_rulebook

ONE, TWO = policy("one"), policy("two", params={"most": 1})


def side(files) -> Side:
    at = snapshot("main", files)
    return Side(loaded(at), load_rulebook(at), at.problems)


def chosen(here, tip, *named) -> dict[str, tuple[str, str]]:
    found = candidates(side(here), side(tip), named)
    assert [rule.policy.id for rule in found.tried.rules.rules] == [one.policy for one in found.policies]
    return {one.policy: (one.standing, one.enforcement) for one in found.policies}


def stopped(here, tip, *named) -> Stop:
    with pytest.raises(Stop) as stop:
        candidates(side(here), side(tip), named)
    return stop.value


class TestChoosing:
    def test_new_and_changed_ones_where_none_is_named(self):
        here = {**ONE, **policy("two", title="Other"), **policy("three", enforcement="warn")}
        assert chosen(here, {**ONE, **TWO}) == {"three": ("new", "warn"), "two": ("changed", "block")}

    @each_of(
        "tuned",
        [
            settings(enforcement={"two": "warn"}),
            settings(params={"two": {"most": 2}}),
            policy("two", params={"most": 1}, require="false"),
            policy("two", params={"most": 1}, why="Because."),
        ],
    )
    def test_a_policy_differs_in_what_it_says_or_in_what_the_settings_make_of_it(self, tuned):
        for here, tip in (({**TWO, **tuned}, TWO), (TWO, {**TWO, **tuned})):
            assert chosen({**ONE, **here}, {**ONE, **tip})["two"][0] == "changed"

    def test_another_place_or_the_same_settings_make_no_difference(self):
        moved = {"policies/elsewhere.yaml": ONE["policies/one.yaml"]}
        same = {**TWO, **settings(params={"two": {"most": 1}})}
        assert chosen({**moved, **same}, {**ONE, **TWO}) == {
            "one": ("unchanged", "block"),
            "two": ("unchanged", "block"),
        }

    def test_where_nothing_is_new_or_changed_all_are(self):
        assert chosen({**ONE, **TWO}, {**ONE, **TWO, **policy("gone")}) == {
            "one": ("unchanged", "block"),
            "two": ("unchanged", "block"),
        }
        warn = policy("one", enforcement="warn")
        assert chosen(warn, warn) == {"one": ("unchanged", "warn")}
        assert list(chosen({**ONE, **TWO}, ONE)) == ["two"], "and the others only then"

    def test_those_named_whether_they_differ_or_not(self):
        assert chosen({**ONE, **TWO}, TWO, "two") == {"two": ("unchanged", "block")}
        assert list(chosen({**ONE, **TWO}, TWO, "two", "one", "one")) == ["one", "two"]

    def test_a_policy_is_named_by_its_id_not_by_its_file(self):
        moved = {"policies/elsewhere.yaml": ONE["policies/one.yaml"]}
        assert list(chosen(moved, {}, "one")) == ["one"]
        assert stopped(moved, {}, "elsewhere").code == "no-such-policy"

    def test_the_present_rules_without_the_ignored_ones(self):
        tip = {**ONE, **TWO, **settings(enforcement={"one": "ignore"})}
        assert candidates(side({**ONE, **TWO}), side(tip), ()).in_force == ("two",)


class TestNothingToTry:
    def test_without_any_policy(self):
        stop = stopped({}, ONE)
        assert (stop.code, stop.status) == ("nothing-to-try", 2)
        assert "pas-gov init" in stop.remedy

    def test_an_unknown_name(self):
        stop = stopped({**ONE, **TWO}, {}, "two", "onne")
        assert (stop.code, stop.status, stop.remedy) == ("no-such-policy", 2, 'did you mean "one"?')


class TestInvalidPolicies:
    BAD = policy("bad", require="promise.titel == ''")

    @pytest.mark.parametrize(("files", "name"), [(BAD, "bad"), ({"policies/broken.yaml": "id: ["}, "broken")])
    def test_a_named_or_new_one_stops_with_its_place_and_fault(self, files, name):
        for named in ((), (name,)):
            stop = stopped({**ONE, **files}, {}, *named)
            assert (stop.code, stop.status) == ("invalid-rules", 3)
            assert f"policies/{name}.yaml:" in stop.message

    def test_another_one_stops_nothing(self):
        assert list(chosen({**ONE, **self.BAD}, {}, "one")) == ["one"]
        assert list(chosen({**ONE, **self.BAD}, self.BAD)) == ["one"], "the tip has it so too"

    def test_settings_that_do_not_fit_stop_everything(self):
        for wrong in (settings(params={"one": {"nope": 1}}), {"pas-gov.yaml": "x: 1"}):
            assert stopped({**ONE, **wrong}, {}, "one").code == "invalid-rules"

    def test_two_files_with_one_id(self):
        doubled = {**ONE, "policies/again.yaml": ONE["policies/one.yaml"]}
        assert stopped(doubled, {}, "one").code == "invalid-rules"

    def test_those_of_the_tip_are_told(self):
        found = candidates(side(ONE), side(self.BAD), ())
        assert [fault.location.path for fault in found.faults] == ["policies/bad.yaml"]
        assert found.in_force == ()
