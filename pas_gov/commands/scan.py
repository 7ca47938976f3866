"""``scan``: what texts promise, held against the stack and against every earlier wording in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pas_gov import git
from pas_gov.diagnostics import Diagnostic, Stop
from pas_gov.drift.claim import Claim
from pas_gov.drift.claims import claims
from pas_gov.drift.exceptions import accepted_from
from pas_gov.drift.findings import Finding
from pas_gov.drift.judging import judge
from pas_gov.drift.matching import Wordings
from pas_gov.drift.quantities import quantities
from pas_gov.drift.reading import sentences
from pas_gov.drift.registering import candidates
from pas_gov.drift.wordings import Wording
from pas_gov.ledger.wordings import wordings
from pas_gov.moves.draft import Draft
from pas_gov.moves.registering import register
from pas_gov.moves.signed import Signed
from pas_gov.output import terminal_style, write
from pas_gov.places import Folder, find_folder
from pas_gov.proposal import Moved, Setting, propose
from pas_gov.questions import Questions
from pas_gov.records.settings import Settings
from pas_gov.report.layout import Style
from pas_gov.report.scan import ScanReport
from pas_gov.report.scan_json import scan_json
from pas_gov.report.scan_markdown import scan_markdown
from pas_gov.report.scan_text import scan_text
from pas_gov.stack.stack import Stack
from pas_gov.surfaces import Text, texts_at, texts_of
from pas_gov.wordings import told_wordings


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """Which texts are read (none: the surfaces that promises name), and which states are a failure.

    ``register`` names unregistered claims by the ids that were proposed for them, or "all"; ``owner`` answers for them.
    """

    paths: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    register: tuple[str, ...] = ()
    owner: str = ""


def scan_command(setting: Setting, environ: Mapping[str, str], options: ScanOptions, format_: str) -> int:
    """Print what became of each claim; returns 0, 1 where one is in a state of ``fail_on``, 3 if something is unread.

    With ``register``, write proposed promises instead; returns as writing commands do.
    """
    report, taken = scanned(setting, options)
    if options.register:
        return _registered(setting, environ, options, report, taken)
    write(FORMATS[format_](report, terminal_style()))
    return report.status


def scanned(setting: Setting, options: ScanOptions) -> tuple[ScanReport, frozenset[str]]:
    """Return the report, and every id that ever was."""
    folder = find_folder(setting.directory)
    with folder.desk() as opened:
        side = opened.side(folder.snapshot())
    found, problems, files = _claims(folder, side.stack, side.rulebook.settings, options.paths)
    known = Wordings(_wordings(folder, side.stack, setting.today), quantities)
    judgement = judge(found, known, setting.today, accepted_from(side.rulebook.waivers))
    errors = [one for one in (*side.problems, *side.stack.diagnostics) if one.severity == "error"]
    proposed = {
        claim_place: one.id
        for one in candidates(judgement.findings, known.by_promise)
        for claim_place in (one.place, *one.also)
    }
    report = ScanReport(
        judgement.findings,
        judgement.exceptions,
        (*errors, *problems),
        files,
        setting.today,
        options.fail_on,
        proposed,
    )
    return report, frozenset(known.by_promise)


def _wordings(folder: Folder, stack: Stack, today: date) -> tuple[Wording, ...]:
    """Return the wordings of the work tree with those of its history, where there is one."""
    if folder.repository is None:
        return wordings(stack, ())
    try:
        git.commit(folder.repository, "HEAD")
    except Stop:
        return wordings(stack, ())
    return told_wordings(folder.repository, "HEAD", today, stack)


def _claims(
    folder: Folder, stack: Stack, settings: Settings, paths: tuple[str, ...]
) -> tuple[tuple[Claim, ...], list[Diagnostic], int]:
    root = folder.root
    texts = texts_at(paths, root) if paths else texts_of(stack, root, settings.surface_roots)
    found: list[Claim] = []
    problems: list[Diagnostic] = []
    files = 0
    for text in texts:
        if not isinstance(text, Text):
            problems.append(text)
            continue
        files += 1
        reading = sentences(text.path, text.content)
        problems += reading.problems
        found += claims(reading.sentences)
    return tuple(found), problems, files


def _registered(
    setting: Setting,
    environ: Mapping[str, str],
    options: ScanOptions,
    report: ScanReport,
    taken: frozenset[str],
) -> int:
    proposed = candidates(_unexcused(report), taken)
    known = {one.id for one in proposed}
    if "all" not in options.register:
        unknown = [one for one in options.register if one not in known]
        if unknown:
            message = f"no unregistered claim was proposed as {', '.join(unknown)}"
            raise Stop("unknown-claim", message, "see the names: pas-gov scan", status=2)
        proposed = tuple(one for one in proposed if one.id in options.register)

    def moved(draft: Draft, signed: Signed, _: Questions) -> Moved:
        entries = register(draft, proposed, signed, owner=options.owner or signed.by)
        return Moved(tuple(f"{one.id} is proposed: give it an owner, and decide." for one in entries))

    return propose(setting, environ, moved)


def _unexcused(report: ScanReport) -> list[Finding]:
    return [one for one in report.findings if not one.exception]


FORMATS: Mapping[str, Callable[[ScanReport, Style], str]] = {
    "text": scan_text,
    "json": lambda report, _: scan_json(report),
    "markdown": lambda report, _: scan_markdown(report),
}
