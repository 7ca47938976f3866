"""diagnose, as people call it: in any folder, with nothing set up."""

from __future__ import annotations

import csv
import json

from click import UsageError
from click.testing import CliRunner

from pas_gov.cli.group import cli
from pas_gov.diagnostics import Stop


def run(*arguments):
    return CliRunner().invoke(cli, ["diagnose", *map(str, arguments)], standalone_mode=False)


def test_a_folder_of_texts_is_enough(tmp_path):
    (tmp_path / "pricing.md").write_text("We answer every ticket within two hours.\n")
    (tmp_path / "help.md").write_text("You will get a reply to your ticket within one business day.\n")
    done = run(tmp_path, "-f", "json", "--fail-on", "contradiction")
    assert done.return_value == 1
    (found,) = json.loads(done.output)["findings"]
    assert found["kind"] == "contradiction"
    assert {one["path"] for one in found["sentences"]} == {"pricing.md", "help.md"}


def test_pages_of_several_sources_are_told_apart(tmp_path):
    for name, said in (("site", "within two hours"), ("docs", "within one business day")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(f"We answer every ticket {said}.\n")
    (found,) = json.loads(run(tmp_path / "site", tmp_path / "docs", "-f", "json").output)["findings"]
    assert sorted(one["path"].rpartition("/")[0].rpartition("/")[2] for one in found["sentences"]) == [
        "docs",
        "site",
    ]


def test_a_file_that_is_named_beside_others_keeps_its_path(tmp_path):
    named = [tmp_path / "sla.md", tmp_path / "support.md"]
    for path, said in zip(named, ("within two hours", "within one business day"), strict=True):
        path.write_text(f"We answer every ticket {said}.\n")
    (found,) = json.loads(run(*named, "-f", "json").output)["findings"]
    assert {one["path"] for one in found["sentences"]} == {str(path) for path in named}


def test_what_is_not_there_or_holds_no_text_is_wrong_usage(tmp_path):
    (tmp_path / "blank").mkdir()
    (tmp_path / "blank/page.md").write_text("\n")
    (tmp_path / "none").mkdir()
    for given, code in (
        (tmp_path / "nowhere", "no-such-path"),
        (tmp_path / "none", "no-texts"),
        (tmp_path / "blank", "no-texts"),
    ):
        failed = run(given).exception
        assert isinstance(failed, Stop)
        assert (failed.code, failed.status) == (code, 2)


def test_what_is_not_read_is_told(tmp_path):
    (tmp_path / "a.md").write_text("We answer every ticket within two hours.\n")
    (tmp_path / "b.md").write_bytes(b"\0\1\2")
    done = run(tmp_path)
    assert done.return_value == 3
    assert "b.md: this file is binary" in done.output


def site(folder):
    (folder / "site").mkdir()
    (folder / "site" / "pricing.md").write_text("We answer every ticket within two hours.\n")
    (folder / "site" / "privacy.md").write_text("We will never sell your data.\n")
    return folder / "site"


CORE = {
    "promises/core/reliable.yaml": "schema: pas.promise/v1\nid: reliable\ntitle: Reliable\nlayer: core\nstatus: active\n"
    "owner: '@acme/strategy'\nmade: {date: 2026-01-01}\nstatement: We are reliable.\naudience: [customers]\n"
}


def test_chosen_candidates_become_proposed_promises_linked_to_the_core_that_is_named(repo):
    repo.commit("Start", CORE)
    folder = site(repo.path)
    ids = [one["id"] for one in json.loads(run(folder, "-f", "json").output)["commitments"]]
    chosen = next(one for one in ids if "answer" in one)
    written = ("--repo", repo.path, "--author", "@acme/ops", "--register", chosen, "--core", "reliable")
    assert run(folder, *written).return_value == 0
    text = (repo.path / f"promises/supporting/{chosen}.yaml").read_text()
    for said in (
        "status: proposed",
        "promise: reliable",
        "path: site/pricing.md",
        "Found by diagnose in",
        "answer every ticket",
    ):
        assert said in text
    assert len(list((repo.path / "promises").rglob("*.yaml"))) == 2


def test_what_is_not_there_is_not_registered(repo):
    repo.commit("Start", CORE)
    folder = site(repo.path)
    for words, code in (
        (("--register", "no-such"), "unknown-candidate"),
        (("--register", "all", "--core", "nowhere"), "no-promise"),
    ):
        failed = run(folder, "--repo", repo.path, "--author", "@acme/ops", *words).exception
        assert isinstance(failed, Stop)
        assert (failed.code, failed.status) == (code, 2)
        assert failed.remedy.startswith(
            ("known here:", "pas-gov inventory lists them all", "known: ", "did you mean")
        )
    assert len(list((repo.path / "promises").rglob("*.yaml"))) == 1


def test_a_sheet_of_candidates_is_one_that_import_reads(repo, tmp_path):
    repo.commit("Start", CORE)
    sheet = tmp_path / "promises.csv"
    assert (
        run(site(tmp_path), "--sheet", sheet, "--owner", "@acme/ops", "--core", "reliable").return_value == 0
    )
    rows = list(csv.DictReader(sheet.read_text().splitlines()))
    assert {row["statement"] for row in rows} == {
        "We answer every ticket within two hours.",
        "We will never sell your data.",
    }
    words = ["import", str(sheet), "--repo", str(repo.path), "--author", "@acme/ops"]
    assert CliRunner().invoke(cli, words, standalone_mode=False).return_value == 0
    assert len(list((repo.path / "promises").rglob("*.yaml"))) == 3


def test_a_sheet_says_what_comes_apart_in_a_candidate(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "support.md").write_text("We answer every ticket within four hours.\n")
    (pages / "faq.md").write_text("We answer every ticket within one business day.\n")
    sheet = tmp_path / "promises.csv"
    assert run(pages, "--sheet", sheet).return_value == 0
    (row,) = csv.DictReader(sheet.read_text().splitlines())
    assert "Also said" not in row["notes"]
    assert "It comes apart: They give different figures for how soon an answer comes" in row["notes"]


def test_options_that_contradict_each_other_are_wrong_usage(tmp_path):
    for words in (
        ("--keep", "a.warc.gz"),
        ("--core", "reliable"),
        ("--register", "all", "--fail-on", "slip"),
    ):
        assert isinstance(
            run(site(tmp_path) if not (tmp_path / "site").exists() else tmp_path / "site", *words).exception,
            UsageError,
        )
