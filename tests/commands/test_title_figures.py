"""``amend``: a title that keeps an earlier figure is told on standard error, once the change is written."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from pas_gov.cli import cli

HOURS = ("--term", "response at most 3h", "--statement", "We answer within three hours.")


def given(owner, *words: str) -> list[str]:
    return ["amend", "four-hours", *words, "--repo", str(owner.repo.path), "--today", "2026-06-01"]


def amended(owner, *words: str):
    return CliRunner().invoke(cli, given(owner, *words), standalone_mode=False)


def test_it_is_told_beside_the_report(owner, capsys: pytest.CaptureFixture[str]):
    assert cli.main(given(owner, *HOURS), standalone_mode=False) == 0
    said = capsys.readouterr()
    assert 'The title still says "Four hours"' in said.err
    assert "The title still says" not in said.out


def test_it_is_not_where_the_title_goes_along(owner):
    assert "The title" not in amended(owner, *HOURS, "--title", "An answer within three hours").output
