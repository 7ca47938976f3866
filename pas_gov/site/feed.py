"""The feed of material changes, as Atom (RFC 4287): links are relative, ids don't depend on where it is served."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from pas_gov.diagnostics import printable
from pas_gov.ledger.events.events import Event
from pas_gov.site.event_words import event_words
from pas_gov.site.model import Site

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 100


def feed(site: Site) -> str:
    """Return the newest material changes, one entry each."""
    root = Element("feed", xmlns=ATOM)
    material = [event for event in site.events if event.material and event.promise][:ENTRIES]
    newest = material[0].origin.day if material else site.today
    _text(root, "id", f"urn:pas-gov:site:{site.name}")
    _text(root, "title", f"{site.name}: changes of promises")
    _text(root, "updated", f"{newest.isoformat()}T00:00:00Z")
    SubElement(root, "link", rel="self", href="feed.xml")
    SubElement(root, "link", rel="alternate", type="text/html", href="index.html")
    for event in material:
        _entry(SubElement(root, "entry"), event)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(entry: Element, event: Event) -> None:
    title = event.entry.promise.title if event.entry else event.promise
    _text(entry, "id", f"urn:pas-gov:{event.origin.commit}:{event.promise}")
    _text(entry, "title", f"{title}: {event_words(event)}")
    _text(entry, "updated", f"{event.origin.day.isoformat()}T00:00:00Z")
    _text(SubElement(entry, "author"), "name", event.origin.author or "unknown")
    SubElement(entry, "link", rel="alternate", type="text/html", href=f"promises/{event.promise}.html")
    _text(entry, "summary", event.origin.subject)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = printable(text)
