"""The map of speakers in the settings, and whose words a turn is by its format and by that map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pas_gov.diagnostics import UNPRINTABLE
from pas_gov.drift.texts.transcripts.turn import Speaker

Whose = Literal["ours", "theirs", "ignore", "unknown"]
_WHOSE: Mapping[str, Whose] = {"ours": "ours", "theirs": "theirs", "ignore": "ignore"}
NOBODY: Mapping[str, str] = {}


class Speakers:
    """Who speaks for whom: a name, an address, an id or a domain to ``ours``, ``theirs`` or ``ignore``."""

    def __init__(self, given: Mapping[str, str] = NOBODY) -> None:
        """Take the map as the settings have it; case, blanks around a name and an "@" before a domain mean nothing."""
        self.given = dict(given)
        self._known: dict[str, Whose] = {
            _key(name): _WHOSE.get(whose, "unknown") for name, whose in given.items()
        }

    def whose(self, speaker: Speaker) -> Whose:
        """Return whose words a speaker's are.

        What the format says stands; where it says nothing, the map decides. What the format takes for ours the map can
        take away, but it never makes ours of what the format says a customer wrote: anybody may call themselves
        "Support".
        """
        mapped = self._mapped(speaker)
        if speaker.side == "theirs":
            return "ignore" if mapped == "ignore" else "theirs"
        if speaker.side == "ours":
            return mapped if mapped in ("theirs", "ignore") else "ours"
        return mapped

    def _mapped(self, speaker: Speaker) -> Whose:
        """Return what the map says: of a name, an id or an address before its domain."""
        keys = [key for name in speaker.names for key in _keys(name)]
        domains = [part for key in keys if "@" in key for part in _domains(key)]
        return next((self._known[key] for key in (*keys, *domains) if key in self._known), "unknown")

    def key(self) -> str:
        """Return what tells two maps apart."""
        return repr(sorted(self._known.items()))


def visible(name: str) -> str:
    """Return a name without what can't be seen in it: the settings hold no such characters."""
    return " ".join(UNPRINTABLE.sub("", name).split())


def _key(name: str) -> str:
    return visible(name).casefold().removeprefix("@")


def _keys(name: str) -> list[str]:
    """Return what a name can be found by: itself, and both parts of "Anna Smith <anna@acme.example>"."""
    first, _, address = name.rstrip().removesuffix(">").partition("<")
    return [_key(name), *(_key(part.strip(' "')) for part in (address, first) if address and part.strip())]


def _domains(address: str) -> list[str]:
    """Return an address's domain and those that it lies in: eu.acme.example, acme.example."""
    parts = address.rpartition("@")[2].rstrip(">").split(".")[:10]
    return [".".join(parts[start:]) for start in range(len(parts) - 1)]
