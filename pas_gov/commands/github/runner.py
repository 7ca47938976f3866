"""A GitHub runner's files: where a step appends its job summary and its outputs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from pas_gov.diagnostics import log_safe, printable

SUMMARY, OUTPUT = "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"


def append(environ: Mapping[str, str], name: str, text: str) -> None:
    """Append to the file that a variable of the runner names, where it names one.

    The verdict is no worse for a full disk: what can't be written is said on standard error.
    """
    path = environ.get(name, "")
    if not path:
        return
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        said = f"{name} ({path}) can't be written: {error.strerror}; the verdict stands"
        sys.stderr.write(f"pas-gov: {log_safe(printable(said))}\n")


def same_file(environ: Mapping[str, str], name: str, path: str) -> bool:
    """Tell whether a path is the file that a variable of the runner names."""
    mine = environ.get(name, "")
    return bool(mine) and os.path.realpath(mine) == os.path.realpath(path)
