"""CEL's functions, over CEL values, and the readers of literal texts for conversions such as ``int("3")``.

The functions follow https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions and
raise a Problem where they have no value. The readers raise ValueError.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from pas_gov.cel.budget import MAX_TEXT
from pas_gov.cel.evaluating import values
from pas_gov.cel.evaluating.values import List, Value
from pas_gov.cel.problems import BudgetSpent, Problem
from pas_gov.cel.syntax import literals

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
LOWER = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def identity(cel: Value) -> Value:
    """Return the value: a conversion to its own type."""
    return cel


def size(cel: Value) -> Value:
    """Return the number of code points, bytes, elements or entries."""
    return len(cel)


def contains(text: str, part: str) -> bool:
    """Tell whether the part is in the text."""
    return part in text


def starts_with(text: str, part: str) -> bool:
    """Tell whether the text starts with the part."""
    return text.startswith(part)


def ends_with(text: str, part: str) -> bool:
    """Tell whether the text ends with the part."""
    return text.endswith(part)


def lower_ascii(text: str) -> Value:
    """Return the text with A to Z in lower case; other letters stay (``lowerAscii`` of CEL's strings extension)."""
    return text.translate(LOWER)


def substring(text: str, start: int, end: int | None = None) -> Value:
    """Return the characters from start up to end, counted from 0 (``substring`` of CEL's strings extension)."""
    last = len(text) if end is None else end
    if not 0 <= start <= last <= len(text):
        raise Problem(f"the text has {len(text)} characters, so there is no part from {start} to {last}")
    return text[start:last]


def join(texts: List, between: str = "") -> Value:
    """Return the texts of a list as one (``join`` of CEL's strings extension)."""
    items = texts.items()
    if any(type(item) is not str for item in items):
        raise Problem("join() needs a list of strings")
    size_ = sum(map(len, items)) + len(between) * max(len(items) - 1, 0)
    if size_ > MAX_TEXT:
        raise BudgetSpent(f"a value grew to {size_:,} characters; at most {MAX_TEXT:,} may be")
    return between.join(items)


def int_of_double(number: float) -> Value:
    """Cut off the fraction. The ends of the range themselves are errors in the specification's cases."""
    if not -(2.0**63) < number < 2.0**63:
        raise Problem("the number doesn't fit into an int")
    return values.integer(int(number))


def uint_of_double(number: float) -> Value:
    """Cut off the fraction; below zero is an error."""
    if not 0 <= number < 2.0**64:
        raise Problem("the number doesn't fit into a uint")
    return values.unsigned(int(number))


def int_of_timestamp(stamp: datetime) -> int:
    """Return the seconds since 1970."""
    return (stamp - EPOCH) // timedelta(seconds=1)


def timestamp_of_int(seconds: int) -> Value:
    """Return the timestamp so many seconds after the start of 1970."""
    try:
        return EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        raise Problem("the timestamp is before the year 1 or after the year 9999") from None


def string_of_bytes(cel: bytes) -> Value:
    """Decode UTF-8."""
    try:
        return cel.decode()
    except UnicodeDecodeError:
        raise Problem("the bytes are no UTF-8 text") from None


def string_of_double(number: float) -> Value:
    """Write a double in its fewest digits as C's %g does (1e+06, 0.5, 100000), like cel-go and cel-cpp."""
    if not math.isfinite(number):
        raise Problem("unsupported: text of an infinite double or NaN")  # the implementations differ
    decimal = Decimal(repr(number)).normalize()
    sign, digits, exponent = decimal.as_tuple()
    power = len(digits) + int(exponent) - 1
    if -4 <= power < 6 or number == 0:
        return format(decimal, "f")
    first, rest = str(digits[0]), "".join(str(digit) for digit in digits[1:])
    return f"{'-' if sign else ''}{first}{'.' if rest else ''}{rest}e{power:+03d}"


def string_of_duration(cel: timedelta) -> Value:
    """Write a duration in seconds: ``90s``, ``-0.500s``."""
    micros = cel // timedelta(microseconds=1)
    sign, size_ = "-" if micros < 0 else "", abs(micros)
    return f"{sign}{size_ // 10**6}{_fraction(size_ % 10**6)}s"


def string_of_timestamp(cel: datetime) -> Value:
    """Write a timestamp as RFC 3339 in UTC."""
    return f"{cel.replace(tzinfo=None, microsecond=0).isoformat()}{_fraction(cel.microsecond)}Z"


def _fraction(micros: int) -> str:
    if not micros:
        return ""
    return f".{micros // 1000:03}" if micros % 1000 == 0 else f".{micros:06}"


def timestamp_part(name: str, stamp: datetime, zone: str | None = None) -> Value:
    """Return the year, month, day, ... of a timestamp in UTC or in a zone that ``read_zone`` accepted."""
    try:
        return int(getattr(calendar()(stamp), name)(zone))
    except (OverflowError, ValueError):
        raise Problem("the timestamp has no such part in that time zone") from None


@functools.cache
def calendar() -> Any:
    """Return cel-python's timestamps, which know time zones; it is imported for these alone, in a fifth of a second."""
    from celpy.celtypes import TimestampType

    return TimestampType


def duration_part(unit: timedelta, cel: timedelta) -> Value:
    """Return the whole units in a duration, rounded towards zero."""
    whole = abs(cel) // unit
    return -whole if cel < timedelta() else whole


def duration_milliseconds(cel: timedelta) -> Value:
    """Return the milliseconds beyond the whole seconds of a duration."""
    whole = abs(cel) // timedelta(milliseconds=1) % 1000
    return -whole if cel < timedelta() else whole


def read_zone(name: str) -> Value:
    """Read a time zone's name, which must be known here, or an offset from UTC."""
    if not re.fullmatch(r"[+-]?[0-9]{2}:[0-9]{2}|[A-Za-z][\w+-]*(?:/[A-Za-z][\w+-]*){0,2}", name, re.ASCII):
        raise ValueError(f'"{name[:40]}" is no time zone; write it as "Europe/Paris" or "+02:00"')
    try:
        calendar().tz_parse(name)
    except ValueError:
        raise ValueError(f'"{name}" is no time zone that is known here') from None
    return name


def read_int(text: str) -> Value:
    """Read decimal digits with an optional minus sign."""
    if not re.fullmatch(r"-?[0-9]{1,19}", text):
        raise ValueError(f'"{text[:40]}" is no whole number')
    return _within(values.integer, int(text))


def read_uint(text: str) -> Value:
    """Read decimal digits."""
    if not re.fullmatch(r"[0-9]{1,20}", text):
        raise ValueError(f'"{text[:40]}" is no unsigned whole number')
    return _within(values.unsigned, int(text))


def _within(make: Callable[[int], Value], number: int) -> Value:
    try:
        return make(number)
    except Problem as problem:
        raise ValueError(str(problem)) from None


def read_double(text: str) -> Value:
    """Read a decimal number."""
    if not re.fullmatch(r"[-+]?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][-+]?[0-9]{1,3})?", text):
        raise ValueError(f'"{text[:40]}" is no number')
    return float(text)


def read_bool(text: str) -> Value:
    """Read one of the ten texts of the specification."""
    if text in ("1", "t", "true", "TRUE", "True"):
        return True
    if text in ("0", "f", "false", "FALSE", "False"):
        return False
    raise ValueError(f'"{text[:40]}" is neither "true" nor "false"')


def read_timestamp(text: str) -> Value:
    """Read an RFC 3339 time."""
    return values.timestamp(literals.timestamp(text))


def read_duration(text: str) -> Value:
    """Read a duration such as ``90s``."""
    return values.duration(literals.duration(text))
