"""``pas-gov explain`` on real repositories: what a governance owner reads, and what scripts get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gitrepo import Repo
from scenario import PACK, acme, changed, ended, files_of, org, policy, promise, settings, waiver, without

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop

pytestmark = pytest.mark.whole

TODAY = ("--base", "main", "--today", "2026-06-01")


def reworded() -> dict[str, Any]:
    return changed(acme(), "reliable", statement="We are the most reliable of all.")


@pytest.fixture
def change(repo: Repo):
    """Return a function that makes a repository with a change checked out, and returns its folder."""

    def make(after: dict[str, Any], *rules: dict[str, str], before: dict[str, Any] | None = None) -> Path:
        given = acme() if before is None else before
        more = {path: text for one in rules for path, text in one.items()}
        repo.commit("Adopt", {**files_of(given), **PACK, **more})
        repo.branch("change")
        repo.checkout("change")
        gone = {path: None for path in files_of(given) if path not in files_of(after)}
        repo.commit("Change", {**files_of(after), **gone})
        return repo.path

    return make


@pytest.fixture
def explain(nobodys_settings, capsys, monkeypatch):
    """Return a function that runs ``explain`` in a folder and returns what it printed."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def call(folder: Path, *arguments: str, status: int = 0) -> str:
        returned = cli.main(["explain", *arguments, *TODAY, "--repo", str(folder)], standalone_mode=False)
        said = capsys.readouterr().out
        assert returned == status, said
        return said

    return call


def stopped(explain: Any, folder: Path, *arguments: str) -> Stop:
    with pytest.raises(Stop) as caught:
        explain(folder, *arguments)
    assert caught.value.status == 2
    return caught.value


FOUR_HOURS = """\
FAIL  change-propagates for four-hours, target reliable
  A change reaches every promise that depends on it
  policies/change-propagates.yaml, scope alignment, enforcement block
  HEAD into main, on 2026-06-01

  asked   Supporting "Four hours" (four-hours), owner @acme/owner: not changed
  target  Core "Reliable" (reliable), owner @acme/owner: reworded

  match
    status: active  found active: holds

  variables
    link    link to "reliable" (stale)
    waits   false  (for the message)
    answer
        -> "pas-gov realign {promise} --to {target} --note <WHY IT STILL..."
           (142 characters)  (for the message)

  when
    link.affected  true

  require
    link.state == "current"  false
      link.state             "stale"

  "Four hours" was not reviewed against the present "Reliable"
  To answer:
    pas-gov realign four-hours --to reliable --note "<WHY IT STILL HOLDS>"
    if it does not hold, amend it, then realign it, or supersede or retire it
  It blocks the change.
  The base doesn't have it, or not so (cause: stale).
  Fingerprint: FINGERPRINT

  Again: pas-gov explain change-propagates four-hours --base BASE --head HEAD --today 2026-06-01
"""


class TestText:
    def test_a_failure_reads_from_the_top(self, change, explain):
        said = explain(change(reworded()), "change-propagates", "four-hours").splitlines()
        for mine, shown in zip(said, FOUR_HOURS.splitlines(), strict=True):
            if not any(word in shown for word in ("REVISION", "FINGERPRINT", "BASE")):
                assert mine == shown

    def test_a_policy_alone_begins_with_a_table_of_its_subjects(self, change, explain):
        said = explain(change(reworded()), "change-propagates")
        first, second = said.split("\nFAIL  change-propagates for ", 1)
        assert first.startswith("change-propagates  2 fail, 3 not applicable\n")
        assert "  FAIL            four-hours, target reliable  " in first
        assert (
            "  NOT APPLICABLE  draft, target reliable\n"
            "                  match asks for status active; this promise is proposed\n"
        ) in first
        assert second.startswith("four-hours, target reliable\n")
        assert said.count("It blocks the change.") == 2

    def test_only_the_first_failures_are_told_in_full_and_the_next_is_named(self, change, explain):
        many = [promise(f"p{n:02}", "supporting", "one") for n in range(30)]
        before = org(promise("one", "core"), *many)
        said = explain(change(changed(before, "one", statement="Other."), before=before), "change-propagates")
        assert "\n  and 10 more\n" in said
        assert said.count("\nFAIL  ") == 3
        digits = said.split("27 more failed. To see one, name the digits beside it above: pas-gov")[
            1
        ].split()[1]
        assert f"p03, target one  {digits}\n" in said

    def test_the_answer_of_one_element(self, change, explain):
        said = explain(change(reworded()), "core-change-decides-legacy", "phone-support")
        assert said.startswith("FAIL  core-change-decides-legacy for phone-support, target reliable\n")
        assert 'asked   Legacy "Phone support" (phone-support)' in said
        assert "free-parking" not in said.split("  require, for ")[1]
        assert (
            '        for link = link to "reliable" (stale)   false\n'
            '          link.state == "current"               false\n'
            '            link.state                          "stale"\n'
            "          link.promise in answers               (not needed)\n"
        ) in said

    def test_why_a_policy_does_not_apply(self, change, explain):
        folder = change(reworded())
        said = explain(folder, "change-propagates", "named-csm")
        assert said.startswith(
            "NOT APPLICABLE  change-propagates for named-csm, target four-hours\n"
            "  when is false: link.affected is false\n"
        )
        said = explain(folder, "no-erasure", "fast")
        assert said.startswith("NOT APPLICABLE  no-erasure for fast\n  fast didn't change\n")
        said = explain(folder, "no-erasure")
        assert "match asks for kinds erased; this change is reworded" in said

    def test_nothing_changed(self, change, explain):
        said = explain(change(acme()), "change-propagates")
        assert "Nobody is asked: no promise changed, so there is nothing to ask." in said

    def test_a_pass_and_the_stack_as_a_whole(self, change, explain):
        said = explain(change(reworded()), "stack-has-a-core")
        assert said.startswith("PASS  stack-has-a-core for the stack as a whole\n")
        assert "    min  1  (the default)\n" in said
        assert "        stack.counts.core.active                2\n" in said
        assert "always: the policy names no condition" in said

    def test_settings_show(self, change, explain):
        rules = settings(params={"stack-has-a-core": {"min": 3}}, enforcement={"stack-has-a-core": "warn"})
        said = explain(change(reworded(), rules), "stack-has-a-core")
        assert "    min  3  (from pas-gov.yaml; the default is 1)\n" in said
        assert "enforcement warn (pas-gov.yaml)" in said

    def test_it_fits_eighty_columns_but_for_the_command(self, change, explain):
        folder = change(ended(reworded(), "ai-summary", zones={}))
        for what in PACK:
            if what.startswith("policies/") and what.count("/") == 1:
                said = explain(folder, Path(what).stem)
                whole = [line for line in said.splitlines() if not line.lstrip().startswith("pas-gov ")]
                assert max(map(len, whole[:-1])) <= 80, said

    def test_the_command_at_the_end_says_the_same(self, change, explain, capsys):
        folder = change(reworded())
        said = explain(folder, "change-propagates", "four-hours")
        again = said.split("Again: pas-gov ")[1].split()
        assert cli.main([*again, "--repo", str(folder)], standalone_mode=False) == 0
        assert capsys.readouterr().out.split("\n\n")[1:] == said.split("\n\n")[1:]

    def test_colours_only_where_wanted(self, change, explain, monkeypatch):
        folder = change(reworded())
        assert "\x1b" not in explain(folder, "change-propagates")
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert "\x1b[1;31mFAIL\x1b[0m" in explain(folder, "change-propagates")


class TestStanding:
    def test_one_that_stood_before(self, change, explain):
        before = changed(acme(), "quick-setup", owner="tbd")
        said = explain(
            change(changed(before, "quick-setup", notes="x"), before=before), "owner-is-accountable"
        )
        assert "It was there before this change, so it doesn't block it." in said

    def test_one_that_is_waived(self, change, explain):
        folder = change(reworded(), waiver("an-exception", "change-propagates", "four-hours"))
        assert "Waived by an-exception: it doesn't block the change." in explain(
            folder, "change-propagates", "four-hours"
        )

    def test_a_warning(self, change, explain):
        said = explain(
            change(reworded(), settings(enforcement={"change-propagates": "warn"})), "change-propagates"
        )
        assert "It doesn't block the change: the policy's enforcement is warn." in said

    def test_a_policy_that_the_settings_ignore(self, change, explain):
        said = explain(
            change(reworded(), settings(enforcement={"change-propagates": "ignore"})), "change-propagates"
        )
        assert "pas-gov.yaml ignores this policy: the gate doesn't ask it." in said

    def test_an_error_is_explained_though_the_gate_has_no_verdict(self, change, explain):
        rule = policy("mine", variables=[{"name": "day", "cel": "promise.review_by"}], require="day > today")
        said = explain(change(reworded(), rule), "mine", "reliable")
        assert said.startswith("ERROR  mine for reliable\n")
        assert "    day = promise.review_by  error: promise.review_by is not set\n" in said
        assert "(no value)" in said
        assert "With an error, the gate has no verdict on the change (exit status 3)." in said


class TestFingerprints:
    def fingerprint(self, explain, folder) -> str:
        data = json.loads(explain(folder, "change-propagates", "four-hours", "-f", "json"))
        return data["subjects"][0]["asked"][0]["fingerprint"]

    def test_a_finding_by_six_digits_or_more(self, change, explain):
        folder = change(reworded(), waiver("an-exception", "change-propagates", "four-hours"))
        fingerprint = self.fingerprint(explain, folder)
        for digits in (fingerprint, fingerprint[:6]):
            said = explain(folder, digits)
            assert said.startswith("FAIL  change-propagates for four-hours, target reliable\n")
            assert f"Again: pas-gov explain {fingerprint} --base" in said
            assert "Waived by an-exception" in said

    def test_of_the_gates_json(self, change, explain, capsys):
        folder = change(ended(acme(), "ai-summary", zones={}))
        cli.main(["gate", *TODAY, "--repo", str(folder), "-f", "json"], standalone_mode=False)
        findings = json.loads(capsys.readouterr().out)["findings"]
        assert findings
        for finding in findings:
            data = json.loads(explain(folder, finding["fingerprint"], "-f", "json"))
            (subject,) = data["subjects"]
            (asked,) = subject["asked"]
            assert [asked[key] for key in ("promise", "message", "remedy", "preexisting")] == [
                finding[key] for key in ("promise", "message", "remedy", "preexisting")
            ]


class TestWhatIsWrong:
    def test_names_that_nothing_has(self, change, explain):
        folder = change(reworded())
        assert 'did you mean "change-propagates"?' in stopped(explain, folder, "change-propagats").remedy
        assert (
            'did you mean "four-hours"?' in stopped(explain, folder, "change-propagates", "four-hors").remedy
        )
        assert stopped(explain, folder, "0123456789abcdef").code == "unknown-policy"
        assert "leave the promise away" in stopped(explain, folder, "stack-has-a-core", "fast").remedy

    @pytest.mark.parametrize("identity", ["four-hours", "quick-setup"])
    def test_a_promise_alone_needs_a_policy_before_it(self, change, explain, identity):
        stop = stopped(explain, change(without(reworded(), "quick-setup")), identity)
        assert stop.code == "unknown-policy"
        assert stop.message == f'"{identity}" is a promise; what is explained is a policy'
        assert stop.remedy == f"name the policy first: pas-gov explain POLICY {identity}"

    def test_a_policy_that_comes_with_the_change(self, change, explain, repo):
        folder = change(acme())
        repo.commit("More rules", policy("mine"))
        assert "comes with this change" in stopped(explain, folder, "mine").message

    @pytest.mark.parametrize("format_", ["text", "json"])
    def test_what_the_gate_can_not_judge_can_not_be_explained(self, change, explain, capsys, format_):
        folder = change(reworded())
        command = ["--base", "nowhere", "--repo", str(folder), "-f", format_]
        assert cli.main(["gate", *command, "--today", "2026-06-01"], standalone_mode=False) == 3
        by_gate = capsys.readouterr().out
        assert (
            cli.main(["explain", "no-erasure", *command, "--today", "2026-06-01"], standalone_mode=False) == 3
        )
        said = capsys.readouterr().out
        if format_ == "text":
            assert said == by_gate
        else:
            assert json.loads(said) == {**json.loads(by_gate), "format": "pas-gov.explain/1"}

    def test_rules_that_are_invalid(self, change, explain):
        folder = change(reworded(), {"policies/broken.yaml": "schema: pas.policy/v1\n"})
        assert "NO VERDICT (invalid-rules)" in explain(folder, "change-propagates", status=3)

    def test_a_base_without_policies(self, repo, explain):
        repo.commit("Start", files_of(acme()))
        assert "NO VERDICT (no-policies)" in explain(repo.path, "change-propagates", status=3)
        repo.branch("other")
        repo.checkout("other")
        repo.commit("Adopt", PACK)
        assert explain(repo.path, "policies-change-alone", "--bootstrap").startswith("NOT APPLICABLE")

    def test_the_time_that_it_may_take(self, change, explain):
        deep = "all(a, many.all(b, many.all(c, many.all(d, a + b + c + d > 0))))"
        variables = [{"name": "many", "cel": f"[{', '.join('1' * 200)}]"}]
        folder = change(
            reworded(), policy("slow", scope="stack", variables=variables, require=f"many.{deep}")
        )
        assert "NO VERDICT (budget-spent)" in explain(folder, "no-erasure", "--seconds", "0.5", status=3)

    def test_the_work_tree_and_the_index(self, change, explain, repo):
        folder = change(acme())
        repo.write(files_of(reworded()))
        assert "Nobody is asked" in explain(folder, "change-propagates", "--staged")
        said = explain(folder, "change-propagates", "four-hours", "--worktree")
        assert said.startswith("FAIL")
        assert " --worktree --today 2026-06-01" in said


class TestJson:
    def test_it_has_every_part_with_its_value(self, change, explain):
        data = json.loads(explain(change(reworded()), "change-propagates", "four-hours", "-f", "json"))
        assert data["format"] == "pas-gov.explain/1"
        assert data["policy"]["id"] == "change-propagates"
        assert data["outcomes"] == {"error": 0, "fail": 1, "pass": 0, "not_applicable": 0}
        (subject,) = data["subjects"]
        assert (subject["promise"], subject["target"], subject["outcome"]) == (
            "four-hours",
            "reliable",
            "fail",
        )
        assert subject["when"]["value"] is True
        assert [
            (step["text"], step["depth"], step["value"]) for step in subject["asked"][0]["require"]["steps"]
        ] == [
            ("link.state", 1, "stale"),
            ("link", 2, None),
        ]
        assert subject["asked"][0]["standing"] == "It blocks the change."

    def test_why_nobody_is_asked(self, change, explain):
        data = json.loads(explain(change(acme()), "change-propagates", "-f", "json"))
        assert (data["subjects"], data["reason"]) == ([], "no promise changed, so there is nothing to ask")


class TestHostileValues:
    HOSTILE = "x ##[error]PASS ::error::y `z` <img> | @everyone"

    def test_nothing_in_a_record_speaks_for_pas_gov(self, change, explain):
        after = changed(
            reworded(), "four-hours", title=self.HOSTILE, owner=self.HOSTILE, notes=self.HOSTILE * 500
        )
        rule = policy(
            "mine",
            variables=[{"name": "all_of_it", "cel": "[promise.title, promise.notes]"}],
            require='promise.notes == promise.title && "\\n::error::no" == promise.owner',
            message='"\\n::error::" + promise.notes',
        )
        folder = change(after, rule)
        for what in ("mine", "change-propagates", "owner-is-accountable"):
            said = explain(folder, what, "four-hours")
            assert "##[" not in said
            assert not any(line.lstrip().startswith("::") for line in said.splitlines())
            data = explain(folder, what, "four-hours", "-f", "json")
            assert "##[" not in data
            assert json.loads(data)
        said = explain(folder, "mine", "four-hours")
        assert len(said.split("  require\n")[0]) < 3_000

    def test_a_promise_with_a_hundred_links(self, change, explain):
        links = [{"promise": f"p{n}", "revision": "r1:" + "0" * 32} for n in range(100)]
        before = org(promise("reliable", "core"), promise("all", "supporting", aligned_to=links))
        rule = policy("mine", require="promise.aligned_to.all(link, link.promise != 'p90')")
        folder = change(before, rule, before=org(promise("reliable", "core")))
        said = explain(folder, "mine", "all")
        assert '      ... 80 more elements\n      for link = link to "p90" (missing)        false\n' in said
        said = explain(folder, "change-propagates", "all")
        assert len(said.splitlines()) < 200
        assert "  and 80 more\n" in said
        assert "  97 more failed. To see one" in said
        before = json.loads(explain(folder, "change-propagates", "all", "-f", "json"))
        assert before["outcomes"]["fail"] == 100

    def test_an_erased_promise(self, change, explain):
        rule = policy("mine", scope="change", require="after != null")
        said = explain(change(without(acme(), "quick-setup"), rule), "mine", "quick-setup")
        assert 'asked   Supporting "Quick setup" (quick-setup), owner @acme/owner: erased' in said
        assert "    after != null  false\n      after        null\n" in said
