"""Paths of surfaces: where no text of an organisation is ever read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from pas_gov.diagnostics import Diagnostic, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.yaml.parsing import Document

_GITS_OWN = {".git", "git~1"}  # the second is what Windows calls it in eight characters
_DRIVE = late_pattern(r"[A-Za-z]:(/|$)")
BELOW_THE_ROOT = (
    "write its path below the root of surfaces: this repository's, or those that pas-gov.yaml names"
)


def never_read(path: str) -> str:
    """Return why a surface of this path is read under no root, whatever lies there; "" where it may be.

    A promise's file comes from strangers: what it names is read below the roots of surfaces alone, and of git's own
    folder nothing.
    """
    plain = path.replace("\\", "/")  # which Windows takes for it
    if posixpath.isabs(plain) or _DRIVE.match(plain):
        return "begins at the root of a machine"
    if ".." in plain:
        plain = posixpath.normpath(plain)
    if plain.startswith("../") or plain == "..":
        return "leads out of the root of surfaces"
    folded = plain.casefold()
    names = {part.rstrip(". ") for part in folded.split("/")} if "git" in folded else set()
    return "leads into git's own folder" if names & _GITS_OWN else ""


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
