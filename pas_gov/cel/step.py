"""One step of an explanation: what one sub-expression came to."""

from __future__ import annotations

from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """What one sub-expression came to: its text on one line, its place and depth, and its value or its error.

    ``value`` is a CEL value, as ``Program.cel_value`` returns it; its contents are converted when they are read.
    ``kind`` is the ``data`` of the syntax node. ``skipped`` marks an operand of ``&&`` or ``||`` that didn't have
    to be evaluated. In the body of a macro, ``element`` is the macro's variable with its value, and ``left_out``
    counts the elements before it whose steps were not recorded.
    """

    text: str
    line: int
    column: int
    depth: int
    value: object = None
    error: str | None = None
    kind: str = ""
    skipped: bool = False
    element: tuple[str, object] | None = None
    left_out: int = 0
