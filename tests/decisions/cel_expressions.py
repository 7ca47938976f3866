"""Generated CEL expressions over a sample of variables: mostly well typed, with errors and dyn mixed in."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from pas_gov.decisions.cel import (
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
    "m": {"core": 1, "a": 3},
    "r": {"name": "core", "count": 3, "tags": ["a", "core"]},
    "n": None,
    "d": [1, "core", None, 2.5, True, {"a": 1}, [1]],
    "e": {"a": 1, "b": "core", "list": [3, "x"]},
    "ts": datetime(2026, 2, 28, 23, 59, 30, tzinfo=timezone.utc),
    "du": timedelta(hours=36, seconds=1),
}
ATOMS = {
    "bool": ["true", "false", "b", "c", "has(r.gone)", "has(e.a)", "has(e.zzz)", "has(n.name)", "d[4]"],
    "int": ["0", "1", "-1", "2", "i", "j", "r.count", "m.core", "m.zzz", "li[0]", "li[9]", "size(ls)", "d[0]"]
    + ["9223372036854775807", "ts.getMonth()", "du.getHours()", "ts.getHours('+02:30')", "du.getMilliseconds()"],
    "double": ["0.0", "2.5", "x", "-1.5e3", "1e300", "double(i)", "d[3]"],
    "uint": ["0u", "3u", "18446744073709551615u", "uint(i)", "uint(j)"],
    "string": ["''", "'core'", "s", "t", "r.name", "r.gone", "n.name", "ls[1]", "e.b", "d[1]", r'"\u00e9\x41\n"']
    + ["r'\\d'", "string(i)", "string(x)", "string(ts)", "string(du)", "string(b)", "string(3u)", "'''a\"b'''"],
    "ints": ["[]", "li", "[1, 2, 3, -2]", "[i, j]"],
    "strings": ["[]", "ls", "r.tags", "['core', 'x']"],
    "dyn": ["d", "e", "n", "null", "d[2]", "d[5]", "d[6]", "e.list", "dyn(1)", "dyn('core')", "dyn(2.5)", "dyn(3u)"]
    + ["dyn([1])", "dyn({'a': 1.0})", "[1, 'core', null]", "{'a': i, 'b': s}", "b'core'", "dyn(true)"],
    "time": ["ts", "timestamp('2026-02-28T23:59:30Z')", "timestamp('2025-12-31T22:00:00.5-02:00')", "timestamp(0)"],
    "span": ["du", "duration('90m')", "duration('-1.5s')", "duration('36h1s')"],
}
KINDS = tuple(ATOMS)
SCALARS = ("int", "double", "uint", "string", "bool", "time", "span", "dyn")


@st.composite
def expressions(draw: st.DrawFn, kind: str | None = None, depth: int = 4, bound: tuple[str, ...] = ()) -> str:
    """Draw the text of an expression of one kind; ``bound`` are the macro variables in scope."""
    kind = kind or draw(st.sampled_from(KINDS))
    if depth == 0 or draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from([*ATOMS[kind], *bound] if kind in ("dyn", "int") else ATOMS[kind]))

    def sub(wanted: str, *more: str) -> str:
        if draw(st.integers(0, 24)) == 0:
            wanted = "dyn"
        return draw(expressions(kind=wanted, depth=depth - 1, bound=bound + more))

    return draw(st.sampled_from(FORMS[kind]))(draw, sub)


def _binary(*operators: str):
    return lambda kind: lambda draw, sub: f"({sub(kind)} {draw(st.sampled_from(operators))} {sub(kind)})"


def _compared(draw, sub) -> str:
    kind = draw(st.sampled_from(SCALARS))
    return f"{sub(kind)} {draw(st.sampled_from(['<', '<=', '>', '>=', '==', '!=']))} {sub(kind)}"


def _mixed(draw, sub) -> str:
    one, other = draw(st.sampled_from(SCALARS)), draw(st.sampled_from(SCALARS))
    return f"dyn({sub(one)}) {draw(st.sampled_from(['<', '==', '!=', '>=', 'in']))} dyn({sub(other)})"


def _macro(name: str, body: str, over: tuple[str, ...] = ("ints", "strings", "dyn")):
    def form(draw, sub) -> str:
        variable = draw(st.sampled_from(["v", "w", "i"]))
        return f"{sub(draw(st.sampled_from(over)))}.{name}({variable}, {sub(body, variable)})"

    return form


def _conditional(kind: str):
    return lambda draw, sub: f"({sub('bool')} ? {sub(kind)} : {sub(kind)})"


def _text_test(draw, sub) -> str:
    return f"{sub('string')}.{draw(st.sampled_from(['contains', 'startsWith', 'endsWith']))}({sub('string')})"


PATTERNS = ['r"^c.*e$"', '"[a-z]+"', '""', '"(?i)CORE"', r'"\\x{1F600}"']


def _matched(draw, sub) -> str:
    return f"{sub('string')}.matches({draw(st.sampled_from(PATTERNS))})"


def _element(kind: str, over: str):
    return lambda draw, sub: f"{sub(over)}[{sub('int')}]"


FORMS = {
    "bool": [
        _binary("&&", "||")("bool"),
        _binary("&&", "||")("bool"),
        lambda draw, sub: f"!({sub('bool')})",
        _compared,
        _compared,
        _mixed,
        _macro("all", "bool"),
        _macro("exists", "bool"),
        _macro("exists_one", "bool"),
        _text_test,
        _matched,
        _conditional("bool"),
        lambda draw, sub: f"{sub('string')} in {sub('strings')}",
        lambda draw, sub: f"{sub('int')} in {sub('ints')}",
        lambda draw, sub: f"{sub('string')} in {draw(st.sampled_from(['m', 'e', 'r']))}",
        lambda draw, sub: f"{sub('ints')} == {sub('ints')}",
    ],
    "int": [
        _binary("+", "-", "*", "/", "%")("int"),
        lambda draw, sub: f"-({sub('int')})",
        lambda draw, sub: f"size({sub(draw(st.sampled_from(['string', 'ints', 'strings', 'dyn'])))})",
        lambda draw, sub: f"int({sub(draw(st.sampled_from(['int', 'double', 'uint', 'time'])))})",
        lambda draw, sub: f"{sub('time')}.{draw(st.sampled_from(['getDayOfYear', 'getFullYear', 'getDate']))}()",
        lambda draw, sub: f"{sub('span')}.{draw(st.sampled_from(['getMinutes', 'getSeconds', 'getMilliseconds']))}()",
        _element("int", "ints"),
        _conditional("int"),
    ],
    "uint": [_binary("+", "-", "*", "/", "%")("uint"), _conditional("uint")],
    "double": [
        _binary("+", "-", "*", "/")("double"),
        lambda draw, sub: f"-({sub('double')})",
        lambda draw, sub: f"double({sub(draw(st.sampled_from(['int', 'uint'])))})",
        _conditional("double"),
    ],
    "string": [
        _binary("+")("string"),
        lambda draw, sub: f"string({sub(draw(st.sampled_from(['int', 'uint', 'bool', 'double', 'time', 'span'])))})",
        _element("string", "strings"),
        _conditional("string"),
    ],
    "ints": [
        _binary("+")("ints"),
        _macro("filter", "bool", ("ints",)),
        _macro("map", "int"),
        lambda draw, sub: f"[{sub('int')}, {sub('int')}]",
    ],
    "strings": [
        _binary("+")("strings"),
        _macro("filter", "bool", ("strings",)),
        _macro("map", "string"),
        lambda draw, sub: f"ls.map(v, {sub('bool', 'v')}, v)",
    ],
    "dyn": [
        _binary("+", "-", "*", "/", "%")("dyn"),
        _element("dyn", "dyn"),
        _macro("map", "dyn"),
        lambda draw, sub: f"{{'a': {sub('dyn')}, {sub('string')}: {sub('int')}}}",
        lambda draw, sub: f"dyn({sub(draw(st.sampled_from(SCALARS)))})",
        lambda draw, sub: f"{sub('dyn')}.{draw(st.sampled_from(['a', 'b', 'list', 'name']))}",
        _conditional("dyn"),
    ],
    "time": [lambda draw, sub: f"({sub('time')} {draw(st.sampled_from('+-'))} {sub('span')})", _conditional("time")],
    "span": [_binary("+", "-")("span"), lambda draw, sub: f"({sub('time')} - {sub('time')})", _conditional("span")],
}
