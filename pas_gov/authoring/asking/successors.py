"""The promise that follows one that ends: found by its id, or told how it is made first; never the same one."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.authoring.asking.part_questions import BY_LAYER, ESSENTIAL, NOTE, PartQuestion
from pas_gov.authoring.moves.row_ids import ID, LONGEST
from pas_gov.authoring.questions import Missing
from pas_gov.diagnostics import Stop, nearest
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.model.stack.stack import Stack


def find_successor(stack: Stack, ending: Entry, text: str) -> str:
    """Return the id of the promise that is to follow another one.

    Stops, all as wrong usage: as :func:`find_promise`, where nothing goes by that id with the command that makes it;
    succeeds-itself, with the same.
    """
    try:
        found = find_promise(stack, text).id
    except Stop as stop:
        if stop.code != "unknown-promise" or not stack.entries:
            raise
        others = (one.id for one in stack.entries.values() if one.id != ending.id and not one.ended)
        near = nearest(text, others)
        known = [f'did you mean "{near}"?'] if near else []
        raise Stop(
            stop.code, stop.message, "\n".join([*known, *_made_first(ending, text)]), status=2
        ) from None
    if found == ending.id:
        message = f'"{ending.id}" can\'t follow itself'
        raise Stop("succeeds-itself", message, "\n".join(_made_first(ending, "")), status=2)
    return found


def _made_first(ending: Entry, text: str) -> Iterator[str]:
    """Yield how the promise that follows is made: of the same layer, owner and audience, in other words."""
    layer = ending.layer
    named = [text] if ID.fullmatch(text) and len(text) <= LONGEST else []
    asked = [one for one in ESSENTIAL if one.field in ("title", "statement")]
    asked += [*BY_LAYER.get(layer, ()), *([NOTE] if _served(ending) else [])]
    words = ["new", *named, "--layer", layer, "--owner", ending.promise.owner]
    words += [word for audience in ending.promise.audience for word in ("--audience", audience)]
    words += [word for served in _served(ending) for word in ("--aligned-to", served)]
    words += [word for one in asked for word in _blank(one)]
    yield "make the one that follows first:"
    yield shown(words)
    yield "then do this again, with its id" if not named else "then do this again"


def _served(ending: Entry) -> list[str]:
    return [] if ending.layer == "core" else list(dict.fromkeys(link.promise for link in ending.links))[:1]


def _blank(part: PartQuestion) -> tuple[str, str]:
    missing = Missing(part.option, part.question, part.choices)
    return missing.name, missing.blank
