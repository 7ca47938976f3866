"""What a text says, as plain data: sentences with their places, and the claims among them with their quantities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

QuantityKind = Literal["duration", "percent", "money", "count", "date"]
UnitKind = Literal["sentence", "item", "row", "string", "turn"]
Strength = Literal["hard", "soft"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text with its unit.

    ``values`` holds one number, or two for a range ("10-14 days"); a date is its ISO text, with the parts that
    aren't written left out ("2020", "--05-03"). Units: ``s min h d w mo y`` and business ``bh bd`` for durations,
    ``%``, an ISO currency (perhaps with ``/mo``), the thing that is counted, or "" for a date.
    """

    text: str
    kind: QuantityKind
    values: tuple[int | float | str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item, table row, string of a configuration file, or turn of a transcript.

    ``path`` is the file's, ``line`` and ``end_line`` count from 1 in it; ``heading`` is the nearest above, ``lead``
    what introduces the list, or the table's header; ``text`` has its markup removed and white space folded;
    ``promise`` is the id that the text names as the one it speaks of (an explicit link), or "".
    """

    path: str
    line: int
    end_line: int
    unit: UnitKind
    heading: str
    lead: str
    text: str
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence by which the organisation commits itself.

    ``zone`` is a guess at who has to keep it (a key of the five zones); ``condition`` the words of the sentence that
    limit when or for whom it holds, or ""; ``score`` between 0 and 1 how sure the detection is; ``words`` the words
    that decided it, weightiest first.
    """

    sentence: Sentence
    strength: Strength
    zone: str
    condition: str
    quantities: tuple[Quantity, ...]
    score: float
    words: tuple[str, ...]
