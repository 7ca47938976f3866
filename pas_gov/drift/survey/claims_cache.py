"""The cache of the claims that were found in texts: a second run reads only the texts that are new or changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.detection import claims
from pas_gov.drift.survey.surfaces import Text
from pas_gov.drift.texts.reading import EVERYBODY, sentences
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.loading import cache
from pas_gov.model.quantities.quantity import Quantity

Row = dict[str, Any]
MOST = 20_000  # texts whose claims are kept; beyond, those of this run alone


@dataclass(frozen=True, slots=True)
class TextClaims:
    """The claims of a text, what kept it from being read whole, and how much of each kind is left out of a transcript."""

    claims: tuple[Claim, ...]
    problems: tuple[Diagnostic, ...]
    left_out: Mapping[str, int]


class ClaimsCache:
    """The claims of texts that earlier runs read, by key, and those that this run adds."""

    def __init__(self, place: str | None, speakers: Speakers = EVERYBODY) -> None:
        """Load what the cache in a folder holds; without a folder nothing is kept. ``speakers`` are the settings'."""
        self.place, self.speakers = place, speakers
        self.kept = cache.load_rows(place, cache.CLAIMS) if place else {}
        self.known, self.used = len(self.kept), set[str]()

    def read(self, text: Text) -> TextClaims:
        """Return the claims of a text and what of it wasn't read, from the cache where it has them."""
        key = _key(text, self.speakers)
        self.used.add(key)
        told = _from_row(self.kept[key], text.path) if key in self.kept else None
        if told is None:
            reading = sentences(text.path, text.content, self.speakers)
            told = TextClaims(claims(reading.sentences), reading.problems, dict(reading.left_out))
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
    """Return the key of a text: its path, by whose ending it is read, the map of speakers, and its bytes."""
    about = f"{text.path}\0{speakers.key()}\0".encode("utf-8", "surrogateescape")
    return hashlib.sha256(about + text.content).hexdigest()


def _row(told: TextClaims) -> Row:
    """Return what a text tells as a row of the cache; ``_from_row`` is the inverse."""
    problems = [[one.code, one.message, one.location.line, one.remedy, one.severity] for one in told.problems]
    rows = [asdict(claim) for claim in told.claims]
    return {"claims": rows, "problems": problems, "left_out": dict(told.left_out)}


def _from_row(row: Row, path: str) -> TextClaims | None:
    """Return what was kept of a text, None where it isn't what was written."""
    try:
        found = tuple(_claim(one) for one in row["claims"])
        problems = tuple(
            Diagnostic(code, message, Location(path, line), remedy, severity)
            for code, message, line, remedy, severity in row["problems"]
        )
        left_out = {str(kind): int(count) for kind, count in row["left_out"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return TextClaims(found, problems, left_out)


def _claim(row: Row) -> Claim:
    quantities = tuple(Quantity(**{**one, "values": tuple(one["values"])}) for one in row["quantities"])
    whole = {
        **row,
        "sentence": Sentence(**row["sentence"]),
        "quantities": quantities,
        "words": tuple(row["words"]),
    }
    return Claim(**whole)
