"""Shapes: the types of variables and results, with the fields of records, for checking before evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias, Union

from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A CEL type without parts, by its CEL name; ``dyn`` is any value at all."""

    name: str


BOOL = Scalar("bool")
INT = Scalar("int")
UINT = Scalar("uint")
DOUBLE = Scalar("double")
STRING = Scalar("string")
BYTES = Scalar("bytes")
TIMESTAMP = Scalar("timestamp")
DURATION = Scalar("duration")
NULL = Scalar("null")
DYN = Scalar("dyn")
NUMBERS = (INT, UINT, DOUBLE)


@dataclass(frozen=True, slots=True)
class Absent(Scalar):
    """A variable that exists elsewhere but not here; ``fact`` and ``remedy`` are the fault where it is read."""

    fact: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose elements have one shape."""

    element: Shape


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map whose values have one shape and whose keys aren't known beforehand."""

    value: Shape
    key: Shape = STRING


@dataclass(frozen=True, slots=True)
class Record:
    """A map with known fields. ``optional`` fields may be absent; a ``nullable`` record may be null.

    The name is used in messages: ``a person has no field "nmae"``. Where ``lacks`` is given, it takes the place of
    ``a person has no field``. ``choices`` are the only words that a field can hold (a list: its items, a map: its
    keys) besides "".
    """

    name: str
    fields: Mapping[str, Shape] = field(hash=False)
    optional: frozenset[str] = frozenset()
    nullable: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    lacks: str = ""


Shape: TypeAlias = Union[Scalar, ListOf, MapOf, Record]  # noqa: UP007 - ListOf names Shape before it exists


@dataclass(frozen=True, slots=True)
class Words:
    """The only words that a text, or each text of a list, can be.

    ``never`` is the start of a sentence about any other word: ``a person's role is never``.
    """

    never: str
    known: tuple[str, ...]


def words(shape: Shape, name: str) -> Words | None:
    """Return the only words that a field of this shape can hold; None where it can hold any."""
    if not isinstance(shape, Record) or name not in shape.choices:
        return None
    verb = "is never" if shape.fields[name] == STRING else "never hold"
    return Words(f"{phrase(shape)}'s {name} {verb}", shape.choices[name])


def phrase(shape: Shape) -> str:
    """Name a shape in a sentence: ``a string``, ``an int``, ``a list``, ``a person``, ``null``."""
    return with_article(_word(shape))


def with_article(kind: str) -> str:
    """Put an article before a type's name: ``a string``, ``an int``; ``null`` and ``bytes`` take none."""
    return kind if kind in ("null", "bytes") else f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def _word(shape: Shape) -> str:
    if isinstance(shape, ListOf):
        return "list"
    if isinstance(shape, MapOf):
        return "map"
    return shape.name


def fits(actual: Shape, wanted: Shape) -> bool:
    """Tell whether a value of the actual shape may be one of the wanted shape. Where either is dyn, it may."""
    if actual is wanted or DYN in (actual, wanted):
        return True
    if isinstance(actual, Record):
        return isinstance(wanted, Record | MapOf) or (wanted == NULL and actual.nullable)
    if isinstance(actual, ListOf):
        return isinstance(wanted, ListOf) and fits(actual.element, wanted.element)
    if isinstance(actual, MapOf):
        return isinstance(wanted, Record) or (isinstance(wanted, MapOf) and fits(actual.value, wanted.value))
    return actual == wanted or (actual == NULL and isinstance(wanted, Record) and wanted.nullable)


def may_equal(one: Shape, other: Shape) -> bool:
    """Tell whether values of the two shapes can ever be equal; numbers of all kinds can."""
    if one is other or (one in NUMBERS and other in NUMBERS):
        return True
    if isinstance(one, ListOf) and isinstance(other, ListOf):
        return may_equal(one.element, other.element)
    if isinstance(one, MapOf) and isinstance(other, MapOf):
        return may_equal(one.key, other.key) and may_equal(one.value, other.value)
    return fits(one, other) or fits(other, one)


def join(one: Shape, other: Shape) -> Shape:
    """Return the shape of a value that is of the one shape or of the other; dyn where they differ."""
    if one is other or one == other:
        return one
    if isinstance(one, ListOf) and isinstance(other, ListOf):
        return ListOf(join(one.element, other.element))
    if isinstance(one, MapOf) and isinstance(other, MapOf):
        return MapOf(join(one.value, other.value), join(one.key, other.key))
    return DYN
