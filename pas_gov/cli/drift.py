"""Commands on drift: they compare what texts say and figures show with what was promised."""

from __future__ import annotations

import os
import shlex
import sys
from datetime import date
from typing import Any

import click

from pas_gov.cli.completion import PromiseId
from pas_gov.cli.options import NO_CACHE, PROGRESS, OnceCommand, day, format_option, repo_option, utc_today
from pas_gov.cli.write_options import WritingCommand, split_options, write_options
from pas_gov.model.records.promise import ZONES

LEVELS = ("broken", "drifting", "unverified")
STATES = ("contradicts", "outdated", "expired", "escaped", "unclear", "unregistered")


@click.command(cls=WritingCommand)
@click.argument("core", required=False, default="", metavar="[CORE]", type=PromiseId())
@click.option(
    "--zone", "zones", multiple=True, type=click.Choice(list(ZONES)), help="Only this zone; repeatable."
)
@click.option(
    "--since", callback=day, metavar="DATE", help="An answer counts from this day on.  [default: today]"
)
@click.option("--answers", default="", metavar="FILE", help="Record these answers instead of asking.")
@click.option(
    "--worksheet", is_flag=True, help="Print a file of answers to fill in, with what is still open."
)
@write_options
@format_option("text", "json", "markdown")
def audit(  # noqa: PLR0913  (one parameter for each option)
    core: str,
    zones: tuple[str, ...],
    since: date | None,
    answers: str,
    worksheet: bool,
    format_: str,
    **given: Any,
) -> int:
    """Walk the five zones, and ask of each: is what you actually do here consistent with that promise.

    Names the Core Promises, then asks of each zone about each promise that it delivers; with CORE, about those that
    rest on that one. At a terminal it asks; from --answers it takes what a file says; each becomes an attestation
    of the present wording. Then it shows what leadership promised beside what operations do, the count by zone, and
    where the gap lives. Without a terminal, without answers, and for JSON and Markdown it shows that alone.

    A worksheet names the wording that is asked. Answers to a wording that has changed since aren't taken, and are
    named with what changed; the others are.

    An audit that was left half-done goes on where it was: what was answered today, or --since a day, isn't asked again.

    \b
    Example:
      pas-gov audit
      pas-gov audit --worksheet > answers.yaml
      pas-gov audit --answers answers.yaml -f markdown

    Exit status: 0 whatever is found, 1 the policies refuse what would be recorded, or an answer is to another wording,
    2 wrong usage or a file of answers that can't be taken, 3 where a file couldn't be read.
    """
    from pas_gov.commands.audit import AuditOptions, audit_command

    if worksheet and answers:
        raise click.UsageError("--worksheet and --answers exclude each other")
    writing, _ = split_options(given)
    return audit_command(writing, os.environ, AuditOptions(core, zones, since, answers, worksheet), format_)


@click.command(cls=WritingCommand)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--fail-on",
    "fail_on",
    multiple=True,
    type=click.Choice((*STATES, "unread")),
    help="End with 1 on this; repeatable. unread: a text whose format, language or speaker isn't known.",
)
@click.option(
    "--register", "register", multiple=True, metavar="ID", help="Write down this unregistered claim, or all."
)
@click.option(
    "--owner", default="", metavar="WHO", help="With --register: who answers for deciding.  [default: you]"
)
@click.option(
    "--explain", default="", metavar="FINGERPRINT", help="Tell how the verdict on one claim came about."
)
@click.option(
    "--freeze",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write all that texts are held against into one file, and read no text.",
)
@NO_CACHE
@PROGRESS
@write_options
@format_option("text", "json", "markdown")
def scan(  # noqa: PLR0913  (one parameter for each option)
    paths: tuple[str, ...],
    fail_on: tuple[str, ...],
    register: tuple[str, ...],
    owner: str,
    explain: str,
    freeze: str | None,
    no_cache: bool,
    format_: str,
    **given: Any,
) -> int:
    """Find what texts promise, and hold it against the promises as they stand and as they once were.

    Reads the surfaces that promises name, or the PATHS: Markdown, HTML, plain text, YAML, JSON, and transcripts, of
    which your side's words count (`speakers` in pas-gov.yaml says whose are whose; see docs/claims.md). A claim is
    consistent; it contradicts (another quantity); is outdated (an earlier wording; the commit that ended it is named),
    expired (the promise has ended), escaped (an experiment outside its cohort or zones), unregistered (no such
    promise), or unclear (it speaks of a promise, and what it says couldn't be compared: the words that weren't read are
    named). `<!-- promise: ID -->` in a text, or `promise: ID` in its front matter, says which promise it speaks of.
    --register writes unregistered claims down as proposed promises.

    --explain FINGERPRINT (its first digits are enough; they are printed with each finding) tells why a sentence was
    taken for a claim, which promises it was held against and how like each is, and both sides beside each other.

    --freeze FILE is for texts that lie in a warehouse: it holds the wordings that stand and once stood, as of today,
    with speakers, zones and accepted exceptions. With it tables are scanned on Spark or through DuckDB, without git
    (docs/scale.md).

    What may stay for a time is accepted by a waiver of the policy `claims`: the command is printed with each finding.

    \b
    Example:
      pas-gov scan
      pas-gov scan docs site/*.html --fail-on contradicts --fail-on expired
      pas-gov scan --register all --owner @acme/strategy --dry-run
      pas-gov scan docs --explain 1f0c8a2e
      pas-gov scan --freeze acme.frozen.jsonl

    Exit status: 0, 1 a claim in a state of --fail-on, 2 wrong usage, 3 a text or a record couldn't be read.
    """
    from pas_gov.commands.freezing import freeze_command
    from pas_gov.commands.scan import ScanOptions, scan_command

    writing, _ = split_options(given)
    if freeze is not None:
        if paths or fail_on or register or explain or format_ != "text":
            raise click.UsageError(
                "--freeze reads no text and has one format: give it no other option of scan"
            )
        return freeze_command(writing, freeze, cached=not no_cache)
    if owner and not register:
        raise click.UsageError("--owner says who answers for what --register writes down, and nothing is")
    if fail_on and register:
        raise click.UsageError("--register writes claims down, and --fail-on judges them: run scan for each")
    if explain and (register or fail_on):
        raise click.UsageError(
            "--explain tells of one claim, and neither writes nor judges: run scan for each"
        )
    options = ScanOptions(paths, fail_on, register, explain, owner, not no_cache)
    return scan_command(writing, os.environ, options, format_)


@click.command(cls=OnceCommand)
@repo_option
@click.option(
    "--fail-on", type=click.Choice(LEVELS), help="End with 1 where something has gone this far, or further."
)
@click.option("--today", callback=day, metavar="DATE", help="Judge as on this day.  [default: today in UTC]")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 3600), default=60, show_default=True, help="For each query."
)
@click.option(
    "--try", "tried", default="", metavar="FILE", help="Try the indicators of this promise file as it is."
)
@click.option("--indicator", "name", default="", metavar="NAME", help="With --try: this one alone.")
@NO_CACHE
@PROGRESS
@format_option("text", "json", "markdown")
def drift(  # noqa: PLR0913  (one parameter for each option)
    repo: str,
    fail_on: str | None,
    today: date | None,
    seconds: float,
    tried: str,
    name: str,
    no_cache: bool,
    format_: str,
) -> int:
    """Show all that drifts, zone by zone: leadership's promise beside the operational reality.

    Stale alignments, zones that are drifting, broken or not attested, overdue reviews and experiments, passed sunsets;
    indicators whose trend reaches the limit, or that shifted without a decision; texts that say something else. How far
    it has gone: broken (known not to hold), drifting (coming apart), unverified (not confirmed by anybody).

    Indicators are read from files by the extra pas-gov[data], from databases by pas-gov[databases]. Their queries
    can only read, each in a process of its own; the address of a database stands in pas-gov.yaml, its credentials in
    the environment.

    --try runs the queries of one promise file in the same way, committed or not, and shows what they give: the points,
    their distance, the values in the term's unit, what was refused and why, the picture and the verdict.

    \b
    Example:
      pas-gov drift
      pas-gov drift --try promises/supporting/four-hours.yaml
      pas-gov drift --fail-on drifting -f markdown

    Exit status: 0, 1 something has gone as far as --fail-on, 2 wrong usage, 3 something couldn't be read or judged.
    """
    from pas_gov.commands.drift import DriftOptions, drift_command, try_command
    from pas_gov.drift.survey.trial import TriedFile

    if name and not tried:
        raise click.UsageError("--indicator names one of the file that --try tries")
    if tried:
        if fail_on:
            raise click.UsageError("--try judges no promise: leave --fail-on out")
        if format_ == "markdown":
            raise click.UsageError("--try prints text or json")
        return try_command(repo, TriedFile(tried, name, seconds), os.environ, format_, today or utc_today())
    options = DriftOptions(repo, fail_on, seconds, not no_cache)  # type: ignore[arg-type]  # click lets no other through
    return drift_command(options, os.environ, format_, today or utc_today())


@click.command(cls=OnceCommand)
@repo_option
@click.option("--endpoint", default="", metavar="URL", help="A chat endpoint as OpenAI's API has it.")
@click.option("--model", default="", metavar="NAME", help="The model that is asked for, at an endpoint.")
@click.option(
    "--key-variable",
    default="OPENAI_API_KEY",
    show_default=True,
    metavar="NAME",
    help="The environment variable that holds the key; the key is never printed.",
)
@click.option(
    "--prompt", "prompt_file", default="", metavar="FILE", help="The bot's prompt, sent before each question."
)
@click.option(
    "--command", default="", metavar="WORDS", help="A command that reads a question and prints an answer."
)
@click.option(
    "--times", type=click.IntRange(1, 100), default=1, show_default=True, help="How often each is asked."
)
@click.option(
    "--questions",
    "most",
    type=click.IntRange(1, 1000),
    default=50,
    show_default=True,
    help="How many at most.",
)
@click.option(
    "--per-minute", type=click.FloatRange(0.1, 6000), default=30, show_default=True, help="How fast at most."
)
@click.option(
    "--seconds", type=click.FloatRange(0.1, 3600), default=60, show_default=True, help="For each answer."
)
@click.option(
    "--price", type=click.FloatRange(0), metavar="AMOUNT", help="Of a million tokens, to tell the cost first."
)
@click.option("--keep/--no-keep", default=True, help="Keep the answers in probes/.  [default: keep]")
@click.option("--judge", default="", metavar="FILE", help="Ask nobody: judge answers that were kept.")
@click.option("-n", "--dry-run", is_flag=True, help="List the questions, and ask nobody.")
@click.option("-y", "--yes", is_flag=True, help="Begin without being asked, at a terminal, too.")
@click.option(
    "--fail-on",
    "fail_on",
    multiple=True,
    type=click.Choice([*STATES, "silent"]),
    help="End with 1 where an answer is in this state; repeatable.",
)
@PROGRESS
@format_option("text", "json", "markdown")
def probe(command: str, yes: bool, format_: str, **given: Any) -> int:
    """Ask a bot what a customer would ask of each promise, and hold its answers against what is and was promised.

    Questions are made of each active and each ended promise: of its terms, its condition, its end. Those that
    pas-gov.yaml has under `probes` stand instead. How many requests it will be, how long and how dear, is told first.
    The answers are kept in probes/: `scan`, `drift` and the site show the newest in the AI zone.

    \b
    Example:
      pas-gov probe --dry-run
      pas-gov probe --command ./bot.sh --times 5
      pas-gov probe --endpoint https://api.example.com/v1 --model support-1 --prompt prompts/support.md

    Exit status: 0, 1 where an answer is in a state of --fail-on, 3 where a question got no answer.
    """
    from pas_gov.commands.probe import ProbeOptions, probe_command

    def agree(told: str) -> bool:
        click.echo(told, err=True)
        return yes or not (sys.stdin.isatty() and sys.stderr.isatty()) or click.confirm("Begin?", err=True)

    try:
        words = tuple(shlex.split(command))
    except ValueError as error:
        raise click.BadParameter(f"its quotes don't close: {error}", param_hint="--command") from None
    options = ProbeOptions(given.pop("repo"), command=words, **given)
    return probe_command(options, os.environ, agree, format_, utc_today())
