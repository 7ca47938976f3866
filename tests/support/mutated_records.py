"""Records with mistakes in them: real and generated ones, or some of their lines, changed in a few places at random."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("promises", "policies", "../shared/data/37signals/promises")
SIGNS = (
    *"\n\n\n  \t\r:-?,[]{}#&*!|>'\"%@`\\~=<+._/()$^;0123456789eExoXabnyNT\u00e9\u00a0\u3000\u0301\u20ac\U0001f600",
    *(": ", " #", "- ", "-\n", ":\n", "\n ", "\n  ", "\n\n", "  ", ", ", "''", '\\"', "\\\\", "\\n", "\\u0041", "{}", "[]"),
    *("{a: b}", "[a, b]", "a: b\n", "- a\n", "- a: b\n", "|\n", ">\n", "|-\n", ">-\n", "|+\n", "|2\n", ">1-\n", "| # c\n"),
    *("# c\n", "null", "true", "False", "~", "-1", "1e3", "0x1F", "0o17", ".5", ".inf", ".nan", "1:30", "2026-02-03", "<<: "),
    *("---\n", "...\n", "%YAML 1.2\n", "&a ", "*a", "!!str ", "? ", "null: ", "id: ", "a" * 70, "1" * 30, "\u201cx\u201d"),
)  # fmt: skip


def records(generated: Sequence[str] = ()) -> list[str]:
    """Return the texts of the records in and beside this repository, then those given."""
    paths = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml"))
    return [*(path.read_text(encoding="utf-8") for path in paths), *generated]


def mutated(texts: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Yield texts without end: mostly a few lines of a record, mutated once to four times."""
    lines = [text.splitlines(keepends=True) for text in texts]
    while True:
        chosen = chance.choice(lines)
        if chance.random() < 0.9:
            first = chance.randrange(len(chosen)) if chance.random() < 0.7 else 0
            chosen = chosen[first : first + chance.randint(1, 9)]
            if chance.random() < 0.7:
                chosen = _outdented(chosen)
        text = "".join(chosen)
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
            text = chance.choice(MUTATIONS)(text, lines, chance)
        yield text


def _outdented(lines: Sequence[str]) -> list[str]:
    """Return lines of which the first begins at the margin: else hardly any part of a record could be read."""
    margin = len(lines[0]) - len(lines[0].lstrip(" "))
    return [line[min(margin, len(line) - len(line.lstrip(" "))) :] for line in lines]


def _inserted(text: str, _: object, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(SIGNS) + text[at:]


def _replaced(text: str, _: object, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(SIGNS) + text[at + chance.randint(1, 3) :]


def _removed(text: str, _: object, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.choice((1, 1, 1, 2, 3, 8)) :]


def _moved(text: str, _: object, chance: random.Random) -> str:
    """Move a piece of the text elsewhere, or copy it there."""
    at, to = chance.randint(0, len(text)), chance.randint(0, len(text))
    end = at + chance.randint(1, 12)
    rest = text if chance.random() < 0.5 else text[:at] + text[end:]
    return rest[:to] + text[at:end] + rest[to:]


def _indented(text: str, _: object, chance: random.Random) -> str:
    """Move some lines to the right or to the left."""
    lines = text.splitlines(keepends=True)
    at = chance.randint(0, len(lines))
    end, by = at + chance.randint(1, 4), chance.choice((-4, -2, -2, -1, 1, 2, 2, 4))
    moved = [" " * by + line if by > 0 else line.removeprefix(" " * -by) for line in lines[at:end]]
    return "".join([*lines[:at], *moved, *lines[end:]])


def _line_shuffled(text: str, others: Sequence[Sequence[str]], chance: random.Random) -> str:
    """Remove a line, write it twice, swap it with the next, or put another record's there."""
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines)) if lines else 0
    foreign = chance.choice(chance.choice(others))
    now = chance.choice(
        (lines[at : at + 1] * 2, [], lines[at : at + 2][::-1], [foreign], [*lines[at : at + 1], foreign])
    )
    return "".join([*lines[:at], *now, *lines[at + (2 if now == lines[at : at + 2][::-1] else 1) :]])


def _blank_lines_put(text: str, _: object, chance: random.Random) -> str:
    """Put lines that hold next to nothing between two others: blanks alone, a comment, a key, each anywhere."""
    lines = text.splitlines(keepends=True)
    at = chance.randint(0, len(lines))
    put = [
        " " * chance.randint(0, 8) + chance.choice(("\n", "\n", "# c\n", "x\n", "a: b\n"))
        for _ in range(chance.randint(1, 4))
    ]
    return "".join([*lines[:at], *put, *lines[at:]])


MUTATIONS = (
    _blank_lines_put,
    _inserted,
    _inserted,
    _replaced,
    _replaced,
    _removed,
    _moved,
    _indented,
    _line_shuffled,
)
