"""``owed``: what one customer was promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pas_gov import git
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Diagnostic, Stop, ordered
from pas_gov.foundation.values import dataclass
from pas_gov.judging.owed.owed import owed
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.reading.as_of import as_of
from pas_gov.ledger.reading.told_promises import told_instead
from pas_gov.loading.facts_file import read_facts
from pas_gov.loading.loader import open_loader
from pas_gov.loading.root import find_root
from pas_gov.model.stack.loading import PROMISES_FOLDER
from pas_gov.report.owed import FORMATS
from pas_gov.report.owed.contents import OwedReport

GAPS = frozenset(
    {"not-a-file", "duplicate-id", "not-read"}
)  # by which a promise may be missing from the list


@dataclass(frozen=True, slots=True)
class OwedOptions:
    """Whose facts, and when: a day or revision of the branch ``ref``, else the work tree as it stands."""

    directory: str
    subject: str
    ref: str | None
    at: str | None
    explain: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    """The promises of one moment: the commit that holds them, its day, and a note where dates aren't in order."""

    side: Side
    day: date
    commit: str | None = None
    note: str = ""


def owed_command(options: OwedOptions, format_: str, today: date) -> int:
    """Print the active promises, each held against the facts; returns 0, 3 where a file couldn't be read.

    Stops: no-facts (status 2), no-promises, and as :func:`as_of.as_of` and
    :func:`root.find_root`.
    """
    facts = read_facts(options.subject)
    standing = _standing(options, today)
    report = OwedReport(
        subject=options.subject,
        today=today.isoformat(),
        day=standing.day.isoformat(),
        commit=standing.commit,
        as_of=options.at or options.ref or "",
        note=standing.note,
        found=owed(standing.side.stack, facts, standing.day, explain=options.explain),
        problems=ordered(_gaps(standing.side)),
        prefixed=any(name.partition(".")[0] == "subject" for name in facts),
    )
    return print_report(FORMATS, report, format_)


def _standing(options: OwedOptions, today: date) -> _Standing:
    if options.at is None and options.ref is None:
        return _Standing(_work_tree(options.directory), today)
    repository = git.open_repository(options.directory)
    try:
        moment = as_of(repository, options.at or options.ref or "HEAD", options.ref or "HEAD", today)
    except Stop as stop:
        told = told_instead(stop, repository, options.ref or "HEAD", options.at or "", today)
        with open_loader(git.cache_dir(repository)) as loader:
            return _Standing(loader.load(told.snapshot), told.day, None, told.note)
    with open_loader(git.cache_dir(repository)) as loader:
        side = loader.load(git.snapshot(repository, moment.commit.tree, moment.commit.ref))
    return _Standing(side, moment.day or today, moment.commit.id, moment.note)


def _work_tree(directory: str) -> Side:
    folder = find_root(directory)
    snapshot = folder.records()
    with folder.open_loader() as loader:
        return loader.load(snapshot)


def _gaps(side: Side) -> Iterator[Diagnostic]:
    """Yield, of each file whose promise may be missing from the list, what is wrong with it first."""
    told: set[str] = set()
    unreadable = side.stack.unreadable
    for one in ordered((*side.problems, *side.stack.diagnostics)):
        path = one.location.path
        mine = path == PROMISES_FOLDER or path.startswith(f"{PROMISES_FOLDER}/")
        fault = path in unreadable and one.severity == "error"
        if (fault or one.code in GAPS or one in side.problems) and mine and path not in told:
            told.add(path)
            yield one
