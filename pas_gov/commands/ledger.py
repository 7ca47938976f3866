"""``ledger``: the history of a branch as typed events, with what each commit says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from pas_gov import git
from pas_gov.desk import desk
from pas_gov.diagnostics import Stop
from pas_gov.git.notes import notes
from pas_gov.git.objects import RECORD_LIMIT, objects
from pas_gov.git.signing import signature
from pas_gov.ledger.approvals import approvals_of
from pas_gov.ledger.events import UNREAD, Event, Filter, events
from pas_gov.ledger.messages import pull_of, trailers
from pas_gov.output import terminal_style, write
from pas_gov.progress import counted
from pas_gov.report.layout import Style
from pas_gov.report.ledger import CommitLine, LedgerReport, PersonLine, SignedLine
from pas_gov.report.ledger_json import ledger_csv, ledger_json
from pas_gov.report.ledger_markdown import ledger_markdown
from pas_gov.report.ledger_text import ledger_text
from pas_gov.report.model import RefLine
from pas_gov.stack.naming import chosen
from pas_gov.walk import Line, line, steps

SIGNERS = ".pas-gov/allowed_signers"  # as git's gpg.ssh.allowedSignersFile
ANYTHING = Filter()


@dataclass(frozen=True, slots=True)
class LedgerOptions:
    """Which history, which of its events, and in which order; ``most`` events at most, 0 for all."""

    directory: str = "."
    ref: str = "HEAD"
    wanted: Filter = ANYTHING
    reverse: bool = False
    most: int = 0


def ledger_command(options: LedgerOptions, format_: str, today: date) -> int:
    """Print the events; returns 0, or 3 where a commit couldn't be read."""
    report = ledger_report(options, today)
    write(FORMATS[format_](report, terminal_style()))
    return report.status


def ledger_report(options: LedgerOptions, today: date) -> LedgerReport:
    """Return the events of a history. Stops as :func:`pas_gov.walk.line`; no-such-promise (status 2)."""
    found = line(git.open_repository(options.directory), options.ref)
    with desk(git.cache_dir(found.repository)) as opened:
        all_events = tuple(events(counted(steps(found, opened, today), len(found.commits), "commits")))
    wanted = _named(options.wanted, all_events)
    chosen_events = [event for event in all_events if wanted.wants(event)]
    shown = tuple(chosen_events[: options.most or None])
    if options.reverse:
        shown = tuple(sorted(shown, key=_position(found), reverse=True))
    return LedgerReport(
        tip=RefLine(found.tip.ref, found.tip.id),
        after=RefLine(found.after.ref, found.after.id) if found.after else None,
        events=shown,
        commits=_commits(found, {event.origin.commit for event in shown}),
        of=len(found.commits),
        unread=len({event.origin.commit for event in all_events if UNREAD in event.kinds}),
        out_of_order=len({event.origin.commit for event in shown if not event.origin.dated}),
    )


def _position(found: Line) -> Callable[[Event], int]:
    places = {commit.id: number for number, commit in enumerate(found.commits)}
    return lambda event: places[event.origin.commit]


def _named(wanted: Filter, found: Iterable[Event]) -> Filter:
    """Return the filter with each promise by its whole id: any that ever was is known."""
    known = {event.promise for event in found if event.promise}
    ids = []
    for text in wanted.promises:
        identity = chosen(text, known, "promise")
        if identity is None:
            message = f'this history knows no promise "{text}"'
            raise Stop("no-such-promise", message, "see them all: pas-gov ledger --kind made", status=2)
        ids.append(identity)
    return replace(wanted, promises=tuple(ids))


def _commits(found: Line, ids: set[str]) -> Mapping[str, CommitLine]:
    recorded = notes(found.repository)
    parents = {commit.id: commit.parents[:1] for commit in found.commits}
    signers = _Signers(found.repository)
    return {
        commit.id: CommitLine(
            id=commit.id,
            author=_person(commit.author),
            committer=_person(commit.committer),
            subject=commit.message.lstrip().partition("\n")[0].rstrip(),
            pull=pull_of(commit.message),
            trailers=trailers(commit.message),
            signed=signers.state(commit.id, *parents[commit.id]) if commit.signed else SignedLine(),
            approvals=approvals_of(recorded[commit.id]) if commit.id in recorded else None,
        )
        for commit in found.commits
        if commit.id in ids
    }


def _person(person: git.Signature | None) -> PersonLine | None:
    if person is None:
        return None
    sign = -1 if person.zone[0] == "-" else 1
    offset = timedelta(hours=int(person.zone[1:3]), minutes=int(person.zone[3:])) * sign
    when = datetime.fromtimestamp(person.seconds, timezone(offset))
    return PersonLine(person.name, person.email, when.isoformat())


class _Signers:
    """The signers known at a commit: those that stood before it."""

    def __init__(self, repository: git.Repository) -> None:
        self.repository = repository

    def state(self, commit: str, parent: str = "") -> SignedLine:
        found = signature(self.repository, commit, self._known(parent) if parent else None)
        return SignedLine(found.state, found.by)

    def _known(self, parent: str) -> bytes | None:
        try:
            with objects(self.repository) as store:
                ((_, text),) = store.get([f"{parent}:{SIGNERS}"], "blob", RECORD_LIMIT)
        except Stop:
            return None
        return text


FORMATS: Mapping[str, Callable[[LedgerReport, Style], str]] = {
    "text": ledger_text,
    "json": lambda report, _: ledger_json(report),
    "csv": lambda report, _: ledger_csv(report),
    "markdown": lambda report, _: ledger_markdown(report),
}
