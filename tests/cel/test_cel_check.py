"""What is found when an expression is loaded: names, fields, functions, types, texts, patterns."""

from __future__ import annotations

from cases import each_of

from pas_gov import cel
from pas_gov.cel import (
    BOOL,
    BYTES,
    DOUBLE,
    DURATION,
    DYN,
    INT,
    NULL,
    STRING,
    TIMESTAMP,
    UINT,
    Fault,
    ListOf,
    MapOf,
    Program,
    Record,
    Shape,
)

FIELDS: dict[str, Shape] = {
    "title": STRING,
    "layer": STRING,
    "audience": ListOf(STRING),
    "review_by": TIMESTAMP,
    "terms": ListOf(Record("term", {"measure": STRING, "at_most": DYN})),
}
BOOKING = Record("booking", FIELDS, frozenset(["review_by"]))
VARIABLES: dict[str, Shape] = {
    "booking": BOOKING,
    "before": Record("booking", FIELDS, frozenset(["review_by"]), nullable=True),
    "params": MapOf(DYN),
    "days": MapOf(INT),
    "today": TIMESTAMP,
    "n": INT,
    "x": DOUBLE,
    "u": UINT,
    "d": DYN,
    "data": BYTES,
}


def faults(source: str, expects: Shape = DYN) -> tuple[Fault, ...]:
    found = cel.compile(source, VARIABLES, expects)
    assert isinstance(found, tuple), f"{source} compiles"
    assert all(one.remedy for one in found if not one.message.startswith("the result must be"))
    return found


def program(source: str, expects: Shape = DYN) -> Program:
    found = cel.compile(source, VARIABLES, expects)
    assert isinstance(found, Program), found
    return found


@each_of(
    ("source", "message", "remedy"),
    [
        ("bookng.title", 'there is no variable "bookng"', 'did you mean "booking"?'),
        ("booking.titel", 'a booking has no field "titel"', 'did you mean "title"?'),
        ("booking['titel']", 'a booking has no field "titel"', 'did you mean "title"?'),
        ("before.titel", 'a booking has no field "titel"', 'did you mean "title"?'),
        ("booking.terms[0].mesure", 'a term has no field "mesure"', 'did you mean "measure"?'),
        ("booking.terms.all(t, t.mesure == '')", 'a term has no field "mesure"', 'did you mean "measure"?'),
        ("booking.title.length", 'a string has no fields, so no "length"', ""),
        ("booking.title.startWith('a')", 'there is no function "startWith"', 'did you mean "startsWith"?'),
        ("siez(booking.audience)", 'there is no function "siez"', 'did you mean "size"?'),
        (
            "contains(booking.title, 'a')",
            'there is no function "contains" that',
            "write it behind a value: x.contains(...)",
        ),
        ("booking.title.string()", 'there is no function "string" that', "write string(...)"),
        ("booking.title.toLowerAscii()", 'there is no function "toLowerAscii"', 'did you mean "lowerAscii"?'),
        ("booking.title.upperAscii()", 'there is no function "upperAscii"', ""),
        (
            "join(booking.audience)",
            'there is no function "join" that',
            "write it behind a value: x.join(...)",
        ),
        ("booking.audience.al(a, true)", 'there is no function "al"', 'did you mean "all"?'),
        ("[1, 2].reduce(a, b, 0, a + b)", 'there is no function "reduce"', "known here"),
        ("[1, 2].min()", 'there is no function "min"', ""),
        ("type(n)", 'there is no function "type"', ""),
        ("int", '"int" is a function, not a variable', "call it: int(...)"),
        ("true || tpyo", 'there is no variable "tpyo"', ""),
        ("has(tpyo.x)", 'there is no variable "tpyo"', ""),
        ("has(booking.titel)", 'a booking has no field "titel"', 'did you mean "title"?'),
        ("[].exists(v, tpyo)", 'there is no variable "tpyo"', ""),
        ("[1].all(v, true) && v == 1", 'there is no variable "v"', ""),
    ],
)
def test_names_are_known(source: str, message: str, remedy: str) -> None:
    first = faults(source)[0]
    assert message in first.message
    assert remedy in first.remedy


@each_of(
    ("source", "message"),
    [
        ("size()", "size() takes 1 argument, not 0"),
        ("size(n, n)", "size() takes 1 argument, not 2"),
        ("booking.title.contains()", "contains() takes 1 argument, not 0"),
        ("today.getHours('UTC', 1)", "getHours() takes 0 or 1 argument, not 2"),
        ("booking.title.lowerAscii('de')", "lowerAscii() takes 0 arguments, not 1"),
        ("booking.title.substring()", "substring() takes 1 or 2 arguments, not 0"),
        ("booking.title.substring(1, 2, 3)", "substring() takes 1 or 2 arguments, not 3"),
        ("booking.audience.join('a', 'b')", "join() takes 0 or 1 argument, not 2"),
        ("booking.audience.all(a)", "all() takes 2 arguments, not 1"),
        ("booking.audience.map(a)", "map() takes 2 or 3 arguments, not 1"),
        ("has(booking)", "has() asks for a field"),
        ("has(booking.title, 1)", "has() asks for a field"),
        ("has(days['a'])", "has() asks for a field"),
        ("dyn()", "dyn() takes 1 argument, not 0"),
        ("booking.audience.all(booking.title, true)", "the first argument of all() names a variable"),
        ("booking.audience.all((a), true)", "the first argument of all() names a variable"),
        ("n.all(a, true)", "all() needs a list or a map, not an int"),
        ("booking{title: 1}", "messages can't be built"),
        ("{}.x{}", "messages can't be built"),
        (".booking", "a name can't start with a dot"),
        (".size(booking)", "a name can't start with a dot"),
    ],
)
def test_calls_and_macros_have_their_form(source: str, message: str) -> None:
    assert message in faults(source)[0].message


@each_of(
    ("source", "message"),
    [
        ("booking.title == 1", "a string can't be compared with an int (==)"),
        ("booking.title != null", "a string can't be compared with null (!=)"),
        ("booking == null", "a booking can't be compared with null (==)"),
        ("booking.audience == 'a'", "a list can't be compared with a string (==)"),
        ("booking.audience == [1]", "a list can't be compared with a list (==)"),
        ("1 < 2 < 3", "a bool can't be compared with an int (<)"),
        ("booking.title < 1", "a string can't be compared with an int (<)"),
        ("booking < booking", "a booking can't be compared with a booking (<)"),
        ("d < [1]", "can't be compared with a list (<)"),
        ("today > '2026-01-01'", "a timestamp can't be compared with a string (>)"),
        ("1 in booking.audience", "an int can never be in a list of which each is a string (in)"),
        ("1 in days", "an int can never be in a map (in)"),
        ("'a' in booking.title", "a string can never be in a string (in)"),
        ("booking.title && true", 'what "&&" joins must be a bool, but this is a string'),
        ("true || n", 'what "||" joins must be a bool, but this is an int'),
        ("!n", 'what stands behind "!" must be a bool, but this is an int'),
        ("n ? 1 : 2", 'what stands before "?" must be a bool, but this is an int'),
        ("booking.audience.exists(a, a)", "the condition of exists() must be a bool, but this is a string"),
        ("booking.audience.map(a, a, a)", "the condition of map() must be a bool, but this is a string"),
        ("booking.title + 1", '"+" can\'t be applied to a string and an int'),
        ("'a' + 'b' + n", '"+" can\'t be applied to a string and an int'),
        ("n + x", '"+" can\'t be applied to an int and a double'),
        ("x % x", '"%" can\'t be applied to a double and a double'),
        ("null + 'a'", '"+" can\'t be applied to null and a string'),
        ("booking - 1", '"-" can\'t be applied to a booking and an int'),
        ("today + today", '"+" can\'t be applied to a timestamp and a timestamp'),
        ("-booking.title", '"-" can\'t be applied to a string'),
        ("-u", '"-" can\'t be applied to a uint'),
        ("size(n)", "size() can't be applied to an int"),
        ("size(null)", "size() can't be applied to null"),
        ("n.contains('a')", "contains() can't be applied to an int and a string"),
        ("booking.title.getHours()", "getHours() can't be applied to a string"),
        ("n[0]", "an int has no items"),
        ("data[0]", "bytes has no items"),
        ("booking.audience['a']", "the index of a list must be an int, but this is a string"),
        ("booking.audience[1.0]", "the index of a list must be an int, but this is a double"),
        ("days[1]", "a key of this map must be a string, but this is an int"),
        ("booking[1]", "a field's name must be a string, but this is an int"),
        ("{1.5: 1}", "a double can't be a key of a map"),
        ("{null: 1}", "null can't be a key of a map"),
        ("double(booking.audience)", "double() can't be applied to a list"),
        ("n.lowerAscii()", "lowerAscii() can't be applied to an int"),
        ("booking.title.substring('a')", "substring() can't be applied to a string and a string"),
        (
            "booking.title.substring(0, 1.0)",
            "substring() can't be applied to a string and an int and a double",
        ),
        ("booking.title.join()", "join() can't be applied to a string"),
        ("[1, 2].join()", "join() can't be applied to a list"),
        ("booking.terms.join(', ')", "join() can't be applied to a list and a string"),
        ("booking.audience.join(1)", "join() can't be applied to a list and an int"),
    ],
)
def test_what_can_never_work_is_a_fault(source: str, message: str) -> None:
    assert message in faults(source)[0].message


@each_of(
    "source",
    [
        "before == null || before.title == 'a'",
        "d == null && d.x.y[0] > 1 && d",
        "n == x && u < n && 1 in [1.0]",
        "params.legacy == 'all' || params['max'] > 1",
        "booking.audience.all(a, a in days) && days.all(k, days[k] > 1)",
        "booking.all(field, field != 'x')",
        "[1, 'a', null].exists(v, v == 'a')",
        "[] == booking.audience && booking.audience != []",
        "(true ? 1 : 'a') == 1",
        "booking.terms.map(t, t.measure).exists(m, m == '')",
        "booking.audience.exists(booking, booking == 'a') && booking.title == ''",
        "[[1]].all(v, v.all(v, v == 1))",
        "dyn(n) == 'a'",
        "has(booking.review_by) && booking.review_by < today",
        "has(d.x.y)",
    ],
)
def test_what_may_work_is_none(source: str) -> None:
    assert program(source, BOOL)


@each_of(
    ("source", "shape"),
    [
        ("booking.title + 'a'", STRING),
        ("size(booking.audience) + 1", INT),
        ("n / 2", INT),
        ("x * x", DOUBLE),
        ("[1, 2]", ListOf(INT)),
        ("[1, 'a']", ListOf(DYN)),
        ("{'a': 1}", MapOf(INT)),
        ("booking.audience + ['a']", ListOf(STRING)),
        ("booking.terms.map(t, t.measure)", ListOf(STRING)),
        ("booking.terms.filter(t, true)[0].measure", STRING),
        ("days.filter(k, days[k] > 1)", ListOf(STRING)),
        ("d + 'a'", STRING),
        ("d + d", DYN),
        ("d.lowerAscii()", STRING),
        ("d.substring(n, d)", STRING),
        ("booking.audience.join(', ')", STRING),
        ("([] + d).join()", STRING),
        ("d + today", TIMESTAMP),
        ("today - today", DURATION),
        ("today - duration('1h')", TIMESTAMP),
        ("int(d)", INT),
        ("string(d)", STRING),
        ("null", NULL),
        ("true ? null : before", DYN),
        ("timestamp('2026-01-01T00:00:00Z')", TIMESTAMP),
        ("b'a'", BYTES),
        ("u", UINT),
    ],
)
def test_the_shape_of_the_result_is_known(source: str, shape: Shape) -> None:
    assert program(source).shape == shape


def test_the_expected_result_is_asked_for() -> None:
    assert faults("booking.title", BOOL)[0].message == "the result must be a bool, but this is a string"
    assert faults("n > 1", STRING)[0].message == "the result must be a string, but this is a bool"
    assert faults("n", ListOf(DYN))[0].message == "the result must be a list, but this is an int"
    assert program("d", BOOL)


@each_of(
    ("source", "message"),
    [
        ("'a'.matches('(')", "no regular expression that RE2 reads"),
        ("'a'.matches('(?=a)')", "no regular expression that RE2 reads"),
        ("matches('a', '[')", "no regular expression that RE2 reads"),
        ("'a'.matches('" + "a" * 1001 + "')", "at most 1,000"),
        ("'a'.matches(booking.title)", "unsupported: a pattern of matches() that isn't written"),
        ("'a'.matches(d)", "unsupported: a pattern of matches() that isn't written"),
        ("'a'.matches('a' + 'b')", "unsupported: a pattern of matches() that isn't written"),
        ("duration('1d')", '"1d" is no duration'),
        ("duration('h')", "is no duration"),
        ("duration('-')", "is no duration"),
        ("duration('')", "is no duration"),
        ("duration('1h 1m')", "is no duration"),
        ("duration('1ns')", "finer than a microsecond"),
        ("duration('3000000h')", "about 292 years"),
        ("duration(booking.title)", "unsupported: duration() of a text that isn't written"),
        ("timestamp('12:00')", '"12:00" is no timestamp'),
        ("timestamp('2026-01-01')", "is no timestamp"),
        ("timestamp('2026-02-30T00:00:00Z')", "is no timestamp"),
        ("timestamp('2026-01-01T24:00:00Z')", "is no timestamp"),
        ("timestamp('2026-01-01T00:00:00+25:00')", "no offset from UTC"),
        ("timestamp('0001-01-01T00:00:00+01:00')", "is no timestamp"),
        ("timestamp('2026-01-01T00:00:00.1234567Z')", "finer than a microsecond"),
        ("timestamp(booking.title)", "unsupported: timestamp() of a text that isn't written"),
        ("int('1.5')", '"1.5" is no whole number'),
        ("int('9223372036854775808')", "doesn't fit"),
        ("int(booking.title)", "unsupported: int() of a text that isn't written"),
        ("uint('-1')", "is no unsigned whole number"),
        ("double('a')", "is no number"),
        ("bool('yes')", 'neither "true" nor "false"'),
        ("today.getHours('Nowhere/Land')", "no time zone that is known here"),
        ("today.getHours('../../etc/passwd')", "is no time zone"),
        ("today.getHours(booking.title)", "unsupported: getHours() of a text that isn't written"),
    ],
)
def test_texts_are_read_when_the_expression_is_loaded(source: str, message: str) -> None:
    assert message in faults(source)[0].message


def test_a_fault_says_where_it_is() -> None:
    found = faults("booking.title == 'a' &&\n    booking.audience.exists(a,\n      a == booking.titel)")
    assert (found[0].line, found[0].column) == (3, 20)
    assert [(fault.line, fault.column) for fault in faults("tpyo + 'a' +\n n + other")] == [
        (1, 1),
        (2, 2),
        (2, 6),
    ]
    assert (faults("n\n+ 'a'")[0].line, faults("n\n+ 'a'")[0].column) == (2, 3)
    assert (faults("'a'.matches(\n'(')")[0].line, faults("'a'.matches(\n'(')")[0].column) == (2, 1)


def test_a_fault_holds_no_data() -> None:
    assert all(len(fault.message) < 200 for fault in faults("booking.titel + '" + "a" * 3000 + "' + 1"))
