"""Commands for those who read the history as a record: events, verification, evidence."""

from __future__ import annotations

from datetime import date

import click

from pas_gov.cli.completion import PromiseId
from pas_gov.cli.options import (
    NO_CACHE,
    PROGRESS,
    SPREADSHEET,
    OnceCommand,
    Outputs,
    day,
    for_spreadsheet,
    format_option,
    outputs_option,
    repo_option,
    utc_today,
)
from pas_gov.model.records.promise import LAYERS


class WithDefault(click.Group):
    """A group one of whose commands is meant where none is named."""

    default = "events"
    command_class = OnceCommand

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command first, unless a command of the group is named or help is asked for."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [self.default, *args]
        return super().parse_args(ctx, args)


@click.group(cls=WithDefault)
def ledger() -> None:
    """Read the history of promises as typed events, and judge it again.

    Without a command's name, `events` is meant: pas-gov ledger most-reliable.

    \b
    Example:
      pas-gov ledger
      pas-gov ledger most-reliable --material
      pas-gov ledger verify
    """


@ledger.command()
@repo_option
@click.argument("ids", nargs=-1, metavar="[ID]...", type=PromiseId())
@click.option(
    "--ref", default="HEAD", show_default=True, metavar="REF", help="The history of this commit; also A..B."
)
@click.option(
    "--layer", "layers", type=click.Choice(LAYERS), multiple=True, help="Only of this layer, before or after."
)
@click.option("--zone", "zones", metavar="ZONE", multiple=True, help="Only of promises of this zone.")
@click.option(
    "--kind", "kinds", metavar="KIND", multiple=True, help="Only this kind of change, such as weakened."
)
@click.option(
    "--owner", "owners", metavar="OWNER", multiple=True, help="Only of this owner (a part is enough)."
)
@click.option(
    "--author", "authors", metavar="NAME", multiple=True, help="Only by this author (a part is enough)."
)
@click.option("--since", callback=day, metavar="DATE", help="Not before this day.")
@click.option("--until", callback=day, metavar="DATE", help="Not after this day.")
@click.option("--material", is_flag=True, help="Only what changed what is promised.")
@click.option("--reverse", is_flag=True, help="Oldest first.")
@click.option("--most", type=click.IntRange(0), default=0, metavar="N", help="The N newest events.")
@format_option("text", "json", "csv", "markdown")
@SPREADSHEET
def events(  # noqa: PLR0913  (one parameter for each option)
    repo: str, ids: tuple[str, ...], ref: str, layers: tuple[str, ...], zones: tuple[str, ...], kinds: tuple[str, ...],
    owners: tuple[str, ...], authors: tuple[str, ...], since: date | None, until: date | None, material: bool,
    reverse: bool, most: int, format_: str, spreadsheet: bool,
) -> int:  # fmt: skip
    """List what each commit did to which promise, newest first. Identity is the id, whatever a file is called.

    \b
    Example:
      pas-gov ledger most-reliable
      pas-gov ledger --kind weakened --since 2026-01-01 -f csv

    Exit status: 0, or 3 where a commit couldn't be read.
    """
    from pas_gov.commands.ledger import LedgerOptions, ledger_command
    from pas_gov.ledger.events.events import EVENT_KINDS, Filter
    from pas_gov.model.stack.id_lookup import find_zone

    wrong = next((kind for kind in kinds if kind not in EVENT_KINDS), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is none of {', '.join(EVENT_KINDS)}", param_hint="--kind")
    wanted = Filter(ids, layers, tuple(map(find_zone, zones)), kinds, owners, authors, since, until, material)
    return ledger_command(
        LedgerOptions(repo, ref, wanted, reverse, most, for_spreadsheet(format_, spreadsheet)),
        format_,
        utc_today(),
    )


VERIFY_FORMATS = ("text", "json", "markdown")


@ledger.command()
@repo_option
@click.option("--ref", default="HEAD", show_default=True, metavar="REF", help="The history of this commit.")
@click.option(
    "--since",
    default="",
    metavar="COMMIT",
    help="Only what came after this commit, the last that was audited.",
)
@NO_CACHE
@PROGRESS
@format_option(*VERIFY_FORMATS)
@click.option(
    "-o", "--output", "outputs", callback=outputs_option(VERIFY_FORMATS), multiple=True, metavar="FORMAT=FILE",
    help="Write a format to a file as well; repeatable.",
)  # fmt: skip
def verify(  # noqa: PLR0913  (one parameter for each option)
    repo: str, ref: str, since: str, no_cache: bool, format_: str, outputs: Outputs
) -> int:
    """Judge each first-parent step again, by the policies, settings and waivers of its own base, on its own day.

    History is judged from the settings' `adopted`, else from the first commit that has policies. A violation is
    answered by a later waiver that names the commit (`commit:`, or its full id in the reason or ticket); it is
    shown all the same. With --since, a commit that isn't part of this history any more is told: it was rewritten.

    \b
    Example:
      pas-gov ledger verify
      pas-gov ledger verify --since 3f9d2c1 -o json=audit.json

    Exit status: 0 all steps hold, 1 a violation is open or history was rewritten, 3 a step has no verdict.
    """
    from pas_gov.commands.ledger_verify import ledger_verify_command
    from pas_gov.ledger.reading.history_account import VerifyOptions

    options = VerifyOptions(repo, ref, since, not no_cache)
    return ledger_verify_command(options, format_, outputs, utc_today())


AT = click.option(
    "--at",
    default="HEAD",
    show_default=True,
    metavar="REV|DATE",
    help="As it stood there, or by the end of that day.",
)


@ledger.command()
@repo_option
@click.argument("identity", metavar="ID", type=PromiseId())
@AT
@format_option("text", "json")
def show(repo: str, identity: str, at: str, format_: str) -> int:
    """Show a promise's record as it stood at a revision or on a day.

    \b
    Example:
      pas-gov ledger show most-reliable --at 2026-03-31
    """
    from pas_gov.commands.ledger_show import ledger_show_command

    return ledger_show_command(repo, identity, at, format_, utc_today())


@ledger.command()
@repo_option
@click.argument("what", type=click.Choice(["events", "states"]), default="events")
@click.option(
    "--ref", default="HEAD", show_default=True, metavar="REF", help="The history of this commit; also A..B."
)
@click.option(
    "-f", "--format", "format_", type=click.Choice(["csv", "json", "jsonl", "parquet"]),
    default="csv", show_default=True,
    help="What to write. Parquet needs the extra: pas-gov[parquet].",
)  # fmt: skip
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The file to write.  [default: standard output; Parquet needs a file]",
)
@SPREADSHEET
def export(  # noqa: PLR0913  (one parameter for each option)
    repo: str, what: str, ref: str, format_: str, output: str | None, spreadsheet: bool
) -> int:
    """Write a table for other tools: the events, or what each promise was and from when to when (states).

    \b
    Example:
      pas-gov ledger export events -o events.csv
      pas-gov ledger export states -f parquet -o states.parquet
    """
    from pas_gov.commands.ledger_export import ledger_export_command

    if output is None and format_ == "parquet":
        raise click.UsageError("Parquet is written into a file: add -o FILE")
    return ledger_export_command(
        repo, ref, "events" if what == "events" else "states", format_, output, utc_today(),
        spreadsheet=for_spreadsheet(format_, spreadsheet),
    )  # fmt: skip


@ledger.command()
@click.option(
    "--repo",
    default=None,
    metavar="DIR",
    help="The repository.  [default: this folder; with --check, the bundle]",
)
@click.option("--ref", default="HEAD", show_default=True, metavar="REF", help="The history of this branch.")
@click.option("--since", default="", metavar="COMMIT", help="Only what came after this commit, audited last.")
@click.option("--output", metavar="FOLDER", help="Write the evidence into this new folder.")
@click.option(
    "--no-bundle", is_flag=True, help="Leave the history itself out: checking then needs the repository."
)
@click.option(
    "--sign", "key", default="", metavar="KEY", help="Sign the manifest with this SSH key (a file)."
)
@click.option("--check", metavar="FOLDER", help="Recompute the evidence in this folder.")
@PROGRESS
@click.option(
    "--signers",
    default="",
    metavar="FILE",
    help="With --check: whose keys you trust.  [default: .pas-gov/allowed_signers]",
)
def evidence(  # noqa: PLR0913  (one parameter for each option)
    repo: str | None,
    ref: str,
    since: str,
    output: str | None,
    no_bundle: bool,
    key: str,
    check: str | None,
    signers: str,
) -> int:
    """Write what a third party needs to recompute the account of a history; or recompute it.

    \b
    Example:
      pas-gov ledger evidence --ref main --output evidence-2026 --sign ~/.ssh/id_ed25519
      pas-gov ledger evidence --check evidence-2026

    --check believes nothing in the folder but the history itself: every other byte must be what that gives again. With
    --repo, the history must be that of your own copy, too.

    Exit status: as `ledger verify`; with --check 0 where all of it is the same, 1 where anything differs, 3 where the
    signature couldn't be checked.
    """
    if (output is None) == (check is None):
        raise click.UsageError("name one of --output FOLDER and --check FOLDER")
    from pas_gov.commands.ledger_evidence import ledger_check_command, ledger_evidence_command
    from pas_gov.ledger.reading.evidence_check import CheckOptions
    from pas_gov.ledger.reading.history_account import VerifyOptions

    if check is not None:
        if key:
            raise click.UsageError("--sign goes with --output: what is checked isn't signed again")
        return ledger_check_command(CheckOptions(check, repo, signers), utc_today())
    if signers:
        raise click.UsageError("--signers goes with --check")
    options = VerifyOptions(repo or ".", ref, since)
    return ledger_evidence_command(options, output or "", utc_today(), bundled=not no_bundle, key=key)


@ledger.command("record-approvals")
@repo_option
@click.option(
    "--commit", "ref", default="HEAD", show_default=True, metavar="COMMIT", help="The merge's commit."
)
@click.option(
    "--pull",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="The pull request.  [default: as the message tells]",
)
@click.argument("reviews", metavar="FILE")
def record_approvals(repo: str, ref: str, pull: int | None, reviews: str) -> int:
    """Record the reviews of a merged pull request beside its commit: evidence that the ledger shows, not enforces.

    FILE holds what the forge's API answers; "-" reads standard input. GitHub and Gitea: GET .../pulls/NUMBER/reviews;
    GitLab: GET .../merge_requests/NUMBER/approvals; Azure DevOps: GET .../pullRequests/NUMBER/reviewers; Bitbucket:
    GET .../pullrequests/NUMBER.

    \b
    Example:
      gh api repos/acme/promises/pulls/12/reviews | pas-gov ledger record-approvals --pull 12 -
      glab api projects/:id/merge_requests/12/approvals | pas-gov ledger record-approvals --pull 12 -
      git push origin refs/notes/pas-gov
    """
    from pas_gov.commands.record_approvals import record_approvals_command

    return record_approvals_command(repo, ref, pull, reviews)


@click.command(cls=OnceCommand)
@repo_option
@click.argument("identity", metavar="ID", type=PromiseId())
@AT
@format_option("text", "json")
def blame(repo: str, identity: str, at: str, format_: str) -> int:
    """Show which commit and pull request last decided each part of a promise, each alignment and attestation.

    \b
    Example:
      pas-gov blame four-hours
    """
    from pas_gov.commands.blame import blame_command

    return blame_command(repo, identity, at, format_, utc_today())
