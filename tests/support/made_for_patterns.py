"""Sentences that a regular expression is made for, such that each of its alternatives is taken in turn."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

try:  # nothing public tells how a pattern is built; hypothesis reads the same
    from re import _parser
except ImportError:  # Python 3.10
    import sre_parse as _parser

_OF_KIND = {
    "CATEGORY_WORD": "x",
    "CATEGORY_DIGIT": "4",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_WORD": "-",
    "CATEGORY_NOT_SPACE": "x",
}


class Sentences:
    """Sentences that a pattern is made for, such that each of its alternatives is taken in turn, the rarest first.

    Alternatives with others inside are taken as much more often. What must not stand in a place isn't looked at,
    so a few of the sentences don't match it.
    """

    def __init__(self, pattern: str, chance: random.Random) -> None:
        self._tree, self._chance, self._taken = _parser.parse(pattern), chance, Counter()
        self.number = _alternatives(self._tree)

    def next(self) -> str:
        return self._all(self._tree)

    def _said(self, kind, value) -> str:
        match str(kind), value:
            case "BRANCH", (_, options):
                return self._all(self._rarest(options))
            case "SUBPATTERN", (*_, inside):
                return self._all(inside)
            case "MAX_REPEAT" | "MIN_REPEAT", (least, most, inside):
                times = self._chance.choice((least, min(most, least + 1)))
                return "".join(self._all(inside) for _ in range(times))
            case "ASSERT", (1, inside):  # what must follow
                return self._all(inside)
        return self._character(str(kind), value)

    def _character(self, kind: str, value) -> str:
        match kind, value:
            case "LITERAL", code:
                return chr(code)
            case "IN", options if str(options[0][0]) != "NEGATE":
                return self._said(*self._chance.choice(options))
            case "RANGE", (first, last):
                return chr(self._chance.randint(first, last))
            case "CATEGORY", category:
                return _OF_KIND[str(category)]
            case "ANY" | "IN", _:
                return " "
        return ""  # where something begins or ends, and what must not stand there

    def _all(self, tree) -> str:
        return "".join(self._said(*each) for each in tree)

    def _rarest(self, options):
        chosen = min(options, key=lambda one: (self._taken[one] / _alternatives(one), self._chance.random()))
        self._taken[chosen] += 1
        return chosen


@cache
def _alternatives(tree) -> int:
    """Return how many sentences it takes at least until each alternative of a pattern was said."""
    inside = [1]
    for kind, value in tree:
        if str(kind) == "BRANCH":
            inside.append(sum(map(_alternatives, value[1])))
        elif str(kind) in ("SUBPATTERN", "MAX_REPEAT", "MIN_REPEAT"):
            inside.append(_alternatives(value[-1]))
    return max(inside)
