"""Layers, zones and statuses by the names that people write."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pas_gov.diagnostics import nearest
from pas_gov.model.records.promise import LAYERS, STATUSES, ZONES
from pas_gov.sheets.table import Unreadable

PARTS = {
    "sales-marketing": ("sales", "marketing", "sm"),
    "product-capability": ("product", "capability", "pc"),
    "delivery-support": ("delivery", "support", "ds"),
    "documentation-knowledge": ("documentation", "knowledge", "docs", "dk"),
    "ai-automation": ("ai", "automation"),
}
MEANT = {
    "draft": "proposed", "proposal": "proposed", "planned": "proposed", "live": "active", "current": "active",
    "in force": "active", "replaced": "superseded", "ended": "retired", "expired": "retired",
}  # fmt: skip
STATUS_WORDS: Mapping[str, str] = {**{status: status for status in STATUSES}, **MEANT}
YES = frozenset({"x", "yes", "y", "true", "1", "✓", "✔", "☑"})
NO = frozenset({"no", "n", "false", "0", "-", "\u2013", "☐"})
STATES = frozenset({"kept", "overdue", "reworded", "unattested", "unknown", "drifting", "broken", "named"})
"""What a zone's column of ``inventory -f csv`` holds: that the zone delivers the promise, and how that stands."""


def plain_name(text: str) -> str:
    """Return a name without case, marks and double blanks: "Zone(s)" and "zones" are one."""
    text = re.sub(r"\((e?s)\)", r"\1", text.casefold()).replace("&", " and ")
    return " ".join(re.findall(r"[^\W_]+", text))


ZONE_WORDS: Mapping[str, str] = {
    **{part: zone for zone, parts in PARTS.items() for part in parts},
    **{
        plain_name(name): zone
        for pair in ZONES.items()
        for name, zone in zip(pair, (pair[0],) * 2, strict=True)
    },
}


def layer_named(text: str) -> str | Unreadable:
    """Return the layer of a name: Core, core promise, CORE."""
    name = plain_name(text)
    for ending in (" promises", " promise", " layer"):
        name = name.removesuffix(ending)
    name = {"experiment": "experimental", "beta": "experimental"}.get(name, name)
    if name in LAYERS:
        return name
    near = nearest(name, LAYERS)
    remedy = f'did you mean "{near}"?' if near else f"the layers are {', '.join(LAYERS)}"
    return Unreadable(f'"{text}" is no layer', remedy)


def status_named(text: str) -> str | Unreadable:
    """Return the status of a name."""
    found = STATUS_WORDS.get(plain_name(text))
    return found or Unreadable(f'"{text}" is no status', f"the statuses are {', '.join(STATUSES)}")


def zones_named(texts: tuple[str, ...]) -> tuple[str, ...] | Unreadable:
    """Return the zones of names, each once, in the order of the five; ``all`` are all of them."""
    found: set[str] = set()
    for text in texts:
        name = plain_name(text)
        known = ZONE_WORDS.get(name)
        apart = [ZONE_WORDS.get(plain_name(part)) for part in re.split(r"[/&+]|\band\b", text)]
        if name in ("all", "all zones", "all five", "every zone"):
            found |= set(ZONES)
        elif known:
            found.add(known)
        elif all(apart):
            found |= {zone for zone in apart if zone}
        else:
            near = nearest(name, ZONE_WORDS)
            remedy = (
                f'did you mean "{ZONES[ZONE_WORDS[near]]}"?'
                if near
                else f"the zones are {', '.join(ZONES.values())}"
            )
            return Unreadable(f'"{text}" is no zone', remedy)
    return tuple(zone for zone in ZONES if zone in found)
