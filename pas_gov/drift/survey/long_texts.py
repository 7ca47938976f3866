"""Texts too long to be held whole, with a record on each line: read in parts, in a memory that doesn't grow with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.survey.surfaces import LongText
from pas_gov.drift.texts.block import Problem
from pas_gov.drift.texts.readers import MAX_BYTES
from pas_gov.drift.texts.reading import LINE_FEED, diagnostic
from pas_gov.drift.texts.transcripts.people import People, ToldOfPeople, told_of_people
from pas_gov.drift.texts.transcripts.turn import Speaker
from pas_gov.loading.workers import shared

PART = 1024 * 1024
"""Bytes of a part, or as many more as its last line has."""
MOST_PEOPLE = 100_000
"""People of one text that are known; whom it tells of beside these is in no list that anybody reads."""
_MAY_TELL = re.compile(rb'ids?":|\\u', re.IGNORECASE)
"""What stands in each line that tells of people, without what keys are folded by (see fields.py) and blanks: the key of
an id, perhaps in escapes."""

Part = tuple[int, bytes]
"""How many lines stand before it, and its own: whole ones."""


def parts_of(text: LongText, problems: list[Diagnostic]) -> Iterator[Part]:
    """Yield the parts of a text; what can't be read is added to the problems: a line without end, or all from a place on."""
    before = 0
    try:
        with open(text.place, "rb") as file:
            while content := file.read(PART):
                rest = file.readline(MAX_BYTES)
                if rest.endswith(LINE_FEED) or len(rest) < MAX_BYTES:  # a line's end, or the file's
                    yield before, content + rest
                    before += _lines(content + rest)
                    continue
                whole = content[: content.rfind(LINE_FEED) + 1]
                yield before, whole
                before += _lines(whole)
                fact = f"this line has more than {MAX_BYTES:,} bytes, so it isn't read"
                problems.append(diagnostic(text.path, Problem(before + 1, "line-too-long", fact)))
                while (rest := file.readline(PART)) and not rest.endswith(LINE_FEED):
                    pass
                before += 1
    except OSError as error:
        fact = f"from here on this can't be read: {error.strerror}"
        problems.append(diagnostic(text.path, Problem(before + 1, "unreadable", fact, "see to its rights")))


def _lines(content: bytes) -> int:
    """Return how many lines end in whole lines: at a line feed, or at a carriage return alone."""
    return content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")


def people_of_long(text: LongText, processes: int) -> tuple[People, list[Diagnostic]]:
    """Return the people that a text tells of, wherever they stand in it, up to a bound; and a problem beyond that."""
    told = list[ToldOfPeople]()
    for answer in shared((content for _, content in parts_of(text, [])), _told_of_people, processes):
        told.append(_people_from(json.loads(answer)))
        if sum(len(one.roles.known) + len(one.related.known) for one in told) > MOST_PEOPLE:
            fact = f"only the first {MOST_PEOPLE:,} people that this file tells of are known"
            problem = Problem(None, "too-many-people", fact, "Divide it into several files.")
            return _together(told), [diagnostic(text.path, problem)]
    return _together(told), []


def _together(told: list[ToldOfPeople]) -> People:
    found = ToldOfPeople()
    for one in reversed(told):
        found.add(one)
    return found.people()


def _told_of_people(content: bytes) -> bytes:
    """Return what the lines of a part tell of people, as JSON."""
    records = []
    for line in content.replace(b"\r", b"\n").split(LINE_FEED):
        if _MAY_TELL.search(line.translate(None, b"_- \t")):
            try:
                records.append(json.loads(line))
            except (ValueError, RecursionError):
                continue
    told = told_of_people(records)
    return json.dumps([_people_row(told.roles), _people_row(told.related)]).encode()


def _people_row(people: People) -> list[object]:
    return [{key: [one.side, one.names] for key, one in people.known.items()}, sorted(people.on_both)]


def _people_from(rows: list[list[Any]]) -> ToldOfPeople:
    roles, related = (
        People({key: Speaker(side, tuple(names)) for key, (side, names) in known.items()}, set(both))
        for known, both in rows
    )
    return ToldOfPeople(roles, related)
