"""``pas-gov test``: policies held against their own tests; what it says, and its exit status."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
from importlib import resources
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import click
import jsonschema
import pytest
import yaml
from builders import policy_data, suite_data, waiver_data, written
from gate_run import launched
from gitrepo import Repo
from rulefiles import proofs, write
from scenario import PACK, settings

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop
from pas_gov.model.records.schema import schema

pytestmark = pytest.mark.whole

FORMATS = ("text", "json", "junit")
SCHEMA = schema("test")


def titled(title: str) -> dict[str, Any]:
    return {"fresh": {"make": {"layer": "supporting", "title": title}}}


SHORT = {"name": "A short title", "change": titled("Short"), "expect": "pass"}
LONG = {"name": "A title of 11 characters", "change": titled("12345678901"), "expect": "fail"}
TEN = {"name": "A title of 10 characters", "change": titled("1234567890"), "expect": "pass"}
NONE = {
    "name": "An old promise",
    "change": {"named-csm": {"set": {"notes": "x"}}},
    "expect": "not-applicable",
}
WRONG = {"name": "Too long a title", "change": titled("Much too long"), "expect": "pass"}
BROKEN = {"name": "Nobody", "change": {"nobody": {"end": {}}}, "expect": "fail"}


def rule(identity: str = "rule", **changes: Any) -> dict[str, str]:
    """Return a policy that asks new promises for a title of at most ten characters, as files by path."""
    asks = {
        "match": {"kinds": ["made"]},
        "require": "size(promise.title) <= 10",
        "message": "promise.title + ' is too long'",
        "remedy": "shorten it",
    }
    return {f"policies/{identity}.yaml": written(policy_data(identity, **{**asks, **changes}))}


@pytest.fixture
def run(nobodys_settings, monkeypatch, capsys, tmp_path):
    """Return a function that runs ``pas-gov test`` in a folder of these files: its status and what it printed."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(files: dict[str, str], *arguments: str) -> tuple[int, str]:
        write(tmp_path, files)
        try:
            status = cli.main(["test", "--repo", str(tmp_path), *arguments], standalone_mode=False)
        except Stop as stop:
            return stop.status, f"{stop.message}\n{stop.remedy}"
        except click.UsageError as wrong:
            return 2, wrong.format_message()
        return status, capsys.readouterr().out

    return call


GOOD = {**rule(), **proofs(SHORT, LONG, TEN, NONE)}

MISNAMED = {"policies/tests/rule.yaml": written(suite_data("rul", LONG))}
STATUSES: list[tuple[str, dict[str, str], tuple[str, ...], int]] = [
    ("all hold", GOOD, (), 0),
    ("all hold, of the policy that is named", GOOD, ("rule",), 0),
    ("all hold, of those that are chosen", GOOD, ("-k", "title"), 0),
    ("no mutant survives", GOOD, ("--mutate",), 0),
    ("a case fails", {**rule(), **proofs(LONG, WRONG)}, (), 1),
    ("a case that is chosen fails", {**rule(), **proofs(LONG, WRONG)}, ("-k", "too long"), 1),
    ("a case that is not chosen fails", {**rule(), **proofs(LONG, WRONG)}, ("-k", "characters"), 0),
    ("there are no tests", rule(), (), 1),
    ("there are none, and none are asked for", rule(), ("--no-require-bite",), 1),
    ("there are none, and mutants are asked for", rule(), ("--no-require-bite", "--mutate"), 1),
    ("another policy has none, and none are asked for", {**GOOD, **rule("other")}, ("--no-require-bite",), 0),
    ("no case shows it failing", {**rule(), **proofs(SHORT)}, (), 1),
    ("no case shows it failing, and none is asked for", {**rule(), **proofs(SHORT)}, ("--no-require-bite",), 0),
    ("a mutant survives", {**rule(), **proofs(SHORT, LONG, NONE)}, ("--mutate",), 1),
    ("a mutant survives, and nobody asks", {**rule(), **proofs(SHORT, LONG, NONE)}, (), 0),
    ("a policy of another name", GOOD, ("ruler",), 2),
    ("a waiver's name", {**GOOD, "policies/waivers/w.yaml": written(waiver_data("w"))}, ("w",), 2),
    ("a filter that chooses nothing", GOOD, ("-k", "nothing of the kind"), 2),
    ("mutants of some cases", GOOD, ("--mutate", "-k", "title"), 2),
    ("nothing there", {}, (), 3),
    ("tests alone", proofs(LONG), (), 3),
    ("an invalid policy", {**GOOD, **rule("other", require="promise.titel == ''")}, (), 3),
    ("an unreadable policy", {**GOOD, "policies/other.yaml": "a: ["}, (), 3),
    ("an unreadable policy that is named", {**GOOD, "policies/other.yaml": "a: ["}, ("other",), 3),
    ("an invalid policy beside the one that is named", {**GOOD, **rule("other", require="1")}, ("rule",), 0),
    ("invalid tests", {**GOOD, **proofs({**LONG, "expect": "fails"})}, (), 3),
    ("invalid tests of the policy that is named", {**GOOD, **proofs({**LONG, "expect": "fails"})}, ("rule",), 3),
    ("invalid tests in a file of another ending", {**rule(), "policies/tests/rule.yml": "a: ["}, ("rule", "--no-require-bite"), 3),
    ("invalid tests of who knows what", {**GOOD, **rule("other"), "policies/tests/x.yaml": "a: ["}, ("rule",), 3),
    ("invalid tests of another policy", {**GOOD, **rule("other"), "policies/tests/other.yaml": "a: ["}, ("rule",), 0),
    ("invalid tests, and a filter that chooses nothing", {**GOOD, **proofs({**LONG, "expect": "fails"})}, ("-k", "x"), 3),
    ("two files of tests", {**GOOD, "policies/tests/again.yaml": written(suite_data("rule", LONG))}, (), 3),
    ("tests of no policy", {**GOOD, **proofs(LONG, policy="rul")}, (), 3),
    ("tests of no policy beside the one that is named", {**GOOD, **rule("other"), **proofs(LONG, policy="rul")}, ("rule",), 0),
    ("tests of no policy in the file of the one that is named", {**rule(), **MISNAMED}, ("rule",), 3),
    ("tests of no policy in the file of another", {**GOOD, **rule("other"), "policies/tests/other.yaml": written(suite_data("othr", LONG))}, ("rule",), 0),
    ("a case that can't be built", {**rule(), **proofs(LONG, BROKEN)}, (), 3),
    ("a broken case beside one that fails", {**rule(), **proofs(LONG, BROKEN, WRONG)}, (), 3),
    ("an error in evaluating", {**rule(require="promise.review_by > today"), **proofs(LONG)}, (), 3),
    ("an invalid waiver is nothing to tests", {**GOOD, "policies/waivers/w.yaml": "a: ["}, (), 0),
    ("an invalid promise is nothing to tests", {**GOOD, "promises/core/a.yaml": "a: ["}, (), 0),
    ("nor are two that are one on some computers", {**GOOD, "promises/a.yaml": "x", "promises/A.yaml": "x"}, (), 0),
    ("two policies that are one on some computers", {**GOOD, "policies/Rule.yaml": rule("other")["policies/other.yaml"]}, (), 3),
]  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    ("files", "arguments", "status"), [row[1:] for row in STATUSES], ids=[row[0] for row in STATUSES]
)
def test_the_exit_status_is_the_same_in_every_format(run, files, arguments, status, format_):
    assert run(files, *arguments, "-f", format_)[0] == status


class TestFilters:
    BOTH = {**GOOD, **rule("other"), **proofs(LONG, SHORT, policy="other")}  # noqa: RUF012

    def test_policies_may_be_named(self, run):
        assert policies(run(self.BOTH, "-f", "json")) == ["other", "rule"]
        assert policies(run(self.BOTH, "rule", "-f", "json")) == ["rule"]
        assert policies(run(self.BOTH, "rule", "other", "-f", "json")) == ["other", "rule"]

    def test_cases_are_chosen_by_a_part_of_their_names(self, run):
        data = json.loads(run(self.BOTH, "-k", "a TITLE of 1", "-f", "json")[1])
        names = {one["id"]: [case["name"] for case in one["cases"]] for one in data["policies"]}
        assert names == {"other": [LONG["name"]], "rule": [LONG["name"], TEN["name"]]}

    def test_a_typo_is_answered_with_what_was_meant(self, run):
        assert run(GOOD, "rlue") == (2, 'there is no policy "rlue" in policies/\ndid you mean "rule"?')
        assert run(GOOD, "rul") == run(GOOD, "rule"), "the beginning of an id is enough, as everywhere"
        said = run({**GOOD, **proofs(LONG, policy="rulle")})[1]
        assert "policies/tests/rulle.yaml:2:9: error test-policy" in said
        assert 'did you mean "rule"?' in said

    def test_a_filter_that_chooses_nothing_says_so(self, run):
        status, said = run(GOOD, "-k", "x\x1b[31m")
        assert (status, said.splitlines()[0]) == (2, 'no case of these policies has "x\\x1b[31m" in its name')


def policies(found: tuple[int, str]) -> list[str]:
    return [one["id"] for one in json.loads(found[1])["policies"]]


class TestText:
    def test_a_line_for_each_policy_with_what_its_cases_reach(self, run):
        said = run(GOOD)[1].splitlines()
        assert said == [
            "       policy                           cases pass fail old  n/a  conds",
            "ok     rule                                 4    2    1   0    1    1/1",
            "PASS  1 policy, 4 cases.",
        ]

    def test_what_stood_before_has_a_column_of_its_own(self, run):
        old = {
            "name": "An old title", "expect": "preexisting", "stack": {"named-csm": {"title": "Much too long a title"}},
            "change": {"named-csm": {"set": {"notes": "x"}}},
        }  # fmt: skip
        said = run({**rule(match=None), **proofs(SHORT, LONG, old, {**old, "name": "Another"})})[
            1
        ].splitlines()
        assert said[1] == "ok     rule                                 4    1    1   2    0    1/1"

    def test_where_cases_are_chosen_only_policies_that_have_one_are_shown(self, run):
        files = {**GOOD, **rule("other"), **proofs(WRONG, policy="other"), **rule("untested")}
        said = run(files, "-k", "characters")[1].splitlines()
        assert [line.split()[:2] for line in said[1:-1]] == [["ok", "rule"]]
        assert said[-1] == "PASS  1 policy, 2 cases."
        shown = run(files)[1].splitlines()
        assert [line.split()[1] for line in shown if re.match("(ok|FAIL) +[a-z]", line)] == [
            "other", "rule", "untested",
        ]  # fmt: skip

    def test_nor_is_one_hidden_whose_tests_can_not_be_read(self, run):
        files = {**GOOD, **rule("other"), "policies/tests/other.yaml": "a: ["}
        status, said = run(files, "-k", "characters")
        assert (status, "BROKEN other" in said) == (3, True)

    def test_tests_that_can_not_be_read_are_told_once(self, run):
        status, said = run({**rule(), "policies/tests/rule.yaml": "a: ["})
        assert status == 3
        assert "policies/tests/rule.yaml:1:4: error yaml-syntax" in said
        assert "BROKEN rule " in said
        assert "shows it failing" not in said
        assert said.splitlines()[-1] == "BROKEN  1 policy, 0 cases, nothing was tested, 1 error in files."

    def test_where_no_case_ran_it_says_so(self, run):
        status, said = run(rule(), "--no-require-bite")
        assert (status, said.splitlines()[-1]) == (1, "FAIL  1 policy, 0 cases, nothing was tested.")
        assert "nothing was tested" not in run({**GOOD, **rule("other")}, "--no-require-bite")[1]

    def test_without_tests_every_mutant_survives(self, run):
        status, said = run(rule(), "--mutate", "--no-require-bite")
        assert (status, said.splitlines()[1].split()) == (
            1,
            ["FAIL", "rule", "0", "0", "0", "0", "0", "0/0", "0/5"],
        )
        assert said.count("no case tells this mutant from the policy: ") == 5
        assert "5 mutants, 5 unexplained survivors, nothing was tested." in " ".join(said.split())

    @pytest.mark.parametrize("arguments", [(), ("rule",)])
    def test_a_file_of_tests_that_names_another_policy_is_told(self, run, arguments):
        status, said = run({**rule(), **MISNAMED}, *arguments)
        assert status == 3
        assert "policies/tests/rule.yaml:2:9: error test-policy" in said
        assert 'did you mean "rule"?' in said

    def test_one_that_fails_in_other_words_is_not_said_to_be_unable_to(self, run):
        said = run({**rule(), **proofs({**LONG, "says": "is nice"})})[1]
        assert "is nice (in a message)" in said
        assert "shows it failing" not in said
        assert "show it failing" not in said
        assert said.splitlines()[-1] == "FAIL  1 policy, 1 case, 1 failed."

    def test_the_conditions_that_are_counted_are_the_same_whichever_cases_run(self, run):
        tried = rule(
            params={"any": {"a": [True], "b": "x"}},
            require="size(promise.title) <= 10 && (params.any.a[0] || promise.owner != '')",
        )
        counted = [
            run({**tried, **proofs(*cases)}, "--no-require-bite")[1].splitlines()[1].split()[7]
            for cases in ((SHORT,), (LONG,), (SHORT, LONG), (NONE,))
        ]
        assert {one.partition("/")[2] for one in counted} == {"5"}

    def test_with_mutants_how_many_were_killed(self, run):
        said = run(GOOD, "--mutate")[1].splitlines()
        assert said[1].split() == ["ok", "rule", "4", "2", "1", "0", "1", "1/1", "5/5"]
        assert said[-1] == "PASS  1 policy, 4 cases, 5 mutants, 0 unexplained survivors."

    def test_expected_stands_beside_actual_with_the_sub_expression_and_its_values(self, run):
        said = run({**rule(), **proofs(LONG, WRONG)})[1]
        assert said.splitlines()[1:] == [
            "FAIL   rule                                 2    0    2   0    0    0/1",
            "         x Too long a title",
            "           policies/tests/rule.yaml:13:5",
            "           expected: pass (the outcome)",
            "           actual:   fail",
            "           found: fresh: Much too long is too long",
            "           why fresh: fail",
            "               require: size(promise.title) <= 10 -> false",
            "                 size(promise.title) -> 13",
            '                   promise.title -> "Much too long"',
            "",
            "FAIL  1 policy, 2 cases, 1 failed.",
        ]

    def test_each_thing_that_is_not_as_expected_is_told(self, run):
        one = {**LONG, "promises": ["reliable"], "findings": 2, "says": "is nice", "remedy": "lengthen it"}
        said = run({**rule(), **proofs(one)})[1]
        for words in (
            "expected: reliable (promises)", "actual:   fresh", "expected: 2 (findings)", "actual:   1",
            "expected: is nice (in a message)", "actual:   12345678901 is too long",
            "expected: lengthen it (in a remedy)", "actual:   shorten it",
        ):  # fmt: skip
            assert words in said

    def test_of_one_that_was_missed_it_is_told_why(self, run):
        change = {**titled("12345678901"), "reliable": {"set": {"title": "Much too long"}}}
        one = {**LONG, "change": change, "promises": ["fresh", "reliable"]}
        said = run({**rule(), **proofs(one)})[1]
        assert "why reliable: match asks for kinds made; this change is edited" in said
        assert "why fresh" not in said

    def test_of_one_who_must_answer_for_another_it_is_told_where_that_was_asked(self, run):
        """The finding is phone-support's, and what was judged is the change of reliable."""
        policy = {
            "policies/core-change-decides-legacy.yaml": PACK["policies/core-change-decides-legacy.yaml"]
        }
        one = {
            "name": "The Core is reworded", "expect": "fail", "promises": ["phone-support"],
            "change": {
                "reliable": {"set": {"statement": "We are bold."}},
                "phone-support": {"align": "reliable", "set": {"notes": "x"}},
            },
        }  # fmt: skip
        said = run({**policy, **proofs(one, policy="core-change-decides-legacy")})[1]
        assert "why reliable: pass" in said
        assert 'require, for promise "phone-support"' in said

    def test_of_many_elements_those_that_failed_come_first(self, run):
        each = {"name": "one", "in": "[1, 2, 3, 4]"}
        tried = rule(each=each, require="one != 3", message="string(one)")
        said = run({**tried, **proofs({**LONG, "says": "4"})})[1]
        assert re.findall("require, for (.): ", said) == ["3", "1"]

    def test_where_nobody_was_asked_it_is_told_why(self, run):
        said = run({**rule(), **proofs(LONG, {"name": "Nothing", "expect": "pass"})})[1]
        assert "why the stack: no promise changed, so there is nothing to ask" in said

    def test_an_expectation_of_a_promise_that_is_not_there_is_no_crash(self, run):
        assert run({**rule(), **proofs({**LONG, "promises": ["nobody"]})})[0] == 1
        whole = rule(scope="stack", match=None, require="size(changes) == 0", message="'No.'")
        assert run({**whole, **proofs({**LONG, "promises": ["fresh"]})})[0] == 1

    def test_what_can_not_be_judged_is_told_with_its_place_and_remedy(self, run):
        said = run({**rule(), **proofs(LONG, BROKEN)})[1]
        assert "BROKEN rule" in said
        for words in (
            "policies/tests/rule.yaml:15:7",
            'can\'t be judged: there is no promise "nobody"',
            "To mend: known here: ",
            "BROKEN  1 policy, 2 cases, 1 couldn't be judged.",
        ):
            assert words in said

    def test_cases_that_are_broken_for_one_reason_are_told_once(self, run):
        cases = [{**LONG, "name": f"case {n}"} for n in range(5)]
        said = run({**rule(params={"max": 1}), **proofs(*cases, params={"maximum": 2})})[1]
        assert said.count('can\'t be judged: the policy "rule" has no parameter') == 1
        assert "and 4 more cases for the same reason" in said

    def test_what_is_wrong_with_a_file_is_told_with_its_place_and_remedy(self, run):
        said = run({**GOOD, **rule("other", require="promise.titel == ''")})[1]
        assert "policies/other.yaml:6:19: error policy-cel" in said
        assert 'did you mean "title"?' in said
        assert said.splitlines()[-1] == "BROKEN  1 policy, 4 cases, 1 error in files."

    def test_a_policy_without_teeth_is_told_what_it_lacks(self, run):
        said = run({**rule(), **proofs(SHORT)})[1]
        assert "x no case shows it failing: a rule that can't fail guards nothing" in said
        assert "add a case with expect: fail to policies/tests/rule.yaml" in " ".join(said.split())
        assert said.splitlines()[-1] == "FAIL  1 policy, 1 case, 1 policy not shown to fail."

    def test_survivors_and_stale_explanations_are_told(self, run):
        explained = [
            {"mutant": "match.kinds: anything", "because": "There is nothing else."},
            {"mutant": "require: 11 -> 12", "because": "Nobody knows."},
        ]
        whole = run({**rule(), **proofs(SHORT, LONG, survivors=explained)}, "--mutate")[1]
        said = " ".join(whole.split())
        assert "x no case tells this mutant from the policy: require: size(promise.title) <= 10 -> <" in said
        assert "- survives: match.kinds: anything: There is nothing else." in said
        assert "x explained as a survivor, but it isn't one (remove it): require: 11 -> 12" in said
        assert said.endswith(
            "FAIL 1 policy, 2 cases, 5 mutants, 1 unexplained survivor, 1 explanation of none."
        )
        assert max(map(len, whole.splitlines())) <= 80

    def test_how_survivors_are_mended_is_told_once_a_policy(self, run):
        said = " ".join(run({**rule(), **proofs(LONG)}, "--mutate")[1].split())
        assert said.count("no case tells this mutant from the policy: ") > 1
        mend = "To mend: add a case that notices it, such as a near miss; or explain it under survivors in the test file"
        assert said.count(mend) == said.count("To mend:") == 1
        stale = [{"mutant": "require: 11 -> 12", "because": "Nobody knows."}]
        said = run({**rule(), **proofs(SHORT, LONG, TEN, NONE, survivors=stale)}, "--mutate")[1]
        assert "add a case that notices it" not in said
        assert " ".join(said.split()).endswith("5 mutants, 0 unexplained survivors, 1 explanation of none.")

    def test_verbose_names_the_cases_that_hold_and_what_was_one_sided(self, run):
        tried = rule(require="size(promise.title) <= 10 && promise.owner != ''")
        said = run({**tried, **proofs(SHORT, LONG)}, "--verbose")[1]
        assert "         + A short title" in said
        assert "         ~ never false: promise.owner != '' (require)" in said
        assert "+ A short title" not in run({**tried, **proofs(SHORT, LONG)})[1]

    def test_colours_are_for_terminals_that_want_them(self, run, monkeypatch):
        assert "\x1b" not in run(GOOD)[1]
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert "\x1b[1;32mPASS\x1b[0m" in run(GOOD)[1]
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b" not in run(GOOD)[1]


def closed(schema: Any) -> Any:
    """Return a schema in which every mapping that names its keys takes no others."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(part) for key, part in schema.items()}
    return {**inner, "additionalProperties": False} if isinstance(inner.get("properties"), dict) else inner


class TestJson:
    EVERYTHING = {  # noqa: RUF012
        **rule(), **proofs(SHORT, LONG, WRONG, BROKEN, survivors=[{"mutant": "x", "because": "y"}]),
        **rule("untested"), "policies/other.yaml": "a: [", "policies/tests/x.txt": "",
    }  # fmt: skip

    @pytest.mark.parametrize("arguments", [(), ("--mutate",)])
    @pytest.mark.parametrize("files", [GOOD, EVERYTHING, rule()], ids=["good", "everything", "untested"])
    def test_it_keeps_its_schema_and_the_schema_names_every_key(self, run, files, arguments):
        data = json.loads(run(files, *arguments, "-f", "json")[1])
        jsonschema.Draft7Validator(SCHEMA).validate(data)
        jsonschema.Draft7Validator(closed(SCHEMA)).validate(data)

    def test_the_schema_can_refuse(self, run):
        data = json.loads(run(GOOD, "-f", "json")[1])
        for spoil in (
            lambda one: one.update(verdict="passed"),
            lambda one: one["policies"][0].pop("bites"),
            lambda one: one["policies"][0]["cases"][0].update(actual="maybe"),
            lambda one: one["policies"][0]["cases"][0]["location"].update(line=0),
        ):
            spoiled = copy.deepcopy(data)
            spoil(spoiled)
            assert not jsonschema.Draft7Validator(SCHEMA).is_valid(spoiled)

    def test_the_schema_can_be_printed(self, nobodys_settings, capsys):
        assert cli.main(["schema", "test"], standalone_mode=False) == 0
        assert json.loads(capsys.readouterr().out) == SCHEMA

    def test_what_it_says(self, run):
        data = json.loads(run(self.EVERYTHING, "--mutate", "-f", "json")[1])
        tried, untested = data["policies"]
        assert (data["format"], data["verdict"]) == ("pas-gov.test/1", "broken")
        assert [(one["code"], one["location"]["path"]) for one in data["problems"]] == [
            ("yaml-syntax", "policies/other.yaml"),
            ("not-read", "policies/tests/x.txt"),
        ]
        assert (tried["id"], tried["path"], tried["holds"], tried["bites"]) == (
            "rule",
            "policies/tests/rule.yaml",
            False,
            True,
        )
        assert (untested["path"], untested["holds"], untested["bites"]) == (None, False, False)
        assert untested["mutation"]["mutants"] == len(untested["mutation"]["survivors"]) == 5
        assert {one["because"] for one in untested["mutation"]["survivors"]} == {""}
        assert untested["mutation"]["stale"] == []
        assert [one["why"] for one in tried["cases"]] == [
            [],
            [],
            [
                "why fresh: fail",
                "    require: size(promise.title) <= 10 -> false",
                "      size(promise.title) -> 13",
                '        promise.title -> "Much too long"',
            ],
            [],
        ]
        assert tried["outcomes"] == {"pass": 1, "fail": 2, "preexisting": 0, "not_applicable": 0}
        assert [(one["state"], one["expected"], one["actual"]) for one in tried["cases"]] == [
            ("holds", "pass", "pass"), ("holds", "fail", "fail"), ("fails", "pass", "fail"), ("broken", "fail", None),
        ]  # fmt: skip
        assert tried["cases"][2]["mismatches"] == [{"what": "expect", "expected": "pass", "actual": "fail"}]
        assert tried["cases"][1]["findings"] == [
            {
                "promise": "fresh",
                "target": None,
                "zone": None,
                "message": "12345678901 is too long",
                "remedy": "shorten it",
            }
        ]
        assert tried["cases"][3]["broken"]["message"] == 'there is no promise "nobody"'
        assert tried["cases"][0]["location"] == {"path": "policies/tests/rule.yaml", "line": 5, "column": 5}
        assert {"of": "require", "text": "size(promise.title) <= 10", "true": True, "false": True} in tried[
            "sub_expressions"
        ]
        assert tried["mutation"]["stale"] == ["x"]
        assert {"mutant": "match.kinds: anything", "because": ""} in tried["mutation"]["survivors"]

    @pytest.mark.parametrize(
        ("cases", "verdict"), [((LONG,), "pass"), ((LONG, WRONG), "fail"), ((LONG, BROKEN), "broken")]
    )
    def test_the_verdict_is_the_exit_status_in_a_word(self, run, cases, verdict):
        assert json.loads(run({**rule(), **proofs(*cases)}, "-f", "json")[1])["verdict"] == verdict

    def test_a_policy_that_bites_is_one_that_a_case_shows_failing_whatever_is_asked(self, run):
        (one,) = json.loads(run({**rule(), **proofs({**LONG, "says": "nice"})}, "-f", "json")[1])["policies"]
        assert (one["holds"], one["bites"]) == (False, True)
        for arguments in (("--no-require-bite",), ("-k", "short")):
            (one,) = json.loads(run({**rule(), **proofs(SHORT)}, *arguments, "-f", "json")[1])["policies"]
            assert (one["holds"], one["bites"]) == (True, False)


def counts(element: ElementTree.Element) -> tuple[str, ...]:
    return tuple(element.get(name, "") for name in ("tests", "failures", "errors", "skipped"))


class TestJunit:
    def junit(self, run, files: dict[str, str], *arguments: str) -> ElementTree.Element:
        text = run(files, *arguments, "-f", "junit")[1]
        assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
        return ElementTree.fromstring(text.encode())

    def test_a_suite_for_each_policy_and_a_case_for_each_case_and_proof(self, run):
        root = self.junit(run, GOOD)
        (suite,) = root
        assert (root.tag, suite.tag, suite.get("name")) == ("testsuites", "testsuite", "rule")
        assert [(case.get("classname"), case.get("name")) for case in suite] == [
            ("rule", name) for name in (SHORT["name"], LONG["name"], TEN["name"], NONE["name"], "it can fail")
        ]
        assert counts(suite) == ("5", "0", "0", "0")
        assert counts(root) == ("5", "0", "0", ""), "Jenkins' schema has no skipped there"
        assert [set(case.keys()) for case in suite] == [{"classname", "name"}] * 5, (
            "Jenkins' schema has no place there"
        )

    def test_mutants_are_one_proof_more(self, run):
        (suite,) = self.junit(
            run, {**rule(), **proofs(SHORT, LONG, survivors=[{"mutant": "x", "because": "y"}])}, "--mutate"
        )
        (failure,) = suite[-1]
        assert (suite[-1].get("name"), failure.get("message")) == (
            "no mutant survives unexplained",
            "3 to answer",
        )
        assert failure.text.splitlines() == [
            "match.kinds: anything",
            "require: size(promise.title) <= 10 -> <",
            "stale explanation: x",
        ]
        assert counts(suite) == ("4", "1", "0", "0")

    def test_failures_and_errors_are_counted_in_each_suite_and_in_all(self, run):
        root = self.junit(run, TestJson.EVERYTHING)
        assert {suite.get("name"): counts(suite) for suite in root} == {
            "rule": ("5", "1", "1", "0"),
            "untested": ("1", "1", "0", "0"),
            "files": ("1", "0", "1", "0"),
        }
        assert counts(root) == ("7", "2", "2", "")

    def test_a_failure_says_what_was_expected_and_found(self, run):
        (suite,) = self.junit(run, {**rule(), **proofs(LONG, WRONG)})
        failure = suite[1].find("failure")
        assert failure.get("message") == "expect: expected pass, actual fail"
        assert failure.text.splitlines() == [
            "policies/tests/rule.yaml:13:5",
            "expect: expected pass; actual fail",
            "found: fresh: Much too long is too long",
            "why fresh: fail",
            "require: size(promise.title) <= 10 -> false",
            "size(promise.title) -> 13",
            'promise.title -> "Much too long"',
        ]

    def test_its_message_begins_with_what_was_not_as_expected(self, run):
        (suite,) = self.junit(run, {**rule(), **proofs({**LONG, "says": "is nice"})})
        assert suite[0].find("failure").get("message") == (
            "says: expected is nice, actual 12345678901 is too long"
        )
        assert suite[1].get("name") == "it can fail"
        assert list(suite[1]) == []

    def test_what_can_not_be_judged_is_an_error(self, run):
        (suite,) = self.junit(run, {**rule(), **proofs(LONG, BROKEN)})
        assert suite[1].find("error").get("message") == 'there is no promise "nobody"'

    def test_teeth_that_nobody_asked_about_are_skipped(self, run):
        (suite,) = self.junit(run, {**rule(), **proofs(SHORT)}, "--no-require-bite")
        assert (suite[-1].get("name"), suite[-1][0].tag) == ("it can fail", "skipped")
        assert counts(suite) == ("2", "0", "0", "1")


class TestFiles:
    def test_formats_are_written_beside_what_is_printed(self, run, tmp_path):
        files = [tmp_path / name for name in ("a.xml", "b.json", "c.txt")]
        outputs = [f"{name}={path}" for name, path in zip(("junit", "json", "text"), files, strict=True)]
        status, said = run(
            {**rule(), **proofs(LONG, WRONG)}, *(part for one in outputs for part in ("-o", one))
        )
        assert status == 1
        assert said.startswith("       policy")
        assert counts(ElementTree.parse(files[0]).getroot()) == ("3", "1", "0", "")
        assert json.loads(files[1].read_text())["verdict"] == "fail"
        assert files[2].read_text().splitlines()[-1] == "FAIL  1 policy, 2 cases, 1 failed."

    def test_a_file_that_can_not_be_written_is_no_pass(self, run, tmp_path):
        assert run(GOOD, "-o", f"junit={tmp_path}/nowhere/a.xml")[0] == 3

    @pytest.mark.parametrize("output", ["junit", "xml=a.xml", "junit="])
    def test_a_form_of_output_that_is_not_known_is_wrong_usage(self, run, output):
        assert run(GOOD, "-o", output)[0] == 2


class TestSettings:
    """A policy's own tests are about the policy as it is written: whoever tunes it breaks none of them."""

    TUNED = rule(params={"max": 10}, require="size(promise.title) <= params.max")

    @pytest.mark.parametrize(
        "keys",
        [{"params": {"rule": {"max": 3}}}, {"enforcement": {"rule": "ignore"}}, {"params": {"rule": {"maximum": 3}}}, {"params": {"nobody": {}}}],
        ids=str,
    )  # fmt: skip
    def test_they_change_nothing(self, run, keys):
        assert run({**self.TUNED, **proofs(SHORT, LONG, TEN, NONE), **settings(**keys)}, "--mutate")[0] == 0

    def test_nor_do_settings_that_can_not_be_read(self, run):
        assert run({**GOOD, "pas-gov.yaml": "a: ["})[0] == 0


HOSTILE = "\\u001b[31m\\u0000\\u202e\\n::error::x\\n##[group] </testsuite> ]]> &amp; <b>"
NASTY = [
    "::error file=a::x",
    "##[error]x",
    "</testsuite><script>alert(1)</script>",
    "]]> --> &lt; <!ENTITY x>",
    "%0A::set-output name=x::y",
    "\U0001f600 \u00e9\u0301 \u4e2d",
    "x" * 10_000,
    "many words " * 1_000,
]


class TestHostileText:
    def files(self) -> dict[str, str]:
        cases = [{**LONG, "name": name, "says": f"{name}\n::error::y"} for name in NASTY]
        return {
            **rule(message=f"promise.title + '{HOSTILE}'", remedy="##[x] </failure>\n::warning::z"),
            **proofs(*cases),
        }

    def test_text_is_safe_to_print_in_a_terminal_and_in_a_log(self, run):
        status, said = run(self.files(), "-v")
        assert status == 1
        assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said) is None
        assert re.search(r"^\s*::", said, re.MULTILINE) is None
        assert "##[" not in said
        assert "\\x1b[31m\\x00\\u202e" in said

    def test_json_is_json(self, run):
        status, said = run(self.files(), "-f", "json")
        assert (status, said.isascii(), "##[" in said) == (1, True, False)
        (one,) = json.loads(said)["policies"]
        assert [case["name"] for case in one["cases"]] == [" ".join(name.split()) for name in NASTY]
        assert "\x1b[31m\x00\u202e\n::error::x\n##[group]" in one["cases"][0]["findings"][0]["message"]

    def test_junit_is_xml_and_safe_in_a_log(self, run):
        status, said = run(self.files(), "-f", "junit")
        (suite,) = ElementTree.fromstring(said.encode())
        names = [case.get("name") for case in suite]
        assert status == 1
        assert names[2:4] == NASTY[2:4]
        assert names[6:8] == [" ".join(name.split()) for name in NASTY[6:8]]
        assert "\\x1b[31m\\x00\\u202e" in suite[0][0].text
        assert "##[" not in said
        assert re.search(r"^\s*::", said, re.MULTILINE) is None

    def test_a_file_of_a_hostile_name_is_told_escaped(self, run, tmp_path):
        write(tmp_path, GOOD)
        (tmp_path / "policies/tests/a\x1b[31m\n::error::.yaml").write_text("a: [")
        for format_ in FORMATS:
            status, said = run({}, "-f", format_)
            assert status == 3
            assert "\x1b" not in said
            assert re.search(r"^\s*::", said, re.MULTILINE) is None


PACKED = {**PACK}


class TestWhatANewRepositoryIsTold:
    """policies/tests/README.md, which init writes."""

    TEXT = (
        resources.files("pas_gov.authoring.starting")
        .joinpath("texts/policies-tests.md")
        .read_text(encoding="utf-8")
    )

    def test_its_example_holds(self, run):
        (example,) = re.findall(r"```yaml\n(.*?)```", self.TEXT, re.DOTALL)
        policy = {"policies/no-erasure.yaml": PACK["policies/no-erasure.yaml"]}
        assert run({**policy, "policies/tests/no-erasure.yaml": example})[0] == 0

    def test_it_names_every_operation_and_every_key_of_a_case(self):
        definitions = schema("policy-test")["definitions"]
        operations = re.findall(r"^\| `(\w+): .*` \|", self.TEXT, re.MULTILINE)
        assert sorted(operations) == sorted(definitions["patch"]["properties"])
        assert definitions["case"]["properties"].keys() - set(re.findall(r"[a-z]+", self.TEXT)) == set()

    def test_each_operation_can_be_done_as_it_is_shown(self, run):
        shown = dict(re.findall(r"^\| `(\w+): (.*?)` \|", self.TEXT, re.MULTILINE))
        change = {
            "fresh": {"make": yaml.load(shown.pop("make"), yaml.BaseLoader)},
            "phone-support": {"erase": True},
        }
        shown.pop("erase")
        for one, (operation, given) in zip(
            ("named-csm", "four-hours", "named-csm", "beta-summary", "four-hours"), shown.items(), strict=True
        ):
            change.setdefault(one, {})[operation] = yaml.load(given, yaml.BaseLoader)
        case = {"name": "All at once", "expect": "not-applicable", "change": change}
        nothing = rule(scope="change", when="false", match=None, require="true", message="'x'")
        assert run({**nothing, **proofs(case)}, "--no-require-bite")[0] == 0


class TestTheStandardPack:
    def test_every_policy_is_tried_and_holds_and_no_line_is_longer_than_80_columns(self, run):
        status, said = run(PACKED, "--mutate", "--verbose")
        assert status == 0
        policies = {Path(path).stem for path in PACKED if "/tests/" not in path}
        assert set(re.findall("^ok     ([a-z-]+) ", said, re.MULTILINE)) == policies
        assert [line for line in said.splitlines() if len(line) > 80] == []

    def test_nor_where_it_fails(self, run):
        broken = {
            path: text.replace('link.state == "current"', "true").replace(
                "entry.age <= params.max_age_days", "true"
            )
            for path, text in PACKED.items()
        }
        edited = {Path(path).stem for path in broken if broken[path] != PACKED[path]}
        status, said = run(broken, "--mutate", *sorted(edited))
        assert (status, len(edited), "FAIL   change-propagates" in said) == (1, 3, True)
        assert [line for line in said.splitlines() if len(line) > 80] == []


def pas_gov(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder as a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    return launched(folder, *arguments, env={**kept, "COLUMNS": "80"})


class TestAsAProgram:
    def test_in_a_repository_from_one_of_its_folders(self, repo: Repo):
        write(repo.path, GOOD)
        done = pas_gov(repo.path / "policies", "test")
        assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (
            0,
            "PASS  1 policy, 4 cases.",
            "",
        )

    def test_the_files_of_the_work_tree_are_tested_committed_or_not(self, repo: Repo):
        repo.commit("Good", GOOD)
        write(repo.path, proofs(LONG, WRONG))
        assert pas_gov(repo.path, "test").returncode == 1

    @pytest.mark.parametrize(
        ("files", "arguments", "status"),
        [
            ({}, (), 3),
            ({**rule(), **proofs(LONG, WRONG)}, (), 1),
            ({**rule(), **proofs(LONG, BROKEN)}, (), 3),
            (GOOD, ("ruler",), 2),
            (GOOD, ("--seconds", "0"), 2),
            (GOOD, ("-f", "xml"), 2),
            ({**GOOD, "policies/tests/rule.yaml": "a: &a [*a]"}, (), 3),
        ],
    )
    def test_outside_git_it_ends_with_its_status_and_no_traceback(self, tmp_path, files, arguments, status):
        done = pas_gov(write(tmp_path, files), "test", *arguments)
        assert done.returncode == status
        assert "Traceback" not in done.stdout + done.stderr
        assert "pas-gov itself failed" not in done.stderr
        assert done.stdout + done.stderr != ""

    def test_what_takes_too_long_ends_with_no_verdict(self, tmp_path):
        many = {"name": "many", "cel": f"[{', '.join(map(str, range(60)))}]"}
        endless = "many.all(a, many.all(b, many.all(c, many.all(d, many.all(e, a + b + c + d + e >= 0)))))"
        done = pas_gov(
            write(tmp_path, {**rule(variables=[many], require=endless), **proofs(LONG)}),
            "test",
            "--seconds",
            "2",
        )
        assert done.returncode == 3
        assert "the tests of rule took too much: the evaluation took more than " in done.stdout
        assert "--seconds" in done.stdout

    def test_who_takes_too_long_does_not_take_the_others_results_with_it(self, tmp_path):
        many = {"name": "many", "cel": f"[{', '.join(map(str, range(60)))}]"}
        endless = "many.all(a, many.all(b, many.all(c, many.all(d, many.all(e, a + b + c + d + e >= 0)))))"
        slow = {**rule(variables=[many], require=endless), **proofs(LONG)}
        other = {**rule("other"), "policies/tests/other.yaml": written(suite_data("other", SHORT, LONG))}
        done = pas_gov(write(tmp_path, {**slow, **other}), "test", "--seconds", "3", "-f", "json")
        report = json.loads(done.stdout)
        assert done.returncode == 3
        assert [one["id"] for one in report["policies"]] == ["other"]
        assert [one["location"]["path"] for one in report["problems"]] == ["policies/rule.yaml"]

    def test_what_takes_too_much_memory_ends_with_no_verdict(self, tmp_path):
        """Four thousand texts of half a million characters each: two gigabytes, of which half may be used."""
        text = {"name": "t0", "cel": "'x'"}
        longer = [{"name": f"t{n + 1}", "cel": f"t{n} + t{n}"} for n in range(19)]
        heavy = "t19 + string(a)"
        for name in "abc":
            heavy = f"[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map({name}, {heavy})"
        heavy = f"[0, 1, 2, 3].map(d, {heavy})"
        files = {**rule(variables=[text, *longer], require=f"size({heavy}) < 0"), **proofs(LONG)}
        done = pas_gov(write(tmp_path, files), "test")
        assert done.returncode == 3
        assert "memory" in done.stdout
        assert "so more seconds don't help" in " ".join(done.stdout.split())

    def test_help_tells_how(self, tmp_path):
        done = pas_gov(tmp_path, "test", "--help")
        assert done.returncode == 0
        for words in ("--mutate", "--no-require-bite", "junit", "Example:", "Exit status"):
            assert words in done.stdout


class TestWhatIsNotRead:
    def test_a_test_file_that_is_a_link_is_an_error(self, run, tmp_path):
        write(tmp_path, {"elsewhere.yaml": "x"})
        (tmp_path / "policies/tests").mkdir(parents=True)
        (tmp_path / "policies/tests/rule.yaml").symlink_to(tmp_path / "elsewhere.yaml")
        status, said = run(rule(), "--no-require-bite")
        assert status == 3
        assert "policies/tests/rule.yaml: error not-a-file" in said

    def test_a_policy_in_another_place_or_of_another_ending_is_named(self, run):
        files = {
            f"policies/{name}": rule()["policies/rule.yaml"]
            for name in ("sub/q.yaml", "r.YAML", "s.yaml.txt")
        }
        _, said = run({**rule(), **files})
        assert [name for name in files if f"{name}: warning not-read" in said] == list(files)
