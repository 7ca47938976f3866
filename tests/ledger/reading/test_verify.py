"""``pas-gov ledger verify``: exactly the steps that the gate would have blocked, whatever happens around it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

import jsonschema
import pytest
from cases import each_of
from gate_run import pas_gov
from gitrepo import Repo
from laws import partly_slow
from roots import ROOT
from runner_log import commands
from scenario import (
    PACK,
    acme,
    changed,
    files_of,
    policy,
    promise,
    realigned,
    reviewed,
    settings,
    waiver,
    without,
)

from pas_gov import git
from pas_gov.ledger.reading import judged_ranges
from pas_gov.ledger.reading.branch_line import branch_line, origins
from pas_gov.ledger.reading.history_account import kept_results
from pas_gov.ledger.reading.rejudged_steps import verified_steps
from pas_gov.ledger.reading.step_judge import StepJudge
from pas_gov.ledger.reading.step_range import StepRange
from pas_gov.ledger.reading.verdict_rows import ROW
from pas_gov.loading.loader import open_loader

pytestmark = pytest.mark.whole

SCHEMA = json.loads((ROOT / "pas_gov/model/schemas/ledger-verify.json").read_text())
BEST = changed(acme(), "reliable", statement="We are the most reliable of all.")


def verify(repo: Repo, *arguments: str, status: int, **env: str) -> dict:
    """Verify, and return the JSON, which its schema accepts."""
    data = json.loads(
        pas_gov(repo.path, "ledger", "verify", "-f", "json", *arguments, status=status, **env).stdout
    )
    jsonschema.Draft7Validator(SCHEMA).validate(data)
    assert sum(data["counts"][name] for name in data["counts"] if name != "answered") == len(data["steps"])
    assert data["status"] == status
    return data


def verdicts(data: dict) -> list[tuple[str, str]]:
    """Return (subject, verdict), oldest first."""
    return [(one["subject"], one["verdict"]) for one in reversed(data["steps"])]


def wait_until_it_asks_git(pid: int) -> None:
    """Wait until a process has a child: by then the program has started up, however busy the machine is."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        time.sleep(2)  # no Linux
    while children.exists() and not children.read_text():
        time.sleep(0.01)


@pytest.fixture
def begun(repo: Repo) -> Repo:
    """Return a repository whose first commit brings one Core and the pack."""
    repo.commit("Adopt", {**files_of([promise("reliable", "core")]), **PACK})
    return repo


class TestVerdicts:
    def test_each_step_is_judged_by_the_rules_of_its_own_base(self, begun):
        begun.commit(
            "Promise more",
            files_of(
                reviewed(
                    {
                        "reliable": promise("reliable", "core"),
                        "four": promise("four", "supporting", "reliable"),
                    }
                )
            ),
        )
        begun.commit("Reword, unanswered", files_of([promise("reliable", "core", statement="Best.")]))
        begun.commit("Loosen", settings(enforcement={"change-propagates": "ignore"}))
        begun.commit("Reword again", files_of([promise("reliable", "core", statement="Better.")]))
        begun.commit("A page", {"README.md": "x\n"})
        data = verify(begun, status=1)
        assert verdicts(data) == [
            ("Adopt", "compliant"), ("Promise more", "compliant"), ("Reword, unanswered", "violating"), ("Loosen", "compliant"),
            ("Reword again", "compliant"), ("A page", "nothing-to-judge"),
        ]  # fmt: skip
        (finding,) = [one for one in data["steps"][3]["findings"] if one["enforcement"] == "block"]
        assert (finding["policy"], finding["promise"], finding["target"]) == (
            "change-propagates",
            "four",
            "reliable",
        )
        assert finding["location"]["line"] > 1
        assert data["steps"][-1]["bootstrap"] is True

    def test_a_step_is_judged_on_its_own_day(self, begun):
        late = promise(
            "late",
            "experimental",
            "reliable",
            experiment={"cohort": "40", "started": "2025-12-01", "decide_by": "2025-12-31"},
        )
        begun.commit(
            "An experiment that is over",
            files_of(reviewed({"reliable": promise("reliable", "core"), "late": late})),
        )
        assert verdicts(verify(begun, status=1))[-1][1] == "violating"  # committed on 2026-01-01

    def test_waivers_are_those_of_the_base_and_their_days(self, begun):
        org = {"reliable": promise("reliable", "core"), "four": promise("four", "supporting", "reliable")}
        begun.commit("Promise more", files_of(reviewed(org)))
        begun.commit(
            "Excuse", waiver("gone", "no-erasure", "four", **{"from": "2026-01-01", "until": "2026-01-31"})
        )
        begun.commit("Erase", {"promises/supporting/four.yaml": None})
        data = verify(begun, status=0)
        assert [one["waiver"] for one in data["steps"][0]["findings"]] == ["gone"]

    def test_a_file_that_a_step_makes_invalid_is_a_violation(self, begun):
        begun.commit("Break", {"promises/core/reliable.yaml": "id: [\n"})
        step = verify(begun, status=1)["steps"][0]
        assert (step["verdict"], step["problems"][0]["location"]["path"]) == (
            "violating",
            "promises/core/reliable.yaml",
        )
        begun.commit("Leave it broken", files_of([promise("other", "core")]))
        assert verdicts(verify(begun, status=1))[-1] == ("Leave it broken", "compliant")

    def test_a_duplicate_id_and_a_circle_are_found_in_the_step_that_brings_them(self, begun):
        begun.commit(
            "Twice",
            {"promises/core/again.yaml": json.dumps(promise("reliable", "core", title="Again"), indent=1)},
        )
        assert [one["code"] for one in verify(begun, status=1)["steps"][0]["problems"]] == [
            "duplicate-id"
        ] * 2
        pair = reviewed(
            {
                "reliable": promise("reliable", "core"),
                "a": promise("a", "supporting", "reliable"),
                "b": promise("b", "supporting", "a"),
            }
        )
        begun.commit("Mend, and more", {"promises/core/again.yaml": None, **files_of(pair)})
        circle = changed(
            pair, "a", aligned_to=[*pair["a"]["aligned_to"], {"promise": "b", "date": "2026-01-01"}]
        )
        begun.commit("A circle", files_of(circle))
        assert "cycle-aligned-to" in [one["code"] for one in verify(begun, status=1)["steps"][0]["problems"]]

    def test_rules_that_cannot_judge_leave_a_step_without_a_verdict(self, begun):
        begun.commit("A broken rule", policy("broken", require="promise.nothing"))
        begun.commit("Change", files_of([promise("reliable", "core", title="New")]))
        data = verify(begun, status=1)  # the broken rule itself is a violation
        assert verdicts(data)[1:] == [("A broken rule", "violating"), ("Change", "unjudgeable")]
        assert data["steps"][0]["reason"].startswith("invalid-rules: ")

    def test_policies_that_are_taken_away_leave_what_follows_without_a_verdict(self, begun):
        begun.commit("Take them away", dict.fromkeys(PACK))
        begun.commit("Erase", {"promises/core/reliable.yaml": None})
        assert dict(verdicts(verify(begun, status=3)))["Erase"] == "unjudgeable"


class TestAdoption:
    def test_what_came_before_the_first_policies_is_counted_apart(self, repo):
        repo.commit("Begin", files_of(acme()))
        repo.commit("Erase", {"promises/legacy/free-parking.yaml": None})
        repo.commit("Adopt", PACK)
        repo.commit("Edit", files_of(changed(acme(), "quick-setup", title="Quick")))
        data = verify(repo, status=0)
        assert [verdict for _, verdict in verdicts(data)] == [
            "before-adoption",
            "before-adoption",
            "compliant",
            "compliant",
        ]
        assert data["adopted"]["by"] == "the first policies"
        said = " ".join(pas_gov(repo.path, "ledger", "verify", status=0).stdout.split())
        assert "VERIFIED 2 steps: 2 compliant, 0 violating." in said
        assert said.endswith("weren't judged: there were no policies yet.")

    def test_the_settings_can_name_a_commit_or_a_day(self, begun):
        begun.commit("Erase", {"promises/core/reliable.yaml": None})
        last = begun.commit("Found it", files_of([promise("other", "core")]))
        begun.commit("From now on", settings(adopted=last))
        data = verify(begun, status=0)
        assert dict(verdicts(data)) == {
            "Adopt": "before-adoption",
            "Erase": "before-adoption",
            "Found it": "compliant",
            "From now on": "compliant",
        }
        begun.commit("From a day", settings(adopted="2026-01-01"))
        assert verify(begun, status=1)["counts"]["before-adoption"] == 0

    def test_a_commit_of_another_history_is_refused(self, begun):
        tree = begun.git("rev-parse", "HEAD^{tree}")
        elsewhere = begun.git("commit-tree", "-m", "elsewhere", tree)
        begun.commit("From nowhere", settings(adopted=elsewhere))
        assert "isn't part of it" in pas_gov(begun.path, "ledger", "verify", status=3).stderr

    def test_without_any_policy_there_is_no_verdict(self, repo):
        repo.commit("Begin", files_of(acme()))
        assert verify(repo, status=3)["adopted"]["commit"] is None


class TestCorrections:
    @pytest.fixture
    def erased(self, begun) -> tuple[Repo, str]:
        begun.commit(
            "Promise more",
            files_of(
                reviewed(
                    {
                        "reliable": promise("reliable", "core"),
                        "four": promise("four", "supporting", "reliable"),
                    }
                )
            ),
        )
        return begun, begun.commit("Erase", {"promises/supporting/four.yaml": None})

    def correct(self, repo: Repo, **changes) -> None:
        days = {"from": "2026-01-01", "until": "2026-02-01"}
        repo.commit("Correct", waiver("correction", "no-erasure", "four", **{**days, **changes}))

    @pytest.mark.parametrize("where", ["commit", "reason", "ticket"])
    def test_a_later_waiver_that_names_the_commit_answers_it_and_it_is_shown(self, erased, where):
        repo, commit = erased
        self.correct(repo, **{where: commit if where == "commit" else f"It was {commit}, by mistake."})
        data = verify(repo, status=0)
        step = data["steps"][1]
        assert (step["verdict"], step["answered"][0]["waiver"], data["counts"]["answered"]) == (
            "violating",
            "correction",
            1,
        )
        shown = pas_gov(repo.path, "ledger", "verify", status=0).stdout
        assert "Violations that a later waiver answers (1)" in shown
        assert "[answered by correction]" in shown.replace("\n      ", " ")

    @pytest.mark.parametrize(
        "changes",
        [{"policy": "change-propagates"}, {"promise": "reliable"}, {"until": "2026-06-01"}, {"from": "2025-12-01", "until": "2025-12-31"},
         {"approved_by": "@acme/one"}, {"commit": "0" * 40}],
    )  # fmt: skip
    def test_a_waiver_that_is_about_something_else_or_not_valid_answers_nothing(self, erased, changes):
        repo, commit = erased
        self.correct(repo, **{"commit": commit, **changes})
        assert verify(repo, status=1)["counts"]["answered"] == 0

    def test_the_command_that_is_printed_answers_it(self, erased):
        repo, commit = erased
        said = " ".join(pas_gov(repo.path, "ledger", "verify", status=1).stdout.split())
        command = f"waive no-erasure four --for-commit {commit}"
        assert f"in a later change, such as the latest: pas-gov {command}" in said
        others = ("--reason", "Erased by mistake.", "--approved-by", "@acme/legal", "--author", "@acme/one")
        days = ("--from", "2026-01-01", "--until", "2026-02-01", "--today", "2026-01-01")
        pas_gov(repo.path, *command.split(), *others, *days, status=0)
        repo.commit("Correct", {})
        assert verify(repo, status=0)["counts"]["answered"] == 1
        assert "To answer" not in pas_gov(repo.path, "ledger", "verify", status=0).stdout

    def test_of_a_file_that_could_not_be_read_it_is_said_that_nothing_answers_it(self, begun):
        broken = begun.commit("Break", {"promises/core/reliable.yaml": "id: [\n"})
        begun.commit("Mend", files_of([promise("reliable", "core")]))
        said = " ".join(pas_gov(begun.path, "ledger", "verify", status=1).stdout.split())
        assert "no exception answers it" in said
        assert "pas-gov waive" not in said
        command = f"ledger verify --since {broken[:12]}"
        assert said.endswith(f"To audit what came after: pas-gov {command}")
        pas_gov(begun.path, *command.split(), status=0)

    def test_a_correction_excuses_nothing_to_come(self, erased):
        repo, commit = erased
        self.correct(repo, commit=commit, promise="reliable")
        repo.commit("Erase more", {"promises/core/reliable.yaml": None})
        assert dict(verdicts(verify(repo, status=1)))["Erase more"] == "violating"


class TestSince:
    def test_only_what_came_after_is_judged(self, begun):
        audited = begun.commit("Erase", {"promises/core/reliable.yaml": None})
        begun.commit("A Core", files_of([promise("other", "core")]))
        assert verdicts(verify(begun, "--since", audited, status=0)) == [("A Core", "compliant")]
        assert verdicts(verify(begun, "--since", "HEAD", status=0)) == []

    @pytest.mark.parametrize(
        ("seconds", "day"),
        [(1781524800, "2026-06-15"), (4_000_000_000, "2026-01-01")],
        ids=["ahead", "to come"],
    )
    def test_a_step_has_the_same_day_whatever_is_left_out(self, begun, seconds, day):
        """A commit before the audited one is dated later than all that follow: its day counts, unless it is to come."""
        tree = begun.git("rev-parse", "HEAD^{tree}")
        raw = f"tree {tree}\nparent {begun.git('rev-parse', 'HEAD')}\nauthor A <a@b.c> {seconds} +0000\ncommitter A <a@b.c> {seconds} +0000\n\nAhead\n"
        begun.git("reset", "--quiet", "--hard", begun.raw("commit", raw))
        audited = begun.commit("A page", {"README.md": "x\n"})
        begun.commit("Edit", files_of([promise("reliable", "core", title="New")]))
        whole, later = verify(begun, status=0), verify(begun, "--since", audited, status=0)
        assert later["steps"][0]["date"] == whole["steps"][0]["date"] == day
        ahead = day == "2026-06-15"
        assert [one["dated"] for one in whole["steps"][:3]] == [not ahead, not ahead, ahead]

    def test_rewritten_history_is_said_plainly(self, begun):
        audited = begun.commit("Erase", {"promises/core/reliable.yaml": None})
        begun.git("reset", "--quiet", "--hard", "HEAD~1")
        begun.commit("Nothing happened", {"README.md": "x\n"})
        data = verify(begun, "--since", audited, status=1)
        assert "isn't among the first parents" in data["rewritten"]
        assert (
            "History was rewritten"
            in pas_gov(begun.path, "ledger", "verify", "--since", audited, status=1).stdout
        )

    def test_an_audited_commit_that_is_gone_has_no_verdict(self, begun):
        assert (
            "names no commit" in pas_gov(begun.path, "ledger", "verify", "--since", "0" * 40, status=3).stderr
        )


def cache(repo: Repo) -> Path:
    return repo.path / ".git/pas-gov/steps.v1"


def damage(repo: Repo, name: str) -> None:
    """Put another object of the same kind in the place of one that a name stands for."""
    identity = repo.git("rev-parse", name)
    kind = repo.git("cat-file", "-t", identity)
    given = (
        "other\n"
        if kind == "blob"
        else f"100644 blob {repo.git('hash-object', '-w', '--stdin', given='x')}\tx\n"
    )
    write = ("hash-object", "-w", "--stdin") if kind == "blob" else ("mktree",)
    other = repo.git(*write, given=given)
    path = repo.path / ".git/objects" / identity[:2] / identity[2:]
    path.chmod(0o644)
    path.write_bytes((repo.path / ".git/objects" / other[:2] / other[2:]).read_bytes())


class TestCache:
    @pytest.fixture
    def judged(self, begun) -> tuple[Repo, dict]:
        begun.commit("Reword", files_of([promise("reliable", "core", statement="Best.")]))
        begun.commit("Erase", {"promises/core/reliable.yaml": None})
        return begun, verify(begun, status=1)

    def test_a_second_run_says_the_same_from_what_was_kept(self, judged):
        repo, first = judged
        assert cache(repo).is_file()
        assert verify(repo, status=1) == first == verify(repo, "--no-cache", status=1)

    @pytest.mark.parametrize("damage", [b"", b"{}\n{}", b"garbage", b"\xff\xfe\n{}", b'{"format": 1}\n[]'])
    def test_a_damaged_cache_is_no_cache(self, judged, damage):
        repo, first = judged
        cache(repo).write_bytes(damage)
        assert verify(repo, status=1) == first

    def test_a_row_that_was_changed_by_hand_is_not_believed(self, judged):
        repo, first = judged
        cache(repo).write_bytes(cache(repo).read_bytes().replace(b"violating", b"compliant"))
        assert verify(repo, status=1) == first

    @pytest.mark.parametrize("runs", [0, 2], ids=["first", "later"])
    @pytest.mark.parametrize(
        "damaged", ["HEAD~1:promises/core/reliable.yaml", "HEAD~1:promises/core", "HEAD~1^{tree}"]
    )
    def test_a_kept_result_says_nothing_of_an_object_that_was_damaged_since(self, judged, damaged, runs):
        repo, first = judged
        for _ in range(runs):  # from the second on, what a verdict rests on is kept beside it
            assert verify(repo, status=1) == first
        damage(repo, damaged)
        data = verify(repo, status=3)
        assert data == verify(repo, status=3)
        assert [verdict for _, verdict in verdicts(data)][-2:] == ["unjudgeable", "unjudgeable"]

    def test_a_record_that_no_judged_step_changes_is_hashed_too(self, begun):
        first = begun.git("rev-parse", "HEAD")
        for number in range(3):
            begun.commit(f"Edit {number}", files_of([promise("other", "core", title=f"Title {number}")]))
        for _ in range(2):
            verify(begun, "--since", first, status=0)
        damage(begun, "HEAD:promises/core/reliable.yaml")
        told = verify(begun, "--since", first, status=3)
        assert {verdict for _, verdict in verdicts(told)} == {"unjudgeable"}
        assert "isn't what its id says" in told["steps"][0]["reason"]
        verify(begun, "--since", first, "--no-cache", status=3)

    def test_what_a_verdict_rests_on_is_kept_once_it_is_known(self, judged):
        repo, first = judged
        assert verify(repo, status=1) == first
        kept = json.loads(cache(repo).read_bytes().split(b"\n", 1)[1])
        (erased,) = (row for key, row in kept.items() if key.startswith(repo.git("rev-parse", "HEAD")))
        names = [f"HEAD~1{path}" for path in ("^{tree}", ":promises", ":promises/core")]
        trees = {repo.git("rev-parse", one) for one in (*names, "HEAD^{tree}")}
        assert set(erased["rests_on"][0]) == trees
        assert erased["rests_on"][1] == [repo.git("rev-parse", "HEAD~1:promises/core/reliable.yaml")]

    def test_a_folder_that_cannot_be_written_changes_nothing(self, begun):
        (begun.path / ".git/pas-gov").write_text("in the way")
        verify(begun, status=0)


class TestAccidents:
    def test_a_killed_run_is_taken_up_again(self, begun, monkeypatch):
        for number in range(40):
            begun.commit(f"Edit {number}", files_of([promise("reliable", "core", title=f"Title {number}")]))
        running = subprocess.Popen(
            [sys.executable, "-m", "pas_gov", "ledger", "verify"], cwd=begun.path, stdout=subprocess.DEVNULL
        )
        time.sleep(1.0)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert not list((begun.path / ".git").glob("**/*.lock"))
        assert verify(begun, status=0)["counts"]["compliant"] == 41

    def test_an_interrupted_run_exits_3_without_a_traceback(self, begun):
        for number in range(60):
            begun.commit(f"Edit {number}", files_of([promise("reliable", "core", title=f"Title {number}")]))
        running = subprocess.Popen(
            [sys.executable, "-m", "pas_gov", "ledger", "verify"], cwd=begun.path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )  # fmt: skip
        wait_until_it_asks_git(running.pid)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate()
        assert running.returncode in (0, 3)  # 0 on a machine that was faster than the interruption
        assert b"Traceback" not in said
        assert verify(begun, status=0)["counts"]["compliant"] == 61

    def test_what_is_known_is_kept_however_a_run_ends(self, tmp_path):
        row = {name: [] for name in ROW} | {"verdict": "compliant"}

        def interrupted() -> None:
            with kept_results(str(tmp_path / "cache")) as kept:
                kept["step"] = row
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        with kept_results(str(tmp_path / "cache")) as kept:
            assert kept == {"step": row}

    def test_a_full_disk_costs_the_cache_and_nothing_else(self, begun):
        begun.commit("Erase", {"promises/core/reliable.yaml": None})
        asked = f"ulimit -f 0; exec {sys.executable} -m pas_gov ledger verify -f json"
        done = subprocess.run(
            ["sh", "-c", asked], cwd=begun.path, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (1, "")
        assert json.loads(done.stdout) == verify(begun, status=1)
        evidence = f"ulimit -f 0; exec {sys.executable} -m pas_gov ledger evidence --no-bundle --output {begun.path}/evidence"
        done = subprocess.run(
            ["sh", "-c", evidence], cwd=begun.path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 3
        assert "can't be written" in done.stderr

    def test_two_at_once_both_give_the_right_answer(self, begun):
        begun.commit("Erase", {"promises/core/reliable.yaml": None})
        runs = [
            subprocess.Popen(
                [sys.executable, "-m", "pas_gov", "ledger", "verify", "-f", "json"],
                cwd=begun.path,
                stdout=subprocess.PIPE,
            )
            for _ in range(3)
        ]
        answers = [json.loads(one.communicate()[0]) for one in runs]
        assert [one.returncode for one in runs] == [1, 1, 1]
        assert answers[0] == answers[1] == answers[2]

    @pytest.mark.parametrize("name", ["promises/core/reliable.yaml", "promises/core"])
    def test_a_damaged_commit_leaves_its_neighbours_alone_without_a_verdict(self, begun, name):
        for number in range(6):
            begun.commit(f"Edit {number}", files_of([promise("reliable", "core", title=f"Title {number}")]))
        damage(begun, f"HEAD~3:{name}")
        found = [verdict for _, verdict in verdicts(verify(begun, "--no-cache", status=3))]
        assert found == [*["compliant"] * 3, "unjudgeable", "unjudgeable", "compliant", "compliant"]

    def test_a_policy_that_cannot_be_read_anywhere_is_not_a_history_without_policies(self, begun):
        begun.commit("Edit", files_of([promise("reliable", "core", title="Most reliable")]))
        damage(begun, "HEAD:policies/no-erasure.yaml")
        found = verify(begun, "--no-cache", status=3)
        assert verdicts(found) == [("Adopt", "unjudgeable"), ("Edit", "unjudgeable")]
        assert "init" not in pas_gov(begun.path, "ledger", "verify", "--no-cache", status=3).stdout

    def test_replace_refs_and_grafts_hide_nothing(self, begun):
        bad = begun.commit("Erase", {"promises/core/reliable.yaml": None})
        good = begun.git("commit-tree", "-p", "HEAD~1", "-m", "Innocent", "HEAD~1^{tree}")
        begun.git("replace", bad, good)
        (begun.path / ".git/info").mkdir(exist_ok=True)
        (begun.path / ".git/info/grafts").write_text(f"{bad}\n")
        assert verdicts(verify(begun, status=1)) == [("Adopt", "compliant"), ("Erase", "violating")]

    def test_a_shallow_clone_has_no_verdict_on_its_oldest_step(self, begun, new_repo):
        begun.commit("Edit", files_of([promise("reliable", "core", title="One")]))
        begun.commit("Edit again", files_of([promise("reliable", "core", title="Two")]))
        clone = new_repo("clone")
        clone.git("fetch", "--quiet", "--depth=2", f"file://{begun.path}", "main")
        clone.git("reset", "--quiet", "--hard", "FETCH_HEAD")
        data = verify(clone, status=3)
        assert [one["verdict"] for one in data["steps"]] == ["compliant", "unjudgeable"]
        assert "unshallow" in data["steps"][1]["reason"]

    def test_hostile_names_are_obeyed_in_no_format(self, begun):
        begun.commit("::error::x ##[error]y @acme/board <b>", {"promises/core/reliable.yaml": None})
        for name in ("text", "json", "markdown"):
            shown = pas_gov(begun.path, "ledger", "verify", "-f", name, status=1).stdout
            assert commands(shown) == []
            assert name != "text" or max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_odd_files_are_judged_as_the_gate_judges_them(new_repo, kind):
    """Links, names beyond ASCII, cases, other endings, twins: where a listing that goes on from the last must not."""
    repo = new_repo(kind, f"--object-format={kind}")
    core = files_of([promise("reliable", "core")])
    (path, text), *_ = core.items()
    repo.commit("Adopt", {**core, **PACK})
    (repo.path / "promises/core/link.yaml").symlink_to("/etc/passwd")
    repo.commit("A link")
    repo.commit(
        "An odd name", {"promises/core/link.yaml": None, "promises/core/\u00fc x/\u00e9.yaml": "id: ["}
    )
    repo.commit(
        "Another case",
        {path: None, "promises/core/Reliable.yaml": text, "promises/core/\u00fc x/\u00e9.yaml": None},
    )
    repo.commit("Both cases", {path: text.replace("Reliable", "Twin")})
    repo.commit(
        "Another ending",
        {path: None, "promises/core/reliable.yml": text, "promises/core/Reliable.yaml": None},
    )
    repo.commit("Not read", {"promises/core/notes.txt": "x", "Promises/x.yaml": text, "pas-gov.yml": "x"})
    repo.commit(
        "A folder in a file's place",
        {"promises/core/reliable.yml": None, "promises/core/reliable.yml/a.yaml": text},
    )
    repo.commit("Back", {"promises/core/reliable.yml/a.yaml": None, path: text})
    data = json.loads(pas_gov(repo.path, "ledger", "verify", "-f", "json", status=1).stdout)
    assert len(data["steps"]) == 9
    for step in data["steps"][:-1]:
        asked = (
            "--base",
            f"{step['commit']}~1",
            "--head",
            step["commit"],
            "--today",
            step["date"],
            "-f",
            "json",
        )
        gate = json.loads(pas_gov(repo.path, "gate", *asked).stdout)
        assert {"violating": "blocked", "compliant": "pass"}[step["verdict"]] == gate["verdict"], step[
            "subject"
        ]
        new = [
            (one["code"], one["location"])
            for one in gate["problems"]
            if one["severity"] == "error" and not one["preexisting"]
        ]
        assert [(one["code"], one["location"]) for one in step["problems"]] == new, step["subject"]


def random_history(repo: Repo, seed: int, length: int) -> list[str]:
    """Commit random legal and illegal steps; return the verdict that each must have, oldest first."""
    chance = random.Random(seed)
    org = {"core-a": promise("core-a", "core"), "core-b": promise("core-b", "core")}
    for number in range(chance.randrange(1, 5)):
        org[f"part-{number}"] = promise(f"part-{number}", "supporting", chance.choice(["core-a", "core-b"]))
    org = reviewed(org)
    repo.commit("0", {**files_of(org), **PACK})
    wanted = ["compliant"]
    for number in range(1, length):
        org, legal = chance.choice(STEPS)(org, chance, number)
        gone = {
            path: None
            for path in repo.git("ls-files", "promises").split("\n")
            if path and path not in files_of(org)
        }
        repo.commit(str(number), {**files_of(org), **gone})
        wanted.append("compliant" if legal else "violating")
    return wanted


def dependents(org: dict, identity: str) -> list[str]:
    return [
        one
        for one, record in org.items()
        if any(link["promise"] == identity for link in record["aligned_to"])
    ]


def add(org, chance, number):
    target = chance.choice(sorted(org))
    fresh = {f"part-{number}x": promise(f"part-{number}x", "supporting", target)}
    return reviewed({**org, **{one: {**record} for one, record in fresh.items()}}), True


def reword_and_answer(org, chance, number):
    target = chance.choice(sorted(org))
    org = changed(org, target, statement=f"Reworded {number}.")
    waiting, done = [target], set()
    while waiting:  # each review is a new revision, which asks in turn
        one = waiting.pop(0)
        for dependent in dependents(org, one):
            org = realigned(org, dependent, one, date="2026-01-01")
            if dependent not in done:
                waiting.append(dependent)
    return org, True


def reword_alone(org, chance, number):
    target = chance.choice([one for one in sorted(org) if dependents(org, one)] or sorted(org))
    legal = not dependents(org, target)
    return changed(org, target, statement=f"Alone {number}."), legal


def erase(org, chance, number):
    return without(
        org, chance.choice([one for one in sorted(org) if one.startswith("part-")] or ["core-b"])
    ), False


def retitle(org, chance, number):
    """Another title is no new finding, whatever else is wrong with the promise."""
    return changed(org, chance.choice(sorted(org)), title=f"Title {number}"), True


def no_owner(org, chance, number):
    target, owner = chance.choice(sorted(org)), chance.choice(["tbd", "everyone"])
    return changed(org, target, owner=owner), org[target]["owner"] == owner


STEPS = [add, add, reword_and_answer, reword_and_answer, reword_alone, erase, retitle, retitle, no_owner]


@pytest.mark.parametrize("seed", partly_slow(range(4)))
def test_a_random_history_has_exactly_the_verdicts_that_its_steps_were_made_for(new_repo, seed):
    repo = new_repo(f"random-{seed}")
    chance = random.Random(1000 + seed)
    wanted = random_history(repo, seed, 14)
    data = verify(repo, status=1 if "violating" in wanted else 0)
    found = [one["verdict"] for one in reversed(data["steps"])]
    bad = [
        (number, one, want)
        for number, (one, want) in enumerate(zip(found, wanted, strict=True))
        if one != want
    ]
    assert bad == []
    # and each is what the gate itself says of the step alone
    for number in chance.sample(range(1, len(wanted)), 4):
        ref = f"HEAD~{len(wanted) - 1 - number}"
        day = data["steps"][len(wanted) - 1 - number]["date"]
        done = pas_gov(repo.path, "gate", "--base", f"{ref}~1", "--head", ref, "--today", day)
        assert done.returncode == (1 if wanted[number] == "violating" else 0)
    assert os.path.isdir(repo.path)


def verified(repo: Repo, processes: int) -> tuple[list, dict, dict]:
    """Return the verdicts of a history, by so many processes, with what is kept of them and of its records."""
    found, kept = branch_line(git.open_repository(str(repo.path)), "HEAD"), {}
    made = origins(found, date(2026, 6, 1))
    with open_loader(None) as loader:
        judge = partial(judged_ranges.judged_ranges, found, made, loader, processes=processes)
        told = list(verified_steps(found, made, kept, judge))
        return told, kept, {blob: (one.row(), one.text) for blob, one in loader.facts.items()}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked on POSIX alone")
def test_several_processes_say_what_one_says_even_where_one_of_them_dies(new_repo, monkeypatch):
    repo = new_repo("shared")
    random_history(repo, 5, 9)
    repo.commit("Break", {"promises/core/core-a.yaml": "id: [\n"})
    alone = verified(repo, 1)
    monkeypatch.setattr(judged_ranges, "SHORTEST", 1)
    monkeypatch.setattr(judged_ranges, "LONGEST", 3)
    assert verified(repo, 3) == alone

    here, judge, died = os.getpid(), StepJudge.__call__, repo.path / "died"

    def dies(self, step, commit):
        if commit.id == alone[0][4].commit and os.getpid() != here:
            died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return judge(self, step, commit)

    monkeypatch.setattr(StepJudge, "__call__", dies)
    assert verified(repo, 2) == alone
    assert died.exists()


@each_of(
    ("steps", "promises", "length"),
    [(100, 438, 50), (761, 438, 95), (761, 10_000, 250), (100_000, 438, 250), (761, 4_000, 100)],
)
def test_a_range_is_long_enough_for_the_stack_that_is_read_for_it_and_short_enough_for_two(
    steps, promises, length
):
    assert judged_ranges.range_length(steps, 2, promises) == length


@each_of(("length", "most"), [(1, 1), (7, 3), (9, 3), (10, 100), (761, 190)])
def test_the_parts_of_a_range_make_it_up_and_none_is_too_long(length, most):
    whole = StepRange(5, 5 + length)
    parts = list(whole.parts(most))
    assert [at for one in parts for at in range(one.first, one.last)] == list(range(5, 5 + length))
    assert max(map(len, parts)) <= most
