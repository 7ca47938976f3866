"""``impact``: before a promise is changed, everything that would have to answer, and what else is asked."""

from __future__ import annotations

from datetime import date

from pas_gov import git
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Diagnostic, ordered
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.verdict.binding_rules import rule_faults
from pas_gov.judging.verdict.impact import impact
from pas_gov.judging.verdict.request import Side
from pas_gov.loading.loader import open_loader
from pas_gov.loading.root import find_root
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.report.impact import FORMATS
from pas_gov.report.impact.contents import ImpactReport


def impact_command(directory: str, text: str, ref: str | None, format_: str, today: date) -> int:
    """Print what a change of the promise that ``text`` names would ask; of the work tree, or of a commit.

    Returns 0, and 3 where promises or rules can't be read, so that the list may be incomplete. Stops as
    :func:`id_lookup.find_promise`; no-promises.
    """
    side, at = _at_commit(directory, ref, today) if ref is not None else _at_work_tree(directory, today)
    report = _report(side, at, text, today)
    return print_report(FORMATS, report, format_)


def _at_commit(directory: str, ref: str, today: date) -> tuple[Side, ReportedRef]:
    repository = git.open_repository(directory)
    commit = git.commit(repository, ref)
    with open_loader(git.cache_dir(repository)) as loader:
        side = loader.load(git.snapshot(repository, commit.tree, commit.ref), today)
    return side, ReportedRef(commit.ref, commit.id)


def _at_work_tree(directory: str, today: date) -> tuple[Side, None]:
    folder = find_root(directory)
    snapshot = folder.records()
    with folder.open_loader() as loader:
        return loader.load(snapshot, today), None


def _report(side: Side, at: ReportedRef | None, text: str, today: date) -> ImpactReport:
    rules = compile_rules(side.rulebook)
    found = impact(side.stack, rules, find_promise(side.stack, text), today)
    return ImpactReport(
        impact=found,
        at=at,
        promises=ordered(side.errors),
        rules=_rule_errors(side, rules),
        unreadable=bool(side.stack.unreadable or side.stack.ambiguous) or _unlisted(side),
        ruled=side.rulebook.has_policies,
    )


def _rule_errors(side: Side, rules: Rules) -> tuple[Diagnostic, ...]:
    return ordered((*rule_faults(side.rulebook.diagnostics), *rules.errors))


def _unlisted(side: Side) -> bool:
    """Tell whether something stands in the place of a promise that isn't even opened."""
    unopened = any(one.severity == "error" for one in side.problems)
    return unopened or any(one.code == "not-a-file" for one in side.stack.diagnostics)
