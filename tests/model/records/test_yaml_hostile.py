"""Input from strangers: the hostile and unlucky YAML files. Nothing crashes, nothing is silent."""

from itertools import pairwise

import pytest
import yaml as pyyaml
from cases import each_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from laws import tries

from pas_gov.diagnostics import Location
from pas_gov.model.records.yaml import building as yaml
from pas_gov.model.records.yaml import parsing, scanner
from pas_gov.model.records.yaml.parsing import MAX_BYTES, MAX_DEPTH, MAX_NODES, Document, parse
from pas_gov.model.records.yaml.text import INVISIBLE_LIMIT

PARSERS = [scanner._PurePython, *([pyyaml.CBaseLoader] if pyyaml.__with_libyaml__ else [])]


def both(content):
    """Read with the pure Python parser, with libyaml and by lines, which must agree."""
    found = [parse(content, "f.yaml")]
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml, "LOADER", parser)
            patch.setattr(parsing, "read_by_lines", lambda _: None)
            found.append(parse(content, "f.yaml"))
    assert len({repr(one) for one in found}) == 1
    return found[0]


def codes(content):
    problems = both(content if isinstance(content, bytes) else content.encode())
    assert isinstance(problems, tuple), problems
    return [(each.code, each.location.line, each.location.column) for each in problems]


def filled(unit, size=MAX_BYTES):
    return (unit * (size // len(unit) + 1))[:size]


FORBIDDEN = [
    *"\x00\x01\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029",
    *"\u202a\u202b\u202c\u202d\u202e\u2060\u2064\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffe\uffff",
    *"\U000e0001\U000e0020\U000e007f",
    *"\u00ad\u034f\u115f\u1160\u180b\u3164\uffa0\U000e0100",  # letters and marks to Unicode, nothing to the eye
]


@each_of(
    ("text", "line", "column"),
    [("a: 1 # {}b: 2\n", 1, 8), ("a: 1\nb: c{}d\n", 2, 5), ("a{}: 1\n", 1, 2), ("a: |\n  b{}c\n", 2, 4)],
)
def test_what_cannot_be_seen_is_refused_wherever_it_stands(text, line, column):
    for character in [*FORBIDDEN, "\r"]:
        problem = both(text.format(character).encode())[0]
        assert (problem.code, problem.location) == ("invisible-character", Location("f.yaml", line, column))
        assert f"U+{ord(character):04X} " in problem.message
        assert character not in problem.message


@each_of("character", ["\u2764\ufe0f", "\u2800", "\u2801", "\u1161", "\ud55c", "\u304b\u3099"])
def test_what_is_seen_or_only_shapes_what_is_seen_is_read_raw_and_escaped_alike(character):
    escaped = "".join(f"\\u{ord(one):04x}" for one in character)
    for text in (f"a: x{character}\n", f'a: "x{escaped}"\n'):
        assert not isinstance(both(text.encode()), tuple)


ESCAPES = [f"\\U{ord(each):08x}" for each in FORBIDDEN] + [
    "\\u202e",
    "\\x00",
    "\\ufeff",
    "\\ud800",
    "\\uDFFF",
]
ESCAPES += ["\\N", "\\L", "\\P", "\\0", "\\a", "\\b", "\\e", "\\f", "\\r", "\\v", "\\x1b", "\\U0000d800"]


def test_it_is_refused_as_an_escape_too():
    for escape in ESCAPES:
        assert codes(f'a: "\\\\\\u00e9 {escape}"') == [("invisible-character", 1, 14)]
        assert codes(f'"{escape}": 1') == [("invisible-character", 1, 2)]


def test_the_line_ends_of_a_file_with_crlf_are_no_problem_beside_another():
    assert codes("a: 1\r\nb: \u200b2\r\n") == [("invisible-character", 2, 4)]


def test_escapes_mean_nothing_outside_double_quotes():
    assert parse(rb"""{a: \u202e, b: '\0', "c\\u202e": "\n\t\_"}""", "f").value == {
        "a": r"\u202e", "b": r"\0", r"c\u202e": "\n\t\xa0",
    }  # fmt: skip


def test_many_invisible_characters_are_named_up_to_a_bound_and_counted():
    problems = parse(b"a: " + "\u200b".encode() * 100, "f")
    assert len(problems) == INVISIBLE_LIMIT + 1
    assert f"{100 - INVISIBLE_LIMIT} more" in problems[-1].message


@each_of("line_end", ["\u2028", "\u2029", "\x85", "\r"])
def test_a_hidden_line_end_in_a_comment_makes_no_key(line_end):
    assert codes(f"a: 1 # fine{line_end}a: 2\n") == [("invisible-character", 1, 12)]


@each_of("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_other_unicode_encodings_are_named(codec):
    (problem,) = parse("a: é\nb: 1\n".encode(codec), "f")
    assert problem.code == "encoding"
    assert codec[:6].upper() in problem.message
    assert problem.location.line is None


@each_of(
    ("content", "place"),
    [
        (b"a: 1\nb: caf\xe9", (2, 7)),
        (b"\xef\xbb\xbfa: \xff", (1, 4)),
        (b"a\xc3", (1, 2)),
        (b"a: \xed\xa0\x80", (1, 4)),
    ],
)
def test_bytes_that_are_no_utf8_are_located(content, place):
    assert codes(content) == [("encoding", *place)]


def test_a_nul_is_not_taken_for_utf16():
    assert codes(b"a: \0") == [("invisible-character", 1, 4)]
    assert codes(b"\0") == [("invisible-character", 1, 1)]


def test_an_alias_bomb_is_refused_at_every_alias():
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefgh"))
    assert {code for code, _, _ in codes(bomb)} == {"yaml-anchor", "yaml-alias"}
    assert {code for code, _, _ in codes("a: &a {b: 1}\nc:\n  <<: *a\n")} == {
        "yaml-anchor", "yaml-merge-key", "yaml-alias",
    }  # fmt: skip


@pytest.mark.parametrize("unit", ["[", "{a: ", "[{", "- ", "? ", "- - ", "? - ", "[a, ", '{"a":'])
@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.whole  # bombs, for both of the parsers
def test_depth_is_bounded_before_the_parser_goes_deep(monkeypatch, parser, unit):
    taken = []

    class Counting(parser):
        def get_event(self):
            taken.append(1)
            return super().get_event()

    monkeypatch.setattr(yaml, "LOADER", Counting)
    problems = parse(filled(unit).encode(), "f")
    assert "too-deep" in {each.code for each in problems}
    assert len(taken) < 4 * MAX_DEPTH


def test_each_bound_is_exact_and_named():
    deep = "{a: " * (MAX_DEPTH - 1) + "[]" + "}" * (MAX_DEPTH - 1)
    assert isinstance(parse(deep.encode(), "f"), Document)
    (problem,) = parse(f"{{a: {deep}}}".encode(), "f")
    assert (problem.code, str(MAX_DEPTH) in problem.message) == ("too-deep", True)


@pytest.mark.whole  # a bomb
def test_the_number_of_values_is_bounded():
    most = "a: [" + "1," * (MAX_NODES - 3) + "]"
    assert isinstance(parse(most.encode(), "f"), Document)
    (problem,) = parse(most.replace("]", "1]").encode(), "f")
    assert (problem.code, f"{MAX_NODES:,}" in problem.message) == ("too-many-values", True)
    aliases = parse(b"a: [" + b"*a," * MAX_NODES + b"]", "f")
    assert "too-many-values" in {each.code for each in aliases}


def test_the_size_is_bounded():
    assert isinstance(parse(b"a: " + b"b" * (MAX_BYTES - 3), "f"), Document)
    (problem,) = parse(b"a: " + b"b" * (MAX_BYTES - 2), "f")
    assert (problem.code, "256 KiB" in problem.message) == ("too-large", True)


UNITS = [
    '"', "'", "#", "\n", " ", "\t", "\n\t", "- [\n", "[\n", "a\n", "a: b\n", "a:\n ", "'a':\n", "? \n",
    "&a ", "*a ", "!a ", "!", "%", "%\n", "---\n", "...\n", "\\", "\\0", '"\\\n', "|\n", ">\n\n", "- |\n",
    "<<: ", "- ? ",
    ",", "]", ":", "{}", "[?", "1", "@", "\r", "\0", "\u202e", "é",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
@pytest.mark.parametrize("head", ["", "a: ", 'a: "', "a: |\n ", "["])
@pytest.mark.whole  # two hundred files of a sixteenth of what one may have
def test_a_file_full_of_anything_gives_an_answer(unit, head):
    content = (head + filled(unit, MAX_BYTES // 16)).encode()
    found = parse(content, "f")
    assert isinstance(found, Document) or all(each.code and each.location.path == "f" for each in found)


@pytest.mark.whole  # a bomb
def test_a_number_of_200000_digits_is_refused_not_raised():
    for digits in (
        "1" * 200_000,
        "-" + "9" * 200_000,
        "0x" + "f" * 200_000,
        "1" * 200_000 + ".0",
        "1e" + "9" * 99,
    ):
        assert codes(f"a: {digits}") == [("yaml-number", 1, 4)]
        assert len(parse(f"a: {digits}".encode(), "f")[0].message) < 200


def test_duplicate_keys_are_found_among_thousands():
    text = "".join(f"k{number}: 1\n" for number in range(2_000)) + "k17: 2\n"
    assert codes(text) == [("yaml-duplicate-key", 2_001, 1)]


@settings(max_examples=tries(200), deadline=None)
@given(
    st.binary(max_size=60)
    | st.text("ab:-?[]{}#&*!|>'\"%@`,\\ \n\r\t\u2028\0é1.~<=ux0", max_size=40).map(str.encode)
)
@example(b"\xff\xfe")
@example(b'a: "\\U00110000"')
def test_any_bytes_give_a_document_or_located_problems(content):
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml, "LOADER", parser)
            patch.setattr(parsing, "read_by_lines", lambda _: None)
            found = parse(content, "f")
        assert isinstance(found, Document) or found
        for each in () if isinstance(found, Document) else found:
            assert each.message.isprintable()
            assert each.location.line is not None or each.code in {"encoding", "yaml-empty"}
            assert each.location.line is None or each.location.line <= content.count(b"\n") + 2
