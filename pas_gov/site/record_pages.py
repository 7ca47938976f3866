"""Pages of the record (rules, exceptions, ledger, a comparison), of what customers are owed, and data for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pas_gov.judging.findings.gate_report import GateReport
from pas_gov.ledger.events.events import EVENT_KINDS
from pas_gov.ledger.events.record_parts import field_changes
from pas_gov.model.records.schema import schema
from pas_gov.report.owed.contents import groups, remarks, tally
from pas_gov.site.feed import feed
from pas_gov.site.model import Page
from pas_gov.site.page_data import data_text
from pas_gov.site.page_renderer import PageRenderer
from pas_gov.site.record_data import ledger_data, policies_data, waivers_data
from pas_gov.site.rendering import list_pages
from pas_gov.site.scripts import search_scripts


def owed_pages(renderer: PageRenderer) -> Iterator[Page]:
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


def rules_pages(renderer: PageRenderer) -> Iterator[Page]:
    """Yield the policies, with what they ask, and the exceptions to them."""
    yield renderer.page("policies.html", "policies.html", "record", "Policies")
    yield Page("policies.json", data_text("policies", policies_data(renderer.site.documented)))
    yield renderer.page("waivers.html", "waivers.html", "record", "Waivers")
    yield Page("waivers.json", data_text("waivers", waivers_data(renderer.site.waivers)))


def ledger_pages(renderer: PageRenderer) -> Iterator[Page]:
    """Yield the ledger: every event of the history, some on a page."""
    kinds = [kind for kind in EVENT_KINDS if any(kind in event.kinds for event in renderer.site.events)]
    yield Page("ledger.json", data_text("ledger", ledger_data(renderer.site.events)))
    for path, list_page in list_pages("ledger", renderer.site.events):
        yield renderer.page(path, "ledger.html", "record", "Ledger", list_page=list_page, kinds=kinds)


def comparison_pages(renderer: PageRenderer) -> Iterator[Page]:
    """Yield what differs between two commits, where the site was made with one to compare with."""
    found = renderer.site.comparison
    if found:
        given: dict[str, Any] = {
            "comparison": found,
            "fields": field_changes,
            "judged": isinstance(found.verdict, GateReport),
        }
        yield renderer.page("compare.html", "compare.html", "record", "Comparison", **given)


def data_for_programs(renderer: PageRenderer) -> Iterator[Page]:
    """Yield what is for programs: the rows of search and filters, the feed, and the schema of the data beside pages."""
    yield from search_scripts(renderer.index)
    yield Page("feed.xml", feed(renderer.site))
    described = json.dumps(schema("site"), separators=(",", ":"))
    yield Page("schema.json", f"{described}\n")
