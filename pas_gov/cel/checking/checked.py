"""From text to a checked tree.

Types are checked before anything runs, because an evaluation hides mistakes: ``has()`` would answer false for a
misspelt field, and ``true || typo`` would never look at the typo. Where a shape isn't known (dyn), the checks are
left to the evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.cel.checking import calls, literals, macros, names, operators
from pas_gov.cel.checking.checker import Checker, Rule
from pas_gov.cel.problems import Fault, Unreadable
from pas_gov.cel.shapes import Shape, fits, phrase
from pas_gov.cel.syntax.parser import parse
from pas_gov.cel.syntax.tree import MACROS, Node
from pas_gov.foundation.values import dataclass

RULES: Mapping[str, Rule] = {
    "ident": names.variable,
    "literal": literals.literal,
    "member_dot": names.field,
    "member_index": names.item,
    "list_lit": literals.list_literal,
    "map_lit": literals.map_literal,
    "expr": operators.conditional,
    "conditionalor": operators.logic,
    "conditionaland": operators.logic,
    "relation": operators.relation,
    "addition": operators.arithmetic,
    "multiplication": operators.arithmetic,
    "unary": operators.unary,
    "ident_arg": calls.call,
    "member_dot_arg": calls.call,
    "macro_has": macros.has,
    "macro_dyn": macros.dyn,
    **{f"macro_{name}": macros.each_element for name in MACROS},
    "dot_ident": names.refused,
    "dot_ident_arg": names.refused,
    "member_object": names.refused,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A tree without faults, and the shape of its result."""

    tree: Node
    shape: Shape


def checked(source: str, variables: Mapping[str, Shape], expects: Shape) -> Checked | tuple[Fault, ...]:
    """Parse and check an expression; all faults in the order of the text, one where it can't be parsed."""
    checker = Checker(source, variables, RULES)
    try:
        tree = parse(source)
        shape = checker.check(tree)
    except Unreadable as unreadable:
        return (unreadable.fault,)
    except RecursionError:
        return (Fault("the expression is nested too deeply", "split it into variables", 1, 1),)
    if not checker.faults and not fits(shape, expects):
        checker.fault(tree, f"the result must be {phrase(expects)}, but this is {phrase(shape)}")
    if checker.faults:
        return tuple(sorted(checker.faults, key=lambda fault: (fault.line or 0, fault.column or 0)))
    return Checked(tree, shape)
