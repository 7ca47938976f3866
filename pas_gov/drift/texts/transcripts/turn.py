"""A turn: what one speaker says, as the shape of an export tells it."""

from __future__ import annotations

from typing import Literal

from pas_gov.foundation.values import dataclass

Side = Literal["ours", "theirs", ""]
"""Whose words a format says they are; "" where it doesn't say."""
Apart = Literal["", "private note", "tool output", "reasoning", "draft"]
"""Why words of the organisation's side aren't said to anybody outside."""
Markup = Literal["markdown", "html", "caption"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the names, addresses and ids that are known, what a reader knows best first."""

    side: Side = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at one time. ``texts`` are strings with their places (see values.PlacedText).

    ``key`` is the name under which the words stand. ``export`` says that only an export of a tool looks like this, so
    that what else stands in it (subjects, descriptions, ratings) isn't the organisation's either.
    """

    speaker: Speaker
    texts: tuple[str, ...]
    markup: Markup = "markdown"
    apart: Apart = ""
    key: str = ""
    export: bool = False
    promise: str = ""
    prompt: bool = False
