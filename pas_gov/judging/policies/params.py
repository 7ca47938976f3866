"""Parameters checked to their leaves: words that a policy knows, keys that there are, numbers that can be meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import get_args

from pas_gov.diagnostics import did_you_mean
from pas_gov.model.records.policy import Policy
from pas_gov.model.records.promise import LAYERS, ZONES, Status

Fault = tuple[str, str]  # what is wrong, and the remedy
VOCABULARIES: tuple[Collection[str], ...] = (LAYERS, get_args(Status), tuple(ZONES))


def leaf_fault(policy: Policy, name: str, value: object) -> Fault | None:
    """Return what is wrong inside a value that is of the kind of the parameter's default; None for nothing."""
    what = f'the parameter "{name}" of "{policy.id}"'
    return next(_faults(what, value, policy.params[name], _words(policy, name)), None)


def _words(policy: Policy, name: str) -> Collection[str]:
    """Return the words that the policy's expressions compare a parameter with, and its default; none for free text."""
    texts = (policy.when, policy.require, policy.message, policy.each.source if policy.each else "",
             *(variable.cel for variable in policy.variables))  # fmt: skip
    pattern = rf"\bparams\.{re.escape(name)}\s*[!=]=\s*(\"\"\"|'''|[\"'])(.*?)\1"
    compared = [word for text in texts for _, word in re.findall(pattern, text, re.DOTALL)]
    default = policy.params[name]
    return sorted({*compared, default}) if compared and isinstance(default, str) else ()


def _faults(what: str, value: object, default: object, words: Collection[str]) -> Iterator[Fault]:
    if isinstance(value, str) and words and value not in words:
        yield f'{what} has no value "{value}"', did_you_mean(value, words)
    elif _negative(value) and not _any_negative(default):
        yield f"{what} is {value}, and can't be negative", "write 0 or more"
    elif isinstance(value, Mapping):
        known = _vocabulary(default) if isinstance(default, Mapping) else ()
        for key, inner in value.items():
            if known and key not in known:
                yield f'{what} has no key "{key}"', did_you_mean(str(key), known)
            inside = (
                default.get(key, next(iter(default.values()), None)) if isinstance(default, Mapping) else None
            )
            yield from _faults(f'"{key}" in {what}', inner, inside, known if isinstance(inner, list) else ())
    elif isinstance(value, list):
        for item in value:
            yield from _faults(what, item, None, words)


def _vocabulary(default: Mapping[str, object]) -> Collection[str]:
    """Return the words that a map's keys are of: layers, statuses or zones where its default's are; else those keys."""
    return next((words for words in VOCABULARIES if default and set(default) <= set(words)), tuple(default))


def _negative(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value < 0


def _any_negative(default: object) -> bool:
    inner = default.values() if isinstance(default, Mapping) else default if isinstance(default, list) else ()
    return _negative(default) or any(_any_negative(one) for one in inner)
