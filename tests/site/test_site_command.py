"""``site``: what it writes where, what it never touches, and what it says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click
import pytest
from gitrepo import Repo
from scenario import PACK, acme, changed, files_of, realigned

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop

pytestmark = pytest.mark.whole

TODAY = "2026-06-01"


def make(*arguments: str) -> int:
    return cli.main(["site", "--today", TODAY, *arguments], standalone_mode=False)


@pytest.fixture
def org(repo: Repo) -> Repo:
    repo.commit("Adopt", {**files_of(acme()), **PACK})
    return repo


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_demo_is_small(site: Path):
    found = files(site)
    assert (
        sum(len(text) for name, text in found.items() if name not in ("promises.js", "events.js")) < 300_000
    )


class TestFolder:
    def test_a_second_run_writes_the_same_and_removes_what_is_stale(self, org, tmp_path):
        out = tmp_path / "out"
        assert make("--repo", str(org.path), "--output", str(out)) == 0
        first = files(out)
        (out / "promises" / "mine.txt").write_text("not of the site")
        assert make("--repo", str(org.path), "--output", str(out), "--compare", "main..main") == 0
        assert (out / "compare.html").exists()
        assert make("--repo", str(org.path), "--output", str(out)) == 0
        assert files(out) == {**first, "promises/mine.txt": b"not of the site"}

    def test_a_second_run_touches_only_what_changed(self, org, tmp_path, capsys):
        out = tmp_path / "out"
        given = ("--repo", str(org.path), "--output", str(out))
        assert make(*given) == 0
        before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
        capsys.readouterr()
        assert make(*given) == 0
        assert "0 files written" in capsys.readouterr().out
        assert {path: path.stat().st_mtime_ns for path in out.rglob("*.html")} == before
        org.commit("Retitle", files_of(changed(acme(), "reliable", title="Otherwise called")))
        assert make(*given) == 0
        touched = {path.name for path in out.rglob("*.html") if path.stat().st_mtime_ns != before.get(path)}
        assert {"reliable.html", "index.html", "promises.html"} <= touched
        assert "policies.html" not in touched

    def test_a_page_that_was_cut_short_is_written_again(self, org, tmp_path):
        out = tmp_path / "out"
        given = ("--repo", str(org.path), "--output", str(out))
        assert make(*given) == 0
        first = files(out)
        (out / "index.html").write_text(first["index.html"].decode()[:100])
        assert make(*given) == 0
        assert files(out) == first

    def test_a_folder_with_anything_else_in_it_is_left_alone(self, org, tmp_path):
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "notes.txt").write_text("mine")
        with pytest.raises(Stop) as stop:
            make("--repo", str(org.path), "--output", str(tmp_path / "out"))
        assert (stop.value.code, stop.value.status) == ("not-ours", 2)
        assert files(tmp_path / "out") == {"notes.txt": b"mine"}

    @pytest.mark.parametrize(
        "path", ["../notes.txt", "/etc/hostname", "a/../../notes.txt", "a/b/c", "", ".", "a\\b"]
    )
    def test_a_list_that_leads_out_of_the_folder_is_not_believed(self, org, tmp_path, path):
        (tmp_path / "notes.txt").write_text("mine")
        out = tmp_path / "out"
        out.mkdir()
        (out / ".pas-gov-site.json").write_text(json.dumps({"format": "pas-gov.site/1", "files": [path]}))
        with pytest.raises(Stop) as stop:
            make("--repo", str(org.path), "--output", str(out))
        assert stop.value.code == "not-ours"
        assert (tmp_path / "notes.txt").read_text() == "mine"

    def test_a_link_in_place_of_a_folder_is_never_followed(self, org, tmp_path):
        out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
        assert make("--repo", str(org.path), "--output", str(out)) == 0
        elsewhere.mkdir()
        for path in (out / "zones").iterdir():
            path.unlink()
        (out / "zones").rmdir()
        (out / "zones").symlink_to(elsewhere)
        with pytest.raises(Stop) as stop:
            make("--repo", str(org.path), "--output", str(out))
        assert stop.value.code == "not-written"
        assert not list(elsewhere.iterdir())

    def test_an_interrupted_run_can_be_repeated(self, org, tmp_path, monkeypatch):
        out = tmp_path / "out"
        real, calls = os.open, []

        def failing(path, *arguments, **named):
            calls.extend([path] if str(path).endswith(".html") else [])
            if len(calls) == 5:
                raise KeyboardInterrupt
            return real(path, *arguments, **named)

        monkeypatch.setattr(os, "open", failing)
        with pytest.raises(click.Abort):
            make("--repo", str(org.path), "--output", str(out))
        monkeypatch.undo()
        assert len(list(out.rglob("*.html"))) == 4
        assert make("--repo", str(org.path), "--output", str(out)) == 0


class TestReading:
    def test_a_promise_that_cannot_be_read_is_told_and_ends_with_3(self, org, tmp_path, capsys):
        org.commit("Break it", {"promises/core/broken.yaml": "id: [\n"})
        assert make("--repo", str(org.path), "--output", str(tmp_path / "out")) == 3
        assert "Not everything could be read" in capsys.readouterr().out
        assert "broken.yaml" in (tmp_path / "out" / "index.html").read_text()

    def test_a_comparison_shows_the_change_and_the_verdict(self, org, tmp_path):
        org.git("checkout", "--quiet", "-b", "change")
        core = next(one for one, record in acme().items() if record["layer"] == "core")
        org.commit(
            "Change it", files_of(changed(acme(), core, statement="We promise something else entirely."))
        )
        assert (
            make("--repo", str(org.path), "--output", str(tmp_path / "out"), "--compare", "main..change") == 0
        )
        page = (tmp_path / "out" / "compare.html").read_text()
        for part in ("blocked", "change-propagates", "something else entirely"):
            assert part in page

    def test_three_dots_show_what_the_branch_changes_and_not_what_main_did_since(self, org, tmp_path):
        org.git("checkout", "--quiet", "-b", "change")
        org.commit("Retitle", files_of(changed(acme(), "fast", title="The branch's own")))
        org.git("checkout", "--quiet", "main")
        org.commit("Main goes on", files_of(changed(acme(), "reliable", title="What main says since")))
        shown = {}
        for dots in ("...", ".."):
            out = tmp_path / f"out{len(dots)}"
            make("--repo", str(org.path), "--output", str(out), "--compare", f"main{dots}change")
            shown[dots] = (out / "compare.html").read_text()
        assert "The branch&#39;s own" in shown["..."]
        assert "What main says since" not in shown["..."]
        assert "What main says since" in shown[".."]

    def test_an_answer_that_another_signed_says_for_whom(self, org, tmp_path):
        after = changed(acme(), "reliable", statement="We promise something else entirely.")
        after = realigned(after, "four-hours", "reliable", by="@acme/strategy", note="It holds.")
        org.commit("Change it", files_of(after))
        assert make("--repo", str(org.path), "--output", str(tmp_path / "out")) == 0
        page = (tmp_path / "out" / "changes.html").read_text()
        assert "by @acme/strategy (for @acme/owner): It holds." in " ".join(page.split())

    def test_an_answer_of_the_owner_needs_no_such_word(self, org, tmp_path):
        after = changed(acme(), "reliable", statement="We promise something else entirely.")
        org.commit(
            "Change it",
            files_of(realigned(after, "four-hours", "reliable", by="@acme/owner", note="It holds.")),
        )
        make("--repo", str(org.path), "--output", str(tmp_path / "out"))
        assert "(for @acme/owner)" not in (tmp_path / "out" / "changes.html").read_text()

    @pytest.mark.parametrize("text", ["main", "main....main", "main..nobody"])
    def test_what_names_no_two_commits_is_wrong_usage(self, org, tmp_path, text):
        with pytest.raises(Stop) as stop:
            make("--repo", str(org.path), "--output", str(tmp_path / "out"), "--compare", text)
        assert stop.value.remedy

    @pytest.mark.whole
    def test_outside_git_it_says_so(self, tmp_path, nobodys_settings):
        with pytest.raises(Stop) as stop:
            make("--repo", str(tmp_path), "--output", str(tmp_path / "out"))
        assert stop.value.code == "no-repository"
        assert not (tmp_path / "out").exists()


@pytest.mark.whole
def test_the_page_of_drift_shows_what_drift_says(tmp_path, nobodys_settings):
    org, out = str(tmp_path / "acme"), tmp_path / "out"
    assert cli.main(["demo", "--drifted", "--keep", org], standalone_mode=False) == 0
    given = ["site", "--repo", org, "--output", str(out), "--drift", "--today", "2026-08-15"]
    assert cli.main(given, standalone_mode=False) == 0
    page = (out / "drift.html").read_text()
    for part in ("breached", "expired", "outdated", "escaped", "Theil-Sen"):
        assert part in page
    assert 'href="drift.html"' in (out / "index.html").read_text()
