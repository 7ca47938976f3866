"""The pages of the site: which there are, and what data each template is given."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any

from pas_gov.diagnostics import printable
from pas_gov.drift.zones.attestations import ZoneAttestation
from pas_gov.ledger.events.events import EVENT_KINDS, Event
from pas_gov.ledger.events.record_parts import field_changes
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import LAYERS, ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.site.graph import HEIGHT, WIDTH, graph
from pas_gov.site.model import Page, Site
from pas_gov.site.rendering import environment, list_pages
from pas_gov.site.site_index import SiteIndex

PRINCIPAL = 12  # gaps that the overview names
CHANGES = 20  # changes of a Core on one page


def pages(site: Site) -> Iterator[Page]:
    """Yield every file of the site. A promise's page is ``promises/<id>.html``, for ever."""
    renderer = PageRenderer(site)
    for group in PAGE_GROUPS:
        yield from group(renderer)
    for name in ("site.css", "site.js", "icon.svg"):
        yield Page(name, (resources.files("pas_gov.site") / "static" / name).read_text(encoding="utf-8"))


class PageRenderer:
    """One site with its indexes, put into templates."""

    def __init__(self, site: Site) -> None:
        """Take the site."""
        self.site, self.index = site, SiteIndex(site)

    def page(self, path: str, template: str, here: str, **values: Any) -> Page:
        """Return a page made from a template; ``here`` is the part of the site that it belongs to."""
        root = "../" * path.count("/")
        shared = {"site": self.site, "index": self.index, "root": root, "here": here, "path": path}
        return Page(path, environment().get_template(template).render(**shared, **values))


def _overview(renderer: PageRenderer) -> Iterator[Page]:
    site = renderer.site
    yield renderer.page(
        "index.html",
        "overview.html",
        "overview",
        principal=site.gaps[:PRINCIPAL],
        zones=[zone for zone in renderer.index.zone_gaps if zone][:3],
        cores=[entry for entry in site.stack.by_layer.get("core", ()) if entry.active],
        unexecuted=sum(not change.executed for change in site.changes),
    )


def _promises(renderer: PageRenderer) -> Iterator[Page]:
    rows = sorted(renderer.index.everyone.values(), key=_by_layer)
    owners = sorted({entry.promise.owner for entry in rows})
    tags = sorted({tag for entry in rows for tag in entry.promise.tags})
    for path, list_page in list_pages("promises", rows):
        yield renderer.page(path, "promises.html", "promises", list_page=list_page, owners=owners, tags=tags)
    for entry in renderer.index.everyone.values():
        yield _promise(renderer, entry)


def _by_layer(entry: Entry) -> tuple[bool, int, str]:
    return not entry.active, LAYERS.index(entry.layer), entry.id


def _promise(renderer: PageRenderer, entry: Entry) -> Page:
    stack = renderer.site.stack
    return renderer.page(
        f"promises/{entry.id}.html",
        "promise.html",
        "promises",
        entry=entry,
        promise=entry.promise,
        standing=entry.id in stack,
        lost=entry.id in stack.unreadable.values(),
        drawn=graph(stack, entry.id) if entry.id in stack else None,
        box=(WIDTH, HEIGHT),
        dependents=stack.dependents.get(entry.id, ()),
    )


def _zones(renderer: PageRenderer) -> Iterator[Page]:
    found: dict[str, list[ZoneAttestation]] = {zone: [] for zone in ZONES}
    for one in renderer.site.standings:
        found[one.zone].append(one)
    yield renderer.page("zones.html", "zones.html", "zones", found=found)
    for zone, rows in found.items():
        rows.sort(key=lambda one: (LAYERS.index(one.entry.layer), one.entry.id))
        for path, list_page in list_pages(f"zones/{zone}", rows):
            yield renderer.page(path, "zone.html", "zones", zone=zone, list_page=list_page)


def _changes(renderer: PageRenderer) -> Iterator[Page]:
    waiting = sorted(
        renderer.site.changes, key=lambda change: change.executed
    )  # stable: newest first in each
    for path, list_page in list_pages("changes", waiting, CHANGES):
        yield renderer.page(path, "changes.html", "changes", list_page=list_page)


def _rules(renderer: PageRenderer) -> Iterator[Page]:
    yield renderer.page("policies.html", "policies.html", "policies")
    yield renderer.page("waivers.html", "waivers.html", "waivers")


def _ledger(renderer: PageRenderer) -> Iterator[Page]:
    kinds = [kind for kind in EVENT_KINDS if any(kind in event.kinds for event in renderer.site.events)]
    for path, list_page in list_pages("ledger", renderer.site.events):
        yield renderer.page(path, "ledger.html", "ledger", list_page=list_page, kinds=kinds)


def _comparison(renderer: PageRenderer) -> Iterator[Page]:
    if renderer.site.comparison:
        yield renderer.page(
            "compare.html",
            "compare.html",
            "compare",
            comparison=renderer.site.comparison,
            fields=field_changes,
        )


def _drift(renderer: PageRenderer) -> Iterator[Page]:
    if renderer.site.drift:
        yield renderer.page("drift.html", "drift.html", "drift", report=renderer.site.drift)


def _data(renderer: PageRenderer) -> Iterator[Page]:
    """Yield what search and filters look through: scripts, so that they load from a disk, too."""
    promises = [_promise_row(renderer, entry) for entry in renderer.index.everyone.values()]
    yield _script("promises.js", "promises", promises)
    yield _script("events.js", "events", [_event_row(event) for event in renderer.site.events])


STATEMENT = 200  # characters of a statement that search looks through


def _promise_row(renderer: PageRenderer, entry: Entry) -> list[Any]:
    promise = entry.promise
    status = entry.status if entry.id in renderer.site.stack else "erased"
    statement = fold(promise.statement)[:STATEMENT]
    zones = list(promise.zones_kept)
    return [entry.id, promise.title, entry.layer, status, promise.owner, zones, list(promise.tags), statement,
            renderer.index.worst(entry.id) or ""]  # fmt: skip


def _event_row(event: Event) -> list[Any]:
    entry = event.entry
    layer, title = (entry.layer, entry.promise.title) if entry else ("", "")
    origin = event.origin
    return [origin.day.isoformat(), origin.commit, event.promise, title, layer, list(event.kinds), origin.author,
            origin.subject, int(event.material)]  # fmt: skip


def _script(path: str, name: str, rows: list[Any]) -> Page:
    data = json.dumps(_visible(rows), ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return Page(path, f"window.pasGov=window.pasGov||{{}};window.pasGov.{name}={data};\n")


def _visible(value: Any) -> Any:
    """Escape what a reader can't see in every text of some data."""
    if isinstance(value, list):
        return [_visible(one) for one in value]
    return printable(value) if isinstance(value, str) else value


PAGE_GROUPS: tuple[Callable[[PageRenderer], Iterator[Page]], ...] = (
    _overview, _promises, _zones, _changes, _rules, _ledger, _comparison, _drift, _data,
)  # fmt: skip
