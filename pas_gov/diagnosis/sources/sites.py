"""Sites and web archives as sources: pages in UTF-8 with their addresses, kept so that they can be read again."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pas_gov.diagnosis.page import Page
from pas_gov.diagnosis.sources.web.addresses import is_address, joined, path_of, site_of
from pas_gov.diagnosis.sources.web.bounds import Bounds
from pas_gov.diagnostics import Diagnostic, Location, Stop, printable
from pas_gov.foundation.installing import install_command
from pas_gov.foundation.progress import with_progress

if TYPE_CHECKING:
    from pas_gov.diagnosis.sources.web.crawl import Crawl

_NEEDED = ("warcio", "protego", "usp", "urllib3")
WARC = (".warc", ".warc.gz")
MOST_NAMED = 50
"""Pages that weren't read and are named one by one; the rest are counted."""


def is_archive(given: str) -> bool:
    """Say whether a source is a WARC file by its name."""
    return given.lower().endswith(WARC)


def default_archive(address: str) -> str:
    """Return the file in which the pages of a site are kept where none is named: after its host, in this folder."""
    return f"{site_of(_start(address)).replace(':', '_').strip('[]')}.warc.gz"


def archive_pages(path: str, problems: list[Diagnostic]) -> Iterator[Page]:
    """Yield the pages of a WARC file, each address once, its last answer. Stops: no-such-path (2), missing-extra."""
    _need_extra()
    from pas_gov.diagnosis.sources.web.archive import DamagedArchive, kept_answers

    if not os.path.exists(path):
        raise Stop("no-such-path", f"there is no {printable(path)}", "name a WARC file", status=2)
    found = {}
    with open(path, "rb") as file:
        try:
            for answer, _ in kept_answers(file):
                found[answer.url] = answer  # its last answer, where it was asked twice
        except DamagedArchive as error:
            problems.append(
                Diagnostic(
                    "unreadable", f"{error}: what follows isn't read", Location(path), "fetch it again"
                )
            )
    yield from _pages(found.values(), problems)


def site_pages(address: str, keep: str, bounds: Bounds, problems: list[Diagnostic]) -> Iterator[Page]:
    """Yield the pages of a site, and keep them in a WARC file, from which a broken-off run goes on.

    What isn't read becomes a problem. Stops: missing-extra, unwritable, damaged-archive, site-unreachable.
    """
    _need_extra()
    from pas_gov.diagnosis.sources.web.archive import DamagedArchive, Keeper, resumed
    from pas_gov.diagnosis.sources.web.crawl import Crawl
    from pas_gov.diagnosis.sources.web.fetching import answer_of
    from pas_gov.diagnosis.sources.web.guarded_http import http_client

    logging.getLogger("usp").setLevel(logging.CRITICAL)  # it reports what it makes of each sitemap
    try:
        before = resumed(keep)
        keeper = Keeper(keep)
    except DamagedArchive as error:
        message = f"{printable(keep)} is there, and {error}"
        raise Stop("damaged-archive", message, "name another file: --keep FILE.warc.gz") from error
    except OSError as error:
        raise Stop(
            "unwritable",
            f"{printable(keep)} can't be written: {error.strerror}",
            "name another file: --keep FILE",
        ) from error
    client = http_client(private=bounds.private)
    crawl = Crawl(
        _start(address), bounds, lambda url: answer_of(client, url), lambda one: keeper.keep(one, _now())
    )
    number = 0
    try:
        for page in _pages(with_progress(crawl.answers(before), None, "pages"), problems):
            number += 1
            yield page
    finally:
        keeper.close()
        client.clear()
    problems += _problems(crawl, number)


def _start(address: str) -> str:
    found = joined(address, "")
    if not found:
        raise Stop(
            "no-address",
            f"{printable(address)} is no address of a site",
            "write it as https://acme.example",
            status=2,
        )
    return found


def _now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _problems(crawl: Crawl, number: int) -> Iterator[Diagnostic]:
    """Yield why pages weren't read. It is an error where they should have been, and where none was read at all."""
    for url, fact in list(crawl.why.items())[:MOST_NAMED]:
        if url in crawl.failed or not number:
            remedy = "see to it, and run the same command again: it goes on from there"
            yield Diagnostic("page-unreadable", fact, Location(url), remedy)
        else:
            yield Diagnostic("page-not-read", fact, Location(url), "", "warning")
    if (more := len(crawl.why) - MOST_NAMED) > 0:
        yield Diagnostic(
            "page-not-read", f"{more:,} more pages weren't read", Location(crawl.start), "", "warning"
        )
    if not number and not crawl.why:
        message = "no page was read: robots.txt forbids it, or couldn't be read"
        yield Diagnostic(
            "page-unreadable",
            message,
            Location(crawl.start),
            "ask whoever runs the site, or name a mirror of it",
        )
    for reason, count in sorted(crawl.skipped.items()):
        if count:
            yield Diagnostic("passed-over", f"{count:,} {reason}", Location(crawl.start), "", "warning")


def _pages(answers: Iterable[object], problems: list[Diagnostic]) -> Iterator[Page]:
    from pas_gov.diagnosis.sources.web.contents import TEXTS, in_utf8
    from pas_gov.diagnosis.sources.web.fetching import Answer

    seen = set[bytes]()
    for one in answers:
        if (
            not isinstance(one, Answer)
            or one.status != 200
            or one.kind not in TEXTS
            or not is_address(one.url)
        ):
            continue
        if one.url.rpartition("/")[2] in ("robots.txt", "sitemap.xml"):
            continue
        if one.why:
            problems.append(Diagnostic("page-not-read", one.why, Location(one.url), "", "warning"))
            continue
        digest = hashlib.sha256(one.content).digest()
        if digest in seen:
            continue  # the same page under another address
        seen.add(digest)
        yield Page(path_of(one.url, one.kind), in_utf8(one.content, one.header("content-type")), one.url)


def _need_extra() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise Stop(
            "missing-extra",
            f"sites and WARC files are read with libraries that aren't installed ({', '.join(missing)})",
            install_command("pas-gov[web]"),
        )
