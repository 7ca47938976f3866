"""Texts of any size, made of the real ones beside the repository, changed so that no memo can answer all of them.

In each a known number of promises is planted: sentences that ``scan`` must find, each with a number of its own.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.claims import SHARED
from tests.bench.claims_data import visible

PLANTED = "We will send you invoice {} within {} business days."
FOUND = re.compile(rb'"text": "We will send you invoice (\d+) within')
THEIRS = "I will pay invoice {} within {} days."
EVERY = 100  # of so many pieces, one is planted
CHANGED = 0.7  # share of the pieces in which a word and the numbers are others
FILE = 500_000  # bytes of one Markdown file
WORD = re.compile(r"\b[a-z]{5,}\b")
NUMBER = re.compile(r"\d+")
MB = 1_000_000


def markdown(folder: Path, megabytes: float, seed: int = 1) -> int:
    """Write Markdown files of about so many megabytes in all, and return how many promises are planted."""
    chance = random.Random(seed)
    files = [*sorted(SHARED.glob("*.md")), *sorted(SHARED.glob("data/**/*.md"))]
    pieces = [
        piece for path in files for piece in path.read_text(encoding="utf-8").split("\n\n") if piece.strip()
    ]
    pieces += [row.sentence.text for row in visible() if row.genre != "transcript"]
    wanted = int(megabytes * MB)
    planted, number = 0, 0
    while wanted > 0:
        text, planted = _page(pieces, min(FILE, wanted), planted, chance)
        (folder / f"page-{number:05}.md").write_text(text, encoding="utf-8")
        wanted, number = wanted - FILE, number + 1
    return planted


def transcript(path: Path, megabytes: float, seed: int = 1) -> int:
    """Write one transcript (JSON lines, a turn each) of about so many megabytes; return how many promises are planted.

    The organisation's turns hold them; what customers say beside must not be found.
    """
    chance = random.Random(seed)
    rows = [row for row in visible() if row.genre in ("transcript", "help-centre")]
    turns = [("user" if row.customers else "assistant", row.sentence.text) for row in rows]
    words = _words([text for _, text in turns])
    written, planted, days = 0, 0, chance.randint(2, 60)
    with path.open("w", encoding="utf-8") as file:
        for number, (role, text) in enumerate(_turns(turns)):
            if number % EVERY == 0:
                turn, planted = ("assistant", PLANTED.format(planted, days)), planted + 1
            elif number % EVERY == 1:
                turn, days = ("user", THEIRS.format(number, days)), chance.randint(2, 60)
            else:
                turn = role, changed(text, words, chance)
            written += file.write(_json_line(number, *turn))
            if written >= megabytes * MB:
                break
    return planted


def _json_line(number: int, role: str, text: str) -> str:
    at = f"2026-03-01T10:{number // 60 % 60:02}:{number % 60:02}Z"
    return json.dumps({"at": at, "role": role, "content": text}) + "\n"


def changed(text: str, words: Sequence[str], chance: random.Random) -> str:
    """Return a text in which, mostly, one word is another and every number, too."""
    if chance.random() > CHANGED:
        return text
    places = list(WORD.finditer(text))
    if places:
        place = chance.choice(places)
        text = text[: place.start()] + chance.choice(words) + text[place.end() :]
    return NUMBER.sub(lambda _: str(chance.randint(2, 99)), text)


def planted_in(output: Path) -> int:
    """Return how many of the planted promises a report in JSON names."""
    found: set[bytes] = set()
    with output.open("rb") as lines:
        for line in lines:
            found.update(FOUND.findall(line))
    return len(found)


def _page(pieces: Sequence[str], size: int, planted: int, chance: random.Random) -> tuple[str, int]:
    """Return a page of about a size, and how many promises are planted up to here."""
    words, parts, length = _words(pieces), ["# A page\n"], 0
    while length < size:
        parts.append(changed(chance.choice(pieces), words, chance) if len(parts) % EVERY else "")
        if not parts[-1]:
            parts[-1] = f"## Invoices\n\n{PLANTED.format(planted, chance.randint(2, 60))}"
            planted += 1
        length += len(parts[-1]) + 2
    return "\n\n".join(parts) + "\n", planted


def _words(texts: Sequence[str]) -> list[str]:
    return sorted({word for text in texts for word in WORD.findall(text)})


def _turns(turns: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    while True:
        yield from turns
