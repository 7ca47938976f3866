"""The scan of a folder's texts: their claims, compared with what is and was promised."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pas_gov.diagnostics import Diagnostic, Stop, nearest, printable
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.claim_states import claim_findings
from pas_gov.drift.matching.exceptions import accepted_exceptions
from pas_gov.drift.matching.findings import ClaimFinding, ClaimFindings
from pas_gov.drift.matching.restatements import claims_among
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.survey.claims_cache import ClaimsCache
from pas_gov.drift.survey.embeddings_cache import embeddings_of
from pas_gov.drift.survey.surfaces import Text, texts_at, texts_of
from pas_gov.drift.texts.readers import reader_of
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.texts.transcripts.files import UNKNOWN_SPEAKER
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.drift.zones.surface_zones import surface_zones
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.wordings import wordings
from pas_gov.ledger.reading.events import events_to_head
from pas_gov.loading.root import Root
from pas_gov.model.quantities.quantities import quantities
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.id_lookup import find_id

UNREAD = frozenset({"no-surface", "unreadable", "not-a-file", "too-large", "binary"})
"""Problems by which a text, or most of it, wasn't read."""
PASSED_OVER = frozenset({"format", "language", "unknown-speaker"})
"""Problems by which a text, or a part of it, isn't read by anybody's fault: named, and a failure where one asks for it."""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The finding on each claim, the problems of texts, how many texts were read, and every promise id that ever was.

    ``left_out`` counts what transcripts hold that is said to nobody outside, by kind.
    """

    judgement: ClaimFindings
    problems: tuple[Diagnostic, ...]
    texts: int
    known: frozenset[str]
    wordings: WordingIndex
    left_out: Mapping[str, int] = field(default_factory=dict)


def scan_result(
    side: Side, folder: Root, events: Sequence[Event], today: date, paths: tuple[str, ...] = ()
) -> ScanResult:
    """Read the surfaces that promises name, or these paths, and hold their claims against the stack and its history.

    What was read before is kept in the repository's cache, and isn't read again.
    """
    kept = ClaimsCache(folder.cache, Speakers(side.rulebook.settings.speakers))
    texts = (
        texts_at(paths, folder.path)
        if paths
        else texts_of(side.stack, folder.path, side.rulebook.settings.surface_roots, folder.stored)
    )
    zones = surface_zones(side.stack, side.rulebook.settings.surface_roots)
    found: list[Claim | Sentence] = []
    problems = list(_settings_errors(side))
    left_out = Counter[str]()
    number = 0
    for text in texts:
        if not isinstance(text, Text):
            problems.append(text)
            continue
        number += reader_of(text.path) is not None
        told = kept.read(text)
        found += told.said
        problems += told.problems
        left_out.update(told.left_out)
    kept.save()
    meanings = embeddings_of(side.rulebook.settings, folder)
    known = WordingIndex(wordings(side.stack, events), quantities, meanings.embedding if meanings else None)
    said = map(zones.placed, claims_among(found, known))
    judged = claim_findings(said, known, today, accepted_exceptions(side.rulebook.waivers))
    if meanings:
        meanings.save()
    judgement = replace(judged, findings=tuple(map(zones.placed_finding, judged.findings)))
    return ScanResult(
        judgement, speakers_once(problems), number, frozenset(known.by_promise), known, left_out
    )


def speakers_once(problems: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems of texts, each unknown speaker once: at the first place, with how many texts there are more."""
    places = Counter(one.remedy for one in problems if one.code == UNKNOWN_SPEAKER)
    told = {one.remedy: one for one in reversed(problems) if one.code == UNKNOWN_SPEAKER}
    return tuple(
        _with_texts(one, places[one.remedy])
        for one in problems
        if told.get(one.remedy, one) is one or one.code != UNKNOWN_SPEAKER
    )


def _with_texts(problem: Diagnostic, places: int) -> Diagnostic:
    """Return the problem of a speaker with the number of texts, where several have it."""
    if problem.code != UNKNOWN_SPEAKER or places < 2:
        return problem
    more = "1 more text" if places == 2 else f"{places - 1:,} more texts"
    return replace(problem, message=f"{problem.message} (as in {more})")


def _settings_errors(side: Side) -> Iterator[Diagnostic]:
    """Yield what is wrong in the settings: by which roots, speakers or model texts are read isn't known then."""
    for one in side.rulebook.diagnostics:
        if one.severity == "error" and one.location.path == SETTINGS_PATH:
            yield one


def found_claim(folder: Root, today: date, mark: str, text: str | None = None) -> ClaimFinding:
    """Return the finding of a fingerprint, or of the beginning of one, among those of the surfaces, or of one text.

    ``text`` is a path as a scan prints it. Stops, as wrong usage: unknown-finding, ambiguous-finding, no-such-path.
    """
    with folder.open_loader() as loader:
        side = loader.load(folder.records() if text is None else folder.snapshot(), today)
    inside = os.path.join(folder.path, text) if text else ""
    paths = (inside if os.path.lexists(inside) else text,) if text else ()
    events = events_to_head(folder, today)
    findings = scan_result(side, folder, events, today, paths).judgement.findings
    known = {one.fingerprint: one for one in findings if one.state != "consistent"}
    found = find_id(mark, known, "finding")
    if found is not None:
        return known[found]
    if mark in {one.fingerprint for one in findings}:
        raise Stop("unknown-finding", "that claim is consistent with what is promised, so nothing is to be accepted",
                   "see what isn't: pas-gov scan", status=2)  # fmt: skip
    near = nearest(mark, known)
    remedy = f'did you mean "{near}"?' if near else f"see what there is: pas-gov scan{_word(text)}"
    where = (
        f"in {printable(text)}" if text else "in the texts that promises name (for another one: --text PATH)"
    )
    message = f'no claim {where} has the fingerprint "{printable(mark)}"'
    raise Stop("unknown-finding", message, remedy, status=2)


def _word(text: str | None) -> str:
    """Return a path as one more word of a command; "" for none."""
    return f" {shlex.quote(f'./{text}' if text.startswith('-') else text)}" if text else ""
