"""Writes into what is built the commit that it is built from: `pas-gov init` pins the action to it."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = "pas_gov/authoring/starting/texts/commit.txt"


class CommitHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the file where git knows the commit; a wheel made of an sdist finds it there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file to a wheel or an sdist."""
        commit = self._commit()
        if version == "editable" or not commit or (Path(self.root) / PLACE).is_file():
            return
        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / "commit.txt"
        file.write_text(f"{commit}\n", encoding="ascii")
        build_data["force_include"][str(file)] = PLACE

    def _commit(self) -> str:
        """Return the id of HEAD, where this folder is the root of a repository."""
        if not (Path(self.root) / ".git").exists():
            return ""
        asked = ["git", "-C", self.root, "rev-parse", "--verify", "HEAD"]
        try:
            done = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603  (fixed words)
            return done.stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            return ""
