"""Edits of a record as plain data: set, append or remove at a pointer, and the value that results."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass

Value = Any  # plain data: str, int, float, bool, None, and lists and dicts of these; days are texts


@dataclass(frozen=True, slots=True)
class Set:
    """Replace the value at an RFC 6901 pointer, or insert its key; mappings on the way are made where absent."""

    pointer: str
    value: Value


@dataclass(frozen=True, slots=True)
class Append:
    """Append an item to the list at the pointer; the list is made where it is absent."""

    pointer: str
    value: Value


@dataclass(frozen=True, slots=True)
class Remove:
    """Take the key or item at the pointer away; a list or mapping that becomes empty goes with it."""

    pointer: str


@dataclass(frozen=True, slots=True)
class Insert:
    """Put an item before the one of a number in the list at the pointer: a part of an edit that sets a list."""

    pointer: str
    index: int
    value: Value


Edit = Set | Append | Remove
MANY = 200  # smaller edits to which one edit comes at most: each reads the text again


def pointer_steps(pointer: str) -> list[str]:
    """Return the parts of a pointer."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def applied(value: Value, edit: Edit | Insert) -> Value:
    """Return what one edit makes of a record's value; Stop(not-editable) where it has no place there."""
    found = copy.deepcopy(value)
    way = pointer_steps(edit.pointer)
    if isinstance(edit, Remove):
        _remove(found, way)
        return found
    container = found
    for key in way[:-1]:
        if isinstance(container, dict) and container.get(key) is None:
            container[key] = {}
        container = _inner(container, key)
    _put(container, way[-1], edit)
    return found


def _inner(container: Value, key: str) -> Value:
    try:
        return container[int(key)] if isinstance(container, list) else container[key]
    except (KeyError, IndexError, ValueError, TypeError):
        raise no_place(key) from None


def _put(container: Value, key: str, edit: Set | Append | Insert) -> None:
    if isinstance(container, list):
        _inner(container, key)
        if isinstance(edit, Set):
            container[int(key)] = copy.deepcopy(edit.value)
            return
        container = {key: _inner(container, key)}
    if not isinstance(container, dict):
        raise no_place(key)
    if isinstance(edit, Set):
        container[key] = copy.deepcopy(edit.value)
        return
    if container.get(key) is None:
        container[key] = []
    if not isinstance(container[key], list):
        raise no_place(key)
    index = edit.index if isinstance(edit, Insert) else len(container[key])
    container[key].insert(index, copy.deepcopy(edit.value))


def _remove(value: Value, way: Sequence[str]) -> None:
    chain = [value]
    for key in way[:-1]:
        chain.append(_inner(chain[-1], key))
    _inner(chain[-1], way[-1])
    for container, key in zip(reversed(chain), reversed(way), strict=True):
        del container[int(key) if isinstance(container, list) else key]
        if container:
            return


def no_place(key: str) -> Stop:
    """Return the Stop for an edit that doesn't fit the record."""
    return Stop("not-editable", f'"{key}" isn\'t where the record has it', "edit the file by hand")


def smallest_edits(value: Value, edit: Edit) -> Iterator[Edit | Insert]:
    """Yield the smaller edits that come to the same: of a mapping or list that becomes another one, what differs.

    So what stands beside the others, comments above all, stays.
    """
    present = _present(value, pointer_steps(edit.pointer)) if isinstance(edit, Set) else None
    if isinstance(edit, Set) and present and edit.value:
        if isinstance(present, dict) and isinstance(edit.value, dict):
            yield from _of_mapping(value, present, edit)
            return
        if isinstance(present, list) and isinstance(edit.value, list):
            parts = list(islice(_of_list(value, present, edit), MANY + 1))
            yield from parts if len(parts) <= MANY else [edit]
            return
    yield edit


def _of_mapping(value: Value, present: dict[str, Value], edit: Set) -> Iterator[Edit | Insert]:
    for key, wanted in edit.value.items():
        if key not in present or not same(present[key], wanted):
            yield from smallest_edits(value, Set(f"{edit.pointer}/{escaped(key)}", wanted))
    for key in present:
        if key not in edit.value:
            yield Remove(f"{edit.pointer}/{escaped(key)}")


def _of_list(value: Value, present: list[Value], edit: Set) -> Iterator[Edit | Insert]:
    """Yield what makes a list another one, from its end to its beginning, so that numbers stay true."""
    was, wanted = [_canonical(one) for one in present], [_canonical(one) for one in edit.value]
    matcher = SequenceMatcher(None, was, wanted, autojunk=False)
    for tag, start, end, first, last in reversed(matcher.get_opcodes()):
        if tag == "equal":
            continue
        shared = min(end - start, last - first)
        for item in reversed(edit.value[first + shared : last]):
            yield Insert(edit.pointer, start + shared, item)
        for index in reversed(range(start + shared, end)):
            yield Remove(f"{edit.pointer}/{index}")
        for index in reversed(range(shared)):
            yield from _of_item(value, present[start + index], start + index, edit, edit.value[first + index])


def _of_item(value: Value, present: Value, index: int, edit: Set, item: Value) -> Iterator[Edit | Insert]:
    """Yield what makes an item another one: its comments stay where the two have something in common, else they go."""
    if _akin(present, item):
        yield from smallest_edits(value, Set(f"{edit.pointer}/{index}", item))
        return
    yield Insert(edit.pointer, index, item)
    yield Remove(f"{edit.pointer}/{index + 1}")


def _akin(first: Value, second: Value) -> bool:
    if not (isinstance(first, dict) and isinstance(second, dict)):
        return False
    return any(key in second and same(inner, second[key]) for key, inner in first.items())


def same(first: Value, second: Value) -> bool:
    """Tell whether two values are the same in their types, too: 1 and 1.0 and true are equal to Python."""
    return _canonical(first) == _canonical(second)


def _canonical(value: Value) -> str:
    return json.dumps(value, sort_keys=True)


def plainly(edit: Edit) -> Edit:
    """Return an edit in whose texts lines end with a line feed, as YAML reads them whatever the file's line ends."""
    return edit if isinstance(edit, Remove) else replace(edit, value=with_plain_breaks(edit.value))


def with_plain_breaks(value: Value) -> Value:
    """Return plain data in whose texts every line ends with a line feed alone."""
    if isinstance(value, dict):
        return {key: with_plain_breaks(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_plain_breaks(item) for item in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _present(value: Value, way: Sequence[str]) -> Value:
    """Return what stands at the end of a way, None where nothing does."""
    for key in way:
        if isinstance(value, list) and key.isascii() and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        elif isinstance(value, dict) and key in value:
            value = value[key]
        else:
            return None
    return value


def escaped(key: str) -> str:
    """Return a key as a pointer has it."""
    return key.replace("~", "~0").replace("/", "~1")


def depth_of_removal(value: Value, way: Sequence[str]) -> int:
    """Return how many parts of the way really go: fewer than all where what holds the last one becomes empty."""
    chain = [value]
    for key in way[:-1]:
        chain.append(_inner(chain[-1], key))
    length = len(way)
    while length > 1 and len(chain[length - 1]) == 1:
        length -= 1
    return length
