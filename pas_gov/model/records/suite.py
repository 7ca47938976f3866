"""The tests of policies as they are written: one file for each policy, a case for each change and its outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal

from pas_gov.diagnostics import Diagnostic, Location, did_you_mean, ordered
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.rulebook import RECORD_SUFFIXES, TESTS_FOLDER, RuleFile, read_rule_files
from pas_gov.snapshot import Snapshot

Expected = Literal["pass", "fail", "preexisting", "not-applicable"]
TODAY = date(2026, 6, 1)  # of cases whose file names no day
Fields = Mapping[str, Any]  # keys of a promise, with dots for what is inside; None takes the key away


@dataclass(frozen=True, slots=True)
class Patch:
    """What a change does to one promise. ``make``, ``end`` and ``align`` are None or empty where it doesn't."""

    set: Fields = field(default_factory=dict)
    add: Fields = field(default_factory=dict)
    make: Fields | None = None
    erase: bool = False
    align: tuple[str, ...] = ()
    end: Fields | None = None
    move: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One change, and what the policy must say of it.

    ``teams`` are the members of each team's handle, as the settings name them. ``promises``, ``targets`` and ``zones``
    are what the findings must name, exactly, and ``findings`` how many there are; None asks nothing. ``says`` and
    ``remedy`` are words of which each must stand in some finding.
    """

    name: str
    expect: Expected
    today: date = TODAY
    params: Mapping[str, object] = field(default_factory=dict)
    teams: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stack: Mapping[str, Fields | None] = field(default_factory=dict)
    change: Mapping[str, Patch] = field(default_factory=dict)
    touches: tuple[str, ...] = ()
    bootstrap: bool = False
    promises: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    zones: tuple[str, ...] | None = None
    findings: int | None = None
    says: tuple[str, ...] = ()
    remedy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suite:
    """The cases of one policy.

    ``stack`` is what differs from the starting stack, ``params`` what all cases say of the parameters (each Case
    has them too), ``survivors`` mutant to reason.
    """

    policy: str
    path: str
    cases: tuple[Case, ...]
    stack: Mapping[str, Fields | None] = field(default_factory=dict)
    params: Mapping[str, object] = field(default_factory=dict)
    survivors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suites:
    """The test files of one snapshot: the valid ones by policy, every file by path, and all that is wrong."""

    suites: Mapping[str, Suite] = field(default_factory=dict)
    sources: Mapping[str, RuleFile] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def load_suites(snapshot: Snapshot) -> Suites:
    """Read every file in policies/tests/; all faults of all files at once. Who is tested isn't looked at here."""
    files = snapshot.under(TESTS_FOLDER)
    wanted = [file for file in files if file.kind == "file" and file.path.endswith(RECORD_SUFFIXES)]
    sources = read_rule_files(snapshot, dict.fromkeys(wanted, "policy-test"))
    claims: dict[str, list[str]] = defaultdict(list)
    for path, source in sources.items():
        if source.reading.record is not None:
            claims[source.reading.record["policy"]].append(path)
    found = [fault for source in sources.values() for fault in source.reading.faults_in(source.path)]
    found += [_doubled(sources, path, paths) for paths in claims.values() for path in paths if len(paths) > 1]
    unread = (  # links and the like are the rulebook's to tell
        file.path
        for file in files
        if file.kind == "file" and file not in wanted and PurePosixPath(file.path).name != "README.md"
    )
    return Suites(
        {policy: _suite(sources[paths[0]]) for policy, paths in sorted(claims.items()) if len(paths) == 1},
        sources,
        ordered([*found, *_misnamed(sources), *map(_unread, unread)]),
    )


def _suite(source: RuleFile) -> Suite:
    assert source.reading.record is not None  # noqa: S101  (only readable files have a claim)
    return suite_from(source.reading.record, source.path)


def suite_from(data: Mapping[str, Any], path: str) -> Suite:
    """Build a Suite from a mapping that the schema of policy tests accepts; ``path`` is where it stands."""
    today = date.fromisoformat(data["today"]) if "today" in data else TODAY
    return Suite(
        policy=data["policy"],
        path=path,
        cases=tuple(
            _case(case, today, data.get("params", {}), data.get("teams", {})) for case in data["cases"]
        ),
        stack=data.get("stack", {}),
        params=data.get("params", {}),
        survivors={one["mutant"]: one["because"] for one in data.get("survivors", ())},
    )


def _case(
    data: Mapping[str, Any],
    today: date,
    params: Mapping[str, object],
    teams: Mapping[str, Sequence[str]],
) -> Case:
    return Case(
        name=" ".join(data["name"].split()),
        expect=data["expect"],
        today=date.fromisoformat(data["today"]) if "today" in data else today,
        params={**params, **data.get("params", {})},
        teams={team: tuple(names) for team, names in {**teams, **data.get("teams", {})}.items()},
        stack=data.get("stack", {}),
        change={identity: _patch(patch) for identity, patch in data.get("change", {}).items()},
        touches=tuple(data.get("touches", ())),
        bootstrap=data.get("bootstrap", False),
        promises=_names(data, "promises"),
        targets=_names(data, "targets"),
        zones=_names(data, "zones"),
        findings=data.get("findings"),
        says=_words(data.get("says", ())),
        remedy=_words(data.get("remedy", ())),
    )


def _patch(data: Mapping[str, Any]) -> Patch:
    return Patch(**{**data, "align": _words(data.get("align", ()))})


def _names(data: Mapping[str, Any], key: str) -> tuple[str, ...] | None:
    return tuple(sorted(data[key])) if key in data else None


def _words(given: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _doubled(sources: Mapping[str, RuleFile], path: str, paths: list[str]) -> Diagnostic:
    others = ", ".join(other for other in paths if other != path)
    message = f"the same policy is tested in another file too: {others}"
    return Diagnostic(
        "duplicate-test", message, sources[path].locate("/policy"), "put all cases into one file"
    )


def _misnamed(sources: Mapping[str, RuleFile]) -> Iterator[Diagnostic]:
    for path, source in sources.items():
        policy = source.reading.record["policy"] if source.reading.record else ""
        if policy and policy != PurePosixPath(path).stem:
            message = f'the tests of "{policy}" stand in a file of another name'
            yield Diagnostic(
                "misplaced", message, Location(path), f"rename the file to {policy}.yaml", "warning"
            )


def _unread(path: str) -> Diagnostic:
    message = "not read: the tests of policies are the .yaml files in policies/tests/"
    return Diagnostic("not-read", message, Location(path), "rename it, or move it elsewhere", "warning")


def unknown_policies(suites: Suites, known: Collection[str]) -> Iterator[Diagnostic]:
    """Yield an error for each test file of a policy that isn't among these ids: it tests nothing."""
    for identity, suite in suites.suites.items():
        if identity not in known:
            message = f'these are tests of "{identity}", which is no policy in policies/: they test nothing'
            at = suites.sources[suite.path].locate("/policy")
            yield Diagnostic("test-policy", message, at, did_you_mean(identity, known))
