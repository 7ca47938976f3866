"""``site``: the stack, its zones, changes, rules and history as static pages in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date

from pas_gov import cel, git
from pas_gov.commands.terminal import terminal_style, write
from pas_gov.diagnostics import Diagnostic, printable
from pas_gov.drift.state.falling_due import falling_due
from pas_gov.drift.state.observations import RECORDS_ALONE, Observations
from pas_gov.drift.state.stack_state import stack_state
from pas_gov.drift.state.trend import trend
from pas_gov.drift.survey.scan import confirms_nothing
from pas_gov.drift.zones.attestations import attestation_days
from pas_gov.foundation.progress import with_progress
from pas_gov.foundation.values import dataclass
from pas_gov.gate.asks import change_asks, present_asks
from pas_gov.gate.comparison import compared
from pas_gov.gate.gate import GateOptions, gate
from pas_gov.judging.findings.asks import AsksReport
from pas_gov.judging.findings.gate_report import NoVerdict
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.owed.owed import owed
from pas_gov.judging.policies.rules import compile_rules
from pas_gov.judging.suites.case_builder import CaseBuilder
from pas_gov.judging.suites.examples import Examples, examples
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.events.events import Event, events
from pas_gov.ledger.events.step_differences import HistoryReducer
from pas_gov.ledger.propagation.obligations import legacy_scope
from pas_gov.ledger.propagation.propagation import propagation_of, with_signers
from pas_gov.ledger.reading.branch_line import branch_line
from pas_gov.ledger.reading.branch_steps import steps
from pas_gov.ledger.reading.commits import reported_commits
from pas_gov.ledger.replay.steps import Step
from pas_gov.loading.facts_file import read_facts
from pas_gov.loading.loader import Loader, open_loader
from pas_gov.loading.root import find_root
from pas_gov.model.records.suite import load_suites
from pas_gov.model.records.waiver import Waiver
from pas_gov.model.stack.dependents import dependency_paths
from pas_gov.model.stack.paths import differing_paths, record_paths
from pas_gov.model.stack.transition import transition
from pas_gov.report.layout import count
from pas_gov.report.owed.contents import OwedReport
from pas_gov.site.folder import SiteFolder, site_folder
from pas_gov.site.model import Comparison, Site
from pas_gov.site.pages import pages
from pas_gov.snapshot import Snapshot

SECONDS = 60  # for the examples of the policies


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """Where the repository is, which commit is shown, as what it is named, and what is compared ("" for nothing).

    ``drift`` adds what drifts in the work tree: its texts and indicators are no part of the commit's records.
    ``owners`` adds what waits for each owner, ``owed`` what the customers of these files of facts are owed,
    ``board`` a paper for a board.
    """

    directory: str
    output: str
    ref: str = "HEAD"
    title: str = ""
    compare: str = ""
    drift: bool = False
    owners: bool = False
    owed: tuple[str, ...] = ()
    board: bool = False


def site_command(options: SiteOptions, today: date) -> int:
    """Write the site into a folder; returns 0, or 3 where something couldn't be read (the pages say so, too).

    The folder must be new, empty, or an earlier site: its stale pages are removed. Stops as
    :func:`branch_line.branch_line`; not-ours (status 2), not-written.
    """
    folder = site_folder(options.output)
    site = read_site(options, today)
    changed = _written(folder, site)
    style = terminal_style()
    where = f"{printable(options.output)}/index.html"
    new = sum(changed)
    more = "" if new == len(changed) else f", {len(changed) - new} as they were"
    write(f"{count(new, 'file')} written{more}. Open {where}\n")
    if site.status:
        said = f"Not everything could be read: {', '.join(_untold(site))}. The pages say so."
        write("\n".join(style.wrap(said)) + "\n")
    return site.status


def _untold(site: Site) -> Iterator[str]:
    """Yield what couldn't be read, each kind with its number and, where another command tells more, that command."""
    errors = sum(problem.severity == "error" for problem in site.problems)
    if errors or site.stack.unreadable:
        yield f"{count(errors, 'error')} in files (pas-gov validate names each)"
    if site.unread:
        yield count(site.unread, "commit")
    texts = sum(map(confirms_nothing, site.unseen)) + len(site.state.observed.unread)
    if texts:
        yield f"{count(texts, 'text or indicator', 'texts or indicators')} (pas-gov drift names each)"
    for told in (site.asked, site.asked_by_change):
        if isinstance(told, NoVerdict):
            yield f"what is asked of owners ({told.message})"


def _written(folder: SiteFolder, site: Site) -> list[bool]:
    """Write all pages, and return for each whether anything in it is new."""
    with folder.writing() as add:
        return [add(page.path, page.text) for page in pages(site)]


def read_site(options: SiteOptions, today: date) -> Site:
    """Read everything that the pages show."""
    repository = git.open_repository(options.directory)
    found = branch_line(repository, options.ref)
    files = git.snapshot(repository, found.tip.tree, found.tip.ref)
    with open_loader(git.cache_dir(repository)) as loader:
        side = loader.load(files, today)
        reducer = HistoryReducer(side.stack)
        happened = events(
            _reduced(with_progress(steps(found, loader, today), len(found.commits), "commits"), reducer)
        )
        comparison = _comparison(options, repository, loader, today) if options.compare else None
    reduced = reducer.history
    seen, unseen = _observed(options, side, happened, today)
    max_age, waivers = attestation_days(side.rulebook), side.rulebook.waivers
    state = stack_state(side.stack, today, max_age, seen, waivers)
    return Site(
        name=options.title or _name(repository),
        tip=ReportedRef(found.tip.ref, found.tip.id),
        state=state,
        due=falling_due(state, waivers, max_age),
        trend=trend(reduced, state, max_age),
        events=happened,
        commits=reported_commits(found, {event.origin.commit for event in happened}),
        changes=with_signers(
            propagation_of(reduced, legacy_scope(side.rulebook), today), side.rulebook.settings
        ).changes,
        documented=_documented(files, side),
        waivers=tuple(sorted(waivers, key=lambda one: _in_force_first(one, today))),
        problems=(*side.problems, *side.stack.diagnostics, *side.rulebook.diagnostics),
        unseen=unseen,
        unread=sum(bool(step.unread) for step in reduced.differences),
        comparison=comparison,
        asked=present_asks(_judged(options, today), os.environ, today) if options.owners else None,
        asked_by_change=_asked_by(comparison, options, today),
        owed=tuple(_owed(path, side, found.tip.id, today) for path in options.owed),
        board=options.board,
    )


def _judged(options: SiteOptions, today: date) -> GateOptions:
    return GateOptions(options.directory, head=options.ref, today=today)


def _asked_by(
    comparison: Comparison | None, options: SiteOptions, today: date
) -> AsksReport | NoVerdict | None:
    """Return what the compared change asks of each owner, where pages of owners are wanted."""
    if comparison is None or not options.owners:
        return None
    base, head = comparison.base.ref, comparison.head.ref
    return change_asks(GateOptions(options.directory, base=base, head=head, today=today), os.environ, today)


def _owed(path: str, side: Side, commit: str, today: date) -> OwedReport:
    """Return what the customer of a file of facts is owed by the promises that are shown."""
    found = owed(side.stack, read_facts(path), today)
    unread = tuple(one for one in side.stack.diagnostics if one.location.path in side.stack.unreadable)
    day = today.isoformat()
    return OwedReport(os.path.basename(path), day, day, commit, "", "", found, unread)


def _observed(
    options: SiteOptions, side: Side, happened: tuple[Event, ...], today: date
) -> tuple[Observations, tuple[Diagnostic, ...]]:
    """Look at the texts and indicators of the work tree, where that is wanted, by the promises that are shown."""
    if not options.drift:
        return RECORDS_ALONE, ()
    from pas_gov.drift.survey.observed import observed  # what reads texts takes a third of a second to import

    found = observed(side, find_root(options.directory), happened, os.environ, today)
    return found.observations, found.problems


def _reduced(walked: Iterable[Step], reducer: HistoryReducer) -> Iterator[Step]:
    """Pass steps on, and give each to the reducer too: one walk serves both, and no step is kept."""
    for step in walked:
        reducer.take(step)
        yield step


def _name(repository: git.Repository) -> str:
    """Return the name of the repository's folder."""
    folder = repository.work_tree or repository.git_dir
    return os.path.basename(os.path.realpath(folder)).removesuffix(".git") or "promises"


def _in_force_first(waiver: Waiver, today: date) -> tuple[bool, date, str]:
    return waiver.last < today, waiver.last, waiver.id


def _documented(files: Snapshot, side: Side) -> tuple[Examples, ...]:
    rules, suites = compile_rules(side.rulebook), load_suites(files)
    bench, budget = CaseBuilder(), cel.Budget(SECONDS)
    try:
        return tuple(examples(bench, rule, suites, budget) for rule in rules.rules)
    except cel.BudgetSpent:
        return tuple(Examples(rule) for rule in rules.rules)  # the page goes without examples


def _comparison(options: SiteOptions, repository: git.Repository, loader: Loader, today: date) -> Comparison:
    with compared(repository, options.compare, os.environ) as found:
        stacks = [loader.load(one, today).stack for one in (found.before, found.after)]
        paths = record_paths(differing_paths(found.before, found.after))
        change = transition(stacks[0], stacks[1], paths)
        first, second = found.base, found.head
    judged = GateOptions(options.directory, base=first.ref, head=second.ref, today=today)
    return Comparison(
        base=ReportedRef(first.ref, first.id),
        head=ReportedRef(second.ref, second.id),
        changes=change.changes,
        reaches={one.id: tuple(dependency_paths(change.after.dependents, one.id)) for one in change.changes},
        verdict=gate(judged, {}, today),
        rules=(*change.paths.policies, *change.paths.settings),
    )
