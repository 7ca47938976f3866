"""A finding: what comes apart, its sides with their sentences, how sure it is, and why."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pas_gov.diagnosis.statements.statement import Statement
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.values import dataclass

Kind = Literal["contradiction", "slip", "orphan"]
KINDS: tuple[Kind, ...] = ("contradiction", "slip", "orphan")
LEAST = 0.45
"""How sure a finding has to be to be told."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: what it says in a few words, and the statements that say it, the surest first."""

    said: str
    statements: tuple[Statement, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The first place of each statement."""
        return tuple(one.sentence for one in self.statements)


@dataclass(frozen=True, slots=True)
class Change:
    """The commit by which a sentence became another, its day (None where it tells none) and its first line.

    ``decided`` are the words by which its message says that it was decided, "" for none; ``named`` tells whether it speaks
    of what was changed; ``stands`` whether the sentence that it made is there still.
    """

    commit: str
    day: date | None
    subject: str
    decided: str
    named: bool
    stands: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What comes apart.

    ``about`` names what it is about ("how soon an answer comes"); ``how`` the way: "quantity", "hours", "cost", "denial",
    "condition", "experiment" or "place" of a contradiction; "weaker", "stronger", "different" or "gone" of a slip; "dated", "beta" or "retired" of an orphan. ``evidence`` are the
    sentences on which an orphan's verdict rests beside its own. ``change`` is a slip's commit.
    """

    kind: Kind
    how: str
    about: str
    why: str
    certainty: float
    sides: tuple[Side, ...]
    evidence: tuple[Sentence, ...] = ()
    change: Change | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of all sides."""
        return tuple(one for side in self.sides for one in side.statements)

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones in which its sentences are said, each once, in their order."""
        return tuple(dict.fromkeys(one.zone for one in self.statements if one.zone))
