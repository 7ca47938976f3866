"""The functions of CEL that expressions may use: what they take, and what they give.

The standard definitions of https://github.com/google/cel-spec/blob/master/doc/langdef.md, without those on
messages and types, and three functions of the strings extension. Conversions of text are limited to literals,
which are read once, by us, when the expression is checked: cel-python's take exponential time or guess
(``timestamp("12:00")`` is today).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
        """The CEL types of the arguments, as the evaluator looks them up."""
        return tuple(_kind(shape) for shape in self.arguments)


def _kind(shape: Shape) -> str:
    return shape.name if isinstance(shape, Scalar) else "list" if isinstance(shape, ListOf) else "map"


TEXTS = {"contains": functions.contains, "startsWith": functions.starts, "endsWith": functions.ends}
PARTS_OF_STAMP = (
    "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getFullYear",
    "getHours", "getMilliseconds", "getMinutes", "getMonth", "getSeconds",
)  # fmt: skip
PARTS_OF_SPAN: Mapping[str, Callable[[timedelta], Value]] = {
    "getHours": partial(functions.part_of_span, timedelta(hours=1)),
    "getMinutes": partial(functions.part_of_span, timedelta(minutes=1)),
    "getSeconds": partial(functions.part_of_span, timedelta(seconds=1)),
    "getMilliseconds": functions.milliseconds,
}
SIZES = tuple(
    Overload((shape,), INT, functions.size) for shape in (STRING, BYTES, ListOf(DYN), MapOf(DYN, DYN))
)
MATCHES = (Overload((STRING, STRING), BOOL),)  # the checker compiles the pattern; the evaluator searches


def _of_stamp(name: str) -> tuple[Overload, ...]:
    does = partial(functions.part_of_stamp, name)
    return (Overload((TIMESTAMP,), INT, does), Overload((TIMESTAMP, STRING), INT, does))


def _of_span(name: str) -> tuple[Overload, ...]:
    return (Overload((DURATION,), INT, PARTS_OF_SPAN[name]),) if name in PARTS_OF_SPAN else ()


# Of the extension "strings" (https://github.com/google/cel-go/blob/master/ext/README.md#strings), what messages need.
STRINGS: Mapping[str, tuple[Overload, ...]] = {
    "lowerAscii": (Overload((STRING,), STRING, functions.lower),),
    "substring": (
        Overload((STRING, INT), STRING, functions.part),
        Overload((STRING, INT, INT), STRING, functions.part),
    ),
    "join": (
        Overload((ListOf(STRING),), STRING, functions.joined),
        Overload((ListOf(STRING), STRING), STRING, functions.joined),
    ),
}
METHODS: Mapping[str, tuple[Overload, ...]] = {
    "size": SIZES,
    "matches": MATCHES,
    **{name: (Overload((STRING, STRING), BOOL, does),) for name, does in TEXTS.items()},
    **{name: (*_of_stamp(name), *_of_span(name)) for name in PARTS_OF_STAMP},
    **STRINGS,
}


def _keeps(shape: Scalar) -> Overload:
    return Overload((shape,), shape, functions.same)


def _shows(cel: Value) -> Value:
    return values.string(str(values.plain(cel)))


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
        Overload((TIMESTAMP,), INT, functions.int_of_stamp),
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
        *(Overload((shape,), DOUBLE, lambda cel: values.double(float(int(cel)))) for shape in (INT, UINT)),
        _reads(DOUBLE, functions.read_double),
    ),
    "string": (
        _keeps(STRING),
        Overload((BOOL,), STRING, lambda cel: values.string("true" if cel else "false")),
        *(Overload((shape,), STRING, _shows) for shape in (INT, UINT)),
        Overload((DOUBLE,), STRING, functions.text_of_double),
        Overload((BYTES,), STRING, functions.text_of_bytes),
        Overload((TIMESTAMP,), STRING, functions.text_of_stamp),
        Overload((DURATION,), STRING, functions.text_of_span),
    ),
    "bytes": (_keeps(BYTES), Overload((STRING,), BYTES, lambda cel: values.binary(str.encode(cel)))),
    "timestamp": (
        _keeps(TIMESTAMP),
        Overload((INT,), TIMESTAMP, functions.stamp_of_int),
        _reads(TIMESTAMP, functions.read_stamp),
    ),
    "duration": (_keeps(DURATION), _reads(DURATION, functions.read_span)),
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
