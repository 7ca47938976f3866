"""A site read page after page: those that its sitemaps name and those that its pages link to, within bounds."""

from __future__ import annotations

import hashlib
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pas_gov.diagnosis.sources.web.addresses import is_page, joined, pattern, site_of
from pas_gov.diagnosis.sources.web.bounds import (
    MOST_ALIKE,
    MOST_DELAY,
    MOST_QUEUED,
    MOST_REDIRECTS,
    MOST_SAME,
    Bounds,
)
from pas_gov.diagnosis.sources.web.contents import TEXTS
from pas_gov.diagnosis.sources.web.fetching import Answer
from pas_gov.diagnosis.sources.web.rules import Rules, rules_of, sitemap_addresses
from pas_gov.drift.texts.page_links import page_links

Ask = Callable[[str], Answer]
Keep = Callable[[Answer], None]


_ALIKE = "addresses like many that were read (a calendar, a list in every order)"


class Crawl:
    """One run over a site.

    ``why`` names, by address, what wasn't read; ``failed`` are those of them that should have been (too slow, too long,
    broken); ``skipped`` counts what was passed over, by reason.
    """

    def __init__(self, start: str, bounds: Bounds, ask: Ask, keep: Keep, clock: Any = time) -> None:
        """Take where to begin (an address in one spelling), and what asks for an address and keeps an answer."""
        self.start, self.bounds, self.clock = start, bounds, clock
        self.site = site_of(start)
        self.why: dict[str, str] = {}
        self.failed: set[str] = set()
        self.skipped: Counter[str] = Counter()
        self.full = ""
        self._ask, self._keep = ask, keep
        self._began, self._last, self._bytes, self._pages = clock.monotonic(), 0.0, 0, 0
        self._queue: deque[str] = deque()
        self._known: set[str] = set()
        self._alike: Counter[str] = Counter()
        self._same: Counter[tuple[str, str]] = Counter()
        self._tired: set[str] = set()
        self._contents: set[str] = set()
        self._before: dict[str, Answer] = {}
        self._rules = Rules()

    def answers(self, kept: Iterable[Answer] = ()) -> Iterator[Answer]:
        """Yield the pages of the site, each once: those that were kept before, then those that are asked for now."""
        self._before = {one.url: one for one in kept}
        robots = joined(self.start, "/robots.txt")
        found = self._beside_pages(robots)
        self._rules = rules_of(robots, found)
        if self._rules.shut:
            self.failed.add(robots)
            self.why[robots] = (
                f"{found.why or f'it answers with status {found.status}'}: so nothing of the site is read"
            )
            return
        self._add(self.start)
        for address in sorted(sitemap_addresses(self.start, self._rules, self._beside_pages)):
            self._add(address)
        while self._queue and not self.full:
            url = self._queue.popleft()
            if self._is_tiring(url):
                continue
            answer = self._fetched(url)
            if answer is not None:
                yield from self._taken(answer)
        if self._queue and self.full:
            self.why[self.start] = f"{self.full}; {len(self._queue):,} addresses that were found aren't read"

    def _beside_pages(self, url: str) -> Answer:
        """Return what a robots.txt or a sitemap gives, as it was kept or as it is now."""
        if url in self._before:
            return self._before[url]
        answer = self._politely(url)
        self._note_kept(answer)
        return answer

    def _note_kept(self, answer: Answer) -> None:
        if answer.status and not answer.why and answer.url not in self._before:
            self._keep(answer)

    def _add(self, url: str) -> None:
        """Let an address wait, where it is one of the site's pages, new, allowed, and not one of too many alike."""
        if not url or url in self._known or site_of(url) != self.site or not is_page(url):
            self.skipped["other sites, pictures and the like"] += bool(url) and url not in self._known
            return
        if len(self._known) >= MOST_QUEUED:
            self.skipped["addresses beyond the first 50,000"] += 1
            return
        self._known.add(url)
        if not self._rules.allows(url):
            self.skipped["addresses that robots.txt forbids"] += 1
            return
        self._alike[pattern(url)] += 1
        if self._alike[pattern(url)] > MOST_ALIKE:
            self.skipped[_ALIKE] += 1
        elif not self._is_tiring(url):
            self._queue.append(url)

    def _is_tiring(self, url: str) -> bool:
        """Say whether an address is a path with one query more, which gave the same page again and again; count it."""
        found = "?" in url and url.partition("?")[0] in self._tired
        self.skipped[_ALIKE] += found
        return found

    def _fetched(self, url: str) -> Answer | None:
        """Return what an address gives after its redirects within the site; None where it gives no page."""
        answer = Answer(url, 0)
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            if self._is_full():
                self._queue.appendleft(url)
                return None
            answer = self._before.get(at) or self._politely(at)
            if not answer.leads:
                break
            if site_of(answer.leads) != self.site:
                self.why[url] = f"it leads to another site, {answer.leads[:200]}"
                return None
            if answer.leads in self._known and answer.leads != url:
                return None  # it is read by itself
            if not self._rules.allows(answer.leads):
                self.why[url] = "it leads to what robots.txt forbids"
                return None
            self._known.add(answer.leads)
            at = answer.leads
        else:
            self.why[url] = f"it redirects more than {MOST_REDIRECTS} times"
            return None
        return answer if self._is_good(url, answer) else None

    def _is_good(self, url: str, answer: Answer) -> bool:
        if answer.why or answer.status != 200:
            self.why[url] = answer.why or f"it answers with status {answer.status}"
            if answer.why or answer.status >= 500:
                self.failed.add(url)
        elif answer.kind not in TEXTS:
            self.skipped[f"contents of the type {answer.kind[:40]}"] += 1
        else:
            self._note_kept(answer)
            return True
        return False

    def _taken(self, answer: Answer) -> Iterator[Answer]:
        """Yield a page, unless another one was the same; its links wait."""
        self._pages += 1
        self._bytes += len(answer.content)
        digest = hashlib.sha256(answer.content).hexdigest()
        path = answer.url.partition("?")[0]
        self._same[path, digest] += 1
        if self._same[path, digest] >= MOST_SAME:
            self._tired.add(path)
        if digest in self._contents:
            self.skipped["addresses of pages that were read under another address"] += 1
            return
        self._contents.add(digest)
        html = "" if answer.kind == "text/plain" else answer.content.decode("utf-8", "replace")
        for link in page_links(html):
            self._add(joined(answer.url, link))
        yield answer

    def _is_full(self) -> bool:
        if self._pages >= self.bounds.pages:
            self.full = f"{self.bounds.pages:,} pages were read, as many as were asked for (--pages)"
        elif self._bytes >= self.bounds.bytes:
            self.full = f"{self.bounds.bytes:,} bytes were read"
        elif self.clock.monotonic() - self._began >= self.bounds.seconds:
            self.full = f"{self.bounds.seconds:,.0f} seconds have passed (--seconds)"
        return bool(self.full)

    def _politely(self, url: str) -> Answer:
        """Ask for an address, after the pause that the site is owed."""
        pause = min(max(self.bounds.delay, self._rules.delay), MOST_DELAY)
        wait = self._last + pause - self.clock.monotonic()
        if wait > 0 and self._last:
            self.clock.sleep(wait)
        answer = self._ask(url)
        self._last = self.clock.monotonic()
        return answer
