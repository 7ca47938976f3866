"""The demo's site, made once, and a browser to look at pages with."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pas_gov.cli import cli

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo's repository, with its first change checked out."""
    folder = tmp_path_factory.mktemp("demo") / "acme"
    assert cli.main(["demo", "--keep", str(folder)], standalone_mode=False) == 0
    return folder


@pytest.fixture(scope="session")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo's site, with the comparison of the pull request that answers everything."""
    folder = tmp_path_factory.mktemp("site") / "pages"
    given = [
        "--repo",
        str(demo),
        "--output",
        str(folder),
        "--today",
        "2026-06-12",
        "--compare",
        "main..all-answers",
    ]
    assert cli.main(["site", *given], standalone_mode=False) == 0
    return folder


@pytest.fixture(scope="session")
def drifted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the drifted demo, with texts and indicators looked at, and pages of owners."""
    org, folder = (
        tmp_path_factory.mktemp("drifted") / "acme",
        tmp_path_factory.mktemp("drifted-site") / "pages",
    )
    assert cli.main(["demo", "--drifted", "--keep", str(org)], standalone_mode=False) == 0
    given = [
        "--repo",
        str(org),
        "--output",
        str(folder),
        "--drift",
        "--owners",
        "--board",
        "--today",
        "2026-08-15",
    ]
    assert cli.main(["site", *given], standalone_mode=False) == 0
    return folder


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[object]:
    """Return a function that serves a folder on this machine, and gives its address."""
    servers = []

    def served(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield served
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Return a headless Chromium; skips where there is none."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("there is no Chromium here: apt-get install chromium-headless-shell")
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright isn't installed")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()
