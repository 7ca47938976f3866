"""Changes beside an index: whatever is changed, what is said of it is what is said where all files are read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from random_changes import TODAY, Files, files_of, organisation, step
from scenario import PACK, snapshot

from pas_gov import cel
from pas_gov.diagnostics import Stop
from pas_gov.git.listing import Differing
from pas_gov.judging.findings.assembly import gate_report
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.verdict.request import VerdictRequest
from pas_gov.judging.verdict.verdict import verdict_on
from pas_gov.loading.ends import Ends, differing_files, ends_beside
from pas_gov.loading.index import pages, stack_index
from pas_gov.loading.index.stack_index import StackIndex, is_indexable
from pas_gov.loading.loader import Loader
from pas_gov.loading.pack import pack_rulebook
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.paths import differing_paths, record_paths, renamed_paths
from pas_gov.model.stack.stack import Stack, predecessors, reverse_links
from pas_gov.report.gate.json import gate_json
from pas_gov.snapshot import Snapshot

HERE = {"made": "by this test"}
_rules: dict[int, tuple[Rulebook, Rules]] = {}


def _compiled(book: Rulebook) -> Rules:
    if id(book) not in _rules:
        _rules[id(book)] = book, compile_rules(book)
    return _rules[id(book)][1]


def _said(ends: Ends) -> str:
    """Return the report of a change in full; which promises may differ is worked out where the ends don't tell."""
    request = VerdictRequest(
        ends.base, ends.head, record_paths(differing_paths(ends.before, ends.after)),
        renamed_paths(ends.before, ends.after), TODAY, cel.Budget(seconds=60), bootstrap=False, pack=pack_rulebook,
        ids=ends.ids, compiled=_compiled, standing=ends.standing,
    )  # fmt: skip
    ref = ReportedRef("main", "a" * 40)
    try:
        verdict = verdict_on(request)
    except Stop as stop:
        return f"{stop.code}: {stop.message} {stop.problems}"
    return gate_json(gate_report(verdict, ref, ref, "b" * 40, "2026-06-01", (), ends.after.read))


def _snapshots(*several: Files) -> list[Snapshot]:
    """Return these files as snapshots, each of which can read what stands in any of them, as in a repository."""
    found = [snapshot("s", {**PACK, **files}) for files in several]
    blobs = {
        blob: text for one in found for blob, text in one.read(f.blob for f in one.files.values()).items()
    }
    return [replace(one, read=lambda ids: {blob: blobs[blob] for blob in ids}) for one in found]


def _differing(before: Snapshot, after: Snapshot) -> Differing:
    return {path: (before.files.get(path), after.files.get(path)) for path in _promises(before, after)}


def _promises(before: Snapshot, after: Snapshot) -> list[str]:
    return [path for path in differing_paths(before, after) if path.startswith("promises/")]


def _others(files: Snapshot) -> Snapshot:
    kept = {path: file for path, file in files.files.items() if not path.startswith("promises/")}
    return replace(files, files=kept)


@pytest.fixture
def loader() -> Loader:
    return Loader(None)


def _index(stack: Stack, folder: Path) -> StackIndex:
    path = folder / "stack"
    about = stack_index.about(stack, "tree", len(stack.entries))
    path.write_bytes(pages.content(HERE, about, stack_index.rows(stack), stack_index.sections(stack)))
    with pages.opened_pages(str(path), HERE) as found:
        assert found is not None
        for number in range(len(found._directory) // pages.ENTRY.size):
            found._page(number)  # all of them read, so that the file may be closed
    index = stack_index.stack_index(found)
    assert index is not None
    return index


def _compared(seed: int, loader: Loader, folder: Path) -> bool | None:
    """Compare both ways on one random change; tell whether the index sufficed, None where no index can be made."""
    chance = Random(seed)
    files: Files = files_of(organisation(chance))
    if chance.random() < 0.3:
        files = step(files, chance)
    base = files
    for _ in range(chance.randrange(3)):
        base = step(base, chance, odd=chance.random() < 0.15)
    head = base
    for _ in range(chance.randrange(1, 4)):
        head = step(head, chance, odd=chance.random() < 0.15)
    indexed, before, after = _snapshots(files, base, head)
    stack = loader.load(indexed, TODAY).stack
    if not is_indexable(stack, TODAY):
        return None
    index = _index(stack, folder)
    sides = (loader.load(before, TODAY), loader.load(after, TODAY))
    whole = Ends(before, after, *sides)
    found = differing_files([_differing(indexed, before), _differing(indexed, after)])
    beside = ends_beside(index, found, (_others(before), _others(after)), loader, TODAY) if found else None
    if beside is None:
        return False
    assert _said(beside) == _said(whole)
    for mine, side in zip((beside.base, beside.head), sides, strict=True):
        _same_stack(mine.stack, side.stack)
    return True


def _same_stack(mine: Stack, whole: Stack) -> None:
    assert dict(mine.entries) == whole.entries
    assert list(mine.entries) == list(whole.entries)
    assert dict(mine.dependents) == reverse_links(whole)
    assert dict(mine.predecessors) == predecessors(whole)
    assert dict(mine.by_layer) == dict(whole.by_layer)
    assert {layer: +counts for layer, counts in mine.statuses.items() if +counts} == whole.statuses  # type: ignore[operator]
    titles = {entry.facts.title for entry in whole.entries.values()}
    assert {one for one in titles if one in mine.shared_titles} == {
        one for one in titles if one in whole.shared_titles
    }


def _all_compared(seeds: range, loader: Loader, folder: Path) -> list[bool | None]:
    found = []
    for seed in seeds:
        try:
            found.append(_compared(seed, loader, folder))
        except AssertionError as error:
            raise AssertionError(f"seed {seed}") from error
    return found


def test_a_change_beside_an_index_is_judged_as_where_all_is_read(loader: Loader, tmp_path: Path) -> None:
    found = _all_compared(range(24), loader, tmp_path)
    assert found.count(True) >= 8  # not all are changes for which all must be read


@pytest.mark.slow
def test_ten_thousand_changes_beside_an_index_are_judged_as_where_all_is_read(
    loader: Loader, tmp_path: Path
) -> None:
    found = _all_compared(range(1_000, 11_000), loader, tmp_path)
    assert found.count(True) >= 3_000
