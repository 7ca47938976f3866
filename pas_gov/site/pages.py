"""The pages of the site: which there are, and what data each template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any

from pas_gov.drift.state.promise_state import STATES, PromiseState
from pas_gov.judging.findings.gate_report import NoVerdict
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import LAYERS, ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.site.answers import apart_answer, execution, kept_answer, reached_answer
from pas_gov.site.cores import culprits
from pas_gov.site.curve import curve
from pas_gov.site.due_groups import due_months
from pas_gov.site.finding_groups import finding_groups
from pas_gov.site.graph import graph
from pas_gov.site.last_changes import last_changes
from pas_gov.site.life import life
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
from pas_gov.site.page_renderer import PageRenderer
from pas_gov.site.record_data import (
    changes_data,
    due_data,
    findings_data,
)
from pas_gov.site.record_pages import (
    comparison_pages,
    data_for_programs,
    ledger_pages,
    owed_pages,
    rules_pages,
)
from pas_gov.site.rendering import list_pages
from pas_gov.site.stack_map import stack_map

CHANGES = 20  # changes of a Core on one page
CHANGED = 6  # of the last changes on the front page
EXECUTIONS = 3  # changes of a Core that the front page names
DRAWN = 3  # links of a promise from which on a picture tells more than a list
DUE = 5  # promises named of those to which the same happens on one day
FINDINGS = 30  # of one zone on the page of all findings


def pages(site: Site) -> Iterator[Page]:
    """Yield every file of the site. A promise's page is ``promises/<id>.html``, for ever."""
    renderer = PageRenderer(site)
    for group in PAGE_GROUPS:
        yield from group(renderer)
    for name in ("site.css", "site.js", "icon.svg"):
        yield Page(name, (resources.files("pas_gov.site") / "static" / name).read_text(encoding="utf-8"))


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


PAGE_GROUPS: tuple[Callable[[PageRenderer], Iterator[Page]], ...] = (
    _overview, _promises, _zones, _changes, _findings, _owners, owed_pages, rules_pages, ledger_pages, comparison_pages,
    data_for_programs,
)  # fmt: skip
