"""The claims of a folder's texts, held against what is and was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.detection import claims
from pas_gov.drift.matching.exceptions import accepted_from
from pas_gov.drift.matching.findings import Judgement
from pas_gov.drift.matching.judging import judge
from pas_gov.drift.matching.matching import Wordings
from pas_gov.drift.survey.kept import key_of, read_row, row_of
from pas_gov.drift.survey.surfaces import Text, texts_at, texts_of
from pas_gov.drift.texts.reading import sentences
from pas_gov.judging.verdict.verdict import Side
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.wordings import wordings
from pas_gov.loading import cache
from pas_gov.loading.root import Folder
from pas_gov.model.quantities.quantities import quantities

UNREAD = frozenset({"no-surface", "unreadable", "not-a-file", "too-large", "binary"})
"""Problems by which a text, or most of it, wasn't read."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What became of each claim, what kept a text from being read, how many were read, and every id that ever was."""

    judgement: Judgement
    problems: tuple[Diagnostic, ...]
    texts: int
    known: frozenset[str]


def scanned(
    side: Side, folder: Folder, events: Sequence[Event], today: date, paths: tuple[str, ...] = ()
) -> Scanned:
    """Read the surfaces that promises name, or these paths, and hold their claims against the stack and its history.

    What was read before is kept in the repository's cache, and isn't read again.
    """
    shelf = _Shelf(folder.cache)
    texts = (
        texts_at(paths, folder.root)
        if paths
        else texts_of(side.stack, folder.root, side.rulebook.settings.surface_roots)
    )
    found: list[Claim] = []
    problems: list[Diagnostic] = []
    number = 0
    for text in texts:
        if not isinstance(text, Text):
            problems.append(text)
            continue
        number += 1
        told = shelf.read(text)
        found += told[0]
        problems += told[1]
    shelf.save()
    known = Wordings(wordings(side.stack, events), quantities)
    judgement = judge(found, known, today, accepted_from(side.rulebook.waivers))
    return Scanned(judgement, tuple(problems), number, frozenset(known.by_promise))


MOST = 20_000  # texts whose claims are kept; beyond, those of this run alone


class _Shelf:
    """The claims of texts that were read before, by key, and those that this run adds."""

    def __init__(self, place: str | None) -> None:
        self.place = place
        self.kept = cache.load_rows(place, cache.CLAIMS) if place else {}
        self.known, self.used = len(self.kept), set[str]()

    def read(self, text: Text) -> tuple[tuple[Claim, ...], tuple[Diagnostic, ...]]:
        key = key_of(text)
        self.used.add(key)
        told = read_row(self.kept[key], text.path) if key in self.kept else None
        if told is None:
            reading = sentences(text.path, text.content)
            told = claims(reading.sentences), reading.problems
            self.kept[key] = row_of(*told)
        return told

    def save(self) -> None:
        if self.place is None or len(self.kept) == self.known:
            return
        few = len(self.kept) <= MOST
        rows = self.kept if few else {key: row for key, row in self.kept.items() if key in self.used}
        cache.save_rows(self.place, cache.CLAIMS, rows)
