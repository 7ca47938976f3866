"""Everything that is wrong with the records and rules of one moment, whatever is done with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pas_gov.diagnostics import Diagnostic, Location, did_you_mean, nearest
from pas_gov.judging.policies.applies_when import POINTER, condition_fault
from pas_gov.judging.policies.rules import compile_rules
from pas_gov.judging.verdict.request import Side
from pas_gov.judging.verdict.waivers import waiver_faults
from pas_gov.model.records.suite import load_suites, unknown_policies
from pas_gov.model.records.waiver import WHOLE_STACK
from pas_gov.model.records.yaml.parsing import Document, parse
from pas_gov.model.stack.entry import Entry
from pas_gov.snapshot import Snapshot


def all_problems(side: Side, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield everything that is wrong with one moment: files, stack, rules, waivers, conditions."""
    rules = compile_rules(side.rulebook)
    yield from side.problems
    yield from side.stack.diagnostics
    yield from side.rulebook.diagnostics
    yield from rules.diagnostics
    yield from _tests(side, snapshot)
    yield from waiver_faults(side.rulebook, rules)
    yield from _dangling(side)
    for entry in side.stack.entries.values():
        if '"applies_when"' in entry.facts.text:  # else it has no condition, and its record needn't be built
            yield from _conditions(entry, snapshot)


def _tests(side: Side, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield what is wrong with the tests of policies as files; whether they hold is for `pas-gov test`."""
    suites = load_suites(snapshot)
    yield from suites.diagnostics
    yield from unknown_policies(suites, set(side.rulebook.policy_files.values()))


def _dangling(side: Side) -> Iterator[Diagnostic]:
    """Yield a warning for each id that names no promise; the gate asks where it matters."""
    ids = side.stack.entries
    for entry in ids.values():
        named = [("is aligned to", link.promise) for link in entry.links]
        named += [("is superseded by", identity) for identity in entry.facts.successors]
        for verb, identity in named:
            if identity not in ids:
                message = f'it {verb} "{identity}", which is no promise of this stack'
                yield Diagnostic(
                    "dangling",
                    message,
                    Location(entry.path),
                    did_you_mean(identity, _near(identity, ids)),
                    "warning",
                )
    for waiver in side.rulebook.waivers:
        if waiver.promise not in (*ids, WHOLE_STACK):
            message = f'it excepts "{waiver.promise}", which is no promise of this stack'
            remedy = did_you_mean(waiver.promise, _near(waiver.promise, ids))
            yield Diagnostic("dangling", message, Location(waiver.path), remedy, "warning")


def _near(identity: str, ids: Iterable[str]) -> tuple[str, ...]:
    near = nearest(identity, ids)
    return (near,) if near else ()


def _conditions(entry: Entry, snapshot: Snapshot) -> Iterator[Diagnostic]:
    for fault in condition_fault(entry):
        document = parse(snapshot.read([entry.blob])[entry.blob], entry.path)
        at = document.locate(POINTER) if isinstance(document, Document) else fault.location
        yield Diagnostic(fault.code, fault.message, at, fault.remedy)
