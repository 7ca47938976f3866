"""Commands for those who write policies: their tests, their documentation."""

from __future__ import annotations

import click

from pas_gov.cli.options import (
    PROGRESS,
    OnceCommand,
    Outputs,
    format_option,
    outputs_option,
    repo_option,
    utc_today,
)

TEST_FORMATS = ("text", "json", "junit")


@click.command(cls=OnceCommand)
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
@PROGRESS
@format_option(*TEST_FORMATS)
@click.option(
    "-o",
    "--output",
    "outputs",
    callback=outputs_option(TEST_FORMATS),
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
    format_: str, outputs: Outputs, verbose: bool, seconds: float,
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
    from pas_gov.judging.suites.policy_trial import Options

    return test_command(
        TestOptions(repo, policies, Options(named, bite, mutate), seconds, verbose), format_, outputs
    )


@click.command(cls=OnceCommand)
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
