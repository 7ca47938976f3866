"""diagnose, as people call it: in any folder, with nothing set up."""

from __future__ import annotations

import json

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


def test_what_is_not_there_or_holds_no_text_is_wrong_usage(tmp_path):
    for given, code in ((tmp_path / "nowhere", "no-such-path"), (tmp_path, "no-texts")):
        failed = run(given).exception
        assert isinstance(failed, Stop)
        assert (failed.code, failed.status) == (code, 2)


def test_what_is_not_read_is_told(tmp_path):
    (tmp_path / "a.md").write_text("We answer every ticket within two hours.\n")
    (tmp_path / "b.md").write_bytes(b"\0\1\2")
    done = run(tmp_path)
    assert done.return_value == 3
    assert "b.md: this file is binary" in done.output
