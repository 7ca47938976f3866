"""The order of a record's keys, which is that of its schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.schema import Kind, schema


@dataclass(frozen=True, slots=True)
class KeyOrder:
    """The order at one level: the keys that the schema names (none where any may stand), and those below."""

    keys: tuple[str, ...] = ()
    inner: Mapping[str, KeyOrder] | None = None
    every: KeyOrder | None = None  # of each item of a list, or of each value of a map

    def place(self, present: Sequence[str], key: str) -> int:
        """Return before which of the present keys a new one belongs."""
        if key not in self.keys:
            return len(present)
        earlier = set(self.keys[: self.keys.index(key)])
        last = max((index for index, one in enumerate(present) if one in earlier), default=-1)
        return last + 1

    def ordered(self, present: Sequence[str]) -> list[str]:
        """Return the present keys in their order; those that the schema doesn't name stay behind, as they stand."""
        rank = {key: number for number, key in enumerate(self.keys)}
        return sorted(present, key=lambda key: rank.get(key, len(rank)))


def below(order: KeyOrder, key: str) -> KeyOrder:
    """Return the order inside of a key's value, or of an item of a list."""
    if order.inner and key in order.inner:
        return order.inner[key]
    return order.every or KeyOrder()


@cache
def key_order(kind: Kind) -> KeyOrder:
    """Return the order of a kind of record."""
    whole = schema(kind)
    return _order(whole, whole.get("definitions", {}))


def _order(part: Mapping[str, Any], definitions: Mapping[str, Any]) -> KeyOrder:
    if "$ref" in part:
        return _order(definitions[part["$ref"].rpartition("/")[2]], definitions)
    found: Mapping[str, Any] = part.get("properties", {})
    every = part.get("items") or part.get("additionalProperties")
    return KeyOrder(
        tuple(found),
        {key: _order(inner, definitions) for key, inner in found.items()},
        _order(every, definitions) if isinstance(every, dict) else None,
    )


def arranged(value: Any, order: KeyOrder) -> Any:
    """Return plain data with the keys of every mapping in their order."""
    if isinstance(value, dict):
        return {key: arranged(value[key], below(order, key)) for key in order.ordered(list(value))}
    return [arranged(item, below(order, "")) for item in value] if isinstance(value, list) else value
