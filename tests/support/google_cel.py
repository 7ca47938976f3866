"""Google's CEL (cel-cpp), asked about the same expressions as ours; whoever imports this is skipped without it."""

from __future__ import annotations

import math

import pytest

from pas_gov import cel
from pas_gov.cel import Shape

google = pytest.importorskip("cel_expr_python.cel", reason="the second opinion needs cel-expr-python")
strings = pytest.importorskip("cel_expr_python.ext.ext_strings", reason="lowerAscii, substring and join")

ERROR, EXCUSED = "an error", "an error that ours needn't share"
# Where ours errs and Google's doesn't: what we say is unsupported, and cel-cpp's own int(bool), which the
# specification doesn't have.
EXPLAINED = ("unsupported:", "int() can't be applied to a bool")
# Where Google's errs and ours doesn't: cel-expr-python 0.1.3 finds an end that is the text's size too great, as in
# 'abc'.substring(1, 3), which cel-go takes. Ours errs beyond the size, as cel-spec's cases and our own tests say.
TOO_STRICT = "<start> or <end> is greater than <string>.size()"


def declared(shapes: dict[str, Shape]):
    times = {cel.TIMESTAMP: google.Type.TIMESTAMP, cel.DURATION: google.Type.DURATION}
    variables = {name: times.get(shape, google.Type.DYN) for name, shape in shapes.items()}
    return google.NewEnv(variables=variables, extensions=[strings.ExtStrings()])


def theirs(environment, expression: str, activation: dict[str, object]) -> object:
    compiled = environment.compile(expression, disable_check=True)
    try:
        found = compiled.eval(data=activation)
    except RuntimeError:
        return ERROR
    if found.type() == google.Type.ERROR:
        return EXCUSED if TOO_STRICT in str(found) else ERROR
    return found.plain_value()  # its truth says nothing


def ours(expression: str, shapes: dict[str, Shape], activation: dict[str, object]) -> tuple[str, object]:
    program = cel.compile(expression, shapes)
    if isinstance(program, tuple):
        return "refused", program
    try:
        return "value", program.evaluate(activation, cel.Budget())
    except cel.EvaluationError as error:
        return "error", error.message


def same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, bytes):
        return one == bytes(other)
    return type(one) is type(other) and one == other
