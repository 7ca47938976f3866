"""Whether an expression comes to the same bool whatever its variables are."""

from __future__ import annotations

from pas_gov.cel.analysis.references import reads
from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.executable import Executable
from pas_gov.cel.evaluating.values import KINDS
from pas_gov.cel.problems import BudgetSpent, EvaluationError
from pas_gov.cel.syntax.tree import Node

MAX_STEPS = 10_000  # for the evaluation of one part that reads no variable


def constant_truth(source: str, tree: Node) -> bool | None:
    """Return the bool that a tree comes to whatever the variables are, or None: it depends, or it isn't known.

    Parts that read no variable are evaluated, and what follows from them by ``!``, ``&&`` and ``||`` is derived:
    one false operand makes a conjunction false. So an answer is always right, but not every constant is found.
    """
    if tree.data == "unary" and tree.name == "!":
        operand = constant_truth(source, tree.nodes[0])
        return None if operand is None else not operand
    if tree.data in ("conditionaland", "conditionalor"):
        decisive = tree.data == "conditionalor"
        operands = {constant_truth(source, child) for child in tree.nodes}
        return decisive if decisive in operands else None if None in operands else not decisive
    return None if next(reads(tree), None) else _evaluated(source, tree)


def _evaluated(source: str, tree: Node) -> bool | None:
    budget = Budget(seconds=1, steps=MAX_STEPS)
    try:
        found = budget.spend(lambda: Executable(source, tree).run({}, budget))
    except (EvaluationError, BudgetSpent):
        return None
    return bool(found) if KINDS[type(found)] == "bool" else None
