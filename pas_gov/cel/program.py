"""Expressions from text to value: compile once, evaluate often. The first compile imports celpy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from pas_gov.cel.budget import Budget
from pas_gov.cel.problems import EvaluationError, Fault
from pas_gov.cel.shapes import DYN, Shape, with_article

if TYPE_CHECKING:
    from pas_gov.cel.syntax.nodes import Node


@dataclass(frozen=True, slots=True)
class Step:
    """What one sub-expression came to: its text on one line, place, depth, and value or error.

    ``value`` is a CEL value, as ``Program.kept`` gives it: what it holds is read when somebody looks. ``kind`` is
    the rule of nodes.Node. ``skipped`` is an operand of ``&&`` or ``||`` that was not needed. In the body of a
    macro, ``element`` is the macro's variable with its value; ``left_out`` counts elements not kept before it.
    """

    text: str
    line: int
    column: int
    depth: int
    value: object = None
    error: str | None = None
    kind: str = ""
    skipped: bool = False
    element: tuple[str, object] | None = None
    left_out: int = 0


class Runtime(Protocol):
    """What evaluates a tree: the module ``runtime``, kept in the program so that celpy stays unimported."""

    def run(self, source: str, tree: Node, activation: Mapping[str, object], budget: Budget) -> Any:
        """Return the CEL value."""

    def trace(
        self, source: str, tree: Node, activation: Mapping[str, object], budget: Budget
    ) -> tuple[Step, ...]:
        """Return the steps."""

    def plain(self, cel: Any, charge: Callable[[int], None]) -> object:
        """Return plain data."""

    def kind(self, cel: Any) -> str:
        """Return the name of a CEL value's type."""


@dataclass(frozen=True, slots=True)
class Program:
    """A checked expression. ``shape`` is what is known of its result; dyn where nothing is.

    ``names`` are the variables that it reads, ``reads`` the same with the field of each, "" where it reads a
    variable as a whole.
    The evaluating methods take the variables, as plain data or results of ``value()``, and the run's budget.
    They raise EvaluationError for every CEL error and BudgetSpent where the budget is used up.
    """

    source: str
    shape: Shape
    _tree: Node = field(repr=False)
    _runtime: Runtime = field(repr=False)
    names: frozenset[str] = field(default=frozenset(), repr=False)
    reads: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)

    @property
    def optional(self) -> tuple[frozenset[str], frozenset[str]]:
        """The fields that may be absent: those that it reads, and those for which it asks with has()."""
        from pas_gov.cel.reading import optional

        return optional(self.source, self._tree)

    @property
    def always(self) -> bool | None:
        """The bool that it comes to whatever the variables are; None where it depends on them, or isn't known."""
        from pas_gov.cel.reading import always

        return always(self.source, self._tree)

    def evaluate(self, activation: Mapping[str, object], budget: Budget) -> object:
        """Return the result as plain data: None, bool, int, float, str, bytes, datetime, timedelta, list, dict.

        Timestamps are in UTC; an unsigned number is an int.
        """
        return budget.spend(lambda: self._runtime.plain(self._run(activation, budget), budget.charge))

    def kept(self, activation: Mapping[str, object], budget: Budget) -> object:
        """Return the result as a CEL value, unconverted: to be put into later activations."""
        return budget.spend(lambda: self._run(activation, budget))

    def truth(self, activation: Mapping[str, object], budget: Budget) -> bool:
        """Return the result, which must be a CEL bool: nothing else is ever taken for true."""
        return bool(self._exactly("bool", activation, budget))

    def text(self, activation: Mapping[str, object], budget: Budget) -> str:
        """Return the result, which must be a CEL string."""
        return str.__str__(self._exactly("string", activation, budget))

    def values(self, activation: Mapping[str, object], budget: Budget) -> list[object]:
        """Return the elements of the result, which must be a CEL list; they stay CEL values."""
        found = self._exactly("list", activation, budget)
        return budget.spend(lambda: list(found))

    def explain(self, activation: Mapping[str, object], budget: Budget) -> tuple[Step, ...]:
        """Return what every sub-expression came to, outermost first; errors are in the steps, not raised.

        Left out are what is written out as it is (literals, lists and maps of them) and the branch that a ``?``
        doesn't take. The body of a macro appears once for each element that was looked at: the first
        ``runtime.MAX_ELEMENTS`` and the last, which decided. After ``runtime.MAX_STEPS`` steps no more are kept.
        """
        return budget.spend(lambda: self._runtime.trace(self.source, self._tree, activation, budget))

    def _run(self, activation: Mapping[str, object], budget: Budget) -> Any:
        return self._runtime.run(self.source, self._tree, activation, budget)

    def _exactly(self, kind: str, activation: Mapping[str, object], budget: Budget) -> Any:
        found = budget.spend(lambda: self._run(activation, budget))
        if self._runtime.kind(found) != kind:
            raise EvaluationError(
                f"the result must be a {kind}, but it is {with_article(self._runtime.kind(found))}", 1, 1
            )
        return found


def compile(  # noqa: A001 - as in re.compile
    source: str, variables: Mapping[str, Shape], expects: Shape = DYN
) -> Program | tuple[Fault, ...]:
    """Return the program of an expression over these variables, or all its faults in the order of the text.

    A fault of syntax comes alone. ``expects`` is what the result must be. Safe for any text: limits are
    checked by a linear scan before anything is parsed.
    """
    from pas_gov.cel import reading, runtime

    found = runtime.prepare(source, variables, expects)
    if isinstance(found, tuple):
        return found
    reads = reading.reads(found.tree)
    names = frozenset(name for name, _ in reads)
    return Program(source, found.shape, found.tree, runtime, names, reads)


def value(plain: object) -> object:
    """Return plain data as a CEL value, to be put into many activations; a CEL value is returned as it is.

    str, int, float, bool, None, bytes, date and datetime (a date is its 00:00Z), timedelta, mappings with
    string keys and sequences. Entries and items are converted when they are first read, and then kept: don't
    change the data afterwards. Raises EvaluationError for data that CEL can't hold.
    """
    from pas_gov.cel import runtime

    return runtime.converted(plain)
