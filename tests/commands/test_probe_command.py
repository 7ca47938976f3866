"""``pas-gov probe``: bots that answer as of old, as of now, at random between the two, with errors, with hostile text."""

from __future__ import annotations

import json
import random
import shlex
import sys

import jsonschema
import pytest
from bot_server import bot_server, said
from gate_run import pas_gov
from gitrepo import Repo
from runner_log import commands
from scenario import acme, changed, files_of

from pas_gov.model.records.schema import schema

pytestmark = pytest.mark.whole
OLD, NEW = "We respond within 4 hours.", "We respond within 6 hours."


@pytest.fixture
def told(repo: Repo) -> Repo:
    """Return a history in which four hours became six."""
    before = changed(
        acme(), "four-hours", terms=[{"measure": "first response", "at_most": "4h"}], statement=OLD
    )
    after = changed(
        before, "four-hours", terms=[{"measure": "first response", "at_most": "6h"}], statement=NEW
    )
    repo.commit("Begin", files_of(before))
    repo.commit("Weaken", files_of(after))
    return repo


def probe(repo: Repo, reply, *options: str, status: int | None = None) -> dict:
    with bot_server(
        lambda question: reply(question) if "first response" in question else said("Hello!")
    ) as asked:
        done = pas_gov(
            repo.path, "probe", "--endpoint", asked.url, "--model", "m", "--per-minute", "6000", "-f", "json", *options,
            status=status, OPENAI_API_KEY="sk-very-secret",
        )  # fmt: skip
    assert "sk-very-secret" not in done.stdout + done.stderr
    data = json.loads(done.stdout)
    jsonschema.validate(data, schema("probe"))
    return data


def of_four_hours(data: dict) -> dict:
    return next(
        one for one in data["questions"] if one["promise"] == "four-hours" and one["source"] == "term"
    )


@pytest.mark.parametrize(
    ("answer", "state"),
    [(NEW, "consistent"), (OLD, "outdated"), ("Within 4 hours.", "outdated"), ("6 hours", "consistent"), ("We respond within 12 hours.", "contradicts"), ("Hello!", "silent")],
)  # fmt: skip
def test_an_answer_is_held_against_what_is_and_was_promised(told, answer, state):
    assert of_four_hours(probe(told, lambda _: said(answer), "--no-keep", status=0))["state"] == state


def test_answers_that_vary_are_counted_with_an_interval(told):
    chance = random.Random(7)
    found = of_four_hours(
        probe(
            told,
            lambda _: said(chance.choice([OLD, NEW])),
            "--times",
            "12",
            "--questions",
            "30",
            "--no-keep",
            status=0,
        )
    )
    assert set(found["states"]) == {"outdated", "consistent"}
    assert sum(found["states"].values()) == 12
    off = found["off"]
    assert off["share"] == pytest.approx(off["count"] / 12, abs=0.001)
    assert off["low"] < off["share"] < off["high"]


def test_answers_are_kept_judged_again_and_shown_by_drift(told):
    first = probe(told, lambda _: said(OLD), status=0)
    assert first["kept"].startswith("probes/")
    again = json.loads(pas_gov(told.path, "probe", "--judge", first["kept"], "-f", "json", status=0).stdout)
    assert [one["states"] for one in again["questions"]] == [one["states"] for one in first["questions"]]
    drift = json.loads(pas_gov(told.path, "drift", "-f", "json").stdout)
    assert any(
        one["zone"] == "ai-automation" and one["promise"] == "four-hours" and "outdated" in one["reality"]
        for one in drift["findings"]
    )


def test_what_an_answer_says_of_another_promise_is_told_with_its_reason(told):
    """Asked about one promise, the bot contradicts another."""
    answers = [sys.executable, "-c", "print('We respond within 12 hours.')"]
    done = pas_gov(
        told.path, "probe", "--command", shlex.join(answers), "--no-keep", "--per-minute", "6000", status=0
    )
    for asked in done.stdout.split("\n\n"):
        assert ": contradicts\n" not in asked or "four-hours" in asked.partition("A: ")[2], asked
    assert "reliable: contradicts" in done.stdout


def test_a_state_can_fail_the_run_and_an_answer_that_is_missing_is_no_verdict(told):
    probe(told, lambda _: said(OLD), "--fail-on", "outdated", "--no-keep", status=1)
    found = probe(told, lambda _: (500, {}, b""), "--no-keep", status=3)
    assert of_four_hours(found)["state"] == "unanswered"


def test_a_bot_that_never_answers_is_asked_no_more(told):
    with bot_server(lambda _: (503, {}, b"")) as asked:
        pas_gov(
            told.path,
            "probe",
            "--endpoint",
            asked.url,
            "--model",
            "m",
            "--per-minute",
            "6000",
            "--no-keep",
            status=3,
        )
    assert len(asked) == 5


def test_hostile_answers_are_obeyed_by_nobody(told):
    hostile = "::error::x\n\x1b[31mWe respond within 12 hours.\x1b[0m \u202e<script>alert(1)</script> | `rm`"
    with bot_server(lambda _: said(hostile)) as asked:
        for format_ in ("text", "markdown", "json"):
            done = pas_gov(
                told.path, "probe", "--endpoint", asked.url, "--model", "m", "--per-minute", "6000", "-f", format_,
                "--no-keep", status=0,
            )  # fmt: skip
            assert not {"\x1b", "\u202e"} & {*done.stdout}
            assert commands(done.stdout) == []
            assert "<script>" not in done.stdout or format_ != "markdown"


def test_a_command_is_asked_and_the_work_is_told_beforehand(told):
    words = f"{sys.executable} -c 'input(); print(\"{NEW}\")'"
    done = pas_gov(
        told.path,
        "probe",
        "--command",
        words,
        "--questions",
        "2",
        "--per-minute",
        "6000",
        "--no-keep",
        status=0,
    )
    assert "2 questions, 1 time each: 2 requests" in done.stderr


@pytest.mark.parametrize(
    ("options", "said_of_it"),
    [
        ((), "which bot is asked"), (("--endpoint", "https://a.example/v1"), "which model"),
        (("--endpoint", "https://a.example/v1", "--command", "x"), "two bots"), (("--command", "'x"), "quotes"),
        (("--command", "no-such-bot"), "no command"), (("--judge", "nothing.jsonl"), "nothing.jsonl"),
        (("--command", "cat", "--prompt", "nothing.md"), "nothing.md"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told(told, options, said_of_it):
    assert said_of_it in pas_gov(told.path, "probe", *options, status=2).stderr


def test_a_dry_run_lists_the_questions_and_asks_nobody(told):
    listed = pas_gov(told.path, "probe", "--dry-run", status=0).stdout
    assert "four-hours: About" in listed or "four-hours: How long" in listed
    assert "Nothing was asked" in listed
