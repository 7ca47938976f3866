"""The answers as a transcript: JSON Lines as chat APIs have them, which scan reads; kept to be judged again."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pas_gov.diagnostics import Stop, printable
from pas_gov.probing.asking import Exchange
from pas_gov.probing.questions import Question

MOST_BYTES = 64 << 20


def transcript_text(kept: Iterable[Exchange]) -> str:
    """Return a line for each question, in ASCII."""
    return "".join(json.dumps(_line(one), ensure_ascii=True) + "\n" for one in kept)


def _line(one: Exchange) -> dict[str, object]:
    said = [{"role": "assistant", "content": one.answer}] if one.answer else []
    return {
        "messages": [{"role": "user", "content": one.question.text}, *said],
        "probe": {
            "promise": one.question.promise, "source": one.question.source, "asked_at": one.asked_at, "bot": one.bot,
            "prompt": one.prompt, "failure": one.failure,
        },
    }  # fmt: skip


def read_transcript(path: str) -> tuple[Exchange, ...]:
    """Return the exchanges of a transcript that was kept. Stops: no-transcript (status 2), with the line."""
    try:
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        fact = f"{printable(path)}: {getattr(error, 'strerror', None) or 'it cannot be read'}"
        raise Stop("no-transcript", fact, "name answers that probe has kept", status=2) from error
    if len(content) > MOST_BYTES:
        raise Stop(
            "no-transcript", f"{printable(path)} is longer than 64 MiB", "judge fewer answers", status=2
        )
    found = []
    for number, line in enumerate(content.splitlines(), 1):
        try:
            found.append(_exchange(json.loads(line)))
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            message = f"{printable(path)}, line {number}, is none that probe wrote"
            raise Stop("no-transcript", message, "name a file that probe has written", status=2) from None
    return tuple(found)


def _exchange(line: dict[str, dict[str, str]]) -> Exchange:
    messages, about = line["messages"], line["probe"]
    said = [str(one["content"]) for one in messages if one["role"] == "assistant"]  # type: ignore[index]
    question = Question(str(about["promise"]), str(messages[0]["content"]), str(about["source"]))  # type: ignore[index]
    when, bot, prompt, failure = (str(about[key]) for key in ("asked_at", "bot", "prompt", "failure"))
    return Exchange(question, when, bot, prompt, "\n".join(said), failure)
