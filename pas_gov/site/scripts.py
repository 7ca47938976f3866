"""What search and filters look through: scripts, so that they load from a disk, too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pas_gov.diagnostics import printable
from pas_gov.ledger.events.events import Event
from pas_gov.model.records.normal import fold
from pas_gov.model.stack.entry import Entry
from pas_gov.site.event_words import event_words, made_earlier
from pas_gov.site.model import Page
from pas_gov.site.site_index import SiteIndex
from pas_gov.site.words import day_words

STATEMENT = 120  # characters of a statement that search looks through


def search_scripts(index: SiteIndex) -> Iterator[Page]:
    """Yield the scripts of the promises and of the events."""
    promises = [_promise_row(index, entry) for entry in index.everyone.values()]
    yield _script("promises.js", "promises", promises)
    yield _script("events.js", "events", [_event_row(event) for event in index.site.events])


def _promise_row(index: SiteIndex, entry: Entry) -> list[Any]:
    promise, one = entry.promise, index.state(entry.id)
    status = entry.status if one else "erased"
    statement = fold(promise.statement)[:STATEMENT]
    zones = list(promise.zones_kept)
    return [entry.id, promise.title, entry.layer, status, promise.owner, zones, list(promise.tags), statement,
            day_words(promise.made.date), (one.state if one else None) or "", *_carried(index, entry)]  # fmt: skip


def _carried(index: SiteIndex, entry: Entry) -> list[str]:
    """Return how a Core stands with what carries it, where that is not how it stands itself."""
    core = index.cores.get(entry.id)
    return [core.state] if core and core.state and core.state != core.own.state else []


def _event_row(event: Event) -> list[Any]:
    entry = event.entry
    layer, title = (entry.layer, entry.promise.title) if entry else ("", "")
    origin = event.origin
    return [origin.day.isoformat(), origin.commit[:9], event.promise, title, layer, list(event.kinds), origin.author,
            origin.subject, int(event.material), *([event_words(event)] if made_earlier(event) else [])]  # fmt: skip


def _script(path: str, name: str, rows: list[Any]) -> Page:
    data = json.dumps(_visible(rows), ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return Page(path, f"window.pasGov=window.pasGov||{{}};window.pasGov.{name}={data};\n")


def _visible(value: Any) -> Any:
    """Escape what a reader can't see in every text of some data."""
    if isinstance(value, list):
        return [_visible(one) for one in value]
    return printable(value) if isinstance(value, str) else value
