"""Commands to start with: init (a new repository), demo (a worked case), schema (for an editor)."""

from __future__ import annotations

import os
import sys

import click

from pas_gov.cli.options import OnceCommand, repo_option, utc_today

SCHEMAS = (
    "answers",
    "asks",
    "promise",
    "policy",
    "policy-test",
    "waiver",
    "settings",
    "gate",
    "import",
    "inventory",
    "ledger-verify",
    "owed",
    "test",
)


@click.command(cls=OnceCommand)
@repo_option
def init(repo: str) -> int:
    """Make a folder a governance repository: folders, standard pack, settings, workflow, editor schemas.

    Asks for the Core Promise at a terminal. Never overwrites a file; running it again adds what is missing.

    \b
    Example:
      pas-gov init
    """
    from pas_gov.cli.questions import terminal
    from pas_gov.commands.init import init_command

    return init_command(repo, terminal(), os.environ, utc_today())


@click.command(cls=OnceCommand)
@click.option("--keep", metavar="DIR", help="Leave the repository in this new folder.")
@click.option("--drifted", is_flag=True, help="Show what drifts two months later, instead.")
def demo(keep: str | None, drifted: bool) -> int:
    """Show a whole case: a change of strategy that is blocked, why, the answers, and the pass.

    \b
    Example:
      pas-gov demo
      pas-gov demo --keep acme
      pas-gov demo --drifted
    """
    from pas_gov.commands.demo import demo_command, drifted_demo_command

    return drifted_demo_command(keep) if drifted else demo_command(keep)


@click.command(cls=OnceCommand)
@click.argument("name", type=click.Choice(SCHEMAS))
def schema(name: str) -> int:
    """Print the JSON Schema of a kind of file, or of a report.

    \b
    Example:
      pas-gov schema promise
    """
    from pas_gov.model.records.schema import schema_text

    sys.stdout.write(schema_text(name))
    return 0
