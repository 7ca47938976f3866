"""``impact`` on real repositories: what it prints, in each format, and what it says it couldn't read."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner
from gitrepo import Repo
from scenario import PACK, acme, changed, ended, files_of, noticed, org, promise, settings, with_made

from pas_gov.cli import cli
from pas_gov.commands.impact import impact_command
from pas_gov.diagnostics import Stop

pytestmark = pytest.mark.whole

TODAY = date(2026, 6, 1)
SURFACES = {
    "sales-marketing": {
        "says": "Sales.",
        "surfaces": [{"path": "playbooks/sales.md"}, {"url": "https://acme.example/"}],
    }
}
STORY = changed(acme(), "reliable", zones=SURFACES)


@pytest.fixture
def run(capsys, monkeypatch):
    """Return a function that runs the command and returns its status and what it printed."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(repo: Repo, text: str, format_: str = "text", ref: str | None = None) -> tuple[int, str]:
        status = impact_command(str(repo.path), text, ref, format_, TODAY)
        return status, capsys.readouterr().out

    return call


@pytest.fixture
def facts(run):
    """Return a function that does the same in JSON."""

    def call(repo: Repo, text: str, ref: str | None = None, status: int = 0) -> dict:
        found, said = run(repo, text, "json", ref)
        assert found == status
        return json.loads(said)

    return call


def stopped(repo: Repo, text: str) -> Stop:
    with pytest.raises(Stop) as stop:
        impact_command(str(repo.path), text, None, "text", TODAY)
    return stop.value


def holding(repo: Repo, records, **more: str) -> Repo:
    """Return the repository with these promises in its work tree, and the standard pack."""
    repo.write({**files_of(records), **PACK, **more})
    return repo


@pytest.fixture
def story(repo: Repo) -> Repo:
    return holding(repo, STORY)


class TestWhatItPrints:
    def test_the_text(self, run, story):
        status, said = run(story, "rel")
        assert status == 0
        assert said == (
            'reliable "Reliable"\n'
            "  core, active, @acme/owner, promises/core/reliable.yaml\n"
            "  - aligned to it, but only proposed, so not asked yet: draft\n"
            "\n"
            "If it changes materially, 5 promises must answer.\n"
            "\n"
            "2 at once, aligned to it:\n"
            "  Supporting\n"
            '    four-hours "Four hours", @acme/owner\n'
            "      in delivery-support, documentation-knowledge\n"
            "  Legacy\n"
            '    phone-support "Phone support", @acme/owner\n'
            "      in no zone\n"
            "\n"
            "2 later, when those that they rest on have answered:\n"
            "  Conditional\n"
            '    named-csm "Named csm", @acme/owner\n'
            "      by way of four-hours; in no zone\n"
            "  Experimental\n"
            '    ai-summary "Ai summary", @acme/owner\n'
            "      by way of four-hours; in no zone\n"
            "\n"
            "1 Legacy promise must decide at once too, linked to it or not:\n"
            '    free-parking "Free parking", @acme/owner\n'
            "      in no zone\n"
            "\n"
            "Owners to ask: @acme/owner (5)\n"
            "\n"
            "Zones touched, with the promises in each and where they are stated:\n"
            "  Sales and Marketing            1  playbooks/sales.md, https://acme.example/\n"
            "  Delivery and Support           1  no surface named\n"
            "  Documentation and Knowledge    1  no surface named\n"
            "\n"
            "If it ends:\n"
            "  - earliest last day 2026-07-01, if all are told today (30 days of notice)\n"
            "  - a notice to customers\n"
            "  - the day on which it stops in sales-marketing\n"
            "  - needn't decide if nothing follows it, as they are reviewed against another\n"
            "    Core: free-parking (fast)\n"
            "If it becomes less, or its condition changes:\n"
            "  - a new notice to customers\n"
            "\n"
            "To do it, one of these:\n"
            "  pas-gov amend reliable ...\n"
            '  pas-gov supersede reliable --by "<ID OF WHAT FOLLOWS>" --why "<WHY IT ENDS>"\n'
            '  pas-gov retire reliable --why "<WHY IT ENDS>"\n'
            "\n"
            "After an amendment, for those who still hold:\n"
            '  pas-gov realign --all-dependents-of reliable --note "<WHY IT STILL HOLDS>"\n'
            '  pas-gov realign "<ID OF THE LEGACY PROMISE>" --to reliable --note "<WHY IT STILL HOLDS>"\n'
        )

    def test_markdown(self, run, story):
        status, said = run(story, "reliable", "markdown")
        assert status == 0
        assert said.startswith("## Impact of a change: `reliable` `Reliable`\n")
        assert "**If it changes materially, 5 promises must answer.**" in said
        rows = [line for line in said.splitlines() if "; asked: " in line]
        assert [re.findall(r"`([^`]*)`", row)[0] for row in rows] == [
            "four-hours", "phone-support", "free-parking", "named-csm", "ai-summary",
        ]  # fmt: skip
        assert "; asked: later, by way of four-hours)" in rows[-1]
        assert "| Sales and Marketing | 1 | `playbooks/sales.md`, `https://acme.example/` |" in said
        assert "earliest last day 2026-07-01" in said
        assert '\npas-gov retire reliable --why "<WHY IT ENDS>"\n' in said

    def test_json(self, facts, story):
        data = facts(story, "reliable")
        assert data["format"] == "pas-gov.impact/1"
        assert (data["promise"]["promise"], data["at"], data["complete"]) == ("reliable", None, True)
        assert [one["promise"] for one in data["direct"]] == ["four-hours", "phone-support"]
        assert {one["promise"]: one["way"] for one in data["later"]} == {
            "ai-summary": ["reliable", "four-hours", "ai-summary"],
            "named-csm": ["reliable", "four-hours", "named-csm"],
        }
        assert [(one["promise"], one["linked"], one["settled_by"]) for one in data["legacy"]] == [
            ("free-parking", False, "fast"),
            ("phone-support", True, None),
        ]
        assert data["if_ended"] == {
            "days": 30, "earliest_last_day": "2026-07-01",
            "notices": [{"audience": "customers", "last_told": None}], "stopped_on": ["sales-marketing"],
        }  # fmt: skip
        assert data["if_less"] == {"notices": [{"audience": "customers", "last_told": None}]}
        assert [one["promise"] for one in data["proposed"]] == ["draft"]
        assert data["owners"] == [{"owner": "@acme/owner", "promises": [
            "four-hours", "phone-support", "ai-summary", "named-csm", "free-parking"]}]  # fmt: skip
        assert set(data["policies"].values()) == {"block"}

    def test_a_commit_instead_of_the_work_tree(self, facts, run, repo):
        commit = holding(repo, STORY).commit("Begin")
        repo.write({"promises/supporting/four-hours.yaml": None})
        assert len(facts(repo, "reliable", "main")["direct"]) == 2
        assert len(facts(repo, "reliable")["direct"]) == 1
        assert facts(repo, "reliable", "main")["at"] == {"ref": "main", "commit": commit}
        assert f"at main ({commit[:9]})" in " ".join(run(repo, "reliable", ref="main")[1].split())

    def test_through_the_command_line(self, story):
        done = CliRunner().invoke(
            cli, ["impact", "reliable", "--repo", str(story.path), "--today", "2026-06-01", "-f", "json"]
        )
        assert done.output.startswith('{\n  "format": "pas-gov.impact/1"')

    def test_nobody(self, run, story):
        said = run(story, "quick-setup")[1]
        assert "No active promise rests on it, so none has to answer." in said
        assert "--all-dependents-of" not in said
        assert "Owners" not in said

    def test_an_audience_that_was_told_something_before(self, run, repo):
        holding(repo, noticed(acme(), "reliable", "customers", date="2026-03-01"))
        assert "a notice to customers (last told on 2026-03-01)" in run(repo, "reliable")[1]


class TestPromisesThatArentActive:
    def test_a_proposed_one_obliges_nobody_yet(self, run, facts, repo):
        holding(repo, with_made(acme(), promise("bold", "core", status="proposed")))
        said = run(repo, "bold")[1]
        assert "it is only proposed: it obliges nobody yet" in said
        assert "No active promise rests on it" in said
        assert "2 Legacy promises must decide when it becomes active:" in said
        assert "pas-gov amend bold --status active" in said
        assert "If it ends" not in said
        assert facts(repo, "bold")["if_ended"] is None

    def test_an_ended_one_says_when_and_what_follows(self, run, facts, repo):
        before = with_made(acme(), promise("heir", "core"))
        holding(repo, ended(before, "reliable", "superseded", superseded_by=["heir"], date="2026-05-01"))
        said = run(repo, "reliable")[1]
        assert "  - it has ended: superseded, last day 2026-05-01\n  - what follows it: heir\n" in said
        assert "2 promises are still aligned to it, and must follow to another one, or end." in said
        assert "pas-gov impact heir" in said
        assert "pas-gov realign four-hours --to heir" in said
        assert not re.search("pas-gov (amend|retire|supersede)", said)
        assert facts(repo, "reliable")["ended"] == {
            "date": "2026-05-01", "why": "No longer needed.", "superseded_by": ["heir"],
        }  # fmt: skip

    def test_until_its_last_day_it_is_owed(self, run, repo):
        holding(repo, ended(acme(), "four-hours", date="2026-06-01"))
        said = run(repo, "four-hours")[1]
        assert "retired, last day 2026-06-01, and owed until then" in said
        assert "nothing follows it" in said

    def test_an_ending_that_isnt_recorded(self, run, repo):
        holding(repo, changed(acme(), "fast", status="retired"))
        assert "retired, and its record doesn't name its last day" in run(repo, "fast")[1]


class TestPoliciesInForce:
    def test_a_repository_without_policies_asks_nothing(self, run, facts, repo):
        repo.write(files_of(acme()))
        status, said = run(repo, "reliable")
        assert status == 0
        said = " ".join(said.split())
        assert "this repository has no policies, so the gate asks nothing here" in said
        assert (
            "4 promises rest on it, and no policy asks them to answer a change (change-propagates)." in said
        )
        assert "at once" not in said
        assert "notice to" not in said
        data = facts(repo, "reliable")
        assert (data["dependents_asked"], data["legacy_asked"], data["if_less"]) == (
            False,
            "none",
            {"notices": []},
        )
        assert "not asked" in run(repo, "reliable", "markdown")[1]

    def test_what_is_ignored_or_only_warns_is_named(self, run, repo):
        holding(repo, acme(), **settings(enforcement={
            "change-propagates": "warn", "weakening-gives-notice": "ignore", "experimental-ends-cleanly": "note"}))  # fmt: skip
        said = " ".join(run(repo, "reliable")[1].split())
        assert (
            "not all is enforced here: change-propagates only warns, weakening-gives-notice is ignored -"
            in said
        )
        assert "If it becomes less" not in said
        assert "experimental-ends-cleanly only notes" in " ".join(run(repo, "ai-summary")[1].split())

    def test_without_propagation_every_legacy_promise_is_listed_as_deciding(self, run, repo):
        holding(repo, acme(), **settings(enforcement={"change-propagates": "ignore"}))
        said = run(repo, "reliable")[1]
        assert "2 Legacy promises must decide at once too" in said

    def test_legacy_linked_is_said(self, run, facts, repo):
        holding(repo, acme(), **settings(params={"core-change-decides-legacy": {"legacy": "linked"}}))
        assert "Legacy promises that aren't aligned to it aren't asked" in run(repo, "reliable")[1]
        assert facts(repo, "reliable")["legacy_asked"] == "linked"

    def test_no_day_is_late_enough(self, run, facts, repo):
        days = {"days": {"core": 4_000_000}}
        holding(repo, acme(), **settings(params={"ending-notifies-audience": days}))
        assert "no last day is late enough: 4000000 days of notice" in run(repo, "reliable")[1]
        assert facts(repo, "reliable")["if_ended"]["earliest_last_day"] is None


class TestWhatCantBeRead:
    """The list may be incomplete: said in every format, and the status is 3."""

    @pytest.mark.parametrize(
        ("path", "text", "said"),
        [
            ("promises/legacy/phone-support.yaml", "id: [", "INCOMPLETE, somebody may be missing: 1 error in promises"),
            ("promises/legacy/copy.yaml", None, "INCOMPLETE, somebody may be missing: 2 errors in promises"),
            ("policies/change-propagates.yaml", "id: [", "INCOMPLETE, more may be asked: 1 error in policies"),
            ("pas-gov.yaml", "schema: pas.settings/v1\nparams: {change-propagate: {}}", "INCOMPLETE, more may be asked: 1 error"),
        ],
    )  # fmt: skip
    def test_in_every_format(self, run, facts, story, path, text, said):
        twin = files_of(STORY)["promises/legacy/phone-support.yaml"]
        story.write({path: twin if text is None else text})
        status, shown = run(story, "reliable")
        assert status == 3
        assert said in " ".join(shown.split())
        assert path in shown
        status, shown = run(story, "reliable", "markdown")
        assert (status, f"`{path}`" in shown, said in shown) == (3, True, True)
        data = facts(story, "reliable", status=3)
        assert data["complete"] is False
        assert path in {one["location"]["path"] for one in data["problems"]}

    def test_a_link_in_the_place_of_a_promise(self, facts, story):
        (story.path / "promises/legacy/other.yaml").symlink_to("phone-support.yaml")
        assert facts(story, "reliable", status=3)["problems"][0]["code"] == "not-a-file"

    def test_a_circle_is_an_error_that_hides_nobody(self, run, repo):
        holding(repo, org(promise("a", "core", "c"), promise("b", "core", "a"), promise("c", "core", "b")))
        status, said = run(repo, "a")
        assert status == 0
        assert "  ! 1 error in promises (promises/core/a.yaml); pas-gov validate names them" in said
        assert "If it changes materially, 2 promises must answer." in said

    def test_the_promise_itself(self, story):
        story.write({"promises/core/reliable.yaml": "id: reliable"})
        assert (stopped(story, "reliable").code, stopped(story, "reliable").status) == (
            "unreadable-promise",
            3,
        )

    def test_no_such_promise(self, story):
        assert (stopped(story, "reliabel").code, stopped(story, "reliabel").status) == ("unknown-promise", 2)

    def test_no_promises(self, repo):
        assert stopped(repo, "reliable").code == "no-promises"


class TestLongLists:
    @pytest.fixture
    def crowd(self, repo: Repo) -> Repo:
        many = [
            promise(f"p{n}", "supporting", "reliable", owner=f"@acme/team-{n}",
                    zones={"ai-automation": {"surfaces": [{"path": f"prompts/{n}.md"}]}})
            for n in range(60)
        ]  # fmt: skip
        audience = [f"group {n}" for n in range(8)]
        repo.write({**files_of(org(promise("reliable", "core", audience=audience), *many)), **PACK})
        return repo

    def test_text_and_markdown_are_bounded_and_count_the_rest(self, run, crowd):
        said = run(crowd, "reliable")[1]
        assert len(said.splitlines()) < 70
        assert "  and 48 more: -f json lists them all" in said
        assert "(1), and 48 more: -f json lists them all" in " ".join(said.split())
        assert "and 57 more" in said
        assert "and 5 more" in said
        shown = run(crowd, "reliable", "markdown")[1]
        assert sum(line.startswith("| `") for line in shown.splitlines()) == 50
        assert "And 10 more: `-f json` lists them all." in shown

    def test_json_is_complete(self, facts, crowd):
        data = facts(crowd, "reliable")
        assert (len(data["direct"]), len(data["owners"]), len(data["zones"][0]["surfaces"])) == (60, 60, 60)

    def test_a_long_way_is_told_by_its_ends(self, run, facts, repo):
        chain = [promise("p0", "core"), *(promise(f"p{n}", "supporting", f"p{n - 1}") for n in range(1, 10))]
        holding(repo, org(*chain))
        assert "by way of p1, ... p8 (8 in all)" in run(repo, "p0")[1]
        assert facts(repo, "p0")["later"][-1]["way"] == [f"p{n}" for n in range(10)]

    @pytest.mark.parametrize("title", ["x" * 40_000, "x " * 20_000, "`" * 40_000, "| " * 20_000])
    def test_a_title_of_40000_characters(self, run, facts, repo, title):
        holding(repo, changed(changed(acme(), "four-hours", title=title), "reliable", title=title))
        assert all(len(run(repo, "reliable", format_)[1]) < 6_000 for format_ in ("text", "markdown"))
        assert facts(repo, "reliable")["direct"][0]["title"].strip() == title.strip()


class TestTextsOfStrangers:
    @pytest.fixture
    def hostile(self, repo: Repo) -> Repo:
        evil = "::error:: `` <b>@everyone</b> [a](http://x) ##[error] | x"
        zones = {"sales-marketing": {"says": evil, "surfaces": [{"path": evil}]}}
        before = changed(acme(), "four-hours", title=evil, owner=evil, zones=zones)
        before = changed(before, "reliable", title=evil, owner=evil, audience=[evil], zones=zones)
        files = files_of(before)
        files["promises/::error:: ##[x] `` |.yaml"] = files.pop("promises/core/reliable.yaml")
        repo.write({**files, **PACK, "promises/::group:: ##[x] @all.yaml": "id: ["})
        return repo

    def test_in_text(self, run, hostile):
        status, said = run(hostile, "reliable")
        assert status == 3
        assert "##[" not in said
        assert not any(line.lstrip().startswith("::") for line in said.splitlines())

    def test_in_markdown(self, run, hostile):
        markdown_it = pytest.importorskip("markdown_it")
        said = run(hostile, "reliable", "markdown")[1]
        tokens = [
            child for token in markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse(said)
            for child in (token.children or [token])
        ]  # fmt: skip
        assert not {"html_inline", "html_block", "link_open", "image"} & {token.type for token in tokens}
        assert not any("@" in token.content for token in tokens if token.type == "text")
        answering, zones = 5, 1
        assert sum(token.type == "td_open" for token in tokens) == 3 * zones
        assert sum(line.startswith("- `") for line in said.splitlines()) == answering

    def test_in_data(self, run, hostile):
        said = run(hostile, "reliable", "json")[1]
        assert said.isascii()
        assert "##[" not in said
        json.loads(said)

    def test_the_name_of_a_branch(self, run, facts, hostile):
        hostile.commit("Begin")
        hostile.branch("x`|y")
        assert "``x`|y``" in run(hostile, "reliable", "markdown", "x`|y")[1]
        facts(hostile, "reliable", "x`|y", status=3)
