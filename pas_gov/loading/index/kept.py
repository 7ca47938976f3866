"""The indexes in the cache folder: found by the tree of which they speak, the oldest given up."""

from __future__ import annotations

import os
import re
from contextlib import ExitStack, suppress
from dataclasses import field

from pas_gov.foundation.values import dataclass
from pas_gov.loading import cache
from pas_gov.loading.index import pages, stack_index
from pas_gov.loading.index.stack_index import StackIndex
from pas_gov.model.stack.stack import Stack

FORMAT = 1
MOST_KEPT = 2  # the branches that changes go into: mostly one
NAME = re.compile(r"stack-[0-9a-f]{16}\.v1")


@dataclass
class KeptIndexes:
    """The indexes of a cache folder; what is opened is closed by ``close``, which writes what is to be kept."""

    folder: str
    _open: ExitStack = field(default_factory=ExitStack)
    _wanted: tuple[Stack, str, int] | None = None

    def nearest(self, tree: str) -> StackIndex | None:
        """Return the index of a tree; without one, the last that was written; None where there is none."""
        if os.path.islink(self.folder):
            return None
        mine = os.path.join(self.folder, _name(tree))
        paths = sorted(self._paths(), key=lambda path: path != mine)
        return next((index for path in paths if (index := self._opened(path)) is not None), None)

    def keep(self, stack: Stack, tree: str, listed: int) -> None:
        """Have a stack indexed at the end of the run: of a folder's tree, in which so many names are listed."""
        self._wanted = stack, tree, listed

    def give_up(self) -> None:
        """Remove all indexes: one of them was damaged."""
        for path in self._paths():
            with suppress(OSError):
                os.unlink(path)

    def close(self) -> None:
        """Close what is open, and write what is to be kept."""
        self._open.close()
        if self._wanted is None:
            return
        stack, tree, listed = self._wanted
        about = stack_index.about(stack, tree, listed)
        written = pages.content(self._header(), about, stack_index.rows(stack), stack_index.sections(stack))
        cache.save_file(self.folder, _name(tree), written)
        for path in self._paths()[MOST_KEPT:]:
            with suppress(OSError):
                os.unlink(path)

    def _paths(self) -> list[str]:
        try:
            names = [name for name in os.listdir(self.folder) if NAME.fullmatch(name)]
        except OSError:
            return []
        return pages.newest_first(self.folder, names)

    def _opened(self, path: str) -> StackIndex | None:
        found = self._open.enter_context(pages.opened_pages(path, self._header()))
        return stack_index.stack_index(found) if found is not None else None

    def _header(self) -> dict[str, object]:
        """Return what must agree: as for the facts, of which it is made, the version, not each edit of the code.

        A fingerprint of the code, with which verdicts are kept, would take each start of a gate 27 ms. Who changes
        what facts or an index say counts up ``cache.FORMAT`` or ``FORMAT``.
        """
        return cache.origin(self.folder) | {"index": FORMAT}


def _name(tree: str) -> str:
    return f"stack-{tree[:16]}.v1"
