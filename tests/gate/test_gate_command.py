"""``pas-gov gate`` on real repositories, as CI and people call it."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from gate_run import pas_gov
from gitrepo import Repo
from roots import ROOT
from scenario import PACK, acme, changed, files_of, policy, realigned, settings, without

from pas_gov import cel
from pas_gov.gate.gate import spent_words

pytestmark = pytest.mark.whole

SCHEMA = json.loads((ROOT / "pas_gov/model/schemas/gate.json").read_text())
TODAY = ("--today", "2026-06-01")


def gate_json(folder: Path, *arguments: str, status: int, **env: str) -> dict:
    """Judge, and return the JSON, which its schema accepts."""
    data = json.loads(pas_gov(folder, "gate", "-f", "json", *TODAY, *arguments, status=status, **env).stdout)
    jsonschema.Draft7Validator(SCHEMA).validate(data)
    return data


def reworded():
    return changed(acme(), "reliable", statement="We are the most reliable of all.")


@pytest.fixture
def acme_repo(repo: Repo) -> Repo:
    """Return a repository with the organisation and the pack on main, and the branch ``change`` checked out."""
    repo.commit("Adopt", {**files_of(acme()), **PACK})
    repo.branch("change")
    repo.checkout("change")
    return repo


class TestVerdicts:
    def test_a_change_is_blocked_and_its_answer_passes(self, acme_repo):
        acme_repo.commit("Reword", files_of(reworded()))
        data = gate_json(acme_repo.path, "--base", "main", status=1)
        assert (data["verdict"], data["policies_from"], data["under_head_policies"]) == (
            "blocked",
            "base",
            None,
        )
        assert [(c["promise"], c["kinds"], c["material"]) for c in data["changes"]] == [
            ("reliable", ["reworded"], True)
        ]
        asked = {(f["policy"], f["promise"], f["target"]) for f in data["findings"]}
        assert ("change-propagates", "four-hours", "reliable") in asked
        place = next(f["location"] for f in data["findings"] if f["promise"] == "four-hours")
        line = (acme_repo.path / place["path"]).read_text().splitlines()[place["line"] - 1]
        assert line[place["column"] - 1 :].startswith("{"), "the very entry of aligned_to"

    def test_nothing_to_judge_passes(self, acme_repo):
        acme_repo.commit("Code", {"src/main.py": "print()"})
        data = gate_json(acme_repo.path, "--base", "main", status=0)
        assert (data["verdict"], data["changes"], data["findings"]) == ("pass", [], [])

    def test_what_main_did_meanwhile_is_not_this_changes(self, acme_repo):
        acme_repo.commit("Mine", files_of(changed(acme(), "draft", notes="Mine.")))
        acme_repo.checkout("main")
        acme_repo.commit("Theirs", files_of(changed(acme(), "quick-setup", notes="Theirs.")))
        data = gate_json(acme_repo.path, "--base", "main", "--head", "change", status=0)
        assert [c["promise"] for c in data["changes"]] == ["draft"]

    def test_the_merge_is_judged_not_the_branch(self, acme_repo):
        """Each side passes alone; together they leave a stale link."""
        fresh = {
            "promises/supporting/fresh.yaml": files_of([{**acme()["quick-setup"], "id": "fresh"}])[
                "promises/supporting/fresh.yaml"
            ]
        }
        acme_repo.commit("A new promise, reviewed against the Core as it was", fresh)
        assert gate_json(acme_repo.path, "--base", "main", status=0)
        acme_repo.checkout("main")
        moved_on = changed(acme(), "fast", statement="We are fast.")
        moved_on = realigned(realigned(moved_on, "free-parking", "fast"), "quick-setup", "fast")
        acme_repo.commit("Main moves on", files_of(moved_on))
        data = gate_json(acme_repo.path, "--base", "main", "--head", "change", status=1)
        assert [(f["policy"], f["promise"]) for f in data["findings"]] == [("change-propagates", "fresh")]

    def test_rules_and_guards_that_the_change_edits_are_shown(self, acme_repo):
        acme_repo.commit(
            "Relax",
            {
                **settings(enforcement={"no-erasure": "warn"}),
                ".github/workflows/gate.yml": "on: push",
                "CODEOWNERS": "",
            },
        )
        data = gate_json(acme_repo.path, "--base", "main", status=0)
        assert data["under_head_policies"] == {
            "verdict": "pass",
            "findings": [],
            "edits": ["no-erasure: block -> warn"],
        }
        assert [note.split()[3].rstrip(",") for note in data["notes"]] == [
            ".github/workflows/gate.yml",
            "CODEOWNERS",
        ]

    def test_edited_tests_of_policies_are_noted(self, acme_repo):
        names = [f"policies/tests/p{n}.yaml" for n in range(7)]
        acme_repo.commit("One", {names[0]: "cases: []", "policies/tests/README.md": "# Mine"})
        data = gate_json(acme_repo.path, "--base", "main", status=0)
        assert data["notes"] == [f"the change edits tests of policies: {names[0]}"]
        acme_repo.commit("Many", dict.fromkeys(names, "cases: []"))
        data = gate_json(acme_repo.path, "--base", "main", status=0)
        assert data["notes"] == [f"the change edits tests of policies: {', '.join(names[:5])} and 2 more"]

    def test_an_edited_record_of_the_packs_origin_is_noted(self, acme_repo):
        acme_repo.commit("One", {".pas-gov/pack.json": "{}", ".pas-gov/schemas/promise.json": "{}"})
        data = gate_json(acme_repo.path, "--base", "main", status=0)
        assert [note.partition(", by which init --upgrade")[0] for note in data["notes"]] == [
            "the change edits .pas-gov/pack.json"
        ]

    def test_longer_waivers_are_noted_in_every_report_and_listed_where_they_come(self, acme_repo):
        acme_repo.commit("Tune", settings(waivers={"max_days": 900}, params={"stack-has-a-core": {"max": 5}}))
        said = pas_gov(acme_repo.path, "gate", "--base", "main", *TODAY, status=0).stdout
        assert "The change edits the rules\n" in said
        assert "\n  - stack-has-a-core: max 3 -> 5\n  - waivers: at most 90 -> 900 days\n" in said
        acme_repo.branch("later")
        acme_repo.checkout("later")
        acme_repo.commit("Note", files_of(changed(acme(), "draft", notes="Later.")))
        data = gate_json(acme_repo.path, "--base", "change", status=0)
        assert data["notes"] == ["pas-gov.yaml tunes waivers: at most 90 -> 900 days"]

    def test_a_rule_that_can_not_be_evaluated_can_be_removed_by_a_change_of_its_own(self, acme_repo):
        acme_repo.checkout("main")
        acme_repo.commit("Break", policy("odd", scope="stack", require="1 / size(changes) >= 0"))
        acme_repo.branch("mend")
        acme_repo.checkout("mend")
        acme_repo.commit("Code", {"src/main.py": "print()"})
        refused = gate_json(acme_repo.path, "--base", "main", status=3)
        assert refused["reason"]["code"] == "evaluation-error"
        acme_repo.commit("Mend", {"policies/odd.yaml": None})
        data = gate_json(acme_repo.path, "--base", "main", status=0)
        (note,) = data["notes"]
        assert "mends what could not be evaluated: odd for the stack" in note
        assert data["verdict"] == "pass"
        acme_repo.commit("And an erasure", {"promises/supporting/draft.yaml": None})
        data = gate_json(acme_repo.path, "--base", "main", status=1)
        assert ("policies-change-alone", "fail") in {(f["policy"], f["outcome"]) for f in data["findings"]}


class TestStagedAndWorktree:
    def test_the_work_tree_is_judged_committed_or_not(self, acme_repo):
        acme_repo.write(files_of(without(reworded(), "draft")))
        (acme_repo.path / "promises/supporting/draft.yaml").unlink()
        data = gate_json(acme_repo.path, "--base", "main", "--worktree", status=1)
        assert {c["promise"] for c in data["changes"]} == {"reliable", "draft"}
        assert gate_json(acme_repo.path, "--base", "main", status=0)["changes"] == []

    def test_what_is_staged_is_judged_and_nothing_else(self, acme_repo):
        acme_repo.write(files_of(reworded()))
        assert gate_json(acme_repo.path, "--base", "main", "--staged", status=0)["changes"] == []
        acme_repo.git("add", "promises/core/reliable.yaml")
        assert gate_json(acme_repo.path, "--base", "main", "--staged", status=1)["changes"]

    def test_an_untracked_file_counts(self, acme_repo):
        acme_repo.write({"promises/core/new.yaml": "a: ["})
        data = gate_json(acme_repo.path, "--base", "main", "--worktree", status=1)
        assert [p["location"]["path"] for p in data["problems"]] == ["promises/core/new.yaml"]

    def test_only_one_of_them(self, acme_repo):
        assert (
            "exclude each other" in pas_gov(acme_repo.path, "gate", "--staged", "--worktree", status=2).stderr
        )


class TestExitStatus:
    FORMATS = ("text", "json", "markdown")

    @pytest.mark.parametrize("format_", FORMATS)
    def test_it_never_depends_on_the_format(self, acme_repo, format_):
        assert pas_gov(acme_repo.path, "gate", "--base", "main", "-f", format_, status=0)
        acme_repo.commit("Erase", {"promises/supporting/quick-setup.yaml": None})
        assert pas_gov(acme_repo.path, "gate", "--base", "main", "-f", format_, status=1)
        assert pas_gov(acme_repo.path, "gate", "--base", "nowhere", "-f", format_, status=3)

    def test_outputs_are_written_beside_it(self, acme_repo):
        pas_gov(
            acme_repo.path, "gate", "--base", "main", "-o", "json=a.json", "-o", "markdown=b.md", status=0
        )
        assert json.loads((acme_repo.path / "a.json").read_text())["verdict"] == "pass"
        assert (acme_repo.path / "b.md").read_text().startswith("## pas-gov: Pass")
        pas_gov(acme_repo.path, "gate", "--base", "nowhere", "-o", "json=c.json", status=3)
        assert json.loads((acme_repo.path / "c.json").read_text())["verdict"] == "no-verdict"

    def test_an_output_that_cannot_be_written_is_no_pass(self, acme_repo):
        assert pas_gov(acme_repo.path, "gate", "--base", "main", "-o", "json=no/such/folder/x", status=3)

    def test_piped_into_a_reader_that_leaves(self, acme_repo):
        acme_repo.commit("Erase", {"promises/supporting/quick-setup.yaml": None})
        command = f"{sys.executable} -m pas_gov gate --base main; echo $? >&2"
        done = subprocess.run(
            ["sh", "-c", f"({command}) | true"],
            cwd=acme_repo.path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr.strip() == "1"

    @pytest.mark.parametrize(
        "arguments",
        [("--today", "2026-02-30"), ("--today", "tomorrow"), ("--format", "html"), ("-o", "json"), ("-o", "pdf=x"),
         ("--nonsense",), ("--base", "--output=x"), ("--head", ""), ("--repo", "/no/such/folder"), ("--seconds", "0")],
    )  # fmt: skip
    def test_wrong_usage_is_2(self, acme_repo, arguments):
        assert pas_gov(acme_repo.path, "gate", *arguments, status=2).stderr
        assert not (acme_repo.path / "x").exists()

    def test_a_crash_is_3_without_a_traceback(self, acme_repo):
        program = (
            "import sys, pas_gov.gate.gate as g\n"
            "g.verdict_on = lambda request: 1 / 0\n"
            "from pas_gov.cli import main\n"
            "sys.argv = ['pas-gov', *sys.argv[1:]]\n"
            "main()\n"
        )
        for arguments, shown in (
            (("gate", "--base", "main"), False),
            (("--debug", "gate", "--base", "main"), True),
        ):
            done = subprocess.run(
                [sys.executable, "-c", program, *arguments],
                cwd=acme_repo.path,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 3
            assert ("Traceback" in done.stderr) is shown
        data = subprocess.run(
            [sys.executable, "-c", program, "gate", "--base", "main", "-f", "json"],
            cwd=acme_repo.path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert json.loads(data.stdout)["reason"]["code"] == "internal-error"


class TestNoVerdict:
    def reason(self, folder, *arguments, **env):
        return gate_json(folder, *arguments, status=3, **env)["reason"]["code"]

    def test_no_policies(self, repo):
        repo.commit("Promises alone", files_of(acme()))
        assert self.reason(repo.path, "--base", "main") == "no-policies"

    def test_refs_and_repositories(self, acme_repo, tmp_path):
        assert self.reason(acme_repo.path, "--base", "nowhere") == "missing-ref"
        assert self.reason(tmp_path, "--base", "main") == "no-repository"

    def test_a_conflict(self, acme_repo):
        acme_repo.commit("Mine", files_of(changed(acme(), "draft", notes="Mine.")))
        acme_repo.checkout("main")
        acme_repo.commit("Theirs", files_of(changed(acme(), "draft", notes="Theirs.")))
        assert self.reason(acme_repo.path, "--base", "main", "--head", "change") == "conflict"

    def test_unrelated_histories(self, acme_repo):
        acme_repo.git("checkout", "--quiet", "--orphan", "alone")
        acme_repo.commit("Alone")
        assert self.reason(acme_repo.path, "--base", "main", "--head", "alone") == "unrelated"

    def test_a_shallow_clone(self, acme_repo, tmp_path):
        acme_repo.commit("One", files_of(changed(acme(), "draft", notes="1")))
        acme_repo.commit("Two", files_of(changed(acme(), "draft", notes="2")))
        acme_repo.checkout("main")
        acme_repo.commit("Main", {"x": "1"})
        clone = tmp_path / "clone"
        subprocess.run(
            ["git", "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{acme_repo.path}", clone],
            check=True,
        )
        data = gate_json(clone, "--base", "origin/main", "--head", "origin/change", status=3)
        assert data["reason"]["code"] == "shallow"
        assert "--unshallow" in data["reason"]["remedy"]

    def test_a_missing_object(self, acme_repo):
        acme_repo.commit("Reword", files_of(reworded()))
        blob = acme_repo.git("rev-parse", "HEAD:promises/core/reliable.yaml")
        (acme_repo.path / ".git/objects" / blob[:2] / blob[2:]).unlink()
        assert self.reason(acme_repo.path, "--base", "main") == "missing-object"

    def test_the_time_budget(self, acme_repo):
        slow = {"policies/slow.yaml": json.dumps({
            "schema": "pas.policy/v1", "id": "slow", "title": "Slow", "enforcement": "block", "scope": "stack",
            "variables": [{"name": "many", "cel": "[" + ", ".join("1" * 1 for _ in range(200)) + "]"}],
            "require": "many.all(a, many.all(b, many.all(c, many.all(d, a + b + c + d > 0))))",
        })}  # fmt: skip
        acme_repo.checkout("main")
        acme_repo.commit("Slow", slow)
        acme_repo.git("checkout", "--quiet", "-b", "other")
        acme_repo.commit("Edit", files_of(changed(acme(), "draft", notes="x")))
        assert self.reason(acme_repo.path, "--base", "main", "--seconds", "0.5") == "budget-spent"
        reason = gate_json(acme_repo.path, "--base", "main", "--seconds", "6", status=3)["reason"]
        assert reason["message"].endswith(", at the policy slow for the stack as a whole")
        assert reason["remedy"].startswith("allow more with --seconds 30; if that isn't enough, ")

    def test_work_that_is_counted_is_not_helped_by_time(self):
        spent = cel.BudgetSpent("the evaluation took more than 9 steps", "steps", "the policy slow for x")
        _, remedy = spent_words(spent, 60)
        assert "--seconds" not in remedy
        assert "make the policy slow for x do less" in remedy

    def test_all_that_is_wrong_with_the_rules_is_told(self, acme_repo):
        broken = {f"policies/broken-{n}.yaml": "id: [\n" for n in range(9)}
        acme_repo.checkout("main")
        acme_repo.commit("Break", broken)
        acme_repo.git("checkout", "--quiet", "-b", "other")
        acme_repo.commit("Edit", files_of(changed(acme(), "draft", notes="x")))
        report = gate_json(acme_repo.path, "--base", "main", status=3)
        assert [one["location"]["path"] for one in report["problems"]] == sorted(broken)
        said = pas_gov(acme_repo.path, "gate", "--base", "main", status=3).stdout
        page = pas_gov(acme_repo.path, "gate", "--base", "main", "-f", "markdown", status=3).stdout
        assert all(path in said and path in page for path in broken)


class TestDefaultBase:
    def test_main_without_a_remote(self, acme_repo):
        acme_repo.commit("Reword", files_of(reworded()))
        assert gate_json(acme_repo.path, status=1)["base"]["ref"] == "main"

    @pytest.mark.parametrize("branch", ["main", "trunk"])
    def test_the_remotes_default_branch_even_beside_a_stale_main(self, acme_repo, tmp_path, branch):
        """A clone whose own main is behind: what the remote has now is what the change goes into."""
        if branch == "trunk":
            acme_repo.git("branch", "trunk", "main")
        clone = tmp_path / "clone"
        acme_repo.checkout(branch)
        subprocess.run(["git", "clone", "--quiet", "--no-local", acme_repo.path, clone], check=True)
        subprocess.run(["git", "checkout", "--quiet", "-b", "mine"], cwd=clone, check=True)
        subprocess.run(["git", "branch", "--force", "main", "HEAD"], cwd=clone, check=True)
        acme_repo.commit("The remote moves on", files_of(changed(acme(), "quick-setup", notes="x")))
        subprocess.run(["git", "fetch", "--quiet"], cwd=clone, check=True)
        data = gate_json(clone, status=0)
        assert data["base"]["ref"] == f"refs/remotes/origin/{branch}"
        assert data["base"]["commit"] == acme_repo.git("rev-parse", "HEAD")

    def test_the_remotes_main_where_there_is_no_local_one(self, acme_repo, tmp_path):
        acme_repo.commit("Reword", files_of(reworded()))
        clone = tmp_path / "clone"
        subprocess.run(["git", "clone", "--quiet", "--branch", "change", acme_repo.path, clone], check=True)
        subprocess.run(["git", "remote", "set-head", "origin", "--delete"], cwd=clone, check=True)
        assert gate_json(clone, status=1)["base"]["ref"] == "refs/remotes/origin/main"

    def test_the_pull_requests_base_in_github_actions(self, acme_repo, tmp_path):
        acme_repo.commit("Reword", files_of(reworded()))
        clone = tmp_path / "clone"
        subprocess.run(["git", "clone", "--quiet", acme_repo.path, clone], check=True)
        data = gate_json(
            clone, status=1, GITHUB_ACTIONS="true", GITHUB_BASE_REF="main", GITHUB_EVENT_NAME="pull_request"
        )
        assert data["base"]["ref"] == "refs/remotes/origin/main"

    def test_the_merge_groups_base(self, acme_repo, tmp_path):
        base = acme_repo.git("rev-parse", "main")
        acme_repo.commit("Reword", files_of(reworded()))
        event = tmp_path / "event.json"
        event.write_text(json.dumps({"merge_group": {"base_sha": base, "head_sha": "0" * 40}}))
        env = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "merge_group", "GITHUB_EVENT_PATH": str(event)}
        assert gate_json(acme_repo.path, status=1, **env)["base"]["commit"] == base

    def test_a_merge_group_behind_others_is_told_of_the_setting_that_it_needs(self, acme_repo, tmp_path):
        tip = acme_repo.git("rev-parse", "main")
        acme_repo.git("update-ref", "refs/remotes/origin/main", tip)
        first = acme_repo.commit("First", files_of(changed(acme(), "draft", notes="x")))
        acme_repo.commit("Second", files_of(changed(acme(), "draft", notes="y")))
        event = tmp_path / "event.json"
        env = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "merge_group", "GITHUB_EVENT_PATH": str(event)}

        def notes(base: str) -> list[str]:
            group = {"base_sha": base, "head_sha": "0" * 40, "base_ref": "refs/heads/main"}
            event.write_text(json.dumps({"merge_group": group}))
            found = gate_json(acme_repo.path, status=0, **env)["notes"]
            return [note for note in found if "queue" in note]

        (note,) = notes(first)
        assert f"{first[:9]} isn't the tip of main ({tip[:9]})" in note
        assert notes(tip) == []


class TestTheRepositoryIsLeftAlone:
    def listing(self, repo: Repo) -> dict[str, bytes]:
        return {
            str(p): p.read_bytes() for p in repo.path.rglob("*") if p.is_file() and "pas-gov" not in p.parts
        }

    def test_nothing_but_the_cache_folder_is_written(self, acme_repo):
        acme_repo.commit("Mine", files_of(reworded()))
        acme_repo.checkout("main")
        acme_repo.commit("Theirs", {"x": "1"})
        before = self.listing(acme_repo)
        for arguments in (("--head", "change"), ("--worktree",), ("--staged",)):
            pas_gov(acme_repo.path, "gate", "--base", "main", *arguments)
        assert self.listing(acme_repo) == before

    def test_environment_variables_of_git_are_ignored(self, acme_repo, tmp_path):
        acme_repo.commit("Reword", files_of(reworded()))
        assert gate_json(
            acme_repo.path, "--base", "main", status=1, GIT_DIR=str(tmp_path), GIT_INDEX_FILE="/nowhere"
        )


@pytest.fixture
def many(repo: Repo) -> Repo:
    """Return a repository with enough promises for a cache, and a change that is blocked."""
    crowd = {
        f"promises/supporting/p{n}.yaml": files_of([{**acme()["quick-setup"], "id": f"p{n}"}])[
            f"promises/supporting/p{n}.yaml"
        ]
        for n in range(60)
    }
    repo.commit("Adopt", {**files_of(acme()), **PACK, **crowd})
    repo.git("checkout", "--quiet", "-b", "change")
    repo.commit("Reword", files_of(reworded()))
    return repo


class TestCache:
    def cache(self, repo: Repo) -> Path:
        (found,) = (repo.path / ".git/pas-gov").glob("facts*")
        return found

    def test_a_second_run_says_the_same(self, many):
        first = gate_json(many.path, "--base", "main", status=1)
        assert self.cache(many).stat().st_size > 1000
        assert gate_json(many.path, "--base", "main", status=1) == first
        assert gate_json(many.path, "--base", "main", "--no-cache", status=1) == first

    @pytest.mark.parametrize(
        "damage", ["empty", "cut", "flipped", "rubbish", "other version", "swapped", "link"]
    )
    def test_a_damaged_or_foreign_one_is_ignored(self, many, damage, tmp_path):
        first = gate_json(many.path, "--base", "main", status=1)
        cache = self.cache(many)
        text = cache.read_text()
        texts: dict[str, Callable[[], str]] = {
            "empty": lambda: "",
            "cut": lambda: text[: len(text) // 2],
            "flipped": lambda: text.replace('"stale"', '"x"').replace("supporting", "legacy"),
            "rubbish": lambda: "\x00\x01\n[[[",
            "other version": lambda: text.replace('"version": "', '"version": "9'),
            "swapped": lambda: text.replace("reliable", "reliabel"),
        }
        if damage == "link":
            (tmp_path / "elsewhere").write_text(text)
            cache.unlink()
            cache.symlink_to(tmp_path / "elsewhere")
        else:
            cache.write_text(texts[damage]())
        assert gate_json(many.path, "--base", "main", status=1) == first

    def test_one_copied_from_another_repository_is_ignored(self, many, new_repo):
        gate_json(many.path, "--base", "main", status=1)
        other = new_repo("other")
        other.commit("Adopt", {**files_of(acme()), **PACK})
        (other.path / ".git/pas-gov").mkdir()
        copied = other.path / ".git/pas-gov" / self.cache(many).name
        copied.write_bytes(self.cache(many).read_bytes())
        from pas_gov.loading import facts_cache

        assert facts_cache.load(str(copied.parent)) == {}
        assert facts_cache.load(str(self.cache(many).parent)) != {}

    def test_a_folder_that_cannot_be_written_costs_nothing_but_time(self, many):
        (many.path / ".git/pas-gov").write_text("a file in its place")
        assert gate_json(many.path, "--base", "main", status=1)


class TestWhatPeopleRead:
    def test_the_text_groups_by_cause_and_names_owner_place_and_remedy(self, acme_repo):
        acme_repo.commit("Reword", files_of(reworded()))
        text = pas_gov(acme_repo.path, "gate", "--base", "main", *TODAY, status=1).stdout
        assert text.startswith("BLOCKED  HEAD")
        for words in (
            'Core "Reliable" (reliable): reworded',
            "3 promises must answer",
            "four-hours (supporting), owner @acme/owner",
            "promises/supporting/four-hours.yaml:",
            "It was last reviewed on 2025-02-01 by @acme/owner.",
            "To answer:",
            "Again: pas-gov gate --base",
        ):
            assert words in text
        said = text.splitlines()[:-2]
        commands = [line.strip() for line in said if line.strip().startswith("pas-gov ")]
        assert 'pas-gov realign four-hours --to reliable --note "<WHY IT STILL HOLDS>"' in commands
        assert all(shlex.split(line) for line in commands), "each command is whole, on one line"
        assert max(len(line) for line in said if line.strip() not in commands) <= 80

    def test_the_command_that_it_names_gives_the_same_verdict(self, acme_repo):
        acme_repo.commit("Reword", files_of(reworded()))
        text = pas_gov(acme_repo.path, "gate", "--base", "main", *TODAY, status=1).stdout
        again = text.split("Again: pas-gov ")[1].splitlines()[0].split()
        assert (
            json.loads(pas_gov(acme_repo.path, *again, "-f", "json", status=1).stdout)["verdict"] == "blocked"
        )

    def test_the_reason_that_it_names_is_the_first_thing_that_blocks(self, acme_repo):
        acme_repo.commit("Reword", files_of(reworded()))
        text = pas_gov(acme_repo.path, "gate", "--base", "main", *TODAY, status=1).stdout
        why = text.split("\n  Why: pas-gov ")[1].splitlines()[0].split()
        assert why[:4] == ["explain", "change-propagates", "four-hours", "--base"]
        explained = pas_gov(acme_repo.path, *why, status=0).stdout
        assert explained.startswith("FAIL  change-propagates for four-hours")
        assert "It blocks the change." in explained
        markdown = pas_gov(
            acme_repo.path, "gate", "--base", "main", "-f", "markdown", *TODAY, status=1
        ).stdout
        assert markdown.splitlines()[-1] == f"To see why: `pas-gov {' '.join(why)}`"
        assert "Why:" not in pas_gov(acme_repo.path, "gate", "--base", "change", *TODAY, status=0).stdout

    def test_colours_only_where_wanted(self, acme_repo):
        assert "\x1b" not in pas_gov(acme_repo.path, "gate", status=0).stdout
        assert "\x1b[" in pas_gov(acme_repo.path, "gate", status=0, FORCE_COLOR="1").stdout
        assert "\x1b" not in pas_gov(acme_repo.path, "gate", status=0, FORCE_COLOR="1", NO_COLOR="1").stdout

    def test_machine_output_is_not_mixed_with_human_text(self, acme_repo):
        done = pas_gov(acme_repo.path, "gate", "--base", "nowhere", "-f", "json", status=3)
        assert json.loads(done.stdout)["verdict"] == "no-verdict"

    def test_markdown_has_a_row_for_each_who_must_answer(self, acme_repo):
        acme_repo.commit("Reword", files_of(reworded()))
        text = pas_gov(acme_repo.path, "gate", "-f", "markdown", *TODAY, status=1).stdout
        assert "- `four-hours` (supporting, " in text
        cmarkgfm = pytest.importorskip("cmarkgfm")
        page = cmarkgfm.github_flavored_markdown_to_html(text, options=cmarkgfm.Options.CMARK_OPT_UNSAFE)
        own = {"h2", "h3", "p", "strong", "code", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
        assert set(re.findall(r"<\s*/?\s*([A-Za-z!?][\w-]*)", page)) <= own
        assert "&lt;WHY IT STILL HOLDS&gt;" in page
        assert "<" not in re.sub("`[^`\n]*`", "", text), "a blank stands in a code span only"

    def test_hostile_titles_can_not_speak_for_the_gate(self, acme_repo):
        title = "x | @everyone <img src=//e.vil> [y](//e.vil) `z` \n::error::PASS"
        hostile = changed(reworded(), "four-hours", title=title, owner="@acme/`x` | y")
        acme_repo.commit("Hostile", files_of(hostile))
        markdown = pas_gov(acme_repo.path, "gate", "-f", "markdown", *TODAY, status=1).stdout
        assert "<img" not in markdown
        assert "](" not in markdown.replace("\\](", "").replace("\\]\\(", "")
        assert "`@everyone`" in markdown
        text = pas_gov(acme_repo.path, "gate", *TODAY, status=1).stdout
        assert not any(line.startswith("::") for line in text.splitlines())
