"""Where the values of a document start, looked up by JSON pointer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pas_gov.foundation.patterns import late_pattern

Place = tuple[int, int]  # line and column, from 1
Spot = tuple[Place | None, Place]  # of the key, where there is one, and of the value
Places = dict[
    tuple[int, str | int | None], Spot
]  # by the identity of the container, and the key or number in it

_INDEX = late_pattern(r"0|[1-9][0-9]{0,8}", re.ASCII)


def places(value: object, starts: Iterable[Place]) -> Places:
    """Pair each key and value of a document with its start; ``starts`` are in the order of the text.

    The places are valid as long as the value's containers live.
    """
    found: Places = {}
    marks = iter(starts)
    waiting: list[tuple[object, str | int | None, object]] = [(None, None, value)]
    while waiting:
        container, key, inner = waiting.pop()
        key_place = next(marks) if isinstance(container, dict) else None
        found[id(container), key] = (key_place, next(marks))
        waiting.extend((inner, name, each) for name, each in reversed(_items(inner)))
    return found


def place_of(value: object, pointer: str, found: Places) -> tuple[Spot, bool]:
    """Return the place at a pointer and True, or that of the nearest existing ancestor and False."""
    nearest = found[id(None), None]
    for token in _tokens(pointer):
        key = _key(value, token)
        if key is None:
            return nearest, False
        nearest = found[id(value), key]
        value = value[key]  # type: ignore[index]
    return nearest, True


def _items(value: object) -> list[tuple[str | int, object]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _key(value: object, token: str) -> str | int | None:
    if isinstance(value, dict):
        return token if token in value else None
    if isinstance(value, list) and _INDEX.fullmatch(token) and int(token) < len(value):
        return int(token)
    return None


def _tokens(pointer: str) -> Iterator[str]:
    """Split an RFC 6901 pointer; what stands before the first slash is ignored."""
    return (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
