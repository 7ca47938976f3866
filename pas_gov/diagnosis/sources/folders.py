"""Folders of texts: a site's mirror, a documentation folder; read as they stand."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pas_gov.diagnosis.page import Page
from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.survey.surfaces import LongText, Text, texts_at


def folder_pages(given: str, problems: list[Diagnostic]) -> Iterator[Page]:
    """Yield the texts below a folder, or the file that is given, by path; what isn't read becomes a problem.

    Paths are relative to the folder. Stop(no-such-path, status 2); too-many-files.
    """
    root = given if os.path.isdir(given) else os.path.dirname(given) or "."
    for found in texts_at((given,), root):
        if isinstance(found, Text):
            yield Page(
                found.path, found.content, os.path.join(given, found.path) if os.path.isdir(given) else given
            )
        elif isinstance(found, LongText):
            with open(found.place, "rb") as file:
                yield Page(found.path, file.read(LONGEST + 1))
        else:
            problems.append(found)


LONGEST = 64 * 1024 * 1024
"""Bytes that are read of one file of records; a reader bounds what it takes of it further, and says so."""
