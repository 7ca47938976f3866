"""``propagation`` on real repositories: what it prints, what it says it couldn't read, and on which Core."""

from __future__ import annotations

import json
import subprocess
from datetime import date

import pytest
from gitrepo import Repo
from roots import SHARED
from scenario import (
    PACK,
    acme,
    changed,
    ended,
    files_of,
    org,
    promise,
    realigned,
    settings,
    wording_of,
    zone,
)

from pas_gov.commands.propagation import propagation_command
from pas_gov.diagnostics import Stop

pytestmark = pytest.mark.whole

DATA = SHARED / "data"
TODAY = date(2026, 6, 1)
LEGACY = {"policies/core-change-decides-legacy.yaml": PACK["policies/core-change-decides-legacy.yaml"]}
CORE = "promises/core/reliable.yaml"


def strategy(name: str = "reliable") -> dict:
    """Return acme whose Core is delivered by Sales, as attested on the day of the first commit."""
    before = acme()
    return changed(
        before,
        name,
        zones={"sales-marketing": zone("Sales.", date="2026-01-01", wording=wording_of(before, name))},
    )


BEFORE = strategy()
AFTER = changed(BEFORE, "reliable", statement="We promise reliable, for everybody.")
FOUR = realigned(AFTER, "four-hours", "reliable")
CSM = realigned(FOUR, "named-csm", "four-hours")


@pytest.fixture
def run(capsys, monkeypatch):
    """Return a function that runs the command and returns its status and what it printed."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(repo: Repo, text: str = "", format_: str = "text", ref: str = "main") -> tuple[int, str]:
        status = propagation_command(str(repo.path), ref, text, format_, TODAY)
        return status, capsys.readouterr().out

    return call


@pytest.fixture
def facts(run):
    """Return a function that does the same in JSON."""

    def call(repo: Repo, text: str = "", ref: str = "main", status: int = 0) -> dict:
        found, said = run(repo, text, "json", ref)
        assert found == status
        return json.loads(said)

    return call


def stopped(repo: Repo, text: str = "", ref: str = "main") -> Stop:
    with pytest.raises(Stop) as stop:
        propagation_command(str(repo.path), ref, text, "text", TODAY)
    return stop.value


@pytest.fixture
def story(repo: Repo) -> Repo:
    """Return a repository that changed its Core, and in which some have answered."""
    repo.commit("Begin", {**files_of(BEFORE), **LEGACY})
    repo.commit("Sharpen the strategy", files_of(FOUR))
    repo.commit("Code", {"src/a.py": "x"})
    repo.commit("Review the CSM", files_of(CSM))
    repo.commit("End the trial", files_of(ended(CSM, "ai-summary", date="2026-01-01")))
    return repo


class TestWhatItPrints:
    def test_the_text(self, run, story):
        commits = story.git("log", "--format=%h", "--abbrev=9").split()
        status, said = run(story)
        assert status == 0
        assert said == (
            f"main ({commits[0]}): 1 change of a Core in 5 commits: 0 executed, 1 not\n"
            f"  - the first promises came on 2026-01-01 ({commits[4]}): nobody had to answer that\n"
            "  - every active Legacy promise must answer too (core-change-decides-legacy)\n"
            "\n"
            f"NOT EXECUTED  2026-01-01  {commits[3]}  Sharpen the strategy\n"
            '  reliable "Reliable": reworded\n'
            "      before: We promise reliable.\n"
            "      now: We promise reliable, for everybody.\n"
            "\n"
            "  answered 3 of 5\n"
            "  2 haven't: realign each as shown, or amend, supersede or retire it\n"
            '    x  free-parking "Free parking" (legacy, @acme/owner): doesn\'t say whether it\n'
            "       is still honoured under reliable\n"
            '         pas-gov realign free-parking --to reliable --note "<WHY IT STILL HOLDS>"\n'
            '    x  phone-support "Phone support" (legacy, @acme/owner): not reviewed against\n'
            "       the present reliable\n"
            '         pas-gov realign phone-support --to reliable --note "<WHY IT STILL HOLDS>"\n'
            "  have answered:\n"
            "    ok ai-summary: retired by @acme/board (for @acme/owner), 2026-01-01 in\n"
            f'       {commits[0]}: "No longer needed."\n'
            f'    ok four-hours: reviewed by @acme/owner, 2026-01-01 in {commits[3]}: "Still\n'
            '       holds." (the same note for 2 promises)\n'
            f'    ok named-csm: reviewed by @acme/owner, 2026-01-01 in {commits[1]}: "Still\n'
            '       holds." (the same note for 2 promises)\n'
            "\n"
            "  zones verified 2 of 3\n"
            "    x  Sales and Marketing         0/1\n"
            "         reliable: attested of an earlier wording (on 2026-01-01)\n"
            "           pas-gov attest reliable sales-marketing"
            ' --reality "<kept, drifting, broken OR unknown>" --note "<WHAT IS BEHIND IT>"\n'
            "    -  Product and Capability      nothing here\n"
            "    ok Delivery and Support        1/1\n"
            "    ok Documentation and Knowledge 1/1\n"
            "    -  AI and Automation           nothing here\n"
        )

    def test_the_data(self, facts, story):
        data = facts(story)
        commits = story.git("log", "--format=%H").split()
        (change,) = data.pop("changes")
        first = {
            "commit": commits[4],
            "day": "2026-01-01",
            "dated": True,
            "subject": "Begin",
            "author": "Ada Author",
        }
        assert data == {
            "format": "pas-gov.propagation/1", "tip": {"ref": "main", "commit": commits[0]}, "after": None,
            "core": None, "today": "2026-06-01", "legacy": "all", "commits": 5, "adopted": first, "unread": [],
            "problems": [],
        }  # fmt: skip
        assert (change["commit"], change["executed"], change["asked"]) == (commits[3], False, 5)
        (core,) = change["cores"]
        assert (core["promise"], core["kinds"], core["before"] != core["after"]) == (
            "reliable",
            ["reworded"],
            True,
        )
        four = next(one for one in change["answers"] if one["promise"] == "four-hours")
        assert (four["how"], four["commit"], four["by"]) == ("reviewed", commits[3], ["@acme/owner"])
        assert four["notes"] == [{"text": "Still holds.", "promises": 2}]
        assert four["reviews"] == [
            {"promise": "reliable", "date": "2026-06-01", "by": "@acme/owner", "note": "Still holds."}
        ]
        phone = change["unanswered"][1]
        assert phone["lacks"] == [
            {"kind": "stale", "target": "reliable", "message": "not reviewed against the present reliable"}
        ]
        assert phone["remedies"] == [
            'pas-gov realign phone-support --to reliable --note "<WHY IT STILL HOLDS>"'
        ]
        sales = change["zones"][0]
        assert (sales["zone"], sales["verified"], sales["total"]) == ("sales-marketing", 0, 1)
        assert (sales["missing"][0]["why"], sales["missing"][0]["day"]) == ("earlier-wording", "2026-01-01")

    def test_the_markdown(self, run, story):
        said = run(story, format_="markdown")[1]
        assert "### Not executed: 2026-01-01, `Sharpen the strategy`\n" in said
        assert "- `phone-support` (layer: legacy; owner: `@acme/owner`; answered: **no**)\n" in said
        assert "  - how, or what is missing: `not reviewed against" in said
        assert "| Sales and Marketing | 0 of 1 | `reliable` attested of an earlier wording" in said
        assert "`Still holds.` (the same note for 2 promises)\n" in said

    def test_executed(self, run, facts, story):
        last = realigned(ended(CSM, "ai-summary", date="2026-01-01"), "phone-support", "reliable")
        last["free-parking"]["aligned_to"].append({"promise": "reliable"})
        last = realigned(last, "free-parking", "reliable")
        said = zone("Sales.", wording=wording_of(last, "reliable"), date="2026-01-01")
        story.commit("Finish", files_of(changed(last, "reliable", zones={"sales-marketing": said})))
        status, text = run(story)
        assert (status, "\nEXECUTED  2026-01-01  " in text) == (0, True)
        assert "  answered 5 of 5\n    ok ai-summary" in text
        assert facts(story)["changes"][0]["executed"] is True

    def test_the_newest_comes_first_and_those_that_wait_for_others_last(self, facts, run, repo):
        repo.commit("Begin", files_of(BEFORE))
        repo.commit("First", files_of(AFTER))
        repo.commit("Second", files_of(changed(AFTER, "fast", statement="Faster.")))
        data = facts(repo)
        assert [change["subject"] for change in data["changes"]] == ["Second", "First"]
        names = [(one["promise"], one["awaits"]) for one in data["changes"][1]["unanswered"]]
        assert names == [
            ("four-hours", []), ("phone-support", []), ("ai-summary", ["four-hours"]), ("named-csm", ["four-hours"]),
        ]  # fmt: skip
        assert "reviewed against four-hours, which hasn't answered" in " ".join(run(repo)[1].split())

    def test_lists_are_bounded_in_the_text_and_whole_in_the_data(self, run, facts, repo):
        many = org(
            promise("reliable", "core"), *(promise(f"p{n}", "supporting", "reliable") for n in range(30))
        )
        repo.commit("Begin", files_of(many))
        for number in range(12):
            many = changed(many, "reliable", statement=f"Number {number}.")
            repo.commit(f"Change {number}", files_of(many))
        said = run(repo)[1]
        assert said.count("    and 20 more: -f json lists them all\n") == 10
        assert said.count("NOT EXECUTED") == 12
        assert len(said.splitlines()) < 500
        assert len(facts(repo)["changes"][0]["unanswered"]) == 30

    def test_no_change(self, run, repo):
        repo.commit("Begin", files_of(BEFORE))
        assert "0 changes of a Core in 1 commit\n" in run(repo)[1]
        assert run(repo, format_="markdown")[0] == 0

    def test_a_repository_without_promises(self, run, repo):
        repo.commit("Begin", {"a.txt": "x"})
        assert run(repo)[0] == 0


class TestWhichCore:
    def test_only_its_changes(self, facts, repo):
        repo.commit("Begin", files_of(BEFORE))
        repo.commit("First", files_of(AFTER))
        repo.commit("Second", files_of(changed(AFTER, "fast", statement="Faster.")))
        assert [one["subject"] for one in facts(repo, "fast")["changes"]] == ["Second"]
        data = facts(repo, "rel")
        assert (data["core"], [one["subject"] for one in data["changes"]]) == ("reliable", ["First"])

    def test_one_that_is_gone_or_no_core_any_longer(self, facts, repo):
        repo.commit("Begin", files_of(BEFORE))
        repo.commit("Erase", {"promises/core/fast.yaml": None})
        assert [one["subject"] for one in facts(repo, "fast")["changes"]] == ["Erase"]
        moved = {"reliable": {**BEFORE["reliable"], "layer": "supporting"}}
        repo.commit("Move it down", {CORE: None, **files_of(moved)})
        assert [one["subject"] for one in facts(repo, "reliable")["changes"]] == ["Move it down"]

    def test_what_is_no_core(self, story):
        stop = stopped(story, "four")
        assert (stop.code, stop.status) == ("no-core", 2)
        assert stop.message == '"four-hours" is no Core, but supporting, and was none in this history'
        assert stop.remedy == "name a Core: fast, reliable"

    def test_what_is_nothing(self, story):
        assert (stopped(story, "relyable").code, stopped(story, "x" * 300).status) == ("unknown-promise", 2)


class TestHistories:
    def test_a_range(self, facts, story):
        data = facts(story, ref="main~2..main")
        assert (data["commits"], data["changes"], data["adopted"]) == (2, [], None)
        assert facts(story, ref="main~4..main")["changes"][0]["subject"] == "Sharpen the strategy"
        assert facts(story, ref="main..main")["changes"] == []

    def test_an_older_ref(self, facts, story):
        data = facts(story, ref="main~3")
        assert [one["promise"] for one in data["changes"][0]["answers"]] == ["four-hours"]

    def test_a_bare_repository(self, facts, story, tmp_path):
        subprocess.run(["git", "clone", "-q", "--bare", story.path, tmp_path / "bare"], check=True)
        story.path = tmp_path / "bare"
        assert facts(story)["commits"] == 5

    def test_what_is_no_ref(self, story):
        assert stopped(story, ref="nowhere").status in (2, 3)
        assert stopped(story, ref="a...b").status == 2

    def test_a_merge_is_one_change(self, facts, repo):
        repo.commit("Begin", files_of(BEFORE))
        repo.branch("topic")
        repo.checkout("topic")
        repo.commit("Draft", files_of(AFTER))
        repo.commit("Better", files_of(FOUR))
        repo.checkout("main")
        repo.git("merge", "--quiet", "--no-ff", "-m", "Merge it", "topic")
        (change,) = facts(repo)["changes"]
        assert (change["subject"], [one["promise"] for one in change["answers"]]) == (
            "Merge it",
            ["four-hours"],
        )


class TestWhatCannotBeRead:
    def test_a_shallow_clone(self, run, facts, story, tmp_path):
        source = f"file://{story.path}"
        subprocess.run(["git", "clone", "-q", "--depth=3", source, tmp_path / "shallow"], check=True)
        story.path = tmp_path / "shallow"
        data = facts(story, status=3)
        assert (len(data["unread"]), data["changes"], data["adopted"]) == (1, [], None)
        assert "shallow" in data["unread"][0]["reason"]
        assert run(story)[0] == run(story, format_="markdown")[0] == 3
        assert "can't be read, so what it changed isn't known for sure" in " ".join(run(story)[1].split())

    def test_an_object_that_is_missing(self, run, facts, story):
        blob = story.git("rev-parse", f"main~4:{CORE}")
        (story.path / ".git/objects" / blob[:2] / blob[2:]).unlink()
        data = facts(story, status=3)
        assert [one["subject"] for one in data["unread"]] == ["Sharpen the strategy", "Begin"]
        assert data["changes"] == []
        assert run(story)[0] == 3

    def test_a_change_among_commits_that_cannot_be_read_is_told_with_a_doubt(self, run, facts, repo):
        repo.commit("Begin", files_of(BEFORE))
        repo.commit("Sharpen", files_of(changed(AFTER, "draft", notes="One.")))
        blob = repo.git("rev-parse", "HEAD:promises/supporting/draft.yaml")
        repo.commit("Go on", files_of(AFTER))
        (repo.path / ".git/objects" / blob[:2] / blob[2:]).unlink()
        (change,) = facts(repo, status=3)["changes"]
        assert (change["subject"], blob in change["gap"]) == ("Go on", True), change["gap"]
        assert "  ! at the latest then; it lies among commits that can't be read: " in run(repo)[1]
        assert "**At the latest then**" in run(repo, format_="markdown")[1]

    def test_a_file_that_is_invalid_at_the_ref(self, run, facts, story):
        story.commit("Break it", {"promises/legacy/phone-support.yaml": "id: ["})
        data = facts(story, status=3)
        assert [one["location"]["path"] for one in data["problems"]] == ["promises/legacy/phone-support.yaml"]
        assert "phone-support" in {one["promise"] for one in data["changes"][0]["unanswered"]}
        assert "1 error in the files of main: pas-gov validate names them" in run(story)[1]

    def test_a_link_in_the_place_of_a_promise(self, facts, story):
        (story.path / "promises/legacy/other.yaml").symlink_to("phone-support.yaml")
        story.commit("Link it")
        facts(story, status=3)

    def test_two_files_of_one_id_are_named_and_can_be_read(self, facts, story):
        story.commit("Twice", {"promises/core/copy.yaml": (story.path / CORE).read_text()})
        assert facts(story)["problems"]


EVIL = "\x1b[31m::error::x ##[error] \u202e | `` <b> @everyone [a](http://x) "


class TestTextsOfStrangers:
    @pytest.fixture
    def hostile(self, repo: Repo) -> Repo:
        before = changed(
            BEFORE,
            "phone-support",
            title="`` <b>@everyone</b> [a](http://x) ##[error]",
            owner="::warning:: | x",
        )
        after = changed(
            before, "reliable", statement="::error:: ##[x] `|` <script>", title="::group::\n ##[x]"
        )
        repo.commit("Begin", files_of(before))
        repo.commit(
            f"::error::{EVIL}",
            files_of(realigned(after, "four-hours", "reliable", note="`` | ##[error] @all <i>", by="::x")),
        )
        return repo

    def test_in_text(self, run, hostile):
        said = run(hostile)[1]
        assert "##[" not in said
        assert not any(line.lstrip().startswith("::") for line in said.splitlines())
        assert not any(character in said for character in "\x1b\u202e")

    def test_in_markdown(self, run, hostile):
        markdown_it = pytest.importorskip("markdown_it")
        said = run(hostile, format_="markdown")[1]
        tokens = [
            child for token in markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse(said)
            for child in (token.children or [token])
        ]  # fmt: skip
        assert not {"html_inline", "html_block", "link_open", "image"} & {token.type for token in tokens}
        assert not any("@" in token.content for token in tokens if token.type == "text")
        assert [line for line in said.splitlines() if line.startswith("- `")]
        cells = [token for token in tokens if token.type == "td_open"]
        assert len(cells) == 5 * 3  # the zones'

    def test_in_data(self, run, hostile):
        said = run(hostile, format_="json")[1]
        assert said.isascii()
        assert "##[" not in said
        json.loads(said)


class TestRealHistory:
    @pytest.fixture
    def kep(self, new_repo) -> Repo:
        bundle = DATA / "kep-ledger-2022.bundle"
        if not bundle.exists():
            pytest.skip("the real data isn't here")
        repo = new_repo("kep")
        repo.git("pull", "--quiet", str(bundle), "main")
        return repo

    def test_the_charters_that_were_made_and_one_that_is_reworded(self, facts, kep):
        name = "sig-node-charter"
        path = kep.path / f"promises/core/{name}.yaml"
        text = path.read_text()
        kep.commit(
            "Sharpen it",
            {str(path.relative_to(kep.path)): text.replace("statement: ", "statement: Also ", 1)},
        )
        data = facts(kep)
        assert (len(data["changes"]), data["legacy"], data["commits"]) == (21, "none", 762)
        newest, made = (one for one in data["changes"] if name in {core["promise"] for core in one["cores"]})
        assert [core["kinds"] for core in (*newest["cores"], *made["cores"])] == [["reworded"], ["made"]]
        assert len(newest["unanswered"]) == newest["asked"] > 30
        assert made["unanswered"] == []


class TestWhoAnsweredForWhom:
    def answered_by(self, repo: Repo, signer: str) -> None:
        team = settings(teams={"@acme/owner": ["@jo"]})
        repo.commit("Begin", {**files_of(BEFORE), **LEGACY, **team})
        repo.commit("Sharpen the strategy", files_of(AFTER))
        repo.commit("Review", files_of(realigned(AFTER, "four-hours", "reliable", by=signer)))

    def test_a_stranger_is_named_beside_the_owner(self, run, facts, repo):
        self.answered_by(repo, "@acme/boss")
        (answer,) = facts(repo)["changes"][0]["answers"]
        assert (answer["owner"], answer["by"], answer["by_others"]) == (
            "@acme/owner",
            ["@acme/boss"],
            ["@acme/boss"],
        )
        assert "four-hours: reviewed by @acme/boss (for @acme/owner)," in run(repo)[1]
        assert "reviewed by `@acme/boss` (for `@acme/owner`)" in run(repo, format_="markdown")[1]

    @pytest.mark.parametrize("signer", ["@acme/owner", "@jo"])
    def test_the_owner_and_a_member_of_its_team_answer_for_themselves(self, run, facts, repo, signer):
        self.answered_by(repo, signer)
        (answer,) = facts(repo)["changes"][0]["answers"]
        assert answer["by_others"] == []
        assert f"reviewed by {signer}, 20" in run(repo)[1]
