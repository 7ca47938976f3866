"""Where a command's text goes: standard output as the terminal wants it, and files, whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from stat import S_ISREG
from typing import TypeVar

from pas_gov.commands.lost_output import reader_left
from pas_gov.diagnostics import log_safe
from pas_gov.loading.output_file import write_file
from pas_gov.report.formats import Formats, Report
from pas_gov.report.layout import Pictures, Style

WIDEST = 100  # columns: longer lines are hard to read
IN_A_FILE = Style(width=WIDEST)

Outputs = tuple[tuple[str, str], ...]  # the name of a format, and the path of the file that gets it
R = TypeVar("R", bound=Report)


def terminal_style() -> Style:
    """Return the style of standard output; NO_COLOR and FORCE_COLOR are honoured, in this order."""
    forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
    shown = (sys.stdout.isatty() or forced) and os.environ.get("TERM") != "dumb"
    colour = shown and not os.environ.get("NO_COLOR")
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    return Style(width, colour, _pictures() if shown else "none")


def _pictures() -> Pictures:
    """Return what pictures can be made of in the encoding of standard output."""
    try:
        "\u2581\u2588\u00b7".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "ascii"
    return "blocks"


def write(text: str) -> None:
    """Write to standard output; a reader that has gone away changes nothing, and is noted."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        reader_left()


def print_report(formats: Formats[R], report: R, name: str = "text", *, spreadsheet: bool = False) -> int:
    """Print a report in a format, CSV for programs or for a spreadsheet; return its exit status."""
    text = formats.rendered(report, name, terminal_style(), spreadsheet=spreadsheet)
    (write_table if name == "csv" else write)(text)
    PRINTED[:] = [report]
    return report.status


PRINTED: list[Report] = []
"""The last report: it goes with the process, as to free the promises of a large one takes a while."""


def write_table(text: str) -> None:
    """Write CSV to standard output; where a runner would obey what a cell says, that is broken up, and told."""
    safe = log_safe(text) if _is_ci_log() else text
    if safe != text:
        sys.stderr.write(f"{BROKEN_UP}\n")
    write(safe)


BROKEN_UP = (
    "pas-gov: cells that this log would take for commands are broken up by a blank; written to a file they are as they "
    "stand: > FILE"
)


def _is_ci_log() -> bool:
    """Tell whether a runner (GitHub's, Azure's) reads standard output, and would obey it; files aren't read so.

    Every other format of what is printed can be broken up for a log without changing what it says; a table can't.
    """
    if not (os.environ.get("GITHUB_ACTIONS") or os.environ.get("TF_BUILD")):
        return False
    try:
        return not S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):  # a stream without a file
        return True


def write_report(formats: Formats[R], report: R, outputs: Outputs) -> None:
    """Write a report to files, in one format each; Stop where a file can't be written."""
    for name, path in outputs:
        write_file(path, formats.rendered(report, name, IN_A_FILE))
