"""The signatures of the functions that expressions may use: argument types, result type, implementation.

These are the standard definitions of https://github.com/google/cel-spec/blob/master/doc/langdef.md, without those
on messages and types, and three functions of the strings extension. Only literal texts can be converted to another
type. They are read here, once, when the expression is checked, and not by cel-python, whose conversions can take
exponential time and guess: its ``timestamp("12:00")`` is today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from pas_gov.cel.evaluating import functions, values
from pas_gov.cel.evaluating.values import Value
from pas_gov.cel.shapes import (
    BOOL,
    BYTES,
    DOUBLE,
    DURATION,
    DYN,
    INT,
    STRING,
    TIMESTAMP,
    UINT,
    ListOf,
    MapOf,
    Scalar,
    Shape,
)
from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Overload:
    """One way to call a function. A method's receiver is the first argument.

    ``reads`` makes a CEL value of a literal text, or raises ValueError; the call is then replaced by it.
    """

    arguments: tuple[Shape, ...]
    result: Shape
    does: Callable[..., Value] | None = None
    reads: Callable[[str], Value] | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The CEL types of the arguments, as a call looks them up."""
        return tuple(_kind(shape) for shape in self.arguments)


def _kind(shape: Shape) -> str:
    return shape.name if isinstance(shape, Scalar) else "list" if isinstance(shape, ListOf) else "map"


TEXT_TESTS = {
    "contains": functions.contains,
    "startsWith": functions.starts_with,
    "endsWith": functions.ends_with,
}
TIMESTAMP_PARTS = (
    "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getFullYear",
    "getHours", "getMilliseconds", "getMinutes", "getMonth", "getSeconds",
)  # fmt: skip
DURATION_PARTS: Mapping[str, Callable[[timedelta], Value]] = {
    "getHours": partial(functions.duration_part, timedelta(hours=1)),
    "getMinutes": partial(functions.duration_part, timedelta(minutes=1)),
    "getSeconds": partial(functions.duration_part, timedelta(seconds=1)),
    "getMilliseconds": functions.duration_milliseconds,
}
SIZES = tuple(
    Overload((shape,), INT, functions.size) for shape in (STRING, BYTES, ListOf(DYN), MapOf(DYN, DYN))
)
MATCHES = (Overload((STRING, STRING), BOOL),)  # the checker compiles the pattern, the evaluation searches


def _timestamp_part(name: str) -> tuple[Overload, ...]:
    does = partial(functions.timestamp_part, name)
    return (Overload((TIMESTAMP,), INT, does), Overload((TIMESTAMP, STRING), INT, does))


def _duration_part(name: str) -> tuple[Overload, ...]:
    return (Overload((DURATION,), INT, DURATION_PARTS[name]),) if name in DURATION_PARTS else ()


# Of the extension https://github.com/google/cel-go/blob/master/ext/README.md#strings, three that make texts.
STRINGS: Mapping[str, tuple[Overload, ...]] = {
    "lowerAscii": (Overload((STRING,), STRING, functions.lower_ascii),),
    "substring": (
        Overload((STRING, INT), STRING, functions.substring),
        Overload((STRING, INT, INT), STRING, functions.substring),
    ),
    "join": (
        Overload((ListOf(STRING),), STRING, functions.join),
        Overload((ListOf(STRING), STRING), STRING, functions.join),
    ),
}
METHODS: Mapping[str, tuple[Overload, ...]] = {
    "size": SIZES,
    "matches": MATCHES,
    **{name: (Overload((STRING, STRING), BOOL, does),) for name, does in TEXT_TESTS.items()},
    **{name: (*_timestamp_part(name), *_duration_part(name)) for name in TIMESTAMP_PARTS},
    **STRINGS,
}


def _keeps(shape: Scalar) -> Overload:
    return Overload((shape,), shape, functions.identity)


def _shows(cel: Value) -> Value:
    return str(int(cel))


def _reads(shape: Scalar, reads: Callable[[str], Value]) -> Overload:
    return Overload((STRING,), shape, reads=reads)


FUNCTIONS: Mapping[str, tuple[Overload, ...]] = {
    "size": SIZES,
    "matches": MATCHES,
    "bool": (_keeps(BOOL), _reads(BOOL, functions.read_bool)),
    "int": (
        _keeps(INT),
        Overload((UINT,), INT, lambda cel: values.integer(int(cel))),
        Overload((DOUBLE,), INT, functions.int_of_double),
        Overload((TIMESTAMP,), INT, functions.int_of_timestamp),
        _reads(INT, functions.read_int),
    ),
    "uint": (
        _keeps(UINT),
        Overload((INT,), UINT, lambda cel: values.unsigned(int(cel))),
        Overload((DOUBLE,), UINT, functions.uint_of_double),
        _reads(UINT, functions.read_uint),
    ),
    "double": (
        _keeps(DOUBLE),
        *(Overload((shape,), DOUBLE, float) for shape in (INT, UINT)),
        _reads(DOUBLE, functions.read_double),
    ),
    "string": (
        _keeps(STRING),
        Overload((BOOL,), STRING, lambda cel: "true" if cel else "false"),
        *(Overload((shape,), STRING, _shows) for shape in (INT, UINT)),
        Overload((DOUBLE,), STRING, functions.string_of_double),
        Overload((BYTES,), STRING, functions.string_of_bytes),
        Overload((TIMESTAMP,), STRING, functions.string_of_timestamp),
        Overload((DURATION,), STRING, functions.string_of_duration),
    ),
    "bytes": (_keeps(BYTES), Overload((STRING,), BYTES, str.encode)),
    "timestamp": (
        _keeps(TIMESTAMP),
        Overload((INT,), TIMESTAMP, functions.timestamp_of_int),
        _reads(TIMESTAMP, functions.read_timestamp),
    ),
    "duration": (_keeps(DURATION), _reads(DURATION, functions.read_duration)),
}


def _twice(shape: Shape) -> Overload:
    return Overload((shape, shape), shape)


ARITHMETIC: Mapping[str, tuple[Overload, ...]] = {
    "+": (
        *(_twice(shape) for shape in (INT, UINT, DOUBLE, STRING, BYTES, DURATION, ListOf(DYN))),
        Overload((TIMESTAMP, DURATION), TIMESTAMP),
        Overload((DURATION, TIMESTAMP), TIMESTAMP),
    ),
    "-": (
        *(_twice(shape) for shape in (INT, UINT, DOUBLE, DURATION)),
        Overload((TIMESTAMP, DURATION), TIMESTAMP),
        Overload((TIMESTAMP, TIMESTAMP), DURATION),
    ),
    "*": tuple(_twice(shape) for shape in (INT, UINT, DOUBLE)),
    "/": tuple(_twice(shape) for shape in (INT, UINT, DOUBLE)),
    "%": tuple(_twice(shape) for shape in (INT, UINT)),
}
