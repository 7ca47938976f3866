"""The account of a history since a ref, with verdicts cached from one run to the next."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from pas_gov import git
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.git.listing import SETTINGS
from pas_gov.git.objects import kept_processes
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.reading.branch_line import BranchLine, branch_line, origins
from pas_gov.ledger.reading.rejudged_steps import verified_steps
from pas_gov.ledger.reading.step_range import StepRange
from pas_gov.ledger.reading.verdict_rows import RESTS_ON, KeptResults, valid_rows
from pas_gov.ledger.reading.verify_report import VerifyReport
from pas_gov.ledger.replay.account import VerifiedStep, account
from pas_gov.ledger.replay.origin import Origin
from pas_gov.loading import cache

if TYPE_CHECKING:
    from pas_gov.loading.loader import Loader


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """Which history is verified, since which audited commit ("" for all), and whether results are kept."""

    directory: str = "."
    ref: str = "HEAD"
    since: str = ""
    cached: bool = True


def verify_report(options: VerifyOptions, today: date) -> VerifyReport:
    """Return the account of a history. Stops as :func:`branch_line.branch_line`; not-adopted-here."""
    return account_of(git.open_repository(options.directory), options, today)


def account_of(repository: git.Repository, options: VerifyOptions, today: date) -> VerifyReport:
    """Return the account of a repository's history, wherever the options say that it is."""
    with kept_processes():
        found = branch_line(repository, options.ref)
        since, rewritten, steps = _since(repository, found, options.since)
        adopted, earlier = _adopted(found, steps)
    folder = git.cache_dir(repository) if options.cached else None
    made = origins(found, today)[: len(steps.commits)]  # of the whole line: dates before the audit count, too
    with ExitStack() as opened, kept_results(folder) as kept:
        judge = _RangeJudge(opened, folder, steps, made)
        results = list(_saving(verified_steps(steps, made, kept, judge), kept, folder))
    return VerifyReport(
        tip=ReportedRef(found.tip.ref, found.tip.id),
        since=since,
        rewritten=rewritten,
        account=account(results, adopted, earlier=earlier),
        subjects={one.id: one.message.lstrip().partition("\n")[0].rstrip() for one in steps.commits},
        authors={one.id: one.author.name if one.author else "" for one in steps.commits},
        undated=frozenset(one.commit for one in made if not one.dated),
    )


class _RangeJudge:
    """Judges ranges of a line; what that needs is imported, and what was read before is loaded, for the first one."""

    def __init__(
        self, opened: ExitStack, folder: str | None, found: BranchLine, made: Sequence[Origin]
    ) -> None:
        self.opened, self.folder, self.found, self.made = opened, folder, found, made

    def __call__(self, wanted: StepRange) -> Iterator[VerifiedStep]:
        from pas_gov.ledger.reading.judged_ranges import judged_ranges

        return judged_ranges(self.found, self.made, self._loader, wanted)

    @cached_property
    def _loader(self) -> Loader:
        from pas_gov.loading.loader import open_loader

        return self.opened.enter_context(open_loader(self.folder))


def _since(
    repository: git.Repository, found: BranchLine, ref: str
) -> tuple[ReportedRef | None, str, BranchLine]:
    """Return the audited commit, why it isn't part of this history any more, and the steps after it (else all)."""
    if not ref:
        return None, "", found
    audited = git.commit(repository, ref)
    named = ReportedRef(ref, audited.id)
    at = next((number for number, one in enumerate(found.commits) if one.id == audited.id), None)
    if at is None:
        what = f"{printable(ref)} ({audited.id[:12]}), which was audited,"
        return named, f"{what} isn't among the first parents of {printable(found.tip.ref)} any more", found
    return named, "", BranchLine(repository, found.tip, audited, found.commits[:at], audited)


def _adopted(found: BranchLine, steps: BranchLine) -> tuple[str, bool]:
    """Return what the settings at the tip say of adoption, "" for nothing, and whether that lies before these steps.

    Stop(not-adopted-here) where they name a commit that isn't part of this history.
    """
    files = git.snapshot(found.repository, found.tip.tree, found.tip.ref)
    if SETTINGS not in files.files:
        return "", False
    from pas_gov.model.records.rulebook import load_rulebook

    adopted = load_rulebook(files).settings.adopted
    if not adopted or len(adopted) == len("2026-01-31"):
        return adopted, False
    identity = git.commit(found.repository, adopted).id
    if identity not in {one.id for one in found.commits}:
        message = f"the settings say that history is judged from {adopted[:12]}, which isn't part of it"
        raise Stop("not-adopted-here", message, "name a first parent of this branch, or a day, in `adopted`")
    return identity, identity not in {one.id for one in steps.commits}


@contextmanager
def kept_results(folder: str | None) -> Iterator[KeptResults]:
    """Give the results that are kept; they are saved in the end, however the run ends."""
    kept = valid_rows(cache.load_rows(folder, cache.STEPS)) if folder else {}
    known = _told(kept)
    try:
        yield kept
    finally:
        if folder and _told(kept) != known:
            cache.save_rows(folder, cache.STEPS, kept)


def _told(kept: KeptResults) -> tuple[int, int]:
    """Return how many results there are, and of how many it is known what they rest on."""
    return len(kept), sum(RESTS_ON in row for row in kept.values())


EVERY = 30  # seconds after which all results are saved in between: of a long history that takes a while


def _saving(results: Iterator[VerifiedStep], kept: KeptResults, folder: str | None) -> Iterator[VerifiedStep]:
    """Pass results on; save them now and then, so that even a killed run is taken up again."""
    due, known = time.monotonic() + EVERY, len(kept)
    for result in results:
        if folder and time.monotonic() >= due and len(kept) > known:
            cache.save_rows(folder, cache.STEPS, kept)
            due, known = time.monotonic() + EVERY, len(kept)
        yield result
