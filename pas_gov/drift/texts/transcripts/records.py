"""A file of values (JSON, JSON lines, YAML) as turns and as texts that stand by themselves, in the file's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pas_gov.drift.texts.block import MAX_ID
from pas_gov.drift.texts.transcripts.fields import Fields, fields_of, folded_key, word
from pas_gov.drift.texts.transcripts.people import People, people_of
from pas_gov.drift.texts.transcripts.roles import is_role, side_of_role
from pas_gov.drift.texts.transcripts.shapes import ANSWERED, ASKED, OF_A_CALL, TICKET, answer, shaped
from pas_gov.drift.texts.transcripts.turn import Speaker, Turn
from pas_gov.foundation.values import dataclass

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_THREADS = frozenset(
    "replies children comments messages conversations conversationparts threads thread childruns turns events history "
    "ticket tickets records results".split()
)
"""Keys of a turn under which further turns may stand."""
_SILENT_RUNS = frozenset("tool retriever embedding parser".split())
_ROLE_KEYS = ("role", "speaker", "from", "sender", "author", "participant")


@dataclass(frozen=True, slots=True)
class LooseText:
    """A string that is no turn, as in a prompt file: the key under which it stands, and the promise that it names."""

    text: str
    key: str
    promise: str = ""


@dataclass(frozen=True, slots=True)
class _Around:
    """What the mappings around a value say of it."""

    key: str = ""  # of the nearest mapping
    name: str = ""  # the same, or of one further out
    promise: str = ""
    silent: bool = False  # strings that stand by themselves are nobody's, or somebody else's
    given: bool = False  # they are what a run gives out


Said = Turn | LooseText


def said(values: Sequence[Any], people: People | None = None) -> list[Said]:
    """Return what the values of a file say, in its order; see LooseText and Turn.

    Where the file is an export, or has a speaker that its format puts on no side, what stands outside of turns is left
    out: it is as likely the customer's. ``people`` are those of a file of which the values are a part.
    """
    found = list(_walk(values, people_of(values) if people is None else people))
    doubtful = any(isinstance(one, Turn) and (one.export or not one.speaker.side) for one in found)
    return [one for one in found if isinstance(one, Turn)] if doubtful else found


def _walk(values: Sequence[Any], people: People) -> Iterator[Said]:
    waiting: list[tuple[Any, _Around]] = [(value, _Around()) for value in reversed(values)]
    while waiting:
        value, around = waiting.pop()
        if isinstance(value, str):
            if " " in value.strip() and not around.silent:
                yield (
                    answer(value, around.key)
                    if around.given
                    else LooseText(value, around.name, around.promise)
                )
        elif isinstance(value, list) and _is_pair(value):
            yield Turn(Speaker(side_of_role(value[0])), (value[1],), key=around.name, promise=around.promise)
        elif isinstance(value, list):
            waiting += [(each, around) for each in reversed(value)]
        elif isinstance(value, dict):
            turns, inner = _mapping(value, around)
            for turn in turns:
                speaker = people.speaker(turn.speaker) if turn.speaker.names else turn.speaker
                promise = around.promise or _promise(value)
                same = speaker is turn.speaker and promise == turn.promise
                yield turn if same else replace(turn, speaker=speaker, promise=promise)
            waiting += reversed(inner)


def _mapping(value: dict[str, Any], around: _Around) -> tuple[tuple[Turn, ...], list[tuple[Any, _Around]]]:
    """Return the turns that a mapping is, and the values in it that are still to be looked at."""
    fields = fields_of(value)
    turns = shaped(fields, folded_key(around.key))
    promise = _promise(value)
    here = replace(around, promise=promise) if promise else around
    if turns is not None and not _is_prompt(turns):
        silent = replace(here, silent=True, given=False)
        whole = any(turn.key == TICKET for turn in turns)
        inner = [(each, key) for key, each in value.items() if whole or folded_key(key) in _THREADS]
        return turns, [
            (each, replace(silent, key=key)) for each, key in inner if isinstance(each, dict | list)
        ]
    if turns is None and _is_theirs(fields):
        return (), []
    return (), [(each, _within(here, fields, key)) for key, each in value.items() if not _is_mark(key, each)]


def _is_pair(value: list[Any]) -> bool:
    """Say whether a list is a turn: a role and what is said, ``["agent", "..."]``."""
    return (
        len(value) == 2
        and all(isinstance(each, str) for each in value)
        and is_role(value[0])
        and " " in value[1]
    )


def _is_prompt(turns: tuple[Turn, ...]) -> bool:
    """Say whether a mapping holds an instruction: all of its strings are the organisation's words."""
    return any(turn.prompt for turn in turns)


def _is_theirs(fields: Fields) -> bool:
    """Say whether a mapping that is no turn is the other side's by a plain role."""
    return any(side_of_role(word(fields, key)) == "theirs" for key in _ROLE_KEYS)


def _is_mark(key: str, value: Any) -> bool:
    """Say whether a value is a role, or names a promise, so that it is nobody's words."""
    if not isinstance(value, str):
        return False
    return (key.lower() in _ROLE_KEYS and is_role(value)) or (
        key.lower() == "promise" and _named(value) != ""
    )


def _within(around: _Around, fields: Fields, key: str) -> _Around:
    """Return what is around the value of a key: what a run was given is its user's, what it gave out its own."""
    folded = folded_key(key)
    run = word(fields, "runtype") or _traced(fields)
    silent, given = around.silent, around.given
    if run and folded in ("inputs", "outputs", "input", "output"):
        silent = folded.startswith("input") or run in _SILENT_RUNS
        given = folded.startswith("output") and not silent
    asked = folded in ASKED and OF_A_CALL & fields.keys() and folded != "user"
    twice = given and folded == "text" and isinstance(fields.get("message"), dict)
    if asked or twice or (given and not run and folded not in (*ANSWERED, "text", "result", "generations")):
        silent = True
    return replace(around, key=key, name=key or around.name, silent=silent, given=given)


def _traced(fields: Fields) -> str:
    """Return the kind of a run that a trace or an example is: what went in and what came out."""
    pairs = (("input", "output"), ("inputs", "outputs"))
    return "chain" if any(fields.keys() >= set(pair) for pair in pairs) else ""


def _promise(value: dict[str, Any]) -> str:
    return next(
        (_named(each) for key, each in value.items() if key.lower() == "promise" and isinstance(each, str)),
        "",
    )


def _named(text: str) -> str:
    return str(text) if len(text) <= MAX_ID and _ID.match(text) else ""
