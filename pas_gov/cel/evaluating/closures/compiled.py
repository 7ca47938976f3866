"""From a checked tree to its function."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.cel.evaluating.closures import calls, literals, macros, names, operators
from pas_gov.cel.evaluating.closures.compiler import Around, Compiler, Part, Rule
from pas_gov.cel.syntax.tree import Node

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
    "macro_has": names.has,
    "macro_dyn": calls.dyn,
    "macro_matches": calls.matches,
    "macro_all": macros.all_or_exists,
    "macro_exists": macros.all_or_exists,
    "macro_exists_one": macros.exists_one,
    "macro_filter": macros.filter_,
    "macro_map": macros.map_,
}


def compiled(source: str, tree: Node, around: Around | None = None) -> Part:
    """Return the function of a tree, and the steps to charge before it is called."""
    return Compiler(source, RULES, around).part(tree)
