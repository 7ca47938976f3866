"""--commit and --branch: just these files, where they belong, as the user's git would; or told, and nothing half-done."""

from __future__ import annotations

import shlex

import pytest
from scenario import promise

pytestmark = pytest.mark.whole

CORE, RESPONSE = "promises/core/reliable.yaml", "promises/supporting/four-hours.yaml"
RETITLED = ("amend", "reliable", "--title", "The most reliable")


@pytest.fixture
def ada(owner, monkeypatch):
    """Return an owner on main who has a name, and nobody else's settings."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    owner.repo.git("config", "user.name", "Ada")
    owner.repo.git("checkout", "--quiet", "main")
    return owner


def state(owner):
    """Return all that a command could leave: files, refs, what is checked out, what is staged."""
    git = owner.repo.git
    refs = git("for-each-ref"), git("symbolic-ref", "--quiet", "HEAD", check=False), git("rev-parse", "HEAD")
    return owner.files(), refs, git("status", "--porcelain"), git("ls-files", "--stage")


def committed_files(owner):
    return owner.repo.git("show", "--name-only", "--format=", "HEAD").split("\n")


def hook(owner, name, script):
    path = owner.repo.path / ".git/hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


class TestWhatIsCommitted:
    def test_just_these_files_on_a_branch_from_the_base(self, ada):
        said = ada.ok(*RETITLED, "--branch", "better")
        assert "Committed on the branch better, made from main: Amend reliable: The most" in said
        assert committed_files(ada) == [CORE]
        assert ada.repo.git("rev-parse", "HEAD~1") == ada.repo.git("rev-parse", "main")
        assert ada.repo.git("symbolic-ref", "HEAD") == "refs/heads/better"
        assert ada.repo.git("status", "--porcelain") == ""

    def test_what_is_staged_stays_staged_and_other_changes_stay(self, ada):
        ada.repo.write({"staged.txt": "s", "new.txt": "n", RESPONSE: ada.text(RESPONSE) + "# mine\n"})
        ada.repo.git("add", "staged.txt")
        said = ada.ok(*RETITLED, "--commit")
        assert committed_files(ada) == [CORE]
        assert ada.repo.git("status", "--porcelain").split("\n") == [
            f" M {RESPONSE}", "A  staged.txt", "?? new.txt"
        ]  # fmt: skip
        assert f"not in this commit, as other changes that aren't committed yet: {RESPONSE}" in " ".join(
            said.split()
        )

    def test_a_branch_begins_at_the_base_whatever_is_checked_out(self, ada):
        ada.ok("amend", "four-hours", "--title", "Four", "--branch", "one")
        ada.ok(*RETITLED, "--branch", "two")
        assert ada.repo.git("rev-parse", "two~1") == ada.repo.git("rev-parse", "main")
        assert "Four hours" in ada.text(RESPONSE)

    def test_new_and_moved_files(self, ada):
        told = ("--notice", "customers=From now on.")
        ada.ok("amend", "four-hours", "--layer", "conditional", "--applies-when", "Pro.", "--cel",
               'subject.plan == "pro"', *told, "--branch", "moved")  # fmt: skip
        assert sorted(ada.repo.git("show", "--name-status", "--no-renames", "--format=", "HEAD").split("\n")) == [
            "A\tpromises/conditional/four-hours.yaml", f"D\t{RESPONSE}"
        ]  # fmt: skip

    def test_a_message_of_ones_own_may_begin_with_a_hyphen(self, ada):
        ada.ok(*RETITLED, "--commit", "-m", "--amend\n\n# not a comment")
        assert ada.repo.git("log", "-1", "--format=%B") == "--amend\n\n# not a comment\n"
        assert ada.repo.git("rev-list", "--count", "HEAD") == "2"

    def test_nothing_to_write_makes_no_branch(self, ada):
        before = state(ada)
        assert "Nothing to write" in ada.ok("amend", "reliable", "--title", "Reliable", "--branch", "same")
        assert state(ada) == before

    def test_a_dry_run_and_a_refused_change_leave_everything(self, ada):
        before = state(ada)
        assert "It would be committed on the branch x" in ada.ok(*RETITLED, "--branch", "x", "--dry-run")
        assert ada.run("amend", "reliable", "--owner", "tbd", "--branch", "x").status != 0
        assert state(ada) == before

    def test_fmt_commits_what_it_laid_out(self, ada):
        ada.ok("fmt", str(ada.repo.path / CORE), "--branch", "layout", "-m", "Layout")
        assert ada.repo.git("log", "-1", "--format=%s") == "Layout"
        assert ada.repo.git("status", "--porcelain") == ""

    def test_where_another_checkout_has_crlf_the_file_keeps_it(self, ada):
        ada.repo.git("config", "core.autocrlf", "true")
        (ada.repo.path / CORE).unlink()
        ada.repo.git("checkout", "--", CORE)
        ada.ok(*RETITLED, "--branch", "windows")
        here = (ada.repo.path / CORE).read_bytes()
        assert here.count(b"\r\n") == here.count(b"\n") > 1
        assert b"\r" not in ada.repo.git("cat-file", "blob", f"HEAD:{CORE}").encode()
        assert ada.repo.git("status", "--porcelain") == ""

    def test_the_callers_variables_for_another_repository_have_no_say(self, ada, tmp_path, monkeypatch):
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
            monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
        ada.ok(*RETITLED, "--commit")
        assert committed_files(ada) == [CORE]


class TestWhatComesNext:
    @pytest.mark.parametrize(
        ("address", "told"),
        [
            (
                "https://bob:secret@github.com/acme/p.git",
                "https://github.com/acme/p/compare/main...better?expand=1",
            ),
            (
                "git@gitlab.acme.example:acme/p.git",
                "https://gitlab.acme.example/acme/p/-/merge_requests/new?",
            ),
            ("https://bob:secret@git.acme.example/\x1b[31mp", "where the repository is hosted"),
        ],
    )
    def test_push_and_the_page_of_the_pull_request(self, ada, address, told):
        ada.repo.git("remote", "add", "origin", address)
        said = ada.ok(*RETITLED, "--branch", "better")
        assert "git push --set-upstream origin better" in said
        assert told in said
        assert "secret" not in said
        assert "\x1b" not in said

    def test_without_a_remote_its_address_is_asked_for(self, ada):
        assert "git remote add origin <ADDRESS>" in ada.ok(*RETITLED, "--branch", "better")

    def test_a_commit_on_the_base_itself_is_told(self, ada):
        said = ada.ok(*RETITLED, "--commit")
        assert "this is main itself" in said
        assert 'git switch --create "<NEW BRANCH>" && git branch --force main ' in said
        assert "push" not in said


REFUSED = {
    "-x": "is no name that git takes", "a b": "is no name that git takes", "@{-1}": "is no name that git takes",
    "HEAD": "is no name that git takes", "a\u202eb": "is no name that git takes", "main": "there is a branch",
    "change": "git switch change pas-gov amend", "change/more": 'there is a branch "change", beside which',
    "v1": "there is a tag", "origin/main": "there is a branch of a remote", "there": "there is at origin a branch",
}  # fmt: skip


class TestWhatIsRefused:
    def test_a_name_that_cant_be(self, ada):
        ada.repo.git("tag", "v1")
        ada.repo.git("remote", "add", "origin", "https://github.com/a/b")
        for branch in ("main", "there"):
            ada.repo.git("update-ref", f"refs/remotes/origin/{branch}", "HEAD")
        before = state(ada)
        for name, told in REFUSED.items():
            said = ada.run(*RETITLED, "--branch", name)
            assert (said.status in (2, 3), told in said.told) == (True, True), said.told
        assert state(ada) == before

    def test_options_that_say_nothing(self, ada):
        before = state(ada)
        for options, told in (
            (("-m", "text"), "add --commit"),
            (("--commit", "-m", " "), "is empty"),
            (("--commit", "-m", "a\x1bb"), "\\x1b"),
            (("--branch", " "), "write a name"),
        ):
            said = ada.run(*RETITLED, *options)
            assert (said.status, told in said.told) == (2, True), said.told
        assert state(ada) == before

    def test_a_file_with_changes_of_ones_own(self, ada):
        ada.repo.write({CORE: ada.text(CORE) + "# mine\n"})
        before = state(ada)
        said = ada.run(*RETITLED, "--branch", "better")
        assert f"{CORE} has changes that aren't committed" in said.told
        assert state(ada) == before
        first = said.stop.remedy.split("\n")[1].replace("<WHAT THEY ARE>", "Mine")
        for command in first.split(" && "):
            ada.repo.git(*shlex.split(command)[1:])
        ada.ok(*RETITLED, "--commit")

    def test_a_promise_that_isnt_committed_isnt_seen_and_that_is_told(self, ada):
        ada.repo.write({"promises/supporting/uncommitted.yaml": str(promise("uncommitted", "supporting"))})
        said = ada.run("amend", "uncommitted", "--title", "x", "--commit")
        assert (
            "what isn't committed isn't seen by --commit: promises/supporting/uncommitted.yaml" in said.told
        )

    def test_no_branch_is_checked_out(self, ada):
        ada.repo.git("checkout", "--quiet", "--detach")
        said = ada.run(*RETITLED, "--commit")
        assert said.status == 3
        assert '--branch "<A NAME FOR THE BRANCH>"' in said.told
        ada.ok(*RETITLED, "--commit", "--branch", "better")

    def test_nobody_is_the_author_until_the_remedy_is_followed(self, ada):
        for key, value in (("user.name", None), ("user.email", None), ("user.useConfigOnly", "true")):
            ada.repo.git("config", key, value) if value else ada.repo.git("config", "--unset", key)
        before = state(ada)
        said = ada.run(*RETITLED, "--commit", "--author", "@a/b")
        assert "git doesn't know who makes the commit" in said.told
        assert state(ada) == before
        for command in said.stop.remedy.split("\n")[1].split(" && "):
            ada.repo.git(*shlex.split(command)[1:])
        ada.ok(*RETITLED, "--commit", "--author", "@a/b")

    def test_git_is_in_the_middle_of_something(self, ada):
        for mark, told in (
            ("MERGE_HEAD", "a merge isn't finished"),
            ("index.lock", "another git is at work"),
        ):
            file = ada.repo.path / ".git" / mark
            file.write_text(ada.repo.git("rev-parse", "HEAD"))
            said = ada.run(*RETITLED, "--branch", "better")
            file.unlink()
            assert (said.status, told in said.told) == (3, True)
        assert "better" not in ada.repo.git("branch", "--list")

    def test_what_the_base_would_overwrite_keeps_the_branch_from_being_made(self, ada):
        ada.repo.git("checkout", "--quiet", "-b", "other")
        ada.repo.commit("Other", {"README.txt": "one"})
        ada.repo.write({"README.txt": "two"})
        before = state(ada)
        said = ada.run(*RETITLED, "--branch", "better")
        assert "can't be begun from main" in said.told
        assert state(ada) == before

    def test_a_file_that_a_sparse_checkout_leaves_out(self, ada):
        ada.repo.git("sparse-checkout", "set", "policies")
        before = state(ada)
        said = ada.run(*RETITLED, "--branch", "better")
        assert "sparse checkout" in said.told
        assert state(ada) == before


class TestAsGitWouldDoIt:
    def test_a_hook_that_refuses_leaves_the_files_and_says_what_to_do(self, ada):
        hook(ada, "pre-commit", "echo 'no \033[31mway' >&2; exit 1")
        said = ada.run("waive", "no-erasure", "reliable", "--reason", "All agreed.", "--approved-by", "@a/c",
                       "--until", "+30d", "--branch", "waiver")  # fmt: skip
        assert said.status == 3
        assert "NOT COMMITTED" in said.out
        assert "no \\x1b[31mway" in said.out
        assert ada.repo.git("diff", "--cached", "--name-only") == ""
        path = "policies/waivers/no-erasure-reliable.yaml"
        assert ada.repo.git("status", "--porcelain", "-uall") == f"?? {path}"
        (ada.repo.path / ".git/hooks/pre-commit").unlink()
        remedy = next(line for line in said.out.split("\n") if "git add --force" in line)
        for command in remedy.strip().split(" && "):
            ada.repo.git(*shlex.split(command)[1:])
        assert committed_files(ada) == [path]

    def test_what_a_hook_changes_is_committed_and_nothing_is_left_staged(self, ada):
        hook(ada, "pre-commit", f"sed -i s/most/MOST/ {CORE}; git add {CORE}")
        ada.ok(*RETITLED, "--commit")
        assert "The MOST reliable" in ada.repo.git("show", f"HEAD:{CORE}")
        assert ada.repo.git("status", "--porcelain") == ""

    def test_it_is_signed_where_the_settings_say_so(self, ada, tmp_path):
        program = tmp_path / "sign"
        program.write_text(
            "#!/bin/sh\ncat >/dev/null\necho '[GNUPG:] SIG_CREATED ' >&2; echo '-----BEGIN PGP SIGNATURE-----'\n"
        )
        program.chmod(0o755)
        ada.repo.git("config", "gpg.program", str(program))
        ada.repo.git("config", "commit.gpgSign", "true")
        ada.ok(*RETITLED, "--commit")
        assert "gpgsig -----BEGIN PGP SIGNATURE-----" in ada.repo.git("cat-file", "commit", "HEAD")
        program.write_text("#!/bin/sh\nexit 1\n")
        said = ada.run("amend", "reliable", "--title", "Other", "--commit")
        assert said.status == 3
        assert "gpg failed to sign" in said.out
        assert '"title": "Other"' in ada.text(CORE)
