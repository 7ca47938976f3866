"""What is read line by line is what the strict reader reads; of anything else it is the strict reader that is asked."""

import random

from cases import each_of
from laws import tries
from mutated_records import mutated, records

from pas_gov.model.records.yaml.building import strictly_read
from pas_gov.model.records.yaml.line_reader import read_by_lines
from pas_gov.model.records.yaml.strict_events import MAX_NODES
from pas_gov.model.records.yaml.text import is_clean

READ = {
    "plain": ("a: it's so, 3 of 4 [x] {y}\nb: http://x.example/?a#b\n", {"a": "it's so, 3 of 4 [x] {y}", "b": "http://x.example/?a#b"}),
    "kinds": ("a: 1\nb: 1.5\nc: true\nd: ~\ne: 2026-02-03\nf: no\ng:\n", {"a": 1, "b": 1.5, "c": True, "d": None, "e": "2026-02-03", "f": "no", "g": None}),
    "quoted": ("a: \"\\\"x\\\" \\\\\"\nb: 'it''s: #1'\nc: \"\"\n", {"a": '"x" \\', "b": "it's: #1", "c": ""}),
    "comments": ("# one\na: x # two\n  # three\nb: \"y\"  # four\nc: [1] # five\n", {"a": "x", "b": "y", "c": [1]}),
    "spaces": ("a:   x  \n\n  \nb: \"y\"  \nc: {d: e } \n", {"a": "x", "b": "y", "c": {"d": "e"}}),
    "flow": ("a: {b: x, c: \"y\", d: [1, {e: 'z'}], f: {}, g: []}\nh: [\"i\", j,k]\n", {"a": {"b": "x", "c": "y", "d": [1, {"e": "z"}], "f": {}, "g": []}, "h": ["i", "j", "k"]}),
    "nested": ("a:\n  b:\n    - c\n    - d: 1\n      e: 2\n  f: x\n", {"a": {"b": ["c", {"d": 1, "e": 2}], "f": "x"}}),
    "list as far left as its key": ("a:\n- b\n- c:\n  - d\ne: f\n", {"a": ["b", {"c": ["d"]}], "e": "f"}),
    "literal": ("a: |\n  x: y\n\n    # z\n\nb: |-\n  x\n", {"a": "x: y\n\n  # z\n", "b": "x"}),
    "folded": ("a: >\n  x\n  y\n\n  z\nb: >-\n  x\n", {"a": "x y\nz\n", "b": "x"}),
}  # fmt: skip
ASKED = {
    "nothing": "# only this\n", "no last line feed": "a: b", "tab": "a: b\tc\n", "carriage return": "a: b\r\n",
    "key twice": "a: b\na: c\n", "key twice in brackets": "a: {b: c, b: d}\n", "number as a key": "1: a\n",
    "null as a key": "null: a\n", "true as a key": "a: {true: b}\n", "merge key": "<<: {a: b}\n", "quoted key": '"a": b\n',
    "number that is too large": f"a: {'9' * 30}\n", "infinity": "a: .inf\n", "anchor": "a: &b c\n", "alias": "a: *b\n",
    "tag": "a: !b c\n", "second document": "a: b\n---\nc: d\n", "directive": "%YAML 1.2\na: b\n", "list": "- a\n",
    "not a mapping": "a\n", "indented": " a: b\n", "wrong column": "a:\n    b: c\n  d: e\n", "text over lines": "a: b\n  c\n",
    "quote over lines": 'a: "b\n  c"\n', "brackets over lines": "a: [b,\n  c]\n", "escape": 'a: "\\u0041"\n',
    "colon in a text": "a: b: c\n", "colon at its end": "a: b:\n", "colon in brackets": "a: [b: c]\n", "last comma": "a: [b,]\n",
    "wrong bracket": "a: {b: c]\n", "text after a quote": 'a: "b" c\n', "text after a bracket": "a: [b] c\n",
    "sign beside a quote": 'a: "b"#c\n', "kept line feeds": "a: |+\n  b\n", "given margin": "a: |2\n   b\n",
    "text beside the sign": "a: | b\n", "blank line within": "a: |\n  b\n   \n", "blanks, then what looks like a comment": "a: |\n  b\n \n  # c\n",
    "blanks, then more of them": "a: |-\n  b\n \n      \nc: d\n", "folded with a margin": "a: >\n  b\n   c\n",
    "many signs": f"a: {'b' * MAX_NODES}\n", "many brackets": f"a: {'[' * 9_000}{']' * 9_000}\n",
    "deep": "".join(f"{' ' * depth}a:\n" for depth in range(40)),
}  # fmt: skip


@each_of("case", READ)
def test_plain_records_are_read(case):
    text, value = READ[case]
    assert repr(read_by_lines(text)) == repr(value) == repr(strictly_read(text, "")[0])


@each_of("case", ASKED)
def test_of_anything_else_nothing_is_said(case):
    assert read_by_lines(ASKED[case]) is None


def test_records_of_this_repository_are_read_by_lines():
    assert sum(read_by_lines(text) is not None for text in records()) > 0.4 * len(records())


def test_mutated_records_are_read_alike_or_not_at_all():
    """More of this: ``python -m tests.bench.mutations``."""
    seed = random.randrange(2**32)
    texts = mutated(records(), random.Random(seed))
    read = 0
    for _ in range(max(200, tries(30_000))):  # of which about one in four is read
        text = next(texts)
        found = read_by_lines(text) if is_clean(text) else None
        if found is not None:
            value, problems = strictly_read(text, "")
            assert (repr(found), problems) == (repr(value), []), f"seed {seed}"
            read += 1
    assert read
