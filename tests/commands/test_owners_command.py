"""``pas-gov owners``: CODEOWNERS in real repositories, written, checked, and held against the base of a change."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any

import click
import pytest
from codeowners_matcher import owners_of
from contents import contents
from gitrepo import Repo
from scenario import PACK, acme, changed, files_of, promise, settings

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop

pytestmark = pytest.mark.whole

GOVERNED = settings(owners=["@acme/governance"])
ORG = acme()
FILES = {**files_of(ORG), **GOVERNED}
HOME = ".github/CODEOWNERS"
FAST = "promises/core/fast.yaml"


@dataclass
class Keeper:
    """Somebody who runs ``owners`` in a repository."""

    repo: Repo
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> tuple[int, str]:
        """Return the status, and what was printed or why it stopped."""
        try:
            status = cli.main(["owners", "--repo", str(self.repo.path), *arguments], standalone_mode=False)
        except Stop as stop:
            return stop.status, f"{stop.code}: {stop.message} {stop.remedy}"
        except click.UsageError as wrong:
            return 2, wrong.format_message()
        return status, self.capsys.readouterr().out

    def data(self, *arguments: str) -> dict[str, Any]:
        """Return the report as JSON, with the status in it."""
        status, out = self.run("-f", "json", *arguments)
        return {**json.loads(out), "status": status}

    def codes(self, *arguments: str) -> list[str]:
        """Return what is wrong, in a word each."""
        return [one["code"] for one in self.data(*arguments)["problems"]]

    def content(self, path: str = HOME) -> bytes:
        return (self.repo.path / path).read_bytes()

    def tree(self) -> dict[str, bytes]:
        """Return every file of the work tree."""
        return contents(self.repo.path)


@pytest.fixture
def keeper(repo: Repo, capsys, monkeypatch) -> Keeper:
    monkeypatch.setenv("COLUMNS", "80")
    repo.write(FILES)
    return Keeper(repo, capsys)


@pytest.fixture
def merged(keeper: Keeper) -> Keeper:
    """Return the keeper of a repository whose main is true to its owners."""
    keeper.run()
    keeper.repo.commit("Adopt")
    return keeper


class TestWriting:
    def test_everybody_is_asked_who_should_be(self, keeper):
        keeper.repo.write({**PACK, ".github/workflows/gate.yml": "on: push\n", "src/main.py": ""})
        keeper.repo.write(files_of(changed(ORG, "fast", owner="ada@acme.example")))
        assert keeper.run() == (0, f"wrote {HOME}: it asks the owners of {len(ORG)} promises.\n")
        text = keeper.content()
        assert {path: owners_of(text, path) for path in files_of(ORG)} == {
            path: ("ada@acme.example" if path == FAST else "@acme/owner",) for path in files_of(ORG)
        }
        rules = [*PACK, "pas-gov.yaml", HOME, ".github/workflows/gate.yml", "promises/README.md"]
        assert {owners_of(text, path) for path in rules} == {("@acme/governance",)}
        assert owners_of(text, "src/main.py") == ()

    def test_twice_changes_nothing(self, keeper):
        keeper.run()
        before = keeper.tree()
        status, said = keeper.run()
        assert (status, said, keeper.tree()) == (
            0,
            f"TRUE  {HOME} asks the owners of {len(ORG)} promises.\n",
            before,
        )

    @pytest.mark.parametrize("order", [[0, 1, 2], [1, 2], [2]])
    def test_it_takes_the_file_that_github_reads(self, keeper, order):
        places = [HOME, "CODEOWNERS", "docs/CODEOWNERS"]
        keeper.repo.write({places[number]: "* @acme/all\n" for number in order})
        report = keeper.data()
        assert (report["path"], report["state"]) == (places[order[0]], "written")
        assert keeper.content(places[order[0]]).startswith(b"* @acme/all\n\n# pas-gov owners: begin")
        assert all(keeper.content(places[number]) == b"* @acme/all\n" for number in order[1:])

    def test_what_else_the_file_holds_stays_byte_for_byte(self, keeper):
        mine = b"\xef\xbb\xbf# \xff\r\n*.py  @dev\t# x\r\n"
        keeper.repo.write({HOME: mine})
        keeper.run()
        keeper.repo.write({HOME: keeper.content() + b"/src/ @dev", **files_of([promise("new", "core")])})
        assert keeper.data()["state"] == "written"
        assert keeper.content().startswith(mine)
        assert keeper.content().endswith(b"\r\n/src/ @dev")
        assert owners_of(keeper.content()[len(mine) :], "promises/core/new.yaml") == ("@acme/owner",)

    def test_outside_git_it_works_too(self, tmp_path, nobodys_settings, capsys):
        for path, text in FILES.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        assert cli.main(["owners", "--repo", str(tmp_path)], standalone_mode=False) == 0
        assert owners_of((tmp_path / HOME).read_bytes(), FAST) == ("@acme/owner",)

    def test_a_folder_of_it_means_the_whole_repository(self, keeper):
        assert cli.main(["owners", "--repo", str(keeper.repo.path / "promises")], standalone_mode=False) == 0
        assert owners_of(keeper.content(), FAST) == ("@acme/owner",)

    def test_records_inside_another_repository_have_no_codeowners(self, keeper):
        keeper.repo.write({f"inner/{path}": text for path, text in FILES.items()})
        inner = Keeper(Repo.__new__(Repo), keeper.capsys)
        inner.repo.path = keeper.repo.path / "inner"
        status, said = inner.run()
        assert (status, said.split(":")[0]) == (2, "not-the-top")
        assert not (inner.repo.path / ".github").exists()

    def test_where_there_are_no_promises_it_says_so(self, new_repo, capsys):
        status, said = Keeper(new_repo("empty"), capsys).run()
        assert (status, said.split(":")[0]) == (3, "no-promises")


class TestChecking:
    def test_a_true_file_passes(self, merged):
        assert merged.run("--check") == (0, f"TRUE  {HOME} asks the owners of {len(ORG)} promises.\n")

    def test_a_stale_one_is_shown_as_a_difference_and_stays(self, merged):
        merged.repo.write(files_of(changed(ORG, "fast", owner="@acme/new")))
        before = merged.tree()
        status, said = merged.run("--check")
        assert (status, merged.tree()) == (1, before)
        assert f"--- a/{HOME}\n+++ b/{HOME}\n" in said
        assert f"\n-/{FAST} @acme/owner\n+/{FAST} @acme/new\n" in said
        assert said.endswith("To mend: pas-gov owners\n")

    def test_a_missing_one_is_stale(self, keeper):
        report = keeper.data("--check")
        assert (report["state"], report["status"], report["problems"]) == ("stale", 1, [])
        assert not (keeper.repo.path / ".github").exists()

    @pytest.mark.parametrize(
        "changed_file", [{"src/a.py": "x\n"}, {"promises/README.md": "x\n"}, {"CODEOWNERS": "x\n"}]
    )
    def test_what_owns_no_promise_doesnt_make_it_stale(self, merged, changed_file):
        merged.repo.write(changed_file)
        assert merged.data("--check")["status"] == 0

    @pytest.mark.parametrize(
        "changed_file", [{FAST: None}, files_of([promise("new", "core")]), settings(owners=["@acme/board"])]
    )
    def test_what_owns_one_does(self, merged, changed_file):
        merged.repo.write(changed_file)
        assert merged.data("--check")["state"] == "stale"

    @pytest.mark.parametrize("checking", [[], ["--check"]])
    def test_a_bad_owner_is_an_error_at_its_line_and_nothing_is_written(self, keeper, checking):
        keeper.repo.write(files_of(changed(ORG, "fast", owner="Support\n@evil")))
        before = keeper.tree()
        report = keeper.data(*checking)
        line = keeper.content(FAST).decode().splitlines().index(' "owner": "Support\\n@evil",') + 1
        assert (report["state"], report["status"], report["lines"], keeper.tree()) == (
            "invalid",
            1,
            [],
            before,
        )
        (problem,) = report["problems"]
        assert problem["location"] == {"path": FAST, "line": line, "column": 11}
        assert "pas-gov amend fast --owner" in problem["remedy"]

    def test_a_bad_governance_owner_is_shown_in_the_settings(self, keeper):
        keeper.repo.write(settings(owners=["@acme/governance", "everyone"]))
        (problem,) = keeper.data()["problems"]
        assert (problem["code"], problem["location"]["path"]) == ("bad-governance-owner", "pas-gov.yaml")
        assert problem["location"]["line"] > 1

    @pytest.mark.parametrize(
        "given",
        [None, json.dumps({"schema": "pas.settings/v1"}), '{"schema": "pas.settings/v1", "owners": []}'],
    )
    def test_no_governance_owners_is_an_error_that_says_what_to_add(self, keeper, given):
        keeper.repo.write({"pas-gov.yaml": given})
        status, said = keeper.run()
        assert status == 1
        assert 'add to pas-gov.yaml: owners: ["<WHO GOVERNS>"]' in said

    def test_a_path_that_cant_be_written_says_to_rename(self, keeper):
        keeper.repo.write({"promises/core/[a].yaml": json.dumps(promise("odd", "core"))})
        (problem,) = keeper.data()["problems"]
        assert (problem["code"], problem["location"]["path"]) == ("bad-owner-path", "promises/core/[a].yaml")

    def test_a_rule_after_the_block_is_named(self, merged):
        merged.repo.write({HOME: merged.content() + b"\n*.yaml @evil\n"})
        report = merged.data("--check")
        lines = merged.content().splitlines()
        assert [(one["code"], one["location"]["line"]) for one in report["problems"]] == [
            ("overriding-rule", len(lines))
        ]
        assert (report["status"], report["problems"][0]["remedy"]) == (1, "move it above the block")

    def test_nor_is_it_written_while_one_stands_there(self, merged):
        merged.repo.write(
            {HOME: merged.content() + b"* @evil\n", **files_of(changed(ORG, "fast", owner="@acme/new"))}
        )
        before = merged.tree()
        assert (merged.run()[0], merged.tree()) == (1, before)

    def test_base_needs_check(self, merged):
        assert merged.run("--base", "main")[0] == 2


class TestWhatCantBeRead:
    @pytest.mark.parametrize("checking", [[], ["--check"]])
    def test_an_invalid_promise_is_named_and_nothing_is_written(self, merged, checking):
        merged.repo.write({FAST: "id: fast\n", **files_of([promise("new", "core")])})
        before = merged.tree()
        report = merged.data(*checking)
        assert (report["state"], report["status"], merged.tree()) == ("unreadable", 3, before)
        (problem,) = report["problems"]
        assert (problem["code"], problem["location"]["path"]) == ("owner-unknown", FAST)
        assert f"pas-gov validate {FAST}" in problem["remedy"]

    def test_two_files_of_one_id_are_named(self, merged):
        merged.repo.write({"promises/core/copy.yaml": json.dumps({**ORG["fast"], "owner": "@evil"})})
        report = merged.data("--check")
        assert (report["status"], {one["code"] for one in report["problems"]}) == (3, {"duplicate-id"})

    def test_a_cycle_hides_no_owner(self, merged):
        merged.repo.write(files_of(changed(ORG, "fast", aligned_to=[{"promise": "quick-setup"}])))
        assert merged.data("--check")["status"] == 0

    def test_invalid_settings_are_named(self, merged):
        merged.repo.write({"pas-gov.yaml": "schema: pas.settings/v1\nowners: 3\n"})
        report = merged.data("--check")
        assert (report["status"], report["problems"][0]["location"]["path"]) == (3, "pas-gov.yaml")

    def test_an_invalid_policy_hides_no_owner(self, merged):
        merged.repo.write({"policies/broken.yaml": "id: x\n"})
        assert merged.data("--check")["status"] == 0

    @pytest.mark.parametrize(
        "link", [HOME, ".github", "CODEOWNERS", "docs/CODEOWNERS", "promises/core/x.yaml", "pas-gov.yaml"]
    )
    def test_links_are_never_followed(self, keeper, link, tmp_path):
        outside = tmp_path / "outside"
        outside.mkdir()
        (outside / "CODEOWNERS").write_text("* @outside\n")
        path = keeper.repo.path / link
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(outside if link == ".github" else outside / "CODEOWNERS")
        for checking in ([], ["--check"]):
            report = keeper.data(*checking)
            assert (report["state"], report["status"]) == ("unreadable", 3)
            assert "not-a-file" in [one["code"] for one in report["problems"]]
        assert (outside / "CODEOWNERS").read_text() == "* @outside\n"
        assert os.listdir(outside) == ["CODEOWNERS"]

    def test_a_link_that_github_doesnt_come_to_is_left(self, keeper):
        keeper.repo.write({HOME: ""})
        (keeper.repo.path / "CODEOWNERS").symlink_to("nowhere")
        assert keeper.data()["state"] == "written"

    def test_a_folder_in_its_place_is_named(self, keeper):
        keeper.repo.write({"CODEOWNERS/a": ""})
        assert keeper.codes("--check") == ["not-a-file"]

    def test_a_file_that_git_ignores_would_ask_nobody(self, keeper):
        keeper.repo.write({HOME: "", ".gitignore": ".github/\n"})
        report = keeper.data()
        (problem,) = report["problems"]
        assert (report["status"], problem["code"], problem["severity"]) == (3, "ignored", "error")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
    def test_one_without_permission_is_named(self, keeper):
        keeper.repo.write({HOME: ""})
        (keeper.repo.path / HOME).chmod(0)
        assert keeper.codes() == ["unreadable"]


class TestLargeFiles:
    def test_one_of_two_megabytes_is_kept_whole(self, keeper):
        mine = b"/src/ @dev\n" * 180_000
        keeper.repo.write({HOME: mine})
        assert keeper.data()["state"] == "written"
        assert keeper.content().startswith(mine)
        keeper.repo.commit("Adopt")
        keeper.repo.write(files_of(changed(ORG, "fast", owner="@acme/new")))
        keeper.run()
        assert keeper.data("--check", "--base", "main")["status"] == 0

    @pytest.mark.parametrize("size", [2_999_900, 3_000_000, 5_000_000])
    def test_one_that_github_wouldnt_read_is_an_error(self, keeper, size):
        mine = b"#" * (size - 1) + b"\n"
        keeper.repo.write({HOME: mine})
        assert keeper.codes() == ["too-large"]
        assert keeper.content() == mine

    def test_forty_thousand_rules_after_it_are_counted_not_shown(self, merged):
        merged.repo.write({HOME: merged.content() + b"* @evil\n" * 40_000})
        status, said = merged.run("--check")
        assert (status, "and 39980 more problems" in said) == (1, True)


class TestTheBase:
    def test_a_change_of_owner_passes_where_the_old_one_is_asked(self, merged):
        merged.repo.git("checkout", "-q", "-b", "change")
        merged.repo.write(files_of(changed(ORG, "fast", owner="@acme/new")))
        merged.run()
        assert merged.data("--check", "--base", "main")["status"] == 0
        merged.repo.commit("Hand over")
        assert merged.data("--check", "--base", "main")["status"] == 0

    @pytest.mark.parametrize(
        "change",
        [
            files_of(changed(ORG, "fast", owner="@evil")),
            {FAST: None},
            {FAST: None, "promises/core/other.yaml": json.dumps(ORG["fast"])},
        ],
    )
    def test_it_doesnt_where_nobody_asks_the_old_owner(self, keeper, change):
        keeper.repo.commit("No CODEOWNERS yet")
        keeper.repo.write(change)
        keeper.run()
        report = keeper.data("--check", "--base", "main")
        (problem,) = report["problems"]
        assert (report["state"], report["status"], problem["code"]) == ("unasked", 1, "not-asked")
        assert f"the old owner @acme/owner isn't asked for {FAST}" in problem["message"]
        assert keeper.data("--check")["status"] == 0

    def test_a_stale_file_is_told_beside_it(self, keeper):
        keeper.repo.commit("No CODEOWNERS yet")
        keeper.repo.write({FAST: None})
        report = keeper.data("--check", "--base", "main")
        assert (report["state"], [one["code"] for one in report["problems"]]) == ("stale", ["not-asked"])

    def test_the_file_of_the_change_is_never_what_counts(self, merged):
        merged.repo.write({HOME: merged.content().replace(f"/{FAST} @acme/owner\n".encode(), b"")})
        merged.repo.commit("Main loses the line")
        merged.run()
        merged.repo.write(files_of(changed(ORG, "fast", owner="@acme/new")))
        merged.run()
        status, said = merged.run("--check", "--base", "main")
        assert status == 1
        assert "(/promises/) gives it to @acme/governance" in " ".join(said.split())

    def test_nor_one_that_github_doesnt_read_at_the_base(self, merged):
        """A file at a place that comes first hides the one with the block."""
        merged.repo.git("mv", HOME, "CODEOWNERS")
        merged.repo.commit("Hidden", {HOME: "* @evil\n"})
        merged.repo.write(files_of(changed(ORG, "fast", owner="@acme/new")))
        assert "not-asked" in merged.codes("--check", "--base", "main")

    def test_nor_a_link_there(self, merged):
        merged.repo.git("mv", HOME, "real")
        (merged.repo.path / ".github").mkdir(exist_ok=True)
        (merged.repo.path / HOME).symlink_to("../real")
        merged.repo.commit("A link")
        merged.repo.write(files_of(changed(ORG, "fast", owner="@acme/new")))
        assert "not-asked" in merged.codes("--check", "--base", "main")

    def test_a_change_that_takes_nothing_from_anybody_passes_whatever_the_base(self, keeper):
        keeper.repo.commit("No CODEOWNERS yet")
        keeper.repo.write(
            {**files_of(changed(ORG, "fast", title="New")), **files_of([promise("new", "core")])}
        )
        keeper.run()
        assert keeper.data("--check", "--base", "main")["status"] == 0

    def test_no_such_base_is_no_verdict(self, merged):
        status, said = merged.run("--check", "--base", "nowhere")
        assert (status, said.split(":")[0]) == (3, "missing-ref")

    def test_a_repaired_owner_is_a_warning(self, keeper):
        keeper.repo.commit("A placeholder", files_of(changed(ORG, "fast", owner="tbd")))
        keeper.repo.write(files_of(ORG))
        keeper.run()
        report = keeper.data("--check", "--base", "main")
        assert (report["status"], [one["severity"] for one in report["problems"]]) == (0, ["warning"])


class TestTheReports:
    def test_the_json_names_path_state_lines_and_problems(self, merged):
        report = merged.data("--check")
        assert list(report) == ["format", "path", "state", "lines", "problems", "status"]
        assert (report["format"], report["path"], report["state"]) == ("pas-gov.owners/1", HOME, "current")
        assert report["lines"][0] == {"path": "/promises/", "owners": ["@acme/governance"]}
        assert {"path": f"/{FAST}", "owners": ["@acme/owner"]} in report["lines"]

    def test_hostile_texts_cant_command_a_terminal_or_a_log(self, keeper):
        keeper.repo.write(
            files_of(changed(ORG, "fast", owner="##[error]x", title="::error::a\n::set-output::"))
        )
        keeper.repo.write({HOME: "\x1b[2J ::warning::x\n"})
        for arguments in ([], ["--check"], ["--check", "-f", "json"]):
            _, said = keeper.run(*arguments)
            assert "\x1b" not in said
            assert "##[" not in said
            assert not any(line.lstrip().startswith("::") for line in said.splitlines())

    def test_the_help_has_an_example(self, capsys):
        cli.main(["owners", "--help"], standalone_mode=False)
        assert "pas-gov owners --check --base origin/main" in capsys.readouterr().out

    def test_it_stands_in_the_help_of_all_commands(self, capsys):
        cli.main(["--help"], standalone_mode=False)
        assert "Keep CODEOWNERS true to the promises' owners." in capsys.readouterr().out


def test_the_helper_reads_codeowners_as_github_documents_it():
    """Its own example, so that the second opinion is one."""
    text = (
        "*       @global-owner1 @global-owner2\n*.js    @js-owner #This is an inline comment.\n*.go docs@example.com\n"
        "*.txt @octo-org/octocats\n/build/logs/ @doctocat\ndocs/*  docs@example.com\napps/ @octocat\n/docs/ @doctocat\n"
        "/scripts/ @doctocat @octocat\n**/logs @octocat\n/apps/ @octocat\n/apps/github\n"
    )
    expected = {
        "a/b": ("@global-owner1", "@global-owner2"),
        "a/b.js": ("@js-owner",),
        "build/logs/x": ("@octocat",),
        "docs/getting-started.md": ("@doctocat",),
        "x/apps/y": ("@octocat",),
        "apps/github": (),
        "deeply/nested/logs/x": ("@octocat",),
        "scripts/x": ("@doctocat", "@octocat"),
    }
    assert {path: owners_of(text, path) for path in expected} == expected
    assert owners_of("docs/* @a\n", "docs/a/b") == ()
