"""What is asked of a judgement: the two sides of a change, and how it is to be judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pas_gov import cel
from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.stack import Stack
from pas_gov.model.stack.transition import Paths


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a change: its stack, its rules, and what listing its files found."""

    stack: Stack
    rulebook: Rulebook
    problems: tuple[Diagnostic, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors in the promises' files: what they hold isn't in the stack."""
        return tuple(one for one in (*self.problems, *self.stack.diagnostics) if one.severity == "error")


def nothing_standing() -> tuple[Diagnostic, ...]:
    """Return no warnings: both sides have all of theirs."""
    return ()


@dataclass(frozen=True, slots=True)
class VerdictRequest:
    """What is to be judged, and how. ``pack`` gives the standard pack where a bootstrap finds no policy at all.

    ``ids`` are all promises that may differ, None where that isn't known; ``compiled`` makes rules of a rulebook.
    ``standing`` gives the warnings, alike on both sides, that the stacks' own diagnostics leave out.
    """

    base: Side
    head: Side
    paths: Paths
    moved: dict[str, str]
    today: date
    budget: cel.Budget
    bootstrap: bool
    pack: Callable[[], Rulebook]
    ids: frozenset[str] | None = None
    compiled: Callable[[Rulebook], Rules] = compile_rules
    standing: Callable[[], tuple[Diagnostic, ...]] = nothing_standing
