"""What the texts of a folder say, file after file, and what of them isn't read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.survey.claims_cache import ClaimsCache
from pas_gov.drift.survey.surfaces import Text, texts_at, texts_of
from pas_gov.drift.texts.readers import reader_of
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.texts.transcripts.files import UNKNOWN_SPEAKER
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.judging.verdict.request import Side
from pas_gov.loading.root import Root
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.progress import with_progress
from pas_gov.values import dataclass


@dataclass(frozen=True, slots=True)
class TextsRead:
    """Every sentence, each as the claim that it is by its own words or as it stands; the problems; how many were read.

    ``left_out`` counts by kind what is said to nobody outside, or that nobody promises.
    """

    said: tuple[Claim | Sentence, ...]
    problems: tuple[Diagnostic, ...]
    number: int
    left_out: Mapping[str, int]


def texts_read(side: Side, folder: Root, paths: Sequence[str] = ()) -> TextsRead:
    """Read the surfaces that promises name, or these paths.

    What was read before is kept in the repository's cache, and isn't read again.
    """
    settings = side.rulebook.settings
    kept = ClaimsCache(folder.cache, Speakers(settings.speakers))
    said: list[Claim | Sentence] = []
    problems = list(_settings_errors(side))
    left_out, number = Counter[str](), 0
    surfaces = texts_of(side.stack, folder.path, settings.surface_roots, folder.stored_files())
    texts = texts_at(paths, folder.path) if paths else surfaces
    for text in with_progress(texts, None, "texts"):
        if not isinstance(text, Text):
            problems.append(text)
            continue
        number += reader_of(text.path) is not None
        told = kept.read(text)
        said += told.said
        problems += told.problems
        left_out.update(told.left_out)
    kept.save()
    return TextsRead(tuple(said), speakers_once(problems), number, left_out)


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
