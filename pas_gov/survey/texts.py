"""The claims of a folder's texts, held against what is and was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pas_gov import cache, git
from pas_gov.decisions.verdict import Side
from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.claim import Claim
from pas_gov.drift.claims import claims
from pas_gov.drift.exceptions import accepted_from
from pas_gov.drift.findings import Judgement
from pas_gov.drift.judging import judge
from pas_gov.drift.matching import Wordings
from pas_gov.drift.quantities import quantities
from pas_gov.drift.reading import sentences
from pas_gov.ledger.events import Event
from pas_gov.ledger.wordings import wordings
from pas_gov.places import Folder
from pas_gov.survey.kept import Row, key_of, read_row, row_of
from pas_gov.survey.surfaces import Text, texts_at, texts_of


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
    root, place = folder.root, git.cache_dir(folder.repository) if folder.repository else None
    kept = cache.load_rows(place, cache.CLAIMS) if place else {}
    used: dict[str, Row] = {}
    texts = (
        texts_at(paths, root) if paths else texts_of(side.stack, root, side.rulebook.settings.surface_roots)
    )
    found: list[Claim] = []
    problems: list[Diagnostic] = []
    number = 0
    for text in texts:
        if not isinstance(text, Text):
            problems.append(text)
            continue
        number += 1
        key = key_of(text)
        told = (read_row(kept[key], text.path) if key in kept else None) or _read(text)
        used[key] = row_of(*told)
        found += told[0]
        problems += told[1]
    if place and used.keys() - kept.keys():
        cache.save_rows(place, cache.CLAIMS, used)
    known = Wordings(wordings(side.stack, events), quantities)
    judgement = judge(found, known, today, accepted_from(side.rulebook.waivers))
    return Scanned(judgement, tuple(problems), number, frozenset(known.by_promise))


def _read(text: Text) -> tuple[tuple[Claim, ...], tuple[Diagnostic, ...]]:
    reading = sentences(text.path, text.content)
    return claims(reading.sentences), reading.problems
