"""What is read as CEL, and what is refused before a parser sees it."""

from __future__ import annotations

import pytest
from cases import each_of
from ends import ends

from pas_gov import cel
from pas_gov.cel import DYN, Budget, Fault, value
from pas_gov.cel.syntax.lexer import MAX_BRACKETS, MAX_LENGTH
from pas_gov.cel.syntax.parser import parse
from pas_gov.cel.syntax.tree import walk


def result(source: str, **activation: object) -> object:
    program = cel.compile(source, dict.fromkeys(activation, DYN))
    assert not isinstance(program, tuple), program
    return program.evaluate(activation, Budget())


def fault(source: str, **names: object) -> Fault:
    found = cel.compile(source, dict.fromkeys(names, DYN))
    assert isinstance(found, tuple), f"{source} compiles"
    return found[0]


@each_of(
    ("literal", "meant"),
    [
        ("'a\"b'", 'a"b'),
        ('"it\'s"', "it's"),
        ('"""a "b" ""c"""', 'a "b" ""c'),
        ("'''a\nb'''", "a\nb"),
        (r'"\a\b\f\n\r\t\v\\\?\"\'\`"', "\a\b\f\n\r\t\v\\?\"'`"),
        (r'"\x41\X42\101\u00e9\U0001F600"', "ABAé\U0001f600"),
        (r"r'\d\n'", r"\d\n"),
        (r'R"\"', "\\"),
        (r'r"""\""""', None),
        ("b'é'", "é".encode()),
        (r"b'\xff\303\t'", b"\xff\xc3\t"),
        (r"br'\xff'", rb"\xff"),
        ("'https://x'", "https://x"),
        ("'' + ''", ""),
        ("0x1F", 31),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("7u", 7),
        ("-9223372036854775808", -(2**63)),
        ("18446744073709551615u", 2**64 - 1),
    ],
)
def test_literals_mean_what_the_specification_says(literal: str, meant: object) -> None:
    if meant is None:
        fault(literal)
    else:
        assert result(literal) == meant


def test_a_minus_sign_is_an_operator_where_one_is_needed() -> None:
    assert result("1-1") == 0
    assert result("i-1", i=3) == 2
    assert result("[1,-1][1]-1") == -2


def test_comments_and_blanks_are_skipped() -> None:
    assert result("1 // one 'quote\n + // and\n 1") == 2
    assert result("[1, 2,].size() + {'a': 1,}.size()") == 3
    assert result("1\r\n\t+\f1") == 2


def test_fields_may_have_reserved_and_quoted_names() -> None:
    assert result("m.package + m.`content-type`", m={"package": 1, "content-type": 2}) == 3


@each_of(
    ("source", "message"),
    [
        ("", "the expression is empty"),
        ("  // nothing\n", "the expression is empty"),
        ("'abc", "the string that starts here is never closed"),
        ("'a\nb'", "the string that starts here is never closed"),
        ("b'''a''", "the string that starts here is never closed"),
        (r"'\q'", r'"\q" is no escape in CEL'),
        (r"'\ud800'", r'"\ud800" is no Unicode character'),
        (r"'\U00110000'", "is no Unicode character"),
        (r"b'\u0041'", "can't be used in bytes"),
        (r"'\477'", r'"\4" is no escape'),
        ("a = 1", '"=" is no CEL operator'),
        ("a & b", '"&" is no CEL operator'),
        ("a and b", '"and" isn\'t expected here'),
        ("a ++ b", '"+" isn\'t expected here'),
        ("a +", "the expression ends too early"),
        ("(a", 'this "(" is never closed'),
        ("a]", 'this "]" closes nothing'),
        ("[a)", 'this ")" closes nothing'),
        ("f(a,)", '")" isn\'t expected here'),
        ("[,]", '"," isn\'t expected here'),
        ("if", '"if" is reserved'),
        ("for.x", '"for" is reserved'),
        ("`a`", "a name in backquotes can only be a field"),
        ("a.`b`()", "a name in backquotes can only be a field"),
        ("12abc", 'the number "12" runs into a name'),
        ("0X1F", 'the number "0" runs into a name'),
        ("9223372036854775808", "doesn't fit into 64 bits"),
        ("1" * 30, "is too big"),
        ("18446744073709551616u", "is too big"),
        ("1e999", "is too big"),
        ("a $ b", '"$" can\'t be read here'),
        ("é == 1", '"é" can\'t be read here'),
        ("\ufeffa", "U+FEFF"),
        ("'a\u202eb'", "U+202E"),
        ("a // x\ry", "U+000D"),
        ("'a\0b'", "U+0000"),
    ],
)
def test_what_is_not_cel_is_refused(source: str, message: str) -> None:
    assert message in fault(source, a=1, b=1).message


@each_of(
    ("source", "limit"),
    [
        ("a" + " " * MAX_LENGTH, "at most 4,096"),
        ("(" * (MAX_BRACKETS + 1) + "1" + ")" * (MAX_BRACKETS + 1), "more than 32 deep"),
        ("[" * 2000, "more than 32 deep"),
        ("!" * 100 + "a", "at most 64"),
        ("a" + ".b" * 100, "at most 64"),
        ("a ? a : " * 100 + "a", "at most 64"),
    ],
)
def test_limits_are_named(source: str, limit: str) -> None:
    assert limit in fault(source, a=DYN).message


def test_what_the_specification_asks_for_is_within_the_limits() -> None:
    assert result(" || ".join(["false"] * 400)) is False
    assert result(" && ".join(["true"] * 400)) is True
    assert result("+".join(["1"] * 1000)) == 1000
    assert result("true ? 1 : " * 24 + "2") == 1
    assert result("(" * 30 + "1" + ")" * 30) == 1
    assert result(" == ".join(["true"] * 32)) is True
    assert result("[" * 30 + "]" * 30 + " == []") is False
    assert result("a" + ".a" * 30, a=_nested(30)) == 1


def _nested(depth: int) -> object:
    return {"a": _nested(depth - 1)} if depth else 1


@pytest.mark.parametrize(
    "source",
    [
        '"' + '\\"' * 2000,
        "'" + "\\'" * 24,
        '"""' + '\\"' * 2000,
        "r'" + "\\" * 4000,
        "b'''" + "''x" * 1000,
        "'" * 4095,
        '""' * 2001 + '"',
        "a" * 4096,
        "1" * 4096,
        "1." * 2000,
        "/" * 4096,
        "-" * 4096,
        "a." * 2000,
        "a[" * 2000,
        "duration('" + "a" * 4000 + "')",
        "duration('" + "1" * 4000 + "')",
        "timestamp('" + "1-" * 2000 + "')",
        "int('" + "9" * 4000 + "')",
        "'a'.matches('" + "(" * 900 + "')",
        "'a'.matches('((a*)*)*" + "(a{1000}){1000}" + "')",
    ],
)
@pytest.mark.whole
def test_hostile_texts_end(source: str) -> None:
    with ends():
        fault(source)  # the lexer that is never used doubles with each escape


@each_of(
    ("source", "line", "column"),
    [
        ("a &&\n  (b == 'x", 2, 9),
        ("true &&\n  // comment\n  tpyo", 3, 3),
        ("'''x\ny''' + 1", 2, 8),
        ("[1,\n 2,\n '\\q']", 3, 2),
        ("é", 1, 1),
        ("'é\U0001f600' + x", 1, 8),
        ("1 +\n", 1, 3),
    ],
)
def test_faults_have_their_place(source: str, line: int, column: int) -> None:
    found = fault(source, a=1, b=1)
    assert (found.line, found.column) == (line, column)


def test_an_unterminated_string_may_hide_in_values_only_as_data() -> None:
    assert result("s == '\\''", s=value("'")) is True


def test_every_node_is_walked_in_the_order_of_the_text():
    source = "a && [n, 1][0] > 1"
    assert [(str(node.data), source[node.start : node.end]) for node in walk(parse(source))] == [
        ("conditionaland", "a && [n, 1][0] > 1"),
        ("ident", "a"),
        ("relation", "[n, 1][0] > 1"),
        ("member_index", "[n, 1][0]"),
        ("list_lit", "[n, 1]"),
        ("ident", "n"),
        ("literal", "1"),
        ("literal", "0"),
        ("literal", "1"),
    ]
