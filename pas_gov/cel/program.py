"""Programs: compile an expression once, evaluate it often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any, Protocol

from pas_gov.cel.budget import Budget
from pas_gov.cel.problems import EvaluationError, Fault
from pas_gov.cel.shapes import DYN, Shape, with_article
from pas_gov.cel.step import Step
from pas_gov.foundation.values import dataclass


class Executable(Protocol):
    """A checked tree that can be run: ``evaluating.executable.Executable``, which only a compile imports."""

    @property
    def tree(self) -> Any:
        """The root node of the syntax tree."""

    def run(self, activation: Mapping[str, object], budget: Budget) -> Any:
        """Return the CEL value."""

    def trace(self, activation: Mapping[str, object], budget: Budget) -> tuple[Step, ...]:
        """Return the steps of one evaluation."""

    def plain(self, cel: Any, charge: Callable[[int], None]) -> object:
        """Return a CEL value as plain data."""

    def kind(self, cel: Any) -> str:
        """Return the name of a CEL value's type."""


@dataclass(frozen=True, slots=True)
class Program:
    """A checked expression. ``shape`` is the shape of its result, dyn where it isn't known.

    ``names`` are the variables that it reads. ``reads`` pairs each of them with a field that is read, or with ""
    where the variable is read as a whole. ``optional_fields`` are the selections of fields that may be absent, as
    written: those that it reads, and those that has() tests.
    The evaluating methods take the variables, as plain data or as results of ``value()``, and the run's budget.
    They raise EvaluationError for every CEL error, and BudgetSpent where the budget is used up.
    """

    source: str
    shape: Shape
    executable: Executable = field(repr=False, compare=False)
    names: frozenset[str] = field(default=frozenset(), repr=False)
    reads: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    optional_fields: tuple[frozenset[str], frozenset[str]] = field(
        default=(frozenset(), frozenset()), repr=False
    )

    @property
    def constant_truth(self) -> bool | None:
        """The bool that it comes to whatever the variables are; None where it depends on them, or isn't known."""
        from pas_gov.cel.analysis.constants import constant_truth

        return constant_truth(self.source, self.executable.tree)

    def evaluate(self, activation: Mapping[str, object], budget: Budget) -> object:
        """Return the result as plain data: None, bool, int, float, str, bytes, datetime, timedelta, list, dict.

        Timestamps are in UTC; an unsigned number is an int.
        """
        return budget.spend(
            lambda: self.executable.plain(self.executable.run(activation, budget), budget.charge)
        )

    def cel_value(self, activation: Mapping[str, object], budget: Budget) -> object:
        """Return the result as a CEL value, unconverted: to be put into later activations."""
        return budget.spend(self.executable.run, activation, budget)

    def truth(self, activation: Mapping[str, object], budget: Budget) -> bool:
        """Return the result, which must be a CEL bool: nothing else is ever taken for true."""
        found = budget.spend(self.executable.run, activation, budget)
        return found if type(found) is bool else bool(self._exactly(found, "bool"))

    def text(self, activation: Mapping[str, object], budget: Budget) -> str:
        """Return the result, which must be a CEL string."""
        return str(self._exactly(budget.spend(self.executable.run, activation, budget), "string"))

    def values(self, activation: Mapping[str, object], budget: Budget) -> list[object]:
        """Return the elements of the result, which must be a CEL list; they stay CEL values."""
        found = self._exactly(budget.spend(self.executable.run, activation, budget), "list")
        return budget.spend(lambda: list(found))

    def explain(self, activation: Mapping[str, object], budget: Budget) -> tuple[Step, ...]:
        """Return what every sub-expression came to, outermost first; errors are in the steps, not raised.

        Literals, lists and maps of literals, and the branch that a ``?`` doesn't take have no step. The body of a
        macro has its steps for each of the first ``tracing.MAX_ELEMENTS`` elements and for the last one, which
        decided. After ``tracing.MAX_STEPS`` steps no more are recorded.
        """
        return budget.spend(self.executable.trace, activation, budget)

    def _exactly(self, found: Any, kind: str) -> Any:
        """Return a value that must be of this kind."""
        if self.executable.kind(found) != kind:
            actual = with_article(self.executable.kind(found))
            raise EvaluationError(f"the result must be a {kind}, but it is {actual}", 1, 1)
        return found


def compile(  # noqa: A001 - as in re.compile
    source: str, variables: Mapping[str, Shape], expects: Shape = DYN
) -> Program | tuple[Fault, ...]:
    """Return the program of an expression over these variables, or all its faults in the order of the text.

    A fault of syntax comes alone. ``expects`` is the shape that the result must have. Safe for any text: a linear
    pass checks the limits before anything is parsed.
    """
    from pas_gov.cel.analysis import references
    from pas_gov.cel.checking.checked import checked
    from pas_gov.cel.evaluating import executable

    found = checked(source, variables, expects)
    if isinstance(found, tuple):
        return found
    reads = frozenset(references.reads(found.tree))
    names = frozenset(name for name, _ in reads)
    optional = references.optional_fields(source, found.tree)
    return Program(source, found.shape, executable.Executable(source, found.tree), names, reads, optional)


def value(plain: object) -> object:
    """Return plain data as a CEL value, to be put into many activations; a CEL value is returned as it is.

    str, int, float, bool, None, bytes, date and datetime (a date is its 00:00Z), timedelta, mappings with
    string keys and sequences. Entries and items are converted when they are first read, and then kept: don't
    change the data afterwards. Raises EvaluationError for data that CEL can't hold.
    """
    from pas_gov.cel.evaluating.executable import converted

    return converted(plain)
