"""cel-spec's own cases: nothing that we evaluate may differ from the specification.

``passed``: the same value, or an error in both. ``refused``: we reject the expression when it is loaded, or
say that it is unsupported. ``wrong``: anything else; there must be none. What is expected is in
expected.json; ``PAS_GOV_UPDATE_EXPECTED=1 pytest tests/cel/conformance`` writes it anew.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from cel_spec_cases import Case, cases
from npm import Absent

from pas_gov import cel
from pas_gov.cel.evaluating import values

pytestmark = pytest.mark.whole

EXPECTED = Path(__file__).with_name("expected.json")


@pytest.fixture(scope="module")
def suite() -> list[Case]:
    try:
        return cases()
    except Absent as absent:
        pytest.skip(str(absent))


@pytest.fixture(scope="module")
def results(suite: list[Case]) -> dict[str, str]:
    return {case.name: result(case) for case in suite if case.kind == "core"}


def result(case: Case) -> str:
    if any("." in name for name in case.bindings):
        return "refused"  # names in namespaces can't be declared
    program = cel.compile(case.expression, dict.fromkeys(case.bindings, cel.DYN))
    if isinstance(program, tuple):
        return "refused" if case.expected is not None else "passed"
    budget, activation = cel.Budget(), {name: plain(value) for name, value in case.bindings.items()}
    try:
        found = program.executable.run(activation, budget)
    except cel.EvaluationError as error:
        if "unsupported" in error.message and case.expected is not None:
            return "refused"
        return "passed" if case.expected is None else f"wrong: an error, {error.message}"
    same = case.expected is not None and agrees(case.expected, typed(found))
    return "passed" if same else f"wrong: {typed(found)} instead of {case.expected}"


def plain(value: object) -> object:
    kind, content = value
    if kind == "list":
        return [plain(item) for item in content]
    if kind == "map":
        return {key[1]: plain(item) for key, item in content}
    return values.unsigned(content) if kind == "uint" else content


def typed(found: object) -> object:
    kind = values.KINDS[type(found)]
    if kind == "list":
        return (kind, [typed(item) for item in found])
    if kind == "map":
        return (kind, [(typed(key), typed(found.read(values.key_of(key)))) for key in found])
    return (kind, values.plain(found))


def agrees(expected: object, found: object) -> bool:
    if expected[0] != found[0]:
        return False
    if expected[0] == "double":
        return expected[1] == found[1] or (math.isnan(expected[1]) and math.isnan(found[1]))
    if expected[0] == "list":
        return len(expected[1]) == len(found[1]) and all(map(agrees, expected[1], found[1]))
    if expected[0] == "map":
        rest = {repr(key): value for key, value in found[1]}
        return len(rest) == len(expected[1]) and all(
            agrees(v, rest.get(repr(k), ("",))) for k, v in expected[1]
        )
    return expected[1] == found[1]


def test_nothing_is_silently_wrong(suite: list[Case], results: dict[str, str], capsys) -> None:
    wrong = {name: found for name, found in results.items() if found.startswith("wrong")}
    count = Counter(found.partition(":")[0] for found in results.values())
    apart = Counter(case.kind for case in suite if case.kind != "core")
    skipped = ", ".join(f"{number} {kind}" for kind, number in sorted(apart.items()))
    tally = f"passed {count['passed']}, refused {count['refused']}, silently wrong {count['wrong']}"
    with capsys.disabled():
        sys.stdout.write(f"\n{tally} (not judged: {skipped})")
    assert not wrong


def test_the_suite_is_whole(results: dict[str, str]) -> None:
    assert len(results) > 1_000
    assert sum(found == "passed" for found in results.values()) > 900


def test_no_case_got_worse(results: dict[str, str]) -> None:
    if os.environ.get("PAS_GOV_UPDATE_EXPECTED") == "1":
        EXPECTED.write_text(json.dumps(results, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    worse = {name: found for name, found in results.items() if expected.get(name) == "passed" != found}
    assert not worse
    assert len(set(expected) - set(results)) < 50  # another version of the suite names a few otherwise
