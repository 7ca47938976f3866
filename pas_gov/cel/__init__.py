"""CEL: expressions compiled, checked against shapes, evaluated, explained.

Importing this package imports no checker and no evaluator; the first ``compile`` does.
"""

from pas_gov.cel.budget import Budget
from pas_gov.cel.problems import BudgetSpent, EvaluationError, Fault
from pas_gov.cel.program import Program, compile, value  # noqa: A004 - as in re.compile
from pas_gov.cel.shapes import (
    BOOL,
    BYTES,
    DOUBLE,
    DURATION,
    DYN,
    INT,
    NULL,
    STRING,
    TIMESTAMP,
    UINT,
    ListOf,
    MapOf,
    Record,
    Scalar,
    Shape,
)
from pas_gov.cel.step import Step

__all__ = [
    "BOOL",
    "BYTES",
    "DOUBLE",
    "DURATION",
    "DYN",
    "INT",
    "NULL",
    "STRING",
    "TIMESTAMP",
    "UINT",
    "Budget",
    "BudgetSpent",
    "EvaluationError",
    "Fault",
    "ListOf",
    "MapOf",
    "Program",
    "Record",
    "Scalar",
    "Shape",
    "Step",
    "compile",
    "value",
]
