"""Every expression of the standard pack over real subjects, as plain data that any CEL can take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timezone
from typing import Any

from scenario import (
    TODAY,
    Org,
    acme,
    changed,
    ended,
    files_of,
    noticed,
    promise,
    reviewed,
    snapshot,
    with_made,
    without,
    zone,
)
from stacks import loaded
from standard_pack import standard_rules

from pas_gov import cel
from pas_gov.cel.evaluating.values import Map
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.subjects import DatedChange, Subject, matches
from pas_gov.judging.policies.variables import variables
from pas_gov.model.stack.transition import Paths, transition

Case = tuple[str, dict[str, cel.Shape], dict[str, object]]
WEAKER: Any = [{"measure": "response", "at_most": "6h"}]
TOGETHER = Paths(("promises/core/a.yaml",), ("policies/a.yaml",), ())
APART = Paths(("promises/core/a.yaml",))


def organisations() -> Iterator[tuple[Org, Org]]:
    """Yield changes that between them bring every policy to pass and to fail (a test holds them to it)."""
    reworded = changed(acme(), "reliable", statement="Other words.")
    yield acme(), reworded
    yield acme(), without(acme(), "quick-setup")
    yield acme(), ended(acme(), "four-hours", zones={})
    yield acme(), changed(ended(without(acme(), "draft"), "four-hours"), "four-hours", notices=None)
    yield changed(acme(), "quick-setup", status="retired"), acme()
    yield acme(), ended(acme(), "reliable", "superseded", superseded_by=["draft", "fast"])
    yield acme(), changed(acme(), "phone-support", status="retired")
    yield acme(), changed(acme(), "ai-summary", layer="legacy", ending={"why": "x"})
    yield acme(), with_made(acme(), promise("loose", "conditional"), promise("odd", "core", "quick-setup"))
    yield (
        acme(),
        with_made(without(acme(), "fast"), *(promise(f"core-{number}", "core") for number in range(4))),
    )
    yield acme(), neglected()
    yield acme(), looked_after()
    yield acme(), ended(acme(), "ai-summary")
    yield acme(), changed(acme(), "ai-summary", status="retired", ending={"zones": {"delivery-support": {}}})
    yield acme(), noticed(changed(acme(), "ai-summary", layer="supporting"), "ai-summary", "customers")


def neglected() -> Org:
    """Return the organisation after everybody looked away."""
    zones = {
        "delivery-support": zone("We do it.", reality="broken"),
        "ai-automation": {"says": "The bot does it."},
    }
    after = changed(acme(), "four-hours", terms=WEAKER, zones=zones)
    after = changed(
        after, "ai-summary", experiment={"cohort": "40", "started": "2025-01-01", "decide_by": "2026-01-01"}
    )
    after = changed(
        after, "named-csm", applies_when={"says": "On some plans."}, audience=["customers", "sales"]
    )
    after = changed(after, "phone-support", legacy={"honour_until": "2026-01-01"}, owner="Jane Doe")
    return reviewed(changed(after, "quick-setup", owner="@Everyone", review_by="2026-05-31"))


def looked_after() -> Org:
    """Return the organisation after the same was decided, and everybody told."""
    zones = {
        "delivery-support": zone("We do it."),
        "documentation-knowledge": zone("Docs say it.", date="2025-12-31"),
    }
    after = noticed(changed(acme(), "four-hours", terms=WEAKER, zones=zones), "four-hours", "customers")
    after = changed(
        after, "ai-summary", experiment={"cohort": "40", "started": "2026-05-01", "decide_by": "2026-06-01"}
    )
    after = changed(after, "named-csm", applies_when={"says": "On some plans.", "cel": "subject.seats > 50"})
    legacy = {**acme()["phone-support"]["legacy"], "honour_until": "2026-12-31"}
    after = noticed(changed(after, "phone-support", legacy=legacy), "phone-support", "customers")
    return reviewed(changed(after, "quick-setup", owner="setup@acme.example", review_by="2026-06-01"))


def expressions_of_the_pack() -> Iterator[Case]:
    """Yield each expression with its shapes and the variables of one subject, the policy's own worked out."""
    rules = standard_rules().rules
    for dated in dated_changes():
        for rule in rules:
            for subject in dated.subjects(rule.policy.scope):
                if matches(rule.policy.match, subject):
                    yield from _cases(rule, dated, subject)


def dated_changes() -> Iterator[DatedChange]:
    """Yield each of these changes as the policies see it, the last one together with a change of rules as well."""
    for before, after in organisations():
        stacks = [loaded(snapshot("side", files_of(one, indent=None))) for one in (before, after)]
        assert not any(stack.unreadable for stack in stacks), "all of them are valid"
        yield DatedChange(transition(stacks[0], stacks[1], APART), TODAY)
    yield DatedChange(transition(stacks[0], stacks[1], TOGETHER), TODAY)


def _cases(rule: Rule, dated: DatedChange, subject: Subject) -> Iterator[Case]:
    policy, budget = rule.policy, cel.Budget()
    shapes = dict(variables(policy))
    activation = {name: plain(value) for name, value in {**dated.everywhere, **subject.values}.items()}
    activation["params"] = dict(rule.params)
    for variable, program in zip(policy.variables, rule.variables, strict=True):
        yield variable.cel, dict(shapes), dict(activation)
        shapes[variable.name] = program[1].shape
        with suppress(cel.EvaluationError):  # whoever reads it errs as well
            activation[variable.name] = program[1].evaluate(activation, budget)
    yield policy.when, shapes, activation
    if policy.each is None or rule.source is None:
        yield from ((text, shapes, activation) for text in (policy.require, policy.message))
        return
    yield policy.each.source, shapes, activation
    try:
        elements = rule.source.evaluate(activation, budget)
    except cel.EvaluationError:
        return
    shape = rule.source.shape.element if isinstance(rule.source.shape, cel.ListOf) else cel.DYN
    for element in elements:
        more = {**activation, policy.each.name: element}
        yield from (
            (text, {**shapes, policy.each.name: shape}, more) for text in (policy.require, policy.message)
        )


def plain(value: Any) -> Any:
    """Return a view as plain data, all the way down, its days as times."""
    if isinstance(value, Map):
        return plain(value.entries)
    if isinstance(value, Mapping):  # what is absent but can be read, as empty, is there
        return {key: plain(value[key]) for key in {**getattr(value, "empty", {}), **dict.fromkeys(value)}}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=timezone.utc)
    return value
