"""Terms as people write them, into cells and behind --term: ``first response at most 4 hours``."""

from __future__ import annotations

import math
import re

from pas_gov.diagnostics import printable
from pas_gov.model.quantities.units import duration_unit
from pas_gov.model.records.promise import Bound, Term
from pas_gov.sheets.table import Unreadable

BOUNDS: dict[str, Bound] = {
    "at most": "at_most", "at_most": "at_most", "no more than": "at_most", "within": "at_most", "up to": "at_most",
    "max": "at_most", "max.": "at_most", "maximum": "at_most", "<=": "at_most", "≤": "at_most",
    "at least": "at_least", "at_least": "at_least", "no less than": "at_least", "min": "at_least", "min.": "at_least",
    "minimum": "at_least", ">=": "at_least", "≥": "at_least",
    "equals": "equals", "exactly": "equals", "==": "equals", "=": "equals",
}  # fmt: skip
SIGNS = "|".join(re.escape(word) for word in sorted(BOUNDS, key=len, reverse=True) if not word[0].isalpha())
WORDS = "|".join(
    re.escape(word).replace(r"\ ", r"\s+")
    for word in sorted(BOUNDS, key=len, reverse=True)
    if word[0].isalpha()
)
TERM = re.compile(
    rf"(?P<measure>.*[^\s<>=≤≥])(?:\s*(?P<sign>{SIGNS})|[\s:]\s*(?P<word>{WORDS})(?![a-z]))\s*(?P<value>[^<>=≤≥]+)",
    re.IGNORECASE | re.DOTALL,
)
QUOTED = re.compile(
    rf'"(?P<measure>(?:[^"]|"")*)"\s*(?P<bound>{WORDS}|{SIGNS})\s*(?P<value>.+)', re.DOTALL | re.IGNORECASE
)
MISREAD = re.compile(r'^["\s]|[:\s<>=≤≥]$')  # measures that would be read otherwise without quotes
NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?(e[-+]?[0-9]{1,3})?")
PERCENT = re.compile(r"(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*(?:%|percent|per cent)")
DURATION = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,15})?)\s*([a-z][a-z ]*)")
UNITS = {"s": "s", "min": "m", "h": "h", "d": "d", "w": "w", "bh": "bh", "bd": "bd"}
AS_WRITTEN = frozenset({"s", "m", "h", "d", "w", "bh", "bd"})
VALUES = (
    "write a number (8), a percentage (99.9%), or a duration (4h) in s, m, h, d, w, bh or bd: "
    "seconds, minutes, hours, days, weeks, business hours or business days"
)
EXAMPLE = 'write it as "first response at most 4h", with at most, at least or equals'


def term_text(term: Term) -> str:
    """Return a term as a cell has it."""
    doubled = term.measure.replace('"', '""')
    measure = f'"{doubled}"' if MISREAD.search(term.measure) else term.measure
    return f"{measure} {term.bound.replace('_', ' ')} {term.value}"


def read_term(text: str) -> dict[str, str | int | float] | Unreadable:
    """Return the term that a text says, as records have it."""
    quoted = QUOTED.fullmatch(text.strip())
    found = quoted or TERM.fullmatch(text.strip())
    if found is None:
        return Unreadable(f'"{printable(text)}" isn\'t a term: a measure with a limit', EXAMPLE)
    value = _value(found["value"].strip())
    if isinstance(value, Unreadable):
        return value
    said = quoted["bound"] if quoted else found["sign"] or found["word"]
    measure = quoted["measure"].replace('""', '"') if quoted else found["measure"].rstrip(" :")
    return {"measure": measure, BOUNDS[" ".join(said.lower().split())]: value}


def _value(text: str) -> str | int | float | Unreadable:
    """Return a number, a percentage or a duration as records write it."""
    low = text.casefold()
    if NUMBER.fullmatch(low):
        number = int(low) if re.fullmatch("-?[0-9]+", low) else float(low)
        return (
            number
            if math.isfinite(number)
            else Unreadable(f'"{text}" is too large a number', "write a smaller one")
        )
    if found := PERCENT.fullmatch(low):
        return f"{found[1]}%"
    if found := DURATION.fullmatch(low):
        unit = found[2] if found[2] in AS_WRITTEN else UNITS.get(duration_unit(found[2]), "")
        if unit:
            return f"{found[1]}{unit}"
    return Unreadable(
        f'"{printable(text)}" is no number, percentage or duration that can be compared', VALUES
    )
