"""CEL's operators as the specification defines them, chosen by the classes of both operands.

Python's operators aren't used as they are (``True == 1``, whole numbers without end), and cel-python's not at all: they
raise for values of different types, don't overflow as the specification says, and know other truths than true.
"""

from __future__ import annotations

import math
import operator as python
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pas_gov.cel.budget import MAX_ITEMS, MAX_TEXT, Budget
from pas_gov.cel.evaluating import values
from pas_gov.cel.evaluating.values import List, Map, Uint, Value, key_of, kind_phrase
from pas_gov.cel.problems import BudgetSpent, Problem

NUMBERS = (int, Uint, float)
Operation = Callable[[Value, Value], Value]
Table = dict[tuple[type, type], Operation]


def equal(one: Value, other: Value, budget: Budget) -> bool:
    """Evaluate ``==``: false for values of different types, numbers by their value, lists and maps by content."""
    kind, other_kind = type(one), type(other)
    if kind is other_kind:
        return bool(one == other) if kind is str else EQUALS[kind](one, other, budget)
    return kind in NUMBERS and other_kind in NUMBERS and _same_number(one, other)


def _same_number(one: Value, other: Value) -> bool:
    as_number = _number_type(type(one), type(other))
    return as_number(one) == as_number(other)


def _number_type(kind: type, other: type) -> type[int] | type[float]:
    """Return how two numbers are compared: as doubles where one is a double, as the specification's cases expect."""
    return float if float in (kind, other) else int


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


def _same_scalar(one: Value, other: Value, _budget: Budget) -> bool:
    return bool(one == other)


EQUALS: Mapping[type, Callable[[Value, Value, Budget], bool]] = {
    **dict.fromkeys((bool, int, Uint, float, str, bytes, datetime, timedelta, type(None)), _same_scalar),
    List: _same_items,
    Map: _same_entries,
}


def contained(item: Value, container: Value, budget: Budget) -> bool:
    """Evaluate ``in``: an equal element of a list, or a key of a map."""
    if type(container) is List:
        budget.charge(len(container))
        return any(equal(item, element, budget) for element in container.items())
    if type(container) is Map:
        return key_of(item) in container
    raise Problem(f'"in" needs a list or a map on its right, not {kind_phrase(container)}')


MAP_KEYS = (str, bool, int, Uint)


def item(container: Value, index: Value) -> Value:
    """Evaluate ``container[index]``."""
    if type(container) is Map:
        try:
            return container.read(key_of(index))
        except KeyError:
            raise Problem(f"the map has no key {_shown(index)}") from None
    if type(container) is List and type(index) in NUMBERS:
        return _element(container, _number_type(type(index), int)(index))
    raise Problem(f"{kind_phrase(container)} can't be indexed by {kind_phrase(index)}")


def _element(container: List, index: float) -> Value:
    if index % 1 == 0 and 0 <= index < len(container):
        return container.items()[int(index)]
    raise Problem(f"the list has {len(container)} items, counted from 0, so there is no item {index}")


def _shown(index: Value) -> str:
    text = str(values.plain(index))
    return f'"{text[:40]}"' if type(index) is str else text


ORDERED = (*NUMBERS, bool, str, bytes, datetime, timedelta)
COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
}


def compare(operator: str, one: Value, other: Value) -> bool:
    """Evaluate ``<``, ``<=``, ``>`` and ``>=``: within one ordered type, or between numbers of any kind."""
    kind, other_kind = type(one), type(other)
    if kind is other_kind and kind in ORDERED:
        return bool(COMPARISONS[operator](one, other))
    if kind in NUMBERS and other_kind in NUMBERS:
        as_number = _number_type(kind, other_kind)
        return bool(COMPARISONS[operator](as_number(one), as_number(other)))
    raise Problem(f'"{operator}" can\'t compare {kind_phrase(one)} with {kind_phrase(other)}')


def calculate(operator: str, one: Value, other: Value, budget: Budget) -> Value:
    """Evaluate ``+ - * / %``; Problem for operands without such an operation, overflow and division by zero."""
    operation = ARITHMETIC[operator].get((type(one), type(other)))
    if operation is None:
        raise Problem(f'"{operator}" can\'t be applied to {kind_phrase(one)} and {kind_phrase(other)}')
    result = operation(one, other)
    if type(result) in SIZES:
        _bound(len(result), *SIZES[type(result)], budget)
    return result


SIZES = {str: (MAX_TEXT, 64), bytes: (MAX_TEXT, 64), List: (MAX_ITEMS, 1)}


def _bound(size: int, most: int, per_step: int, budget: Budget) -> None:
    if size > most:
        raise BudgetSpent(f"a value grew to {size:,} characters or items; at most {most:,} may be")
    budget.charge(size // per_step)


def negated_number(operand: Value) -> Value:
    """Evaluate ``-x`` of an int or a double."""
    if type(operand) is int:
        return values.integer(-operand)
    if type(operand) is float:
        return -operand
    raise Problem(f'"-" can\'t be applied to {kind_phrase(operand)}')


def negation(operand: Value) -> bool:
    """Evaluate ``!x`` of a bool."""
    if type(operand) is not bool:
        raise Problem(f'"!" needs a bool, not {kind_phrase(operand)}')
    return not operand


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


def _shifted(one: datetime, other: timedelta) -> datetime:
    try:
        return one + other
    except OverflowError:
        raise Problem("the timestamp is before the year 1 or after the year 9999") from None


def _table(
    of_integers: Callable[[int, int], int], of_doubles: Callable[[float, float], float] | None
) -> Table:
    table: Table = {
        (int, int): _integers(values.integer, of_integers),
        (Uint, Uint): _integers(values.unsigned, of_integers),
    }
    if of_doubles is not None:
        table[float, float] = of_doubles
    return table


def _durations(operation: Callable[[timedelta, timedelta], timedelta]) -> Operation:
    def within_292_years(one: timedelta, other: timedelta) -> timedelta:
        return values.duration(operation(one, other))

    return within_292_years


ARITHMETIC: Mapping[str, Table] = {
    "+": {
        **_table(python.add, python.add),
        (str, str): python.add,
        (bytes, bytes): python.add,
        (List, List): lambda one, other: List([*one.items(), *other.items()], converted=True),
        (datetime, timedelta): _shifted,
        (timedelta, datetime): lambda one, other: _shifted(other, one),
        (timedelta, timedelta): _durations(python.add),
    },
    "-": {
        **_table(python.sub, python.sub),
        (datetime, timedelta): lambda one, other: _shifted(one, -other),
        (datetime, datetime): lambda one, other: values.duration(one - other),
        (timedelta, timedelta): _durations(python.sub),
    },
    "*": _table(python.mul, python.mul),
    "/": _table(_quotient, _ratio),
    "%": _table(_remainder, None),
}
