"""Bots that are asked: an endpoint and a command; whatever they do, an answer is bounded and a key stays secret."""

from __future__ import annotations

import sys
import time

import pytest
from bot_server import bot_server, said

from pas_gov.diagnostics import Stop
from pas_gov.probing.bots.bot import MOST_CHARACTERS, NoAnswer
from pas_gov.probing.bots.chat import chat_bot
from pas_gov.probing.bots.command import command_bot

pytestmark = pytest.mark.whole
KEY = "sk-very-secret"


def answer(reply, **options):
    with bot_server(reply) as asked:
        bot = chat_bot(asked.url, "m", options.pop("prompt", ""), KEY, options.pop("seconds", 10))
        return bot.answer("How long?"), asked


def test_an_endpoint_is_asked_as_its_api_wants_it():
    words, asked = answer(lambda _: said("Within four hours."), prompt="Be kind.")
    assert words == "Within four hours."
    (one,) = asked
    assert one["path"] == "/v1/chat/completions"
    assert one["headers"]["Authorization"] == f"Bearer {KEY}"
    assert one["body"] == {
        "model": "m",
        "messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "How long?"}],
    }


def test_an_answer_in_parts_is_one_text():
    assert (
        answer(lambda _: said([{"type": "text", "text": "Four"}, {"type": "text", "text": "hours"}]))[0]
        == "Four\nhours"
    )


def test_a_long_answer_is_cut():
    assert len(answer(lambda _: said("a" * 99_999))[0]) < MOST_CHARACTERS + 10


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ((500, {}, b'{"error": {"message": "key sk-very-secret is unknown"}}'), r"HTTP 500: key \*\*\* is unknown"),
        ((401, {}, b"<html>"), "HTTP 401"), ((302, {"Location": "http://127.0.0.1:9/"}, b""), "redirect, which is not followed"),
        ((200, {}, b"{}"), "isn't one of chat/completions"), ((200, {}, b"[" * 100_000), "isn't one of chat/completions"),
        (said(""), "empty"), (said(None), "empty"), ((200, {}, b"a" * ((1 << 20) + 9)), "longer than 1 MiB"),
        ((500, {}, b'{"error": "\\u001b[31m::error::"}'), r"HTTP 500: \\x1b\[31m"),
    ],
)  # fmt: skip
def test_no_answer_says_why_and_never_the_key(reply, why):
    with pytest.raises(NoAnswer, match=why) as none:
        answer(lambda _: reply)
    assert KEY not in str(none.value)
    assert "\x1b" not in str(none.value)


def test_a_silent_endpoint_ends_with_its_time():
    with pytest.raises(NoAnswer, match="no answer from 127"):
        answer(lambda _: time.sleep(3) or said("late"), seconds=0.3)


@pytest.mark.parametrize(
    "url",
    ["http://api.example.com/v1", "ftp://a/b", "https://", "https://me:secret@api.example.com", "https://[::1", "file:///etc/passwd", "", "https://a:b"],
)  # fmt: skip
def test_an_endpoint_to_which_no_key_should_go_is_refused(url):
    with pytest.raises(Stop) as stop:
        chat_bot(url, "m", "", KEY, 1)
    assert (stop.value.code, stop.value.status) == ("no-endpoint", 2)
    assert "secret" not in stop.value.message


def command(code: str, seconds: float = 10):
    return command_bot([sys.executable, "-c", code], seconds)


def test_a_command_reads_the_question_and_prints_the_answer():
    assert command("print('You asked:', input())").answer("How long?") == "You asked: How long?"
    assert command("print(7)").answer("x" * 100_000) == "7"


@pytest.mark.parametrize(
    ("code", "why"),
    [("pass", "printed nothing"), ("raise SystemExit(3)", "status 3"), ("import time; time.sleep(9)", "within 0.5 seconds")],
)  # fmt: skip
def test_a_command_without_an_answer_says_why(code, why):
    with pytest.raises(NoAnswer, match=why):
        command(code, 0.5 if "sleep" in code else 10).answer("?")


def test_a_command_that_never_ends_printing_is_ended():
    assert len(command("while True: print('a' * 1000)").answer("?")) < MOST_CHARACTERS + 10


def test_a_command_that_is_not_there_is_told():
    with pytest.raises(Stop, match="no command") as stop:
        command_bot(["no-such-bot"], 1)
    assert stop.value.status == 2
