"""Commands that read a folder or a commit and tell what is there."""

from __future__ import annotations

import click

from pas_gov.cli.options import format_option, repo_option


@click.command()
@repo_option
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@format_option("text", "json")
def validate(repo: str, paths: tuple[str, ...], format_: str) -> int:
    """Check all records and policies of the work tree; every problem of every file at once.

    With PATHS, show the problems of these files and folders alone. Works outside git, too.

    \b
    Example:
      pas-gov validate
      pas-gov validate promises/core
    """
    from pas_gov.commands.validate import validate_command

    return validate_command(repo, paths, format_)


@click.command()
@repo_option
@click.option("--ref", metavar="REF", help="Read this commit.  [default: the work tree]")
@format_option("text", "json")
def inventory(repo: str, ref: str | None, format_: str) -> int:
    """List every promise: its layer, status, owner and revision, and how its alignments stand.

    \b
    Example:
      pas-gov inventory -f json
    """
    from pas_gov.commands.inventory import inventory_command

    return inventory_command(repo, ref, format_)
