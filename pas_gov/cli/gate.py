"""Commands that judge a change, or tell how a verdict came about."""

from __future__ import annotations

import os
from typing import Any

import click

from pas_gov.cli.options import (
    OnceCommand,
    Outputs,
    change_options,
    format_option,
    gate_options_of,
    outputs_option,
    repo_option,
    utc_today,
)

GATE_FORMATS = ("text", "json", "github", "sarif", "junit", "markdown", "gitlab")


@click.command(cls=OnceCommand)
@change_options
@format_option(*GATE_FORMATS)
@click.option(
    "-o", "--output", "outputs", callback=outputs_option(GATE_FORMATS), multiple=True, metavar="FORMAT=FILE",
    help="Write a format to a file as well; repeatable.",
)  # fmt: skip
def gate(format_: str, outputs: Outputs, **change: Any) -> int:
    """Judge a change to promises, and block it while it is unpropagated.

    Judges what the base would become: the merge of the change into it, by the policies of the base.
    -f github prints annotations for a GitHub runner, and appends the job summary and the step's outputs to its
    files; -f markdown fits into a comment; gitlab is code quality JSON.

    \b
    Example:
      pas-gov gate --base main
      pas-gov gate --base main -o json=gate.json
      pas-gov gate -f github -o sarif=gate.sarif -o junit=gate.xml
    """
    options = gate_options_of(**change)
    from pas_gov.commands.gate import gate_command

    return gate_command(options, os.environ, utc_today(), format_, outputs)


ASKS_FORMATS = ("text", "json", "markdown")


@click.command(cls=OnceCommand)
@change_options
@click.option("--owner", default="", metavar="WHO", help="Only what is asked of this owner, or of its teams.")
@click.option("--present", is_flag=True, help="What the promises as they stand ask, not a change.")
@format_option(*ASKS_FORMATS)
@click.option(
    "-o", "--output", "outputs", callback=outputs_option(ASKS_FORMATS), multiple=True, metavar="FORMAT=FILE",
    help="Write a format to a file as well; repeatable.",
)  # fmt: skip
def asks(owner: str, present: bool, format_: str, outputs: Outputs, **change: Any) -> int:
    """Say what a change, or the present state, asks of each owner, in words that can be sent.

    One section an owner. Who must answer first stands first; whoever waits for others is told for whom. Markdown
    fits into a comment of a pull request (pas-gov comment puts it there). Asking isn't judging: the exit status is
    0 whatever is asked, and 3 where it can't be told.

    \b
    Example:
      pas-gov asks --base main
      pas-gov asks --owner @acme/support --worktree
      pas-gov asks --present -f markdown
    """
    options = gate_options_of(**change)
    if present and (options.base is not None or options.bootstrap):
        raise click.UsageError("--present asks no base: name the state with --head, --worktree or --staged")
    from pas_gov.commands.asks import AsksQuestion, asks_command

    question = AsksQuestion(owner, present, format_)
    return asks_command(options, os.environ, utc_today(), question, outputs)


@click.command(cls=OnceCommand)
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
    options = gate_options_of(**change)
    from pas_gov.commands.explain import Question, explain_command

    return explain_command(options, os.environ, utc_today(), Question(what, promise), format_)


@click.command(cls=OnceCommand)
@repo_option
@click.argument("revisions", required=False, default="", metavar="[BASE...HEAD]")
@format_option("text", "json")
def diff(repo: str, revisions: str, format_: str) -> int:
    """Show what changed between two commits, and what each change reaches, without judging it.

    BASE...HEAD is what merging HEAD into BASE would change, as the gate sees it; without an end, the default base
    and HEAD. BASE..HEAD compares the two trees as they are: what BASE alone has done stands there reversed.

    \b
    Example:
      pas-gov diff
      pas-gov diff main...HEAD
      pas-gov diff v1..v2
    """
    from pas_gov.commands.diff import diff_command

    return diff_command(repo, revisions, os.environ, format_, utc_today())
