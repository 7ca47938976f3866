"""The policies of the work tree that are to be tried on history, and the rules in force at present."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from pas_gov.diagnostics import Diagnostic, Stop, did_you_mean, ordered, printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.verdict.binding_rules import rule_faults
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.replay.candidate_replay import Ruleset
from pas_gov.model.records.policy import Enforcement
from pas_gov.model.records.settings import SETTINGS_PATH

Standing = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A policy that is tried: the enforcement that it really has, and how it compares with the present rules."""

    policy: str
    title: str
    enforcement: Enforcement
    standing: Standing


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates, ready to judge as if each blocked, and the present rules; ``faults`` are the latter's."""

    policies: tuple[Candidate, ...]
    tried: Ruleset
    present: Ruleset
    faults: tuple[Diagnostic, ...]

    @property
    def in_force(self) -> tuple[str, ...]:
        """The present policies that aren't ignored."""
        return tuple(rule.policy.id for rule in self.present.rules.rules if rule.enforcement != "ignore")


def candidates(here: Side, tip: Side, named: tuple[str, ...]) -> Candidates:
    """Choose the candidates among the rules ``here``: those named, else what the ``tip`` hasn't got so, else all.

    Stops: no-such-policy and nothing-to-try (status 2), invalid-rules (status 3).
    """
    rules = compile_rules(here.rulebook)
    present = rules if tip.rulebook is here.rulebook else compile_rules(tip.rulebook)
    _stop_at_unknown(named, here)
    faults = _faults(here, rules)
    _stop_at_invalid(faults, _asked_for(named, here, tip))
    chosen = tuple(_chosen(named, rules, present)) or tuple(_chosen(tuple(rules.ids), rules, present))
    if not chosen:
        raise Stop("nothing-to-try", "the work tree has no policies to try", WRITE_ONE, status=2)
    tried = Rules(tuple(replace(rule, enforcement="block") for rule, _ in chosen), rules.settings, ())
    return Candidates(
        policies=tuple(_candidate(rule, standing) for rule, standing in chosen),
        tried=Ruleset(tried, here.rulebook),
        present=Ruleset(present, tip.rulebook),
        faults=_faults(tip, present),
    )


def _candidate(rule: Rule, standing: Standing) -> Candidate:
    return Candidate(rule.policy.id, rule.policy.title, rule.enforcement, standing)


def _chosen(named: tuple[str, ...], rules: Rules, present: Rules) -> Iterator[tuple[Rule, Standing]]:
    known = {rule.policy.id: rule for rule in present.rules}
    for rule in rules.rules:
        standing = _standing(rule, known.get(rule.policy.id))
        if rule.policy.id in named or (not named and standing != "unchanged"):
            yield rule, standing


def _standing(rule: Rule, present: Rule | None) -> Standing:
    if present is None:
        return "new"
    same = _says(rule) == _says(present)
    return "unchanged" if same else "changed"


def _says(rule: Rule) -> tuple[object, ...]:
    """Return everything that a rule says, wherever its file stands."""
    return replace(rule.policy, path=""), rule.enforcement, rule.params


def _faults(side: Side, rules: Rules) -> tuple[Diagnostic, ...]:
    return ordered(rule_faults((*side.problems, *side.rulebook.diagnostics, *rules.diagnostics)))


def _asked_for(named: tuple[str, ...], here: Side, tip: Side) -> frozenset[str]:
    """Return the files that must be valid: those of the named policies; with none named, all that differ."""
    if named:
        return frozenset(path for path, policy in here.rulebook.policy_files.items() if policy in named)
    sources = tip.rulebook.sources
    same = (
        path
        for path, source in here.rulebook.sources.items()
        if path in sources and source.content == sources[path].content
    )
    every = set(here.rulebook.sources) | {fault.location.path for fault in here.problems}
    return frozenset(every - set(same))


def _stop_at_unknown(named: tuple[str, ...], here: Side) -> None:
    known = set(here.rulebook.policy_files.values())
    unknown = [identity for identity in named if identity not in known]
    if unknown:
        message = f'there is no policy "{printable(unknown[0])}" in the policies/ of the work tree'
        remedy = did_you_mean(unknown[0], known) or WRITE_ONE
        raise Stop("no-such-policy", message, remedy, status=2)


WRITE_ONE = "write it as a file in policies/, or start with the standard pack: pas-gov init"


def _stop_at_invalid(faults: Iterable[Diagnostic], asked_for: frozenset[str]) -> None:
    wrong = [one for one in faults if one.location.path in asked_for or one.location.path == SETTINGS_PATH]
    if not wrong:
        return
    told = "; ".join(f"{one.location}: {one.message} ({one.remedy})" for one in wrong[:5]).replace(" ()", "")
    more = f"; and {len(wrong) - 5} more" if len(wrong) > 5 else ""
    message = f"the rules to be tried are invalid: {told}{more}"
    raise Stop("invalid-rules", message, "mend them, and see all that is wrong with: pas-gov validate")
