"""Commands that need no promise on file: diagnose, which reads an organisation's texts alone."""

from __future__ import annotations

import os
from typing import Any

import click

from pas_gov.cli.options import PROGRESS, format_option
from pas_gov.cli.write_options import WritingCommand, split_options, write_options

KINDS = ("contradiction", "slip", "orphan")


@click.command(cls=WritingCommand)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--fail-on",
    "fail_on",
    multiple=True,
    type=click.Choice((*KINDS, "unread")),
    help="End with 1 on this; repeatable. unread: a text whose format, language or speaker isn't known, or a part of a "
    "history that isn't compared.",
)
@click.option("--no-history", is_flag=True, help="Don't read the history of a repository: no slips.")
@click.option(
    "--keep",
    default="",
    metavar="FILE",
    help="Keep a site's pages here, and go on from it.  [default: HOST.warc.gz]",
)
@click.option(
    "--pages", type=click.IntRange(1, 20_000), default=1000, show_default=True, help="Of a site, at most."
)
@click.option(
    "--seconds",
    type=click.FloatRange(1, 86_400),
    default=1800,
    show_default=True,
    help="For a site, at most.",
)
@click.option(
    "--delay",
    type=click.FloatRange(0, 60),
    default=0.5,
    show_default=True,
    help="Seconds between two pages of a site.",
)
@click.option(
    "--private", is_flag=True, help="Ask addresses that only this machine or network can reach, too."
)
@click.option(
    "--register",
    "register",
    multiple=True,
    metavar="ID",
    help="Write this candidate down as a proposed promise, or all.",
)
@click.option(
    "--sheet",
    default="",
    metavar="FILE",
    help="Write those candidates, or all, into a sheet for import (CSV, XLSX).",
)
@click.option(
    "--owner", default="", metavar="WHO", help="Who answers for deciding about them.  [default: you]"
)
@click.option(
    "--core", default="", metavar="ID", help="With --register or --sheet: link them to this promise."
)
@PROGRESS
@write_options
@format_option("text", "markdown", "json", "html")
def diagnose(  # noqa: PLR0913  (one parameter for each option)
    sources: tuple[str, ...],
    fail_on: tuple[str, ...],
    no_history: bool,
    keep: str,
    pages: int,
    seconds: float,
    delay: float,
    private: bool,
    register: tuple[str, ...],
    sheet: str,
    owner: str,
    core: str,
    format_: str,
    **given: Any,
) -> int:
    """Report what an organisation's texts promise, and where they come apart, before a promise is on file.

    Needs no governance repository. A SOURCE is a folder of texts (a site's mirror, a documentation folder), a file, a
    git repository, a WARC file, or the address of a site (both by the extra pas-gov[web]).

    The report names what is promised, grouped: sentences that promise the same thing to the same people are one
    candidate promise, with its figures, audience, condition, the zones in which it is said, and the layer that it looks
    like. Then what comes apart: contradictions among the texts (other figures or hours, a denial, free here and paid
    there, a condition here and none there, a beta promised as settled), slips in a repository's history (a weaker
    figure, a softer verb, a condition, or gone, with the commit), and orphans (a day that has passed, a beta that no
    other page mentions, what another page says is retired), the surest first, each with its sentences and their places.
    Last, what wasn't read.

    Of a site the pages that its sitemaps name and its pages link to are read, as its robots.txt allows; no script is
    run, no other site asked, no private address unless --private says so. Every page is kept in a WARC file with its
    address and time: the same command goes on from it, and `pas-gov diagnose HOST.warc.gz` makes the report again
    without the network.

    --register writes chosen candidates down in the governance repository of --repo, as proposed promises with their
    source, zone and surface; --core links them to a promise, which somebody has to review them against (realign).
    --sheet writes them into a sheet, to be completed and brought in by `pas-gov import`.

    \b
    Example:
      pas-gov diagnose site docs
      pas-gov diagnose site -f html > report.html
      pas-gov diagnose . --fail-on contradiction
      pas-gov diagnose https://acme.example --pages 500
      pas-gov diagnose site --register all --core most-reliable --dry-run
      pas-gov diagnose site --sheet promises.csv

    Exit status: 0 whatever is found, 1 a finding of a kind of --fail-on, 2 wrong usage, 3 a text couldn't be read.
    """  # fmt: skip
    from pas_gov.commands.diagnose import DiagnoseOptions, diagnose_command
    from pas_gov.diagnosis.sources.web.addresses import is_address
    from pas_gov.diagnosis.sources.web.bounds import Bounds

    writing, _ = split_options(given)
    if keep and sum(map(is_address, sources)) != 1:
        raise click.UsageError("--keep names the file of one site: name one address")
    if (owner or core) and not (register or sheet):
        raise click.UsageError(
            "--owner and --core are about what --register or --sheet writes down, and nothing is"
        )
    if fail_on and register:
        raise click.UsageError(
            "--register writes candidates down, and --fail-on judges: run diagnose for each"
        )
    bounds = Bounds(pages=pages, seconds=seconds, delay=delay, private=private)
    options = DiagnoseOptions(sources, fail_on, not no_history, bounds, keep, register, sheet, owner, core)
    return diagnose_command(writing, os.environ, options, format_)
