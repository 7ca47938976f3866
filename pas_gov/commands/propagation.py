"""``propagation``: for each change of a Core, which promises and zones have answered, and what is missing."""

from __future__ import annotations

from datetime import date

from pas_gov import git
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Stop
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.propagation.obligations import legacy_scope
from pas_gov.ledger.propagation.propagation import Propagation, propagation, with_signers
from pas_gov.ledger.reading.branch_line import BranchLine, branch_line
from pas_gov.ledger.reading.branch_steps import steps
from pas_gov.loading.loader import open_loader
from pas_gov.model.stack.id_lookup import find_id, find_promise
from pas_gov.model.stack.stack import Stack
from pas_gov.report.propagation import FORMATS
from pas_gov.report.propagation.contents import PropagationReport


def propagation_command(directory: str, ref: str, text: str, format_: str, today: date) -> int:
    """Print what became of each change of a Core; of the Core that ``text`` names, "" for all.

    ``ref`` is a commit, whose first parents are the history, or ``A..B``: what came after A up to B. ``today``
    decides what has stopped by now. Returns 0, executed or not; 3 where something couldn't be read. Stops as
    :func:`branch_line.branch_line` and :func:`id_lookup.find_promise`; no-core (status 2).
    """
    found = branch_line(git.open_repository(directory), ref)
    with open_loader(git.cache_dir(found.repository)) as loader:
        side = loader.load(git.snapshot(found.repository, found.tip.tree, found.tip.ref), today)
        legacy = legacy_scope(side.rulebook)
        past = propagation(steps(found, loader, today), legacy, today, side.stack)
        past = with_signers(past, side.rulebook.settings)
    asked = _core(text, side.stack, past) if text else ""
    report = _report(found, side, past, asked, today)
    return print_report(FORMATS, report, format_)


def _report(found: BranchLine, side: Side, past: Propagation, asked: str, today: date) -> PropagationReport:
    problems = side.errors
    return PropagationReport(
        tip=ReportedRef(found.tip.ref, found.tip.id),
        after=ReportedRef(found.after.ref, found.after.id) if found.after else None,
        asked=asked,
        today=today.isoformat(),
        legacy=legacy_scope(side.rulebook),
        commits=len(found.commits),
        propagation=past,
        problems=problems,
        unreadable=bool(side.stack.unreadable) or any(one.code == "not-a-file" for one in problems),
    )


def _core(text: str, stack: Stack, past: Propagation) -> str:
    """Return the Core that is meant: any that ever was one in this history, else Stop."""
    known = past.cores | {one for one, entry in stack.entries.items() if entry.layer == "core"}
    identity = find_id(text, known, "Core")
    if identity is not None:
        return identity
    entry = find_promise(stack, text)
    message = f'"{entry.id}" is no Core, but {entry.layer}, and was none in this history'
    remedy = f"name a Core: {', '.join(sorted(known)[:MOST])}" if known else "this history has no Core yet"
    raise Stop("no-core", message, remedy, status=2)


MOST = 8
