"""Fixtures for everyone: throwaway repositories (see gitrepo.py); and which tests are ``whole``."""

from __future__ import annotations

import gc
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import surroundings
from cases import shared
from gitrepo import Repo
from hypothesis import settings
from laws import QUICK, profile

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

gc.disable()  # until the tests are collected, which makes a million values that all stay

WHOLE = {"new_repo", "browser", "demo"}  # whoever asks for one of these runs git, or a browser
WHOLE_MODULE = re.compile(r"^pytestmark = (\[\s+)?pytest\.mark\.(whole|slow)\b", re.MULTILINE)
TESTS = Path(__file__).parent
OF_LIBRARIES = {"lscpu"}  # what numpy 2.0 and 2.1 ask as they are imported by scipy
STARTS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.system", "os.exec"}
_alone: list[str] = []  # the test that runs now, if it must not start a process


def pytest_configure(config: pytest.Config) -> None:
    """Try as many examples of each law as the chosen tests call for; keep state apart."""
    settings.load_profile(profile(config.option.markexpr))
    config.add_cleanup(surroundings.remove)
    _keep_state_apart(config)


def _keep_state_apart(config: pytest.Config) -> None:
    """Let what a run leaves for the next one outside git stand in a folder of the tests' own, not in the user's."""
    state = tempfile.TemporaryDirectory(prefix="pas-gov-state-")
    config.add_cleanup(state.cleanup)
    os.environ["XDG_STATE_HOME"] = state.name


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Don't even import a module that is whole where the quick set is asked for: importing was half of its time."""
    if _is_quick(config) and collection_path.suffix == ".py":
        return bool(WHOLE_MODULE.search(collection_path.read_text(encoding="utf-8"))) or None
    return None


def _is_quick(config: pytest.Config) -> bool:
    return profile(config.option.markexpr) == QUICK


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as whole what uses a real repository or a browser, and what is slow; other tests that start processes say so."""
    for item in items:
        if WHOLE & set(getattr(item, "fixturenames", ())) or "slow" in item.keywords:
            item.add_marker("whole")
        if wrong := shared(getattr(item, "obj", None), getattr(item, "fixturenames", ())):
            raise pytest.UsageError(f"{item.nodeid}: {wrong}")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of pytest-xdist whether tests are compiled, which it couldn't say: others may be at it by now."""
    node.workerinput["compiled"] = sys.dont_write_bytecode or any(TESTS.glob("*/__pycache__/test_*-pytest-*"))


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[object]:
    """After a fresh clone let one process compile all tests and libraries; those that wait for it read what it wrote."""
    if getattr(session.config, "workerinput", {}).get("compiled", True) or fcntl is None:
        return (yield)
    with open(__file__) as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return (yield)


def pytest_collection_finish() -> None:
    """Let collecting garbage pass over what was collected; and do it seldom: tests build thousands of small values."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let only whole tests start a process: the others stay quick."""
    _alone[:] = [] if "whole" in item.keywords else [item.nodeid]
    try:
        return (yield)
    finally:
        _alone.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    """Let what many tests had together end, whichever test is the last of them."""
    _alone.clear()


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if _alone and event in STARTS and not (arguments and arguments[0] in OF_LIBRARIES):
        pytest.fail(f"{_alone[0]} starts a process ({event}): mark it with pytest.mark.whole", pytrace=True)


sys.addaudithook(_refuse)


@pytest.fixture
def nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the settings and the git variables of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_", "CI"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def new_repo(tmp_path: Path, nobodys_settings: None) -> Callable[..., Repo]:
    """Return a function that makes a repository of a name, with further options of git init."""
    return lambda name, *init: Repo(tmp_path / name, *init)


@pytest.fixture
def repo(new_repo: Callable[..., Repo]) -> Repo:
    """Return an empty repository."""
    return new_repo("repo")
