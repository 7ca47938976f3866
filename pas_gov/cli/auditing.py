"""Commands for those who read the history as a record: events, verification, evidence."""

from __future__ import annotations

from datetime import date

import click

from pas_gov.cli.completion import PromiseId
from pas_gov.cli.options import day, format_option, repo_option, utc_today

LAYERS = ("core", "supporting", "conditional", "experimental", "legacy")


class WithDefault(click.Group):
    """A group one of whose commands is meant where none is named."""

    default = "events"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command first, unless a command of the group is named or help is asked for."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [self.default, *args]
        return super().parse_args(ctx, args)


@click.group(cls=WithDefault)
def ledger() -> None:
    """Read the history of promises as typed events, and judge it again.

    Without a command's name, `events` is meant: pas-gov ledger most-reliable.

    \b
    Example:
      pas-gov ledger
      pas-gov ledger most-reliable --material
      pas-gov ledger verify
    """


@ledger.command()
@repo_option
@click.argument("ids", nargs=-1, metavar="[ID]...", type=PromiseId())
@click.option(
    "--ref", default="HEAD", show_default=True, metavar="REF", help="The history of this commit; also A..B."
)
@click.option(
    "--layer", "layers", type=click.Choice(LAYERS), multiple=True, help="Only of this layer, before or after."
)
@click.option("--zone", "zones", metavar="ZONE", multiple=True, help="Only of promises of this zone.")
@click.option(
    "--kind", "kinds", metavar="KIND", multiple=True, help="Only this kind of change, such as weakened."
)
@click.option(
    "--owner", "owners", metavar="OWNER", multiple=True, help="Only of this owner (a part is enough)."
)
@click.option(
    "--author", "authors", metavar="NAME", multiple=True, help="Only by this author (a part is enough)."
)
@click.option("--since", callback=day, metavar="DATE", help="Not before this day.")
@click.option("--until", callback=day, metavar="DATE", help="Not after this day.")
@click.option("--material", is_flag=True, help="Only what changed what is promised.")
@click.option("--reverse", is_flag=True, help="Oldest first.")
@click.option("--most", type=click.IntRange(0), default=0, metavar="N", help="The N newest events.")
@format_option("text", "json", "csv", "markdown")
def events(  # noqa: PLR0913  (one parameter for each option)
    repo: str, ids: tuple[str, ...], ref: str, layers: tuple[str, ...], zones: tuple[str, ...], kinds: tuple[str, ...],
    owners: tuple[str, ...], authors: tuple[str, ...], since: date | None, until: date | None, material: bool,
    reverse: bool, most: int, format_: str,
) -> int:  # fmt: skip
    """List what each commit did to which promise, newest first. Identity is the id, whatever a file is called.

    \b
    Example:
      pas-gov ledger most-reliable
      pas-gov ledger --kind weakened --since 2026-01-01 -f csv

    Exit status: 0, or 3 where a commit couldn't be read.
    """
    from pas_gov.commands.ledger import LedgerOptions, ledger_command
    from pas_gov.ledger.events import EVENT_KINDS, Filter
    from pas_gov.stack.naming import zone_named

    wrong = next((kind for kind in kinds if kind not in EVENT_KINDS), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is none of {', '.join(EVENT_KINDS)}", param_hint="--kind")
    wanted = Filter(
        ids, layers, tuple(map(zone_named, zones)), kinds, owners, authors, since, until, material
    )
    return ledger_command(LedgerOptions(repo, ref, wanted, reverse, most), format_, utc_today())
