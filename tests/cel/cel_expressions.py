"""Random CEL expressions over a sample of variables: mostly well typed, with errors and dyn mixed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

from pas_gov.cel import (
    BOOL,
    DOUBLE,
    DURATION,
    DYN,
    INT,
    STRING,
    TIMESTAMP,
    ListOf,
    MapOf,
    Record,
    Shape,
)

RECORD = {"name": STRING, "count": INT, "tags": ListOf(STRING), "gone": STRING}
SHAPES: dict[str, Shape] = {
    "i": INT,
    "j": INT,
    "x": DOUBLE,
    "s": STRING,
    "t": STRING,
    "b": BOOL,
    "c": BOOL,
    "li": ListOf(INT),
    "ls": ListOf(STRING),
    "m": MapOf(INT),
    "r": Record("record", RECORD, frozenset(["gone"])),
    "n": Record("record", RECORD, frozenset(["gone"]), nullable=True),
    "d": DYN,
    "e": DYN,
    "ts": TIMESTAMP,
    "du": DURATION,
}
ACTIVATION: dict[str, object] = {
    "i": 3,
    "j": -2,
    "x": 2.5,
    "s": "core",
    "t": "Tiefe \U0001f600",
    "b": True,
    "c": False,
    "li": [1, 2, 3, -2],
    "ls": ["core", "legacy", ""],
    "m": {"core": 1},
    "r": {"name": "core", "count": 3, "tags": ["a", "core"]},
    "n": None,
    "d": [1, "core", None, 2.5, True, {"a": 1}, [1]],
    "e": {"a": 1, "b": "core", "list": [3, "x"]},
    "ts": datetime(2026, 2, 28, 23, 59, 30, tzinfo=timezone.utc),
    "du": timedelta(hours=36, seconds=1),
}
ATOMS = {
    "bool": ["true", "false", "b", "c", "has(r.gone)", "has(e.a)", "has(e.zzz)", "has(n.name)", "d[4]"],
    "int": [
        "0",
        "1",
        "-1",
        "2",
        "i",
        "j",
        "r.count",
        "m.core",
        "m.zzz",
        "li[0]",
        "li[9]",
        "size(ls)",
        "d[0]",
        "9223372036854775807",
        "ts.getMonth()",
        "du.getHours()",
        "ts.getHours('+02:30')",
        "du.getMilliseconds()",
    ],
    "double": ["0.0", "2.5", "x", "-1.5e3", "1e300", "double(i)", "d[3]"],
    "uint": ["0u", "3u", "18446744073709551615u", "uint(i)", "uint(j)"],
    "string": [
        "''",
        "'core'",
        "s",
        "t",
        "r.name",
        "r.gone",
        "n.name",
        "ls[1]",
        "e.b",
        "d[1]",
        r'"\u00e9\x41\n"',
        "r'\\d'",
        "string(i)",
        "string(x)",
        "string(ts)",
        "string(du)",
        "string(b)",
        "string(3u)",
        "'''a\"b'''",
        "'\u00c9Z \U0001f600'",
    ],
    "ints": ["[]", "li", "[1, 2, 3, -2]", "[i, j]"],
    "strings": ["[]", "ls", "r.tags", "['core', 'x']"],
    "dyn": [
        "d",
        "e",
        "n",
        "null",
        "d[2]",
        "d[5]",
        "d[6]",
        "e.list",
        "dyn(1)",
        "dyn('core')",
        "dyn(2.5)",
        "dyn(3u)",
        "dyn([1])",
        "dyn({'a': 1.0})",
        "[1, 'core', null]",
        "{'a': i, 'b': s}",
        "b'core'",
        "dyn(true)",
    ],
    # Over what macros run: no map of several keys, since their order is nobody's business.
    "many": [
        "d",
        "e.list",
        "m",
        "n",
        "d[5]",
        "d[6]",
        "[1, 'core', null]",
        "dyn([1])",
        "dyn(ls)",
        "e.a",
        "null",
    ],
    "time": [
        "ts",
        "timestamp('2026-02-28T23:59:30Z')",
        "timestamp('2025-12-31T22:00:00.5-02:00')",
        "timestamp(0)",
    ],
    "span": ["du", "duration('90m')", "duration('-1.5s')", "duration('36h1s')"],
}
KINDS = tuple(kind for kind in ATOMS if kind != "many")
SCALARS = ("int", "double", "uint", "string", "bool", "time", "span", "dyn")


Choose = Callable[[Sequence], object]
Sub = Callable[..., str]


def expression(choose: Choose, kind: str | None = None, depth: int = 4, bound: tuple[str, ...] = ()) -> str:
    """Return the text of an expression of one kind; ``bound`` are the macro variables in scope."""
    kind = kind or choose(KINDS)
    if depth == 0 or kind == "many" or choose(["leaf", *["branch"] * 5]) == "leaf":
        return choose([*ATOMS[kind], *bound] if kind in ("dyn", "int") else ATOMS[kind])

    def sub(wanted: str, *more: str) -> str:
        other = "many" if wanted in ("ints", "strings") else "dyn"
        return expression(choose, choose([*[wanted] * 24, other]), depth - 1, bound + more)

    return choose(FORMS[kind])(choose, sub)


def _binary(*operators: str):
    return lambda kind: lambda choose, sub: f"({sub(kind)} {choose(operators)} {sub(kind)})"


def _compared(choose: Choose, sub: Sub) -> str:
    kind = choose(SCALARS)
    return f"{sub(kind)} {choose(['<', '<=', '>', '>=', '==', '!='])} {sub(kind)}"


def _mixed(choose: Choose, sub: Sub) -> str:
    one, other = choose(SCALARS), choose(SCALARS)
    return f"dyn({sub(one)}) {choose(['<', '==', '!=', '>=', 'in'])} dyn({sub(other)})"


def _macro(name: str, body: str, over: tuple[str, ...] = ("ints", "strings", "many")):
    def form(choose: Choose, sub: Sub) -> str:
        variable = choose(["v", "w", "i"])
        return f"{sub(choose(over))}.{name}({variable}, {sub(body, variable)})"

    return form


def _conditional(kind: str):
    return lambda choose, sub: f"({sub('bool')} ? {sub(kind)} : {sub(kind)})"


def _text_test(choose: Choose, sub: Sub) -> str:
    return f"{sub('string')}.{choose(['contains', 'startsWith', 'endsWith'])}({sub('string')})"


PATTERNS = ['r"^c.*e$"', '"[a-z]+"', '""', '"(?i)CORE"', r'"\\x{1F600}"']


def _part(choose: Choose, sub: Sub) -> str:
    text, number = sub("string"), lambda: choose(["0", "1", "2", "3", "5", sub("int")])
    return f"{text}.substring({choose([number(), f'{number()}, {number()}'])})"


def _joined(choose: Choose, sub: Sub) -> str:
    return f"{sub('strings')}.join({choose(['', sub('string')])})"


def _matched(choose: Choose, sub: Sub) -> str:
    return f"{sub('string')}.matches({choose(PATTERNS)})"


def _element(kind: str, over: str):
    return lambda choose, sub: f"{sub(over)}[{sub('int')}]"


FORMS = {
    "bool": [
        _binary("&&", "||")("bool"),
        _binary("&&", "||")("bool"),
        lambda choose, sub: f"!({sub('bool')})",
        _compared,
        _compared,
        _mixed,
        _macro("all", "bool"),
        _macro("exists", "bool"),
        _macro("exists_one", "bool"),
        _text_test,
        _matched,
        _conditional("bool"),
        lambda choose, sub: f"{sub('string')} in {sub('strings')}",
        lambda choose, sub: f"{sub('int')} in {sub('ints')}",
        lambda choose, sub: f"{sub('string')} in {choose(['m', 'e', 'r'])}",
        lambda choose, sub: f"{sub('ints')} == {sub('ints')}",
    ],
    "int": [
        _binary("+", "-", "*", "/", "%")("int"),
        lambda choose, sub: f"-({sub('int')})",
        lambda choose, sub: f"size({sub(choose(['string', 'ints', 'strings', 'dyn']))})",
        lambda choose, sub: f"int({sub(choose(['int', 'double', 'uint', 'time']))})",
        lambda choose, sub: f"{sub('time')}.{choose(['getDayOfYear', 'getFullYear', 'getDate'])}()",
        lambda choose, sub: f"{sub('span')}.{choose(['getMinutes', 'getSeconds', 'getMilliseconds'])}()",
        _element("int", "ints"),
        _conditional("int"),
    ],
    "uint": [_binary("+", "-", "*", "/", "%")("uint"), _conditional("uint")],
    "double": [
        _binary("+", "-", "*", "/")("double"),
        lambda choose, sub: f"-({sub('double')})",
        lambda choose, sub: f"double({sub(choose(['int', 'uint']))})",
        _conditional("double"),
    ],
    "string": [
        _binary("+")("string"),
        lambda choose, sub: f"string({sub(choose(['int', 'uint', 'bool', 'double', 'time', 'span']))})",
        lambda choose, sub: f"{sub('string')}.lowerAscii()",
        _part,
        _joined,
        _element("string", "strings"),
        _conditional("string"),
    ],
    "ints": [
        _binary("+")("ints"),
        _macro("filter", "bool", ("ints",)),
        _macro("map", "int"),
        lambda choose, sub: f"[{sub('int')}, {sub('int')}]",
    ],
    "strings": [
        _binary("+")("strings"),
        _macro("filter", "bool", ("strings",)),
        _macro("map", "string"),
        lambda choose, sub: f"ls.map(v, {sub('bool', 'v')}, v)",
    ],
    "dyn": [
        _binary("+", "-", "*", "/", "%")("dyn"),
        _element("dyn", "dyn"),
        _macro("map", "dyn"),
        lambda choose, sub: f"{{'a': {sub('dyn')}, {sub('string')}: {sub('int')}}}",
        lambda choose, sub: f"dyn({sub(choose(SCALARS))})",
        lambda choose, sub: f"{sub('dyn')}.{choose(['a', 'b', 'list', 'name'])}",
        _conditional("dyn"),
    ],
    "time": [lambda choose, sub: f"({sub('time')} {choose('+-')} {sub('span')})", _conditional("time")],
    "span": [
        _binary("+", "-")("span"),
        lambda choose, sub: f"({sub('time')} - {sub('time')})",
        _conditional("span"),
    ],
}
