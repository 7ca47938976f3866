"""What is told on standard error beside a report: what was found, done or left on the way."""

from __future__ import annotations

import sys
from contextlib import suppress

from pas_gov.diagnostics import log_safe, printable


def say(sentence: str) -> None:
    """Say something on standard error that the user must know, whatever the command prints; "" says nothing."""
    if sentence:
        with suppress(OSError):  # a closed terminal changes nothing
            sys.stderr.write(f"pas-gov: {log_safe(printable(sentence))}.\n")
            sys.stderr.flush()
