"""Random YAML that the strict reader takes: any value in any layout of the grammar, with comments in every place.

Every key, word and comment is a word of its own (``k3``, ``v7``, ``c12``), so that a test can say of any line what
stands on it, and of any comment what it belongs to.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

Value = Any
PLAIN = r"\w[\w .-]*"  # what needs no quotes
WORD = re.compile(r"\b(?:[kvcn][0-9]+|7[0-9]{3})\b")


@dataclass(frozen=True)
class Note:
    """A comment: its word, whether it stands above its owner, beside it or below all of a block, and that owner."""

    word: str
    place: str
    owner: str


@dataclass
class Sample:
    """A value, its text, and what is known of them: comments, and the words of entries inside of brackets."""

    value: dict[str, Value]
    text: str = ""
    notes: list[Note] = field(default_factory=list)
    bracketed: set[str] = field(default_factory=set)

    @property
    def content(self) -> bytes:
        return self.text.encode()


def sample(random: Random, newline: str = "\n") -> Sample:
    """Return a random value in a random layout; ``newline`` may be ``mixed``."""
    return sample_of(_Values(random).mapping(3, top=True), random, newline)


def sample_of(value: dict[str, Value], random: Random, newline: str = "\n") -> Sample:
    """Return a value in a random layout."""
    made = Sample(value)
    _Writer(random, made).document()
    written = set(WORD.findall(made.text))
    made.notes = [one for one in made.notes if one.word in written]
    made.text = "".join(_ended(line, random, newline) for line in made.text.splitlines(keepends=True))
    if random.random() < 0.1:
        made.text = "\ufeff" + made.text
    return made


def _ended(line: str, random: Random, newline: str) -> str:
    if not line.endswith("\n"):
        return line
    return line[:-1] + (random.choice(("\n", "\r\n")) if newline == "mixed" else newline)


class _Values:
    """A source of values whose words are all different."""

    def __init__(self, random: Random) -> None:
        self.random, self.number = random, itertools.count(1)

    def mapping(self, depth: int, *, top: bool = False) -> dict[str, Value]:
        size = self.random.randint(1 if top else 0, 4 if top else 3)
        return {f"k{next(self.number)}": self.value(depth - 1) for _ in range(size)}

    def value(self, depth: int) -> Value:
        kind = self.random.choice("ssstnmmll" if depth > 0 else "ssstn")
        if kind == "m":
            return self.mapping(depth)
        if kind == "l":
            return [self.value(depth - 1) for _ in range(self.random.randint(0, 3))]
        if kind == "n":
            return self.random.choice((None, 7_000 + next(self.number)))
        return self.text(lines=kind == "t")

    def text(self, *, lines: bool) -> str:
        words = [f"v{next(self.number)}" for _ in range(self.random.randint(1, 4))]
        if not lines:
            return " ".join(words)
        body = "".join(word + self.random.choice(("\n", " ", "\n\n")) for word in words).strip()
        return body + self.random.choice(("", "\n", "\n", "\n\n"))


def first_word(key: str, value: Value) -> str:
    """Return the word by which an entry is known: its key, or the first one in an item; "" for an empty item."""
    if key:
        return key
    if isinstance(value, dict):
        return next(iter(value), "")
    if isinstance(value, list):
        return first_word("", value[0]) if value else ""
    return str(value).split()[0] if value not in (None, "") else ""


class _Writer:
    """A value on its way into a text."""

    def __init__(self, random: Random, made: Sample) -> None:
        self.random, self.made, self.number = random, made, itertools.count(1)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def note(self, place: str, owner: str) -> str:
        word = f"c{next(self.number)}"
        self.made.notes.append(Note(word, place, owner))
        return f"#{self.random.choice((' ', ' ', ''))}{word}{self.random.choice(('', ' # x', ': - [{'))}"

    def beside(self, owner: str, *, tab: str = "\t") -> str:
        """Return a comment behind something, or blanks; ``tab`` is what a tab is written as where it may stand."""
        if not self.chance(0.25):
            return self.random.choice(("", "", "", "", " ", tab))
        return self.random.choice((" ", "  ", tab, f" {tab} ")) + self.note("beside", owner)

    def above(self, owner: str, column: int, *, place: str = "above") -> str:
        found = ""
        while self.chance(0.25):
            if self.chance(0.2):
                found += "\n"
            found += " " * column + self.note(place, owner) + "\n"
        return found

    def document(self) -> None:
        text = ""
        if self.chance(0.2):
            text += "# head\n" + self.random.choice(("", "\n"))
        if self.chance(0.2):
            text += self.random.choice(("---\n", "---  # begin\n", "--- \n"))
        if self.chance(0.1):
            text += self.flow(self.made.value, 2, self.beside_plain) + "\n"
        else:
            text += self.block(self.made.value, self.random.choice((0, 0, 0, 0, 2)))
        if self.chance(0.2):
            text += self.random.choice(("", "\n")) + "# foot\n"
        if self.chance(0.1):
            text += "...\n"
        self.made.text = text.removesuffix("\n") if self.chance(0.1) and self._may_end(text) else text

    def _may_end(self, text: str) -> bool:
        return not text.endswith("\n\n") and not _ends_in_block(text)

    def beside_plain(self) -> str:
        return self.random.choice(("", " "))

    def block(self, value: Value, column: int, *, behind: bool = False) -> str:
        """Return the lines of a mapping or list; ``behind`` says that the first follows a dash."""
        found = ""
        pairs = list(value.items()) if isinstance(value, dict) else [("", item) for item in value]
        for index, (key, inner) in enumerate(pairs):
            word = first_word(key, inner)
            lead = "" if behind and not index else self.random.choice(("", "", "", "\n"))
            if not (behind and not index):
                lead += self.above(word, column) + " " * column
            entry = self.pair(key, inner, column) if key else self.item(inner, column, word)
            found += lead + entry
            if self.chance(0.07) and not _ends_in_block(entry):
                found += " " * (column + 1) + self.note("below", word) + "\n"
        return found

    def key(self, key: str) -> str:
        return self.random.choice((key, key, key, f'"{key}"', f"'{key}'"))

    def pair(self, key: str, value: Value, column: int) -> str:
        if self.chance(0.06):
            return f"? {self.key(key)}{self.beside(key)}\n" + (
                " " * column + ":" + self.value(key, value, column, key, "")
                if value is not None or self.chance(0.5)
                else ""
            )
        return (
            self.key(key)
            + self.random.choice(("", "", "", " "))
            + ":"
            + self.value(key, value, column, key, "\t")
        )

    def item(self, value: Value, column: int, word: str) -> str:
        if isinstance(value, (dict, list)) and value and self.chance(0.5):
            step = self.random.choice((1, 1, 1, 3))
            return "-" + " " * step + self.block(value, column + 1 + step, behind=True)
        return "-" + self.value("", value, column, word, "")

    def value(self, key: str, value: Value, column: int, word: str, tab: str) -> str:
        """Return what stands behind a colon or a dash, with the end of its line."""
        gap = self.random.choice((" ", " ", "  ", tab or " "))
        beside = self.beside(word, tab=tab or " ")
        if value is None:
            return self.random.choice((gap + "null", gap + "~", "")) + beside + "\n"
        if isinstance(value, (dict, list)):
            return self.collection(key, value, column, word, gap, beside)
        if self.chance(0.1):  # below its key
            inner = column + self.random.randint(1, 4)
            lead = beside + "\n" + self.above(word, inner, place="within")
            return lead + " " * inner + self.scalar(value, column, word, below=True)
        return gap + self.scalar(value, column, word)

    def collection(self, key: str, value: Value, column: int, word: str, gap: str, beside: str) -> str:
        if not value or self.chance(0.4):
            lead = gap
            if self.chance(0.1):
                lead = beside + "\n" + " " * (column + 2)
            return lead + self.flow(value, column + 2) + self.beside(word) + "\n"
        least = 0 if key and isinstance(value, list) else 1
        inner = column + self.random.choice((least, 2, 2, 2, 4, 3))
        inner = max(inner, column + least)
        return beside + "\n" + self.block(value, inner)

    def scalar(self, value: Value, column: int, word: str, *, below: bool = False) -> str:
        if not isinstance(value, str):
            return json.dumps(value) + self.beside(word) + "\n"
        styles: list[Callable[[], str | None]] = [
            lambda: self.plain(value, column), lambda: self.quoted(value, column, '"'),
            lambda: self.quoted(value, column, "'"), lambda: self.literal(value, column, word),
            lambda: self.literal(value, column, word),
        ]  # fmt: skip
        self.random.shuffle(styles)
        for style in styles:
            found = style()
            if found is not None:
                return found if found.endswith("\n") else found + self.beside(word) + "\n"
        return json.dumps(value) + self.beside(word) + "\n"

    def folded(self, text: str, column: int) -> str:
        if not self.chance(0.3):
            return text
        blank = "\n" + " " * (column + self.random.randint(1, 5))
        return "".join(self.random.choice((" ", blank)) if one == " " else one for one in text)

    def plain(self, text: str, column: int) -> str | None:
        return self.folded(text, column) if re.fullmatch(PLAIN, text) else None

    def quoted(self, text: str, column: int, mark: str) -> str | None:
        if "\n" in text:
            return json.dumps(text) if mark == '"' else None
        return mark + self.folded(text.replace("'", "''") if mark == "'" else text, column) + mark

    def literal(self, text: str, column: int, word: str) -> str | None:
        if not text.strip():
            return None
        style = "|" if "\n" in text.strip("\n") else self.random.choice("|>")
        keep = "-" if not text.endswith("\n") else "+" if text.endswith("\n\n") else ""
        step = self.random.randint(1, 4)
        digit = str(step) if self.chance(0.2) else ""
        head = style + self.random.choice((digit + keep, keep + digit)) + self.beside(word)
        body = "".join(
            " " * (column + step) * bool(line) + line + "\n" for line in text.removesuffix("\n").split("\n")
        )
        return f"{head}\n{body}"

    def flow(self, value: Value, column: int, gap: Callable[[], str] | None = None) -> str:
        """Return a value in brackets, or a scalar inside of some; ``gap`` is what may stand between its parts."""
        if not isinstance(value, (dict, list)):
            return self.flow_scalar(value, column)
        start, end = "{}" if isinstance(value, dict) else "[]"
        pairs = list(value.items()) if isinstance(value, dict) else [("", item) for item in value]
        found, lines, before = start + self.blank(), self.chance(0.4), ""
        for index, (key, inner) in enumerate(pairs):
            word = first_word(key, inner)
            self.made.bracketed.add(word)
            found += self.gap(before, word, column, lines)
            found += self.flow_entry(key, inner, column)
            if index + 1 < len(pairs):
                found += self.random.choice(("", "", " ")) + ","
            elif self.chance(0.2):
                found += ","
            before = word
        return found + self.closing(before, column, lines) + end

    def blank(self) -> str:
        return self.random.choice(("", "", " ", "\t"))

    def gap(self, before: str, word: str, column: int, lines: bool) -> str:
        """Return what stands between a bracket or comma and the next entry."""
        if not lines or self.chance(0.2):
            return self.random.choice((" ", " ", "\t")) if before else ""
        beside = self.beside(before) if before else self.blank()
        return beside + "\n" + self.above(word, column) + " " * column

    def closing(self, before: str, column: int, lines: bool) -> str:
        if not lines or not before:
            return self.blank()
        return self.beside(before) + "\n" + " " * self.random.choice((column - 1, column))

    def flow_entry(self, key: str, value: Value, column: int) -> str:
        if not key:
            pair = isinstance(value, dict) and len(value) == 1 and self.chance(0.3)
            if not pair:
                return self.flow(value, column + 2)
            key, value = next(iter(value.items()))
            self.made.bracketed.add(key)
        if value is None:
            return self.key(key) + self.random.choice((": ", ": null", ": ~"))
        shown = self.key(key)
        return shown + self.random.choice((": ", ":  ", ":\t")) + self.flow(value, column + 2)

    def flow_scalar(self, value: Value, column: int) -> str:
        if value is None:
            return "null"
        if not isinstance(value, str) or "\n" in value:
            return json.dumps(value)
        mark = self.random.choice(("" if re.fullmatch(PLAIN, value) else '"', '"', "'"))
        return mark + self.folded(value.replace("'", "''") if mark == "'" else value, column) + mark


def _ends_in_block(text: str) -> bool:
    return any(mark in line for line in text.splitlines()[-9:] for mark in ("|", ">"))


def pointers(value: Value, at: str = "") -> Iterator[tuple[str, Value]]:
    """Yield every pointer into a value, with what stands there."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in parts:
        yield f"{at}/{key}", inner
        yield from pointers(inner, f"{at}/{key}")
