"""``probe``: a bot asked what customers would ask, and its answers held against what is and was promised."""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Callable, Mapping
from datetime import date, datetime, timezone

from pas_gov.claims.freezing import promised
from pas_gov.commands.terminal import print_report, write
from pas_gov.diagnostics import Stop, printable
from pas_gov.drift.survey.probes import FOLDER
from pas_gov.foundation.progress import with_progress
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.reading.events import events_to_head
from pas_gov.loading.input_file import read_input
from pas_gov.loading.output_file import write_file
from pas_gov.loading.root import Root, find_root
from pas_gov.probing.asking import Exchange, exchanges
from pas_gov.probing.bots.bot import Bot
from pas_gov.probing.bots.chat import chat_bot
from pas_gov.probing.bots.command import command_bot
from pas_gov.probing.judging import AnswerJudge
from pas_gov.probing.questions import Question, questions
from pas_gov.probing.transcript import read_transcript, transcript_text
from pas_gov.report.layout import count
from pas_gov.report.probe import FORMATS
from pas_gov.report.probe.contents import ProbeReport

MOST = 1_000  # questions that are ever made
TOKEN = 4  # characters, as a rule of thumb: what is told beforehand is no bill
WORDS = 150  # tokens that an answer is reckoned with


@dataclass(frozen=True, slots=True)
class ProbeOptions:
    """Whom to ask (an endpoint or a command's words), what, how often and how fast; or which answers to judge again.

    ``most`` bounds the questions, ``price`` is per million tokens; ``keep`` writes the answers into the repository.
    """

    directory: str = "."
    endpoint: str = ""
    model: str = ""
    key_variable: str = "OPENAI_API_KEY"
    prompt_file: str = ""
    command: tuple[str, ...] = ()
    times: int = 1
    most: int = 50
    per_minute: float = 30.0
    seconds: float = 60.0
    price: float | None = None
    keep: bool = True
    judge: str = ""
    dry_run: bool = False
    fail_on: tuple[str, ...] = ()


def probe_command(
    options: ProbeOptions,
    environ: Mapping[str, str],
    agree: Callable[[str], bool],
    format_: str,
    today: date,
) -> int:
    """Ask, keep and judge; returns 0, 1 where an answer is in a state of ``fail_on``, 3 where one is missing.

    ``agree`` is told what it will take, and answers whether to begin. Stops: no-bot, no-prompt, no-such-command,
    no-endpoint, no-questions (2), and as :func:`freezing.promised`.
    """
    folder = find_root(options.directory)
    with folder.open_loader() as loader:
        side = loader.load(folder.records(), today)
    judge = AnswerJudge(promised(side, events_to_head(folder, today), today))
    if options.judge:
        report = ProbeReport(
            judge.judged(read_transcript(options.judge), options.judge), today, fail_on=options.fail_on
        )
        return print_report(FORMATS, report, format_)
    every = _questions(side)
    asked = every[: options.most]
    if options.dry_run:
        write(_listed(asked, len(every)))
        return 0
    prompt = _prompt(options)
    bot = _bot(options, prompt, environ)
    if not agree(_beforehand(options, asked, prompt)):
        raise Stop(
            "not-asked", "nothing was asked", "to see the questions: pas-gov probe --dry-run", status=2
        )
    digest = f"sha256:{hashlib.sha256(prompt.encode()).hexdigest()}" if prompt else ""
    total = len(asked) * options.times
    said = tuple(
        with_progress(exchanges(bot, asked, options.times, options.per_minute, digest), total, "answers")
    )
    path = _keep(folder, said) if options.keep else ""
    report = ProbeReport(
        judge.judged(said, path or "answers"), today, path, len(every) - len(asked), options.fail_on
    )
    return print_report(FORMATS, report, format_)


def _questions(side: Side) -> tuple[Question, ...]:
    found = questions(side.stack, side.rulebook.settings.probes, MOST)
    if not found:
        message = "there is nothing to ask: no promise is active or has ended"
        raise Stop("no-questions", message, "write promises down first: pas-gov new", status=2)
    return found


def _bot(options: ProbeOptions, prompt: str, environ: Mapping[str, str]) -> Bot:
    if bool(options.endpoint) == bool(options.command):
        message = "which bot is asked isn't known" if not options.endpoint else "two bots are named"
        remedy = "name one: --endpoint https://api.example.com/v1 --model NAME, or --command ./bot.sh"
        raise Stop("no-bot", message, remedy, status=2)
    if options.command:
        return command_bot(options.command, options.seconds)
    if not options.model:
        raise Stop("no-bot", "which model is asked isn't known", "name it: --model NAME", status=2)
    key = environ.get(options.key_variable, "").strip()
    return chat_bot(options.endpoint, options.model, prompt, key, options.seconds)


def _prompt(options: ProbeOptions) -> str:
    if not options.prompt_file:
        return ""
    content = read_input(options.prompt_file, "no-prompt", "name the file of the bot's prompt")
    return content.decode("utf-8", "replace")


def _beforehand(options: ProbeOptions, asked: tuple[Question, ...], prompt: str) -> str:
    """Return what asking will take, as far as can be told: requests, time at the rate allowed, tokens, cost."""
    requests = len(asked) * options.times
    minutes = math.ceil(requests / options.per_minute)
    told = (
        f"{count(len(asked), 'question')}, {count(options.times, 'time')} each: {count(requests, 'request')}"
    )
    told += f", at most {options.per_minute:g} a minute: {count(minutes, 'minute')} or more."
    if options.endpoint:
        sent = sum(len(one.text) + len(prompt) for one in asked) * options.times / TOKEN
        tokens = sent + WORDS * requests
        told += f" Some {tokens:,.0f} tokens in all"
        told += f", {tokens / 1e6 * options.price:,.2f} at your price." if options.price is not None else "."
    return told


def _listed(asked: tuple[Question, ...], every: int) -> str:
    lines = [f"{one.id}  {one.promise or '-'}: {printable(one.text)}" for one in asked]
    more = f" of {every}; --questions N asks more" if every > len(asked) else ""
    return "\n".join([*lines, f"{count(len(asked), 'question')}{more}. Nothing was asked.", ""])


def _keep(folder: Root, said: tuple[Exchange, ...]) -> str:
    """Write the answers into a new file of the repository; return its path from there. Stops: not-written."""
    stamp = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H%M%SZ")
    place = os.path.join(folder.path, FOLDER)
    try:
        os.makedirs(place, exist_ok=True)
    except OSError as error:
        message = f"{FOLDER}/ can't be made: {error.strerror}"
        raise Stop("not-written", message, "see to its rights, or leave the answers: --no-keep") from error
    if os.path.islink(place):
        raise Stop(
            "not-written", f"{FOLDER} is a link, which is never followed", "put a folder there", status=2
        )
    path = f"{FOLDER}/{stamp}.jsonl"
    write_file(os.path.join(folder.path, path), transcript_text(said))
    return path
