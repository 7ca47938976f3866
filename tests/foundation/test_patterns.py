"""Patterns that are compiled when they are used: as re's own, and none of them wrong."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import pas_gov
from pas_gov.foundation.patterns import LatePattern, late_pattern

ROOT = Path(pas_gov.__file__).parent


def test_it_does_what_a_compiled_pattern_does():
    late, compiled = (
        late_pattern(r"(?P<n>\d+)\s*H", re.IGNORECASE),
        re.compile(r"(?P<n>\d+)\s*H", re.IGNORECASE),
    )
    assert (late.pattern, late.flags, late.groupindex) == (
        compiled.pattern,
        compiled.flags,
        compiled.groupindex,
    )
    assert late.search("in 24 h")["n"] == "24"
    assert [found.span() for found in late.finditer("1h 2h")] == [
        found.span() for found in compiled.finditer("1h 2h")
    ]
    assert late.sub(r"\g<n>x", "1h") == "1x"
    assert late_pattern(rb"[a-z]+").fullmatch(b"abc")


def test_it_is_compiled_once_and_not_before(monkeypatch):
    made = []
    monkeypatch.setattr(re, "compile", lambda *given, real=re.compile: made.append(given) or real(*given))
    late = late_pattern("a+")
    assert not made
    assert late.match("aa")
    assert late.match("aaa")
    assert made == [("a+", 0)]


def test_what_no_pattern_can_it_cannot_either():
    with pytest.raises(AttributeError, match="seek"):
        late_pattern("a").seek()


def late_patterns(value):
    """Yield the late patterns in the value of a module's name: itself, or in a table."""
    if isinstance(value, LatePattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from late_patterns(one)


def test_none_of_ours_is_wrong():
    users = [path for path in ROOT.rglob("*.py") if "import late_pattern" in path.read_text(encoding="utf-8")]
    modules = [import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts)) for path in users]
    found = [one for module in modules for value in vars(module).values() for one in late_patterns(value)]
    assert len(found) >= len(modules) > 30
    for one in found:
        assert one.pattern is not None, "a wrong one would have raised"
