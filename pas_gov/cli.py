"""The command line: parse, call, catch, exit. Start-up is a feature: commands are imported when they run."""

from __future__ import annotations

import gc
import math
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pas_gov import __version__
from pas_gov.diagnostics import Stop, log_safe, printable

if TYPE_CHECKING:
    from pas_gov.gate import GateOptions

Command = TypeVar("Command", bound=Callable[..., Any])
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return a day of the calendar, or fail with an example."""
    from pas_gov.records.days import is_day

    if value is None:
        return None
    if not is_day(value):
        message = f"{printable(value)!r} is no day of the calendar; write it as 2026-03-31"
        raise click.BadParameter(message, ctx, param)
    return date.fromisoformat(value)


Outputs = tuple[tuple[str, str], ...]


def _outputs(
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
        "--today", callback=_day, metavar="DATE", help="Judge as on this day.  [default: today in UTC]"
    ),
    click.option(
        "--seconds", type=click.FloatRange(0.1, 3600), default=60, show_default=True, help="Time for judging."
    ),
    click.option("--no-cache", is_flag=True, help="Neither read nor write the cache in the git folder."),
)


def change_options(command: Command) -> Command:
    """Add --repo and the options that say which change is judged, and how."""
    for option in reversed(CHANGE_OPTIONS):
        command = option(command)
    return repo_option(command)


def _change(  # noqa: PLR0913  (one parameter for each option)
    repo: str, base: str | None, head: str | None, worktree: bool, staged: bool, bootstrap: bool,
    today: date | None, seconds: float, no_cache: bool,
) -> GateOptions:  # fmt: skip
    """Return the options of ``change_options`` as the gate takes them."""
    from pas_gov.gate import GateOptions

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


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="pas-gov")
@click.option("--debug", is_flag=True, help="Show a traceback when pas-gov itself fails.")
def cli(debug: bool) -> None:
    """Promise governance as code: what was promised, to whom, and whether it still holds.

    \b
    See it work, in a few seconds:   pas-gov demo
    Start a repository:              pas-gov init
    Judge a change:                  pas-gov gate --base main

    Exit status: 0 pass, 1 blocked, 2 wrong usage, 3 no verdict.
    """


GATE_FORMATS = ("text", "json", "markdown")
SCHEMAS = ("promise", "policy", "policy-test", "waiver", "settings", "gate", "inventory", "test")


@cli.command()
@change_options
@format_option(*GATE_FORMATS)
@click.option(
    "-o", "--output", "outputs", callback=_outputs(GATE_FORMATS), multiple=True, metavar="FORMAT=FILE",
    help="Write a format to a file as well; repeatable.",
)  # fmt: skip
def gate(format_: str, outputs: Outputs, **change: Any) -> int:
    """Judge a change to promises, and block it while it is unpropagated.

    Judges what the base would become: the merge of the change into it, by the policies of the base.

    \b
    Example:
      pas-gov gate --base main
      pas-gov gate --base main -o json=gate.json
    """
    options = _change(**change)
    from pas_gov.commands.gate import gate_command

    return gate_command(options, os.environ, utc_today(), format_, outputs)


@cli.command()
@click.argument("what", metavar="POLICY|FINDING")
@click.argument("promise", required=False, default="")
@change_options
@format_option("text", "json")
def explain(what: str, promise: str, format_: str, **change: Any) -> int:
    """Show how a verdict came about: each variable and each part of a condition, with its value.

    Takes a policy, perhaps for one promise, or a finding by its fingerprint (6 digits of it are enough). Also
    says why a policy doesn't apply. Explaining isn't judging: the exit status is 0 whatever the outcome.

    \b
    Example:
      pas-gov explain change-propagates
      pas-gov explain change-propagates four-hours --base main --worktree
    """
    options = _change(**change)
    from pas_gov.commands.explain import Question, explain_command

    return explain_command(options, os.environ, utc_today(), Question(what, promise), format_)


@cli.command()
@repo_option
@click.argument("revisions", metavar="BASE..HEAD")
@format_option("text", "json")
def diff(repo: str, revisions: str, format_: str) -> int:
    """Show what changed between two commits, and what each change reaches, without judging it.

    \b
    Example:
      pas-gov diff main..HEAD
    """
    from pas_gov.commands.diff import diff_command

    return diff_command(repo, revisions, format_)


@cli.command()
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


@cli.command()
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


TEST_FORMATS = ("text", "json", "junit")


@cli.command()
@repo_option
@click.argument("policies", nargs=-1, metavar="[POLICY]...")
@click.option(
    "-k", "--case", "named", metavar="TEXT", default="", help="Only the cases whose names hold this text."
)
@click.option("--mutate", is_flag=True, help="Change the policies, and report changes that no case notices.")
@click.option(
    "--require-bite/--no-require-bite",
    "bite",
    default=True,
    show_default=True,
    help="A policy that no case shows failing is itself a failure.",
)
@click.option(
    "--history", metavar="REF", help="Instead: what would these policies have blocked before REF? Also A..B."
)
@click.option(
    "--most", type=click.IntRange(0), default=0, metavar="N", help="With --history: the N newest changes."
)
@format_option(*TEST_FORMATS)
@click.option(
    "-o",
    "--output",
    "outputs",
    callback=_outputs(TEST_FORMATS),
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write a format to a file as well; repeatable.",
)
@click.option(
    "-v", "--verbose", is_flag=True, help="List the cases that hold, and what they leave one-sided."
)
@click.option(
    "--seconds", type=click.FloatRange(0.1, 3600), default=300, show_default=True, help="Time for all of it."
)
def test(  # noqa: PLR0913  (one parameter for each option)
    repo: str, policies: tuple[str, ...], named: str, mutate: bool, bite: bool, history: str | None, most: int,
    format_: str, outputs: tuple[tuple[str, str], ...], verbose: bool, seconds: float,
) -> int:  # fmt: skip
    """Hold policies against their own tests, in policies/tests/; with --history, against what has happened.

    \b
    Example:
      pas-gov test
      pas-gov test no-erasure --verbose
      pas-gov test --mutate -o junit=tests.xml
      pas-gov test --history main no-erasure

    Exit status: 0 all hold, 1 a case fails or a policy isn't shown to fail, 3 something couldn't be judged.
    """
    if history is not None:
        if format_ == "junit" or outputs or mutate or named or verbose or not bite:
            raise click.UsageError(
                "--history goes with policies, --most, --seconds, -f text and -f json alone"
            )
        from pas_gov.commands.history import history_command

        return history_command(
            repo, history, policies, format_, today=utc_today(), seconds=seconds, most=most
        )
    if most:
        raise click.UsageError("--most goes with --history")
    from pas_gov.commands.test import TestOptions, test_command
    from pas_gov.suites.trial import Options

    return test_command(
        TestOptions(repo, policies, Options(named, bite, mutate), seconds, verbose), format_, outputs
    )


@cli.command()
@repo_option
def init(repo: str) -> int:
    """Make a folder a governance repository: folders, the standard pack, settings, editor schemas.

    Never overwrites a file; running it again adds what is missing.

    \b
    Example:
      pas-gov init
    """
    from pas_gov.commands.init import init_command

    return init_command(repo)


@cli.command()
@click.option("--keep", metavar="DIR", help="Leave the repository in this new folder.")
def demo(keep: str | None) -> int:
    """Show a whole case: a change of strategy that is blocked, why, the answers, and the pass.

    \b
    Example:
      pas-gov demo
      pas-gov demo --keep acme
    """
    from pas_gov.commands.demo import demo_command

    return demo_command(keep)


@cli.command()
@repo_option
@click.argument("folder", required=False)
@click.option("-o", "--output", metavar="FILE", help="Write the page to this file.  [default: print it]")
@click.option(
    "--check", is_flag=True, help="Fail where the file isn't up to date.  [default file: its README.md]"
)
def docs(repo: str, folder: str | None, output: str | None, check: bool) -> int:
    """Document the policies as a page of Markdown, with examples taken from their tests.

    FOLDER is one of policies; without it, those of the repository are documented, as its settings tune them.

    \b
    Example:
      pas-gov docs -o policies/README.md
      pas-gov docs --check

    Exit status with --check: 0 up to date, 1 stale.
    """
    from pas_gov.commands.docs import docs_command

    return docs_command(repo, folder, output, check)


@cli.command()
@click.argument("name", type=click.Choice(SCHEMAS))
def schema(name: str) -> int:
    """Print the JSON Schema of a kind of file, or of a report.

    \b
    Example:
      pas-gov schema promise
    """
    from pas_gov.records.schema import schema_text

    sys.stdout.write(schema_text(name))
    return 0


def utc_today() -> date:
    """Return today in UTC."""
    return datetime.now(timezone.utc).date()


def main() -> None:
    """Run the command line and exit; whatever happens, the status is 0 to 3, and 0 only for a pass."""
    _settle()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    gc.disable()  # a run is short, and what it builds it needs: collecting took 13% of a large gate
    status = _run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # the reader went away; the status still tells
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def _settle() -> None:
    """Undo what a parent process may have left: ignored children look like successes, closed streams like bugs."""
    if hasattr(signal, "SIGCHLD"):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that temporary folders are removed
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (for the whole run)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def debugging() -> bool:
    """Tell whether --debug was given, whatever click has made of the command line so far."""
    return "--debug" in sys.argv[1:2]


def _run() -> int:
    try:
        status = cli.main(standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except Stop as stop:
        _say(stop.message, stop.remedy)
        return stop.status
    except BrokenPipeError:
        return 3
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted: there is no verdict", "")
        return 3
    except Exception as failure:  # noqa: BLE001  (the last resort: no traceback, never a pass)
        if debugging():
            traceback.print_exc()
        _say(
            f"pas-gov itself failed ({type(failure).__name__}: {failure}), so there is no verdict",
            "run it again with `pas-gov --debug ...` and report what it prints",
        )
        return 3
    return status if isinstance(status, int) else 0


def _say(message: str, remedy: str) -> None:
    click.echo(f"pas-gov: {log_safe(printable(message))}", err=True)
    if remedy:
        click.echo(f"  {log_safe(printable(remedy))}", err=True)
