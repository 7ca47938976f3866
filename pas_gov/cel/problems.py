"""What can go wrong with an expression: a fault when it is compiled, an error or a spent budget when it runs."""

from __future__ import annotations

from typing import Literal

from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem found when an expression is compiled, before anything is evaluated.

    ``line`` and ``column`` count from 1 within the expression's own text, columns in characters.
    """

    message: str
    remedy: str = ""
    line: int | None = None
    column: int | None = None


class Unreadable(Exception):
    """Carries the one fault after which reading an expression can't go on."""

    def __init__(self, fault: Fault) -> None:
        """Take the fault to report."""
        super().__init__(fault.message)
        self.fault = fault


class EvaluationError(Exception):
    """A CEL error: the expression has no value. The message is short, and contains names but no data."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        """Take what is wrong, in plain words, and the place of the sub-expression that failed."""
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


Limit = Literal["seconds", "steps", "memory"]


class BudgetSpent(Exception):
    """The run's time, steps or memory are used up, or a value grew too big: there is no result.

    ``limit`` says which of them; ``spender`` is what was being worked out, in the words of whoever evaluates.
    """

    def __init__(self, message: str, limit: Limit = "memory", spender: str = "") -> None:
        """Take what was too much, in plain words."""
        super().__init__(message)
        self.limit: Limit = limit
        self.spender = spender


class Problem(Exception):
    """An error of one operation, raised without a place; the function of the node adds the place."""


def place_of(source: str, offset: int) -> tuple[int, int]:
    """Return the line and the column, from 1, of an offset in the text."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)
