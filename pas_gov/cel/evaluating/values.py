"""CEL values and plain Python data, each way.

The class of a value is its CEL type. Scalars are Python's own (bool, int, float, str, bytes, datetime in UTC,
timedelta), so that most data needs no conversion; only an unsigned number has a class of its own. Lists and maps are
our own classes, for two reasons. They convert an entry only when it is first read, so that a thousand records cost
nothing until an expression looks at them. And they have no ``==`` of their own: ``operators`` compares them, since
Python's says true of ``1 == true``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeAlias

from pas_gov.cel.problems import Problem
from pas_gov.cel.shapes import with_article
from pas_gov.cel.syntax.literals import INT_END, MAX_DURATION, UINT_END

Value: TypeAlias = Any  # one of KINDS' types; the evaluator dispatches on the class


class Uint(int):
    """A CEL uint."""

    __slots__ = ()


class List:
    """A CEL list over plain or converted items."""

    __slots__ = ("_converted", "_items")

    def __init__(self, items: Sequence[object], *, converted: bool = False) -> None:
        """Take the items; ``converted`` where all of them are CEL values already."""
        self._items: Sequence[Any] = items
        self._converted = converted

    def items(self) -> Sequence[Value]:
        """Return the elements as CEL values. The first call converts them; the contents of each are converted later."""
        if not self._converted:
            self._items, self._converted = [value(item) for item in self._items], True
        return self._items

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Value]:
        return iter(self.items())


class Map:
    """A CEL map over plain or converted entries, which ``entries`` gives. Keys are held as ``key_of`` gives them."""

    __slots__ = ("_keys", "_read", "entries")

    def __init__(self, entries: Mapping[Any, object], keys: Sequence[Value] | None = None) -> None:
        """Take the entries: with string keys, or with keys from ``key_of`` and the CEL keys beside them."""
        self.entries = entries
        self._keys = keys
        self._read: dict[Any, Value] = {}

    def read(self, key: object) -> Value:
        """Return the value at a key from ``key_of``; KeyError where there is none."""
        read = self._read
        if key in read:  # quicker than catching a KeyError, where most values are read once
            return read[key]
        found = self.entries[key]
        read[key] = found = found if type(found) is str else value(found)
        return found

    def keys(self) -> Sequence[Value]:
        """Return the keys as CEL values, in order."""
        if self._keys is None:
            self._keys = [value(key) for key in self.entries]
        return self._keys

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Value]:
        return iter(self.keys())


def key_of(key: Value) -> object:
    """Return a hashable key: the same for equal CEL keys, and different for others. Problem for other types."""
    kind = type(key)
    if kind is str or kind is int:
        return key
    if kind is bool:
        return ("bool", key)
    if kind is Uint:
        return int(key)
    if kind is float:
        return int(key) if key.is_integer() else ("double", key)
    raise Problem(f"{kind_phrase(key)} can't be a key")


KINDS: dict[type, str] = {
    bool: "bool",
    int: "int",
    Uint: "uint",
    float: "double",
    str: "string",
    bytes: "bytes",
    datetime: "timestamp",
    timedelta: "duration",
    List: "list",
    Map: "map",
    type(None): "null",
}


def kind_phrase(cel: Value) -> str:
    """Name a value's CEL type in a sentence: ``a string``, ``an int``, ``null``."""
    return with_article(KINDS[type(cel)])


def integer(plain: int) -> int:
    """Return a CEL int; Problem outside 64 bits."""
    if -INT_END <= plain < INT_END:
        return int(plain)
    raise Problem("the whole number doesn't fit into 64 bits")


def unsigned(plain: int) -> Uint:
    """Return a CEL uint; Problem below zero or outside 64 bits."""
    if 0 <= plain < UINT_END:
        return Uint(plain)
    raise Problem("the unsigned number is below zero or doesn't fit into 64 bits")


def timestamp(plain: date) -> datetime:
    """Return a CEL timestamp in UTC: a date is its 00:00Z, a time without a zone is UTC."""
    if not isinstance(plain, datetime):
        return datetime(plain.year, plain.month, plain.day, tzinfo=timezone.utc)
    if plain.tzinfo is timezone.utc and type(plain) is datetime:
        return plain
    try:
        found = plain.astimezone(timezone.utc) if plain.tzinfo else plain
    except OverflowError:
        raise Problem("the timestamp is before the year 1 or after the year 9999") from None
    return datetime.combine(found.date(), found.time(), timezone.utc)  # of a subclass, the plain time


def duration(plain: timedelta) -> timedelta:
    """Return a CEL duration; Problem beyond about 292 years."""
    if -MAX_DURATION <= plain <= MAX_DURATION:
        return timedelta(plain.days, plain.seconds, plain.microseconds)
    raise Problem("the duration is longer than about 292 years")


def _same(cel: Value) -> Value:
    return cel


CONVERT: dict[type, Callable[[Any], Value]] = {
    **dict.fromkeys(KINDS, _same),
    int: integer,
    datetime: timestamp,
    date: timestamp,
    timedelta: duration,
    dict: Map,
    list: List,
    tuple: List,
}
BASES: tuple[tuple[type, Callable[[Any], Value]], ...] = (
    (Mapping, Map),
    (str, lambda plain: str.__str__(str(plain))),
    (int, integer),
    (float, float),
    (date, timestamp),
    (timedelta, duration),
    (bytes, bytes),
    (Sequence, List),
)


def value(plain: object) -> Value:
    """Return plain data as a CEL value; a CEL value is returned as it is. Contents are converted when read.

    Accepts None, bool, int, float, str, bytes, date, datetime, timedelta, mappings with string keys, and
    sequences; Problem for anything else and for numbers outside 64 bits.
    """
    kind = type(plain)
    if kind is str or kind is bool:  # most data, and nothing is quicker than not to look further
        return plain
    convert = CONVERT.get(kind)
    return convert(plain) if convert is not None else _by_base(plain)


def _by_base(plain: object) -> Value:
    for base, convert in BASES:
        if isinstance(plain, base):
            return convert(plain)
    raise Problem(f"a Python {type(plain).__name__} can't be used in CEL")


def _free(_steps: int) -> None:
    """Charge no steps."""


def plain(cel: Value, charge: Callable[[int], None] = _free) -> Any:
    """Return a CEL value as plain Python data, with everything inside it.

    ``charge`` is called with the size of every list and map, because values that share their parts grow when they
    are written out.
    """
    if type(cel) is List:
        charge(len(cel))
        return [plain(item, charge) for item in cel]
    if type(cel) is Map:
        charge(len(cel))
        return {plain(key): plain(cel.read(key_of(key)), charge) for key in cel}
    return int(cel) if type(cel) is Uint else cel
