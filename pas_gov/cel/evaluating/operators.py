"""CEL's operators as the specification defines them, chosen by the classes of both operands.

cel-python's own operators are not used: they raise for values of different types, don't overflow doubles as the
specification says, and take anything for true that Python does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone

from celpy.celtypes import (
    BoolType,
    BytesType,
    DoubleType,
    DurationType,
    IntType,
    StringType,
    TimestampType,
    UintType,
)

from pas_gov.cel.budget import MAX_ITEMS, MAX_TEXT, Budget
from pas_gov.cel.evaluating import values
from pas_gov.cel.evaluating.values import FALSE, TRUE, List, Map, Value, boolean, key_of, kind_phrase
from pas_gov.cel.problems import BudgetSpent, Problem

NUMBERS = (IntType, UintType, DoubleType)
Operation = Callable[[Value, Value], Value]
Table = dict[tuple[type, type], Operation]


def equal(one: Value, other: Value, budget: Budget) -> bool:
    """Evaluate ``==``: false for values of different types, numbers by their value, lists and maps by content."""
    kind, other_kind = type(one), type(other)
    if kind is other_kind:
        return EQUALS[kind](one, other, budget)
    return kind in NUMBERS and other_kind in NUMBERS and _same_number(one, other)


def _same_number(one: Value, other: Value) -> bool:
    as_number = _number_type(type(one), type(other))
    return as_number(one) == as_number(other)


def _number_type(kind: type, other: type) -> type[int] | type[float]:
    """Return how two numbers are compared: as doubles where one is a double, as the specification's cases expect."""
    return float if DoubleType in (kind, other) else int


def _same_items(one: List, other: List, budget: Budget) -> bool:
    if len(one) != len(other):
        return False
    budget.charge(len(one))
    return all(equal(here, there, budget) for here, there in zip(one.items(), other.items(), strict=True))


def _same_entries(one: Map, other: Map, budget: Budget) -> bool:
    if len(one) != len(other):
        return False
    budget.charge(len(one))
    keys = [key_of(key) for key in one]
    return all(key in other and equal(one.read(key), other.read(key), budget) for key in keys)


EQUALS: Mapping[type, Callable[[Value, Value, Budget], bool]] = {
    BoolType: lambda one, other, _: one is other,
    IntType: lambda one, other, _: int.__eq__(one, other),
    UintType: lambda one, other, _: int.__eq__(one, other),
    DoubleType: lambda one, other, _: float.__eq__(one, other),
    StringType: lambda one, other, _: str.__eq__(one, other),
    BytesType: lambda one, other, _: bytes.__eq__(one, other),
    TimestampType: lambda one, other, _: datetime.__eq__(one, other),
    DurationType: lambda one, other, _: timedelta.__eq__(one, other),
    List: _same_items,
    Map: _same_entries,
    type(None): lambda _one, _other, _: True,
}


def contained(item: Value, container: Value, budget: Budget) -> Value:
    """Evaluate ``in``: an equal element of a list, or a key of a map."""
    if type(container) is List:
        budget.charge(len(container))
        return boolean(any(equal(item, element, budget) for element in container.items()))
    if type(container) is Map:
        return boolean(key_of(item) in container)
    raise Problem(f'"in" needs a list or a map on its right, not {kind_phrase(container)}')


MAP_KEYS = (StringType, BoolType, IntType, UintType)


def item(container: Value, index: Value) -> Value:
    """Evaluate ``container[index]``."""
    if type(container) is Map:
        try:
            return container.read(key_of(index))
        except KeyError:
            raise Problem(f"the map has no key {_shown(index)}") from None
    if type(container) is List and type(index) in NUMBERS:
        return _element(container, _number_type(type(index), IntType)(index))
    raise Problem(f"{kind_phrase(container)} can't be indexed by {kind_phrase(index)}")


def _element(container: List, index: float) -> Value:
    if index % 1 == 0 and 0 <= index < len(container):
        return container.items()[int(index)]
    raise Problem(f"the list has {len(container)} items, counted from 0, so there is no item {index}")


def _shown(index: Value) -> str:
    text = str(values.plain(index))
    return f'"{text[:40]}"' if type(index) is StringType else text


ORDERED = (BoolType, StringType, BytesType, TimestampType, DurationType)
COMPARISONS: Mapping[str, Callable[[Value, Value], bool]] = {
    "<": lambda one, other: bool(one < other),
    "<=": lambda one, other: bool(one <= other),
    ">": lambda one, other: bool(one > other),
    ">=": lambda one, other: bool(one >= other),
}


def compare(operator: str, one: Value, other: Value) -> Value:
    """Evaluate ``<``, ``<=``, ``>`` and ``>=``: within one ordered type, or between numbers of any kind."""
    kind, other_kind = type(one), type(other)
    if kind in NUMBERS and other_kind in NUMBERS:
        as_number = _number_type(kind, other_kind)
        return boolean(COMPARISONS[operator](as_number(one), as_number(other)))
    if kind is not other_kind or kind not in ORDERED:
        raise Problem(f'"{operator}" can\'t compare {kind_phrase(one)} with {kind_phrase(other)}')
    if kind is StringType:
        return boolean(COMPARISONS[operator](str.__str__(one), str.__str__(other)))
    return boolean(COMPARISONS[operator](one, other))


def calculate(operator: str, one: Value, other: Value, budget: Budget) -> Value:
    """Evaluate ``+ - * / %``; Problem for operands without such an operation, overflow and division by zero."""
    operation = ARITHMETIC[operator].get((type(one), type(other)))
    if operation is None:
        raise Problem(f'"{operator}" can\'t be applied to {kind_phrase(one)} and {kind_phrase(other)}')
    result = operation(one, other)
    if type(result) in SIZES:
        _bound(len(result), *SIZES[type(result)], budget)
    return result


SIZES = {StringType: (MAX_TEXT, 64), BytesType: (MAX_TEXT, 64), List: (MAX_ITEMS, 1)}


def _bound(size: int, most: int, per_step: int, budget: Budget) -> None:
    if size > most:
        raise BudgetSpent(f"a value grew to {size:,} characters or items; at most {most:,} may be")
    budget.charge(size // per_step)


def negated_number(operand: Value) -> Value:
    """Evaluate ``-x`` of an int or a double."""
    if type(operand) is IntType:
        return values.integer(-int(operand))
    if type(operand) is DoubleType:
        return values.double(-float(operand))
    raise Problem(f'"-" can\'t be applied to {kind_phrase(operand)}')


def negation(operand: Value) -> Value:
    """Evaluate ``!x`` of a bool."""
    if type(operand) is not BoolType:
        raise Problem(f'"!" needs a bool, not {kind_phrase(operand)}')
    return FALSE if operand is TRUE else TRUE


def _quotient(one: int, other: int) -> int:
    if not other:
        raise Problem("division by zero")
    return abs(one) // abs(other) * (1 if (one < 0) == (other < 0) else -1)


def _remainder(one: int, other: int) -> int:
    if not other:
        raise Problem("remainder of a division by zero")
    return abs(one) % abs(other) * (-1 if one < 0 else 1)


def _ratio(one: float, other: float) -> float:
    if other:
        return one / other
    return math.nan if not one or math.isnan(one) else math.copysign(math.inf, one) * math.copysign(1, other)


def _integers(make: Callable[[int], Value], operation: Callable[[int, int], int]) -> Operation:
    return lambda one, other: make(operation(int(one), int(other)))


def _doubles(operation: Callable[[float, float], float]) -> Operation:
    return lambda one, other: values.double(operation(float(one), float(other)))


def _shifted(one: datetime, other: timedelta) -> Value:
    try:
        return values.timestamp(_utc(one) + other)
    except OverflowError:
        raise Problem("the timestamp is before the year 1 or after the year 9999") from None


def _utc(stamp: datetime) -> datetime:
    return datetime.combine(stamp.date(), stamp.time(), timezone.utc)


def _table(
    of_integers: Callable[[int, int], int], of_doubles: Callable[[float, float], float] | None
) -> Table:
    table: Table = {
        (IntType, IntType): _integers(values.integer, of_integers),
        (UintType, UintType): _integers(values.unsigned, of_integers),
    }
    if of_doubles is not None:
        table[DoubleType, DoubleType] = _doubles(of_doubles)
    return table


def _durations(operation: Callable[[timedelta, timedelta], timedelta]) -> Operation:
    return lambda one, other: values.duration(operation(values.plain(one), values.plain(other)))


ARITHMETIC: Mapping[str, Table] = {
    "+": {
        **_table(lambda one, other: one + other, lambda one, other: one + other),
        (StringType, StringType): lambda one, other: values.string(str.__add__(one, other)),
        (BytesType, BytesType): lambda one, other: values.binary(bytes.__add__(one, other)),
        (List, List): lambda one, other: List([*one.items(), *other.items()], converted=True),
        (TimestampType, DurationType): _shifted,
        (DurationType, TimestampType): lambda one, other: _shifted(other, one),
        (DurationType, DurationType): _durations(lambda one, other: one + other),
    },
    "-": {
        **_table(lambda one, other: one - other, lambda one, other: one - other),
        (TimestampType, DurationType): lambda one, other: _shifted(one, -values.plain(other)),
        (TimestampType, TimestampType): lambda one, other: values.duration(_utc(one) - _utc(other)),
        (DurationType, DurationType): _durations(lambda one, other: one - other),
    },
    "*": _table(lambda one, other: one * other, lambda one, other: one * other),
    "/": _table(_quotient, _ratio),
    "%": _table(_remainder, None),
}
