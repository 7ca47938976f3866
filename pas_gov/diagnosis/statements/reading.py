"""Pages read into statements, in as many processes as it pays; what of them isn't read is named."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import Any
from zlib import crc32

from pas_gov.diagnosis.page import Page
from pas_gov.diagnosis.statements.facets import PLAN, facets
from pas_gov.diagnosis.statements.marks import marks_of
from pas_gov.diagnosis.statements.names import names_in, page_names
from pas_gov.diagnosis.statements.places import plan_of_path, zone_of_path
from pas_gov.diagnosis.statements.statement import (
    BETA,
    DATED,
    DENIES,
    EVERYBODY,
    FREE,
    ONLY,
    PLAIN,
    PRICED,
    RETIRED,
    Facets,
    Statement,
    statement_from,
    statement_row,
)
from pas_gov.diagnosis.statements.values import values_of
from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.claims.assertion import asked, past
from pas_gov.drift.claims.clauses import MAX_TEXT
from pas_gov.drift.claims.conditions import condition
from pas_gov.drift.claims.detection import SentenceVerdict, sentence_verdicts
from pas_gov.drift.claims.strength import strength
from pas_gov.drift.matching.stated import stated
from pas_gov.drift.survey.claims_cache import problem_from, problem_row
from pas_gov.drift.texts.reading import sentences
from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.progress import with_progress
from pas_gov.foundation.values import dataclass
from pas_gov.loading.workers import processors, shared

PAYS = 256 * 1024
"""Bytes of pages from which on they are worth more processes than one."""
MOST_LEN = 1200
"""Characters of a sentence beyond which it is no sentence that one holds against another: a list run together, a table."""
Names = tuple[tuple[str, bool], ...]


@dataclass(slots=True)
class PagesRead:
    """The statements of all pages in their order, and what of the pages wasn't read.

    ``names`` are those of each page, with whether a capital may be the sentence's; ``sentences`` counts all that was read;
    ``said`` are the checksums of all sentences.
    """

    statements: list[Statement] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    names: list[Names] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    claims: int = 0
    sentences: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    said: set[int] = field(default_factory=set)

    def says(self, text: str) -> bool:
        """Say whether a page has this sentence, word for word."""
        return crc32(text.encode("utf-8", "surrogatepass")) in self.said


def pages_read(pages: Iterable[Page]) -> PagesRead:
    """Read pages, in this process where there is little to read."""
    first, size = list[Page](), 0
    source = iter(pages)
    for one in source:
        first.append(one)
        size += len(one.content)
        if size >= PAYS:
            break
    told, waiting = PagesRead(), deque[str]()
    answers = shared(_requests(first, source, waiting), page_answer, processors() if size >= PAYS else 1)
    for answer in with_progress(answers, None, "pages"):
        _take(told, waiting.popleft(), json.loads(answer))
    return told


def _requests(first: list[Page], rest: Iterator[Page], waiting: deque[str]) -> Iterator[bytes]:
    while first:
        yield _request(first.pop(0), waiting)
    for one in rest:
        yield _request(one, waiting)


def _request(page: Page, waiting: deque[str]) -> bytes:
    waiting.append(page.path)
    return page.path.encode("utf-8", "surrogatepass") + b"\0" + page.content


def _take(told: PagesRead, path: str, answer: dict[str, Any]) -> None:
    told.paths.append(path)
    told.statements += [statement_from(row, path) for row in answer["statements"]]
    told.problems += [problem_from(row, path) for row in answer["problems"]]
    told.names.append(tuple((name, starts) for name, starts in answer["names"]))
    told.left_out.update(answer["left_out"])
    told.sentences += answer["sentences"]
    told.said.update(answer["said"])
    told.claims += answer["claims"]


def page_answer(request: bytes) -> bytes:
    """Return what a page's path and bytes come to, as JSON: the same whichever process does it."""
    path, _, content = request.partition(b"\0")
    name = path.decode("utf-8", "surrogatepass")
    reading = sentences(name, content)
    verdicts = [one for one in sentence_verdicts(reading.sentences) if one.claim or one.score > 0]
    told = [one for verdict in verdicts if (one := statement_of(verdict)) is not None]
    names = page_names([one.text[:MAX_TEXT] for one in reading.sentences])
    answer = {
        "said": [crc32(one.text.encode("utf-8", "surrogatepass")) for one in reading.sentences],
        "statements": [statement_row(one) for one in told],
        "problems": [problem_row(one) for one in reading.problems],
        "names": names,
        "left_out": dict(reading.left_out),
        "sentences": len(reading.sentences),
        "claims": sum(one.claim for one in told),
    }
    return json.dumps(answer).encode()


def statement_of(verdict: SentenceVerdict) -> Statement | None:
    """Return what a sentence says that can be held against others; None where it says nothing of that kind."""
    sentence, claim = verdict.sentence, verdict.claim
    text = sentence.text
    if len(text) > MOST_LEN or (not claim and asked(text)) or _OF_OTHERS.match(text):
        return None
    marks = marks_of(text)
    if not claim and past(text) and RETIRED not in marks:
        return None
    said = stated(text)
    found = facets(sentence)
    if PLAN not in found and (plan := plan_of_path(sentence.path)):
        found[PLAN] = frozenset((plan,))
    limit = claim.condition if claim else condition(text)
    values = tuple(values_of(sentence, said, found, limit))
    if _STATISTIC.search(text.lower()):
        return None
    if said.denials:
        marks |= {DENIES}
    if said.reading.free:
        marks |= {FREE}
    if any(one.sort == "money" for one in said.amounts):
        marks |= {PRICED}
    telling = bool(values or said.reading.free or marks & TELLING)
    if not claim and not telling:
        if verdict.score < LEAST_PLAIN or len(text) > MOST_PLAIN:
            return None
        marks |= {PLAIN}
    return Statement(
        sentence,
        verdict.score,
        claim is not None,
        zone_of_path(sentence.path) or (claim.zone if claim else ""),
        (claim.strength if claim else strength(text, sentence.lead)) == "soft",
        limit,
        found,
        values,
        marks,
        tuple(dict.fromkeys(name for name, _ in names_in(text[:MAX_TEXT]))),
    )


TELLING = frozenset((BETA, RETIRED, EVERYBODY, DATED, ONLY, DENIES))
"""Marks of sentences that are held against others whether or not they commit."""
LEAST_PLAIN, MOST_PLAIN = 0.08, 200
"""How sure a sentence has to be to commit, and how long it may be, to be kept for what another may deny of it."""
_STATISTIC = late_pattern(
    r"\b(?:last|past|previous) (?:\w+ )?(?:months?|years?|quarters?|weeks?)\b(?!.*\b(?:will|guarantee|commit)\w*)|\bon record\b|\bto date\b|\bin (?:19|20)\d\d,? (?:our|we|the)\b(?!.*\bwill\b)|\bso far (?:this|in)\b"
)
_OF_OTHERS = late_pattern(
    r"(?:for (?:example|instance)|e\.g\.|example)\b|(?:(?:most|many|some|all|unlike) )?other (?!than|\w+ than)|elsewhere\b|traditional(?:ly)?\b",
    re.IGNORECASE,
)


def once_each(statements: Sequence[Statement]) -> list[Statement]:
    """Return statements, those of the same words as one with all of its places.

    Under headings that name other people or plans the same words are another statement; but not where they stand on
    many pages, as a footer does: then only what all of these name counts.
    """
    by_text: dict[str, list[Statement]] = {}
    for one in statements:
        by_text.setdefault(one.text, []).append(one)
    found: list[Statement] = []
    for those in by_text.values():
        keys: dict[tuple[object, ...], list[Statement]] = {}
        for one in those:
            keys.setdefault(_facets_key(one), []).append(one)
        groups = [those] if len(keys) >= FOOTER else list(keys.values())
        found += [_together(group) for group in groups]
    return found


def _facets_key(one: Statement) -> tuple[object, ...]:
    return tuple(sorted((facet, tuple(sorted(names))) for facet, names in one.facets.items()))


def _together(those: list[Statement]) -> Statement:
    first = those[0]
    if len(those) == 1:
        return first
    common = _common([one.facets for one in those])
    values = tuple(
        replace(value, facets=_common([one.values[at].facets for one in those if len(one.values) > at]))
        for at, value in enumerate(first.values)
    )
    return replace(
        first,
        also=tuple(one.sentence for one in those[1 : MOST_PLACES + 1]),
        claim=any(one.claim for one in those),
        score=max(one.score for one in those),
        facets=common,
        values=values,
    )


def _common(those: list[Facets]) -> Facets:
    return {
        facet: names for facet, names in those[0].items() if all(one.get(facet) == names for one in those)
    }


FOOTER = 3
"""Kinds of places from which on the same words are a footer, a header or a menu."""
MOST_PLACES = 20
"""Further places of the same sentence that are kept."""
