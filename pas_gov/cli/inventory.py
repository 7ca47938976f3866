"""Commands that read a folder or a commit and tell what is there."""

from __future__ import annotations

from datetime import date

import click

from pas_gov.cli.completion import PromiseId
from pas_gov.cli.options import (
    PROGRESS,
    SPREADSHEET,
    OnceCommand,
    day,
    for_spreadsheet,
    format_option,
    repo_option,
    utc_today,
)
from pas_gov.model.records.promise import LAYERS, ZONES

STATUSES = ("proposed", "active", "superseded", "retired")


@click.command(cls=OnceCommand)
@repo_option
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--today", callback=day, metavar="DATE", help="Check as on this day.  [default: today, in UTC]")
@PROGRESS
@format_option("text", "json")
def validate(repo: str, paths: tuple[str, ...], format_: str, today: date | None) -> int:
    """Check all records and policies of the work tree; every problem of every file at once.

    With PATHS, show the problems of these files and folders alone. Works outside git, too.

    \b
    Example:
      pas-gov validate
      pas-gov validate promises/core
    """
    from pas_gov.commands.validate import validate_command

    return validate_command(repo, paths, format_, today or utc_today())


@click.command(cls=OnceCommand)
@repo_option
@click.option("--ref", metavar="REF", help="Read this commit.  [default: the work tree]")
@click.option(
    "--as-of", "at", metavar="DATE|REV", help="As the branch stood by the end of this day, or at this commit."
)
@click.option(
    "--layer", "layers", multiple=True, type=click.Choice(LAYERS), help="Of this layer; repeatable."
)
@click.option(
    "--zone", "zones", multiple=True, type=click.Choice(list(ZONES)), help="Delivered here; repeatable."
)
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="Repeatable.")
@click.option("--owner", "owners", multiple=True, metavar="WHO", help="Whom it belongs to; repeatable.")
@click.option("--audience", "audiences", multiple=True, metavar="WHO", help="Who relies on it; repeatable.")
@click.option("--tag", "tags", multiple=True, metavar="TEXT", help="Repeatable.")
@click.option(
    "--text", "words", multiple=True, metavar="WORDS", help="With these words in its texts; repeatable."
)
@click.option("--today", callback=day, metavar="DATE", help="Judge as on this day.  [default: today in UTC]")
@format_option("text", "json", "csv", "markdown")
@SPREADSHEET
def inventory(  # noqa: PLR0913  (one parameter for each option)
    repo: str, ref: str | None, at: str | None, today: date | None, format_: str, spreadsheet: bool,
    **wanted: tuple[str, ...],
) -> int:  # fmt: skip
    """List promises by layer: what each zone says of them, who owns them, and which alignments need an answer.

    Above them stands the stack by layer and zone: how many active promises are kept there, drifting, broken, or not
    attested. Filters of one kind widen, of several kinds narrow. With --as-of, the branch of --ref (else HEAD) as it
    stood then: first parents, by the latest committer's date so far.

    Exit status: 0, or 3 where a file can't be read, so that what is listed isn't all.

    \b
    Example:
      pas-gov inventory --layer core --zone delivery-support
      pas-gov inventory --as-of 2026-03-31 -f csv
    """
    from pas_gov.commands.inventory import InventoryOptions, inventory_command
    from pas_gov.model.stack.selection import Selection

    return inventory_command(
        InventoryOptions(repo, ref, at, Selection(**wanted), for_spreadsheet(format_, spreadsheet)),
        format_,
        today or utc_today(),
    )


@click.command(cls=OnceCommand)
@repo_option
@click.option("--subject", required=True, metavar="FILE", help="Facts about the customer, as YAML or JSON.")
@click.option("--ref", metavar="REF", help="Read this branch or commit.  [default: the work tree]")
@click.option("--as-of", "at", metavar="DATE|REV", help="What was owed by the end of that day.")
@click.option("--today", callback=day, metavar="DATE", help="Judge as on this day.  [default: today in UTC]")
@click.option("--explain", is_flag=True, help="Show each condition in CEL, each part of it with its value.")
@format_option("text", "json", "markdown")
def owed(  # noqa: PLR0913  (one parameter for each option)
    repo: str, subject: str, ref: str | None, at: str | None, today: date | None, explain: bool, format_: str
) -> int:
    """List what one customer is owed: the conditions of Conditional promises are held against the facts in FILE.

    FILE says what is known, such as plan: enterprise and seats: 40. What the facts can't decide is said so, with
    the fact that is missing, never taken for "doesn't apply". Legacy and Experimental promises are shown with whom
    they were made to: no fact decides that. A promise that ended is listed while it is still owed.

    \b
    Example:
      pas-gov owed --subject acme.yaml
      pas-gov owed --subject acme.yaml --as-of 2025-12-31 --explain

    Exit status: 0 whatever is owed, 2 wrong usage or no usable FILE, 3 where a promise's file couldn't be read.
    """
    from pas_gov.commands.owed import OwedOptions, owed_command

    return owed_command(OwedOptions(repo, subject, ref, at, explain), format_, today or utc_today())


@click.command(cls=OnceCommand)
@repo_option
@click.argument("core", required=False, default="", metavar="[ID]", type=PromiseId())
@click.option(
    "--ref",
    metavar="REF",
    default="HEAD",
    show_default=True,
    help="The history of this commit; A..B for what came after A up to B.",
)
@click.option(
    "--today", callback=day, metavar="DATE", help="What has stopped by this day.  [default: today in UTC]"
)
@format_option("text", "json", "markdown")
def propagation(repo: str, core: str, ref: str, today: date | None, format_: str) -> int:
    """For each change of a Core: which promises and zones have answered; executed or not, and what is missing.

    A change is executed when every promise that rests on it has answered (reviewed, amended, superseded or
    retired), what it superseded has ended, and every zone is attested since. With ID, the changes of that Core.

    \b
    Example:
      pas-gov propagation
      pas-gov propagation most-reliable --ref v1..main -f markdown

    Exit status: 0 executed or not, 3 where something couldn't be read.
    """
    from pas_gov.commands.propagation import propagation_command

    return propagation_command(repo, ref, core, format_, today or utc_today())
