"""One page of the site: a template, what it is given, and the frame around it with the navigation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pas_gov.site.links import Links
from pas_gov.site.model import Page, Site
from pas_gov.site.rendering import Frame, frame, rendered, with_contents
from pas_gov.site.site_index import SiteIndex

MOST = 30  # of whatever a promise has many of, on its page


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
