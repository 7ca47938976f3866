"""Questions asked one after the other, no faster than is allowed, each as often as is wanted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timezone

from pas_gov.foundation.values import dataclass
from pas_gov.probing.bots.bot import Bot, NoAnswer
from pas_gov.probing.questions import Question

MOST_FAILURES = 5  # one after the other, after which a bot is taken to be out of order


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, when it was asked (ISO 8601, UTC), which bot, and its answer; ``failure`` says why there is none."""

    question: Question
    asked_at: str
    bot: str
    prompt: str
    answer: str = ""
    failure: str = ""


def exchanges(  # noqa: PLR0913  (each is another bound)
    bot: Bot,
    asked: Sequence[Question],
    times: int,
    per_minute: float,
    prompt: str = "",
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Exchange]:
    """Yield each question's answers, ``times`` of each, at most ``per_minute``; ``prompt`` is the digest of the bot's.

    A bot that gives no answer to several questions running is asked no more: what is left fails with that reason.
    """
    failing, between, last = 0, 60 / per_minute, 0.0
    for _ in range(times):
        for question in asked:
            if failing >= MOST_FAILURES:
                now, why = _now(), f"not asked: {MOST_FAILURES} questions before it got no answer"
                yield Exchange(question, now, bot.name, prompt, failure=why)
                continue
            if last:
                sleep(max(0.0, between - (time.monotonic() - last)))
            last, now = time.monotonic(), _now()
            try:
                answer = bot.answer(question.text)
            except NoAnswer as none:
                failing += 1
                yield Exchange(question, now, bot.name, prompt, failure=str(none))
            else:
                failing = 0
                yield Exchange(question, now, bot.name, prompt, answer)


def _now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
