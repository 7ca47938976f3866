"""Commands that write records: a promise made, amended, ended, reviewed, attested, excused."""

from __future__ import annotations

import os
from typing import Any

import click

from pas_gov.cli.completion import PolicyId, PromiseId, ZoneId
from pas_gov.cli.options import OnceCommand, repo_option
from pas_gov.cli.part_options import (
    STOP,
    ZONE_EVIDENCE,
    drop_options,
    notice_options,
    part_options,
    parts_of,
)
from pas_gov.cli.write_options import (
    WritingCommand,
    commit_options,
    commit_options_of,
    day_option,
    split_options,
    write_options,
)
from pas_gov.model.records.promise import LAYERS, STATUSES


@click.command(cls=WritingCommand)
@click.argument("identity", metavar="[ID]", required=False)
@click.option("--layer", type=click.Choice(LAYERS), help="Which layer it belongs to.")
@click.option(
    "--status",
    type=click.Choice(STATUSES),
    default="active",
    show_default=True,
    help="proposed: it binds nobody yet, and may be incomplete.",
)
@part_options
@write_options
def new(identity: str | None, **given: Any) -> int:
    """Write down a promise that isn't in the stack yet, in promises/LAYER/ID.yaml.

    At a terminal it asks for what is missing, says why it asks, and shows the whole record before anything is written;
    there what was answered can be corrected, and more can be said. The id is made from the title where none is given.

    \b
    Example:
      pas-gov new four-hours --layer supporting --title "A response within four hours" \\
        --statement "We respond to any customer issue within four hours." --owner @acme/support \\
        --audience customers --term "first response at most 4h" \\
        --aligned-to most-reliable --note "Speed is what reliability means to them."
    """
    from pas_gov.commands.new import NewOptions, new_command

    writing, others = split_options(given)
    return new_command(writing, os.environ, NewOptions(identity, parts_of(others)))


@click.command(cls=WritingCommand)
@click.argument("identity", metavar="ID", type=PromiseId())
@click.option("--layer", type=click.Choice(LAYERS), help="Move it to another layer.")
@click.option(
    "--status",
    type=click.Choice(STATUSES),
    help="active: a proposal becomes a promise; else back to what it was.",
)
@part_options
@drop_options
@write_options
def amend(identity: str, **given: Any) -> int:
    """Change parts of a promise; whoever rests on it has to answer what is material.

    What makes it less for somebody (a weaker term, a smaller audience) needs a notice to each audience. At a terminal,
    without an option, it asks which parts change, and shows the whole record before anything is written.

    \b
    Example:
      pas-gov amend four-hours --term "first response at most 6h" --notice customers="From May on, six hours."
      pas-gov amend ai-summary --layer supporting --audience "beta customers" --audience customers \\
        --notice all="It is for everybody."
      pas-gov amend four-hours --indicator "source=helpdesk, query=SELECT day, hours FROM answers"
      pas-gov amend four-hours --indicator "name=first answers, source=data/tickets.csv, query-file=answers.sql"
    """
    from pas_gov.commands.amend import amend_command

    writing, others = split_options(given)
    return amend_command(writing, os.environ, identity, parts_of(others))


ENDING_OPTIONS = (
    click.option("--why", metavar="TEXT", help="Why it ends."),
    day_option("--on", "date", help="Its last day; it is owed until then.  [default: the first that notices allow]"),
    click.option("--decided-by", metavar="WHO", help="Who decided it.  [default: who makes this change]"),
    notice_options,
    STOP,
    ZONE_EVIDENCE,
)  # fmt: skip


def _ending_options(command: Any) -> Any:
    for option in reversed(ENDING_OPTIONS):
        command = option(command)
    return write_options(command)


@click.command(cls=WritingCommand)
@click.argument("identity", metavar="ID", type=PromiseId())
@_ending_options
def retire(identity: str, **given: Any) -> int:
    """End a promise that nothing follows: those who rely on it are told, and each zone says since when it stops.

    \b
    Example:
      pas-gov retire phone-support --why "Eleven customers are left, and all agreed." --on 2027-03-31 \\
        --notice customers="Phone support ends on 31 March 2027." --stop all
    """
    from pas_gov.commands.end import EndOptions, end_command

    writing, others = split_options(given)
    return end_command(writing, os.environ, EndOptions(identity, **others))


@click.command(cls=WritingCommand)
@click.argument("identity", metavar="OLD", type=PromiseId())
@click.option("--by", "successors", multiple=True, metavar="NEW", type=PromiseId(),
              help="What follows it; repeatable.")  # fmt: skip
@click.option("--repoint", "repointed", multiple=True, metavar="ID", type=PromiseId(),
              help="A promise that rested on OLD, and holds under NEW; repeatable, or all.")  # fmt: skip
@click.option("--note", metavar="TEXT", help="Why those that are re-pointed hold under NEW.")
@_ending_options
def supersede(identity: str, successors: tuple[str, ...], **given: Any) -> int:
    """End a promise that another one follows.

    What rested on it is asked for one by one at a terminal, or named by --repoint; the others are listed.
    A proposed NEW becomes active.

    \b
    Example:
      pas-gov supersede most-reliable --by enterprise-first --why "The strategy of 2027." --on 2027-02-01 \\
        --notice customers="From February on, ..." --stop all --repoint four-hours --note "Speed still counts."
    """
    from pas_gov.commands.end import EndOptions, end_command

    writing, others = split_options(given)
    return end_command(writing, os.environ, EndOptions(identity, successors, supersedes=True, **others))


@click.command(cls=WritingCommand)
@click.argument("identities", metavar="[ID]...", nargs=-1, type=PromiseId())
@click.option(
    "--to", metavar="TARGET", type=PromiseId(), help="What it was reviewed against.  [default: what waits]"
)
@click.option("--note", metavar="TEXT", help="Why it still holds.")
@click.option("--cascade", is_flag=True, help="And all that rests on it, each after what it rests on.")
@click.option(
    "--all-dependents-of",
    "dependents_of",
    metavar="ID",
    type=PromiseId(),
    help="All aligned to this one that wait, proposals, too; where it has ended, against what follows.",
)
@write_options
def realign(identities: tuple[str, ...], dependents_of: str | None, **given: Any) -> int:
    """Record a review: a promise was held against another one as it is now, and still holds.

    \b
    Example:
      pas-gov realign four-hours --to most-reliable --note "Enterprises expect it as well."
      pas-gov realign --all-dependents-of most-reliable --cascade --note "Reviewed in the workshop of 3 May."
    """
    if identities and dependents_of:
        raise click.UsageError("name promises, or --all-dependents-of, not both")
    from pas_gov.commands.realign import RealignOptions, realign_command

    writing, others = split_options(given)
    return realign_command(
        writing, os.environ, RealignOptions(identities, dependents_of=dependents_of, **others)
    )


@click.command(cls=WritingCommand)
@click.argument("identity", metavar="ID", type=PromiseId())
@click.argument("zone", metavar="[ZONE]", required=False, type=ZoneId())
@click.option(
    "--reality", type=click.Choice(("kept", "drifting", "broken", "unknown")), help="What it really does."
)
@click.option("--note", metavar="TEXT", help="What is behind it.")
@click.option("--evidence", metavar="TEXT", help="Where that can be seen.")
@write_options
def attest(identity: str, zone: str | None, **given: Any) -> int:
    """Record what a zone really does of a promise, as it is worded now.

    \b
    Example:
      pas-gov attest four-hours delivery-support --reality kept --note "97% in May" --evidence dashboards/may
    """
    from pas_gov.commands.attest import AttestOptions, attest_command

    writing, others = split_options(given)
    return attest_command(writing, os.environ, AttestOptions(identity, zone, **others))


@click.command(cls=WritingCommand)
@click.argument("policy", metavar="POLICY", type=PolicyId())
@click.argument("promise", metavar="PROMISE", type=PromiseId())
@click.option("--reason", metavar="TEXT", help="Why this one case may pass.")
@click.option("--approved-by", metavar="WHO", help="Who approved it: somebody else than who asks.")
@day_option("--until", help="Its last day.")
@day_option("--from", "first", help="Its first day.  [default: today]")
@click.option("--target", metavar="ID", type=PromiseId(),
              help="Only for the link to this promise; of claims, the fingerprint of a finding.")  # fmt: skip
@click.option("--text", metavar="PATH", help="Of claims: the text of the finding, where no promise names it.")
@click.option("--ticket", metavar="TEXT", help="Where it was discussed.")
@click.option(
    "--for-commit",
    "past",
    metavar="COMMIT",
    help="Answer for this commit of the past, by its full id; excuse nothing else.",
)
@click.option(
    "--id", "identity", metavar="ID", help="Its id.  [default: made from the policy and the promise]"
)
@write_options
def waive(policy: str, promise: str, past: str | None, **given: Any) -> int:
    """Ask for an exception: one policy isn't enforced for one promise, for a time. PROMISE may be "*", the stack.

    What a text says is excused by the policy `claims`: `pas-gov scan` prints the command for each finding.

    It counts from the next change on, as a change can't excuse itself.

    \b
    Example:
      pas-gov waive ending-notifies-audience phone-support --reason "All eleven customers were called." \\
        --approved-by @acme/legal --until 2026-06-30
    """
    from pas_gov.commands.waive import WaiveOptions, waive_command

    writing, others = split_options(given)
    return waive_command(writing, os.environ, WaiveOptions(policy, promise, commit=past, **others))


@click.command(cls=OnceCommand)
@repo_option
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--check", is_flag=True, help="Write nothing; fail where a file isn't laid out so.")
@commit_options
def fmt(  # noqa: PLR0913  (one parameter for each option)
    repo: str, paths: tuple[str, ...], check: bool, commit: bool, message: str | None, branch: str | None
) -> int:
    """Lay records out: canonical order of keys, indentation and quotes; comments and line ends stay.

    \b
    Example:
      pas-gov fmt
      pas-gov fmt --check promises

    Exit status: 0 all are laid out so, 1 with --check where some aren't, 3 where a file can't be.
    """
    from pas_gov.commands.fmt import fmt_command

    committing = commit_options_of(commit, message, branch)
    if check and committing:
        raise click.UsageError("--check writes nothing, so there is nothing to commit")
    return fmt_command(repo, paths, check=check, commit=committing, environ=os.environ)
