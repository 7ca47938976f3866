"""Commands that look ahead: what a change would ask, before it is made."""

from __future__ import annotations

from datetime import date

import click

from pas_gov.cli.completion import PromiseId
from pas_gov.cli.options import OnceCommand, day, format_option, repo_option, utc_today


@click.command(cls=OnceCommand)
@repo_option
@click.argument("identity", metavar="ID", type=PromiseId())
@click.option("--ref", metavar="REF", help="Read this commit.  [default: the work tree]")
@click.option(
    "--today",
    callback=day,
    metavar="DATE",
    help="As if the change were made on this day.  [default: today in UTC]",
)
@format_option("text", "json", "markdown")
def impact(repo: str, identity: str, ref: str | None, today: date | None, format_: str) -> int:
    """Before a promise is changed: who would have to answer, which zones it touches, whom to ask and to tell.

    Those who are asked at once, and those who rest on them; the Legacy promises that must decide about a Core;
    the notices and the earliest last day if it ends. Markdown is for the pull request.

    \b
    Example:
      pas-gov impact most-reliable
      pas-gov impact most-reliable --ref main -f markdown

    Exit status: 0, or 3 where files can't be read, so that somebody may be missing.
    """
    from pas_gov.commands.impact import impact_command

    return impact_command(repo, identity, ref, format_, today or utc_today())
