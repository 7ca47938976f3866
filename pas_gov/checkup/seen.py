"""What the checks look at: the folder, its files, its stack and rules, each read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date

from pas_gov.authoring.starting.pack_record import plain_content
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.request import Side
from pas_gov.loading.root import Root
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.snapshot import Snapshot

MOST_FILES = 200  # workflows that are looked at

FILL_IN = (
    "Write a handle (@name, @organisation/team) or an e-mail address in its place, then see that it is valid"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A governance repository as the checks see it."""

    folder: Root
    snapshot: Snapshot
    side: Side
    environ: Mapping[str, str]
    today: date

    def has(self, path: str) -> bool:
        """Tell whether a file or a folder is there."""
        return os.path.lexists(os.path.join(self.folder.path, path))

    def text(self, path: str) -> str:
        """Return the text of a file of at most 1 MiB, "" where there is none; never through a link."""
        return (plain_content(self.folder.path, path) or b"").decode("utf-8", "replace")

    def texts_in(self, folder: str, endings: tuple[str, ...]) -> dict[str, str]:
        """Return the texts of the files of a folder by path, those with these endings alone."""
        try:
            names = sorted(os.listdir(os.path.join(self.folder.path, folder)))
        except OSError:
            return {}
        chosen = [f"{folder}/{name}" for name in names if name.endswith(endings)][:MOST_FILES]
        return {path: self.text(path) for path in chosen}


def unfilled(text: str, blank: str) -> str:
    """Return, as a fact, that a file of settings still has the blank of a remedy; "" where it hasn't.

    A comment may have it. The settings themselves can't be used until it is filled in.
    """
    left = any(blank in line.partition("#")[0] for line in text.splitlines())
    return f"{SETTINGS_PATH} still has {blank} where a name belongs" if left else ""
