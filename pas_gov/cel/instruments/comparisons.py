"""Comparisons that were false for how a value is written: values of two types, texts in other capitals.

CEL says false of ``40 == "40"`` and of ``"Yearly" == "yearly"``, as its specification has it. A person who wrote
``"40"`` in the data most likely meant the number, so such a comparison deserves a warning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.closures.compiler import Run
from pas_gov.cel.evaluating.executable import Executable
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.operators import NUMBERS
from pas_gov.cel.evaluating.values import KINDS, List, Value
from pas_gov.cel.program import Program
from pas_gov.cel.syntax.tree import Node, line_of
from pas_gov.foundation.values import dataclass

OPERATORS = frozenset({"==", "!=", "in"})
WORDS = {
    "string": "a text", "int": "a number", "uint": "a number", "double": "a number", "bool": "true or false",
    "list": "a list", "map": "a mapping", "timestamp": "a time", "duration": "a duration", "bytes": "bytes",
    "null": "nothing",
}  # fmt: skip
LONGEST = 200  # characters of a text that is compared without capitals and blanks
OTHER_LETTERS = "one in other capitals or with other blanks"
MAX_ELEMENTS = 100  # elements of a list after ``in`` that are looked at; a longer list is not


@dataclass(frozen=True, slots=True)
class NeverEqual:
    """A comparison, its text on one line, and what stood on its sides, in words: ``a text``, ``a number``."""

    text: str
    left: str
    right: str


@dataclass
class Comparisons:
    """A program, and the comparisons across types that were met while ``instrumented()`` was evaluated."""

    program: Program
    never_equal: dict[str, NeverEqual] = field(default_factory=dict)  # by the text of the comparison
    _values: dict[int, Value] = field(default_factory=dict, repr=False)  # what each node came to last

    def instrumented(self) -> Program:
        """Return the program that records here; it answers, fails and costs like the original."""
        executable = Executable(self.program.source, self.program.executable.tree, self._recorded)
        return replace(self.program, executable=executable)

    def _recorded(self, node: Node, run: Run) -> Run:
        """Return what evaluates a node, keeps its value for the comparison around it, and records a comparison."""
        compares = node.data == "relation" and node.name in OPERATORS

        def recorded(names: Names, budget: Budget) -> Value:
            found = self._values[id(node)] = run(names, budget)
            if compares:
                self._compared(node)
            return found

        return recorded

    def _compared(self, node: Node) -> None:
        """Record a comparison whose operands could never be equal; null may be compared with anything."""
        left, right = (self._values[id(child)] for child in node.nodes)
        others = [right] if node.name != "in" else _elements(right)
        if others and not any(_may_equal(left, other) for other in others):
            right_word = _word(others[0])
        elif type(left) is str and _only_written_otherwise(left, others):
            right_word = OTHER_LETTERS
        else:
            return
        text = line_of(self.program.source, node.start, node.end)
        self.never_equal[text] = NeverEqual(text, _word(left), right_word)


def _elements(container: Value) -> list[Value]:
    """Return the elements of a list that is short enough to be looked at whole, else none."""
    return list(container) if type(container) is List and len(container) <= MAX_ELEMENTS else []


def _may_equal(one: Value, other: Value) -> bool:
    kind, other_kind = type(one), type(other)
    return kind is other_kind or one is None or other is None or (kind in NUMBERS and other_kind in NUMBERS)


def _only_written_otherwise(one: str, others: Iterable[Value]) -> bool:
    """Tell whether a text is none of the others, and one of them but for capitals and blanks."""
    texts = [other for other in others if type(other) is str and len(other) <= LONGEST]
    return one not in texts and len(one) <= LONGEST and _plain(one) in map(_plain, texts)


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def _word(found: Value) -> str:
    return WORDS[KINDS[type(found)]]
