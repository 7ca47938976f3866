"""Every expression of the standard pack over real subjects, as plain data that any CEL can take."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # scenario.py stands one folder up

from scenario import TODAY, acme, changed, ended, promise, with_made, without

from pas_gov.decisions import cel
from pas_gov.decisions.rules import Rule, compile_rules
from pas_gov.decisions.subjects import Scene, Subject
from pas_gov.decisions.variables import variables
from pas_gov.desk import pack_rulebook
from pas_gov.stack.loading import load_stack
from pas_gov.stack.transition import Paths, transition

Case = tuple[str, dict[str, cel.Shape], dict[str, object]]


def organisations() -> Iterator[tuple[Any, Any]]:
    """Yield changes that between them bring every policy to pass and to fail."""
    reworded = changed(acme(), "reliable", statement="Other words.")
    yield acme(), reworded
    yield acme(), without(acme(), "quick-setup")
    yield acme(), ended(acme(), "four-hours", zones={})
    yield acme(), ended(acme(), "reliable", "superseded", superseded_by=["draft", "fast"])
    yield acme(), changed(acme(), "phone-support", status="retired")
    yield acme(), changed(acme(), "ai-summary", layer="legacy", ending={"why": "x"})
    yield acme(), with_made(acme(), promise("loose", "conditional"), promise("odd", "core", "quick-setup"))


def expressions_of_the_pack() -> Iterator[Case]:
    """Yield each expression with its shapes and the variables of one subject, the policy's own worked out."""
    rules = compile_rules(pack_rulebook()).rules
    for before, after in organisations():
        scene = _scene(before, after)
        for rule in rules:
            for subject in scene.subjects(rule.policy.scope):
                yield from _cases(rule, scene, subject)


def _scene(before: Any, after: Any) -> Scene:
    from scenario import files_of, snapshot

    stacks = [load_stack(snapshot("side", files_of(one)), {}) for one in (before, after)]
    paths = Paths(("promises/core/a.yaml",), ("policies/a.yaml",), ())
    return Scene(transition(stacks[0], stacks[1], paths), TODAY)


def _cases(rule: Rule, scene: Scene, subject: Subject) -> Iterator[Case]:
    policy, budget = rule.policy, cel.Budget()
    shapes = dict(variables(policy))
    activation = {name: plain(value) for name, value in {**scene.everywhere, **subject.values}.items()}
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
    if isinstance(value, Mapping):
        return {key: plain(value[key]) for key in value}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=timezone.utc)
    return value
