"""A file that is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress

from pas_gov.diagnostics import Stop, printable


def write_file(path: str, text: str | bytes) -> None:
    """Write a file, whole or not at all; a text in UTF-8, as it is. Stop where that can't be done."""
    content = text.encode() if isinstance(text, str) else text
    folder = os.path.dirname(path) or "."
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # /dev/stdout, a pipe
            with open(path, "wb") as file:
                file.write(content)
            return
        _replace(path, folder, content)
    except OSError as error:
        message = f"{printable(path)} can't be written: {error.strerror}"
        raise Stop(
            "not-written", message, "name a file in a folder that exists and can be written to"
        ) from error


def _replace(path: str, folder: str, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".pas-gov-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
