"""Slips: commitments that a history changed or took out, each with the commit, its day, and what its message says."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from pas_gov.diagnosis.history.changed_sentences import changed_sentences
from pas_gov.diagnosis.history.slip import Slip, slip_between
from pas_gov.diagnosis.history.walk import Step, TextChange
from pas_gov.diagnosis.statements.reading import statement_of
from pas_gov.diagnosis.statements.statement import Statement, statement_from, statement_row
from pas_gov.diagnostics import Diagnostic, Location, Stop
from pas_gov.drift.claims.attribution import others_words
from pas_gov.drift.claims.detection import sentence_verdicts
from pas_gov.drift.matching.rewording import likeness
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.progress import with_progress
from pas_gov.foundation.values import dataclass
from pas_gov.git.objects import blob_reader
from pas_gov.git.process import Repository
from pas_gov.loading.workers import processors, shared
from pas_gov.snapshot import BlobReader

LIKE, LIKE_ELSEWHERE = 0.5, 0.75
"""How like two sentences have to be for the one to have become the other: in one file, and in two."""
MOST_SENTENCES = 400
"""Changed sentences of one commit beyond which it is a rewrite, of which single sentences tell nothing."""
SURE_GONE = 0.8
"""How sure a sentence has to be to commit for its being taken out to be told."""


@dataclass(frozen=True, slots=True)
class HistoricSlip:
    """A commitment as it was, and as a commit made it: None where it took it out. ``step`` is that commit."""

    before: Statement
    after: Statement | None
    slip: Slip
    step: Step


def historic_slips(
    repository: Repository, walked: Sequence[Step], problems: list[Diagnostic]
) -> Iterator[HistoricSlip]:
    """Yield the slips of steps, oldest first; the work is done in as many processes as there are processors.

    Commits that were passed over, as they rewrote a text or a version of one isn't in this clone, become problems.
    """
    lacking: list[Step] = []
    rewritten: list[Step] = []
    requests = _requests(repository, walked, lacking)
    answers = shared(requests, slips_answer, processors() if len(walked) > FEW else 1)
    for step, answer in zip(walked, with_progress(answers, len(walked), "commits"), strict=True):
        rows = json.loads(answer)
        if rows is None:
            rewritten.append(step)
        for row in rows or ():
            yield _slip_from(row, step)
    problems += _passed_over(rewritten, lacking)


def _passed_over(rewritten: Sequence[Step], lacking: Sequence[Step]) -> Iterator[Diagnostic]:
    if rewritten:
        message = f"what {_named(rewritten)} changed isn't compared: more than {MOST_SENTENCES} sentences at once, a rewrite"
        yield Diagnostic(
            "rewritten", message, Location("."), "look at these by hand: git show COMMIT", "warning"
        )
    if lacking:
        message = (
            f"texts that {_named(lacking)} changed aren't compared, as this clone lacks a version of them"
        )
        yield Diagnostic("missing-object", message, Location("."), "diagnose a full clone", "warning")


def _named(steps: Sequence[Step]) -> str:
    """Return the newest of some commits, each with its day, and how many more there are."""
    shown = [f"{one.commit[:9]} ({one.day or 'of no day'})" for one in steps[::-1][:NAMED]]
    more = f" and {len(steps) - NAMED:,} more" if len(steps) > NAMED else ""
    word = "commit" if len(steps) == 1 else f"{len(steps):,} commits,"
    return f"{word} {', '.join(shown)}{more}"


NAMED = 5
"""Commits that are named of those that were passed over."""


FEW = 50
"""Commits that are read in one process."""


def _requests(repository: Repository, walked: Sequence[Step], lacking: list[Step]) -> Iterator[bytes]:
    """Yield the request of each step. No git is running while one is handed out: a forked process would hold its pipes."""
    read = blob_reader(repository)
    for at in range(0, len(walked), TOGETHER):
        some = walked[at : at + TOGETHER]
        changes = [change for step in some for change in step.changes]
        blobs = _blobs(read, [one for change in changes for one in (change.blob, change.next_blob) if one])
        lacking += (step for step in some if not all(_is_there(change, blobs) for change in step.changes))
        yield from (
            json.dumps(
                [_request(change, blobs) for change in step.changes if _is_there(change, blobs)]
            ).encode()
            for step in some
        )


def _is_there(change: TextChange, blobs: Mapping[str, bytes]) -> bool:
    return all(one in blobs for one in (change.blob, change.next_blob) if one)


TOGETHER = 60
"""Commits whose texts are read at once."""


def _blobs(read: BlobReader, wanted: Sequence[str]) -> dict[str, bytes]:
    """Return blobs by id; in a clone that lacks some, those that are there: a text whose version is missing isn't compared."""
    try:
        return read(wanted)
    except Stop as stop:
        if stop.code != "missing-object":
            raise
    found: dict[str, bytes] = {}
    for one in wanted:
        with suppress(Stop):
            found.update(read([one]))
    return found


def _request(change: TextChange, blobs: dict[str, bytes]) -> list[str]:
    before, after = (blobs.get(one, b"").decode("latin-1") for one in (change.blob, change.next_blob))
    return [change.path, before, change.next_path, after]


def slips_answer(request: bytes) -> bytes:
    """Return the slips of one commit's texts as JSON: pairs of versions in, rows of slips out, null for a rewrite."""
    removed: list[Sentence] = []
    added: list[Sentence] = []
    for path, before, next_path, after in json.loads(request):
        gone, fresh = changed_sentences(path, before.encode("latin-1"), next_path, after.encode("latin-1"))
        removed += gone
        added += fresh
    moved = {one.text for one in removed} & {one.text for one in added}
    was = [one for one in removed if one.text not in moved]
    now = [one for one in added if one.text not in moved]
    if len(was) > MOST_SENTENCES:
        return b"null"
    return json.dumps(list(_rows(was, now, json.loads(request)))).encode()


def _rows(was: Sequence[Sentence], now: Sequence[Sentence], changes: Sequence[Any]) -> Iterator[list[Any]]:
    renamed = {path: next_path for path, _, next_path, _ in changes}
    taken = set[int]()
    for sentence in was:
        at, like = _became(sentence, now, taken, renamed.get(sentence.path, sentence.path))
        if at is not None:
            taken.add(at)
            yield from _changed(sentence, now[at])
        elif like < LIKE:
            yield from _taken_out(sentence)


def _became(
    sentence: Sentence, now: Sequence[Sentence], taken: Collection[int], path: str
) -> tuple[int | None, float]:
    """Return the number of the sentence that one has become, None for none, and how like the likest one is."""
    best: tuple[float, int] | None = None
    for number, one in enumerate(now):
        if number in taken:
            continue
        like = likeness(one.text, sentence.text)
        enough = LIKE if one.path == path else LIKE_ELSEWHERE
        if like >= enough and (best is None or like > best[0]):
            best = like, number
    return (best[1], best[0]) if best else (None, 0.0)


def statement_in(sentence: Sentence) -> Statement | None:
    """Return what a sentence by itself says, None where it says nothing that could be promised, or others' words."""
    if others_words([sentence]):
        return None
    return statement_of(next(sentence_verdicts([sentence])))


def _changed(sentence: Sentence, other: Sentence) -> Iterator[list[Any]]:
    before, after = statement_in(sentence), statement_in(other)
    found = slip_between(before, after, sentence.text, other.text)
    shown = before or after
    if found and shown:
        yield [
            _row(before, sentence, shown), _row(after, other, shown), found.direction, found.aspect, found.before, found.after,
        ]  # fmt: skip


def _taken_out(sentence: Sentence) -> Iterator[list[Any]]:
    before = statement_in(sentence)
    if before and before.claim and before.score >= SURE_GONE and not before.soft:
        yield [_row(before, sentence, before), None, "weaker", "gone", sentence.text, ""]


def _row(one: Statement | None, sentence: Sentence, like: Statement) -> list[Any]:
    """Return a statement as a row with its path; of a sentence that says nothing, one that is as sure of nothing."""
    made = one or Statement(sentence, 0.0, False, like.zone, False, "", {}, (), frozenset())
    return [sentence.path, statement_row(made)]


def _slip_from(row: list[Any], step: Step) -> HistoricSlip:
    before, after, direction, aspect, was, now = row
    return HistoricSlip(
        statement_from(before[1], before[0]),
        statement_from(after[1], after[0]) if after else None,
        Slip(direction, aspect, was, now),
        step,
    )
