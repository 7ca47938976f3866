"""Chooses the overloads that a call may mean, and reads its literal texts and patterns beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol

from pas_gov.cel.evaluating.functions import calendar, read_zone
from pas_gov.cel.evaluating.signatures import FUNCTIONS, METHODS, TIMESTAMP_PARTS, Overload
from pas_gov.cel.evaluating.values import Value
from pas_gov.cel.shapes import BOOL, DYN, STRING, TIMESTAMP, Shape, fits, phrase
from pas_gov.cel.syntax.tree import MACROS, Node
from pas_gov.diagnostics import did_you_mean

MAX_PATTERN = 1_000  # characters of a regular expression


class Faults(Protocol):
    """Notes faults; what a checker does for one call."""

    def fault(self, node: Node, message: str, remedy: str = "", at: int | None = None) -> Shape:
        """Note a fault at a node, or at an offset; the shape is dyn."""


def called(faults: Faults, node: Node, shapes: Sequence[Shape]) -> Shape:
    """Return the shape of a call's result; its overloads are kept in the node for the evaluation."""
    method = node.data == "member_dot_arg"
    overloads = (METHODS if method else FUNCTIONS).get(node.name)
    if overloads is None:
        return _unknown(faults, node, method)
    counts = sorted({len(overload.arguments) - method for overload in overloads})
    if len(shapes) - method not in counts:
        wanted = " or ".join(str(count) for count in counts)
        fact = f"{node.name}() takes {wanted} argument{'s' * (counts[-1] != 1)}, not {len(shapes) - method}"
        return faults.fault(node, fact, at=node.at)
    node.value = _by_kinds(node.name, method)
    if node.name in TIMESTAMP_PARTS:
        calendar()  # imported here, and not within the seconds of the first evaluation
    return _chosen(faults, node, overloads, shapes)


@cache
def _by_kinds(name: str, method: bool) -> dict[tuple[str, ...], Overload]:
    """Return a function's overloads by the types of their arguments."""
    return {overload.kinds: overload for overload in (METHODS if method else FUNCTIONS)[name]}


def _unknown(faults: Faults, node: Node, method: bool) -> Shape:
    fact = f'there is no function "{node.name}"'
    if node.name in (FUNCTIONS if method else {**METHODS, **dict.fromkeys(MACROS)}):
        remedy = f"write {node.name}(...)" if method else f"write it behind a value: x.{node.name}(...)"
        return faults.fault(node, f"{fact} that is called like this", remedy, node.at)
    known = {*METHODS, *MACROS} if method else {*FUNCTIONS, "has", "dyn"}
    return faults.fault(node, fact, did_you_mean(node.name, known), node.at)


def _chosen(faults: Faults, node: Node, overloads: Sequence[Overload], shapes: Sequence[Shape]) -> Shape:
    fitting = [overload for overload in overloads if accepts(overload, shapes)]
    if not fitting:
        given = " and ".join(phrase(shape) for shape in shapes)
        return faults.fault(node, f"{node.name}() can't be applied to {given}", at=node.at)
    if node.name == "matches":
        return _pattern(faults, node)
    if len(shapes) == 2 and fitting[0].arguments == (TIMESTAMP, STRING):
        _read(faults, node, node.nodes[1], read_zone)
    if fitting[0].reads is not None:
        return _text(faults, node, fitting[0].reads, fitting[0].result)
    return common([overload.result for overload in fitting])


def accepts(overload: Overload, shapes: Sequence[Shape]) -> bool:
    """Tell whether arguments of these shapes may be what the overload takes."""
    return len(overload.arguments) == len(shapes) and all(
        fits(shape, wanted) for shape, wanted in zip(shapes, overload.arguments, strict=True)
    )


def common(shapes: Sequence[Shape]) -> Shape:
    """Return the one shape that all are, else dyn."""
    return shapes[0] if all(shape == shapes[0] for shape in shapes) else DYN


def _is_text(node: Node) -> bool:
    return node.data == "literal" and node.name == "STRING_LIT"


def _text(faults: Faults, node: Node, reads: Callable[[str], Value], result: Shape) -> Shape:
    """Replace a conversion of a literal text by its value."""
    found = _read(faults, node, node.nodes[0], reads)
    if found is not None:
        node.data, node.value, node.name, node.nodes = "literal", found, "", []
    return result


def _read(faults: Faults, node: Node, argument: Node, reads: Callable[[str], Value]) -> Value | None:
    if not _is_text(argument):
        fact = f"unsupported: {node.name}() of a text that isn't written in the expression"
        faults.fault(node, fact, "policies get values with their types already", node.at)
        return None
    try:
        return reads(str.__str__(argument.value))
    except ValueError as error:
        faults.fault(argument, str(error))
        return None


def _pattern(faults: Faults, node: Node) -> Shape:
    """Compile the pattern of ``matches`` with re2, whose search takes linear time."""
    pattern = node.nodes[1]
    if not _is_text(pattern):
        fact = "unsupported: a pattern of matches() that isn't written in the expression"
        faults.fault(pattern, fact, "write it as a string literal")
        return BOOL
    compiled = _read(faults, node, pattern, _compiled)
    node.data, node.value = "macro_matches", compiled
    return BOOL


def _compiled(pattern: str) -> Value:
    if len(pattern) > MAX_PATTERN:
        raise ValueError(f"the pattern has {len(pattern):,} characters; at most {MAX_PATTERN:,} are read")
    import re2  # type: ignore[import-untyped]  # a hundredth of a second, and few expressions have patterns

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else str(error)
        raise ValueError(f"the pattern is no regular expression that RE2 reads: {reason}") from None
