"""Options that the writing commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from pas_gov.cli.completion import ZoneId
from pas_gov.cli.options import Command, OnceCommand, day, repo_option, utc_today
from pas_gov.cli.questions import terminal

if TYPE_CHECKING:
    from pas_gov.authoring.moves.amending import Parts
    from pas_gov.authoring.saving.ground import CommitOptions
    from pas_gov.authoring.saving.proposal import WriteOptions
    from pas_gov.authoring.typed import Typed

Pairs = tuple[tuple[str, str], ...]

COMMIT_OPTIONS = (
    click.option("--commit", is_flag=True, help="Commit what is written, and nothing else."),
    click.option(
        "-m",
        "--message",
        metavar="TEXT",
        help="What the commit says.  [default: what was done]",
    ),
    click.option(
        "--branch", metavar="NAME", help="Commit it on a new branch of this name, made from the base."
    ),
)

WRITE_OPTIONS = (
    click.option(
        "--author",
        "by",
        metavar="WHO",
        help="Who makes this change.  [default: git's pas-gov.by, else user.email]",
    ),
    click.option(
        "--today",
        callback=day,
        is_eager=True,
        metavar="DATE",
        help="The day of the record.  [default: today in UTC]",
    ),
    click.option("-n", "--dry-run", is_flag=True, help="Show the difference, and write nothing."),
    click.option("--force", is_flag=True, help="Write even what the gate would block."),
    *COMMIT_OPTIONS,
)


def write_options(command: Command) -> Command:
    """Add --repo and the options that say who writes, when, and whether at all."""
    for option in reversed(WRITE_OPTIONS):
        command = option(command)
    return repo_option(command)


def commit_options(command: Command) -> Command:
    """Add the options that have what is written committed."""
    for option in reversed(COMMIT_OPTIONS):
        command = option(command)
    return command


def commit_options_of(commit: bool, message: str | None, branch: str | None) -> CommitOptions | None:
    """Return the options of ``commit_options`` as authoring takes them, None where nothing is to be committed."""
    from pas_gov.authoring.saving.ground import CommitOptions

    if not commit and branch is None:
        if message is not None:
            raise click.UsageError("-m is what a commit says: add --commit, or --branch NAME")
        return None
    if branch is not None and not branch.strip():
        raise click.BadParameter("write a name, such as slower-response", param_hint="--branch")
    return CommitOptions(message, branch or "")


def write_options_of(given: dict[str, Any]) -> WriteOptions:
    """Return the options of ``write_options`` as a proposal takes them."""
    from pas_gov.authoring.saving.proposal import WriteOptions

    repo, by, today, dry_run, force, *commit = (given[name] for name in WRITE_OPTION_NAMES)
    return WriteOptions(
        repo, by, today or utc_today(), dry_run, force, terminal(), typed(), commit_options_of(*commit)
    )


class WritingCommand(OnceCommand):
    """A command that knows how it was typed, so that it can be completed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the words, then parse them."""
        ctx.meta[TYPED] = (self.name or "", *args)
        return super().parse_args(ctx, args)


TYPED = "pas_gov.typed"


def typed() -> Typed | None:
    """Return the command as it was typed; None where none is running."""
    from pas_gov.authoring.typed import Option, Takes, Typed

    ctx = click.get_current_context(silent=True)
    if ctx is None or TYPED not in ctx.meta:
        return None
    options: dict[str, Option] = {}
    for one in ctx.command.params:
        if isinstance(one, click.Option):
            name = max(one.opts, key=len)
            takes: Takes = "nothing" if one.is_flag else "many" if one.multiple else "one"
            options |= dict.fromkeys(one.opts, Option(name, takes))
    return Typed(ctx.meta[TYPED], options)


WRITE_OPTION_NAMES = ("repo", "by", "today", "dry_run", "force", "commit", "message", "branch")


def split_options(given: dict[str, Any]) -> tuple[WriteOptions, dict[str, Any]]:
    """Return the setting among the options of a command, and the other options."""
    return write_options_of(given), {
        name: value for name, value in given.items() if name not in WRITE_OPTION_NAMES
    }


def pair_callback(
    what: str, *, whole: bool = False
) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], Pairs]:
    """Return a callback that divides each NAME=TEXT; with ``whole`` the text may be missing."""

    def read(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Pairs:
        found = [value.partition("=") for value in values]
        if not all(name.strip() and (text.strip() or whole) for name, _, text in found):
            raise click.BadParameter(f"write it as {what}", ctx, param)
        return tuple((name.strip(), text.strip()) for name, _, text in found)

    return read


def zone_days(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Pairs:
    """Return (zone, day or nothing) of each ZONE[=DATE]."""
    found = pair_callback("ZONE=DATE", whole=True)(ctx, param, values)
    return tuple((zone, written_day(ctx, param, text) or "" if text else "") for zone, text in found)


def day_option(*names: str, **more: Any) -> Callable[[Command], Command]:
    """Return an option for a day, or so many days or weeks from today."""
    return click.option(*names, metavar="DATE", callback=written_day, **more)


def written_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a day as records have it: as it is written, or so many days or weeks from today (+90d, +2w)."""
    found = re.fullmatch(r"\+([0-9]{1,5})([dw])", value or "")
    if found is None:
        given = day(ctx, param, value)
        return given.isoformat() if given else None
    start = ctx.params.get("today") or utc_today()
    try:
        return (start + timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))).isoformat()
    except OverflowError:
        raise click.BadParameter("the calendar ends with the year 9999", ctx, param) from None


def day_or_forever(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a day as ``written_day`` does, or the word forever."""
    return value if value == "forever" else written_day(ctx, param, value)


NOTICE_OPTIONS = (
    click.option("--notice", "notices", multiple=True, metavar="AUDIENCE=TEXT", callback=pair_callback("AUDIENCE=TEXT"),
                 help="What an audience was told; repeatable."),
    day_option("--told-on", help="The day on which they were told.  [default: today]"),
    click.option("--evidence", metavar="TEXT", help="Where the notice can be seen."),
)  # fmt: skip

PART_OPTIONS = (
    click.option("--title", metavar="TEXT", help="One line that people know it by."),
    click.option("--statement", metavar="TEXT", help="The promise, in the words of those who rely on it."),
    click.option("--owner", metavar="WHO", help="Who answers for it: a handle or an e-mail address."),
    click.option("--audience", multiple=True, metavar="WHO", help="Who relies on it, all of them; repeatable."),
    click.option("--term", "terms", multiple=True, metavar="TEXT",
                 help='A measure, as "first response at most 4h"; repeatable.'),
    click.option("--applies-when", metavar="TEXT", help="Conditional: the context, in words."),
    click.option("--cel", metavar="EXPRESSION", help='Conditional: the same, as subject.plan == "enterprise".'),
    click.option("--zone", "zones", multiple=True, metavar="ZONE[=TEXT]", type=ZoneId(),
                 callback=pair_callback("ZONE=TEXT", whole=True),
                 help="A zone that delivers it, and what it promises."),
    click.option("--surface", "surfaces", multiple=True, metavar="ZONE=PATH", type=ZoneId(),
                 callback=pair_callback("ZONE=PATH"), help="Where a zone states it: a file or an address."),
    click.option("--cohort", metavar="TEXT", help="Experimental: to whom, and how many."),
    day_option("--started", help="Experimental: its first day."),
    day_option("--decide-by", help="Experimental: the day of the decision."),
    click.option("--made-to", metavar="TEXT", help="Legacy: to whom it was made."),
    click.option("--lives-in", multiple=True, metavar="WHERE", help="Legacy: contract, habit, ...; repeatable."),
    click.option("--honour-until", metavar="DATE", callback=day_or_forever, help="Legacy: a day, or forever."),
    click.option("--source", metavar="TEXT", help="Where it is written that it was made."),
    day_option("--review-by", help="The day by which its owner looks at it again."),
    click.option("--tag", "tags", multiple=True, metavar="TEXT", help="Repeatable."),
    click.option("--notes", metavar="TEXT", help="Anything else."),
)  # fmt: skip


def part_options(command: Command) -> Command:
    """Add the options for the parts of a promise, and those for notices."""
    for option in reversed((*PART_OPTIONS, *NOTICE_OPTIONS)):
        command = option(command)
    return command


def notice_options(command: Command) -> Command:
    """Add the options for notices."""
    for option in reversed(NOTICE_OPTIONS):
        command = option(command)
    return command


def parts_of(given: dict[str, Any]) -> Parts:
    """Return the options of ``part_options`` as amending takes them; these are taken out of ``given``."""
    from dataclasses import fields

    from pas_gov.authoring.moves.amending import Parts

    return Parts(**{part.name: given.pop(part.name) for part in fields(Parts) if part.name in given})
