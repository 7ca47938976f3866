"""Remedies: what would satisfy a policy, in words, with each command as the words that a shell would make of it.

A policy writes commands as one would type them, from ``pas-gov`` to the end of the line, or to a semicolon, a comma or
a bracket behind a word. What only the user can say stands as ``<WHAT IT IS>``. The template is cut into words before
anything is filled in, so that what a record says is one word, or a part of one, and never a command of its own.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass

Words = tuple[str, ...]
PROGRAM = "pas-gov"
LONGEST = 4_000  # characters of one command: a longer one can't be read, and wouldn't be pasted
# A word: blanks in angle brackets, quoted pieces, and whatever else isn't a space; or what ends a command.
PIECE = late_pattern(r"<[^<>\n]{1,200}>|\"[^\"\n]*\"|'[^'\n]*'|\{\w+\}|[^\s<\"'`;()]|<")
BLANK = late_pattern(r"<[^<>\n]{1,200}>")
BLANKS = late_pattern(r"[ \t]*")
COMMAND = late_pattern(rf"(?<![\w/.-]){PROGRAM}(?=[ \t]+[\w{{])")
FILLED_IN = late_pattern(r"\{(\w+)\}")
PLAIN = late_pattern(r"[A-Za-z0-9@%+=:,./_-]+\Z")
IN_QUOTES = late_pattern(r"[^\"$`\\!\n]*\Z")  # what means itself between double quotes


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would satisfy a policy: the whole text, and its commands, best first, each as the words behind pas-gov."""

    text: str
    commands: tuple[Words, ...] = ()


def filled(template: str, texts: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> Remedy:
    """Return a remedy with its names filled in; a name that is in neither mapping stays as it is.

    Inside a command, a list takes the place of a word of its own: once for each item, with the option before it
    repeated; an empty list takes that option away. Elsewhere its items are joined by commas.
    """
    parts: list[str] = []
    commands: list[Words] = []
    cut, rest = _cut_once(template) if len(template) <= LONGEST else _cut(template)
    for before, words in cut:
        parts.append(_told(before, texts, lists))
        found = tuple(_filled_words(words, texts, lists))
        if sum(map(len, found)) > LONGEST:
            parts.append(f"{shown(found[:2])} with more than can be shown here")
            continue
        if found:
            commands.append(found)
        parts.append(shown(found))
    parts.append(_told(rest, texts, lists))
    return Remedy("".join(parts).strip(), tuple(dict.fromkeys(commands)))


def shown(command: Sequence[str]) -> str:
    """Return a command as it can be pasted into a shell; blanks are quoted, so that they can be filled in as text."""
    return " ".join((PROGRAM, *map(_quoted, command)))


def path_word(path: str) -> str:
    """Return a path as a word of a command that is no option, whatever it begins with."""
    return f"./{path}" if path.startswith("-") else path


def _quoted(word: str) -> str:
    if PLAIN.match(word):
        return word
    if BLANK.search(word) and IN_QUOTES.match(word):
        option, sign, rest = word.partition("=")
        return f'{option}="{rest}"' if sign and PLAIN.match(option) else f'"{word}"'
    return shlex.quote(word)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a command: as it is written, without its quotes, and the name that it consists of, "" for none."""

    written: str
    plain: str
    name: str


Cut = tuple[tuple[tuple[str, tuple[_Word, ...]], ...], str]


def _cut(template: str) -> Cut:
    """Return the commands of a template, each with the text before it, and the text behind them."""
    parts: list[tuple[str, tuple[_Word, ...]]] = []
    at = 0
    for start in (found.start() for found in COMMAND.finditer(template)):
        if start >= at:
            words, end = _words(template, start + len(PROGRAM))
            parts.append((template[at:start], tuple(map(_word_of, words))))
            at = end
    return tuple(parts), template[at:]


_cut_once = lru_cache(maxsize=256)(_cut)  # a policy has one template, or one for each way out


def _word_of(written: str) -> _Word:
    pieces = (
        piece[1:-1] if piece[0] in "\"'" and len(piece) > 1 else piece for piece in PIECE.findall(written)
    )
    name = FILLED_IN.fullmatch(written)
    return _Word(written, "".join(pieces), name[1] if name else "")


def _words(template: str, at: int) -> tuple[list[str], int]:
    """Return the words of a command that goes on at a place, quotes kept, and where it ends."""
    words: list[str] = []
    end = at
    while True:
        begin = BLANKS.match(template, end)
        place = begin.end() if begin else end
        word, after = _word(template, place)
        stripped = word.rstrip(".,:")
        if not stripped:
            return words, end
        words.append(stripped)
        end = place + len(stripped)
        if stripped != word or template[after : after + 1] not in (" ", "\t"):
            return words, end


def _word(template: str, at: int) -> tuple[str, int]:
    begin = at
    while found := PIECE.match(template, at):
        at = found.end()
    return template[begin:at], at


def _filled_words(
    words: Sequence[_Word], texts: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    option = ""
    for word in words:
        if word.written.startswith("--"):
            if option:
                yield option
            option = word.written
            continue
        items = lists.get(word.name) if word.name else None
        for item in (_told(word.plain, texts, lists),) if items is None else items:
            if option:
                yield option
            yield item
        option = ""
    if option:
        yield option


def _told(text: str, texts: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> str:
    if "{" not in text:
        return text

    def value(found: re.Match[str]) -> str:
        name = found[1]
        return texts[name] if name in texts else ", ".join(lists[name]) if name in lists else found[0]

    return FILLED_IN.sub(value, text)
