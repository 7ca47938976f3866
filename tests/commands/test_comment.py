"""``pas-gov comment`` against a server on this machine that answers as GitHub's API does, or fails as it does."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gate_run import launched, pas_gov
from github_stub import BOT, TOKEN, Stub

from pas_gov.commands.comment import MARKER

pytestmark = pytest.mark.whole

pytest.importorskip("requests")  # of the extra "github"
PAGE = "## pas-gov: Blocked\n\nFour hours must answer.\n"


@pytest.fixture
def stub() -> Iterator[Stub]:
    made = Stub()
    yield made
    made.server.shutdown()
    made.server.server_close()


def run(
    folder: Path,
    stub: Stub,
    *arguments: str,
    status: int = 0,
    page: str = PAGE,
    event: Any = None,
    **env: str,
) -> str:
    """Put the page on pull request 7 of acme/promises, as a workflow's step would, and return what was said."""
    (folder / "gate.md").write_text(page, encoding="utf-8")
    (folder / "event.json").write_text(json.dumps(event or {"pull_request": {"number": 7}}))
    given = {
        "GITHUB_API_URL": stub.address, "GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": "acme/promises",
        "GITHUB_EVENT_PATH": str(folder / "event.json"), "HOME": str(folder), "NO_PROXY": "127.0.0.1", **env,
    }  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    done = launched(folder, "comment", "gate.md", *arguments, env={**kept, **given})
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert TOKEN not in done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_first_run_writes_the_comment_with_the_marker_and_the_page(tmp_path, stub):
    assert run(tmp_path, stub) == "Wrote the comment: https://github.example/c/1\n"
    (made,) = stub.comments
    assert made["body"] == f"{MARKER}\n\n{PAGE}"
    assert stub.methods() == ["GET", "POST"]
    _, path, headers, given = stub.asked[1]
    assert path == "/api/v3/repos/acme/promises/issues/7/comments"
    assert headers["accept"] == "application/vnd.github+json"
    assert headers["x-github-api-version"] == "2022-11-28"
    assert headers["user-agent"].startswith("pas-gov/")
    assert set(given) == {"body"}


def test_the_next_run_updates_it(tmp_path, stub):
    run(tmp_path, stub)
    assert (
        run(tmp_path, stub, page="## pas-gov: Pass\n") == "Updated the comment: https://github.example/c/1\n"
    )
    assert [one["body"] for one in stub.comments] == [f"{MARKER}\n\n## pas-gov: Pass\n"]
    assert stub.asked[-1][:2] == ("PATCH", "/api/v3/repos/acme/promises/issues/comments/1")


def test_the_same_page_is_not_written_again_whatever_its_line_ends(tmp_path, stub):
    stub.add(BOT, f"{MARKER}\n\n{PAGE}".replace("\n", "\r\n"))
    assert run(tmp_path, stub).startswith("The comment says so already")
    assert stub.methods() == ["GET"]


def test_it_is_found_on_a_later_page(tmp_path, stub):
    for number in range(230):
        stub.add("ada", f"remark {number}")
    stub.add(BOT, f"{MARKER}\n\nearlier")
    run(tmp_path, stub)
    assert stub.methods() == ["GET", "GET", "GET", "PATCH"]
    assert len(stub.comments) == 231


@pytest.mark.parametrize(
    ("author", "body"),
    [
        ("mallory", f"{MARKER}\n\nPass"), (BOT, "another bot's remark"), (BOT, f"quoted:\n{MARKER}\n"), (None, f"{MARKER}\n\nghost"),
        (BOT, ""), ("github-actions", f"{MARKER}\n\nPass"),
    ],
)  # fmt: skip
def test_what_only_looks_like_ours_is_left_alone(tmp_path, stub, author, body):
    stub.add(author, body)
    run(tmp_path, stub)
    assert stub.comments[0]["body"] == body
    assert len(stub.comments) == 2


def test_another_author_can_be_named_and_is_told_where_it_differs(tmp_path, stub):
    stub.writes_as = "acme-bot[bot]"
    assert "name --author acme-bot[bot]" in run(tmp_path, stub)
    run(tmp_path, stub, "--author", "Acme-Bot[bot]", page="## again\n")
    assert len(stub.comments) == 1


def test_update_only_writes_none_but_updates_one(tmp_path, stub):
    assert run(tmp_path, stub, "--update-only").startswith("There is no comment to update")
    assert stub.comments == []
    stub.add(BOT, f"{MARKER}\n\nearlier")
    assert run(tmp_path, stub, "--update-only").startswith("Updated")


def test_a_run_of_no_pull_request_has_nothing_to_do(tmp_path, stub):
    said = run(tmp_path, stub, event={"merge_group": {"base_sha": "x"}})
    assert said == "This run is of no pull request: there is nothing to comment on.\n"
    assert stub.asked == []


def test_a_fork_that_may_only_read_is_told_where_the_verdict_stands(tmp_path, stub):
    stub.failing = [("POST", 403, "Resource not accessible by integration")]
    said = run(tmp_path, stub, status=3)
    assert "403 (Resource not accessible by integration)" in said
    assert "the verdict stands in the job summary" in said.replace("\n", " ").replace("  ", " ")


def test_a_server_that_fails_is_asked_again(tmp_path, stub):
    stub.failing = [("GET", 502, ""), ("GET", 503, "")]
    assert run(tmp_path, stub).startswith("Wrote")
    assert stub.methods() == ["GET", "GET", "GET", "POST"]


def test_a_server_that_goes_on_failing_is_given_up(tmp_path, stub):
    stub.failing = [("GET", 500, "boom")] * 9
    assert "answered 500" in run(tmp_path, stub, status=3)
    assert stub.methods() == ["GET"] * 4


def test_a_new_comment_is_never_asked_for_twice(tmp_path, stub):
    stub.failing = [("POST", 502, "bad gateway")]
    assert "answered 502" in run(tmp_path, stub, status=3)
    assert stub.methods() == ["GET", "POST"]


@pytest.mark.parametrize("status", [301, 307, 418, 422, 429])
def test_any_other_answer_is_a_failure(tmp_path, stub, status):
    stub.failing = [("GET", status, "x\x1b[31m::error::y")]
    said = run(tmp_path, stub, status=3)
    assert f"answered {status}" in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    "answer", [b"", b"<html>", b"{}", b"[1]", b'[{"id": "x"}]', b"[" * 100_000, b"\xff\xfe"]
)
def test_an_answer_that_is_no_list_of_comments_is_a_failure(tmp_path, stub, answer):
    stub.answer = lambda *_: (200, answer, {})
    assert "can't be read" in run(tmp_path, stub, status=3)


def test_the_next_page_is_not_followed_to_another_server(tmp_path, stub):
    stub.elsewhere = True
    for _ in range(101):
        stub.add("ada", "remark")
    assert "another server" in run(tmp_path, stub, status=3)


def test_pages_without_an_end_are_given_up(tmp_path, stub):
    link = {"Link": f'<{stub.address}/repos/acme/promises/issues/7/comments?per_page=100&page=2>; rel="next"'}
    stub.answer = lambda *_: (200, [], link)
    assert "more than 10,000 comments" in run(tmp_path, stub, status=3)


def test_a_netrc_does_not_take_the_tokens_place(tmp_path, stub):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login mallory password stolen\n")
    (tmp_path / ".netrc").chmod(0o600)
    assert run(tmp_path, stub).startswith("Wrote")
    assert {headers["authorization"] for _, _, headers, _ in stub.asked} == {f"Bearer {TOKEN}"}


def test_nobody_listening_is_no_answer(tmp_path, stub):
    assert "doesn't answer" in run(tmp_path, stub, status=3, GITHUB_API_URL="http://127.0.0.1:9/api")


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"GITHUB_TOKEN": ""}, "no token"), ({"GITHUB_TOKEN": "a\nb"}, "no token"),
        ({"GITHUB_API_URL": "http://api.github.com"}, "no https address"), ({"GITHUB_API_URL": "ftp://127.0.0.1"}, "no https address"),
        ({"GITHUB_API_URL": "https://user:x@api.github.com"}, "no https address"), ({"GITHUB_API_URL": "https://"}, "no https address"),
        ({"GITHUB_REPOSITORY": "acme/promises/../../user"}, "no pull request"), ({"GITHUB_REPOSITORY": ""}, "no pull request"),
    ],
)  # fmt: skip
def test_wrong_usage_is_said_before_anything_is_sent(tmp_path, stub, env, said):
    assert said in run(tmp_path, stub, status=2, **env)
    assert stub.asked == []


def test_an_event_that_cannot_be_read_names_the_option(tmp_path, stub):
    assert "--pull" in run(tmp_path, stub, status=3, GITHUB_EVENT_PATH=str(tmp_path / "none"))
    assert run(tmp_path, stub, "--pull", "7", GITHUB_EVENT_PATH="").startswith("Wrote")


@pytest.mark.parametrize(
    "event",
    [{"pull_request": {"number": "7"}}, {"pull_request": {"number": True}}, {"pull_request": []}, [1]],
)
def test_an_event_without_a_number_is_of_no_pull_request(tmp_path, stub, event):
    assert run(tmp_path, stub, event=event).startswith("This run is of no pull request")


def test_a_page_that_is_missing_or_too_long_is_refused(tmp_path, stub):
    assert "65,536" in run(tmp_path, stub, status=2, page="x" * 65_600)
    assert "can't be read" in pas_gov(tmp_path, "comment", "none.md", status=2).stderr


def test_without_requests_the_remedy_is_the_extra(tmp_path, stub):
    (tmp_path / "requests.py").write_text("raise ImportError('not here')")
    assert "pas-gov[github]" in run(tmp_path, stub, status=2, PYTHONPATH=str(tmp_path))
