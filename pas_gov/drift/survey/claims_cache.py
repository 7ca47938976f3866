"""The cache of the claims that were found in texts: a second run reads only the texts that are new or changed."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.detection import claims
from pas_gov.drift.survey.surfaces import Text
from pas_gov.drift.texts.reading import sentences
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.loading import cache
from pas_gov.model.quantities.quantity import Quantity

Row = dict[str, Any]
MOST = 20_000  # texts whose claims are kept; beyond, those of this run alone


class ClaimsCache:
    """The claims of texts that earlier runs read, by key, and those that this run adds."""

    def __init__(self, place: str | None) -> None:
        """Load what the cache in a folder holds; without a folder nothing is kept."""
        self.place = place
        self.kept = cache.load_rows(place, cache.CLAIMS) if place else {}
        self.known, self.used = len(self.kept), set[str]()

    def read(self, text: Text) -> tuple[tuple[Claim, ...], tuple[Diagnostic, ...]]:
        """Return the claims of a text and what kept it from being read whole, from the cache where it has them."""
        key = _key(text)
        self.used.add(key)
        told = _from_row(self.kept[key], text.path) if key in self.kept else None
        if told is None:
            reading = sentences(text.path, text.content)
            told = claims(reading.sentences), reading.problems
            self.kept[key] = _row(*told)
        return told

    def save(self) -> None:
        """Write the cache, where this run added anything to it."""
        if self.place is None or len(self.kept) == self.known:
            return
        few = len(self.kept) <= MOST
        rows = self.kept if few else {key: row for key, row in self.kept.items() if key in self.used}
        cache.save_rows(self.place, cache.CLAIMS, rows)


def _key(text: Text) -> str:
    """Return the key of a text: its path, by whose ending it is read, and its bytes."""
    return hashlib.sha256(text.path.encode("utf-8", "surrogateescape") + b"\0" + text.content).hexdigest()


def _row(found: tuple[Claim, ...], problems: tuple[Diagnostic, ...]) -> Row:
    """Return the claims of a text and what kept it from being read whole; ``_from_row`` is the inverse."""
    told = [[one.code, one.message, one.location.line, one.remedy, one.severity] for one in problems]
    return {"claims": [asdict(claim) for claim in found], "problems": told}


def _from_row(row: Row, path: str) -> tuple[tuple[Claim, ...], tuple[Diagnostic, ...]] | None:
    """Return what was kept of a text, None where it isn't what was written."""
    try:
        found = tuple(_claim(one) for one in row["claims"])
        problems = tuple(
            Diagnostic(code, message, Location(path, line), remedy, severity)
            for code, message, line, remedy, severity in row["problems"]
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return found, problems


def _claim(row: Row) -> Claim:
    quantities = tuple(Quantity(**{**one, "values": tuple(one["values"])}) for one in row["quantities"])
    whole = {
        **row,
        "sentence": Sentence(**row["sentence"]),
        "quantities": quantities,
        "words": tuple(row["words"]),
    }
    return Claim(**whole)
