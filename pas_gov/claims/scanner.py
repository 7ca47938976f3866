"""One record after the other, read and held against what is promised: the rows that it gives. Never raises."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pas_gov.claims.frozen_file import promised_of
from pas_gov.claims.promised import Promised
from pas_gov.claims.records import Record
from pas_gov.claims.rows import RecordState, Row, claim_row, problem_row, record_row
from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.drift.claims.detection import claims_and_rest
from pas_gov.drift.matching.claim_states import claim_findings
from pas_gov.drift.matching.restatements import Restatements
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.survey.scan import PARTLY, UNREAD
from pas_gov.drift.texts.reading import sentences
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.model.quantities.quantities import quantities

_PASSED = PARTLY | {"language"}  # where nothing else of a record was read either, nobody has judged it
_UNREAD = UNREAD | {"format"}  # the command names such a file, and goes on; a record of it wasn't read


class Scanner:
    """What is promised, ready to be held against any number of records. Building it costs its wordings once."""

    def __init__(self, known: Promised) -> None:
        """Index what is and was promised."""
        self._known = known
        self._index = WordingIndex(known.wordings, quantities)
        self._claims = Restatements(self._index)
        self._speakers = Speakers(known.speakers)
        self._accepted = tuple(one for one in known.exceptions if one.in_force(known.today))

    def rows(self, record: Record) -> list[Row]:
        """Return the row of a record, then those of its claims, then those of its problems.

        A record that makes pas-gov itself fail comes back as one that wasn't read: the others are none the worse.
        """
        try:
            return list(_unread(record) if record.content is None else self._read(record, record.content))
        except Exception as failure:  # noqa: BLE001  (one record that crashes is no reason to lose a million)
            said = f"pas-gov itself failed on this record ({type(failure).__name__})"
            remedy = "scan it by itself with `pas-gov --debug scan` and report what that prints"
            problem = Diagnostic("crash", said, Location(record.path), remedy)
            return [record_row(record, "unread", {}), problem_row(record, problem)]

    def _read(self, record: Record, content: bytes) -> Iterator[Row]:
        reading = sentences(record.path, content, self._speakers)
        zones = self._known.zones.of_text(record.path, record.zone)
        said = map(zones.placed, self._claims.among(claims_and_rest(reading.sentences)))
        judged = claim_findings(said, self._index, self._known.today, self._accepted).findings
        problems = (*_problems(record), *reading.problems)
        passed = not reading.sentences and any(one.code in _PASSED for one in problems)
        state: RecordState = "unread" if passed or any(map(_keeps_unread, problems)) else "read"
        yield record_row(record, state, reading.left_out)
        yield from (claim_row(record, zones.placed_finding(one)) for one in judged)
        yield from (problem_row(record, one) for one in problems)


def _unread(record: Record) -> Iterator[Row]:
    yield record_row(record, "unread", {})
    yield from (problem_row(record, one) for one in _problems(record))


def _keeps_unread(problem: Diagnostic) -> bool:
    return problem.severity == "error" or problem.code in _UNREAD


def _problems(record: Record) -> list[Diagnostic]:
    place = Location(record.path)
    return [Diagnostic(one.code, one.message, place, one.remedy, "warning") for one in record.faults]


@lru_cache(maxsize=2)
def scanner_of(content: bytes) -> Scanner:
    """Return the scanner of a frozen file's bytes, made once in a process. Raises Refused, as ``read_frozen`` does."""
    return Scanner(promised_of(content))
