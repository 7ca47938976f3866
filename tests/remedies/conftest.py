"""What all tests of remedies share."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from following import forget_places

from pas_gov.git import process

SETTLED = {
    "rev-parse",
    "symbolic-ref",
    "for-each-ref",
    "config",
}  # what remedies leave as it is: they never commit


@pytest.fixture(scope="session", autouse=True)
def nobodys_settings_for_long() -> Iterator[None]:
    """Hide the settings and the git variables of whoever runs the tests; remove the repositories at the end."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_"))]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield
    forget_places()


@pytest.fixture(scope="module", autouse=True)
def asked_once() -> Iterator[None]:
    """Ask git once for the folders, refs and settings of each repository: a quarter of all that is asked of it."""
    known: dict[tuple[str, ...], subprocess.CompletedProcess[bytes]] = {}

    def answered(arguments: list[str], *, check: bool, **how: Any) -> subprocess.CompletedProcess[bytes]:
        asked = (str(how["cwd"]), *arguments)
        if asked not in known:
            done = subprocess.run(arguments, check=check, **how)
            if not SETTLED & set(arguments):
                return done
            known[asked] = done
        return known[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "subprocess", SimpleNamespace(run=answered))
        yield
