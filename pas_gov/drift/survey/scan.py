"""The scan of a folder's texts: their claims, compared with what is and was promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.matching.claim_states import claim_findings
from pas_gov.drift.matching.exceptions import accepted_exceptions
from pas_gov.drift.matching.findings import ClaimFindings
from pas_gov.drift.matching.restatements import claims_among
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.survey.embeddings_cache import embeddings_of
from pas_gov.drift.survey.texts_read import texts_read
from pas_gov.drift.texts.transcripts.files import UNKNOWN_SPEAKER
from pas_gov.drift.zones.surface_zones import surface_zones
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.wordings import wordings
from pas_gov.ledger.reading.events import events_to_head
from pas_gov.loading.root import Root
from pas_gov.model.quantities.quantities import quantities
from pas_gov.progress import with_progress
from pas_gov.values import dataclass

UNREAD = frozenset({"no-surface", "unreadable", "not-a-file", "too-large", "too-deep", "binary"})
"""Problems by which a text, or most of it, wasn't read."""
PASSED_OVER = frozenset({"format", "language", UNKNOWN_SPEAKER})
"""Problems by which a text, or a part of it, isn't read by anybody's fault: named, and a failure where one asks for it."""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The finding on each claim, the problems of texts, how many texts were read, and every promise id that ever was.

    ``left_out`` counts by kind what texts hold that is said to nobody outside, or that nobody promises.
    """

    judgement: ClaimFindings
    problems: tuple[Diagnostic, ...]
    texts: int
    known: frozenset[str]
    wordings: WordingIndex
    left_out: Mapping[str, int] = field(default_factory=dict)


def scan(folder: Root, today: date, paths: tuple[str, ...] = ()) -> tuple[Side, ScanResult]:
    """Return the records of a folder as of a day, and the scan of the surfaces that they name, or of these paths.

    Paths can be scanned where nothing is promised yet. Stops: no-promises, no-such-path.
    """
    with folder.open_loader() as loader:
        side = loader.load(folder.snapshot() if paths else folder.records(), today)
    return side, scan_result(side, folder, events_to_head(folder, today), today, paths)


def scan_result(
    side: Side, folder: Root, events: Sequence[Event], today: date, paths: tuple[str, ...] = ()
) -> ScanResult:
    """Read the surfaces that promises name, or these paths, and hold their claims against the stack and its history."""
    settings = side.rulebook.settings
    zones = surface_zones(side.stack, settings.surface_roots)
    texts = texts_read(side, folder, paths)
    meanings = embeddings_of(settings, folder)
    told = wordings(side.stack, events)
    compared = (
        told if texts.said else ()
    )  # to read every wording is dear, and where nothing is said for nothing
    known = WordingIndex(compared, quantities, meanings.embedding if meanings else None)
    said = map(zones.placed, claims_among(with_progress(texts.said, len(texts.said), "sentences"), known))
    judged = claim_findings(said, known, today, accepted_exceptions(side.rulebook.waivers))
    if meanings:
        meanings.save()
    judgement = replace(judged, findings=tuple(map(zones.placed_finding, judged.findings)))
    promises = frozenset(one.promise for one in told)
    return ScanResult(judgement, texts.problems, texts.number, promises, known, texts.left_out)
