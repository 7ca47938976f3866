"""A name that looks like another's is told with the letter that isn't what it seems (HOSTILE.md, section 2)."""

from __future__ import annotations

from cases import each_of
from scenario import waiver

from pas_gov.model.records.lookalikes import looks_like
from pas_gov.model.records.reader import read

PROMISE = """schema: pas.promise/v1
id: one
title: One
layer: supporting
status: active
owner: "{owner}"
made: {{date: 2025-01-01}}
statement: We promise it.
audience: [customers]
aligned_to: [{{promise: core, by: "{by}"}}]
zones: {{delivery-support: {{says: We do., left: {{date: 2026-01-01, by: "{left}"}}}}}}
"""


def told(kind, text):
    return [(one.code, one.severity, one.message, one.remedy) for one in read(kind, text.encode()).faults]


def promise(owner="@acme/owner", by="@acme/owner", left="@acme/owner"):
    return told("promise", PROMISE.format(owner=owner, by=by, left=left))


@each_of("where", ["owner", "by", "left"])
def test_a_cyrillic_letter_in_a_handle_is_named(where):
    assert promise(**{where: "@\u0430cme/owner"}) == [
        (
            "lookalike",
            "warning",
            '"@\u0430cme/owner" holds U+0430 CYRILLIC SMALL LETTER A, which looks like another letter',
            "write it in Latin letters: @acme/owner",
        )
    ]


def test_an_escaped_one_is_seen_too():
    assert promise(owner="@\\u0430cme/owner")[0][0] == "lookalike"


@each_of(
    ("name", "letter"),
    [
        ("\u0430da@acme.example", "U+0430"),  # in the name
        ("ada@acm\u0435.example", "U+0435"),  # in the domain
        ("ada@\u0430\u0441\u043c\u0435.example", "U+0430"),  # a whole label of them
        ("@acme/\uff41da", "U+FF41"),  # full width: no host has it
    ],
)
def test_an_address_with_a_label_of_two_scripts_or_of_lookalikes_alone_is_told(name, letter):
    ((code, _, message, _),) = promise(by=name)
    assert code == "lookalike"
    assert letter in message


@each_of(
    "name",
    [
        "J\u00fcrgen@b\u00fccher.example",
        "\u0438\u0432\u0430\u043d@\u043f\u043e\u0447\u0442\u0430.example",
        "Board of 2026",
        "@acme/owner",
    ],
)
def test_an_honest_name_is_not(name):
    assert promise(by=name) == []


def test_a_waiver_that_one_approves_in_other_letters_is_ones_own():
    (text,) = waiver(
        "one", "no-erasure", "four-hours", asked_by="@acme/eve", approved_by="@\u0430cm\u0435/eve"
    ).values()
    assert [one[0] for one in told("waiver", text)][:1] == ["waiver-self-approved"]


def test_a_waiver_of_another_approver_in_other_letters_is_read_and_told():
    (text,) = waiver(
        "one", "no-erasure", "four-hours", asked_by="@acme/eve", approved_by="@\u0430cme/board"
    ).values()
    assert [one[:2] for one in told("waiver", text)] == [("lookalike", "warning")]


def test_the_members_of_teams_are_looked_at():
    text = 'schema: pas.settings/v1\nteams: {"@acme/board": ["@ev\u0435"]}\n'
    assert [one[0] for one in told("settings", text)] == ["lookalike"]


def test_a_name_looks_like_its_latin_twin():
    assert looks_like("@\u0410\u0441m\u0435") == "@acme"
