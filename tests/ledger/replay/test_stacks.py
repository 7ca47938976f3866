"""Stacks folded from what differs are the stacks that are read whole."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario import acme, files_of, promise, snapshot

from pas_gov.diagnostics import Stop
from pas_gov.ledger.replay.stacks import StackSequence
from pas_gov.model.stack.loading import load_stack
from pas_gov.model.stack.paths import differing_paths, record_paths
from pas_gov.snapshot import File, Snapshot

PATHS = [
    "promises",
    *(f"promises/{at}" for at in ("core/a.yaml", "core/b.yaml", "legacy/a.yaml", "x.yml", "c.txt")),
]
RECORDS = [
    json.dumps(promise(identity, layer, title=title))
    for identity, layer, title in (
        ("a", "core", "One"),
        ("a", "core", "Two"),
        ("a", "legacy", "One"),
        ("b", "core", "B"),
        ("b", "core", "One"),
    )
]
TEXTS = [*RECORDS, "id: [", '{"id": "a"}', ""]
MODES = ["100644"] * 6 + ["120000"]
LISTINGS = st.dictionaries(
    st.sampled_from(PATHS), st.tuples(st.sampled_from(TEXTS), st.sampled_from(MODES)), max_size=len(PATHS)
)


def listing(files: dict[str, tuple[str, str]]) -> Snapshot:
    whole = snapshot("a moment", {path: text for path, (text, _) in files.items()})
    modes = {path: File(path, files[path][1], file.blob) for path, file in whole.files.items()}
    return replace(whole, files=modes)


def folded(stacks: StackSequence, last: Snapshot, here: Snapshot):
    return stacks.at(here, record_paths(differing_paths(last, here)).promises)


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(LISTINGS, min_size=1, max_size=6))
def test_folding_gives_what_reading_gives(listings):
    stacks, last = StackSequence({}), snapshot("", {})
    for files in listings:
        here = listing(files)
        found, whole = folded(stacks, last, here), load_stack(here, {})
        assert found == replace(whole, diagnostics=())
        assert list(found.entries) == list(whole.entries)
        assert list(found.unreadable) == list(whole.unreadable)
        last = here


def test_only_what_differs_is_read():
    asked: list[str] = []
    first = snapshot("first", files_of(acme()))
    second = snapshot(
        "second", {**files_of(acme()), "promises/core/new.yaml": json.dumps(promise("new", "core"))}
    )

    def told(one: Snapshot) -> Snapshot:
        return replace(one, read=lambda ids: asked.extend(ids) or one.read(ids))

    stacks = StackSequence({})
    before = folded(stacks, snapshot("", {}), told(first))
    assert len(asked) == 9
    asked.clear()
    after = folded(stacks, first, told(second))
    assert asked == [second.files["promises/core/new.yaml"].blob]
    assert all(after.entries[one] is before.entries[one] for one in before.entries)


def test_a_snapshot_that_cannot_be_read_leaves_the_last_in_place():
    def refuse(_):
        raise Stop("missing-object", "gone")

    first = snapshot("first", files_of(acme()))
    second = snapshot("second", {"promises/core/new.yaml": json.dumps(promise("new", "core"))})
    stacks = StackSequence({})
    before = folded(stacks, snapshot("", {}), first)
    with pytest.raises(Stop):
        folded(stacks, first, replace(second, read=refuse))
    assert folded(stacks, first, first).entries == before.entries
    assert folded(stacks, first, second) == replace(load_stack(second, {}), diagnostics=())


@settings(deadline=None)
@given(st.lists(LISTINGS, min_size=2, max_size=6))
def test_what_is_handed_on_is_what_would_be_worked_out(listings):
    stacks, last = StackSequence({}), snapshot("", {})
    for files in listings:
        here = listing(files)
        found, whole = folded(stacks, last, here), load_stack(here, {})
        assert dict(found.dependents) == dict(whole.dependents)
        assert dict(found.by_layer) == dict(whole.by_layer)
        assert {layer: +counted for layer, counted in found.statuses.items() if +counted} == {
            layer: +counted for layer, counted in whole.statuses.items()
        }
        assert dict(found.titles) == dict(whole.titles)
        assert found.shared_titles == whole.shared_titles
        last = here
