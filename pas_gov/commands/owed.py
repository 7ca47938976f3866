"""``owed``: what one customer was promised."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pas_gov import git
from pas_gov.asof import as_of
from pas_gov.decisions.owed import owed
from pas_gov.desk import desk
from pas_gov.diagnostics import Diagnostic, Stop, printable
from pas_gov.output import terminal_style, write
from pas_gov.places import find_folder
from pas_gov.records.yaml import Document, parse
from pas_gov.report.layout import Style
from pas_gov.report.owed import OwedReport
from pas_gov.report.owed_json import owed_json
from pas_gov.report.owed_markdown import owed_markdown
from pas_gov.report.owed_text import owed_text
from pas_gov.stack.stack import Stack

LIMIT = 256 << 10  # bytes of a file of facts


@dataclass(frozen=True, slots=True)
class OwedOptions:
    """Whose facts, and when: a day or revision of the branch ``ref``, else the work tree as it stands."""

    directory: str
    subject: str
    ref: str | None
    at: str | None
    explain: bool


def owed_command(options: OwedOptions, format_: str, today: date) -> int:
    """Print what stands, held against the facts; returns 0, 3 where a file couldn't be read.

    Stops: no-facts (status 2), and as :func:`pas_gov.asof.as_of` and :func:`pas_gov.places.find_folder`.
    """
    facts = read_facts(options.subject)
    stack, commit, day, note = _stack(options, today)
    report = OwedReport(
        subject=options.subject,
        day=day.isoformat(),
        commit=commit,
        as_of=options.at or options.ref or "",
        note=note,
        found=owed(stack, facts, day, explain=options.explain),
        unread=tuple(sorted(stack.unreadable)),
    )
    write(FORMATS[format_](report, terminal_style()))
    return report.status


def _stack(options: OwedOptions, today: date) -> tuple[Stack, str | None, date, str]:
    if options.at is None and options.ref is None:
        folder = find_folder(options.directory)
        with folder.desk() as opened:
            return opened.side(folder.snapshot()).stack, None, today, ""
    repository = git.open_repository(options.directory)
    moment = as_of(repository, options.at or options.ref or "HEAD", options.ref or "HEAD", today)
    with desk(git.cache_dir(repository)) as opened:
        stack = opened.side(git.snapshot(repository, moment.commit.tree, moment.commit.ref)).stack
    return stack, moment.commit.id, moment.day or today, moment.note


def read_facts(path: str) -> Mapping[str, object]:
    """Read facts of a subject: a mapping, in JSON where the name says so, else in YAML; Stop(no-facts, status 2)."""
    try:
        with open(path, "rb") as file:
            content = file.read(LIMIT + 1)
    except OSError as error:
        raise _wrong(path, error.strerror or "it can't be read") from error
    if len(content) > LIMIT:
        raise _wrong(path, f"it has more than {LIMIT:,} bytes")
    data = _json(path, content) if path.endswith(".json") else _yaml(path, content)
    if not isinstance(data, dict):
        raise _wrong(path, "it isn't a mapping of facts")
    return data


def _yaml(path: str, content: bytes) -> object:
    document = parse(content, path)
    if isinstance(document, Document):
        return document.value
    raise _wrong(path, "; ".join(map(_told, document[:5])))


def _told(one: Diagnostic) -> str:
    return f"{one.location}: {one.message}"


def _json(path: str, content: bytes) -> object:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("a key stands in it twice")
        return found

    def refused(word: str) -> None:
        raise ValueError(f"{word} is no number of JSON")

    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=unique, parse_constant=refused)
    except (ValueError, RecursionError) as error:
        raise _wrong(path, str(error)) from error


def _wrong(path: str, why: str) -> Stop:
    remedy = "write facts as YAML or JSON: plan: enterprise"
    return Stop("no-facts", f"{printable(path)} holds no facts that can be used: {why}", remedy, status=2)


FORMATS: Mapping[str, Callable[[OwedReport, Style], str]] = {
    "text": owed_text,
    "json": lambda report, _: owed_json(report),
    "markdown": lambda report, _: owed_markdown(report),
}
