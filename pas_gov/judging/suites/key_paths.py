"""Dotted keys into a record's data (``ending.date``): read, and set on a copy."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from pas_gov.model.records.suite import Fields
from pas_gov.model.records.yaml.parsing import MAX_DEPTH


class UnbuildableCase(Exception):
    """A case says something that can't be built; ``remedy`` is in the words of a test's author."""

    def __init__(self, message: str, remedy: str = "", promise: str = "") -> None:
        """Take the fact, the remedy, and the promise in question."""
        super().__init__(message)
        self.message, self.remedy, self.promise = message, remedy, promise


def with_keys(data: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """Return a copy with each key set; dots lead inside, a number into a list, and None takes a key away."""
    changed = copy.deepcopy(dict(data))
    for key, value in fields.items():
        _put(changed, key, value, str(data.get("id", "")))
    return changed


def _put(data: Any, key: str, value: object, identity: str) -> None:
    *way, last = key.split(".")
    if len(way) >= MAX_DEPTH:
        message = f'"{key[:40]}..." leads {len(way)} levels deep; at most {MAX_DEPTH} are read'
        raise UnbuildableCase(message, "name a key of a promise", identity)
    for step in way:
        data = (
            data[_index(data, step, key, identity)] if isinstance(data, list) else data.setdefault(step, {})
        )
        if not isinstance(data, (dict, list)):
            message = f'"{key}" leads into {step}, which holds no keys'
            raise UnbuildableCase(message, "name the whole key", identity)
    if isinstance(data, list):
        at = _index(data, last, key, identity)
        data[at : at + 1] = [] if value is None else [copy.deepcopy(value)]
    elif value is None:
        data.pop(last, None)
    else:
        data[last] = copy.deepcopy(value)


def _index(data: list[Any], step: str, key: str, identity: str) -> int:
    at = _number(step)
    if at is None or at >= len(data):
        message = f'"{key}" asks for item {step} of a list that has {len(data)}, counted from 0'
        raise UnbuildableCase(message, "correct the number", identity)
    return at


def _number(step: str) -> int | None:
    return int(step) if step.isdecimal() and len(step) < 10 else None


def list_at(data: Mapping[str, Any], key: str) -> list[Any]:
    """Return the list at a key, dots leading inside; none is an empty one."""
    found: Any = data
    for step in key.split("."):
        found = _item(found, step)
    if not isinstance(found, (list, type(None))):
        raise UnbuildableCase(
            f"{key} is no list, so nothing can be added to it", "use set", str(data.get("id"))
        )
    return found or []


def _item(data: object, step: str) -> object:
    """Return what stands at one step of a key, None where nothing does."""
    if isinstance(data, list):
        at = _number(step)
        return None if at is None else next(iter(data[at : at + 1]), None)
    return data.get(step) if isinstance(data, Mapping) else None


def as_list(found: object) -> list[Any]:
    """Return a list as it is, and one thing as a list of it."""
    return found if isinstance(found, list) else [] if found is None else [found]


def rows(found: object) -> list[dict[str, Any]]:
    """Return the mappings in a list or a mapping of them; anything else holds none."""
    items = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [item for item in items if isinstance(item, dict)]
