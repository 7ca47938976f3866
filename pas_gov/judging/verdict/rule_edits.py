"""The edits that a change makes to the rules: policies, waivers and settings, each with what it was and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from pas_gov.diagnostics import Diagnostic
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules, tunings
from pas_gov.model.records.normal import fold
from pas_gov.model.records.policy import Policy
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.records.settings import DOCS, SETTINGS_PATH, Settings
from pas_gov.model.records.waiver import Waiver
from pas_gov.model.stack.differences import shortened


def rule_edits(base: Rules, head: Rules, before: Rulebook, after: Rulebook) -> Iterator[str]:
    """Yield a line for each rule, waiver and setting that was added, removed or changed, with both values.

    A file that can't be read as it is after the change is told as that: what it says of rules isn't known.
    """
    unread = _unread(head, after)
    files = after.policy_files
    broken = {files[path]: path for path in unread.keys() - _unread(base, before).keys() if path in files}
    rules = [{rule.policy.id: rule for rule in side.rules} for side in (base, head)]
    for identity in sorted(rules[0].keys() | rules[1].keys()):
        earlier, later = (side.get(identity) for side in rules)
        if later is None and identity in broken:
            yield f"{identity}: {_why(unread[broken.pop(identity)])}"
        elif earlier is None or later is None:
            yield f"{identity}: {'added' if earlier is None else 'removed'} ({_strength(earlier or later)})"
        else:
            yield from (f"{identity}: {edit}" for edit in _edits(earlier, later, SETTINGS_PATH not in unread))
    yield from (f"{identity}: {_why(unread[path])}" for identity, path in sorted(broken.items()))
    yield from _waiver_edits(before, after)
    if SETTINGS_PATH in unread:
        yield f"{SETTINGS_PATH}: {_why(unread[SETTINGS_PATH])}"
    else:
        yield from _settings_edits(base.settings, head.settings)


def _unread(head: Rules, after: Rulebook) -> dict[str, Diagnostic]:
    """Return the first error of each file of rules that has one, by path."""
    found: dict[str, Diagnostic] = {}
    for fault in (*after.diagnostics, *head.errors):
        if fault.severity == "error":
            found.setdefault(fault.location.path, fault)
    return found


def _why(fault: Diagnostic) -> str:
    return f"can't be used as it is now, so what it changes isn't known ({fault.location}: {fault.message})"


def _edits(earlier: Rule, later: Rule, tuned: bool) -> Iterator[str]:
    """Say what differs in one rule: what a finding does, its parameters, or the policy's text.

    ``tuned`` tells that it is known what the settings make of it; else the policy's own text alone can be told.
    """
    if not tuned:
        own = [*_fields(earlier.policy, later.policy)]
        if own:
            yield f"edited: {'; '.join(own)}"
        return
    if earlier.enforcement != later.enforcement:
        yield f"{earlier.enforcement} -> {later.enforcement}"
    yield from tunings(earlier.params, later.params)
    differing = [*_fields(earlier.policy, later.policy, leave=("enforcement", "params"))]
    if differing:
        yield f"edited ({later.enforcement}): {'; '.join(differing)}"


def _strength(rule: Rule | None) -> str:
    return rule.enforcement if rule else ""


def _waiver_edits(before: Rulebook, after: Rulebook) -> Iterator[str]:
    waivers = [{one.id: one for one in book.waivers} for book in (before, after)]
    for identity in sorted(waivers[0].keys() | waivers[1].keys()):
        earlier, later = (side.get(identity) for side in waivers)
        if earlier is not None and later is not None:
            yield from (f"waiver {identity}: {edit}" for edit in _fields(earlier, later))
        elif later is not None:
            yield f"waiver {identity}: added ({_excused(later)})"
        elif earlier is not None:
            unread = {identity, earlier.path} & {*after.malformed_waivers}
            yield f"waiver {identity}: {'unreadable now' if unread else 'removed'} ({_excused(earlier)})"


def _excused(waiver: Waiver) -> str:
    whom = "the whole stack" if waiver.promise == "*" else waiver.promise
    towards = f" towards {waiver.target}" if waiver.target else ""
    days = f"from {waiver.first} to {waiver.last}"
    return f"{waiver.policy} for {whom}{towards}, {days}, approved by {waiver.approved_by}: {_said(waiver.reason)}"


def _fields(earlier: Policy | Waiver, later: Policy | Waiver, leave: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield what differs of two records of one kind, field by field."""
    for one in fields(earlier):
        pair = getattr(earlier, one.name), getattr(later, one.name)
        if one.name not in leave and pair[0] != pair[1]:
            yield f"{WORDS.get(one.name, one.name)}: {_said(pair[0])} -> {_said(pair[1])}"


WORDS = {"first": "from", "last": "until"}


def _said(value: object) -> str:
    """Return a value in one line; "nothing" for what is empty."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_said(one)}" for key, one in value.items()) or "nothing"
    if isinstance(value, tuple):
        return shortened(", ".join(map(_said, value))) or "nothing"
    if is_dataclass(value):
        parts = (getattr(value, one.name) for one in fields(value))
        return " ".join(_said(part) for part in parts if part) or "nothing"
    return shortened(fold(str("" if value is None else value))) or "nothing"


SETTINGS: Mapping[str, Callable[[Settings], object]] = {
    "roots of surfaces": lambda settings: settings.surface_roots,
    "owners": lambda settings: settings.owners,
    "adopted": lambda settings: settings.adopted,
    "docs": lambda settings: "" if settings.docs == DOCS else settings.docs,
    "base": lambda settings: settings.base,
    "sources": lambda settings: tuple(sorted(settings.sources)),
    "forges": lambda settings: dict(sorted(settings.forges.items())),
    "speakers": lambda settings: dict(sorted(settings.speakers.items())),
}


def _settings_edits(before: Settings, after: Settings) -> Iterator[str]:
    """Yield each setting that differs, but for what it makes of policies; of a source's address nothing is told."""
    if before.waiver_days != after.waiver_days:
        yield f"waivers: at most {before.waiver_days} -> {after.waiver_days} days"
    for name, value in SETTINGS.items():
        pair = value(before), value(after)
        if pair[0] != pair[1]:
            yield f"{name}: {_said(pair[0])} -> {_said(pair[1])}"
    for name in sorted(before.sources.keys() & after.sources.keys()):
        if before.sources[name] != after.sources[name]:
            yield f"sources: the address of {name} is another"
    for team in sorted(before.teams.keys() | after.teams.keys()):
        members = before.teams.get(team, ()), after.teams.get(team, ())
        if members[0] != members[1]:
            yield f"teams: {team}: {_said(members[0])} -> {_said(members[1])}"
