"""Input files that a user names on the command line."""

from __future__ import annotations

from pas_gov.diagnostics import Stop, printable
from pas_gov.model.records.yaml.parsing import MAX_BYTES


def read_input(path: str, code: str, remedy: str) -> bytes:
    """Return a file's bytes, at most one more than a record may have; Stop(code, status 2) where it can't be read."""
    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        fact = f"{printable(path)}: {getattr(error, 'strerror', None) or 'it cannot be read'}"
        raise Stop(code, fact, remedy, status=2) from error
