"""The sources that are named, as one run of pages; several have their names before the paths of their pages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from pas_gov.diagnosis.history.slips import HistoricSlip
from pas_gov.diagnosis.page import Page
from pas_gov.diagnosis.sources.folders import folder_pages
from pas_gov.diagnosis.sources.repositories import head_pages, history_of, is_bare, is_repository
from pas_gov.diagnosis.sources.sites import archive_pages, default_archive, is_archive, site_pages
from pas_gov.diagnosis.sources.web.addresses import is_address
from pas_gov.diagnosis.sources.web.bounds import USUAL, Bounds
from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.values import dataclass


@dataclass(slots=True)
class Sources:
    """What was named, and what of it couldn't be read, which is known when the pages were."""

    named: tuple[str, ...]
    history_wanted: bool = True
    bounds: Bounds = USUAL
    keep: str = ""
    problems: list[Diagnostic] = field(default_factory=list)

    def pages(self) -> Iterator[Page]:
        """Yield the pages of all sources, in the order in which these were named."""
        for given in self.named:
            for page in self._pages(given):
                yield replace(page, path=self._path(given, page.path))

    def history(self) -> Iterator[HistoricSlip]:
        """Yield the slips in the histories of those sources that have one."""
        for given in self.named if self.history_wanted else ():
            if os.path.isdir(given) and is_repository(given):
                for one in history_of(given, self.problems):
                    yield self._placed(given, one)

    def _pages(self, given: str) -> Iterator[Page]:
        if is_address(given):
            return site_pages(given, self.keep or default_archive(given), self.bounds, self.problems)
        if is_archive(given):
            return archive_pages(given, self.problems)
        if os.path.isdir(given) and is_bare(given):
            return head_pages(given, self.problems)
        return folder_pages(given, self.problems)

    def _placed(self, given: str, one: HistoricSlip) -> HistoricSlip:
        def moved(sentence: Sentence) -> Sentence:
            return replace(sentence, path=self._path(given, sentence.path))

        before = replace(one.before, sentence=moved(one.before.sentence))
        return replace(
            one, before=before, after=one.after and replace(one.after, sentence=moved(one.after.sentence))
        )

    def _path(self, given: str, path: str) -> str:
        name = given.rstrip("/").removeprefix("./")
        if len(self.named) == 1 or name in ("", ".", path):
            return path
        return name if os.path.isfile(given) and not is_archive(given) else f"{name}/{path}"


def opened(named: Sequence[str], *, history: bool = True, bounds: Bounds = USUAL, keep: str = "") -> Sources:
    """Return the sources of these names, each once; ``history`` says whether those of repositories are read.

    ``bounds`` and ``keep``, the file in which pages are kept, are of sites.
    """
    return Sources(tuple(dict.fromkeys(named)), history, bounds, keep)
