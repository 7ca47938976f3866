"""Problems of a change: what is wrong with its files, its rules and its conditions, and whether it was so before."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import Diagnostic, Location, ordered
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.applies_when import condition_faults
from pas_gov.judging.policies.rules import Rules
from pas_gov.judging.verdict.request import Side, VerdictRequest
from pas_gov.judging.verdict.waivers import waiver_faults
from pas_gov.model.stack.transition import Transition


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file after the change; ``preexisting`` where it was so before."""

    diagnostic: Diagnostic
    preexisting: bool

    @property
    def blocks(self) -> bool:
        """Whether it alone is enough to block the change."""
        return self.diagnostic.severity == "error" and not self.preexisting


def problems_of(
    request: VerdictRequest, base_rules: Rules, head_rules: Rules, change: Transition
) -> tuple[Problem, ...]:
    """Return what is wrong after a change, by place: in its files, its rules, and the conditions of its promises."""
    base = _all_diagnostics(request.base, base_rules if request.base.rulebook.has_policies else None)
    head = _all_diagnostics(request.head, head_rules if request.head.rulebook.has_policies else None)
    conditions = tuple(condition_faults(change))
    known = _Known(base, request.moved)
    found = [Problem(one, known.already(one)) for one in ordered(head)]
    found += [Problem(one, False) for one in _removed_unreadable(request)]
    found += [Problem(one, True) for one in request.standing()]
    return tuple(
        sorted([*found, *(Problem(one, False) for one in conditions)], key=lambda p: p.diagnostic.sort_key())
    )


def _removed_unreadable(request: VerdictRequest) -> Iterator[Diagnostic]:
    after = request.head.stack
    if not request.base.stack.unreadable:
        return
    kept = (
        {entry.path for entry in after.entries.values()}
        | after.unreadable.keys()
        | set(request.moved.values())
    )
    for path in request.base.stack.unreadable:
        if path not in kept:
            message = (
                "this file could not be read, and the change removes it: what it promised was never judged"
            )
            remedy = "if it was a promise, repair it first, then end it"
            yield Diagnostic("removed-unread", message, Location(path), remedy, "warning")


def _all_diagnostics(side: Side, rules: Rules | None) -> tuple[Diagnostic, ...]:
    compiled = (*rules.diagnostics, *waiver_faults(side.rulebook, rules)) if rules else ()
    return (*side.problems, *side.stack.diagnostics, *side.rulebook.diagnostics, *compiled)


# Errors that one file's content can't have alone: each must have stood in the same words before.
ACROSS_FILES = ("duplicate-id", "cycle-", "settings-", "waiver-", "not-a-file", "bad-path")


class _Known:
    """What was wrong at the base: a file that was invalid already may go on being so, or move so."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], moved: dict[str, str]) -> None:
        self.exact = {(one.code, one.location.path, one.message) for one in diagnostics}
        self.invalid = {one.location.path for one in diagnostics if one.severity == "error" and _inside(one)}
        self.moved = moved

    def already(self, diagnostic: Diagnostic) -> bool:
        path = diagnostic.location.path
        earlier = self.moved.get(path, path)
        if _inside(diagnostic) and diagnostic.severity == "error":
            return path in self.invalid or earlier in self.invalid
        return any((diagnostic.code, place, diagnostic.message) in self.exact for place in (path, earlier))


def _inside(diagnostic: Diagnostic) -> bool:
    return not diagnostic.code.startswith(ACROSS_FILES)
