"""Reading one record, where most have been read before: what reads strictly is imported when a file needs it."""

from __future__ import annotations

from pas_gov.model.records.reading import Reading
from pas_gov.model.records.schema import Kind


def read(kind: Kind, content: bytes) -> Reading:
    """Read one file strictly (SPEC 1); never raises for anything that the bytes may hold."""
    from pas_gov.model.records.strict_reading import strict_reading

    return strict_reading(kind, content)
