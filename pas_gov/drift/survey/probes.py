"""What a bot answered when it was last asked (``pas-gov probe``): a text of the zone AI and Automation."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.survey.surfaces import LongText, Text, text_of
from pas_gov.drift.zones.surface_zones import SurfaceZones

FOLDER = "probes"
ZONE = "ai-automation"
NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z\.jsonl")
"""How ``probe`` names its answers: by the time of asking, so that the last name is the newest."""


def newest_probe(root: str) -> str:
    """Return the path of the newest answers below a root, "" for none; nothing is read through a link."""
    place = os.path.join(root, FOLDER)
    try:
        names = [] if os.path.islink(place) else os.listdir(place)
    except OSError:
        return ""
    kept = [name for name in names if NAME.fullmatch(name) and not os.path.islink(os.path.join(place, name))]
    return f"{FOLDER}/{max(kept)}" if kept else ""


def probe_texts(root: str) -> Iterator[Text | LongText | Diagnostic]:
    """Yield the newest answers as a text, where there are any."""
    path = newest_probe(root)
    if path:
        yield text_of(os.path.join(root, path), path)


def with_probes(zones: SurfaceZones, root: str) -> SurfaceZones:
    """Return the zones of texts, the newest answers among them, unless a promise names these itself."""
    path = newest_probe(root)
    named: Mapping[str, tuple[str, ...]] = {path: (ZONE,)} if path else {}
    return SurfaceZones({**named, **zones.named}, zones.of_promise)
