"""Options that the writing commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from pas_gov.cli.options import Command, OnceCommand, day, read_typed_day, repo_option, utc_today
from pas_gov.cli.questions import terminal

if TYPE_CHECKING:
    from pas_gov.authoring.saving.ground import CommitOptions
    from pas_gov.authoring.saving.proposal import WriteOptions
    from pas_gov.authoring.typed import Option, Takes, Typed

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
    """A command that knows how it was typed, so that it can be completed; its help groups options by what they say."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options; many of them in sections."""
        rows = {one.name: row for one in self.get_params(ctx) if (row := one.get_help_record(ctx))}
        if len(rows) <= FEW:
            super().format_options(ctx, formatter)
            return
        grouped = {name for names in HELP_SECTIONS.values() for name in names}
        others = tuple(name for name in rows if name not in grouped)
        for title, names in {**HELP_SECTIONS, "This command": others}.items():
            found = [rows[name] for name in names if name in rows]
            if found:
                with formatter.section(title):
                    formatter.write_dl(found)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the words, then parse them."""
        ctx.meta[TYPED] = (self.name or "", *args)
        return super().parse_args(ctx, args)


FEW = 20  # options that stand in one list
HELP_SECTIONS: Mapping[str, tuple[str | None, ...]] = {
    "The promise": ("layer", "status", "title", "statement", "owner", "audience", "made", "source"),
    "What is measured": ("terms", "dropped_terms", "indicators", "dropped_indicators"),
    "Where it is delivered": (
        "zones", "surfaces", "dropped_surfaces", "left", "stops", "zone_evidence"
    ),
    "What it rests on": ("aligned_to", "repointed", "note", "unaligned"),
    "Who is told": ("notices", "told_on", "evidence"),
    "Conditional: the context": ("applies_when", "cel"),
    "Experimental: the bounds": ("cohort", "started", "decide_by"),
    "Legacy: what is known": ("made_to", "lives_in", "honour_until"),
    "Ended promises": ("ended_on", "why", "decided_by", "superseded_by", "drop_ending"),
    "Beside it": ("review_by", "tags", "notes", "cleared"),
}  # fmt: skip
"""The options of commands with many, by what they say; those that aren't named here are about the command itself."""
TYPED = "pas_gov.typed"


def typed() -> Typed | None:
    """Return the command as it was typed; None where none is running."""
    from pas_gov.authoring.typed import Typed

    ctx = click.get_current_context(silent=True)
    if ctx is None or TYPED not in ctx.meta:
        return None
    options: dict[str, Option] = {}
    for one in ctx.command.params:
        if isinstance(one, click.Option):
            name = max(one.opts, key=len)
            takes: Takes = "nothing" if one.is_flag else "many" if one.multiple else "one"
            options |= dict.fromkeys(one.opts, _option(name, takes, one.metavar or ""))
    return Typed(ctx.meta[TYPED], options)


NAMES = frozenset({"--owner", "--audience"})  # a name may be a word that stands for nothing elsewhere (NA)


def _option(name: str, takes: Takes, metavar: str) -> Option:
    from pas_gov.authoring.typed import Option

    prose = metavar.rstrip("]").endswith(("TEXT", "WHO")) and name not in NAMES
    return Option(name, takes, prose, "=" in metavar and name not in ("--notice", "--indicator"))


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
    """Return a day as records have it: the one that is written, or so many days or weeks from today (+90d, +2w)."""
    return (
        None if value is None else read_typed_day(ctx, param, value, ctx.params.get("today") or utc_today())
    )


def day_or_forever(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a day as ``written_day`` does, or the word forever."""
    return value if value == "forever" else written_day(ctx, param, value)
