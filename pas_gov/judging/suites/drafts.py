"""The records that a case starts from, as plain data: the starting stack, and what a file or a case says of it.

Nothing is valid until it was read: whatever a test writes goes through the same reader as a file does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from pas_gov.diagnostics import did_you_mean
from pas_gov.foundation.values import dataclass
from pas_gov.judging.suites.key_paths import UnbuildableCase, with_keys
from pas_gov.model.records.suite import Fields
from pas_gov.model.records.yaml.parsing import Document, parse


@dataclass(frozen=True, slots=True)
class Draft:
    """One promise's data, and the path to which a change moved its file; "" for that of its layer and id."""

    data: Mapping[str, Any]
    path: str = ""

    @property
    def place(self) -> str:
        """The path of the file."""
        return self.path or f"promises/{self.data.get('layer')}/{self.data.get('id')}.yaml"


Drafts = dict[str, Draft]


@cache
def _start() -> Mapping[str, Any]:
    document = parse((resources.files("pas_gov.judging.suites") / "start.yaml").read_bytes(), "start.yaml")
    assert isinstance(document, Document)  # noqa: S101  (it is ours)
    assert isinstance(document.value, dict)  # noqa: S101
    return document.value


def starting_stack() -> Drafts:
    """Return the promises from which every test starts."""
    return {
        identity: Draft(draft_data(identity, fields)) for identity, fields in _start()["promises"].items()
    }


def drafts_with(drafts: Drafts, differs: Mapping[str, Fields | None]) -> Drafts:
    """Return the stack with what a file or a case says of it; a new promise needs its layer."""
    found = dict(drafts)
    for identity, fields in differs.items():
        if fields is None:
            check_known(found, identity, f'the starting stack has no promise "{identity}"')
            del found[identity]
        elif identity in found:
            found[identity] = Draft(with_keys(found[identity].data, fields))
        elif "layer" in fields:
            found[identity] = Draft(draft_data(identity, fields))
        else:
            check_known(
                found, identity, f'the starting stack has no promise "{identity}", and this one has no layer'
            )
    return by_id(found)


def by_id(drafts: Drafts) -> Drafts:
    """Return the drafts by the ids that they have now; each must have an id and a file of its own."""
    found: Drafts = {}
    places: dict[str, str] = {}
    for identity, draft in drafts.items():
        now = str(draft.data.get("id", identity))
        if now in found:
            raise UnbuildableCase(f'two promises have the id "{now}"', "keep one of them", identity)
        if draft.place in places:
            message = f'"{places[draft.place]}" and "{now}" would stand in one file, {draft.place}'
            raise UnbuildableCase(message, "move one of them elsewhere", identity)
        found[now], places[draft.place] = draft, now
    return found


def check_known(drafts: Drafts, identity: str, fact: str, otherwise: str = "") -> None:
    """Raise Unbuildable with the fact where there is no such promise."""
    if identity not in drafts:
        raise UnbuildableCase(fact, did_you_mean(identity, drafts) + otherwise, identity)


def draft_data(identity: str, fields: Fields) -> dict[str, Any]:
    """Return the data of a promise with the defaults of its layer; what the fields name replaces these whole."""
    words = identity.replace("-", " ")
    defaults = _start()["defaults"]
    layer = fields.get("layer", "")
    base = {
        "id": identity,
        "title": words.capitalize(),
        "statement": f"We promise {words}.",
        **defaults["promise"],
        **(defaults.get(layer, {}) if isinstance(layer, str) else {}),
    }
    return with_keys(base, fields)
