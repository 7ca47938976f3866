"""``scan``: what texts promise, held against the stack and against every earlier wording in the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.registering import register
from pas_gov.authoring.questions import Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions
from pas_gov.commands.proposing import propose
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.drift.matching.candidates import candidates
from pas_gov.drift.matching.claim_account import claim_account
from pas_gov.drift.survey.marked_finding import marked_finding
from pas_gov.drift.survey.scan import scan
from pas_gov.foundation.values import dataclass
from pas_gov.loading.root import Root, find_root
from pas_gov.report.claim import FORMATS as CLAIM_FORMATS
from pas_gov.report.claim.contents import ClaimReport
from pas_gov.report.scan import FORMATS
from pas_gov.report.scan.contents import ScanReport


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """Which texts are read (none: the surfaces that promises name), and which states are a failure.

    ``register`` names unregistered claims by the ids that were proposed for them, or "all"; ``owner`` answers for them.
    ``explain`` is the fingerprint of a claim, or its beginning; ``cached`` says whether what was read before counts.
    """

    paths: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    register: tuple[str, ...] = ()
    explain: str = ""
    owner: str = ""
    cached: bool = True


def scan_command(
    writing: WriteOptions, environ: Mapping[str, str], options: ScanOptions, format_: str
) -> int:
    """Print what became of each claim; returns 0, 1 where one is in a state of ``fail_on``, 3 if something is unread.

    With ``register``, write proposed promises instead; returns as writing commands do.
    """
    if options.explain:
        return print_report(CLAIM_FORMATS, claim_report(writing, options), format_)
    report = scan_report(writing, options)
    if options.register:
        return _registered(writing, environ, options, report)
    return print_report(FORMATS, report, format_)


def scan_report(writing: WriteOptions, options: ScanOptions) -> ScanReport:
    """Return what became of each claim of the texts that are asked for. Stops: no-promises, no-texts (status 2)."""
    side, found = scan(_folder(writing, options), writing.today, options.paths)
    if not (found.texts or found.problems):
        remedy = (
            "name files or folders: pas-gov scan docs; or a surface: pas-gov amend ID --surface ZONE=PATH"
        )
        raise Stop(
            "no-texts", "there is no text to read: no promise names one, and none was found", remedy, status=2
        )
    judgement = found.judgement
    proposed = candidates(judgement.findings, found.known)
    problems = (*side.errors, *found.problems)
    return ScanReport(
        judgement.findings,
        tuple(one for one in judgement.exceptions if one[1] != "unused" or not options.paths),
        problems,
        found.texts,
        writing.today,
        options.fail_on,
        proposed,
        options.paths,
        found.left_out,
        found.unlisted,
    )


def claim_report(writing: WriteOptions, options: ScanOptions) -> ClaimReport:
    """Return how the verdict on the claim of a fingerprint came about. Stops: unknown-, ambiguous-finding (2)."""
    _, found = scan(_folder(writing, options), writing.today, options.paths)
    where = (
        "in these texts" if options.paths else "in the texts that promises name (others: name their paths)"
    )
    remedy = "see what there is: pas-gov scan -f json"
    finding = marked_finding(found.judgement.findings, options.explain, where, remedy)
    return ClaimReport(claim_account(finding, found.wordings, writing.today), writing.today)


def _folder(writing: WriteOptions, options: ScanOptions) -> Root:
    return find_root(writing.directory, cached=options.cached)


def _registered(
    writing: WriteOptions, environ: Mapping[str, str], options: ScanOptions, report: ScanReport
) -> int:
    everything = "all" in options.register
    proposed = {one.id: one for one in report.proposed.values()}
    unknown = [one for one in options.register if one not in proposed and one != "all"]
    if unknown:
        message = f"no unregistered claim was proposed as {', '.join(map(printable, unknown))}"
        raise Stop(
            "unknown-claim", message, did_you_mean(unknown[0], proposed) or "see them: pas-gov scan", status=2
        )
    wanted = [one for one in proposed.values() if everything or one.id in options.register]

    def moved(draft: Draft, authorship: Authorship, _: Questions) -> MoveSummary:
        entries = register(draft, wanted, authorship, owner=options.owner or authorship.by)
        return MoveSummary(
            tuple(f"{one.id} is proposed, and {one.promise.owner} answers for deciding." for one in entries)
        )

    return propose(writing, environ, moved)
