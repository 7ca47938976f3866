"""One PostgreSQL for all tests of a process that ask for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgresql_server import MISSING, postgresql_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Yield the folder of the socket of a server; skip where PostgreSQL isn't installed."""
    if MISSING:
        pytest.skip(MISSING)
    with tempfile.TemporaryDirectory(prefix="pg-") as folder, postgresql_server(Path(folder)) as place:
        yield place
