"""The pages of the site: which there are, and what data each template is given."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from typing import Any

from pas_gov.drift.state.promise_state import STATES, PromiseState
from pas_gov.judging.findings.gate_report import GateReport, NoVerdict
from pas_gov.ledger.events.events import EVENT_KINDS
from pas_gov.ledger.events.record_parts import field_changes
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import LAYERS, ZONES
from pas_gov.model.records.schema import schema
from pas_gov.model.stack.entry import Entry
from pas_gov.report.owed.contents import groups, remarks, tally
from pas_gov.site.answers import apart_answer, execution, kept_answer, reached_answer
from pas_gov.site.cores import culprits
from pas_gov.site.curve import curve
from pas_gov.site.due_groups import due_months
from pas_gov.site.feed import feed
from pas_gov.site.finding_groups import finding_groups
from pas_gov.site.graph import graph
from pas_gov.site.last_changes import last_changes
from pas_gov.site.life import life
from pas_gov.site.links import Links
from pas_gov.site.model import Page, Site
from pas_gov.site.open_in_zones import owed_in, unverified_in
from pas_gov.site.owners import owner_pages, owner_path
from pas_gov.site.page_data import (
    data_text,
    map_data,
    overview_data,
    owner_data,
    promise_data,
    promises_data,
    zone_data,
)
from pas_gov.site.record_data import (
    changes_data,
    due_data,
    findings_data,
    ledger_data,
    policies_data,
    waivers_data,
)
from pas_gov.site.rendering import Frame, frame, list_pages, rendered, with_contents
from pas_gov.site.scripts import search_scripts
from pas_gov.site.site_index import SiteIndex
from pas_gov.site.stack_map import stack_map

CHANGES = 20  # changes of a Core on one page
CHANGED = 6  # of the last changes on the front page
EXECUTIONS = 3  # changes of a Core that the front page names
DRAWN = 3  # links of a promise from which on a picture tells more than a list
DUE = 5  # promises named of those to which the same happens on one day
MOST = 30  # of whatever a promise has many of, on its page
FINDINGS = 30  # of one zone on the page of all findings


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
        self.lost = frozenset(site.stack.unreadable.values())
        self.frames: dict[tuple[str, str, str], Frame] = {}
        faults = [problem for problem in site.problems if problem.severity == "error"]
        self.shared: dict[str, Any] = {
            "status": site.status,
            "faults": faults,
            "site": site,
            "index": self.index,
            "nav": tuple(_navigation(site)),
            "record": tuple(_record(site)),
            "most": MOST,
        }
        titles = self.index.titles
        self.links = {
            "": Links("", titles),
            "../": Links("../", titles),
            "promises/": Links("../", titles, ""),
        }

    def page(self, path: str, template: str, here: str, title: str, about: str = "", **values: Any) -> Page:
        """Return a page made from a template; ``here`` is the part of the site that it belongs to.

        ``about`` is what the page says, for search engines.
        """
        root = "../" * path.count("/")
        links = self.links["promises/" if path.startswith("promises/") else root]
        given = {**self.shared, "root": root, "at": links, "here": here, "path": path}
        main = rendered(template, {**given, **values})
        if template == "promise.html":
            main = with_contents(main)
        return Page(path, self._frame(given).around(title, main, about))

    def _frame(self, given: Mapping[str, Any]) -> Frame:
        """Return what stands around the content: alike on all pages of a part that no navigation names."""
        named = {file for _, file, _ in self.shared["nav"]} | {file for file, _ in self.shared["record"]}
        key = (given["root"], given["here"], given["path"] if given["path"] in named else "")
        if key not in self.frames:
            self.frames[key] = frame(given)
        return self.frames[key]


def _navigation(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield the parts of the site: their key, the page that they begin with, and their name."""
    yield "overview", "index.html", "Overview"
    yield "promises", "promises.html", "Promises"
    yield "zones", "zones.html", "Zones"
    yield "changes", "changes.html", "Strategy"
    if site.asked:
        yield "owners", "owners.html", "Owners"
    yield "record", "ledger.html", "Ledger"


def _record(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the pages of the record."""
    yield from (("ledger.html", "Ledger"), ("policies.html", "Policies"), ("waivers.html", "Waivers"))
    if site.comparison:
        yield "compare.html", "Comparison"
    yield "about.html", "About"


def _overview(renderer: PageRenderer) -> Iterator[Page]:
    site, given = renderer.site, _answers(renderer.site)
    changed = last_changes(site.events)
    more = max(len(changed) - CHANGED, 0)
    shown: dict[str, Any] = {"changed": changed[:CHANGED], "more_changed": more}
    yield renderer.page("index.html", "overview.html", "overview", "Overview", **shown, **given)
    yield Page("index.json", overview_data(site))
    yield renderer.page(
        "calendar.html", "calendar.html", "overview", "Calendar", months=given["months"], named=DUE
    )
    yield Page("calendar.json", data_text("calendar", {"due": due_data(site.due)}))
    yield renderer.page("about.html", "about.html", "record", "About")
    if site.board:
        dues = [one for _, rows in given["months"] for one in rows]
        yield renderer.page("board.html", "board.html", "overview", "Board paper", dues=dues, **given)


def _answers(site: Site) -> dict[str, Any]:
    """Return the answers to the three questions, and what is behind them."""
    waiting = sorted(site.changes, key=lambda change: change.executed)  # stable: newest first in each
    return {
        "kept": kept_answer(site.state),
        "apart": apart_answer(site.state),
        "reached": reached_answer(site.changes),
        "executions": [execution(change) for change in waiting[:EXECUTIONS]],
        "groups": finding_groups(site.state.items),
        "months": due_months(site.due),
        "curve": curve(site.trend, len(site.state.items) if site.looked else None),
    }


def _promises(renderer: PageRenderer) -> Iterator[Page]:
    everyone = renderer.index.everyone.values()
    rows = sorted(everyone, key=_by_layer)
    owners = sorted({entry.promise.owner for entry in rows})
    tags = sorted({tag for entry in rows for tag in entry.promise.tags})
    for path, list_page in list_pages("promises", rows):
        yield renderer.page(
            path, "promises.html", "promises", "Promises", list_page=list_page, owners=owners, tags=tags
        )
    yield Page("promises.json", promises_data(renderer.site, everyone))
    drawn = stack_map(renderer.site.state)
    yield renderer.page("map.html", "map.html", "promises", "Map", map=drawn)
    yield Page("map.json", map_data(drawn))
    for entry in everyone:
        yield _promise(renderer, entry)
        yield Page(f"promises/{entry.id}.json", promise_data(renderer.index, entry))


def _by_layer(entry: Entry) -> tuple[bool, int, str]:
    return not entry.active, LAYERS.index(entry.layer), entry.id


def _promise(renderer: PageRenderer, entry: Entry) -> Page:
    stack, index, promise = renderer.site.stack, renderer.index, entry.promise
    one, dependents = index.state(entry.id), stack.dependents.get(entry.id, ())
    events, core = index.events.get(entry.id, ()), index.cores.get(entry.id)
    return renderer.page(
        f"promises/{entry.id}.html",
        "promise.html",
        "promises",
        promise.title,
        about=promise.statement,
        entry=entry,
        promise=promise,
        one=one,
        core=core,
        culprits=culprits(core),
        dependents_ended=sum(not stack.entries[each].active for each in dependents),
        carried_far=len({each.entry.id for each in core.carrying}.difference(dependents)) if core else 0,
        titles=index.titles,
        lost=entry.id in renderer.lost,
        drawn=graph(stack, entry.id, index.titles)
        if one and len(entry.links) + len(dependents) >= DRAWN
        else None,
        predecessors=index.predecessors.get(entry.id, ()),
        elsewhere=[zone for zone in one.zones if zone not in promise.zones] if one else (),
        indicators=index.indicators.get(entry.id, ()),
        owner_page=owner_path(fold(promise.owner))
        if renderer.site.asked and one and (one.entry.active or one.items)
        else "",
        dependents=dependents,
        surfaces=tuple(dict.fromkeys(one for zone in promise.zones_kept.values() for one in zone.surfaces)),
        sentences=index.sentences.get(entry.id, ()),
        events=events,
        life=life(entry, events, renderer.site.today, index.renamed),
    )


def _zones(renderer: PageRenderer) -> Iterator[Page]:
    state = renderer.site.state
    yield renderer.page("zones.html", "zones.html", "zones", "Zones", apart=apart_answer(state))
    for zone in ZONES:
        rows = sorted(
            (one for one in state.promises.values() if zone in one.zones), key=lambda one: _in_zone(one, zone)
        )
        groups, owed = finding_groups(state.zones[zone].items), owed_in(state, zone)
        since = unverified_in(renderer.site.changes, zone)
        for path, list_page in list_pages(f"zones/{zone}", rows):
            yield renderer.page(
                path,
                "zone.html",
                "zones",
                ZONES[zone],
                about=f"{ZONES[zone]}: what is promised and delivered there, and where it comes apart.",
                zone=state.zones[zone],
                list_page=list_page,
                groups=groups,
                owed=owed,
                since=since,
            )
        yield Page(f"zones/{zone}.json", zone_data(state, zone, rows))


def _in_zone(one: PromiseState, zone: str) -> tuple[int, int, str]:
    """Order the promises of a zone: the worst first, then by layer."""
    return STATES.index(one.zones[zone]), LAYERS.index(one.entry.layer), one.entry.id


def _changes(renderer: PageRenderer) -> Iterator[Page]:
    site = renderer.site
    waiting = sorted(site.changes, key=lambda change: change.executed)
    executions = [execution(change) for change in waiting]
    yield Page("changes.json", data_text("changes", changes_data(executions)))
    for path, list_page in list_pages("changes", executions, CHANGES):
        yield renderer.page(
            path,
            "changes.html",
            "changes",
            "Strategy",
            list_page=list_page,
            reached=reached_answer(site.changes),
        )


def _findings(renderer: PageRenderer) -> Iterator[Page]:
    answer = apart_answer(renderer.site.state)
    yield renderer.page("drift.html", "drift.html", "zones", "Findings", apart=answer, most=FINDINGS)
    yield Page("drift.json", data_text("drift", findings_data(renderer.site)))


def _owners(renderer: PageRenderer) -> Iterator[Page]:
    told = renderer.site.asked
    if told is None:
        return
    both = [one for one in (told, renderer.site.asked_by_change) if one is not None]
    untold = next((one for one in both if isinstance(one, NoVerdict)), None)
    found = owner_pages(renderer.index, *(one for one in both if not isinstance(one, NoVerdict)))
    yield renderer.page("owners.html", "owners.html", "owners", "Owners", owners=found, untold=untold)
    for one in found:
        title = one.owner or "The stack as a whole"
        groups = finding_groups(one.apart)
        yield renderer.page(one.path, "owner.html", "owners", title, one=one, untold=untold, groups=groups)
        yield Page(f"{one.path.removesuffix('.html')}.json", owner_data(one))


def _owed(renderer: PageRenderer) -> Iterator[Page]:
    """Yield what customers are owed: pages that no other page leads to, and that are made only where somebody asks."""
    stems = Counter[str]()
    for report in renderer.site.owed:
        stem = owed_stem(report.subject)
        stems[stem] += 1
        path = f"owed/{stem}.html" if stems[stem] == 1 else f"owed/{stem}-{stems[stem]}.html"
        given: dict[str, Any] = {
            "report": report,
            "groups": groups(report),
            "tally": tally(report),
            "remarks": remarks,
        }
        yield renderer.page(path, "owed.html", "owed", f"Owed to {report.subject}", **given)


def owed_stem(subject: str) -> str:
    """Return the name of the page for one file of facts: the file's, without what ends it."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", subject.partition(".")[0]).strip("-") or "customer"


def _rules(renderer: PageRenderer) -> Iterator[Page]:
    yield renderer.page("policies.html", "policies.html", "record", "Policies")
    yield Page("policies.json", data_text("policies", policies_data(renderer.site.documented)))
    yield renderer.page("waivers.html", "waivers.html", "record", "Waivers")
    yield Page("waivers.json", data_text("waivers", waivers_data(renderer.site.waivers)))


def _ledger(renderer: PageRenderer) -> Iterator[Page]:
    kinds = [kind for kind in EVENT_KINDS if any(kind in event.kinds for event in renderer.site.events)]
    yield Page("ledger.json", data_text("ledger", ledger_data(renderer.site.events)))
    for path, list_page in list_pages("ledger", renderer.site.events):
        yield renderer.page(path, "ledger.html", "record", "Ledger", list_page=list_page, kinds=kinds)


def _comparison(renderer: PageRenderer) -> Iterator[Page]:
    found = renderer.site.comparison
    if found:
        given: dict[str, Any] = {
            "comparison": found,
            "fields": field_changes,
            "judged": isinstance(found.verdict, GateReport),
        }
        yield renderer.page("compare.html", "compare.html", "record", "Comparison", **given)


def _data(renderer: PageRenderer) -> Iterator[Page]:
    """Yield what is for programs: the rows of search and filters, the feed, and the schema of the data beside pages."""
    yield from search_scripts(renderer.index)
    yield Page("feed.xml", feed(renderer.site))
    described = json.dumps(schema("site"), separators=(",", ":"))
    yield Page("schema.json", f"{described}\n")


PAGE_GROUPS: tuple[Callable[[PageRenderer], Iterator[Page]], ...] = (
    _overview, _promises, _zones, _changes, _findings, _owners, _owed, _rules, _ledger, _comparison, _data,
)  # fmt: skip
