"""A policy that was merged from two sides, held against its tests before it is taken."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov import cel
from pas_gov.authoring.starting.pack_merge import PolicyMerge
from pas_gov.judging.policies.rules import compile_rules
from pas_gov.judging.suites.policy_trial import Options, PolicyTester
from pas_gov.judging.verdict.binding_rules import rule_faults
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.records.suite import load_suites
from pas_gov.snapshot import File, Snapshot

SECONDS = 30


def tried(merge: PolicyMerge) -> PolicyMerge:
    """Return what merged, or as a conflict where the result is no valid policy, or its tests don't hold."""
    if merge.state != "both":
        return merge
    texts = {one.path: one.after for one in merge.files if one.after is not None}
    files = snapshot_of(texts)
    rulebook, suites = load_rulebook(files), load_suites(files)
    rules = compile_rules(rulebook)
    faults = [*rule_faults((*rulebook.diagnostics, *rules.diagnostics)), *suites.diagnostics]
    if faults:
        fault = faults[0]
        return merge.kept(f"both together would be invalid: {fault.location}: {fault.message}")
    budget = cel.Budget(SECONDS)
    try:
        with budget.running():
            trials = [PolicyTester(Options(), budget).policy_trial(rule, suites) for rule in rules.rules]
    except cel.BudgetSpent as spent:
        return merge.kept(f"the tests of both together took too much: {spent}")
    broken = [case.result.case.name for one in trials for case in one.cases if case.result.state != "holds"]
    if broken:
        return merge.kept(f'both together don\'t keep a test: "{broken[0]}"')
    return merge


def snapshot_of(texts: Mapping[str, bytes]) -> Snapshot:
    """Return texts as a snapshot of a repository that holds nothing else."""
    files = {path: File(path, "100644", path) for path in texts}
    return Snapshot("what merged", files, lambda ids: {one: texts[one] for one in ids})
