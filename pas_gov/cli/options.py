"""Options that several commands share, and what they read from the command line."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pas_gov.cli.debugging import debugging

if TYPE_CHECKING:
    from pas_gov.gate.gate import GateOptions

Command = TypeVar("Command", bound=Callable[..., Any])


class OnceCommand(click.Command):
    """A command that refuses an option of one value given twice: which of the two was meant can't be told."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Count the options that hold one value, then parse them."""
        _, _, given = self.make_parser(ctx).parse_args(list(args))
        for one in given:
            single = isinstance(one, click.Option) and not (one.multiple or one.is_flag or one.count)
            if single and given.count(one) > 1:
                name = max(one.opts, key=len)
                raise click.UsageError(f"{name} is given {given.count(one)} times, and takes one value", ctx)
        return super().parse_args(ctx, args)


def utc_today() -> date:
    """Return today in UTC."""
    return datetime.now(timezone.utc).date()


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return a day of the calendar, or fail with what is wrong and how it is written."""
    return None if value is None else date.fromisoformat(read_typed_day(ctx, param, value, utc_today()))


def read_typed_day(ctx: click.Context, param: click.Parameter, value: str, today: date) -> str:
    """Return a day as records have it; wrong usage for a text that is none, or that can be read both ways."""
    from pas_gov.model.records.days import is_day

    if is_day(value):
        return value
    from pas_gov.sheets.typed_days import typed_day

    found = typed_day(value, today)
    if isinstance(found, str):
        return found
    raise click.BadParameter(f"{found.message}; {found.remedy}", ctx, param)


Outputs = tuple[tuple[str, str], ...]


def outputs_option(
    formats: tuple[str, ...],
) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], Outputs]:
    """Return a callback that gives (format, file) of each FORMAT=FILE."""

    def read(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Outputs:
        pairs = [value.partition("=") for value in values]
        for name, _, path in pairs:
            if name not in formats or not path:
                raise click.BadParameter(f"write FORMAT=FILE, with one of {', '.join(formats)}", ctx, param)
        return tuple((name, path) for name, _, path in pairs)

    return read


def repo_option(command: Command) -> Command:
    """Add --repo."""
    return click.option("--repo", default=".", metavar="DIR", help="The repository.  [default: this folder]")(
        command
    )


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add -f/--format."""
    return click.option(
        "-f", "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True,
        help="What to print.",
    )  # fmt: skip


SPREADSHEET = click.option(
    "--spreadsheet", is_flag=True,
    help="CSV for Excel and its like: an apostrophe before each cell that they would take for a formula.",
)  # fmt: skip


def for_spreadsheet(format_: str, spreadsheet: bool) -> bool:
    """Return whether CSV is meant for a spreadsheet; wrong usage with any other format."""
    if spreadsheet and format_ != "csv":
        raise click.UsageError("--spreadsheet is for CSV alone: add -f csv, or leave it out")
    return spreadsheet


def _ask_for_progress(_ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    from pas_gov.foundation.progress import ask_for_progress

    ask_for_progress(wanted=value)


PROGRESS = click.option(
    "--progress", is_flag=True, expose_value=False, callback=_ask_for_progress,
    help="Say on standard error how far long work is, and how long it will take; at a terminal it is said anyway.",
)  # fmt: skip
NO_CACHE = click.option(
    "--no-cache", is_flag=True, help="Neither read nor write the cache in the git folder."
)
CHANGE_OPTIONS = (
    click.option(
        "--base", metavar="REF", help="What the change goes into.  [default: the base branch, else main]"
    ),
    click.option("--head", metavar="REF", help="The change.  [default: HEAD]"),
    click.option("--worktree", is_flag=True, help="Judge the files as they stand, committed or not."),
    click.option("--staged", is_flag=True, help="Judge what is staged, as it would be committed."),
    click.option(
        "--bootstrap", is_flag=True, help="Where the base has no policies yet, judge by the change's own."
    ),
    click.option(
        "--today", callback=day, metavar="DATE", help="Judge as on this day.  [default: today in UTC]"
    ),
    click.option(
        "--seconds", type=click.FloatRange(0.1, 3600), default=60, show_default=True, help="Time for judging."
    ),
    NO_CACHE,
    PROGRESS,
)


def change_options(command: Command) -> Command:
    """Add --repo and the options that say which change is judged, and how."""
    for option in reversed(CHANGE_OPTIONS):
        command = option(command)
    return repo_option(command)


def gate_options_of(  # noqa: PLR0913  (one parameter for each option)
    repo: str, base: str | None, head: str | None, worktree: bool, staged: bool, bootstrap: bool,
    today: date | None, seconds: float, no_cache: bool,
) -> GateOptions:  # fmt: skip
    """Return the options of ``change_options`` as the gate takes them."""
    from pas_gov.gate.gate import GateOptions

    if not math.isfinite(seconds):
        raise click.BadParameter("write a number of seconds", param_hint="--seconds")
    if sum((head is not None, worktree, staged)) > 1:
        raise click.UsageError("--head, --worktree and --staged exclude each other")
    return GateOptions(
        repo,
        base,
        "HEAD" if head is None else head,
        staged,
        worktree,
        bootstrap,
        today,
        seconds,
        not no_cache,
        debugging(),
    )
