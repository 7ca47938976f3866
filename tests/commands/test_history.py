"""``test --history`` on real repositories: which changes a policy of the work tree would have blocked."""

from __future__ import annotations

import gc
import json
import subprocess
import time
from datetime import date

import pytest
from gitrepo import FIRST_DAY, Repo
from roots import SHARED
from scenario import PACK, acme, changed, files_of, policy, settings, waiver

from pas_gov import git
from pas_gov.commands import history
from pas_gov.commands.history import history_command
from pas_gov.diagnostics import Stop
from pas_gov.loading.time_limit import until_deadline

pytestmark = pytest.mark.whole

DATA = SHARED / "data"
NO_ERASURE = {"policies/no-erasure.yaml": PACK["policies/no-erasure.yaml"]}
GONE = {"promises/supporting/quick-setup.yaml": None}
OWN = {"today": date(2026, 6, 1), "seconds": 60}


@pytest.fixture
def run(capsys):
    """Return a function that tries policies on history and returns the status and what it printed."""

    def call(
        repo: Repo, ref: str = "main", *policies: str, most: int = 0, seconds: float = 60
    ) -> tuple[int, str]:
        status = history_command(
            str(repo.path), ref, policies, "text", **{**OWN, "seconds": seconds}, most=most
        )
        return status, capsys.readouterr().out

    return call


@pytest.fixture
def facts(capsys):
    """Return a function that does the same in JSON."""

    def call(repo: Repo, ref: str = "main", *policies: str, status: int = 0, most: int = 0) -> dict:
        assert history_command(str(repo.path), ref, policies, "json", **OWN, most=most) == status
        return json.loads(capsys.readouterr().out)

    return call


def stopped(repo: Repo, ref: str = "main", *policies: str, most: int = 0) -> Stop:
    with pytest.raises(Stop) as stop:
        history_command(str(repo.path), ref, policies, "text", **OWN, most=most)
    return stop.value


def outcomes(data: dict) -> list[str]:
    return [step["outcome"] for step in data["steps"]]


def blocked(data: dict) -> dict[str, set[tuple[str, str]]]:
    """Return (policy, promise) of the findings by the subject of the change."""
    return {
        step["subject"]: {(one["policy"], one["promise"]) for one in step["findings"]}
        for step in data["steps"] if step["findings"]
    }  # fmt: skip


@pytest.fixture
def erased(repo: Repo) -> Repo:
    """Return a repository without rules, one of whose changes erased a promise; no-erasure waits in the work tree."""
    repo.commit("Begin", files_of(acme()))
    repo.commit("Code", {"src/a.py": "x"})
    repo.commit("Forget it", GONE)
    repo.commit("Go on", files_of(changed(acme(), "fast", title="Quick")))
    repo.git("rm", "--quiet", "--cached", "promises/supporting/quick-setup.yaml")
    repo.git("commit", "--quiet", "--amend", "--no-edit")
    repo.write(NO_ERASURE)
    return repo


class TestWhatItPrints:
    def test_the_text(self, run, erased):
        commits = erased.git("log", "--format=%h", "--abbrev=9").split()
        status, said = run(erased)
        assert status == 0
        assert said == (
            f"What 1 policy of the work tree would have blocked on main ({commits[0]}): 4\n"
            "  changes, 2026-01-01 to 2026-01-01\n"
            "  no-erasure (new): A promise is retired, never deleted\n"
            "  ! main has no rules: everything was let through\n"
            "\n"
            f"{commits[1]}  2026-01-01  Forget it\n"
            '  x quick-setup: "Quick setup" (active) disappears from the stack\n'
            "\n"
            "no-erasure: judged 3 changes, would have blocked 1.\n"
            "1 change touched neither promises nor rules: nothing to judge.\n"
        )

    def test_the_data(self, facts, erased):
        data = facts(erased)
        assert data["format"] == "pas-gov.history/1"
        assert data["tip"] == {"ref": "main", "commit": erased.git("rev-parse", "main")}
        assert (data["after"], data["left"]) == (None, 0)
        assert data["present"] == {"policies": [], "problems": []}
        assert data["candidates"] == [
            {
                "policy": "no-erasure", "title": "A promise is retired, never deleted", "enforcement": "block",
                "standing": "new", "judged": 3, "blocked": 1, "let_through": 1, "unjudged": 0,
            }
        ]  # fmt: skip
        assert outcomes(data) == ["passed", "blocked", "untouched", "passed"]
        step = data["steps"][1]
        (finding,) = step.pop("findings")
        assert (finding["promise"], finding["path"]) == (
            "quick-setup",
            "promises/supporting/quick-setup.yaml",
        )
        assert step == {
            "commit": erased.git("rev-parse", "main~1"), "day": "2026-01-01", "dated": True, "subject": "Forget it",
            "author": "Ada Author", "outcome": "blocked", "unjudged": [],
            "present": {"let_through": True, "blocked_by": [], "unjudged": ""},
        }  # fmt: skip

    def test_what_the_present_rules_say(self, run, repo):
        repo.commit(
            "Begin", {**files_of(acme()), **NO_ERASURE, **settings(enforcement={"no-erasure": "warn"})}
        )
        repo.commit("Forget one", GONE)
        repo.write(settings(enforcement={"no-erasure": "block"}))
        said = run(repo)[1]
        assert "  no-erasure (changed): A promise" in said
        assert "\n    the present rules let it through\n" in said
        assert (
            "judged 2 changes, would have blocked 1, of which the present rules let 1 through."
            in " ".join(said.split())
        )
        repo.commit("Block it")
        repo.write(policy("again", scope="change", require="after != null", enforcement="note"))
        said = " ".join(run(repo)[1].split())
        assert "again (new; its enforcement is note, but tried as if it blocked): again" in said
        assert "blocked by the present rules too: no-erasure " in said
        assert "would have blocked 1, of which the present rules let 0 through." in said

    def test_several_candidates_are_told_apart_and_summed_up(self, run, erased):
        erased.write(policy("again", scope="change", require="after != null", message='"gone"'))
        said = run(erased)[1]
        assert "  x quick-setup (again): gone\n" in said
        assert '  x quick-setup (no-erasure): "Quick setup"' in said
        assert "Together they would have blocked 1 of 3 changes.\n" in said

    def test_many_findings_of_one_change_are_cut_and_counted(self, run, facts, repo):
        repo.commit("Begin", files_of(acme()))
        repo.commit("All gone", dict.fromkeys(files_of(acme())))
        repo.write(NO_ERASURE)
        said = run(repo)[1]
        assert said.count("disappears") == 5
        assert "    and 3 more: -f json lists them all\n" in said
        assert len(blocked(facts(repo))["All gone"]) == 8, "a proposed one may go"

    def test_what_comes_from_commits_and_records_is_escaped(self, run, facts, repo):
        repo.commit("Begin", files_of(changed(acme(), "quick-setup", title="::error::##[x] <b>")))
        subject = "::error::x \x1b[31mred\x1b[0m ##[group] \u202eback " + "long " * 40
        repo.commit(subject, GONE)
        repo.write(NO_ERASURE)
        said = run(repo)[1]
        assert not {"\x1b", "\u202e", "##["} & set(said)
        assert "##[" not in said
        assert r"\x1b[31mred\x1b[0m # #[group] \u202eback" in said
        assert all(len(line) <= 80 and not line.lstrip().startswith("::") for line in said.splitlines())
        assert facts(repo)["steps"][0]["subject"] == subject.strip()

    def test_a_commit_without_a_subject(self, run, erased):
        erased.git(
            "commit",
            "--quiet",
            "--allow-empty-message",
            "--message",
            "",
            "promises/core/fast.yaml",
            check=False,
        )
        tree = erased.git("rev-parse", "main~1^{tree}")
        empty = erased.git("commit-tree", "-p", "main~3", tree, given="")
        assert "  (no subject)\n" in run(erased, empty, "no-erasure")[1]


class TestWhichChanges:
    def test_merges_count_by_their_first_parent(self, facts, repo):
        repo.commit("Begin", files_of(acme()))
        repo.branch("side")
        repo.commit("On main", files_of(changed(acme(), "fast", title="Quick")))
        repo.checkout("side")
        repo.commit("Gone on the side", GONE)
        repo.commit("Back on the side", {name: files_of(acme())[name] for name in GONE})
        repo.commit("Another gone", {"promises/legacy/free-parking.yaml": None})
        repo.checkout("main")
        repo.git("merge", "--quiet", "--no-ff", "--message", "Merge side", "side")
        repo.write(NO_ERASURE)
        data = facts(repo)
        assert [step["subject"] for step in data["steps"]] == ["Merge side", "On main", "Begin"]
        assert blocked(data) == {"Merge side": {("no-erasure", "free-parking")}}

    def test_a_range_begins_where_the_lines_part(self, facts, run, erased):
        assert [step["subject"] for step in facts(erased, "main~2..main")["steps"]] == ["Go on", "Forget it"]
        assert outcomes(facts(erased, "main~2..")) == ["passed", "blocked"]
        erased.git("branch", "feature", "main~1")
        erased.write({"other.txt": "x"})
        erased.git("add", "other.txt")
        erased.git("commit", "--quiet", "--message", "Main moved on")
        assert [step["subject"] for step in facts(erased, "feature..main")["steps"]] == [
            "Main moved on",
            "Go on",
        ]
        data = facts(erased, "main..feature", "no-erasure")
        assert (data["steps"], data["after"]["ref"]) == ([], "main")
        assert "would have blocked in main..feature" in run(erased, "main..feature", "no-erasure")[1]

    def test_most_bounds_the_changes(self, facts, erased):
        assert outcomes(facts(erased, most=2)) == ["passed", "blocked"]
        assert outcomes(facts(erased, "main~3..main", most=2)) == ["passed", "blocked"]
        assert outcomes(facts(erased, "main~3..main", most=9)) == ["passed", "blocked", "untouched"]
        assert len(facts(erased, most=4)["steps"]) == len(facts(erased, most=5)["steps"]) == 4

    def test_the_root_made_everything(self, facts, repo):
        repo.commit("Begin", files_of(acme()))
        repo.write(policy("none", scope="change", require='"made" in change.kinds && before == null'))
        assert outcomes(facts(repo)) == ["passed"]
        repo.write(
            policy("none", scope="change", require='!("made" in change.kinds)', message="before.title")
        )
        assert facts(repo, status=3)["steps"][0]["outcome"] == "unjudged"

    def test_waivers_of_the_day(self, facts, repo):
        excuse = waiver(
            "let-go", "no-erasure", "quick-setup", **{"from": "2025-12-20", "until": "2026-01-01"}
        )
        repo.commit("Begin", {**files_of(acme()), **NO_ERASURE, **excuse})
        repo.commit("Waived", GONE)
        repo.commit("Back", {name: files_of(acme())[name] for name in GONE})
        repo.commits += 24
        repo.commit("Too late", GONE)
        assert blocked(facts(repo, "main", "no-erasure")) == {"Too late": {("no-erasure", "quick-setup")}}

    def test_a_record_that_cannot_be_read_is_no_erasure(self, facts, repo):
        repo.commit("Begin", files_of(acme()))
        repo.commit("Break", dict.fromkeys(GONE, "id: ["))
        repo.commit("Remove", GONE)
        repo.write(NO_ERASURE)
        assert blocked(facts(repo)) == {}


class TestWhatItReads:
    def listed(self, repo: Repo, monkeypatch) -> list[str]:
        """Return the trees that a run lists, each as often as it does."""
        trees, snapshot = [], git.snapshot
        monkeypatch.setattr(
            git,
            "snapshot",
            lambda repository, tree, name: trees.append(tree) or snapshot(repository, tree, name),
        )
        assert history_command(str(repo.path), "main", ("no-erasure",), "json", **OWN, most=0) == 0
        return trees

    def test_a_change_of_other_files_costs_no_reading(self, repo, monkeypatch):
        repo.commit("Begin", files_of(acme()))
        for number in range(25):
            repo.commit("Code", {"src/a.py": str(number)})
        repo.write(NO_ERASURE)
        assert len(self.listed(repo, monkeypatch)) == 2, "the tip: once for its rules, once for the walk"

    def test_the_first_tree_alone_is_listed_whole_and_of_the_others_what_differs(self, repo, monkeypatch):
        for number in range(25):
            repo.commit("Edit", files_of(changed(acme(), "fast", title=str(number))))
        repo.write(NO_ERASURE)
        trees = self.listed(repo, monkeypatch)
        assert len(trees) == 2  # by the command itself, for the rules of the tip, and by the walk
        assert len(set(trees)) == 1

    def test_rules_and_promises_that_come_and_go_are_those_of_each_step(self, facts, repo):
        excuse = waiver(
            "let-go", "no-erasure", "quick-setup", **{"from": "2026-01-01", "until": "2026-02-01"}
        )
        back = {name: files_of(acme())[name] for name in GONE}
        repo.commit("Begin", {**files_of(acme()), **NO_ERASURE})
        repo.commit("Excuse", excuse)
        repo.commit("Waived", GONE)
        repo.commit("Back", back)
        repo.commit("No excuse", dict.fromkeys(excuse))
        repo.commit("Gone", GONE)
        data = facts(repo, "main", "no-erasure")
        assert blocked(data) == {"Gone": {("no-erasure", "quick-setup")}}
        assert outcomes(data) == ["blocked", *["passed"] * 5], "a change of rules alone is one to judge, too"


class TestDates:
    def raw(self, repo: Repo, committer: str, subject: str, parent: str, tree: str) -> str:
        text = f"tree {tree}\nparent {parent}\nauthor A <a@b> 1 +0000\ncommitter {committer}\n\n{subject}\n"
        return repo.raw("commit", text)

    def test_a_commit_without_a_plain_date_is_judged_on_the_last_known_day(self, run, facts, repo):
        first = repo.commit("Begin", files_of(acme()))
        repo.commit("Gone", GONE)
        tree = repo.git("rev-parse", "HEAD^{tree}")
        tip = self.raw(repo, "A <a@b> 99999999999 +0000", "No day", first, tree)
        repo.git("update-ref", "refs/heads/odd", tip)
        repo.write(NO_ERASURE)
        step = facts(repo, "odd")["steps"][0]
        assert (step["day"], step["dated"], step["author"]) == ("2026-01-01", False, "")
        said = run(repo, "odd")[1]
        told = (
            "! 1 commit (marked ?) has no plain date, or one that is still to come, or before an earlier commit's: "
            "judged on the latest day so far"
        )
        assert told in " ".join(said.split())
        assert f"{tip[:9]}  2026-01-01?  No day\n" in said

    def test_a_backdated_commit_is_judged_on_the_latest_day_so_far(self, facts, repo):
        first = repo.commit("Begin", files_of(acme()))
        repo.commit("Gone", GONE)
        tree = repo.git("rev-parse", "HEAD^{tree}")
        late = self.raw(repo, f"A <a@b> {FIRST_DAY + 86400 * 30} +0000", "Late", first, tree)
        early = self.raw(
            repo, f"A <a@b> {FIRST_DAY} +0000", "Backdated", late, repo.git("rev-parse", f"{first}^{{tree}}")
        )
        repo.git("update-ref", "refs/heads/odd", early)
        repo.write(NO_ERASURE)
        steps = facts(repo, "odd")["steps"]
        assert [(step["day"], step["dated"]) for step in steps] == [
            ("2026-01-31", False), ("2026-01-31", True), ("2026-01-01", True),
        ]  # fmt: skip

    def test_days_are_those_of_utc(self, facts, repo):
        first = repo.commit("Begin", files_of(acme()))
        tree = repo.git("rev-parse", "HEAD^{tree}")
        tip = self.raw(repo, f"A <a@b> {FIRST_DAY + 14 * 3600} -1200", "Evening", first, tree)
        repo.git("update-ref", "refs/heads/odd", tip)
        repo.write(NO_ERASURE)
        assert [step["day"] for step in facts(repo, "odd")["steps"]] == ["2026-01-01", "2026-01-01"]

    def test_a_history_without_days_is_judged_today(self, facts, repo):
        tree = repo.tree({"promises/core/a.yaml": ("100644", repo.blob("id: ["))})
        root = repo.raw("commit", f"tree {tree}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nx\n")
        repo.git("update-ref", "refs/heads/odd", root)
        repo.write(NO_ERASURE)
        (step,) = facts(repo, "odd")["steps"]
        assert (step["day"], step["dated"]) == ("2026-06-01", False)


class TestWhatCannotBeJudged:
    def test_an_error_is_printed_and_the_status_is_3(self, run, erased):
        erased.write(policy("broken", scope="change", when="after == null", require="1 / 0 == 1"))
        status, said = run(erased)
        assert status == 3
        assert "  ? can't be judged by broken: quick-setup can't be judged: " in said
        assert "broken: judged 2 changes, would have blocked 0; 1 unjudgeable.\n" in said
        assert "no-erasure: judged 3 changes, would have blocked 1.\n" in said

    def test_many_of_them_are_cut(self, run, repo):
        for number in range(12):
            repo.commit("Edit", files_of(changed(acme(), "fast", title=f"{number}")))
        repo.write(policy("broken", scope="change", require="1 / 0 == 1"))
        status, said = run(repo)
        assert (status, said.count("  ? can't be judged by broken")) == (3, 10)
        assert "and 2 changes more can't be judged: -f json lists them all\n" in said

    def test_a_shallow_clone_says_where_it_ends(self, facts, run, erased, new_repo):
        clone = new_repo("clone")
        clone.git("fetch", "--quiet", "--depth=2", f"file://{erased.path}", "main:there")
        clone.write(NO_ERASURE)
        data = facts(clone, "there", status=3)
        assert outcomes(data) == ["passed", "unjudged"]
        assert "shallow" in data["steps"][1]["unjudged"][0]["reason"]
        assert "git fetch --unshallow" in " ".join(run(clone, "there")[1].split())
        assert outcomes(facts(clone, "there", most=1)) == ["passed"]

    def test_a_tree_that_is_not_there_spoils_only_its_own_steps(self, facts, erased):
        lost = erased.git("rev-parse", "main~1:promises")
        (erased.path / ".git/objects" / lost[:2] / lost[2:]).unlink()
        data = facts(erased, status=3)
        assert outcomes(data) == ["unjudged", "unjudged", "untouched", "passed"]
        assert "isn't in this repository" in data["steps"][0]["unjudged"][0]["reason"]

    def test_a_blob_that_is_not_there_does_so_too(self, facts, repo):
        repo.commit("Begin", files_of(acme()))
        repo.commit("Edit", files_of(changed(acme(), "fast", title="Lost")))
        lost = repo.git("rev-parse", "HEAD:promises/core/fast.yaml")
        repo.commit("Go on", files_of(acme()))
        repo.commit("And on", files_of(changed(acme(), "fast", title="Found")))
        (repo.path / ".git/objects" / lost[:2] / lost[2:]).unlink()
        repo.write(NO_ERASURE)
        assert outcomes(facts(repo, status=3)) == ["passed", "unjudged", "unjudged", "passed"]

    def test_the_time_is_over(self, erased, capsys, monkeypatch):
        monkeypatch.setattr(history.time, "monotonic", iter(range(0, 1000, 40)).__next__)
        assert history_command(str(erased.path), "main", (), "text", **OWN, most=0) == 3
        assert (
            "the time is over: 3 older changes not judged; allow more with --seconds"
            in capsys.readouterr().out
        )


def test_where_nothing_is_new_all_policies_are_tried(erased, run, facts):
    erased.commit("Adopt")
    status, said = run(erased)
    assert status == 0
    assert "no-erasure (unchanged): A promise is retired, never deleted" in said
    assert blocked(facts(erased)) == blocked(facts(erased, "main", "no-erasure"))
    assert blocked(facts(erased)) == {"Forget it": {("no-erasure", "quick-setup")}}


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("ref", "policies", "code", "status"),
        [
            ("main", ("no-erasur",), "no-such-policy", 2),
            ("mian", (), "missing-ref", 3),
            ("main...main", (), "no-range", 2),
            ("--output=x", (), "bad-ref", 2),
            ("main..--output=x", (), "bad-ref", 2),
        ],
    )
    def test_it_stops(self, erased, ref, policies, code, status):
        stop = stopped(erased, ref, *policies)
        assert (stop.code, stop.status) == (code, status)
        assert stop.remedy

    def test_without_any_policy_there_is_nothing_to_try(self, repo):
        repo.commit("Adopt", files_of(acme()))
        stop = stopped(repo)
        assert (stop.code, stop.status) == ("nothing-to-try", 2)
        assert "pas-gov init" in stop.remedy

    def test_an_invalid_policy(self, erased):
        erased.write(policy("bad", scope="change", require="beforre == null"))
        stop = stopped(erased)
        assert (stop.code, stop.status) == ("invalid-rules", 3)
        assert "policies/bad.yaml:" in stop.message
        assert 'did you mean "before"?' in stop.message

    def test_lines_that_never_meet(self, erased):
        erased.git("checkout", "--quiet", "--orphan", "other")
        erased.git("commit", "--quiet", "--message", "Elsewhere")
        stop = stopped(erased, "other..main")
        assert (stop.code, stop.status) == ("unrelated", 2)

    def test_outside_git(self, tmp_path):
        with pytest.raises(Stop) as stop:
            history_command(str(tmp_path), "main", (), "text", **OWN, most=0)
        assert stop.value.status == 2


def test_until_ends_with_the_item_that_came_last():
    assert list(until_deadline(time.monotonic() + 60, "abc")) == ["a", "b", "c"]
    assert list(until_deadline(time.monotonic(), "abc")) == ["a"]


def test_an_interrupted_run_leaves_everything_as_it_was(erased, monkeypatch):
    """Neither the repository nor the process: the next run says what it would have said."""
    before = erased.git("status", "--porcelain")

    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("pas_gov.ledger.replay.candidate_replay.judgement_of", interrupt)
        with pytest.raises(KeyboardInterrupt):
            history_command(str(erased.path), "main", (), "text", **OWN, most=0)
    assert erased.git("status", "--porcelain") == before
    assert history_command(str(erased.path), "main", (), "text", **OWN, most=0) == 0


@pytest.fixture
def no_collecting():
    """Collect no garbage, as the command line doesn't either: it would take a third of the time."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.skipif(not DATA.is_dir(), reason=f"the data of ../shared isn't here ({DATA})")
def test_the_erasures_that_the_ledgers_readme_counts(tmp_path, nobodys_settings, facts, no_collecting):
    """Of 14 erasures in 760 steps 11 were of active promises; the other three were proposals, which may go."""
    repo = Repo(tmp_path / "empty")
    subprocess.run(["git", "clone", "--quiet", DATA / "kep-ledger-2022.bundle", tmp_path / "kep"], check=True)
    repo.path = tmp_path / "kep"
    repo.write(NO_ERASURE)
    data = facts(repo)
    found = {promise for findings in blocked(data).values() for _, promise in findings}
    assert len(found) == 11
    assert {"kep-2004", "kep-2030", "kep-2273", "kep-506"} <= found, "those that the README names"
    (candidate,) = data["candidates"]
    assert (candidate["judged"], candidate["blocked"], candidate["let_through"]) == (755, 10, 10)
    assert outcomes(data).count("untouched") == 6, "the README: 6 commits change no file here"
