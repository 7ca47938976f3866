"""What pictures standard output gets: blocks, plain characters where its encoding has no blocks, none for a file."""

from __future__ import annotations

import io
import sys

import pytest

from pas_gov.commands.terminal import terminal_style


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("encoding", "environment", "pictures"),
    [
        ("utf-8", {}, "blocks"), ("cp437", {}, "ascii"), ("cp1252", {}, "ascii"), ("ascii", {}, "ascii"),
        ("utf-8", {"TERM": "dumb"}, "none"), ("utf-8", {"NO_COLOR": "1"}, "blocks"),
    ],
)  # fmt: skip
def test_a_terminal(encoding, environment, pictures, monkeypatch):
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO(), encoding=encoding))
    assert terminal_style().pictures == pictures


def test_a_file_gets_none_unless_they_are_forced(monkeypatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("TERM", raising=False)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert terminal_style().pictures == "none"
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert terminal_style().pictures == "blocks"
