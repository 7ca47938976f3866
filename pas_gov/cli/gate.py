"""Commands that judge a change, or tell how a verdict came about."""

from __future__ import annotations

import os
from typing import Any

import click

from pas_gov.cli.options import (
    Outputs,
    change_options,
    format_option,
    gate_options_of,
    outputs_option,
    repo_option,
    utc_today,
)

GATE_FORMATS = ("text", "json", "github", "sarif", "junit", "markdown", "gitlab")


@click.command()
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


@click.command()
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


@click.command()
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
