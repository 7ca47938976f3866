"""Expressions with what each of their parts came to, as JSON has them."""

from __future__ import annotations

from typing import Any

from pas_gov.judging.explaining.explanation import Expression, Result, SubExpression


def expression_data(expression: Expression | None) -> dict[str, Any] | None:
    """Return an expression with what each of its parts came to; null for none."""
    if expression is None:
        return None
    steps = [_part(part) for part in expression.parts]
    return {
        "text": expression.text,
        **result_data(expression.result),
        "steps": steps,
        "whole": expression.whole,
    }


def _part(part: SubExpression) -> dict[str, Any]:
    return {
        "text": part.text,
        "depth": part.depth,
        **result_data(part.result or Result("")),
        "skipped": part.result is None,
        "element": part.element or None,
        "left_out": part.left_out,
    }


def result_data(result: Result) -> dict[str, Any]:
    """Return what an expression came to: as shown, as plain JSON where it is simple, or why it has no value."""
    return {"shown": result.shown or None, "value": result.value, "error": result.error}
