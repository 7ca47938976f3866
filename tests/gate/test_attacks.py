"""What attacks and accidents tried on the gate, each as it was tried (HOSTILE.md sections 1 and 2, and more)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from gitrepo import Repo
from scenario import (
    PACK,
    acme,
    blocking,
    changed,
    ended,
    files_of,
    found,
    judged,
    policy,
    promise,
    settings,
    waiver,
    with_made,
)
from test_gate_command import TODAY, gate_json, pas_gov

from pas_gov.diagnostics import Stop
from pas_gov.loading import facts_cache
from pas_gov.model.stack.entry import Facts

pytestmark = pytest.mark.whole


@pytest.fixture
def acme_repo(repo: Repo) -> Repo:
    """Return a repository with the organisation and the pack on main, and the branch ``change`` checked out."""
    repo.commit("Adopt", {**files_of(acme()), **PACK})
    repo.git("checkout", "--quiet", "-b", "change")
    return repo


INVALID = json.dumps({"schema": "pas.promise/v1", "id": "z"})


class TestErasureCannotHide:
    def test_behind_a_file_that_was_invalid_already_and_now_claims_the_id(self):
        before = {**files_of(acme()), "promises/core/z.yaml": INVALID}
        after = {**before, "promises/core/z.yaml": INVALID.replace('"z"', '"quick-setup"')}
        del after["promises/supporting/quick-setup.yaml"]
        assert ("no-erasure", "quick-setup") in blocking(judged(before, after))

    def test_behind_a_new_invalid_file(self):
        after = {**files_of(acme()), "promises/core/z.yaml": INVALID.replace('"z"', '"quick-setup"')}
        del after["promises/supporting/quick-setup.yaml"]
        assert judged(files_of(acme()), after).verdict == "blocked"

    def test_breaking_it_while_naming_another(self):
        after = {**files_of(acme()), "promises/supporting/quick-setup.yaml": INVALID.replace('"z"', '"fast"')}
        verdict = judged(files_of(acme()), after)
        assert (verdict.verdict, verdict.transition.changes) == ("blocked", ())

    def test_removing_a_file_that_could_not_be_read_is_said(self):
        verdict = judged({**files_of(acme()), "promises/core/z.yaml": INVALID}, files_of(acme()))
        assert [p.diagnostic.code for p in verdict.problems] == ["removed-unread"]

    def test_mending_it_is_not(self):
        mended = {
            **files_of(acme()),
            "promises/core/z.yaml": json.dumps(promise("z", "core", status="proposed")),
        }
        verdict = judged({**files_of(acme()), "promises/core/z.yaml": INVALID}, mended)
        assert [p.diagnostic.code for p in verdict.problems] == []

    def test_two_promises_that_swap_their_ids(self):
        after = files_of(acme())
        one, other = "promises/core/fast.yaml", "promises/core/reliable.yaml"
        after[one] = after[one].replace('"id": "fast"', '"id": "reliable"')
        after[other] = after[other].replace('"id": "reliable"', '"id": "fast"')
        verdict = judged(files_of(acme()), after)
        assert {c.kinds for c in verdict.transition.changes} == {("moved", "reworded", "edited")}
        assert verdict.verdict == "blocked"


class TestEndingsThatSayNothing:
    @pytest.mark.parametrize("key", ["why", "decided_by"])
    def test_blanks_are_no_reason(self, key):
        verdict = judged(acme(), ended(acme(), "four-hours", **{key: "  \n"}))
        assert ("ending-is-recorded", "four-hours") in blocking(verdict)

    def test_a_second_lower_layer_under_a_core_is_a_new_finding(self):
        base = {
            **acme(),
            "fast": {**acme()["fast"], "aligned_to": acme()["four-hours"]["aligned_to"][:0]},
        }
        first = with_made(base, promise("grand", "core", "quick-setup"))
        second = with_made(first, promise("grand", "core", "quick-setup", "four-hours"))
        verdict = judged(first, second)
        assert {f.message.split(chr(34))[3]: f.preexisting for f in found(verdict, "aligned-to-a-core")} == {
            "quick-setup": True,
            "four-hours": False,
        }


class TestWaiversNeedTwo:
    @pytest.mark.parametrize(
        "approver",
        [
            "@Acme/One",
            "acme/one",
            "@acme/o ne",
            "@acme\uff0fone",
            "\uff20acme/one",
            "@acme/one,",
            "@acme\u3000/one",
        ],
    )
    def test_another_spelling_is_no_other_person(self, approver):
        rules = {**PACK, **waiver("w", "no-erasure", "quick-setup", approved_by=approver)}
        assert judged(acme(), acme(), rules=rules).judgement.waivers == (("w", "malformed"),)

    @pytest.mark.parametrize(
        "invisible", ["\u00ad", "\u034f", "\u115f", "\u3164", "\U000e0100", "\u200b", "\u202e"]
    )
    def test_invisible_characters_are_refused(self, invisible):
        rules = {**PACK, **waiver("w", "no-erasure", "quick-setup", approved_by=f"@acme/o{invisible}ne")}
        assert judged(acme(), acme(), rules=rules).judgement.waivers == (
            ("policies/waivers/w.yaml", "malformed"),
        )


class TestRules:
    def test_a_costly_policy_of_the_change_does_not_take_the_bases_verdict_away(self):
        many = "[" + ", ".join(["1"] * 300) + "]"
        slow = policy(
            "slow", scope="stack", variables=[{"name": "many", "cel": many}],
            require="many.all(a, many.all(b, many.all(c, many.all(d, a + b + c + d > 0))))",
        )  # fmt: skip
        from scenario import cel

        verdict = judged(acme(), acme(), after_rules={**PACK, **slow}, budget=cel.Budget(seconds=4))
        assert (verdict.verdict, verdict.under_head.verdict) == ("pass", "no-verdict")

    def test_what_a_change_of_rules_relaxes_is_named(self):
        relaxed = {**PACK, **settings(enforcement={"change-propagates": "warn"})}
        del relaxed["policies/no-erasure.yaml"]
        edits = judged(acme(), acme(), after_rules=relaxed).under_head.edits
        assert edits == ("change-propagates: block -> warn", "no-erasure: removed (block)")

    def test_an_unknown_word_for_legacy_is_no_verdict(self):
        rules = {**PACK, **settings(params={"core-change-decides-legacy": {"legacy": "none"}})}
        with pytest.raises(Stop, match='has no value "none"') as stop:
            judged(acme(), changed(acme(), "reliable", statement="Other words."), rules=rules)
        assert stop.value.code == "invalid-rules"

    def test_policies_that_are_a_link_are_unreadable_not_absent(self, repo):
        repo.write(files_of(acme()))
        (repo.path / "rules").mkdir()
        (repo.path / "policies").symlink_to("rules")
        repo.commit("A link in the policies' place")
        data = gate_json(repo.path, "--base", "HEAD", "--bootstrap", status=0)
        assert data["policies_from"] == "base"
        repo.git("checkout", "--quiet", "-b", "change")
        repo.commit("Erase", {"promises/supporting/quick-setup.yaml": None})
        assert (
            gate_json(repo.path, "--base", "main", "--bootstrap", status=3)["reason"]["code"]
            == "invalid-rules"
        )


class TestTheProcess:
    def test_a_parent_that_ignores_its_children(self, acme_repo):
        """With SIGCHLD ignored, every exit status of git would read as 0: a conflict as a merge."""
        acme_repo.commit("Mine", files_of(changed(acme(), "draft", notes="Mine.")))
        acme_repo.checkout("main")
        acme_repo.commit("Theirs", files_of(changed(acme(), "draft", notes="Theirs.")))
        done = subprocess.run(
            [sys.executable, "-m", "pas_gov", "gate", "--base", "main", "--head", "change"], cwd=acme_repo.path,
            capture_output=True, check=False, preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN),
        )  # fmt: skip
        assert done.returncode == 3

    @pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
    def test_closed_streams_change_nothing(self, acme_repo, closed):
        command = f"{sys.executable} -m pas_gov gate --base main {closed}"
        assert (
            subprocess.run(
                ["sh", "-c", command], cwd=acme_repo.path, check=False, capture_output=True
            ).returncode
            == 0
        )
        acme_repo.commit("Erase", {"promises/supporting/quick-setup.yaml": None})
        assert (
            subprocess.run(
                ["sh", "-c", command], cwd=acme_repo.path, check=False, capture_output=True
            ).returncode
            == 1
        )

    def test_reading_is_inside_the_time_limit(self, acme_repo):
        crowd = {
            f"promises/core/c{n}.yaml": json.dumps({"title": f"{n}", "terms": [5] * 3000}) for n in range(150)
        }
        acme_repo.commit("Many faults", crowd)
        assert (
            gate_json(acme_repo.path, "--base", "main", "--seconds", "1", status=3)["reason"]["code"]
            == "budget-spent"
        )

    @pytest.mark.parametrize(
        "arguments", [("--base", ""), ("--head", ""), ("--seconds", "nan"), ("--seconds", "inf")]
    )
    def test_an_empty_variable_is_no_default(self, acme_repo, arguments):
        assert pas_gov(acme_repo.path, "gate", *arguments, status=2)

    def test_termination_leaves_nothing_behind(self, acme_repo, tmp_path):
        program = (
            "import os, signal, pas_gov.gate.gate as g\n"
            "g.verdict_on = lambda request: os.kill(os.getpid(), signal.SIGTERM) or __import__('time').sleep(9)\n"
            "from pas_gov.cli import main\nimport sys\nsys.argv = ['pas-gov', 'gate', '--base', 'main']\nmain()\n"
        )
        (tmp_path / "t").mkdir()
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=acme_repo.path,
            env={"TMPDIR": str(tmp_path / "t"), "PATH": "/usr/bin:/bin"},
            check=False,
            capture_output=True,
        )
        assert (done.returncode, list((tmp_path / "t").iterdir())) == (3, [])


class TestOddFiles:
    def test_a_number_of_thousands_of_digits_is_no_term(self):
        after = with_made(acme(), promise("long", "supporting", "fast"))
        after["long"]["terms"] = [{"measure": "m", "at_most": "9" * 5000 + "h"}]
        verdict = judged(acme(), after)
        assert [p.diagnostic.code for p in verdict.problems if p.blocks] == ["schema-pattern"]

    def test_a_path_that_is_not_utf_8_beside_a_change_of_rules(self, acme_repo):
        blob = acme_repo.git("hash-object", "-w", "--stdin", given="x")
        policy_blob = acme_repo.git(
            "hash-object", "-w", "--stdin", given="# x\n" + PACK["policies/no-erasure.yaml"]
        )
        tree = acme_repo.tree(
            {
                "promises/core/\udcff.yaml": ("100644", blob),
                "policies/no-erasure.yaml": ("100644", policy_blob),
            },
            base="HEAD^{tree}",
        )
        commit = acme_repo.git("commit-tree", tree, "-p", "HEAD", "-m", "odd")
        data = gate_json(acme_repo.path, "--base", "main", "--head", commit, status=1)
        assert "policies-change-alone" in {f["policy"] for f in data["findings"]}

    def test_a_pipe_in_a_promises_place_is_no_promise(self, acme_repo):
        place = acme_repo.path / "promises/supporting/quick-setup.yaml"
        place.unlink()
        os.mkfifo(place)
        data = gate_json(acme_repo.path, "--base", "main", "--worktree", status=1)
        assert [problem["code"] for problem in data["problems"]] == ["not-a-file"]

    def test_a_sparse_checkout_removes_nothing(self, acme_repo):
        acme_repo.git("update-index", "--skip-worktree", "promises/supporting/quick-setup.yaml")
        (acme_repo.path / "promises/supporting/quick-setup.yaml").unlink()
        assert gate_json(acme_repo.path, "--base", "main", "--worktree", status=0)["changes"] == []

    def test_a_cache_behind_a_linked_folder_or_of_another_shape_is_ignored(self, tmp_path):
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "real")
        facts = {"b": Facts("one", "core", "active", text="{}")}
        facts_cache.save(str(tmp_path / "link"), facts)
        assert list((tmp_path / "real").iterdir()) == []
        facts_cache.save(str(tmp_path / "real"), {"b": Facts("one", "crust", "active", text="{}")})
        assert facts_cache.load(str(tmp_path / "real")) == {}
        facts_cache.save(str(tmp_path / "real"), facts)
        assert facts_cache.load(str(tmp_path / "real")).keys() == {"b"}

    def test_a_cache_that_grew_too_large_keeps_what_this_run_used(self, monkeypatch, tmp_path):
        from scenario import snapshot

        from pas_gov.loading import loader as loading

        monkeypatch.setattr(facts_cache, "MOST", 12)
        monkeypatch.setattr(loading, "WORTH_SAVING", 1)
        for org in (acme(), {one: {**data, "notes": "x"} for one, data in acme().items()}):
            with loading.open_loader(str(tmp_path)) as loader:
                loader.load(snapshot("s", files_of(org)))
        assert len(facts_cache.load(str(tmp_path))) == len(acme())


class TestWhatIsSaid:
    def test_nothing_to_judge_is_said(self, acme_repo):
        data = gate_json(acme_repo.path, "--base", "main", status=0)
        assert "so there is nothing to judge; --worktree" in data["notes"][0]

    def test_markdown_says_what_the_text_says(self, acme_repo):
        acme_repo.checkout("main")
        acme_repo.commit("Tune", settings(enforcement={"no-erasure": "warn"}))
        acme_repo.git("checkout", "--quiet", "-b", "more")
        acme_repo.commit("Odd", {"promises/core/x.txt": "x", "promises/supporting/quick-setup.yaml": None})
        for format_ in ("text", "markdown"):
            said = pas_gov(acme_repo.path, "gate", "--base", "main", "-f", format_, *TODAY, status=0).stdout
            for words in ("tunes", "no-erasure", "block", "warn", "x.txt", "Files to look at", "Warnings"):
                assert words in said

    def test_the_remedy_for_an_ended_target_names_what_follows_it(self):
        base = with_made(acme(), promise("heir", "supporting", "reliable"))
        after = ended(base, "four-hours", "superseded", superseded_by=["heir"])
        finding = found(judged(base, after), "change-propagates")[0]
        assert "pas-gov realign ai-summary --to heir" in finding.remedy
        assert "Its entry" not in finding.remedy

    @pytest.mark.parametrize("hostile", ["a@b.example", "@acme/x", "#12", "GH-1", "1234567890abcdef"])
    def test_markdown_links_nothing_that_a_record_says(self, hostile):
        from pas_gov.report.markdown import escape

        assert f"`{hostile}`" in escape(f"see {hostile} now")


def test_the_folder_of_the_tests_is_not_the_programs(tmp_path):
    """A module beside the caller's files isn't imported by the installed script."""
    (tmp_path / "click.py").write_text("raise SystemExit(0)")
    script = Path(sys.executable).parent / "pas-gov"
    if not script.exists():
        pytest.skip("pas-gov isn't installed as a script here")
    assert subprocess.run([script, "gate"], cwd=tmp_path, capture_output=True, check=False).returncode == 3


def test_an_old_broken_file_that_moves_can_not_claim_what_is_erased():
    from scenario import acme, blocking, files_of, judged

    broken = '{"id": "named-csm", "schema": "pas.promise/v1"}'
    base = {**files_of(acme()), "promises/draft.yaml": broken}
    after = {**files_of(acme()), "promises/draft2.yaml": broken}
    del after["promises/conditional/named-csm.yaml"]
    assert ("no-erasure", "named-csm") in blocking(judged(base, after))
