"""The command that keeps CODEOWNERS true."""

from __future__ import annotations

import click

from pas_gov.cli.options import OnceCommand, format_option, repo_option


@click.command(cls=OnceCommand)
@repo_option
@click.option("--check", is_flag=True, help="Write nothing; say whether the file is true.")
@click.option(
    "--base",
    metavar="REF",
    help="With --check: whether REF asks the old owner of each promise that it loses.",
)
@format_option("text", "json")
def owners(repo: str, check: bool, base: str | None, format_: str) -> int:
    """Make CODEOWNERS of the promises' owners, so that GitHub asks them about a change.

    Each promise's file goes to its owner; policies, settings, .github and the rest to the governance owners whom
    pas-gov.yaml names (owners: ["@acme/governance"]). They stand in a block between two comments; whatever else
    the file holds stays as it is.

    \b
    Example:
      pas-gov owners
      pas-gov owners --check --base origin/main

    Exit status: 0 true or written, 1 stale or wrong, 3 where an owner can't be read.
    """
    from pas_gov.commands.owners import owners_command

    return owners_command(repo, check=check, base=base, format_=format_)
