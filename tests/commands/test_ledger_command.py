"""``pas-gov ledger``, ``show``, ``blame``, ``export`` and ``record-approvals`` on real repositories."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from gate_run import pas_gov
from gitrepo import Repo
from runner_log import commands
from scenario import PACK, acme, changed, ended, files_of, realigned, without

from pas_gov.ledger.events.events import EVENT_KINDS

pytestmark = pytest.mark.whole

FOUR, SIX = [{"measure": "response", "at_most": "4h"}], [{"measure": "response", "at_most": "6h"}]


@pytest.fixture
def told(history: Repo, tmp_path: Path) -> Repo:
    """Return a copy of the history of a test's own."""
    shutil.copytree(history.path, tmp_path / "told", symlinks=True)
    return Repo(tmp_path / "told")


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Return a history of seven commits: begun, reworded, answered, weakened and moved, broken, mended, erased, made again."""
    repo = Repo(tmp_path_factory.mktemp("history") / "repo")
    repo.commit("Adopt", {**files_of(acme()), **PACK})
    org = changed(acme(), "reliable", statement="We are the most reliable of all.")
    repo.commit(
        "Merge pull request #12 from acme/core\n\nReword\n\nReviewed-by: Bea <bea@acme.example>",
        files_of(org),
    )
    org = realigned(org, "four-hours", "reliable")
    repo.commit("Answer (#13)", files_of(org))
    org = changed(org, "four-hours", terms=SIX)
    text = files_of(org)["promises/supporting/four-hours.yaml"]
    repo.commit(
        "Weaken, and move",
        {"promises/supporting/four-hours.yaml": None, "promises/supporting/hours.yml": text},
    )
    repo.commit("Break", {"promises/supporting/quick-setup.yaml": "id: quick-setup\n- no"})
    repo.commit(
        "Mend",
        {"promises/supporting/quick-setup.yaml": files_of(org)["promises/supporting/quick-setup.yaml"]},
    )
    repo.commit("Erase", {"promises/legacy/free-parking.yaml": None})
    repo.commit(
        "Bring back",
        {"promises/legacy/free-parking.yaml": files_of(org)["promises/legacy/free-parking.yaml"]},
    )
    return repo


def ledger(repo: Repo, *arguments: str, status: int = 0) -> dict:
    return json.loads(pas_gov(repo.path, "ledger", *arguments, "-f", "json", status=status).stdout)


def story(data: dict) -> list[tuple[str, str, list[str]]]:
    return [(one["subject"], one["promise"], one["kinds"]) for one in data["events"]]


def test_each_promises_history_is_one_story_by_its_id(told):
    found = story(ledger(told, "four-hours"))
    assert found == [
        ("Weaken, and move", "four-hours", ["moved", "weakened"]),
        ("Answer (#13)", "four-hours", ["realigned"]),
        ("Adopt", "four-hours", ["made"]),
    ]
    assert [kinds for _, _, kinds in story(ledger(told, "free-parking", "--reverse"))] == [
        ["made"],
        ["erased"],
        ["made"],
    ]


def test_an_event_names_what_differs_before_and_after(told):
    event = ledger(told, "four-hours", "--kind", "weakened")["events"][0]
    changes = {one["field"]: (one["before"], one["after"]) for one in event["changes"]}
    assert changes["terms[response]"] == ("at most 4h", "at most 6h")
    assert changes["path"] == ("promises/supporting/four-hours.yaml", "promises/supporting/hours.yml")
    assert event["material"] is True


def test_an_event_names_its_commit_people_pull_request_and_trailers(told):
    event = ledger(told, "reliable", "--kind", "reworded")["events"][0]
    assert event["commit"] == told.git("rev-parse", "HEAD~6")
    assert event["author"] == {
        "name": "Ada Author",
        "email": "ada@acme.example",
        "at": "2026-01-01T10:00:00+00:00",
    }
    assert event["committer"]["name"] == "Cleo Committer"
    assert (event["pull"], event["trailers"]) == (
        12,
        [{"name": "Reviewed-by", "value": "Bea <bea@acme.example>"}],
    )
    assert ledger(told, "four-hours", "--kind", "realigned")["events"][0]["pull"] == 13
    assert event["signature"] == {"state": "none", "by": None}


def test_a_record_that_nobody_can_read_is_an_event_and_no_erasure(told):
    assert story(ledger(told, "quick-setup")) == [
        ("Mend", "quick-setup", ["readable"]), ("Break", "quick-setup", ["unreadable"]), ("Adopt", "quick-setup", ["made"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "subjects"),
    [
        (("--layer", "core"), {"Adopt", "Merge pull request #12 from acme/core"}), (("--zone", "delivery-support", "--kind", "weakened"), {"Weaken, and move"}),
        (("--kind", "erased"), {"Erase"}), (("--owner", "ACME/own", "--kind", "erased"), {"Erase"}), (("--owner", "nobody"), set()),
        (("--author", "ada", "--kind", "realigned"), {"Answer (#13)"}), (("--author", "cleo"), set()),
        (("--since", "2026-01-02"), set()), (("--until", "2026-01-01", "--kind", "erased"), {"Erase"}),
        (("--material", "--kind", "realigned"), set()), (("--ref", "HEAD~2..HEAD"), {"Erase", "Bring back"}), (("--most", "1"), {"Bring back"}),
    ],
)  # fmt: skip
def test_filters(told, asked, subjects):
    assert {subject for subject, _, _ in story(ledger(told, *asked))} == subjects


def test_a_wrong_kind_or_promise_is_wrong_usage(told):
    assert "weakened" in pas_gov(told.path, "ledger", "--kind", "weaker", status=2).stderr
    assert "knows no promise" in pas_gov(told.path, "ledger", "nothing-like-it", status=2).stderr
    assert set(EVENT_KINDS) >= {"made", "unreadable", "unread"}


@pytest.mark.parametrize("format_", ["text", "csv", "markdown"])
def test_every_format_tells_of_every_event(told, format_):
    shown = pas_gov(told.path, "ledger", "-f", format_, status=0).stdout
    for word in ("at most 4h", "unreadable", "free-parking", "Weaken, and move"):
        assert word in shown.replace("\\", "")
    assert commands(shown) == []
    if format_ == "text":
        assert max(map(len, shown.splitlines())) <= 80


def test_csv_holds_what_is_written_and_for_a_spreadsheet_no_formula(repo):
    repo.commit("=HYPERLINK(1)", files_of(changed(acme(), "reliable", title="+1 -1 @x")))

    def rows(*options):
        return list(csv.reader(io.StringIO(pas_gov(repo.path, "ledger", *options, status=0).stdout)))

    plain, guarded = rows("-f", "csv"), rows("--spreadsheet", "-f", "csv")
    assert {"=HYPERLINK(1)", "+1 -1 @x"} <= {cell for row in plain for cell in row}
    assert {cell[0] for row in guarded for cell in row if cell} & set("=+-@") == set()
    assert [[cell.removeprefix("'") for cell in row] for row in guarded] == plain


@pytest.mark.parametrize("command", [("ledger",), ("inventory",), ("ledger", "export", "events", "-o", "x")])
def test_a_guard_for_spreadsheets_is_for_csv_alone(repo, command):
    repo.commit("First", files_of(acme()))
    format_ = "jsonl" if "export" in command else "json"
    assert "add -f csv" in pas_gov(repo.path, *command, "-f", format_, "--spreadsheet", status=2).stderr


class TestShowAndBlame:
    def test_a_record_is_shown_as_it_stood(self, told):
        data = json.loads(
            pas_gov(
                told.path, "ledger", "show", "four-hours", "--at", "HEAD~5", "-f", "json", status=0
            ).stdout
        )
        assert data["record"]["terms"] == FOUR
        assert data["path"] == "promises/supporting/four-hours.yaml"
        assert '"at_most": "6h"' in pas_gov(told.path, "ledger", "show", "four-hours", status=0).stdout

    def test_blame_names_the_commit_that_last_decided_each_part(self, told):
        parts = json.loads(pas_gov(told.path, "blame", "four-hours", "-f", "json", status=0).stdout)["parts"]
        decided = {one["field"]: one["subject"] for one in parts}
        assert decided["statement"] == "Adopt"
        assert decided["terms[response]"] == decided["path"] == "Weaken, and move"
        assert decided["aligned_to[reliable]"] == "Answer (#13)"
        assert next(one["pull"] for one in parts if one["field"] == "aligned_to[reliable]") == 13
        assert "Answer (#13)" in pas_gov(told.path, "blame", "four-hours", status=0).stdout

    def test_blame_of_a_promise_that_came_back_begins_there(self, told):
        parts = json.loads(pas_gov(told.path, "blame", "free-parking", "-f", "json", status=0).stdout)[
            "parts"
        ]
        assert {one["subject"] for one in parts} == {"Bring back"}


class TestAsOf:
    def test_the_inventory_of_a_day_names_its_commit(self, told):
        data = json.loads(
            pas_gov(told.path, "inventory", "--as-of", "2026-01-01", "-f", "json", status=0).stdout
        )
        assert data["commit"] == told.git("rev-parse", "HEAD")
        assert data["as_of"] == "2026-01-01"

    def test_an_ended_promise_that_is_still_owed_is_said_so(self, repo):
        repo.commit("Adopt", files_of(acme()))
        repo.commit("End", files_of(ended(acme(), "phone-support")))
        data = json.loads(pas_gov(repo.path, "inventory", "--as-of", "HEAD", "-f", "json", status=0).stdout)
        (owed,) = [one for one in data["promises"] if "owed_until" in one]
        assert (owed["id"], owed["owed_until"]) == ("phone-support", "2026-12-01")
        assert (
            "still owed until 2026-12-01"
            in pas_gov(repo.path, "inventory", "--as-of", "HEAD", status=0).stdout
        )
        for today, told in (("2026-12-01", True), ("2026-12-02", False)):
            text = pas_gov(repo.path, "inventory", "--as-of", today, "--today", today, status=0).stdout
            assert ("still owed until 2026-12-01" in text) is told

    @pytest.mark.parametrize(
        ("day", "said"), [("2001-12-31", "begins on 2026-01-01"), ("2999-01-01", "still to come")]
    )
    def test_a_day_without_an_answer_is_said(self, told, day, said):
        assert said in pas_gov(told.path, "inventory", "--as-of", day, status=2).stderr

    def test_a_backdated_commit_counts_from_the_day_before_it(self, repo):
        first = repo.commit("First", files_of(acme()))
        tree = repo.git("rev-parse", "HEAD^{tree}")
        raw = f"tree {tree}\nparent {first}\nauthor A <a@b.c> 1500000000 +0000\ncommitter A <a@b.c> 1500000000 +0000\n\nBackdated\n"
        repo.git("reset", "--quiet", "--hard", repo.raw("commit", raw))
        assert (
            "begins on 2026-01-01"
            in pas_gov(repo.path, "inventory", "--as-of", "2020-01-01", status=2).stderr
        )
        data = json.loads(
            pas_gov(repo.path, "inventory", "--as-of", "2026-01-01", "-f", "json", status=0).stdout
        )
        assert data["commit"] == repo.git("rev-parse", "HEAD")
        assert "out of order" in data["note"]


class TestExport:
    def test_states_say_what_each_promise_was_and_when(self, told, tmp_path):
        pas_gov(told.path, "ledger", "export", "states", "-o", "states.csv", status=0)
        rows = list(csv.DictReader(io.StringIO((told.path / "states.csv").read_text())))
        mine = [row for row in rows if row["promise"] == "four-hours"]
        assert [(row["since"], row["until"], row["path"]) for row in mine] == [
            ("2026-01-01", "", "promises/supporting/hours.yml")
        ]
        assert {row["promise"] for row in rows} == set(acme())

    def test_json_lines_and_parquet_hold_the_same_rows(self, told):
        duckdb = pytest.importorskip("duckdb")
        for name in ("jsonl", "parquet"):
            pas_gov(told.path, "ledger", "export", "events", "-f", name, "-o", f"events.{name}", status=0)
        lines = [json.loads(line) for line in (told.path / "events.jsonl").read_text().splitlines()]
        with duckdb.connect() as connection:
            rows = connection.execute(
                "SELECT commit, promise, field, pull, CAST(day AS VARCHAR), material, epoch(time)"
                f" FROM '{told.path}/events.parquet'"
            ).fetchall()
            described = connection.execute(f"DESCRIBE SELECT * FROM '{told.path}/events.parquet'").fetchall()
        assert rows == [
            (
                *(one[name] for name in ("commit", "promise", "field", "pull", "day", "material")),
                datetime.fromisoformat(one["time"]).timestamp(),
            )
            for one in lines
        ]
        assert len(rows) > 15
        assert {row[1] for row in described if row[0] in ("day", "time", "material", "pull")} == {
            "DATE", "TIMESTAMP WITH TIME ZONE", "BOOLEAN", "BIGINT",
        }  # fmt: skip

    def test_without_a_file_the_events_are_printed(self, told):
        pas_gov(told.path, "ledger", "export", "-f", "jsonl", "-o", "events.jsonl", status=0)
        lines = [json.loads(line) for line in (told.path / "events.jsonl").read_text().splitlines()]
        printed = pas_gov(told.path, "ledger", "export", "-f", "json", status=0)
        assert json.loads(printed.stdout) == lines
        assert printed.stderr == f"Wrote {len(lines)} rows of events.\n"
        table = pas_gov(told.path, "ledger", "export", status=0).stdout
        assert [row["promise"] for row in csv.DictReader(io.StringIO(table))] == [
            row["promise"] for row in lines
        ]
        assert "add -o FILE" in pas_gov(told.path, "ledger", "export", "-f", "parquet", status=2).stderr

    @pytest.mark.parametrize("what", ["events", "states"])
    def test_a_table_that_is_printed_commands_no_runner(self, told, what):
        hostile = "##[error]owned by a title"
        told.commit(hostile, files_of(changed(acme(), "four-hours", title=hostile)))
        command = [sys.executable, "-m", "pas_gov", "ledger", "export", what, "--repo", str(told.path)]
        environ = {**os.environ, "GITHUB_ACTIONS": "true"}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environ)
        assert "##[" not in done.stdout
        assert "# #[error]" in done.stdout
        assert "> FILE" in done.stderr

    def test_a_file_that_cannot_be_written_is_said(self, told):
        for name in ("csv", "parquet"):
            assert (
                "can't be written"
                in pas_gov(
                    told.path, "ledger", "export", "events", "-f", name, "-o", "no/such/x", status=3
                ).stderr
            )


REVIEWS = [
    {
        "user": {"login": "bea"},
        "state": "APPROVED",
        "submitted_at": "2026-01-01T10:00:00Z",
        "commit_id": "a" * 40,
    },
    {"user": None, "state": "COMMENTED", "submitted_at": None, "commit_id": None},
]


class TestApprovals:
    def test_they_are_kept_beside_the_commit_and_shown_as_recorded(self, told):
        (told.path / "reviews.json").write_text(json.dumps(REVIEWS))
        head = told.git("rev-parse", "HEAD~6")
        said = pas_gov(
            told.path, "ledger", "record-approvals", "--commit", "HEAD~6", "reviews.json", status=0
        ).stdout
        assert "2 reviews of #12" in said
        assert told.git("rev-parse", "HEAD~6") == head
        event = ledger(told, "reliable", "--kind", "reworded")["events"][0]
        assert [(one["by"], one["state"]) for one in event["approvals"]] == [
            ("bea", "APPROVED"),
            ("ghost", "COMMENTED"),
        ]
        shown = " ".join(pas_gov(told.path, "ledger", "reliable", status=0).stdout.split())
        assert "reviews, recorded and not enforced: bea approved" in shown

    @pytest.mark.parametrize(
        "given",
        [
            "",
            "{}",
            "[1]",
            '[{"user": {"login": 7}, "state": "APPROVED"}]',
            '[{"user": {"login": "x"}, "state": "LGTM"}]',
            "[" * 99999,
        ],
    )
    def test_what_is_no_list_of_reviews_is_refused(self, told, given):
        (told.path / "reviews.json").write_text(given)
        assert (
            "isn't a list of reviews"
            in pas_gov(told.path, "ledger", "record-approvals", "reviews.json", status=2).stderr
        )

    def test_a_note_that_is_not_ours_is_no_approval(self, told):
        told.git("notes", "--ref=pas-gov", "add", "-m", '{"format": "other"}', "HEAD")
        assert ledger(told, "--most", "1")["events"][0]["approvals"] is None


class TestSignatures:
    @pytest.fixture
    def key(self, tmp_path: Path) -> Path:
        path = tmp_path / "key"
        try:
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
        except FileNotFoundError:
            pytest.skip("there is no ssh-keygen to sign with")
        return path

    def signed(self, repo: Repo, key: Path, message: str, files: dict) -> None:
        repo.write(files)
        repo.git("add", "--all")
        repo.git(
            "-c", "gpg.format=ssh", "-c", f"user.signingkey={key}", "commit", "--quiet", "-S", "-m", message
        )
        repo.commits += 1

    def test_a_signer_counts_where_they_were_known_before_the_commit(self, repo, key):
        public = key.with_suffix(".pub").read_text()
        repo.commit("Adopt", files_of(acme()))
        org = changed(acme(), "reliable", title="One")
        self.signed(repo, key, "Before", files_of(org))
        repo.commit("Name the signer", {".pas-gov/allowed_signers": f"ada@acme.example {public}"})
        org = changed(org, "reliable", title="Two")
        self.signed(repo, key, "After", files_of(org))
        states = {one["subject"]: one["signature"] for one in ledger(repo, "reliable")["events"]}
        assert states["Before"] == {"state": "unknown-signer", "by": None}
        assert states["After"] == {"state": "good", "by": "ada@acme.example"}
        assert states["Adopt"]["state"] == "none"

    def test_a_change_that_names_its_own_signer_does_not_vouch_for_itself(self, repo, key):
        repo.commit("Adopt", files_of(acme()))
        files = files_of(changed(acme(), "reliable", title="One"))
        self.signed(
            repo,
            key,
            "Both",
            {**files, ".pas-gov/allowed_signers": f"ceo@acme.example {key.with_suffix('.pub').read_text()}"},
        )
        assert ledger(repo, "--most", "1")["events"][0]["signature"]["state"] == "unknown-signer"

    def test_a_message_that_was_altered_is_bad(self, repo, key):
        repo.commit("Adopt", files_of(acme()))
        self.signed(repo, key, "Promise less", files_of(changed(acme(), "reliable", title="One")))
        raw = repo.git("cat-file", "commit", "HEAD").replace("Promise less", "Promise more") + "\n"
        repo.git("reset", "--quiet", "--hard", repo.raw("commit", raw))
        assert ledger(repo, "--most", "1")["events"][0]["signature"]["state"] == "bad"


def test_a_commit_that_cannot_be_read_is_an_event_and_status_3(told):
    tree = told.git("rev-parse", "HEAD~3:promises/core")
    path = told.path / ".git/objects" / tree[:2] / tree[2:]
    path.chmod(0o644)
    path.write_bytes(b"garbage")
    data = ledger(told, status=3)
    assert data["unread"] > 0
    assert {"unread"} == {kind for one in data["events"] if one["promise"] is None for kind in one["kinds"]}


def test_erasing_is_told_with_what_was_promised(told):
    event = ledger(told, "--kind", "erased")["events"][0]
    assert [one["field"] for one in event["changes"]] == ["statement"]
    assert without(acme(), "free-parking") != acme()
