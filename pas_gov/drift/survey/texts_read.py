"""What the texts of a folder come to, file after file, and what of them isn't read; in as many processes as it pays."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import partial
from itertools import chain, groupby

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.matching.finding_row import finding_from
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.survey.claims_cache import ClaimsCache, problem_from
from pas_gov.drift.survey.long_findings import LongFindings
from pas_gov.drift.survey.long_texts import PART, parts_of, people_of_long
from pas_gov.drift.survey.surfaces import LongText, Text
from pas_gov.drift.survey.text_findings import Answer, TextJudge, part_request, text_request
from pas_gov.drift.texts.readers import reader_of
from pas_gov.drift.texts.transcripts.files import UNKNOWN_SPEAKER
from pas_gov.foundation.progress import with_progress
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.request import Side
from pas_gov.loading.workers import processors, shared
from pas_gov.model.records.settings import SETTINGS_PATH

PAYS = 256 * 1024
"""Bytes of texts from which on they are worth more processes than one: about a second's work."""

Found = Iterable[Text | LongText | Diagnostic]


@dataclass(slots=True)
class TextsRead:
    """The findings in the order of the texts; the problems; how many texts were read, and which (``read``).

    ``left_out`` counts by kind what is said to nobody outside, or that nobody promises; ``unlisted`` by state the
    findings of long texts that aren't listed.
    """

    findings: list[ClaimFinding] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    number: int = 0
    read: set[str] = field(default_factory=set)
    left_out: Counter[str] = field(default_factory=Counter)
    unlisted: Counter[str] = field(default_factory=Counter)


def texts_read(side: Side, texts: Found, judge: TextJudge, *, alone: bool) -> TextsRead:
    """Read texts and hold them against what is promised; in this process ``alone`` where a model runs beside it.

    What was read before is kept in the repository's cache, and isn't read again.
    """
    told = TextsRead(problems=list(_settings_errors(side)))
    most = 1 if alone else processors()
    for long, group in groupby(texts, key=lambda one: isinstance(one, LongText)):
        if not long:
            _read_short(told, group, judge, most)
            continue
        for one in group:
            if isinstance(one, LongText):
                _read_long(told, one, judge, most)
    judge.kept.save()
    told.problems = list(speakers_once(told.problems))
    return told


def _read_short(
    told: TextsRead, texts: Iterator[Text | LongText | Diagnostic], judge: TextJudge, most: int
) -> None:
    """Read texts that are held whole, in more processes than one where there are enough of them."""
    first, size = list[Text | LongText | Diagnostic](), 0
    for one in texts:
        first.append(one)
        size += len(one.content) if isinstance(one, Text) else 0
        if size >= PAYS:
            break
    processes = most if size >= PAYS else 1
    if processes > 1:
        judge.ready()
    waiting = deque[Text | Diagnostic]()
    answers = shared(_requests(chain(first, texts), waiting), judge.text_answer, processes)
    for answer in with_progress(answers, None, "texts"):
        _problems_before(told, waiting)
        text = waiting.popleft()
        if isinstance(text, Text):
            _take(told, text, json.loads(answer), judge.kept)
    _problems_before(told, waiting)


def _requests(
    texts: Iterable[Text | LongText | Diagnostic], waiting: deque[Text | Diagnostic]
) -> Iterator[bytes]:
    """Yield the request of each text; what is waiting for its turn, problems too, is noted in their order."""
    for one in texts:
        if isinstance(one, Text):
            waiting.append(replace(one, content=b""))
            yield text_request(one)
        elif isinstance(one, Diagnostic):
            waiting.append(one)


def _problems_before(told: TextsRead, waiting: deque[Text | Diagnostic]) -> None:
    while waiting and isinstance(one := waiting[0], Diagnostic):
        told.problems.append(one)
        waiting.popleft()


def _take(told: TextsRead, text: Text, answer: Answer, kept: ClaimsCache) -> None:
    if reader_of(text.path) is not None:
        told.number += 1
        told.read.add(text.path)
    told.findings += [finding_from(row, text.path) for row in answer["findings"]]
    told.problems += [problem_from(row, text.path) for row in answer["problems"]]
    told.left_out.update(answer["left_out"])
    kept.take(answer["used"], answer["added"])


def _read_long(told: TextsRead, text: LongText, judge: TextJudge, most: int) -> None:
    """Read a long text part by part. All of it is looked through before for the people that it tells of."""
    told.number += 1
    told.read.add(text.path)
    people, problems = people_of_long(text, most)
    judge.ready()
    parts = (part_request(text.path, content, before) for before, content in parts_of(text, problems))
    found = LongFindings(text.path)
    for answer in with_progress(
        shared(parts, partial(judge.part_answer, people), most), text.length // PART + 1, "parts"
    ):
        found.take(json.loads(answer))
    told.findings += found.findings()
    told.problems += [*problems, *found.told()]
    told.left_out.update(found.left_out)
    told.unlisted.update(found.unlisted)


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
