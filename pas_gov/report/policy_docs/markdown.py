"""The policies of a folder as a page of Markdown: what each is for, when it applies, and an example each way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.diagnostics import log_safe
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.suites.examples import Example, Examples
from pas_gov.judging.suites.rule_expressions import deciding_names
from pas_gov.model.records.yaml.writing import yaml_text
from pas_gov.report.markdown import block, code, prose, table

MARK = "<!-- Made by `pas-gov docs` from the policies and their tests: edit those, not this file. -->"
DOES = {
    "block": "blocks a change",
    "warn": "warns, and blocks nothing",
    "note": "is shown, and binds nobody (a policy on trial)",
    "ignore": "doesn't come up, as the policy isn't evaluated",
}
ASKED = {
    "promise": "each promise that a change touches, or that rests on one",
    "change": "each promise that a change touches",
    "alignment": "each entry of `aligned_to` of a promise that a change touches, or that rests on one",
    "zone": "each zone of each promise that a change touches, or that rests on one",
    "stack": "the stack as a whole, once for each change",
}
MATCHED = {
    "layer": "the layer is",
    "status": "the status is",
    "kinds": "the change is",
    "target_layer": "what it is aligned to is",
    "zone": "the zone is",
}
INTRODUCTION = """\
The rules by which promises change: each file says why it exists, what it asks, and how to satisfy it. They are
yours: edit them, add to them, relax them in `pas-gov.yaml` (which shows in every report). A change of rules and a
change of promises are two pull requests, and a change is always judged by the rules that stood before it.

`pas-gov validate` checks every policy, `pas-gov test` holds each against its tests in `tests/`, and
`pas-gov explain <policy>` tells how it comes to what it says of a change.

A new policy is best tried first: with `enforcement: note` its findings are shown, and bind nobody.

The examples are cases of those tests. Where they say no more, they start from five promises: the Core `reliable`;
`four-hours` (supporting), which rests on it; `named-csm` (conditional) and `beta-summary` (experimental), which rest
on `four-hours`; and `phone-support` (legacy), which rests on `reliable`."""


DRAWN = 1_000  # characters of a row: this page is read where tables are drawn


def policy_docs_markdown(documented: tuple[Examples, ...]) -> str:
    """Return the page; the heading of each policy is its id, so that ``#<id>`` leads to it for ever."""
    page = re.sub("\n{3,}", "\n\n", "\n".join(_page(documented))).rstrip() + "\n"
    return log_safe(page)  # it is printed, too


def _page(documented: tuple[Examples, ...]) -> Iterator[str]:
    yield from (MARK, "", "# What the policies ask", "", INTRODUCTION, "")
    rows = (
        (f"[{policy.id}](#{policy.id})", doc.rule.enforcement, prose(policy.title))
        for doc in documented
        for policy in (doc.rule.policy,)
    )
    yield from table(("policy", "a finding", "says"), rows, DRAWN)
    for doc in documented:
        yield from _policy(doc)


def _policy(doc: Examples) -> Iterator[str]:
    policy = doc.rule.policy
    yield from ("", f"## {policy.id}", "", f"**{prose(policy.title)}.**", "")
    if policy.why.strip():
        for paragraph in policy.why.strip().split("\n\n"):
            yield from (prose(paragraph), "")
    yield from _enforcement(doc.rule)
    yield from _applies(doc.rule)
    yield from _params(doc.rule)
    if doc.rule.params != policy.params and (doc.passing or doc.failing):
        yield from ("The examples are judged by the defaults, not as it is tuned here.", "")
    yield from _example("A change that passes", doc.passing)
    yield from _example("A change that fails", doc.failing)
    if policy.remedy.strip() and (doc.failing is None or not doc.failing.remedy):
        yield from (f"To satisfy it: {prose(policy.remedy)}", "")


def _enforcement(rule: Rule) -> Iterator[str]:
    here = "" if rule.enforcement == rule.policy.enforcement else f" (of itself: {rule.policy.enforcement})"
    waivable = "" if rule.policy.waivable else " It can't be waived."
    yield from (f"A finding {DOES[rule.enforcement]}: {code(rule.enforcement)}{here}.{waivable}", "")


def _applies(rule: Rule) -> Iterator[str]:
    policy = rule.policy
    named = [(key, getattr(policy.match, key)) for key in MATCHED]
    matched = [f"{MATCHED[key]} {' or '.join(values)}" for key, values in named if values]
    where = f", where {', and '.join(matched)}" if matched else ""
    yield from (f"**When it applies.** It asks about {ASKED[policy.scope]}{where}.", "")
    yield from (*block("\n".join(_expressions(rule)), "cel"), "")


def _expressions(rule: Rule) -> Iterator[str]:
    """Yield the expressions that decide, in the order in which they are worked out, with the author's line breaks."""
    deciding = deciding_names(rule)
    for variable in rule.policy.variables:
        if variable.name in deciding:
            yield from _written(variable.name, variable.cel)
    if rule.policy.when != "true":
        yield from _written("when", rule.policy.when)
    if rule.policy.each:
        yield from _written(f"for each {rule.element} in", rule.policy.each.source)
    yield from _written("require", rule.policy.require)


def _written(name: str, text: str) -> Iterator[str]:
    first, *others = text.strip().split("\n")
    yield f"{name}: {first}"
    yield from (f"  {line}" for line in others)


def _params(rule: Rule) -> Iterator[str]:
    if not rule.params:
        return
    rows = (
        (code(name), code(yaml_text(default, flow=True)), _here(rule.params[name], default))
        for name, default in rule.policy.params.items()
    )
    yield from (*table(("parameter", "default", "here"), rows, DRAWN), "")


def _here(value: object, default: object) -> str:
    return "" if value == default else code(yaml_text(value, flow=True))


def _example(title: str, example: Example | None) -> Iterator[str]:
    if example is None:
        return
    yield from (f"**{title}.** {prose(example.name)}:", "", *block(yaml_text(example.says), "yaml"), "")
    if example.message:
        yield from (f"> {prose(example.message)}", "")
    if example.remedy:
        yield from (f"To satisfy it: {prose(example.remedy)}", "")
