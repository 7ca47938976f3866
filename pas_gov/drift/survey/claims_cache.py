"""The cache of what was read in texts: a second run reads only the texts that are new or changed.

What is kept depends on the text alone and on no stack: its claims, and the sentences that aren't claims by their own
words, since one of those may be close to a wording that was promised.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.claim_row import claim_from, claim_row, sentence_from, sentence_row
from pas_gov.drift.claims.detection import claims_and_rest
from pas_gov.drift.survey.surfaces import Text
from pas_gov.drift.texts.readers import reader_of
from pas_gov.drift.texts.reading import EVERYBODY, sentences
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.foundation.values import dataclass
from pas_gov.loading import cache

Row = dict[str, Any]
MOST = 20_000  # texts that are kept; beyond, those of this run alone


@dataclass(frozen=True, slots=True)
class TextReading:
    """A text's sentences in order, each as the claim that it is or as it stands, and what isn't among them.

    ``problems`` kept it from being read whole; ``left_out`` counts what is left out of it, by kind.
    """

    said: tuple[Claim | Sentence, ...]
    problems: tuple[Diagnostic, ...]
    left_out: Mapping[str, int]


class ClaimsCache:
    """What earlier runs read in texts, by key, and what this run adds."""

    def __init__(self, place: str | None, speakers: Speakers = EVERYBODY) -> None:
        """Load what the cache in a folder holds; without a folder nothing is kept. ``speakers`` are the settings'."""
        self.place, self.speakers = place, speakers
        self.kept = cache.load_rows(place, cache.CLAIMS) if place else {}
        self.known, self.taken = len(self.kept), set[str]()
        self.used, self.added = set[str](), dict[str, Row]()

    def read(self, text: Text) -> TextReading:
        """Return what a text says and what of it wasn't read, from the cache where it has them."""
        if self.place is None:
            return _reading(text, self.speakers)
        key = _key(text, self.speakers)
        self.used.add(key)
        told = _from_row(self.kept[key], text.path) if key in self.kept else None
        if told is None:
            told = _reading(text, self.speakers)
            self.kept[key] = self.added[key] = _row(told)
        return told

    def begin(self) -> None:
        """Note anew what is used of the cache and added to it, for :meth:`take` of whoever asked."""
        self.used, self.added = set(), {}

    def take(self, used: Iterable[str], added: Mapping[str, Row]) -> None:
        """Take what was used of this cache and added to it, here or in another process."""
        self.taken.update(used)
        self.kept.update(added)

    def save(self) -> None:
        """Write the cache, where this run added anything to it."""
        if self.place is None or len(self.kept) == self.known:
            return
        few = len(self.kept) <= MOST
        rows = self.kept if few else {key: row for key, row in self.kept.items() if key in self.taken}
        cache.save_rows(self.place, cache.CLAIMS, rows)


def _reading(text: Text, speakers: Speakers) -> TextReading:
    reading = sentences(text.path, text.content, speakers)
    return TextReading(tuple(claims_and_rest(reading.sentences)), reading.problems, dict(reading.left_out))


def _key(text: Text, speakers: Speakers) -> str:
    """Return the key of a text: its path, by whose ending it is read (or not), the map of speakers, and its bytes."""
    about = f"{text.path}\0{reader_of(text.path) is not None}\0{speakers.key()}\0".encode(
        "utf-8", "surrogateescape"
    )
    return hashlib.sha256(about + text.content).hexdigest()


def _row(told: TextReading) -> Row:
    """Return what a text tells as a row of the cache; ``_from_row`` is the inverse."""
    problems = [problem_row(one) for one in told.problems]
    said = [{"claim": claim_row(one)} if isinstance(one, Claim) else sentence_row(one) for one in told.said]
    return {"said": said, "problems": problems, "left_out": dict(told.left_out)}


def _from_row(row: Row, path: str) -> TextReading | None:
    """Return what was kept of a text, None where it isn't what was written."""
    try:
        said = tuple(
            claim_from(one["claim"], path) if isinstance(one, dict) else sentence_from(one, path)
            for one in row["said"]
        )
        problems = tuple(problem_from(one, path) for one in row["problems"])
        left_out = {str(kind): int(count) for kind, count in row["left_out"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return TextReading(said, problems, left_out)


def problem_row(one: Diagnostic) -> list[Any]:
    """Return a problem of a text without its path as a row; ``problem_from`` is the inverse."""
    return [one.code, one.message, one.location.line, one.location.column, one.remedy, one.severity]


def problem_from(row: list[Any], path: str) -> Diagnostic:
    """Return the problem of a row. Raises TypeError or ValueError where it is none."""
    code, message, line, column, remedy, severity = row
    return Diagnostic(code, message, Location(path, line, column), remedy, severity)
