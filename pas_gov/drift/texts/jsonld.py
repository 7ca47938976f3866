"""The questions and answers that a page tells search engines as JSON-LD: each answer is read under its question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pas_gov.drift.texts.block import Block

_SCRIPT = re.compile(r"<script\b[^<>]{0,500}application/ld\+json[^<>]{0,500}>", re.IGNORECASE)
MAX_DEPTH = 50
MAX_ANSWERS = 5000


def answers(html: str) -> Iterator[Block]:
    """Yield each answer of a page's FAQ as a block of HTML or text; where it has no line of its own, the script's."""
    for start, script in _scripts(html):
        line, at = html.count("\n", 0, start) + 1, 0
        try:
            told = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for question, answer in _pairs(told):
            found = _place(script, answer[:40], at)
            line, at = line + script.count("\n", at, found), found
            yield Block(line, "sentence", answer, question)


def _scripts(html: str) -> Iterator[tuple[int, str]]:
    """Yield the place and the text of each script that holds JSON-LD."""
    end = 0
    for opening in _SCRIPT.finditer(html) if "ld+json" in html else ():
        if opening.start() < end:
            continue
        end = html.find("</script", opening.end())
        if end < 0:
            return
        yield opening.end(), html[opening.end() : end]


def _place(script: str, beginning: str, at: int) -> int:
    """Return where a string stands in JSON by how it begins; ``at``, from where it is sought, if it isn't found."""
    plain = script.find(json.dumps(beginning, ensure_ascii=False)[1:-1], at)
    found = plain if plain >= 0 else script.find(json.dumps(beginning)[1:-1], at)
    return max(found, at)


def _pairs(told: object) -> Iterator[tuple[str, str]]:
    """Yield questions with their accepted or suggested answers, in order, without recursion."""
    left, seen = [(told, 0)], 0
    while left:
        here, depth = left.pop()
        if depth > MAX_DEPTH or seen >= MAX_ANSWERS:
            continue
        inner = here if isinstance(here, list) else list(here.values()) if isinstance(here, dict) else []
        if isinstance(here, dict) and here.get("@type") == "Question":
            answers_ = [here.get("acceptedAnswer"), here.get("suggestedAnswer")]
            for answer in (one for each in answers_ for one in (each if isinstance(each, list) else [each])):
                text = answer.get("text") if isinstance(answer, dict) else None
                if isinstance(text, str) and text.strip():
                    seen += 1
                    yield str(here.get("name") or ""), text
            continue
        left += [(one, depth + 1) for one in reversed(inner)]
