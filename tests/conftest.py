"""Fixtures for everyone: throwaway repositories (see gitrepo.py)."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import Repo

gc.set_threshold(
    100_000, 20, 50
)  # collecting was an eighth of the time: tests build thousands of small values


@pytest.fixture
def nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the settings and the git variables of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_"))]:
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
