"""The feed: well-formed Atom with what RFC 4287 asks of a feed and of each entry, whatever strangers wrote."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from builders import promise_data
from hostile import OWN
from test_pages import _hostile, site_of

from pas_gov.site.feed import ATOM, feed

NEEDED = ("id", "title", "updated")


def read(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


@pytest.mark.parametrize("text", ["Plain & simple <b>", *OWN])
def test_it_is_well_formed_and_has_what_a_feed_needs(text):
    root = read(feed(_hostile(text)))
    entries = root.findall(f"{{{ATOM}}}entry")
    assert entries
    for one in (root, *entries):
        assert all(one.findtext(f"{{{ATOM}}}{name}") for name in NEEDED)
    assert all(one.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name") for one in entries)


def test_entries_lead_to_the_page_of_their_promise_and_have_ids_of_their_own():
    entries = read(feed(site_of(promise_data("a"), promise_data("b")))).findall(f"{{{ATOM}}}entry")
    links = [one.find(f"{{{ATOM}}}link").get("href") for one in entries]
    assert links == ["promises/a.html", "promises/b.html"]
    assert len({one.findtext(f"{{{ATOM}}}id") for one in entries}) == 2
