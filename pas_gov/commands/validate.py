"""``validate``: every problem of every file of the work tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Diagnostic, Location, Stop, did_you_mean, nearest, ordered, printable
from pas_gov.judging.policies.applies_when import POINTER, condition_fault
from pas_gov.judging.policies.rules import compile_rules
from pas_gov.judging.verdict.request import Side
from pas_gov.judging.verdict.waivers import waiver_faults
from pas_gov.loading.root import chosen_paths, find_root
from pas_gov.model.records.rulebook import TESTS_FOLDER
from pas_gov.model.records.suite import load_suites, unknown_policies
from pas_gov.model.records.waiver import WHOLE_STACK
from pas_gov.model.records.yaml.parsing import Document, parse
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.loading import PROMISES_FOLDER as PROMISES
from pas_gov.model.stack.unread import is_record
from pas_gov.report.validation import FORMATS
from pas_gov.report.validation.contents import Validation
from pas_gov.snapshot import Snapshot


def validate_command(directory: str, paths: tuple[str, ...], format_: str, today: date) -> int:
    """Print the problems of the work tree, of the named paths alone where there are any; 1 with an error."""
    folder = find_root(directory)
    snapshot = folder.snapshot()
    with folder.open_loader() as loader:
        side = loader.load(snapshot, today)
    if (
        not side.stack.entries
        and not side.stack.unreadable
        and not side.rulebook.sources
        and not snapshot.files
    ):
        message = f"there is nothing to validate: {printable(directory)} has no promises/ and no policies/"
        raise Stop(
            "nothing-to-validate", message, "go to a governance repository, or start one: pas-gov init"
        )
    chosen = chosen_paths(folder, snapshot, paths)
    found = tuple(
        d for d in ordered(all_problems(side, snapshot)) if chosen is None or d.location.path in chosen
    )
    texts = _texts(found, snapshot)
    report = Validation(_counts(side, snapshot, chosen), found, texts)
    return print_report(FORMATS, report, format_)


def all_problems(side: Side, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield everything that is wrong with one moment: files, stack, rules, waivers, conditions."""
    rules = compile_rules(side.rulebook)
    yield from side.problems
    yield from side.stack.diagnostics
    yield from side.rulebook.diagnostics
    yield from rules.diagnostics
    yield from _tests(side, snapshot)
    yield from waiver_faults(side.rulebook, rules)
    yield from _dangling(side)
    for entry in side.stack.entries.values():
        if '"applies_when"' in entry.facts.text:  # else it has no condition, and its record needn't be built
            yield from _conditions(entry, snapshot)


def _tests(side: Side, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield what is wrong with the tests of policies as files; whether they hold is for `pas-gov test`."""
    suites = load_suites(snapshot)
    yield from suites.diagnostics
    yield from unknown_policies(suites, set(side.rulebook.policy_files.values()))


def _dangling(side: Side) -> Iterator[Diagnostic]:
    """Yield a warning for each id that names no promise; the gate asks where it matters."""
    ids = side.stack.entries
    for entry in ids.values():
        named = [("is aligned to", link.promise) for link in entry.links]
        named += [("is superseded by", identity) for identity in entry.facts.successors]
        for verb, identity in named:
            if identity not in ids:
                message = f'it {verb} "{identity}", which is no promise of this stack'
                yield Diagnostic(
                    "dangling",
                    message,
                    Location(entry.path),
                    did_you_mean(identity, _near(identity, ids)),
                    "warning",
                )
    for waiver in side.rulebook.waivers:
        if waiver.promise not in (*ids, WHOLE_STACK):
            message = f'it excepts "{waiver.promise}", which is no promise of this stack'
            remedy = did_you_mean(waiver.promise, _near(waiver.promise, ids))
            yield Diagnostic("dangling", message, Location(waiver.path), remedy, "warning")


def _near(identity: str, ids: Iterable[str]) -> tuple[str, ...]:
    near = nearest(identity, ids)
    return (near,) if near else ()


def _conditions(entry: Entry, snapshot: Snapshot) -> Iterator[Diagnostic]:
    for fault in condition_fault(entry):
        document = parse(snapshot.read([entry.blob])[entry.blob], entry.path)
        at = document.locate(POINTER) if isinstance(document, Document) else fault.location
        yield Diagnostic(fault.code, fault.message, at, fault.remedy)


def _counts(side: Side, snapshot: Snapshot, chosen: frozenset[str] | None) -> tuple[int, int]:
    paths = [file.path for file in snapshot.under(PROMISES) if is_record(file)]
    promises = {path for path in paths if chosen is None or path in chosen}
    tests = {file.path for file in snapshot.under(TESTS_FOLDER) if is_record(file)}
    rules = {path for path in side.rulebook.sources.keys() | tests if chosen is None or path in chosen}
    return len(promises), len(rules)


def _texts(found: tuple[Diagnostic, ...], snapshot: Snapshot) -> dict[str, str]:
    """Return the texts of the files of which a line is to be shown."""
    placed = {d.location.path for d in found if d.location.line is not None}
    files = {path: snapshot.files[path] for path in placed if path in snapshot.files}
    wanted = {path: file.blob for path, file in files.items() if file.kind == "file"}
    contents = snapshot.read(sorted(set(wanted.values())))
    return {path: contents[blob].decode("utf-8-sig", "replace") for path, blob in wanted.items()}
