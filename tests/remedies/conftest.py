"""What all tests of remedies share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from following import forget_places


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
