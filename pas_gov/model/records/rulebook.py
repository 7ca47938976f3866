"""The rules of one snapshot: its policies, waivers and settings, and everything that is wrong with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from posixpath import basename
from typing import Protocol

from pas_gov.diagnostics import Diagnostic, Location, did_you_mean, ordered
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.policy import Policy, policy_from
from pas_gov.model.records.reader import read
from pas_gov.model.records.reading import Reading
from pas_gov.model.records.schema import Kind
from pas_gov.model.records.settings import SETTINGS_PATH, Settings, settings_from
from pas_gov.model.records.waiver import Waiver, waiver_from
from pas_gov.model.records.yaml.parsing import Document, parse
from pas_gov.snapshot import File, Snapshot, stem

POLICIES_FOLDER = "policies"
WAIVERS_FOLDER = "policies/waivers"
TESTS_FOLDER = "policies/tests"
RECORD_SUFFIXES = (".yaml", ".yml")
KIND_BY_FOLDER: Mapping[str, Kind] = {POLICIES_FOLDER: "policy", WAIVERS_FOLDER: "waiver"}


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file of rules as it was read, with its bytes, so that a place in it can be named."""

    path: str
    content: bytes
    reading: Reading

    def locate(self, pointer: str, *, key: bool = False) -> Location:
        """Return the place of a value (or its key) in the file; the file alone where it can't be parsed."""
        document = parse(self.content, self.path)
        return document.locate(pointer, key=key) if isinstance(document, Document) else Location(self.path)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of one snapshot.

    ``policies`` and ``waivers`` hold the valid ones, sorted by path; ``sources`` every file by path;
    ``has_policies`` tells whether there is any policy file at all, valid or not.
    """

    policies: tuple[Policy, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    malformed_waivers: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    sources: Mapping[str, RuleFile] = field(default_factory=dict)
    has_policies: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def settings_fault(self) -> Location | None:
        """Where the settings are wrong so that none of them is known; None where they are read, or there are none."""
        found = self.sources.get(SETTINGS_PATH)
        if found is None or found.reading.record is not None:
            return None
        return next(
            (one.location for one in self.diagnostics if one.location.path == SETTINGS_PATH),
            Location(SETTINGS_PATH),
        )

    @property
    def policy_files(self) -> Mapping[str, str]:
        """The policy of each file of one, by path; the file's name where its id can't be read."""
        inside = (
            (path, one) for path, one in self.sources.items() if path.rpartition("/")[0] == POLICIES_FOLDER
        )
        return {path: one.reading.id or stem(path) for path, one in inside}


def load_rulebook(snapshot: Snapshot, known: KnownReadings | None = None) -> Rulebook:
    """Read the policies, waivers and settings of a snapshot; all faults of all files at once.

    ``known`` holds what an earlier run has read of the same blobs; what is read is added.
    """
    wanted = {file: kind for file in snapshot.files.values() if (kind := rule_kind(file)) is not None}
    sources = read_rule_files(snapshot, wanted, known)
    kinds = {file.path: kind for file, kind in wanted.items()}
    doubled = _doubled(sources, kinds)
    policies = [policy_from(data, path) for path, data in _valid(sources, kinds, "policy", doubled)]
    waivers = [waiver_from(data, path) for path, data in _valid(sources, kinds, "waiver", doubled)]
    settings = [settings_from(data) for _, data in _valid(sources, kinds, "settings", doubled)]
    faults = (fault for source in sources.values() for fault in source.reading.faults_in(source.path))
    broken = {path for path, source in sources.items() if source.reading.record is None} | doubled.keys()
    return Rulebook(
        policies=tuple(policies),
        waivers=tuple(waivers),
        malformed_waivers=tuple(
            sources[path].reading.id or path for path in sorted(broken) if kinds[path] == "waiver"
        ),
        settings=settings[0] if settings else Settings(),
        sources=sources,
        has_policies="policy" in kinds.values()
        or any(_in_place_of_policies(f) for f in snapshot.files.values()),
        diagnostics=ordered((*faults, *doubled.values(), *_misnamed(sources, kinds), *_unread(snapshot))),
    )


class KnownReadings(Protocol):
    """What is known of rule files by what they are and by the ids of their blobs."""

    def get(self, kind: Kind, blob: str) -> Reading | None:
        """Return what was read of a blob, None where that isn't known."""

    def add(self, kind: Kind, blob: str, reading: Reading) -> None:
        """Take what was read of a blob."""


def read_rule_files(
    snapshot: Snapshot, wanted: Mapping[File, Kind], known: KnownReadings | None = None
) -> dict[str, RuleFile]:
    """Read files of a snapshot as what they are, all at once; by path."""
    contents = snapshot.read(sorted({file.blob for file in wanted})) if wanted else {}
    readings = {
        (kind, blob): _known_reading(kind, blob, contents[blob], known)
        for kind, blob in {(k, f.blob) for f, k in wanted.items()}
    }
    return {f.path: RuleFile(f.path, contents[f.blob], readings[kind, f.blob]) for f, kind in wanted.items()}


def _known_reading(kind: Kind, blob: str, content: bytes, known: KnownReadings | None) -> Reading:
    found = known.get(kind, blob) if known is not None else None
    if found is None:
        found = _reading(kind, content)
        if known is not None:
            known.add(kind, blob, found)
    return found


@lru_cache(
    maxsize=256
)  # rules seldom change: a pack has some 50 files, and both sides of a change have the same
def _reading(kind: Kind, content: bytes) -> Reading:
    return read(kind, content)


def _in_place_of_policies(file: File) -> bool:
    """Tell whether a link or a submodule stands where policies belong: they are there, and can't be read."""
    return file.kind != "file" and (
        file.path == POLICIES_FOLDER or file.path.rpartition("/")[0] == POLICIES_FOLDER
    )


def rule_kind(file: File) -> Kind | None:
    """Tell which kind of rule the file holds, or None where it is none that is read."""
    if file.kind != "file":
        return None
    if file.path == SETTINGS_PATH:
        return "settings"
    if not file.path.endswith(RECORD_SUFFIXES):
        return None
    return KIND_BY_FOLDER.get(file.path.rpartition("/")[0])


def _valid(
    sources: Mapping[str, RuleFile], kinds: Mapping[str, Kind], kind: Kind, doubled: Mapping[str, Diagnostic]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    for path, source in sorted(sources.items()):
        if kinds[path] == kind and source.reading.record is not None and path not in doubled:
            yield path, source.reading.record


def _doubled(sources: Mapping[str, RuleFile], kinds: Mapping[str, Kind]) -> dict[str, Diagnostic]:
    """Return an error for each file whose id another file of its kind has too, by path."""
    claims: dict[tuple[Kind, str], list[RuleFile]] = defaultdict(list)
    for path, source in sources.items():
        if source.reading.record is not None and kinds[path] != "settings":
            claims[kinds[path], source.reading.id].append(source)
    return {
        source.path: _claimed(kind, identity, source, [other.path for other in found if other is not source])
        for (kind, identity), found in claims.items()
        for source in found
        if len(found) > 1
    }


def _claimed(kind: Kind, identity: str, source: RuleFile, others: list[str]) -> Diagnostic:
    message = f'the {kind} id "{identity}" stands in another file too: {", ".join(others)}'
    return Diagnostic("duplicate-id", message, source.locate("/id"), "give one of them an id of its own")


def _misnamed(sources: Mapping[str, RuleFile], kinds: Mapping[str, Kind]) -> Iterator[Diagnostic]:
    for path, source in sources.items():
        valid = source.reading.record is not None and kinds[path] != "settings"
        if valid and source.reading.id != stem(path):
            message = f'the {kinds[path]} "{source.reading.id}" stands in a file of another name'
            remedy = f"rename the file to {source.reading.id}.yaml"
            yield Diagnostic("misplaced", message, Location(path), remedy, "warning")


def _unread(snapshot: Snapshot) -> Iterator[Diagnostic]:
    for path, file in snapshot.files.items():
        if path not in (SETTINGS_PATH, POLICIES_FOLDER) and not path.startswith(POLICIES_FOLDER + "/"):
            continue
        if file.kind != "file":
            message = "not a file of its own (a link or a submodule); it is never followed"
            yield Diagnostic("not-a-file", message, Location(path), "put the file itself here")
        elif (
            rule_kind(file) is None
            and not path.startswith(TESTS_FOLDER + "/")
            and basename(path) != "README.md"
        ):
            message = (
                "not read: policies are the .yaml files in policies/, waivers those in policies/waivers/"
            )
            remedy = did_you_mean(path.split("/")[1], ("tests", "waivers")) if path.count("/") == 2 else ""
            yield Diagnostic("not-read", message, Location(path), remedy or "move or rename it", "warning")
