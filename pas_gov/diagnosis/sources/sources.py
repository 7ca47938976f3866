"""The sources that are named, as one run of pages; several have their names before the paths of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from pas_gov.diagnosis.sources.folders import folder_pages
from pas_gov.diagnosis.sources.page import Page
from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass


@dataclass(slots=True)
class Sources:
    """What was named, and what of it couldn't be read, which is known when the pages were."""

    named: tuple[str, ...]
    problems: list[Diagnostic] = field(default_factory=list)

    def pages(self) -> Iterator[Page]:
        """Yield the pages of all sources, in the order in which these were named."""
        for given in self.named:
            for page in folder_pages(given, self.problems):
                yield page if len(self.named) == 1 else replace(page, path=_below(given, page.path))


def opened(named: Sequence[str]) -> Sources:
    """Return the sources of these names, each once."""
    return Sources(tuple(dict.fromkeys(named)))


def _below(given: str, path: str) -> str:
    name = given.rstrip("/").removeprefix("./")
    return path if name in ("", ".", path) else f"{name}/{path}"
