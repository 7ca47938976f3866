"""Commands as they are typed, read into what they say, and drafts in memory: no repository, no process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from builders import home, snapshot, stack_of

from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.parts import Parts
from pas_gov.cli import cli
from pas_gov.cli.part_options import parts_of

DAY = date(2026, 6, 1)
BY = Authorship("ada@acme.example", DAY)


def parts(verb: str, *words: str) -> Parts:
    """Return what the options of a command say."""
    with cli.commands[verb].make_context(verb, ["x", *words, "--today", DAY.isoformat()]) as context:
        return parts_of(dict(context.params))


def draft(*records: Mapping[str, Any]) -> Draft:
    """Return a draft of these promises, each in its place."""
    return Draft(snapshot({home(one): one for one in records}), stack_of(*records), DAY)
