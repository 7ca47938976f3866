"""All that a text is held against, as plain data: what a scan needs to know of a repository, and not where that is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.drift.matching.exceptions import AcceptedException
from pas_gov.drift.zones.surface_zones import SurfaceZones
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.known_wordings import Wording


@dataclass(frozen=True, slots=True)
class Promised:
    """Every wording that stands or stood, by promise; the zones of the texts that promises name; what was accepted.

    ``today`` is the day for which texts are judged; ``speakers`` is the map of the settings: a name to ours, theirs or
    ignore.
    """

    today: date
    wordings: tuple[Wording, ...]
    zones: SurfaceZones
    speakers: Mapping[str, str]
    exceptions: tuple[AcceptedException, ...]
