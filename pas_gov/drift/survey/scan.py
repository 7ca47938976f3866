"""The scan of a folder's texts: their claims, compared with what is and was promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cache
from itertools import chain

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.matching.exceptions import accepted_exceptions, exception_states
from pas_gov.drift.matching.findings import ClaimFindings
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.state.observations import TextsSeen
from pas_gov.drift.survey.claims_cache import ClaimsCache
from pas_gov.drift.survey.embeddings_cache import EmbeddingsCache, embeddings_of
from pas_gov.drift.survey.probes import probe_texts, with_probes
from pas_gov.drift.survey.surfaces import texts_at, texts_of
from pas_gov.drift.survey.text_findings import TextJudge
from pas_gov.drift.survey.texts_read import texts_read
from pas_gov.drift.texts.transcripts.files import UNKNOWN_SPEAKER
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.drift.zones.surface_zones import surface_zones
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.wordings import wordings
from pas_gov.ledger.reading.events import events_to_head
from pas_gov.loading.root import Root
from pas_gov.model.quantities.quantities import quantities

UNREAD = frozenset({"no-surface", "unreadable", "not-a-file", "too-large", "too-deep", "binary", "encoding"})
"""Problems by which a text, or most of it, wasn't read."""
PARTLY = frozenset({"line-too-long", "too-many-sentences"})
"""Problems by which a part of a text wasn't read: whatever it says, nothing of the text is confirmed."""
PASSED_OVER = frozenset({"format", "language", UNKNOWN_SPEAKER})
"""Problems by which a text, or a part of it, isn't read by anybody's fault: named, and a failure where one asks for it."""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The finding on each claim, the problems of texts, how many texts were read, and every promise id that ever was.

    ``read`` are the paths of the texts that were read.

    ``left_out`` counts by kind what texts hold that is said to nobody outside, or that nobody promises; ``unlisted``
    by state the findings of long texts that aren't listed.
    """

    judgement: ClaimFindings
    problems: tuple[Diagnostic, ...]
    texts: int
    known: frozenset[str]
    wordings: WordingIndex
    left_out: Mapping[str, int] = field(default_factory=dict)
    unlisted: Mapping[str, int] = field(default_factory=dict)
    read: frozenset[str] = frozenset()

    @property
    def seen(self) -> TextsSeen:
        """What the state of promises is told of the texts."""
        over = frozenset(one.location.path for one in self.problems if one.code in PASSED_OVER)
        failed = frozenset(one.location.path for one in self.problems if confirms_nothing(one))
        return TextsSeen(self.judgement.findings, self.read - failed, over - failed)


def confirms_nothing(problem: Diagnostic) -> bool:
    """Tell whether a text of which this is said confirms no promise, as anything may stand in what wasn't read."""
    return problem.severity == "error" or problem.code in UNREAD | PARTLY


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
    accepted = accepted_exceptions(side.rulebook.waivers)
    told = wordings(side.stack, events)

    @cache
    def meanings() -> EmbeddingsCache | None:
        return embeddings_of(settings, folder)

    @cache
    def known() -> WordingIndex:  # to read every wording is dear, and where nothing is said for nothing
        model = meanings()
        return WordingIndex(told, quantities, model.embedding if model else None)

    zones = with_probes(surface_zones(side.stack, settings.surface_roots), folder.path)
    kept = ClaimsCache(folder.cache, Speakers(settings.speakers))
    judge = TextJudge(known, zones, today, accepted, kept)
    surfaces = texts_of(side.stack, folder.path, settings.surface_roots, folder.stored_files())
    texts = texts_read(
        side,
        texts_at(paths, folder.path) if paths else chain(surfaces, probe_texts(folder.path)),
        judge,
        alone=bool(settings.semantic_model),
    )
    if model := meanings():
        model.save()
    index = known() if known.cache_info().currsize else WordingIndex((), quantities)
    used = frozenset(one.exception for one in texts.findings if one.exception)
    return ScanResult(
        ClaimFindings(tuple(texts.findings), exception_states(accepted, used, today)),
        tuple(texts.problems),
        texts.number,
        frozenset(one.promise for one in told),
        index,
        texts.left_out,
        texts.unlisted,
        frozenset(texts.read),
    )
