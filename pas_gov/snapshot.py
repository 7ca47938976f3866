"""A commit's files, an index's or a folder's, as plain data: what every later room reads from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Literal

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass

BlobReader = Callable[[Iterable[str]], dict[str, bytes]]

REGULAR = frozenset({"100644", "100755"})


@dataclass(frozen=True, slots=True)
class File:
    """One entry: its path as git has it, its mode and the id of its object.

    Paths whose bytes aren't UTF-8 hold surrogate escapes (PEP 383).
    """

    path: str
    mode: str
    blob: str

    @property
    def kind(self) -> Literal["file", "link", "submodule", "other"]:
        """What the mode says the entry is; only a ``file`` is ever read."""
        if self.mode in REGULAR:
            return "file"
        return {"120000": "link", "160000": "submodule"}.get(self.mode, "other")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every file of interest at one moment.

    ``files`` is keyed and sorted by path. ``read`` takes blob ids and returns their bytes by id; it raises
    Stop where an object is missing or damaged. ``problems`` are what reading the listing itself found.
    """

    name: str
    files: Mapping[str, File]
    read: BlobReader
    problems: tuple[Diagnostic, ...] = field(default=())

    def under(self, folder: str) -> tuple[File, ...]:
        """Return the files below a top-level folder, in the order of their paths."""
        prefix = folder.rstrip("/") + "/"
        return tuple(file for path, file in self.files.items() if path.startswith(prefix))


def stem(path: str) -> str:
    """Return a file's name without its ending; a name that begins or ends with its only dot has none."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[:dot] if 0 < dot < len(name) - 1 else name
