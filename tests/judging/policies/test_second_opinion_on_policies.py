"""Google's CEL is asked about every expression of the standard pack: it gives the values that ours gives."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime

import pytest
from google_cel import ERROR, declared, ours, same, theirs
from laws import part
from policy_activations import expressions_of_the_pack

pytestmark = pytest.mark.whole


def with_literals(text: str, activation: dict[str, object]) -> str:
    """Bind the variables by macros over literals: cel-cpp's Python binding takes no nested times."""
    for name in sorted(set(re.findall(r"\b[a-z_]+\b", text)) & activation.keys()):
        text = f"[{literal(activation[name])}].map({name}, {text})[0]"
    return text


def literal(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, datetime):
        return f"timestamp('{value:%Y-%m-%dT%H:%M:%SZ}')"
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.whole
def test_policies_agree() -> None:
    environment, seen = declared({}), Counter[str]()
    asked = {
        with_literals(text, activation): (text, shapes, activation)
        for text, shapes, activation in expressions_of_the_pack()
    }
    first = {text: literals for literals, (text, *_) in reversed(asked.items())}  # every text is asked about
    for literals in dict.fromkeys([*first.values(), *part(list(asked))]):
        text, shapes, activation = asked[literals]
        verdict, found = ours(text, shapes, activation)
        second = theirs(environment, literals, {})
        assert verdict != "refused", text
        assert second == ERROR if verdict == "error" else same(found, second), (
            f"{text}: {found!r}, {second!r}"
        )
        seen[verdict if verdict == "error" else str(found)[:5]] += 1
    assert min(seen["True"], seen["False"]) > 100, "both answers, often"
