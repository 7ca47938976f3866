"""Whatever a promise's record can hold, an option can say: each key of the schema is written by a command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import click
import pytest
from builders import promise_data
from click.testing import CliRunner
from said import BY, draft, parts

from pas_gov.authoring.asking.options import options_of
from pas_gov.authoring.asking.part_questions import ALL, BY_LAYER, ESSENTIAL
from pas_gov.authoring.moves.amending import amend
from pas_gov.authoring.moves.making import ZoneReality, attest, make
from pas_gov.authoring.moves.parts import CLEARABLE, Parts
from pas_gov.cli import cli
from pas_gov.model.records.reader import read
from pas_gov.model.records.schema import schema

WHAT = ("--title", "X", "--statement", "We do.", "--owner", "@acme/x", "--audience", "customers", "--layer", "conditional",
        "--made", "2025-01-01", "--source", "Minutes", "--applies-when", "On Pro.", "--cel", 'subject.plan == "pro"')  # fmt: skip
MEASURED = ("--term", "answer at most 4h", "--term", "uptime at least 99.9%", "--term", "CSMs equals 2",
            "--indicator", "name=A, zone=delivery-support, measure=answer, source=desk, calendar=c, query=SELECT a, b FROM t")  # fmt: skip
WHERE = ("--zone", "delivery-support=We answer.", "--surface", "sales-marketing=docs/a.md", "--surface", "sales=https://a.example",
         "--leave", "ai-automation=2026-02-01", "--zone-evidence", "ai-automation=ticket 7")  # fmt: skip
BESIDE = ("--aligned-to", "core", "--note", "It serves it.", "--notice", "customers=It begins.", "--told-on", "2026-05-01",
          "--evidence", "mail 1", "--review-by", "+90d", "--tag", "pro", "--notes", "None yet.", "--cohort", "40 customers",
          "--started", "2026-03-01", "--decide-by", "2026-08-01", "--made-to", "early customers", "--lives-in", "contract",
          "--honour-until", "forever")  # fmt: skip
ENDED = ("--status", "superseded", "--on", "2026-12-01", "--why", "It was too much.", "--decided-by", "@acme/board",
         "--superseded-by", "core", "--stop", "delivery-support=2026-12-01", "--zone-evidence", "delivery-support=mail 2")  # fmt: skip
EVERYTHING = (*WHAT, *MEASURED, *WHERE, *BESIDE)


def keys(value: object, place: str = "") -> Iterator[str]:
    """Yield the places of a record's values; an item of a list and a zone stand as ``*``."""
    if isinstance(value, dict):
        for key, inner in value.items():
            step = "*" if place in ("/zones", "/ending/zones") else key
            yield from keys(inner, f"{place}/{step}")
    elif isinstance(value, list):
        for item in value:
            yield from keys(item, f"{place}/*")
    else:
        yield place


def schema_keys(part: dict[str, Any], place: str = "") -> Iterator[str]:
    """Yield the places that the schema lets a record have."""
    name = str(part.get("$ref", "")).rpartition("/")[2]
    whole = schema("promise")["definitions"][name] if name else part
    if "properties" in whole:
        for key, inner in whole["properties"].items():
            step = "*" if place in ("/zones", "/ending/zones") else key
            yield from schema_keys(inner, f"{place}/{step}")
    elif "items" in whole:
        yield from schema_keys(whole["items"], f"{place}/*")
    else:
        yield place


def record(text: bytes | None) -> object:
    assert text is not None
    reading = read("promise", text)
    assert reading.valid, reading.faults
    return reading.record


def test_every_key_of_the_schema_is_written_by_an_option():
    made = draft(promise_data("core"))
    entry = make(made, "x", parts("new", *EVERYTHING), BY)
    attest(made, "x", "delivery-support", ZoneReality("kept", "97% in May", "dashboards/may"), BY)
    found = set(keys(record(made.text(entry.path))))
    amend(made, "x", parts("amend", *ENDED), BY)
    found |= set(keys(record(made.text(entry.path))))
    assert set(schema_keys(schema("promise"))) - found == set()


def test_amend_says_it_too_but_for_what_names_a_record():
    made = draft(promise_data("core"), promise_data("x", statement="Nothing yet.\n"))
    options = EVERYTHING[: EVERYTHING.index("--layer")] + EVERYTHING[EVERYTHING.index("--layer") + 2 :]
    entry = amend(made, "x", parts("amend", *options), BY)
    found = set(keys(record(made.text(entry.path))))
    attested = {key for key in schema_keys(schema("promise")) if "/attested/" in key}
    ending = {key for key in schema_keys(schema("promise")) if key.startswith("/ending/")}
    assert set(schema_keys(schema("promise"))) - found == attested | ending


def test_what_was_said_is_said_again_by_the_options_made_of_it():
    for verb, words in (("new", (*EVERYTHING, *ENDED[:10])), ("amend", (*EVERYTHING, "--drop-term", "speed", "--clear", "notes",
                        "--drop-surface", "ai=a.md", "--drop-indicator", "B", "--drop-alignment", "y", "--drop-ending"))):  # fmt: skip
        said = parts(verb, *words)
        again = [word for pair in options_of(said) for word in pair if word is not None]
        assert parts(verb, *again) == said


def test_a_terminal_can_ask_for_every_part_and_says_why():
    assert sorted(one.field for one in ALL) == sorted(part.name for part in fields(Parts))
    assert all(
        one.why.endswith(".")
        for one in (*ESSENTIAL, *ALL, *(q for found in BY_LAYER.values() for q in found))
    )
    assert len({one.name for one in ALL}) == len(ALL)


@pytest.mark.whole
@pytest.mark.parametrize("name", CLEARABLE)
def test_what_may_be_empty_can_be_emptied(name):
    whole = draft(promise_data("core"))
    entry = make(whole, "x", parts("new", *EVERYTHING), BY)
    before = set(keys(record(whole.text(entry.path))))
    amend(whole, "x", parts("amend", "--clear", name), BY)
    after = set(keys(record(whole.text(entry.path))))
    assert before - after == {key for key in before if f"{key}/".startswith(f"{CLEARABLE[name]}/")}
    assert before - after
    again = whole.text(entry.path)
    amend(whole, "x", parts("amend", "--clear", name), BY)
    assert whole.text(entry.path) == again


@pytest.mark.parametrize("verb", ["new", "amend"])
def test_the_help_lists_each_option_once_in_sections(verb):
    said = CliRunner().invoke(cli, [verb, "--help"]).output
    listed = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", said, re.MULTILINE)
    wanted = [max(one.opts, key=len) for one in cli.commands[verb].params if isinstance(one, click.Option)]
    assert sorted(listed) == sorted([*wanted, "--help"])
    assert re.findall(r"^(\S.*):$", said, re.MULTILINE)[0] == "The promise"
    assert said.rindex("This command:") > said.rindex("--notes")
