"""Regular expressions that are compiled when they are first used: a small gate imports 130 and needs a third of them.

Python's own module compiles in Python: those of quantities alone took longer than to import click.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, AnyStr

__all__ = ["DIGITS", "WordedPattern", "late_pattern"]

DIGITS = " ".join("0123456789")
_WORD = re.compile(r"[a-z]+|[^a-z\s]")


class LatePattern:
    """What a pattern can do, each of its methods taken from the compiled pattern when it is first asked for."""

    def __init__(self, source: Any, flags: int = 0) -> None:
        """Take what ``re.compile`` takes."""
        self._taken = source, flags

    def __getattr__(self, name: str) -> Any:
        """Return a method of the compiled pattern, and keep it, so that Python no longer asks here."""
        found = getattr(re.compile(*self._taken), name)
        self.__dict__[name] = found
        return found


if TYPE_CHECKING:

    def late_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """Return what can all that a compiled pattern can; a wrong expression is told when it is first used."""
else:
    late_pattern = LatePattern


class WordedPattern:
    """A pattern that is tried only on texts that have a word without which it can't match, which is told sooner.

    Words are runs of letters, in lower case; any other character stands for itself. A text that isn't ASCII is always
    tried, since its letters may stand for others when case is ignored.
    """

    def __init__(self, needed: str, source: str, flags: int = 0) -> None:
        """Take the words, one of which each match has, and what ``re.compile`` takes."""
        self.pattern = late_pattern(source, flags)
        self._needed = frozenset(needed.split())

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return self.pattern.search(text) if self._may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return the matches in a text, in order."""
        return self.pattern.finditer(text) if self._may_match(text) else iter(())

    def _may_match(self, text: str) -> bool:
        words = _words(text)
        return words is None or not self._needed.isdisjoint(words)


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str] | None:
    """Return the words of a text, which many patterns in turn ask for; None where it isn't ASCII."""
    return frozenset(_WORD.findall(text.lower())) if text.isascii() else None
