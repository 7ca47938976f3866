"""Whatever the bytes are: bounded, named, never fatal. The time is a bound far above what is needed, not a benchmark."""

from __future__ import annotations

import json

import pytest
from cases import each_of
from ends import ends
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries

from pas_gov.drift.claims.detection import claims
from pas_gov.drift.texts.block import MAX_NAMED
from pas_gov.drift.texts.plain import MAX_LINE
from pas_gov.drift.texts.readers import MAX_BYTES, MAX_MARKDOWN
from pas_gov.drift.texts.reading import sentences

NAMED = {
    "zeros.md": (b"We pay\0 you.", "binary"),
    "picture.txt": (bytes(range(256)) * 40, "binary"),
    "wide.md": ("We pay you back.".encode("utf-16"), "encoding"),
    "old.txt": ("Wir sind für Sie da.".encode("latin-1"), "encoding"),
    "huge.md": (b"a " * (MAX_MARKDOWN // 2 + 1), "too-large"),
    "ten.txt": (b"we will " * 1_310_720, "too-large"),
    "line.txt": (b"we will " * (MAX_LINE // 8 + 1), "line-too-long"),
    "line.md": (b"We pay.\n" + b"[" * (MAX_LINE + 1), "line-too-long"),
    "deep.json": (b"[" * 100_000, "unreadable"),
    "open.json": (b'{"a": "' + b"\\" * 10_001, "unreadable"),
    "deep.yaml": (b"[" * 100_000, "unreadable"),
    "tab.yaml": (b"a:\n\t- b", "unreadable"),
    "deep.jsonl": (b"[" * 100_000, "unreadable"),
    "hidden.html": (b"<p>We pay.</p><style>a", "unclosed"),
    "deep.html": (b"<div>" * 30_000, "too-deep"),
    "hidden.json": (b'{"role": "assistant", "content": "<p>We pay.</p><style>a"}', "unclosed"),
}
BOMBS = {
    "nested.jsonl": b'{"user":' * 900 + b"1" + b"}" * 900,
    "content.jsonl": b'{"role":"assistant","content":[' * 480 + b'"We pay."' + b"]}" * 480,
    "profiles.jsonl": b'{"id":1,"profile":' * 900 + b"1" + b"}" * 900,
    "authors.json": b"[" + b",".join(b'{"author":"n%d","text":"a b"}' % each for each in range(3000)) + b"]",
    "wrote.jsonl": b'{"role":"assistant","content":"' + b"On 1 a\\n" * 20_000 + b'"}',
    "from.jsonl": b'{"role":"assistant","content":"' + b"From: a\\nSent: b\\n" * 10_000 + b'"}',
    "quoted.jsonl": b'{"role":"assistant","content":"' + b"<div class=gmail_quote>" * 50_000 + b'"}',
    "opened.jsonl": b'{"role":"assistant","content":"<p>' + b"<div " * 50_000 + b'"}',
    "started.json": b'{"Body":"( 1s ) a:' + b"(   1h 1m 1s" * 20_000 + b'"}',
    "labels.txt": b"A: we will pay you\nB: no we will not\n" * 1000,
    "colons.txt": b"A:" * 40_000,
    "voices.vtt": b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n" + b"<v a" * 20_000,
    "divs.html": b"<div>" * 200_000,
    "lists.html": b"<ul><li>" * 100_000 + b"we will pay",
    "less.html": b"<" * 300_000,
    "comments.html": b"<!--" * 300_000,
    "quotes.html": b'<a "' * 200_000,
    "scripts.html": b"<script>" * 100_000,
    "attributes.html": b"<a " + b" ".join(b"a%d" % each for each in range(60_000)) + b">we will pay",
    "quoted.html": b"<a " + b" ".join(b'a%d=">"' % each for each in range(60_000)) + b">we will pay",
    "ends.html": b"<div>" * 30_000 + b"</p>" * 60_000,
    "formatting.html": b"".join(b"<b a=%d>" % each for each in range(3000)) + b"<p>x</p>" * 30_000,
    "answers.html": b'<script type="application/ld+json">' * 30_000,
    "spans.html": b"<table>" + b"<tr><td rowspan=50 colspan=50>we pay" * 600,
    "entities.html": b"&#" * 300_000,
    "cells.html": b"<tr><td>a" * 50_000,
    "aliases.yaml": b"a: &a [x, x]\n" + b"".join(b"b%d: [*a, *a]\n" % each for each in range(5000)),
    "links.md": b"[a](" * 24_000,
    "closed.md": b'](a "' * 19_000,
    "ticks.md": b"".join(b"`" * each + b" a " for each in range(1, 440)),
    "stars.md": b"*a **b " * 14_000,
    "quotes.md": b">" * 90_000,
    "items.md": b"- a\n" * 20_000,
    "nested.md": b"".join(b"  " * each + b"- a\n" for each in range(400)),
    "references.md": b"[a]: b\n" * 20_000,
    "lazy.md": b">>>>>>>>>>>>>>>>>>>> a\n" + b"b\n" * 20_000,
    "wide.md": b"a|" * 20_000 + b"\n" + b"-|" * 20_000,
    "numbers.md": b"1 to " * 19_000,
    "words.md": b"our a " * 15_000,
    "dashes.md": b"a-" * 40_000,
    "stops.md": b". A" * 30_000,
    "struck.md": b"~~a " * 20_000,
    "tags.md": b"<b a='" * 15_000,
    "callouts.md": b"".join(b">" * each + b" [!NOTE]\n" for each in range(1, 400)),
    "codes.md": b"we `a\nb` pay\n" * 15_000,
    "braces.md": b"[a]({{" * 15_000,
}


@each_of("path", NAMED)
def test_what_cannot_be_read_is_named(path):
    data, code = NAMED[path]
    reading = sentences(path, data)
    assert [each.code for each in reading.problems] == [code]
    assert reading.problems[0].location.path == path


@pytest.mark.parametrize("path", BOMBS)
@pytest.mark.whole
def test_reading_a_bomb_ends(path):
    with ends():
        claims(sentences(path, BOMBS[path]).sentences)


def test_a_line_that_is_too_long_leaves_the_others():
    reading = sentences("a.txt", b"We pay you back.\n\n" + b"x" * (MAX_LINE + 1) + b"\n\nWe answer at once.")
    assert [(each.line, each.text) for each in reading.sentences] == [
        (1, "We pay you back."),
        (5, "We answer at once."),
    ]


def test_what_stands_before_a_break_in_json_or_yaml_is_read():
    assert [each.text for each in sentences("a.json", b'{"a": "We pay you back.", "b": "We').sentences] == [
        "We pay you back."
    ]
    assert [each.text for each in sentences("a.yaml", b"a: We pay you back.\nb: [}").sentences] == [
        "We pay you back."
    ]


def test_problems_of_one_kind_are_counted_beyond_a_number():
    problems = sentences("a.jsonl", b"{\n" * 1000).problems
    assert len(problems) == MAX_NAMED
    assert "980 more" in problems[-1].message


@pytest.mark.whole  # as long as a file may be
def test_the_longest_file_on_one_line_of_json_is_read():
    data = b'["' + b"We will pay. " * (MAX_BYTES // 100) + b'"]'
    assert sentences("a.json", data).sentences[0].text == "We will pay."


def test_no_character_of_a_text_becomes_an_explicit_link():
    forged = "We pay \ue000refunds\ue001 you back. &#xE000;refunds&#xE001; We pay."
    for path in ("a.md", "a.html", "a.txt"):
        assert not any(each.promise for each in sentences(path, forged.encode()).sentences)


ENDINGS = ["md", "html", "txt", "yaml", "json", "jsonl", "vtt", "srt", "unknown"]


@settings(max_examples=tries(200))
@given(
    st.sampled_from(ENDINGS),
    st.binary(max_size=300)
    | st.text(alphabet="[]()<>!-#*_`\"'{}:,&;\n a\\/|=.Awe1", max_size=300).map(str.encode),
)
def test_nothing_raises_and_lines_lie_in_the_file(ending, data):
    reading = sentences(f"a.{ending}", data)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= each.line <= each.end_line <= lines for each in reading.sentences)
    claims(reading.sentences)


_WORDS = st.sampled_from(
    ["We will pay.", "<p>We pay</p>", "> We pay", "agent", "user", "1", "On 1 x wrote:", "( 1s ) a: b c d"]
)
_KEYS = st.sampled_from(
    [
        "role",
        "content",
        "text",
        "author",
        "id",
        "type",
        "message",
        "messages",
        "data",
        "kwargs",
        "parts",
        "body",
        "from",
        "sender",
        "user",
        "profile",
        "comments",
        "public",
        "private",
        "incoming",
        "createdBy",
        "name",
        "requester_id",
        "description",
        "output",
        "input",
        "run_type",
        "outputs",
        "sentences",
    ]
)
_RECORDS = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | _WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=20,
)


@settings(max_examples=tries(200))
@given(_RECORDS, st.sampled_from(["json", "jsonl"]))
def test_no_shape_of_an_export_raises(record, ending):
    reading = sentences(f"a.{ending}", json.dumps(record).encode())
    assert all(each.line == 1 for each in reading.sentences)
