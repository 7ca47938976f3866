"""What can't be meant is wrong usage, with a suggestion: a day that is none, a part of the ledger that isn't one."""

from __future__ import annotations

import click
import pytest
from cases import each_of
from gitrepo import Repo
from scenario import acme, files_of

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop
from pas_gov.git.process import failure


def stopped(repo: Repo, *arguments: str) -> Stop:
    repo.commit("Begin", files_of(acme()))
    with pytest.raises(Stop) as caught:
        cli.main([*arguments, "--repo", str(repo.path)], standalone_mode=False)
    return caught.value


def test_a_day_that_is_none_is_wrong_usage(repo, nobodys_settings):
    stop = stopped(repo, "inventory", "--as-of", "2026-13-01")
    assert (stop.status, stop.remedy) == (2, "write it as 2026-03-31, or as 31 March 2026")


def test_a_name_that_is_no_commit_is_none_still(repo, nobodys_settings):
    assert stopped(repo, "inventory", "--as-of", "mian").code == "missing-ref"


def test_a_part_of_the_ledger_is_suggested(repo, nobodys_settings):
    stop = stopped(repo, "ledger", "verfy")
    assert stop.status == 2
    assert stop.remedy.startswith("did you mean pas-gov ledger verify?")


def test_gits_own_hints_are_not_printed():
    said = failure("fatal: something\nhint: Disable this message with git config advice\n").message
    assert "something" in said
    assert "hint" not in said


@each_of(
    "words",
    [
        ("amend", "x", "--note", "a", "--note=b"),
        ("gate", "-f", "json", "--format", "text"),
        ("ledger", "--since", "2020-01-01", "--since", "2021-01-01"),
    ],
)
def test_an_option_of_one_value_given_twice_is_wrong_usage(words):
    with pytest.raises(
        click.UsageError, match=r"--(note|format|since) is given 2 times, and takes one value"
    ):
        cli.main([*words], standalone_mode=False)


def test_what_may_be_repeated_may_be():
    assert (
        cli.main(["amend", "--tag", "a", "--tag", "b", "--dry-run", "-n", "--help"], standalone_mode=False)
        == 0
    )
