"""The rule for calls of functions: their faults, each with how the function is written as the remedy."""

from __future__ import annotations

from pas_gov.cel.checking import overloads
from pas_gov.cel.checking.checker import Checker
from pas_gov.cel.evaluating.signatures import FUNCTIONS, METHODS
from pas_gov.cel.shapes import Shape
from pas_gov.cel.syntax.tree import MACROS, Node
from pas_gov.foundation.values import dataclass

USES = {  # how each function is written
    **{name: f"{name}(x)" for name in FUNCTIONS},
    **{name: f"day.{name}()" for name in METHODS},
    "size": "size(x), of a string, a list or a map",
    "matches": 'text.matches("^@[a-z]+$")',
    **{name: f'text.{name}("...")' for name in ("contains", "startsWith", "endsWith")},
    "lowerAscii": "text.lowerAscii()",
    "substring": "text.substring(0, 10)",
    "join": 'list.join(", "), of a list of strings',
    "timestamp": 'timestamp("2026-01-31T00:00:00Z")',
    "duration": 'duration("36h")',
    **{name: f'list.{name}(one, one != "")' for name in ("all", "exists", "exists_one", "filter")},
    "map": "list.map(one, one.title)",
}


def call(checker: Checker, node: Node) -> Shape:
    """Check ``f(a)`` and ``a.f(b)``; the overloads are kept in the node for the evaluation."""
    if node.data == "member_dot_arg" and node.name in MACROS:
        checker.check(node.nodes[0])  # the other arguments may use the variable that the macro would bind
        wanted = " or ".join(str(count) for count in MACROS[node.name])
        fact = f"{node.name}() takes {wanted} arguments, not {len(node.nodes) - 1}"
        return checker.fault(node, fact, _use(node.name), node.at)
    shapes = [checker.check(child) for child in node.nodes]
    return overloads.called(_Call(checker, node), node, shapes)


@dataclass(frozen=True, slots=True)
class _Call:
    """Notes the faults of one call, with how the function is written as the remedy where there is no better."""

    checker: Checker
    call: Node

    def fault(self, node: Node, message: str, remedy: str = "", at: int | None = None) -> Shape:
        """Note a fault at the call, or at an argument, which is a text that can't be read."""
        if not remedy:
            remedy = _use(self.call.name) if node is self.call else _text(self.call.name)
        return self.checker.fault(node, message, remedy, at)


def _use(name: str) -> str:
    return f"it is written like this: {USES[name]}" if name in USES else "use another one"


def _text(name: str) -> str:
    if name == "matches":
        return "correct the pattern; RE2, which reads it, has no look-ahead and no references back"
    return f"correct the text; {_use(name)}"
