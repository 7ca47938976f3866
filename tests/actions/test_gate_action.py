"""The composite action, run as the runner runs it, for each kind of event: what it says, and that it fails where it must."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from checkout import checked_out, merged
from gate_run import python_that_has_it
from github_stub import Stub
from gitrepo import Repo
from runner import ACTION, PYTHON, Job
from runner_log import commands
from scenario import PACK, acme, changed, files_of, policy, promise, realigned, settings

pytestmark = pytest.mark.whole

REWORDED = files_of(changed(acme(), "reliable", statement="We are the most reliable of all."))
DAY = "--today=2026-06-01"


def answered() -> dict[str, str]:
    org = changed(acme(), "reliable", statement="We are the most reliable of all.")
    for identity in ("four-hours", "phone-support", "draft"):
        org = realigned(org, identity, "reliable")
    for identity in ("named-csm", "ai-summary"):
        org = realigned(org, identity, "four-hours")
    links = [
        *org["free-parking"]["aligned_to"],
        {"promise": "reliable", "revision": "present", "date": "2026-06-01", "by": "@acme/a"},
    ]
    from scenario import reviewed

    return files_of(reviewed(changed(org, "free-parking", aligned_to=links)))


@pytest.fixture
def origin(new_repo) -> Repo:
    """Return GitHub's side: main with the organisation and the pack, and a branch ``change`` from it."""
    made = new_repo("origin")
    made.commit("Adopt", {**files_of(acme()), **PACK})
    made.branch("change")
    made.checkout("change")
    return made


class Machine:
    """Runs the action on a checkout, for one kind of event."""

    def __init__(self, folder: Path, origin: Repo, stub: Stub | None = None) -> None:
        self.folder, self.origin, self.stub = folder, origin, stub

    def pull_request(
        self,
        *,
        base: str = "main",
        head: str = "change",
        action: str = "synchronize",
        depth: int = 0,
        stale: bool = False,
    ) -> Job:
        """Return the job of a pull request; ``stale`` says that its merge commit was made before the base moved on."""
        commit = (
            self.origin.git("rev-parse", "refs/pull/7/merge") if stale else merged(self.origin, base, head)
        )
        event = {
            "action": action, "number": 7,
            "pull_request": {
                "number": 7, "head": {"sha": self.origin.git("rev-parse", head), "ref": head},
                "base": {"ref": base, "sha": self.origin.git("rev-list", "--max-parents=0", "HEAD")},  # goes stale
            },
        }  # fmt: skip
        checked_out(self.origin, commit, self.folder / "workspace", depth=depth)
        return self.job(
            "pull_request", event, GITHUB_BASE_REF=base, GITHUB_HEAD_REF=head, GITHUB_REF="refs/pull/7/merge"
        )

    def merge_group(self, base: str, head: str) -> Job:
        event = {
            "action": "checks_requested",
            "merge_group": {"base_sha": base, "head_sha": head, "base_ref": "refs/heads/main"},
        }
        checked_out(self.origin, head, self.folder / "workspace")
        return self.job("merge_group", event, GITHUB_REF="refs/heads/gh-readonly-queue/main/pr-7")

    def job(self, event_name: str, event: dict[str, Any], **env: str) -> Job:
        given = {
            "GITHUB_REPOSITORY": "acme/promises",
            "GITHUB_API_URL": self.stub.address if self.stub else "http://127.0.0.1:9",
        }
        env = {**given, "NO_PROXY": "127.0.0.1", **env}
        return Job(
            self.folder / "workspace",
            self.folder / "temp",
            event_name,
            event,
            env,
            uses=PYTHON,
            installed=python_that_has_it(),
        )


@pytest.fixture
def machine(tmp_path: Path, origin: Repo) -> Machine:
    return Machine(tmp_path, origin)


@pytest.fixture
def stub():
    made = Stub()
    yield made
    made.server.shutdown()
    made.server.server_close()


def names(run, *levels: str) -> list[str]:
    return [one.properties.get("title", "") for one in commands(run.log) if one.name in levels]


class TestPullRequest:
    def test_an_unanswered_change_is_blocked_and_says_so_everywhere(self, origin, machine):
        origin.commit("Reword", REWORDED)
        run = machine.pull_request().run(arguments=DAY)
        assert run.status == 1
        report = json.loads(Path(run.outputs.pop("json")).read_text())
        assert run.outputs == {"verdict": "blocked", "blocking": "4", "warnings": "0"}
        assert report["verdict"] == "blocked"
        assert report["base"] == {
            "ref": "refs/remotes/origin/main",
            "commit": origin.git("rev-parse", "main"),
        }
        assert report["head"]["commit"] == origin.git("rev-parse", "change")
        assert run.summary.startswith("## pas-gov: Blocked")
        assert "- `four-hours` (supporting, " in run.summary
        assert "To reproduce: `pas-gov gate --base" in run.summary
        errors = [one for one in commands(run.log) if one.name == "error"]
        assert len(errors) == 4
        assert {one.properties["file"] for one in errors} == {"promises/core/reliable.yaml"}
        assert "BLOCKED" in run.log

    def test_an_answered_change_passes(self, origin, machine):
        origin.commit("Reword and answer", answered())
        run = machine.pull_request().run(arguments=DAY)
        assert (run.status, run.outputs["verdict"], run.outputs["blocking"]) == (0, "pass", "0")
        assert names(run, "error") == []
        assert run.summary.startswith("## pas-gov: Pass")

    def test_a_change_of_no_promise_passes_and_says_that_there_was_nothing_to_judge(self, origin, machine):
        origin.commit("Code", {"src/main.py": "print(1)\n"})
        run = machine.pull_request().run()
        assert run.status == 0
        assert "No promise changed" in run.summary

    def test_the_live_base_judges_not_the_base_of_the_merge_commit(self, origin, machine):
        """Main gained a dependent after GitHub had made the merge commit: it must answer too."""
        origin.commit("Reword", REWORDED)
        merged(origin, "main", "change")
        origin.checkout("main")
        origin.commit("Promise more", files_of([promise("late", "supporting", owner="@acme/late") | {"aligned_to": [
            {"promise": "reliable", "revision": json.loads(json.dumps(acme()["four-hours"]["aligned_to"][0]["revision"])),
             "date": "2026-05-01", "by": "@acme/a"}]}]))  # fmt: skip
        run = machine.pull_request(stale=True).run(arguments=DAY)
        assert run.status == 1
        assert "- `late` (supporting, " in run.summary

    def test_a_retargeted_pull_request_is_judged_against_its_new_base(self, origin, machine):
        origin.commit("Reword", REWORDED)
        origin.checkout("main")
        origin.branch("release")
        origin.checkout("release")
        origin.commit(
            "Stricter",
            policy("no-best", require='!promise.statement.contains("most reliable")', message='"too much"'),
        )
        run = machine.pull_request(base="release", action="edited").run(arguments=DAY)
        assert run.status == 1
        assert "pas-gov: no-best" in names(run, "error")
        assert (
            json.loads(Path(run.outputs["json"]).read_text())["base"]["ref"] == "refs/remotes/origin/release"
        )

    def test_a_merge_commit_of_the_old_base_does_not_bring_it_along(self, origin, machine):
        """Retargeted from develop to main, GitHub's merge commit still holds develop: only the head is judged."""
        origin.checkout("main")
        origin.branch("develop")
        origin.checkout("develop")
        origin.commit("Unanswered on develop", REWORDED)
        origin.checkout("change")
        origin.commit(
            "Answer nothing, change little", files_of(changed(acme(), "quick-setup", title="Quick"))
        )
        merged(origin, "develop", "change")
        run = machine.pull_request(action="edited", stale=True).run(arguments=DAY)
        assert (run.status, run.outputs["verdict"]) == (0, "pass")

    def test_a_shallow_checkout_has_no_verdict_and_says_what_to_set(self, origin, machine):
        origin.commit("Reword", REWORDED)
        run = machine.pull_request(depth=1).run()
        assert run.status == 3
        assert run.outputs["verdict"] == "no-verdict"
        (error,) = [one for one in commands(run.log) if one.name == "error"]
        assert "fetch-depth: 0" in error.data
        assert run.summary.startswith("## pas-gov: No verdict")

    def test_a_change_cannot_loosen_the_rules_that_judge_it(self, origin, machine):
        lax = settings(
            enforcement={
                "change-propagates": "ignore",
                "core-change-decides-legacy": "ignore",
                "policies-change-alone": "ignore",
            }
        )
        workflow = {".github/workflows/pas-gov.yml": "on: push\njobs: {}\n"}
        gone = {path: None for path in PACK if path.endswith("change-propagates.yaml")}
        origin.commit("Reword, and help it", {**REWORDED, **lax, **workflow, **gone})
        run = machine.pull_request().run(arguments=DAY)
        assert run.status == 1
        assert {"pas-gov: change-propagates", "pas-gov: policies-change-alone"} <= set(names(run, "error"))
        assert "pas-gov: the change edits the rules" in names(run, "notice")
        assert ".github/workflows/pas-gov.yml" in run.summary.replace("\\", "")

    def test_code_in_the_checkout_is_never_run(self, origin, machine, tmp_path):
        trap = f"open({str(tmp_path / 'trapped')!r}, 'w')\n"
        modules = (
            "pas_gov/__init__.py",
            "pas_gov/cli/__init__.py",
            "click.py",
            "yaml.py",
            "sitecustomize.py",
            "pip/__init__.py",
            "json.py",
        )
        origin.commit("Traps", {**REWORDED, **dict.fromkeys(modules, trap)})
        run = machine.pull_request().run(arguments=DAY)
        assert run.status == 1
        assert not (tmp_path / "trapped").exists()

    @pytest.mark.parametrize("path", [".", "/nowhere:", ""])
    def test_nor_where_an_earlier_step_has_set_a_path_for_python(self, origin, machine, path):
        forged = "import os; open(os.environ['GITHUB_OUTPUT'], 'a').write('verdict=pass\\n'); os._exit(0)\n"
        origin.commit("Trap", {**REWORDED, "sitecustomize.py": forged, "usercustomize.py": forged})
        job = machine.pull_request()
        job.env = {**job.env, "PYTHONPATH": path}
        assert (job.run(arguments=DAY).status, job.run(arguments=DAY).outputs["verdict"]) == (1, "blocked")

    def test_a_pull_request_is_judged_against_its_own_base_whatever_the_event_is_called(
        self, origin, machine
    ):
        origin.checkout("main")
        origin.branch("release")
        origin.commit("Reword on main", REWORDED)
        job = machine.pull_request(base="release", head="main")
        job.event_name = "pull_request_review"  # it has the payload, and no GITHUB_BASE_REF
        job.env = {name: value for name, value in job.env.items() if name != "GITHUB_BASE_REF"}
        assert (job.run(arguments=DAY).status, job.run(arguments=DAY).outputs["verdict"]) == (1, "blocked")

    def test_an_output_that_cannot_be_written_is_no_verdict_everywhere(self, origin, machine):
        origin.commit("In the way", {"out.sarif/x": "x\n"})
        run = machine.pull_request().run(sarif="out.sarif")
        assert (run.status, run.outputs["verdict"]) == (3, "no-verdict")
        assert run.summary.startswith("## pas-gov: No verdict")
        assert json.loads(Path(run.outputs["json"]).read_text())["verdict"] == "no-verdict"


class TestMergeGroup:
    def test_it_is_judged_against_the_base_of_the_group(self, origin, machine):
        origin.commit("Reword", REWORDED)
        base = origin.git("rev-parse", "main")
        run = machine.merge_group(base, merged(origin, "main", "change")).run(arguments=DAY)
        assert run.status == 1
        assert json.loads(Path(run.outputs["json"]).read_text())["base"]["commit"] == base

    def test_two_changes_that_pass_alone_can_be_blocked_together(self, origin, machine):
        origin.commit(
            "A new dependent",
            files_of(
                {
                    **acme(),
                    "late": realigned(
                        acme() | {"late": promise("late", "supporting", "reliable")}, "late", "reliable"
                    )["late"],
                }
            ),
        )
        origin.checkout("main")
        origin.branch("other")
        origin.checkout("other")
        origin.commit("Reword and answer", answered())
        first = merged(origin, "main", "other")
        run = machine.merge_group(origin.git("rev-parse", "main"), merged(origin, first, "change")).run(
            arguments=DAY
        )
        assert run.status == 1
        assert "- `late` (supporting, " in run.summary


class TestComment:
    def test_it_is_written_then_updated(self, origin, tmp_path, stub):
        origin.commit("Reword", REWORDED)
        run = Machine(tmp_path / "1", origin, stub).pull_request().run(comment="true", arguments=DAY)
        assert run.status == 1
        assert "## pas-gov: Blocked" in stub.comments[0]["body"]
        origin.commit("Answer", answered())
        run = Machine(tmp_path / "2", origin, stub).pull_request().run(comment="true", arguments=DAY)
        assert run.status == 0
        assert len(stub.comments) == 1
        assert "## pas-gov: Pass" in stub.comments[0]["body"]

    def test_a_pass_without_a_comment_before_it_writes_none(self, origin, tmp_path, stub):
        origin.commit("Code", {"src/main.py": "print(1)\n"})
        assert Machine(tmp_path, origin, stub).pull_request().run(comment="true").status == 0
        assert stub.comments == []

    @pytest.mark.parametrize(("files", "status"), [(REWORDED, 1), (answered(), 0)])
    def test_on_a_fork_it_is_at_best_effort_and_the_verdict_stands(
        self, origin, tmp_path, stub, files, status
    ):
        origin.commit("From a fork", files)
        stub.failing = [("GET", 403, "Resource not accessible by integration")] * 9
        run = Machine(tmp_path, origin, stub).pull_request().run(comment="true", arguments=DAY)
        assert run.status == status
        if status:
            assert "The comment could not be written" in [one.data for one in commands(run.log)][-1]
            assert "four-hours" in run.summary

    def test_no_verdict_is_commented_too(self, origin, tmp_path, stub):
        origin.commit("Reword", REWORDED)
        run = Machine(tmp_path, origin, stub).pull_request(depth=1).run(comment="true")
        assert run.status == 3
        assert "## pas-gov: No verdict" in stub.comments[0]["body"]

    def test_it_is_off_unless_asked_for(self, origin, tmp_path, stub):
        origin.commit("Reword", REWORDED)
        run = Machine(tmp_path, origin, stub).pull_request().run(arguments=DAY)
        assert "Comment on the pull request" not in run.ran
        assert stub.asked == []


class TestInputs:
    def test_a_head_a_base_and_sarif_can_be_named(self, origin, machine):
        origin.commit("Reword", REWORDED)
        job = machine.pull_request()
        run = job.run(base="origin/main", head="origin/main", sarif="out.sarif")
        assert run.status == 0
        assert json.loads((job.workspace / "out.sarif").read_text())["version"] == "2.1.0"

    def test_the_first_change_that_brings_policies_needs_bootstrap(self, new_repo, tmp_path):
        origin = new_repo("fresh")
        origin.commit("Start", {"README.md": "x\n"})
        origin.branch("change")
        origin.checkout("change")
        origin.commit("Adopt", {**files_of([promise("reliable", "core")]), **PACK})
        assert Machine(tmp_path / "1", origin).pull_request().run(arguments=DAY).status == 3
        run = Machine(tmp_path / "2", origin).pull_request().run(arguments=f"  --bootstrap  \n\n{DAY}\n")
        assert run.status == 0
        assert "bootstrap" in run.log.lower()

    def test_the_checkout_may_stand_in_a_folder(self, origin, machine):
        origin.commit("Reword", REWORDED)
        job = machine.pull_request()
        job.workspace = job.workspace.parent
        assert job.run(directory="workspace", arguments=DAY).status == 1

    @pytest.mark.parametrize(
        "value",
        ["$(touch pwned)", "`touch pwned`", "; touch pwned", "' || touch pwned #", '"; touch pwned; "', "main\n$(touch pwned)"],
    )  # fmt: skip
    def test_no_input_is_run_as_a_command(self, origin, machine, value):
        """The script reads all of them before anything else, so one run tries all."""
        origin.commit("Reword", REWORDED)
        job = machine.pull_request()
        run = job.run(base=value, head=value, directory=value, sarif=value, arguments=value)
        assert not list(machine.folder.rglob("pwned"))
        assert run.status in (2, 3)
        assert "Judge the change" in run.ran

    @pytest.mark.parametrize("arguments", ["--help", "--format=text", "-f\njson", "--no-such", "explain"])
    def test_arguments_that_judge_nothing_are_no_pass(self, origin, machine, arguments):
        origin.commit("Code", {"src/main.py": "print(1)\n"})
        run = machine.pull_request().run(arguments=arguments)
        assert run.status in (2, 3)
        assert run.outputs["verdict"] == "no-verdict"

    @pytest.mark.parametrize(
        "inputs", [{"version": "0.1.0", "path": "."}, {"version": "x; touch pwned"}, {"version": "-r evil"}]
    )
    def test_a_wrong_choice_of_the_tool_is_refused_before_anything_is_installed(
        self, origin, machine, inputs
    ):
        origin.commit("Code", {"src/main.py": "print(1)\n"})
        job = machine.pull_request()
        job.installed = None
        run = job.run(**inputs)
        assert run.status == 2
        assert run.ran == ["Python", "Install pas-gov"]
        assert not (job.temp / "pas-gov").exists()


@pytest.mark.slow  # half a minute; and gate.yml does it for each change of this repository
def test_it_installs_its_own_commits_code_with_its_locked_requirements(origin, tmp_path):
    """The real thing, once: a copy of the project as the runner downloads an action, with packages from the registry."""
    asked = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(tmp_path), "six"]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("the package registry doesn't answer")
    project = tmp_path / "actions/pas-gov/pas-gov/commit"
    kept = shutil.ignore_patterns(
        ".git", ".venv", "venv*", "*_cache", "__pycache__", "tests", "dist", ".hypothesis"
    )
    shutil.copytree(ACTION.parents[2], project, ignore=kept)
    origin.commit(
        "Reword",
        {**REWORDED, "pip.py": "raise SystemExit('trapped')\n", "venv.py": "raise SystemExit('trapped')\n"},
    )
    job = Machine(tmp_path, origin).pull_request()
    job.action, job.installed = project / ".github/actions/gate", None
    run = job.run(arguments=DAY)
    assert run.status == 1, run.log
    assert run.outputs["verdict"] == "blocked"
    program = job.temp / "pas-gov/bin/python"
    where = subprocess.run(
        [program, "-I", "-c", "import pas_gov, requests; print(pas_gov.__file__)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(job.temp / "pas-gov"))
