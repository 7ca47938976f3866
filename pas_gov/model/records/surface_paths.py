"""Paths of surfaces: where no text of an organisation is ever read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from pas_gov.diagnostics import Diagnostic, printable
from pas_gov.model.records.yaml.parsing import Document

BELOW_THE_ROOT = (
    "write its path below the root of surfaces: this repository's, or those that pas-gov.yaml names"
)


def never_read(path: str) -> str:
    """Return why a surface of this path is read under no root, whatever lies there; "" where it may be.

    A promise's file comes from strangers: what it names is read below the roots of surfaces alone, and of git's own
    folder nothing.
    """
    if posixpath.isabs(path):
        return "begins at the root of a machine"
    parts = posixpath.normpath(path).split("/")
    if parts[0] == "..":
        return "leads out of the root of surfaces"
    return "leads into git's own folder" if ".git" in (part.casefold() for part in parts) else ""


def surfaces_never_read(document: Document) -> Iterator[Diagnostic]:
    """Yield a warning for each such surface of a promise, whose data has no fault."""
    value: Any = document.value
    for zone, said in value.get("zones", {}).items():
        for index, surface in enumerate(said.get("surfaces", ())):
            path = surface.get("path", "")
            if why := never_read(path):
                message = f"the surface {printable(path)} {why}, so its text is never read"
                at = document.locate(f"/zones/{zone}/surfaces/{index}/path")
                yield Diagnostic("surface-never-read", message, at, BELOW_THE_ROOT, "warning")
