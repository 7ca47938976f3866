"""Warnings for what YAML reads without a word, and otherwise than it was meant."""

from __future__ import annotations

from cases import each_of

from pas_gov.model.records.reader import read

RECORD = """schema: pas.promise/v1
id: a
title: {title}
layer: core
status: active
owner: {owner}
made: {{date: 2026-01-31}}
statement: |
  {statement}
audience: [customers]
"""


def found(title="A", owner="'@a'", statement="S"):
    reading = read("promise", RECORD.format(title=title, owner=owner, statement=statement).encode())
    assert reading.record is not None, reading.faults
    return [
        (fault.code, fault.severity, fault.location.line, fault.location.column) for fault in reading.faults
    ]


def test_a_value_that_a_comment_cuts_short():
    assert found(title="The #1 in repairs") == [("yaml-cut", "warning", 3, 12)]


@each_of(
    ("title", "statement"),
    [
        ("The best  # really", "S"),
        ('"The #1 in repairs"', "S"),
        ("'The #1 in repairs'", "S"),
        ("C# and F#", "S"),
        ("A", "We are #1 in repairs"),
        ("A # 1", "S"),
        ("A #! x", "S"),
    ],
)
def test_comments_and_texts_with_a_hash_are_fine(title, statement):
    assert found(title=title, statement=statement) == []


@each_of("quotes", ["\u201c\u201d", "\u201e\u201c", "\u2018\u2019", "«»"])
def test_a_value_in_typographic_quotes(quotes):
    assert found(owner=f"{quotes[0]}@acme/field{quotes[1]}") == [("curly-quotes", "warning", 6, 8)]


def test_typographic_quotes_inside_a_value_are_fine():
    assert found(title="The “best” of all", statement="We say “yes” and mean it") == []


@each_of(
    ("text", "words"),
    [
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nc: 3\n>>>>>>> x\n", "unresolved conflict"),
        ("a: 1\nb:\u00a0core\n", "non-breaking space"),
        ("a:\n  - x\n\u2013 y\n", "is no hyphen"),
    ],
)
def test_what_breaks_a_file_and_looks_right_is_named(text, words):
    (fault,) = read("promise", text.encode()).faults
    assert words in fault.message
    assert fault.remedy


def test_a_non_breaking_space_in_a_name_is_shown():
    text = RECORD.format(title="A", owner="'@a'", statement="S").replace("layer: core", "layer: core\u00a0")
    (fault,) = read("promise", text.encode()).faults
    assert "core(non-breaking space)" in fault.message
