"""An edit changes the lines that it must, and no others: in every layout that people write."""

from __future__ import annotations

import copy
import difflib
import functools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from cases import each_of
from laws import part
from layouts import RECORD, Layout, layouts, mostly_whole, written
from roots import ROOT

from pas_gov.authoring.editing import Append, Edit, Remove, Set, edited
from pas_gov.diagnostics import Stop
from pas_gov.model.records.yaml.parsing import Document, parse

LAYOUTS = list(layouts())
SINGLE = len(list(layouts(0)))  # so many have one habit alone; the others are mixtures
LIBYAML: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DAY = "2026-06-01"
ALIGNMENT = {
    "promise": "other",
    "revision": f"r1:{'1' * 32}",
    "date": DAY,
    "by": "@acme/x",
    "note": 'It is "so": yes.',
}
ATTESTED = {
    "wording": f"w1:{'2' * 32}",
    "date": DAY,
    "by": "a@b.example",
    "reality": "drifting",
    "note": "no",
}
ENDING = {"date": DAY, "why": "It: ends.", "decided_by": "@acme/board", "superseded_by": ["other"],
          "zones": {"delivery-support": {"stopped_on": DAY, "by": "@acme/x"}}}  # fmt: skip
EDITS: dict[str, list[Edit]] = {
    "status": [Set("/status", "superseded")],
    "title": [Set("/title", "It's: another # title")],
    "owner": [Set("/owner", "@acme/else")],
    "statement": [Set("/statement", "We promise less.\n")],
    "long statement": [Set("/statement", "We promise less.\n\nAnd: more # so.\n")],
    "a term's value": [Set("/terms/0/at_most", "6h")],
    "a term": [Set("/terms/1", {"measure": "uptime", "equals": "99%"})],
    "a new term": [Append("/terms", {"measure": "accounts", "at_most": 8})],
    "a term less": [Remove("/terms/0")],
    "all terms": [Remove("/terms/1"), Remove("/terms/0")],
    "a review": [Set("/aligned_to/0/revision", f"r1:{'1' * 32}"), Set("/aligned_to/0/date", DAY), Set("/aligned_to/0/note", "no")],
    "a first review": [Set("/aligned_to/1/revision", f"r1:{'1' * 32}"), Set("/aligned_to/1/by", "@acme/x"), Set("/aligned_to/1/note", "Yes.")],
    "a new alignment": [Append("/aligned_to", ALIGNMENT)],
    "an alignment less": [Remove("/aligned_to/0")],
    "an attestation": [Set("/zones/delivery-support/attested", ATTESTED)],
    "a first attestation": [Set("/zones/sales-marketing/attested", ATTESTED)],
    "what a zone says": [Set("/zones/delivery-support/says", "Support: does it.")],
    "a new zone": [Set("/zones/ai-automation/says", "The bot does it.")],
    "a zone that left": [Set("/zones/sales-marketing/left", {"date": DAY, "by": "@acme/x"})],
    "a surface": [Append("/zones/delivery-support/surfaces", {"path": "b.md"})],
    "a first surface": [Append("/zones/sales-marketing/surfaces", {"path": "b.md"})],
    "a surface less": [Remove("/zones/delivery-support/surfaces/1")],
    "an audience": [Append("/audience", "resellers")],
    "an audience less": [Remove("/audience/0")],
    "a notice": [Append("/notices", {"audience": "customers", "date": DAY, "says": "It ends: soon."})],
    "an ending": [Set("/status", "superseded"), Set("/ending", ENDING)],
    "no experiment": [Remove("/experiment")],
    "a cohort": [Set("/experiment/cohort", "fifty")],
    "a source": [Set("/made/source", "None")],
    "a legacy": [Set("/legacy/made_to", "some"), Append("/legacy/lives_in", "contract")],
    "tags": [Append("/tags", "one"), Append("/tags", "two")],
    "notes": [Set("/notes", "true")],
}  # fmt: skip


def applied(value: Any, edit: Edit) -> Any:
    """Apply one edit to plain data, in the test's own words."""
    found = copy.deepcopy(value)
    *way, last = edit.pointer.split("/")[1:]
    holders = [found]
    for key in way:
        holder = holders[-1]
        holders.append(holder[int(key)] if isinstance(holder, list) else holder.setdefault(key, {}))
    holder = holders[-1]
    place = int(last) if isinstance(holder, list) else last
    if isinstance(edit, Set):
        holder[place] = edit.value
    elif isinstance(edit, Append):
        (holder[place] if isinstance(holder, list) else holder.setdefault(place, [])).append(edit.value)
    else:
        del holder[place]
        for outer, key, inner in zip(
            reversed(holders[:-1]), reversed(way), reversed(holders[1:]), strict=True
        ):
            if not inner:
                del outer[int(key) if isinstance(outer, list) else key]
    return found


def value_of(content: bytes) -> Any:
    document = parse(content, "x.yaml")
    assert isinstance(document, Document), document
    return document.value


def lines_of(content: bytes) -> list[str]:
    return content.decode().removeprefix("\ufeff").splitlines()


@functools.lru_cache(maxsize=1)
def nodes_of(content: bytes) -> yaml.Node:
    """Return PyYAML's own nodes, which a test of many edits to one text asks for again and again."""
    return yaml.compose(content.decode().removeprefix("\ufeff"), LIBYAML)  # which takes tabs


def own_lines(content: bytes, pointers: list[str]) -> set[int]:
    """Return the numbers of the lines on which the values at these pointers stand, as PyYAML's own nodes say."""
    found: set[int] = set()
    for pointer in pointers:
        node = nodes_of(content)
        start = node.start_mark.line
        for key in pointer.split("/")[1:]:
            if isinstance(node, yaml.MappingNode):
                pair = next(((name, inner) for name, inner in node.value if name.value == key), None)
                if pair is None:  # inserted: into a line with brackets, or on lines of its own
                    found |= set(range(start, node.end_mark.line + 1)) if node.flow_style else set()
                    break
                start, node = pair[0].start_mark.line, pair[1]
            elif int(key) < len(node.value):
                node = node.value[int(key)]
                start = node.start_mark.line
        else:
            found |= set(range(start, node.end_mark.line + 1))
    return found


def comments(content: bytes) -> list[str]:
    return sorted(re.findall(r"# \d[^\n\r]*", content.decode()))


@pytest.mark.parametrize("layout", mostly_whole(LAYOUTS), ids=str)
def test_only_the_lines_of_what_changes_change(layout: Layout):
    content = written(RECORD, layout)
    read = value_of(content)
    for name, edits in _some(LAYOUTS.index(layout)):
        after = edited("promise", content, edits)
        wanted = read
        for edit in edits:
            wanted = applied(wanted, edit)
        assert value_of(after) == wanted, name
        _only_own_lines(name, content, after, edits, layout)


def _some(number: int) -> list[tuple[str, list[Edit]]]:
    """Return every edit for the layouts of one habit, and each third one for the mixtures, in turn."""
    every = list(EDITS.items())
    return every if number < SINGLE else every[number % 3 :: 3]


def _only_own_lines(name: str, before: bytes, after: bytes, edits: list[Edit], layout: Layout) -> None:
    first, second = lines_of(before), lines_of(after)
    mine = own_lines(before, ["/terms"] if name == "all terms" else [edit.pointer for edit in edits])
    if any(isinstance(edit, Remove) for edit in edits):
        mine |= {number for number in range(len(first)) if _above(first, number, mine)}
    neighbours = layout.brackets in ("json", "lines", "all", "parts")  # a comma more, or what shares a line
    for tag, start, end, from_, to in difflib.SequenceMatcher(
        None, first, second, autojunk=False
    ).get_opcodes():
        for number in range(start, end) if tag in ("replace", "delete") else ():
            near = number in mine or number + 1 in mine or number - 1 in mine
            kept = any(first[number].rstrip().rstrip(",}]") in line for line in second[from_:to])
            assert number in mine or kept or (neighbours and near), (name, first[number], second[from_:to])
    if not any(isinstance(edit, Remove) for edit in edits):
        assert comments(after) == comments(before), name
    assert (b"\r\n" in after) == (b"\r\n" in before)
    if before.count(b"\n") == before.count(b"\r\n"):
        assert after.count(b"\n") == after.count(b"\r\n")
    assert after.startswith(b"\xef\xbb\xbf") == before.startswith(b"\xef\xbb\xbf")
    assert after.endswith(b"\n") == before.endswith(b"\n") or layout.last is False


def _above(lines: list[str], number: int, mine: set[int]) -> bool:
    """Tell whether a line is a comment directly above some that may change."""
    while number < len(lines) and lines[number].lstrip().startswith("#"):
        number += 1
        if number in mine:
            return True
    return False


def test_there_are_more_than_a_hundred_layouts_all_of_the_same_record():
    assert len({written(RECORD, layout) for layout in LAYOUTS}) > 100
    for layout in LAYOUTS:
        value = value_of(written(RECORD, layout))
        assert {**value, "statement": ""} == {**RECORD, "statement": ""}, layout


REAL = [*ROOT.glob("promises/**/*.yaml"), *ROOT.glob("pas_gov/authoring/demo/**/promises/**/*.yaml")]


@each_of("path", REAL, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_real_file_changes_in_the_line_of_its_status_alone(path: Path):
    content = re.sub(rb"PRESENT|RECORDED", b"r1:" + b"0" * 32, path.read_bytes())
    if b"wording: r1" in content:
        content = content.replace(b"wording: r1", b"wording: w1")
    after = edited("promise", content, [Set("/status", "proposed")])
    changed = [(a, b) for a, b in zip(lines_of(content), lines_of(after), strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][1].startswith("status: proposed")


@each_of(
    ("edit", "said"),
    [
        (Remove("/nothing"), "nothing"),
        (Remove("/terms/7"), "7"),
        (Set("/terms/7/at_most", "1h"), "7"),
        (Append("/title", "x"), "title"),
        (Append("/made", "x"), "made"),
        (Set("/title/x", "y"), "x"),
    ],
)
def test_an_edit_without_a_place_is_refused(edit: Edit, said: str):
    with pytest.raises(Stop, match=said) as stopped:
        edited("promise", written(RECORD, Layout()), [edit])
    assert (stopped.value.code, stopped.value.status) == ("not-editable", 3)


@each_of("content", [b"a: [", b"a: 1\na: 2\n", b"a: &x 1\n", b"\xff", b"", b"- a\n", b"a: 1\n---\nb: 1\n"])
def test_what_isnt_strict_yaml_is_refused(content: bytes):
    with pytest.raises(Stop, match="isn't valid YAML"):
        edited("promise", content, [Set("/title", "x")])


ODD_TEXTS = [
    "no", "on", "Yes", "y", "n", "null", "~", "", " ", "true", "1", "0x1F", "017", "1_000", "1e3", ".5", ".inf", "1:30", "22:22",
    "2026-01-31", "2026-02-30", "=", "<<", "- a", "a: b", "a:", "# x", "a # b", "*a", "&a", "!t", "%x", "@x", "`x", "'", '"', "\\",
    "it's", 'say "so"', "trailing ", " leading", "a\tb", "{a}", "[a]", "a, b", "?", "? a", ":", ":a", "-", "--- a", "...", "|", "> a",
    "ünïcödé", "🙂", "日本語", "x" * 5000, "a\nb", "a\n\nb\n", "\na", "a \nb", "  a\n b", "a\n", "a\n\n", "#a\nb", "- a\n- b\n",
    "non\u00a0breaking",
]  # fmt: skip
REFUSED_TEXTS = [
    "\x00",
    "a\x1bb",
    "a\x07",
    "\u202ea",
    "a\u2028b",
    "a\u0085b",
    "\u200b",
    "\ufeffa",
    "\ud800",
    "\r",
    "\x7f",
    "\U000e0041",
]


@pytest.mark.whole
@pytest.mark.parametrize("layout", [Layout(), Layout(brackets="all"), Layout(quotes="single"), Layout(statement=">")], ids=str)  # fmt: skip
@pytest.mark.parametrize(
    "pointer",
    ["/statement", "/title", "/made/source", "/aligned_to/0/note", "/notes", "/zones/sales-marketing/says"],
)
def test_any_text_reads_back_as_itself_by_yaml_of_1_1_and_of_1_2(layout: Layout, pointer: str):
    content = written(RECORD, layout)
    read, by_python = value_of(content), set(part(ODD_TEXTS))  # PyYAML's own scanner takes most of the time
    for text in ODD_TEXTS:
        after = edited("promise", content, [Set(pointer, text)])
        assert value_of(after) == applied(read, Set(pointer, text))
        loose: Any = yaml.load(after.decode(), yaml.SafeLoader if text in by_python else LIBYAML)
        for key in pointer.split("/")[1:]:
            loose = loose[int(key)] if isinstance(loose, list) else loose[key]
        assert str(loose) == text, "days are days in YAML 1.1"


@each_of("text", REFUSED_TEXTS, ids=ascii)
@each_of("pointer", ["/title", "/statement", "/notes"])
def test_what_nobody_can_see_is_never_written(pointer: str, text: str):
    with pytest.raises(Stop) as stopped:
        edited("promise", written(RECORD, Layout()), [Set(pointer, text)])
    assert stopped.value.code == "not-editable"
