"""One cell as the part of a promise that its column holds: a day, names, terms, zones; or why it doesn't say it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from pas_gov.model.records.normal import fold
from pas_gov.model.records.placeholders import is_placeholder
from pas_gov.model.records.promise import ZONES
from pas_gov.sheets.cells import cell_items, cell_text
from pas_gov.sheets.days import Order, read_day, read_day_or_forever
from pas_gov.sheets.names import NO, STATES, YES, layer_named, status_named, zones_named
from pas_gov.sheets.table import Unreadable, Value
from pas_gov.sheets.terms import read_term

Read = Callable[[Value], Any]  # returns the value of a part, Unreadable where the cell doesn't say it


def cell_reader(key: str, order: Order) -> Read:
    """Return how the cells of a column of this key are read; days that can be read both ways by the order given."""
    if key in ("made", "started", "decide_by", "review_by", "since"):
        return lambda value: read_day(value, order)
    if key in ("honour_until", "until"):
        return lambda value: read_day_or_forever(value, order)
    if key in ZONES:
        return _zone
    if key.endswith(".surfaces"):
        return cell_items
    return READERS.get(key, cell_text)


def _people(value: Value) -> Any:
    """Return the texts of a cell, each once, whatever its blanks."""
    return _items(value, fold)


def _items(value: Value, normal: Callable[[str], str] = str) -> Any:
    """Return the texts of a cell, each once."""
    found = cell_items(value)
    if isinstance(found, Unreadable):
        return found
    seen = Counter(map(normal, found))
    twice = next((one for one in found if seen[normal(one)] > 1), None)
    if twice is not None:
        return Unreadable(f'"{twice}" stands there twice', "keep one of them")
    return _said(found)


def _said(found: tuple[str, ...]) -> Any:
    empty = next((one for one in found if is_placeholder(one)), None)
    return found if empty is None else Unreadable(f'"{empty}" says nothing', "write who or what is meant")


def _text(value: Value) -> Any:
    """Return a text that says something, its line breaks as blanks."""
    found = cell_text(value)
    if isinstance(found, Unreadable):
        return found
    if is_placeholder(found):
        return Unreadable(f'"{found}" says nothing', "write what is meant")
    return " ".join(found.split("\n"))


def _statement(value: Value) -> Any:
    found = cell_text(value)
    if isinstance(found, str) and is_placeholder(found):
        return Unreadable(
            f'"{found}" says nothing', "write the promise, in the words of those who rely on it"
        )
    return found


def _named(find: Callable[[str], Any]) -> Read:
    def read(value: Value) -> Any:
        found = cell_text(value)
        return found if isinstance(found, Unreadable) else find(found)

    return read


def _zones(value: Value) -> Any:
    found = cell_items(value)
    return found if isinstance(found, Unreadable) else zones_named(found)


def _zone(value: Value) -> Any:
    """Return what a zone says in a column of its own: "yes" where it is only entered, "" where it isn't."""
    found = cell_text(value)
    if isinstance(found, Unreadable):
        return found
    low = found.casefold()
    return "" if low in NO else "yes" if low in YES or low in STATES else found


def _terms(value: Value) -> Any:
    texts = cell_items(value, commas=False)
    if isinstance(texts, Unreadable):
        return texts
    found = [read_term(one) for one in texts]
    wrong = next((one for one in found if isinstance(one, Unreadable)), None)
    if wrong is not None:
        return wrong
    measures = [fold(str(one["measure"])) for one in found if isinstance(one, dict)]
    twice = next((one for one in measures if measures.count(one) > 1), None)
    return Unreadable(f'there are two terms of the measure "{twice}"', "keep one of them") if twice else found


def _links(value: Value) -> Any:
    """Return what a cell of links says, whole (a title may hold a semicolon), then divided by them."""
    whole, parts = cell_text(value), cell_items(value, commas=False)
    return next((one for one in (whole, parts) if isinstance(one, Unreadable)), (whole, parts))


ADDRESS = re.compile("https?://")


def _surfaces(value: Value) -> Any:
    """Return (zone, path or address) of each text such as ``Sales and Marketing: playbooks/offer.md``."""
    texts = cell_items(value)
    if isinstance(texts, Unreadable):
        return texts
    found = []
    for text in texts:
        name, sign, place = text.partition("=") if "=" in text.partition(":")[0] else text.partition(":")
        zones = zones_named((name,))
        if not sign or not place.strip() or isinstance(zones, Unreadable):
            return Unreadable(f'"{text}" doesn\'t say which zone states it there',
                              "write it as Delivery and Support: docs/support.md")  # fmt: skip
        if ADDRESS.match(place.strip()) and not re.fullmatch(r"https?://\S+", place.strip()):
            return Unreadable(f'"{place.strip()}" is no address', "write it as https://example.com/page")
        found += [(zone, place.strip()) for zone in zones]
    return tuple(found)


def _indicators(value: Value) -> Any:
    text = cell_text(value)
    if isinstance(text, Unreadable):
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return Unreadable(
            "indicators are written as a list in JSON", "as inventory -f csv writes them, or leave it empty"
        )
    return found


READERS: Mapping[str, Read] = {
    "title": _text, "owner": _text, "source": cell_text, "statement": _statement, "audience": _people, "tags": _items,
    "lives_in": _items, "layer": _named(layer_named), "status": _named(status_named), "zones": _zones, "terms": _terms,
    "aligned_to": _links, "surfaces": _surfaces, "indicators": _indicators,
}  # fmt: skip
