"""What the gate tells of itself: which base it chose, what it didn't judge, and which rules bind nobody."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from gate_run import pas_gov
from gitrepo import Repo
from scenario import PACK, acme, changed, files_of, settings, without

pytestmark = pytest.mark.whole

TODAY = ("--today", "2026-06-01")
EDITED = files_of(changed(acme(), "draft", notes="x"))


def judged(folder: Path, *arguments: str, status: int = 0) -> dict:
    return json.loads(pas_gov(folder, "gate", "-f", "json", *TODAY, *arguments, status=status).stdout)


@pytest.fixture
def adopted(repo: Repo) -> Repo:
    """Return a repository with the organisation and the pack on its one branch, main."""
    repo.commit("Adopt", {**files_of(acme()), **PACK})
    return repo


class TestTheBase:
    def on_a_branch(self, repo: Repo, *others: str) -> Repo:
        for name in others:
            repo.branch(name)
        repo.branch("change")
        repo.checkout("change")
        repo.commit("Edit", EDITED)
        return repo

    @pytest.mark.parametrize("name", ["master", "trunk"])
    def test_the_only_other_branch_whatever_it_is_called(self, adopted, name):
        adopted.git("branch", "-m", name)
        assert judged(self.on_a_branch(adopted).path)["base"]["ref"] == name

    def test_the_only_branch_is_its_own_base(self, adopted):
        adopted.git("branch", "-m", "master")
        report = judged(adopted.path)
        assert report["base"]["ref"] == "master"
        assert any("nothing to judge" in note for note in report["notes"])

    def test_several_branches_and_no_main_are_named_with_the_option(self, adopted):
        adopted.git("branch", "-m", "master")
        reason = judged(self.on_a_branch(adopted, "next").path, status=3)["reason"]
        assert reason["code"] == "no-base"
        assert reason["remedy"] == (
            "Name it: --base master, or once for all in pas-gov.yaml: base: master (there are master, next)"
        )

    def test_main_is_chosen_before_others(self, adopted):
        assert judged(self.on_a_branch(adopted, "next").path)["base"]["ref"] == "main"

    def test_the_settings_of_the_default_branch_name_another(self, adopted):
        adopted.commit("Settings", settings(base="next"))
        assert judged(self.on_a_branch(adopted, "next").path)["base"]["ref"] == "next"

    def test_a_change_cannot_name_its_own_base(self, adopted):
        self.on_a_branch(adopted, "next")
        adopted.commit("Settings", settings(base="next"))
        assert judged(adopted.path, status=1)["base"]["ref"] == "main"

    def test_a_base_that_the_settings_name_and_that_is_not_there_is_no_other_one(self, adopted):
        adopted.commit("Settings", settings(base="nowhere"))
        reason = judged(self.on_a_branch(adopted).path, status=3)["reason"]
        assert (reason["code"], "nowhere" in reason["message"]) == ("missing-ref", True)

    def test_without_a_main_the_base_itself_says_so_and_never_head(self, adopted):
        adopted.git("branch", "-m", "master")
        adopted.commit("Settings", settings(base="master"))
        assert judged(self.on_a_branch(adopted, "next").path)["base"]["ref"] == "master"
        adopted.commit("Settings", settings(base="next"))
        assert judged(adopted.path, status=1)["base"]["ref"] == "master"

    def test_before_the_first_commit_the_remedy_is_to_make_it(self, repo):
        repo.write({**files_of(acme()), **PACK})
        reason = judged(repo.path, status=3)["reason"]
        assert reason["code"] == "no-commit"
        assert reason["remedy"].startswith("Make the first one, which nobody judges: git add -A; git commit")


class TestWhatIsNotCommitted:
    def notes(self, repo: Repo, *arguments: str) -> list[str]:
        return [
            note for note in judged(repo.path, "--base", "main", *arguments)["notes"] if "not judged" in note
        ]

    def test_changed_new_staged_and_removed_files_are_counted(self, adopted):
        assert self.notes(adopted) == []
        adopted.write(
            {**EDITED, "promises/core/fast.yaml": None, "promises/core/new.yaml": "x\n", "README.md": "x"}
        )
        adopted.git("add", "promises/supporting/draft.yaml")
        (note,) = self.notes(adopted)
        assert note == (
            "3 changed files not judged, since not committed: promises/core/fast.yaml, promises/core/new.yaml, "
            "promises/supporting/draft.yaml; --worktree judges the files as they stand"
        )

    def test_a_commit_that_is_named_and_the_files_themselves_leave_nothing_out(self, adopted):
        adopted.write(EDITED)
        assert self.notes(adopted, "--head", "main") == []
        assert self.notes(adopted, "--worktree") == []

    def test_a_file_that_was_only_touched_is_not_changed(self, adopted):
        (adopted.path / "promises/core/fast.yaml").touch()
        assert self.notes(adopted) == []

    @pytest.mark.parametrize("says_so", ["git config core.autocrlf true", ".gitattributes", "nothing"])
    def test_the_line_ends_of_a_checkout_are_no_change(self, adopted, says_so):
        if says_so == ".gitattributes":
            adopted.commit("Attributes", {".gitattributes": "*.yaml text eol=crlf\n"})
        elif says_so != "nothing":
            adopted.git("config", "core.autocrlf", "true")
        for path in EDITED:
            text = (adopted.path / path).read_bytes()
            (adopted.path / path).write_bytes(text.replace(b"\n", b"\r\n"))
        assert self.notes(adopted) == []
        draft = "promises/supporting/draft.yaml"
        (adopted.path / draft).write_bytes(EDITED[draft].encode().replace(b"\n", b"\r\n"))
        (note,) = self.notes(adopted)
        assert note.startswith(f"1 changed file not judged, since not committed: {draft};")

    def test_what_is_ignored_on_this_machine_alone_is_not_counted(self, adopted):
        (adopted.path / ".git/info").mkdir(exist_ok=True)
        (adopted.path / ".git/info/exclude").write_text("mine.yaml\n")
        adopted.write({"promises/core/mine.yaml": "x\n"})
        assert self.notes(adopted) == []

    def test_no_filter_runs(self, adopted):
        adopted.commit("Attributes", {".gitattributes": "*.yaml filter=evil\n"})
        adopted.git("config", "filter.evil.clean", f"touch {adopted.path / 'ran'}; cat")
        adopted.write(EDITED)
        assert len(self.notes(adopted)) == 1
        assert not (adopted.path / "ran").exists()


class TestRulesThatAreNotRead:
    def test_a_policy_of_another_ending_at_the_base_is_told_in_every_format(self, adopted, tmp_path):
        text = PACK["policies/no-erasure.yaml"]
        adopted.commit("Rename", {"policies/no-erasure.yaml": None, "policies/no-erasure.YAML": text})
        adopted.branch("change")
        adopted.checkout("change")
        gone = {
            path: None for path in files_of(acme()) if path not in files_of(without(acme(), "free-parking"))
        }
        adopted.commit("Erase", gone)
        for name in ("text", "json", "markdown", "github", "junit", "sarif"):
            said = pas_gov(adopted.path, "gate", "--base", "main", *TODAY, "-f", name, status=0).stdout
            plain = " ".join(said.replace("\\", "").split())
            assert "policies/no-erasure.YAML at the base isn" in plain, name
            assert "binds nobody" in plain, name


class TestAPartialClone:
    def test_the_remedy_fetches_what_is_missing(self, adopted, tmp_path):
        adopted.git("config", "uploadpack.allowfilter", "true")
        clone = tmp_path / "clone"
        source = f"file://{adopted.path}"
        subprocess.run(
            ["git", "clone", "-q", "--filter=blob:none", "--no-checkout", source, clone], check=True
        )
        reason = judged(clone, status=3)["reason"]
        assert reason["code"] == "missing-object"
        assert "hint" not in reason["message"]
        command = reason["remedy"].removeprefix("Fetch everything: ").partition(";")[0]
        assert command == "git fetch --refetch --no-filter origin"
        subprocess.run(command.split(), cwd=clone, check=True, capture_output=True)
        assert judged(clone)["verdict"] == "pass"
