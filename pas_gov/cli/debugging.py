"""Whether a traceback is wanted."""

from __future__ import annotations

import sys


def debugging() -> bool:
    """Tell whether --debug was given, whatever click has made of the command line so far."""
    return "--debug" in sys.argv[1:2]
