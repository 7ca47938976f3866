"""The cache of what was read in texts: a second run reads only the texts that are new or changed.

What is kept depends on the text alone and on no stack: its claims, and the sentences that aren't claims by their own
words, since one of those may be close to a wording that was promised.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, astuple
from typing import Any

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.detection import claims_and_rest
from pas_gov.drift.survey.surfaces import Text
from pas_gov.drift.texts.readers import reader_of
from pas_gov.drift.texts.reading import EVERYBODY, sentences
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.loading import cache
from pas_gov.model.quantities.quantity import Quantity
from pas_gov.values import dataclass

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
        self.known, self.used = len(self.kept), set[str]()

    def read(self, text: Text) -> TextReading:
        """Return what a text says and what of it wasn't read, from the cache where it has them."""
        key = _key(text, self.speakers)
        self.used.add(key)
        told = _from_row(self.kept[key], text.path) if key in self.kept else None
        if told is None:
            reading = sentences(text.path, text.content, self.speakers)
            told = TextReading(
                tuple(claims_and_rest(reading.sentences)), reading.problems, dict(reading.left_out)
            )
            self.kept[key] = _row(told)
        return told

    def save(self) -> None:
        """Write the cache, where this run added anything to it."""
        if self.place is None or len(self.kept) == self.known:
            return
        few = len(self.kept) <= MOST
        rows = self.kept if few else {key: row for key, row in self.kept.items() if key in self.used}
        cache.save_rows(self.place, cache.CLAIMS, rows)


def _key(text: Text, speakers: Speakers) -> str:
    """Return the key of a text: its path, by whose ending it is read (or not), the map of speakers, and its bytes."""
    about = f"{text.path}\0{reader_of(text.path) is not None}\0{speakers.key()}\0".encode(
        "utf-8", "surrogateescape"
    )
    return hashlib.sha256(about + text.content).hexdigest()


def _row(told: TextReading) -> Row:
    """Return what a text tells as a row of the cache; ``_from_row`` is the inverse."""
    problems = [[one.code, one.message, one.location.line, one.remedy, one.severity] for one in told.problems]
    said = [asdict(one) if isinstance(one, Claim) else list(astuple(one)[1:]) for one in told.said]
    return {"said": said, "problems": problems, "left_out": dict(told.left_out)}


def _from_row(row: Row, path: str) -> TextReading | None:
    """Return what was kept of a text, None where it isn't what was written."""
    try:
        said = tuple(_claim(one) if isinstance(one, dict) else Sentence(path, *one) for one in row["said"])
        problems = tuple(
            Diagnostic(code, message, Location(path, line), remedy, severity)
            for code, message, line, remedy, severity in row["problems"]
        )
        left_out = {str(kind): int(count) for kind, count in row["left_out"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return TextReading(said, problems, left_out)


def _claim(row: Row) -> Claim:
    quantities = tuple(Quantity(**{**one, "values": tuple(one["values"])}) for one in row["quantities"])
    whole = {
        **row,
        "sentence": Sentence(**row["sentence"]),
        "quantities": quantities,
        "words": tuple(row["words"]),
        "names": tuple(row["names"]),
    }
    return Claim(**whole)
