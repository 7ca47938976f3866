"""Where a command's text goes: standard output as the terminal wants it, and files, whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress

from pas_gov.report.layout import Style

WIDEST = 100  # columns: longer lines are hard to read


def terminal_style() -> Style:
    """Return the style of standard output; NO_COLOR and FORCE_COLOR are honoured, in this order."""
    forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
    colour = (
        (sys.stdout.isatty() or forced)
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    return Style(width=width, colour=colour)


def write(text: str) -> None:
    """Write to standard output; a reader that has gone away changes nothing."""
    with suppress(BrokenPipeError):
        sys.stdout.write(text)
        sys.stdout.flush()
