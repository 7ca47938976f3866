"""What strict YAML reads, what it refuses and where it says so."""

import json
from unicodedata import normalize

import pytest
import yaml as pyyaml
from cases import each_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries

from pas_gov.diagnostics import Location
from pas_gov.model.records.yaml import building as yaml
from pas_gov.model.records.yaml import parsing, scanner
from pas_gov.model.records.yaml.parsing import Document, parse
from pas_gov.model.records.yaml.scalars import kind
from pas_gov.model.records.yaml.text import FORBIDDEN

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


def read(text):
    document = both(text.encode())
    assert isinstance(document, Document), document
    return document.value


def refused(text):
    problems = both(text.encode())
    assert isinstance(problems, tuple), problems
    assert all(each.remedy and each.location.path == "f.yaml" for each in problems)
    return problems


def codes(text):
    return [(each.code, each.location.line, each.location.column) for each in refused(text)]


VALUES = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None, "nULL": "nULL",
    "true": True, "True": True, "TRUE": True, "tRUE": "tRUE",
    "false": False, "False": False, "FALSE": False,
    "no": "no", "on": "on", "yes": "yes", "off": "off", "y": "y", "n": "n", "NO": "NO",
    "1:30": "1:30", "22:22": "22:22", "1_000": "1_000", "=": "=", "1d": "1d", "99.9%": "99.9%",
    "2026-01-01": "2026-01-01", "2024-02-30": "2024-02-30", "2026-01-01T00:00:00Z": "2026-01-01T00:00:00Z",
    "0": 0, "17": 17, "017": 17, "+17": 17, "-17": -17, "08": 8, "0" * 100 + "7": 7,
    "0o17": 15, "0o8": "0o8", "0x1F": 31, "0xg": "0xg", "-0x1F": "-0x1F", "0b1": "0b1",
    "9223372036854775807": 2**63 - 1, "-9223372036854775808": -(2**63),
    "1.5": 1.5, "-.5": -0.5, "5.": 5.0, "1e3": 1000.0, "1.5E-3": 0.0015,
    ".": ".", "..": "..", "1e": "1e", "1.2.3": "1.2.3", "+": "+", "\u0661": "\u0661",
    ".INf": ".INf", "inf": "inf", "nan": "nan",
    "'no'": "no", '"17"': "17", "'it''s'": "it's", '"a\\tb\\nc\\\\"': "a\tb\nc\\", '"\\u00e9\\x41"': "éA",
    "b # c": "b", "b#c": "b#c", "b\tc": "b\tc", "r1:9f2c…": "r1:9f2c…", "😀": "😀", "e\u0301": "e\u0301",
    "subject.plan == 'x'": "subject.plan == 'x'",
    "{}": {}, "[]": [], "[1, [b, {c: d}]]": [1, ["b", {"c": "d"}]], "{b, c: 1}": {"b": None, "c": 1},
    "\n  - b\n  - c": ["b", "c"], "one\n  two": "one two", '"one\n  two"': "one two", "|": "",
    "|\n  b\n   c\n": "b\n c\n", ">-\n  b\n  c\n": "b c", "|+\n  b\n\n": "b\n\n",
    "|\n  b\n  \tc\n": "b\n\tc\n",
}  # fmt: skip


@each_of(("text", "value"), VALUES.items())
def test_a_value_is_what_the_core_schema_says(text, value):
    found = read(f"a: {text}")["a"]
    assert found == value
    assert type(found) is type(value)


@each_of(
    ("text", "value"),
    [
        ("a: 1\r\nb: |\r\n  c\r\n  d\r\n", {"a": 1, "b": "c\nd\n"}),
        ("\ufeffa: 1", {"a": 1}),
        ("# c\n\n--- # d\na: 1\n...\n# e\n", {"a": 1}),
        ('{"a": [1, null, true], "b":"c"}', {"a": [1, None, True], "b": "c"}),
        ("? a\n: 1\n", {"a": 1}),
        ("a:\tb\t# c\n", {"a": "b"}),
        ("b: 1\na: 2", {"b": 1, "a": 2}),
        ('"1": a\n"": b\n"<<": c\n', {"1": "a", "": "b", "<<": "c"}),
        ("no: 1\n2026-01-01: 2", {"no": 1, "2026-01-01": 2}),
        ("a: {}", {"a": {}}),
        ("{}", {}),
    ],
)
def test_ordinary_files_are_read(text, value):
    found = read(text)
    assert found == value
    assert list(found) == list(value)


REFUSED = [
    ("", [("yaml-empty", None, None)]),
    ("# only a comment\n", [("yaml-empty", None, None)]),
    ("\ufeff", [("yaml-empty", None, None)]),
    ("--- # nothing\n...", [("yaml-empty", 2, 1)]),
    ("- a", [("yaml-top", 1, 1)]),
    ("\n a", [("yaml-top", 2, 2)]),
    ("null", [("yaml-top", 1, 1)]),
    ("a: 1\nb: 2\na: 3", [("yaml-duplicate-key", 3, 1)]),
    ("a: {b: 1, b: 2}", [("yaml-duplicate-key", 1, 11)]),
    ("é: 1\ne\u0301: 2", [("yaml-duplicate-key", 2, 1)]),
    ("a: 1\n'a': 2\n\"\\x61\": 3", [("yaml-duplicate-key", 2, 1), ("yaml-duplicate-key", 3, 1)]),
    ("a: &x 1", [("yaml-anchor", 1, 4)]),
    ("a: &x [b]", [("yaml-anchor", 1, 4)]),
    ("a: & b", [("yaml-anchor", 1, 4)]),
    ("a: *x", [("yaml-alias", 1, 4)]),
    ("a: *bold*", [("yaml-alias", 1, 4)]),
    ("*x : 1", [("yaml-alias", 1, 1)]),
    ("a: !t b", [("yaml-tag", 1, 4)]),
    ("a: ! b", [("yaml-tag", 1, 4)]),
    ("a: !!str b", [("yaml-tag", 1, 4)]),
    ("a: !e!x b", [("yaml-tag", 1, 4)]),
    ("a: !<x", [("yaml-tag", 1, 4)]),
    ("a:\n  - !!map {}", [("yaml-tag", 2, 5)]),
    ("<<: {}", [("yaml-merge-key", 1, 1)]),
    ("%YAML 1.2\n---\na: 1", [("yaml-directive", 1, 1)]),
    ("# c\n%YAML 9.9\n%FOO\n---\na: 1", [("yaml-directive", 2, 1)]),
    ("%YAML 1.2", [("yaml-directive", 1, 1)]),
    ("a: 1\n---\nb: 1", [("yaml-documents", 2, 1)]),
    ("a: 1\n...\n---\n", [("yaml-documents", 3, 1)]),
    ("a:\n\tb: 1", [("yaml-tab", 2, 1)]),
    ("a:\n  \tb: 1", [("yaml-tab", 2, 3)]),
    ("a:\n  b: |\n    c\n    \td\n\te: 1", [("yaml-tab", 5, 1)]),
    ("a: b\n\tc", [("yaml-tab", 2, 1)]),
    ("a: [b,\n\tc,\n\td]", [("yaml-tab", 2, 1)]),
    ("a: b\n\t# c\n", [("yaml-tab", 2, 1)]),
    ("a:\n-\tb", [("yaml-tab", 2, 2)]),
    ("1: a", [("yaml-key", 1, 1)]),
    ("1.5: a", [("yaml-key", 1, 1)]),
    (".inf: a", [("yaml-key", 1, 1)]),
    ("true: a", [("yaml-key", 1, 1)]),
    ("~: a", [("yaml-key", 1, 1)]),
    (": a", [("yaml-key", 1, 1)]),
    ("a: {: b}", [("yaml-key", 1, 5)]),
    ("[a]: b", [("yaml-key", 1, 1)]),
    ("? {a: 1}\n: b", [("yaml-key", 1, 3)]),
    ("a: .inf", [("yaml-number", 1, 4)]),
    ("a: -.Inf", [("yaml-number", 1, 4)]),
    ("a: .nan", [("yaml-number", 1, 4)]),
    ("a: 1e999", [("yaml-number", 1, 4)]),
    ("a: 9223372036854775808", [("yaml-number", 1, 4)]),
    ("a: [0xFFFFFFFFFFFFFFFF]", [("yaml-number", 1, 5)]),
    ("a: @b", [("yaml-syntax", 1, 4)]),
    ("a: `b", [("yaml-syntax", 1, 4)]),
    ("a: %b", [("yaml-syntax", 1, 4)]),
    ("a: b: c", [("yaml-syntax", 1, 5)]),
    ("a: 1\nb\n", [("yaml-syntax", 2, 1)]),
    ('a: "b\n\nc: 1', [("yaml-syntax", 1, 4)]),
    ("a: 'b\n---\nc: 1'", [("yaml-syntax", 1, 4)]),
    ("a: 'it's'", [("yaml-syntax", 1, 8)]),
    ("a: [b\n\n", [("yaml-syntax", 1, 4)]),
    ("a: {b: 1\nc: 2", [("yaml-syntax", 1, 4)]),
    ('a: ["b" "c"]', [("yaml-syntax", 1, 9)]),
    ("a: ]", [("yaml-syntax", 1, 4)]),
    ("a: - b", [("yaml-syntax", 1, 4)]),
    ("a: |b\n", [("yaml-syntax", 1, 5)]),
    ("a:\n  b: 1\n c: 1", [("yaml-syntax", 3, 2)]),
    ("{a: 1}\nb: 1", [("yaml-syntax", 2, 1)]),
    ('a: "\\q"', [("yaml-syntax", 1, 5)]),
    ('a: "b\\xg"', [("yaml-syntax", 1, 6)]),
    ('a: "\\U00110000"', [("yaml-syntax", 1, 5)]),
    ('a: "\\UFFFFFFFF"', [("yaml-syntax", 1, 5)]),
]


@each_of(("text", "expected"), REFUSED)
def test_what_is_refused_is_located(text, expected):
    assert sorted(codes(text), key=str) == sorted(expected, key=str)


@each_of(
    ("text", "words"),
    [
        ("a: 1\n\na: 2", ["on line 1 ", "here, on line 3"]),
        ("a: b: c", ["colon", "quotes"]),
        ("a: 'b", ["never closed", "closing quote"]),
        ("a: [b\n", ['"["', "line 2"]),
        ("a: [\n", ['"["', "never closed", "closing bracket"]),
        ("a: '[' # {\nb: {c: [d,\n", ['"["', "never closed"]),
        ("a: @b", ['"@"', "quotes"]),
        ("a: 1e999", ['"1e999"', "too large", "quotes"]),
        ("a: 'it's'", ["after the closing quote", "twice"]),
        ("a:\n\tb: 1\n\tc: 1\n", ["tab", "spaces"]),
        ("true: 1", ['"true"', "true or false", "quotes"]),
        ("a: *x", ["starts with *", "quotes"]),
    ],
)
def test_messages_say_fact_and_remedy(text, words):
    problem = refused(text)[0]
    assert all(word in f"{problem.message} {problem.remedy}" for word in words)


def test_no_parser_complaint_of_the_table_is_left_in_its_own_words():
    assert not [text for text, _ in REFUSED for each in refused(text) if "isn't valid YAML" in each.message]


def test_all_problems_of_a_file_come_at_once_in_order():
    text = "a: &x 1\na: .inf\n3: *x\nb: !!str c\n<<: {}\nc: 'd' e"
    assert [(code, line) for code, line, _ in codes(text)] == [
        ("yaml-anchor", 1), ("yaml-duplicate-key", 2), ("yaml-number", 2), ("yaml-key", 3), ("yaml-alias", 3),
        ("yaml-tag", 4), ("yaml-merge-key", 5), ("yaml-syntax", 6),
    ]  # fmt: skip


def test_text_straight_after_a_block_sign_is_not_dropped():
    (problem,) = parse(b"a: |#1 priority\n", "f.yaml")
    assert (problem.code, problem.location.line) == ("yaml-syntax", 1)


def test_invisible_characters_do_not_hide_other_problems():
    text = "a: 1 # \u200b\na: 2\n"
    assert codes(text) == [("invisible-character", 1, 8), ("yaml-duplicate-key", 2, 1)]


TEXT = "a: 1\nzones:\n  x/y: {says: é, b: [c, d]}\n  '~': 2\nl:\n- \n-  e: f\nn:\n"


@each_of(
    ("pointer", "value", "key"),
    [
        ("", (1, 1), (1, 1)),
        ("/a", (1, 4), (1, 1)),
        ("/zones", (3, 3), (2, 1)),
        ("/zones/x~1y", (3, 8), (3, 3)),
        ("/zones/x~1y/says", (3, 15), (3, 9)),
        ("/zones/x~1y/b/1", (3, 25), (3, 25)),
        ("/zones/~0", (4, 8), (4, 3)),
        ("/l/1", (7, 4), (7, 4)),
        ("/l/1/e", (7, 7), (7, 4)),
        ("/a/b/c", (1, 4), (1, 4)),
        ("/nothing", (1, 1), (1, 1)),
        ("/l/2", (6, 1), (6, 1)),
        ("/l/01", (6, 1), (6, 1)),
        ("/l/-1", (6, 1), (6, 1)),
        ("/zones/q", (3, 3), (3, 3)),
        ("junk", (1, 1), (1, 1)),
    ],
)
def test_a_pointer_is_located(pointer, value, key):
    document = parse(TEXT.encode(), "f.yaml")
    assert document.locate(pointer) == Location("f.yaml", *value)
    assert document.locate(pointer, key=True) == Location("f.yaml", *key)


def test_a_byte_order_mark_and_crlf_do_not_move_places():
    document = parse("\ufeffa: 1\r\nb:\r\n  c: é 😀\r\n  d: 2\r\n".encode(), "f")
    assert document.locate("/a") == Location("f", 1, 4)
    assert document.locate("/b/d") == Location("f", 4, 6)


def mappings(inner):
    distinct = st.dictionaries(TEXTS, inner, max_size=4)
    return distinct.filter(lambda each: len({normalize("NFC", key) for key in each}) == len(each))


def collections(inner):
    return st.lists(inner, max_size=4) | mappings(inner)


SAFE = st.characters(exclude_categories=("Cs",)).filter(
    lambda each: each == "\n" or not FORBIDDEN.match(each)
)
TEXTS = st.text(SAFE, max_size=12)
SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS
SCALARS |= st.floats(allow_nan=False, allow_infinity=False)
VALUE = st.recursive(SCALARS, collections, max_leaves=8)
LAW = settings(max_examples=tries(30), deadline=None)


def escaped(key):
    return key.replace("~", "~0").replace("/", "~1")


def pointers(value, pointer=""):
    yield pointer, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from pointers(inner, f"{pointer}/{escaped(str(key))}")


def found(text, location):
    """Read the JSON that starts at a place, whatever follows it."""
    before = text.split("\n")[: location.line - 1]
    start = sum(len(line) + 1 for line in before) + location.column - 1
    return json.JSONDecoder().raw_decode(text, start)[0]


def same(one, other):
    return repr(one) == repr(other)


@LAW
@given(mappings(VALUE), st.sampled_from([None, 2]))
def test_json_is_read_as_json_reads_it_and_every_place_starts_its_value(value, indent):
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    document = parse(text.encode(), "f")
    assert same(document.value, value)
    for pointer, inner in pointers(value):
        assert same(found(text, document.locate(pointer)), inner)
        for key in inner if isinstance(inner, dict) else ():
            assert found(text, document.locate(f"{pointer}/{escaped(key)}", key=True)) == key


class Plainly(pyyaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def texts(value):
    found = [inner for _, inner in pointers(value)]
    keys = [key for each in found if isinstance(each, dict) for key in each]
    return [each for each in [*found, *keys] if isinstance(each, str)]


def unambiguous(value):
    """Leave out texts such as 1e5 and 0o17: PyYAML writes YAML 1.1, where they need no quotes."""
    return all(kind(each) != "a number" for each in texts(value))


@LAW
@given(mappings(VALUE).filter(unambiguous), st.sampled_from([None, True, False]))
def test_what_pyyaml_dumps_is_read_back(value, flow):
    text = pyyaml.dump(value, Dumper=Plainly, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    document = parse(text.encode(), "f")
    assert isinstance(document, Document), (text, document)
    assert same(document.value, value)
    assert all(document.locate(pointer).line for pointer, _ in pointers(value))
