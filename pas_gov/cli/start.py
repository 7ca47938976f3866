"""Commands to start with: init (a new repository), demo (a worked case), schema (for an editor)."""

from __future__ import annotations

import os
import sys

import click

from pas_gov.cli.options import OnceCommand, format_option, repo_option, utc_today

SCHEMAS = (
    "answers",
    "asks",
    "claim",
    "promise",
    "policy",
    "policy-test",
    "waiver",
    "settings",
    "diagnosis",
    "doctor",
    "drift",
    "frozen",
    "gate",
    "import",
    "inventory",
    "ledger-verify",
    "owed",
    "probe",
    "scan",
    "site",
    "test",
    "trial",
)


@click.command(cls=OnceCommand)
@repo_option
@click.option(
    "--upgrade", is_flag=True, help="Bring the newer pack of this version, and show what it changes."
)
@click.option("-n", "--dry-run", is_flag=True, help="With --upgrade: show it, and write nothing.")
@click.option(
    "--keep", multiple=True, metavar="POLICY", help="With --upgrade: in a conflict, yours stands; repeatable."
)
@click.option(
    "--take", multiple=True, metavar="POLICY", help="With --upgrade: in a conflict, the pack's; repeatable."
)
@click.option("--probe", is_flag=True, help="Write the workflow that asks a bot each week, too.")
@format_option("text", "json")
def init(  # noqa: PLR0913  (each is an option)
    repo: str, upgrade: bool, dry_run: bool, keep: tuple[str, ...], take: tuple[str, ...], probe: bool,
    format_: str,
) -> int:  # fmt: skip
    """Make a folder a governance repository: folders, standard pack, settings, workflow, editor schemas.

    Asks for the Core Promise at a terminal. Never overwrites a file; running it again adds what is missing.

    --upgrade merges the standard pack of this version into policies that came from an earlier one, three ways: what the
    pack changed and you didn't is taken over, what you changed stays, and where both changed the same lines yours stays
    and you decide. Tests travel with their policies. It shows what each change would have said of the last 50 merges.

    \b
    Example:
      pas-gov init
      pas-gov init --upgrade --dry-run

    Exit status: 0, with --upgrade 1 where a conflict is left to you, 2 wrong usage, 3 files that can't be written.
    """
    if not upgrade and (dry_run or keep or take or format_ != "text"):
        raise click.UsageError("--dry-run, --keep, --take and --format json go with --upgrade")
    if upgrade and probe:
        raise click.UsageError("--probe writes a workflow: run it without --upgrade")
    if upgrade:
        from pas_gov.authoring.starting.pack_upgrade import Decisions
        from pas_gov.commands.upgrade import UpgradeOptions, upgrade_command

        return upgrade_command(UpgradeOptions(repo, dry_run, Decisions(keep, take), format_), utc_today())
    from pas_gov.cli.questions import terminal
    from pas_gov.commands.init import init_command

    return init_command(repo, terminal(), os.environ, utc_today(), probe=probe)


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
    """Print the JSON Schema (draft 7) of a kind of file, or of a report; every key in it says what it is for.

    An editor gets richer copies: `pas-gov init` writes them into .pas-gov/schemas.

    \b
    Example:
      pas-gov schema promise
    """
    from pas_gov.model.records.plain_schema import plain_schema_text

    sys.stdout.write(plain_schema_text(name))
    return 0


@click.command(cls=OnceCommand)
@repo_option
@format_option("text", "json")
def doctor(repo: str, format_: str) -> int:
    """See what is set up here and what isn't, each thing with its remedy. Nothing is changed, and no network asked.

    \b
    Example:
      pas-gov doctor

    Exit status: 0, whatever it tells.
    """
    from pas_gov.commands.doctor import doctor_command

    return doctor_command(repo, format_, os.environ, utc_today())
