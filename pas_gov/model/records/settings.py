"""The settings of a repository as they are written (SPEC 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.calendar import Calendar, calendars_from
from pas_gov.model.records.normal import fold
from pas_gov.model.records.policy import Enforcement

SETTINGS_PATH = "pas-gov.yaml"
WAIVER_DAYS = 90
DOCS = "policies/README.md"  # the page that `pas-gov docs` makes


@dataclass(frozen=True, slots=True)
class Settings:
    """What a repository changes of the defaults; without a file, nothing."""

    enforcement: Mapping[str, Enforcement] = field(default_factory=dict)
    params: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    waiver_days: int = WAIVER_DAYS
    surface_roots: tuple[str, ...] = (".",)
    sources: Mapping[str, str] = field(default_factory=dict)
    read_only_accounts: frozenset[str] = frozenset()
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    owners: tuple[str, ...] = ()
    adopted: str = ""
    docs: str = DOCS
    base: str = ""
    teams: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forges: Mapping[str, str] = field(default_factory=dict)
    probes: tuple[tuple[str, str], ...] = ()  # a promise's id, or "", and a question
    speakers: Mapping[str, str] = field(default_factory=dict)
    semantic_model: str = ""
    semantic_digest: str = ""

    def speaks_for(self, signer: str, owner: str) -> bool:
        """Tell whether a signer answers for an owner: the owner itself, or a member of the team that it is."""
        who, whose = _handle(signer), _handle(owner)
        members = (one for team, names in self.teams.items() if _handle(team) == whose for one in names)
        return bool(who) and (who == whose or who in map(_handle, members))


def _handle(name: str) -> str:
    """Return a handle or an address as hosts compare them: case means nothing."""
    return fold(name).casefold()


def settings_from(data: Mapping[str, Any]) -> Settings:
    """Build Settings from a mapping that the settings schema accepts."""
    return Settings(
        enforcement=data.get("enforcement", {}),
        params=data.get("params", {}),
        waiver_days=data.get("waivers", {}).get("max_days", WAIVER_DAYS),
        surface_roots=tuple(data.get("surfaces", {}).get("roots", (".",))),
        sources=data.get("sources", {}),
        read_only_accounts=frozenset(data.get("read_only_accounts", ())),
        calendars=calendars_from(data.get("calendars", {})),
        owners=tuple(data.get("owners", ())),
        adopted=data.get("adopted", ""),
        docs=data.get("docs", DOCS),
        base=data.get("base", ""),
        teams={team: tuple(members) for team, members in data.get("teams", {}).items()},
        forges=data.get("forges", {}),
        probes=tuple((one.get("promise", ""), one["ask"]) for one in data.get("probes", ())),
        speakers=data.get("speakers", {}),
        semantic_model=data.get("semantic", {}).get("model", ""),
        semantic_digest=data.get("semantic", {}).get("digest", ""),
    )
