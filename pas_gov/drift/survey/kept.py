"""What a text was found to claim, as data that can be kept: a second run reads only the texts that are new."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.survey.surfaces import Text
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.quantities.quantity import Quantity

Row = dict[str, Any]


def key_of(text: Text) -> str:
    """Return the key of a text: its path, by whose ending it is read, and its bytes."""
    return hashlib.sha256(text.path.encode("utf-8", "surrogateescape") + b"\0" + text.content).hexdigest()


def row_of(claims: tuple[Claim, ...], problems: tuple[Diagnostic, ...]) -> Row:
    """Return the claims of a text and what kept it from being read whole; ``read_row`` is the inverse."""
    told = [[one.code, one.message, one.location.line, one.remedy, one.severity] for one in problems]
    return {"claims": [asdict(claim) for claim in claims], "problems": told}


def read_row(row: Row, path: str) -> tuple[tuple[Claim, ...], tuple[Diagnostic, ...]] | None:
    """Return what was kept of a text, None where it isn't what was written."""
    try:
        claims = tuple(_claim(one) for one in row["claims"])
        problems = tuple(
            Diagnostic(code, message, Location(path, line), remedy, severity)
            for code, message, line, remedy, severity in row["problems"]
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return claims, problems


def _claim(row: Row) -> Claim:
    quantities = tuple(Quantity(**{**one, "values": tuple(one["values"])}) for one in row["quantities"])
    whole = {
        **row,
        "sentence": Sentence(**row["sentence"]),
        "quantities": quantities,
        "words": tuple(row["words"]),
    }
    return Claim(**whole)
