"""A mapping of a role and a text is read at once; as it would be if each shape were tried."""

from __future__ import annotations

import random
from typing import Any

import pytest

from pas_gov.drift.texts.transcripts import shapes
from pas_gov.drift.texts.transcripts.shapes import shaped

KEYS = sorted(shapes._OF_A_PLAIN_TURN)
OTHERS = [
    "name",
    "type",
    "model",
    "subject",
    "status",
    "description",
    "author",
    "message",
    "user",
    "text",
    "note",
    "internal",
    "direction",
    "thread",
]
ROLES: list[Any] = ["assistant", "model", "user", "agent", "system", "tool", "Anna", "", 5, None, ["user"]]
SAID: list[Any] = [
    "Good morning to you.",
    "<p>We will refund it.</p>",
    " ",
    "",
    None,
    7,
    [{"text": "One two three."}],
]
VALUES: list[Any] = [
    "com_4",
    "4",
    4,
    1772359200.1,
    None,
    True,
    {"id": "com_1"},
    ["user"],
    "2026-03-01T10:00:00Z",
    "Anna",
    "",
    "note",
]


def _fields(chance: random.Random) -> dict[str, Any]:
    beside = chance.sample(KEYS, chance.randint(0, 4)) + chance.sample(OTHERS, chance.choice((0, 0, 0, 1)))
    fields = {key: chance.choice(VALUES) for key in beside}
    return {**fields, "role": chance.choice(ROLES), "content": chance.choice(SAID)}


@pytest.mark.whole  # thousands of cases
def test_random_mappings_give_the_turns_that_trying_each_shape_gives(monkeypatch):
    chance = random.Random(20)
    tried = [_fields(chance) for _ in range(20_000)]
    quickly = [shaped(one, "messages") for one in tried]
    at_once = sum(one.keys() <= set(KEYS) and shapes._plain(one) is not None for one in tried)
    monkeypatch.setattr(shapes, "_plain", lambda fields: None)
    assert quickly == [shaped(one, "messages") for one in tried]
    assert at_once > 1_000
