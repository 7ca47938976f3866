"""What a site's robots.txt allows, and the addresses that its sitemaps name."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from protego import Protego
from usp.tree import sitemap_from_str

from pas_gov.diagnosis.sources.web.addresses import joined, site_of
from pas_gov.diagnosis.sources.web.bounds import AGENT, MOST_QUEUED, MOST_SITEMAPS
from pas_gov.diagnosis.sources.web.fetching import Answer
from pas_gov.foundation.values import dataclass

MOST_ROBOTS = 512 * 1024
"""Bytes of a robots.txt that are read, as RFC 9309 has it."""
MOST_SITEMAP = 10 * 1024 * 1024
"""Bytes of a sitemap that are read."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's robots.txt: None where there is none; ``shut`` where it couldn't be read, so that nothing is allowed."""

    robots: Protego | None = None
    shut: bool = False

    def allows(self, url: str) -> bool:
        """Say whether an address may be asked for."""
        return not self.shut and (self.robots is None or bool(self.robots.can_fetch(url, AGENT)))

    @property
    def delay(self) -> float:
        """The seconds between two requests that it asks for, 0 for none."""
        found = self.robots.crawl_delay(AGENT) if self.robots else None
        return float(found) if found else 0.0

    @property
    def sitemaps(self) -> Sequence[str]:
        """The sitemaps that it names."""
        return list(self.robots.sitemaps) if self.robots else []


def rules_of(url: str, answer: Answer) -> Rules:
    """Return the rules in what the address of a robots.txt gave; RFC 9309: unreachable allows nothing, missing all."""
    if answer.status == 200 and not answer.why:
        text = answer.content[:MOST_ROBOTS].decode("utf-8-sig", "replace")
        if "\0" in text:  # in UTF-16, which nobody reads: it may forbid anything
            return Rules(shut=True)
        return Rules(Protego.parse(text.lstrip("\ufeff")))
    if answer.status == 0 or answer.status >= 500:
        return Rules(shut=True)
    if answer.leads and site_of(answer.leads) != site_of(url):
        return Rules(shut=True)
    return Rules()


def sitemap_addresses(start: str, rules: Rules, ask: Callable[[str], Answer]) -> set[str]:
    """Return the addresses that a site's sitemaps name, in one spelling; those of other sites aren't asked for."""
    if rules.shut:
        return set()
    waiting = deque(dict.fromkeys([*rules.sitemaps, joined(start, "/sitemap.xml")]))
    seen, found = set[str](), set[str]()
    while waiting and len(seen) < MOST_SITEMAPS and len(found) < MOST_QUEUED:
        url = joined(start, waiting.popleft())
        if not url or url in seen or site_of(url) != site_of(start) or not rules.allows(url):
            continue
        seen.add(url)
        answer = ask(url)
        if answer.status != 200 or answer.why or len(answer.content) > MOST_SITEMAP:
            continue
        pages, inner = _read(answer)
        waiting.extend(inner)
        found.update(filter(None, (joined(url, page) for page in pages[:MOST_QUEUED])))
    return found


def _read(answer: Answer) -> tuple[list[str], list[str]]:
    """Return the pages and the further sitemaps that a sitemap names; nothing where it is none."""
    text = answer.content.decode("utf-8-sig", "replace")
    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        return [], []  # no sitemap has them
    try:
        found = sitemap_from_str(text)
        inner = [one.url for one in getattr(found, "sub_sitemaps", ())]
        return [page.url for page in found.all_pages()], inner
    except Exception:  # noqa: BLE001  (a parser of strangers' XML: whatever it raises, this is no sitemap)
        return [], []
