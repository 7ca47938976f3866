"""Expressions with what each of their parts came to, in two columns, one part a line, indented as they are nested."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pas_gov.diagnostics import printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.explaining.explanation import Expression, Result, SubExpression
from pas_gov.report.layout import Style

COLUMN = 48  # where the values begin, at most
LONGEST = 240  # characters of a sub-expression: what is cut off stands in its own parts
NOT_NEEDED = "(not needed)"
NO_VALUE = "(no value)"


@dataclass(frozen=True, slots=True)
class ExpressionRow:
    """One line: its indent in columns, the expression's text on the left, and its value on the right."""

    indent: int
    text: str
    value: str
    colour: str = ""


def expression_rows(
    expression: Expression, indent: int, name: str = "", *, coloured: bool = False
) -> Iterator[ExpressionRow]:
    """Yield the rows of an expression, the whole of it first, under a name of its own if it has one.

    ``coloured`` shows whether the whole is true.
    """
    first = f"{name} = {expression.text}" if name else expression.text
    whole = _row(indent, first, expression.result, expression.parts, 0)
    colour = {"true": "green", "false": "red"}.get(expression.result.shown, "") if coloured else ""
    yield replace(whole, colour=whole.colour or colour)
    for index in range(len(expression.parts)):
        if not _is_way(expression, index):
            yield from _part(expression, index, indent)
    if not expression.whole:
        yield ExpressionRow(indent + 2, "(there were more parts than are kept)", "")


def _part(expression: Expression, index: int, indent: int) -> Iterator[ExpressionRow]:
    parts = expression.parts
    part, place = parts[index], indent + 2 * (parts[index].depth + _elements(expression, index))
    if part.left_out:
        yield ExpressionRow(place, f"... {part.left_out:,} more elements", "")
    text = part.text
    if part.element and _is_condition(expression, index):
        text = f"for {part.element}"
    elif part.element and not _goes_on(parts, index):
        yield ExpressionRow(place - 2, f"for {part.element}:", "")
    yield _row(place, text, part.result, parts[index + 1 :], part.depth)


def _is_condition(expression: Expression, index: int) -> bool:
    """Tell whether a part is the one condition that a macro asks of an element: the macro's own line has its text."""
    return _around(expression, index) in ("macro_all", "macro_exists", "macro_exists_one", "macro_filter")


def _around(expression: Expression, index: int) -> str:
    """Return the kind of what a part is a part of."""
    depth = expression.parts[index].depth
    around = (one.kind for one in reversed(expression.parts[:index]) if one.depth < depth)
    return next(around, expression.kind)


def _elements(expression: Expression, index: int) -> int:
    """Count the elements with a line, and so a level, of their own that a part stands under."""
    depth, found = expression.parts[index].depth + 1, 0
    for place in range(index, -1, -1):
        part = expression.parts[place]
        if part.depth < depth:
            depth = part.depth
            found += bool(part.element) and not _is_condition(expression, place)
    return found


def _goes_on(parts: Sequence[SubExpression], index: int) -> bool:
    """Tell whether a part is about the element of the one before it on its level: map() has two parts for each."""
    depth = parts[index].depth
    before = next((part for part in reversed(parts[:index]) if part.depth <= depth), None)
    return before is not None and before.element == parts[index].element and before.text != parts[index].text


def _is_way(expression: Expression, index: int) -> bool:
    """Tell whether a part only leads to a field of it: the line of the field says enough."""
    kind, around = expression.parts[index].kind, _around(expression, index)
    leads = around == "member_dot" and kind in ("ident", "member_dot")
    return leads or (around == "macro_has" and kind == "ident")


def _row(
    indent: int, text: str, result: Result | None, inside: Sequence[SubExpression], depth: int
) -> ExpressionRow:
    if result is None:
        return ExpressionRow(indent, text, NOT_NEEDED, "dim")
    if result.error is None:
        return ExpressionRow(indent, text, result.shown)
    deeper = inside[0] if inside and inside[0].depth > depth else None
    told = any(part.result and part.result.error == result.error for part in _below(inside, depth))
    return ExpressionRow(indent, text, NO_VALUE if deeper and told else f"error: {result.error}", "yellow")


def _below(parts: Sequence[SubExpression], depth: int) -> Iterator[SubExpression]:
    for part in parts:
        if part.depth <= depth:
            return
        yield part


def expression_lines(rows: Sequence[ExpressionRow], style: Style) -> Iterator[str]:
    """Yield the lines of the rows, the values in one column as far as that goes."""
    widest = max((row.indent + len(_text(row)) for row in rows if row.value), default=0)
    column = min(widest + 2, COLUMN)
    for row in rows:
        yield from _lines(row, column, style)


def _text(row: ExpressionRow) -> str:
    text = printable(row.text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _lines(row: ExpressionRow, column: int, style: Style) -> Iterator[str]:
    left = _wrapped(_text(row), style.width, " " * row.indent, " " * (row.indent + 4))
    yield from left[:-1]
    value = printable(row.value)
    painted = style.paint(value, *filter(None, [row.colour]))
    if not value:
        yield left[-1]
    elif column + len(value) > style.width:
        yield left[-1]
        yield from _wrapped(value, style.width, " " * (row.indent + 4) + "-> ", " " * (row.indent + 7))
    elif len(left[-1]) + 2 <= column:
        yield left[-1].ljust(column) + painted
    else:
        yield left[-1]
        yield " " * column + painted


def _wrapped(text: str, width: int, first: str, others: str) -> list[str]:
    return textwrap.wrap(
        text,
        width=max(width, 60),
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
    ) or [first]
