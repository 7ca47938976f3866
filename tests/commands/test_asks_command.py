"""``pas-gov asks`` on real repositories: texts that can be sent, and what scripts get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from gitrepo import Repo
from scenario import PACK, acme, changed, files_of, settings

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop
from pas_gov.judging.findings.asks import AsksReport
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.model.records.schema import schema
from pas_gov.report.asks.words import nothing

pytestmark = pytest.mark.whole

TODAY = ("--today", "2026-06-01")
CHANGE = ("--base", "main")


def owned() -> dict[str, Any]:
    return changed(changed(acme(), "four-hours", owner="@acme/support"), "named-csm", owner="@acme/csm")


@pytest.fixture
def folder(repo: Repo) -> Path:
    """Return a repository on a branch that rewords its Core."""
    teams = settings(teams={"@acme/support": ["@jo"]})
    repo.commit("Adopt", {**files_of(owned()), **PACK, **teams})
    repo.branch("change")
    repo.checkout("change")
    repo.commit("Change", files_of(changed(owned(), "reliable", statement="We are the best.")))
    return repo.path


@pytest.fixture
def asks(nobodys_settings, capsys, monkeypatch):
    """Return a function that runs ``asks`` in a folder and returns what it printed."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def call(folder: Path, *arguments: str, status: int = 0) -> str:
        returned = cli.main(["asks", *arguments, *TODAY, "--repo", str(folder)], standalone_mode=False)
        said = capsys.readouterr().out
        assert returned == status, said
        return said

    return call


def test_a_section_can_be_sent_as_it_is(asks, folder):
    said = asks(folder, *CHANGE, "--owner", "@acme/support")
    assert said.splitlines()[2:] == [
        "To: @acme/support",
        "-----------------",
        "1 promise must be answered before this change can be merged.",
        "",
        "What changes:",
        '  - "Reliable" (core, reliable): reworded',
        "    before: We promise reliable.",
        "    now: We are the best.",
        "",
        "1. Four hours (supporting, four-hours)",
        '   "Four hours" was not reviewed against the present "Reliable"',
        "   To answer:",
        '     pas-gov realign four-hours --to reliable --note "<WHY IT STILL HOLDS>"',
        "     if it does not hold, amend it, then realign it, or supersede or retire it",
        "",
        "To answer, run one of the commands in the repository, with your own words where",
        "<...> stands; or send these words to whoever sent you this.",
    ]


def test_who_waits_is_told_for_whom(asks, folder):
    said = asks(folder, *CHANGE, "--owner", "@acme/csm")
    assert "1 promise must wait for others." in said
    assert "   Wait for four-hours (@acme/support), which must answer first." in said.splitlines()


def test_a_member_is_asked_what_its_team_is_asked(asks, folder):
    assert "To: @acme/support" in asks(folder, *CHANGE, "--owner", "@Jo")


def test_an_owner_whom_nobody_knows_is_wrong_usage(asks, folder):
    with pytest.raises(Stop) as caught:
        asks(folder, *CHANGE, "--owner", "@acme/suport")
    assert (caught.value.status, caught.value.remedy) == (2, 'did you mean "@acme/support"?')


def test_an_owner_of_whom_nothing_is_asked_is_told_so(asks, repo, folder):
    repo.checkout("main")
    assert "Nothing is asked of @acme/support." in asks(folder, *CHANGE, "--owner", "@acme/support")


def test_that_the_policies_ask_nothing_is_not_all_that_can_be_asked():
    report = AsksReport("2026-06-01", None, ReportedRef("main", "c" * 40), (), only="@acme/support")
    assert nothing(report).startswith("Nothing is asked of @acme/support by the policies. ")
    assert "pas-gov drift" in nothing(report)
    assert "pas-gov propagation" in nothing(report)


def test_json_is_of_its_schema_and_in_order(asks, folder):
    found = json.loads(asks(folder, *CHANGE, "-f", "json"))
    jsonschema.validate(found, schema("asks"))
    assert [one["owner"] for one in found["owners"]] == ["@acme/support", "@acme/owner", "@acme/csm"]
    first = {ask["promise"]: (n, ask) for n, one in enumerate(found["owners"]) for ask in one["asks"]}
    assert first["named-csm"][0] > first["four-hours"][0]
    assert first["named-csm"][1]["waits_for"] == [{"promise": "four-hours", "owner": "@acme/support"}]
    assert first["named-csm"][1]["policy"] is None
    assert first["four-hours"][1]["commands"][0][:2] == ["realign", "four-hours"]


def test_markdown_fits_into_a_comment_of_its_own(asks, folder):
    page = asks(folder, *CHANGE, "-f", "markdown")
    assert page.startswith("[//]: # (pas-gov:asks)\n")
    assert '```sh\npas-gov realign four-hours --to reliable --note "<WHY IT STILL HOLDS>"\n```' in page
    assert "### `@acme/support`" in page


def test_the_present_state_asks_without_a_change(asks, repo, folder):
    found = json.loads(asks(folder, "--present", "-f", "json"))
    jsonschema.validate(found, schema("asks"))
    assert found["base"] is None
    assert {ask["promise"] for one in found["owners"] for ask in one["asks"]} >= {"four-hours", "named-csm"}
    repo.checkout("main")
    assert json.loads(asks(folder, "--present", "-f", "json"))["owners"] == []


def test_the_present_state_is_that_of_the_work_tree_on_request(asks, repo, folder):
    repo.checkout("main")
    repo.write(files_of(changed(owned(), "four-hours", owner="tbd")))
    assert "To: tbd" not in asks(folder, "--present")
    assert "To: tbd" in asks(folder, "--present", "--worktree")


def test_what_cannot_be_judged_asks_nobody(asks, folder):
    assert "What is asked can't be told (missing-ref)" in asks(folder, "--base", "nowhere", status=3)
    reason = json.loads(asks(folder, "--base", "nowhere", "-f", "json", status=3))
    jsonschema.validate(reason, schema("asks"))


def test_files_that_cannot_be_read_are_mended_first(asks, repo, folder):
    repo.commit("Break", {"promises/core/reliable.yaml": "id: [\n"})
    said = asks(folder, *CHANGE)
    assert said.splitlines()[2] == "To: whoever proposes this"
    assert "promises/core/reliable.yaml" in said
