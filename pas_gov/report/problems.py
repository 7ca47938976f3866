"""A problem of a file for a terminal: where it is, what it is, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import Diagnostic, caret
from pas_gov.report.layout import Style, capitalised

COMMANDS = (
    "pas-gov",
    "python",
    "uv",
    "export",
)  # what a remedy may begin with that is to be typed as it stands


def with_remedy(told: str, remedy: str) -> str:
    """Return what is wrong as one sentence, and what to do as the next; commands keep their letters."""
    typed = remedy.split(" ", 1)[0] in COMMANDS
    return f"{told}. {remedy if typed else capitalised(remedy)}".rstrip()


def problem_lines(problem: Diagnostic, style: Style, text: str = "") -> Iterator[str]:
    """Yield a problem's lines, an empty one last; with its file's ``text``, the line that it stands on is shown."""
    colour = "red" if problem.severity == "error" else "yellow"
    yield style.paint(f"{problem.location}: {problem.severity}", colour) + f" {problem.code}"
    yield from style.wrap(problem.message, "  ")
    if text:
        shown = caret(text, problem.location)
        yield from (f"    {line}"[: max(style.width, 40)] for line in shown.splitlines())
    if problem.remedy:
        yield from style.wrap(problem.remedy, "    ", "  To mend: ")
    yield ""
