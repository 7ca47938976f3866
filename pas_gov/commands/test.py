"""``test``: the policies of a folder held against their own tests."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import PurePosixPath

from pas_gov import cel
from pas_gov.commands.terminal import Outputs, print_report, write_report
from pas_gov.diagnostics import Diagnostic, Location, Stop, did_you_mean, ordered, printable
from pas_gov.foundation.progress import with_progress
from pas_gov.foundation.values import dataclass
from pas_gov.judging.explaining.explanation import Explanation
from pas_gov.judging.explaining.selection import JudgedChange, policy_explanation
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.suites.case import answering_promise
from pas_gov.judging.suites.policy_trial import Options, PolicyTester, PolicyTrial, TriedCase
from pas_gov.judging.verdict.binding_rules import rule_faults
from pas_gov.loading.root import find_root
from pas_gov.loading.time_limit import TimeLimitReached, time_limit
from pas_gov.model.records.rulebook import Rulebook, load_rulebook
from pas_gov.model.records.settings import SETTINGS_PATH, Settings
from pas_gov.model.records.suite import Suites, load_suites, unknown_policies
from pas_gov.model.records.waiver import WHOLE_STACK
from pas_gov.model.stack.id_lookup import find_id
from pas_gov.report.policy_tests import FORMATS
from pas_gov.report.policy_tests.contents import PolicyTestReport
from pas_gov.snapshot import Snapshot

EXPLAINED = 2  # promises for which a failing case is explained


@dataclass(frozen=True, slots=True)
class TestOptions:
    """How the command was called: which policies (none for all), what is asked of them, in how many seconds."""

    directory: str = "."
    policies: tuple[str, ...] = ()
    asked: Options = field(default_factory=Options)
    seconds: float = 300
    verbose: bool = False


def test_command(options: TestOptions, chosen: str, outputs: Outputs) -> int:
    """Run the tests, print the chosen format, write the others to their files; return the exit status."""
    if options.asked.named and options.asked.mutate:
        message = "--mutate holds the mutants against all cases, so it doesn't go with -k"
        raise Stop("usage", message, "leave one of them out", status=2)
    try:
        with time_limit(options.seconds):
            report = policy_test_report(options)
    except (TimeLimitReached, cel.BudgetSpent) as spent:
        message = str(spent) or f"the tests took more than {options.seconds:g} seconds"
        raise Stop("budget-spent", message, "allow more with --seconds, or choose policies") from spent
    write_report(FORMATS, report, outputs)
    return print_report(FORMATS, report, chosen)


def policy_test_report(options: TestOptions) -> PolicyTestReport:
    """Try the policies of the work tree; Stop where there is nothing to try."""
    snapshot = find_root(options.directory).snapshot()
    rulebook, suites = load_rulebook(snapshot), load_suites(snapshot)
    if not rulebook.has_policies:
        message = f"there is nothing to test: {printable(options.directory)} has no policies/"
        raise Stop("no-policies", message, "go to a governance repository, or start one: pas-gov init")
    rules = compile_rules(_without_settings(rulebook))
    chosen = _Chosen(rulebook.policy_files, options.policies)
    problems = ordered(chosen.problems(snapshot, rulebook, rules, suites))
    wanted = [rule for rule in rules.rules if rule.policy.id in chosen.wanted]
    trials, spenders = _trials(options, wanted, suites)
    budget = cel.Budget(options.seconds, steps=STEPS)
    with budget.running():
        explanations = dict(_explained(trials, budget))
    report = PolicyTestReport(
        trials,
        ordered((*problems, *spenders)),
        explanations,
        narrowed=bool(options.asked.named),
        verbose=options.verbose,
    )
    _check_named(options.asked.named, report)
    return report


SHARES = (
    0.5,
    1.0,
)  # of the time that is left, for one policy: who takes longer is tried again after all others
FOR_TRIALS = 0.9  # of all time; the rest is for the report


def _trials(
    options: TestOptions, wanted: list[Rule], suites: Suites
) -> tuple[tuple[PolicyTrial, ...], list[Diagnostic]]:
    """Return the trials, and a problem for each policy that spent its time: the others keep their results."""
    deadline = time.monotonic() + options.seconds * FOR_TRIALS
    tester = PolicyTester(options.asked, cel.Budget(options.seconds))
    found: dict[str, PolicyTrial] = {}
    spenders: dict[str, Diagnostic] = {}
    left = wanted
    for share in SHARES:
        waiting, left = left, []
        for rule in with_progress(waiting, len(waiting), "policies"):
            seconds = max(deadline - time.monotonic(), 0.01) * share
            tester.budget = cel.Budget(seconds, steps=STEPS)
            try:
                with tester.budget.running():
                    found[rule.policy.id] = tester.policy_trial(rule, suites)
            except cel.BudgetSpent as spent:
                spenders[rule.policy.id] = _spender(rule, spent)
                left += [rule] if spent.limit == "seconds" else []
    return tuple(found[one.policy.id] for one in wanted if one.policy.id in found), [
        problem for identity, problem in spenders.items() if identity not in found
    ]


def _spender(rule: Rule, spent: cel.BudgetSpent) -> Diagnostic:
    policy = rule.policy
    remedy = f"allow more with --seconds, or try it alone: pas-gov test {policy.id}"
    if spent.limit != "seconds":
        remedy = "make the policy do less: the work is counted, not the time, so more seconds don't help"
    return Diagnostic(
        "budget-spent", f"the tests of {policy.id} took too much: {spent}", Location(policy.path), remedy
    )


STEPS = 2_000_000_000  # of all cases and mutants together; time is what bounds them


def _without_settings(rulebook: Rulebook) -> Rulebook:
    """Return the rulebook with every policy at its defaults: that is what its tests are about."""
    sources = {path: source for path, source in rulebook.sources.items() if path != SETTINGS_PATH}
    return Rulebook(
        policies=rulebook.policies,
        settings=Settings(),
        sources=sources,
        has_policies=rulebook.has_policies,
        diagnostics=rulebook.diagnostics,
    )


class _Chosen:
    """Which policies are tested, all or those that are named; Stop for a name that there isn't."""

    def __init__(self, policies: Mapping[str, str], named: tuple[str, ...]) -> None:
        self.policies, self.known = policies, frozenset(policies.values())
        found = [(identity, find_id(identity, self.known, "policy")) for identity in named]
        for identity, policy in found:
            if policy is None:
                message = f'there is no policy "{printable(identity)}" in policies/'
                raise Stop("no-such-policy", message, did_you_mean(identity, self.known), status=2)
        self.wanted = frozenset(policy for _, policy in found if policy) or self.known
        self.every = self.wanted == self.known

    def problems(
        self, snapshot: Snapshot, rulebook: Rulebook, rules: Rules, suites: Suites
    ) -> Iterator[Diagnostic]:
        """Yield what is wrong with the chosen policies and their tests; with everything, where all are chosen."""
        yield from (one for one in snapshot.problems if not one.location.path.startswith(ELSEWHERE))
        for fault in (*rule_faults(rulebook.diagnostics), *rules.diagnostics):
            path = fault.location.path
            if path != SETTINGS_PATH and (self.every or self.policies.get(path) in self.wanted):
                yield fault
        yield from (one for one in rulebook.diagnostics if self.every and one.code in UNREAD)
        yield from (one for one in suites.diagnostics if self._may_test(suites, one.location.path))
        for fault in unknown_policies(suites, self.known):
            if self.every or PurePosixPath(fault.location.path).stem in self.wanted:
                yield fault

    def _may_test(self, suites: Suites, path: str) -> bool:
        """Tell whether a file may hold tests of the chosen policies; where it can't be read, its name tells."""
        data = suites.sources[path].reading.record if path in suites.sources else None
        tested = data["policy"] if data else PurePosixPath(path).stem
        return self.every or tested in self.wanted or (data is None and tested not in self.known)


UNREAD = ("not-a-file", "not-read")  # what stands among the rules and isn't tested, as it isn't read
ELSEWHERE = ("promises/", ".github/")  # what is wrong there is nothing to the tests of policies


def _check_named(named: str, report: PolicyTestReport) -> None:
    """Stop where no case has the text in its name: a filter that selects nothing tests nothing."""
    if named and not report.results and not report.errors:
        message = f'no case of these policies has "{printable(named)}" in its name'
        raise Stop("no-such-case", message, "pas-gov test --verbose lists the cases", status=2)


def _explained(
    trials: tuple[PolicyTrial, ...], budget: cel.Budget
) -> Iterator[tuple[Location, tuple[Explanation, ...]]]:
    for trial in trials:
        for tried in trial.cases:
            if tried.prepared is not None and tried.result.state == "fails":
                yield tried.location, tuple(_explanations(trial.rule, tried, budget))


def _explanations(rule: Rule, tried: TriedCase, budget: cel.Budget) -> Iterator[Explanation]:
    """Yield how the policy came to what it said: of those that it should have found, else of those it found."""
    assert tried.prepared is not None  # noqa: S101  (asked before)
    assert tried.result.actual is not None  # noqa: S101  (what fails was judged)
    findings = tried.result.actual.findings
    ground = JudgedChange(tried.prepared.dated, (tried.prepared.judged_by(rule),), findings, budget)
    changed = tried.prepared.dated.transition.changed
    found = tuple(sorted(dict.fromkeys(map(answering_promise, findings)), key=lambda one: one not in changed))
    missed = tuple(
        one for one in tried.result.case.promises or () if one not in found and one in _ids(ground)
    )
    for promise in (missed or found or ("",))[:EXPLAINED]:
        told = policy_explanation(rule.policy.id, "" if promise == WHOLE_STACK else promise, ground)
        yield from told.explanations[: 1 if promise else EXPLAINED] or (_nobody(rule, told.reason),)


def _ids(ground: JudgedChange) -> frozenset[str]:
    """Return whom a policy can be explained for."""
    change = ground.dated.transition
    whole = ground.rules[0].policy.scope == "stack"
    return frozenset((WHOLE_STACK,) if whole else (*change.before.entries, *change.after.entries))


def _nobody(rule: Rule, reason: str) -> Explanation:
    """Return the explanation where the policy had nobody to ask."""
    policy = rule.policy
    return Explanation(
        policy.id, policy.title, policy.scope, rule.enforcement, "", None, None, "not-applicable", reason
    )
