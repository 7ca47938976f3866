"""What is told of an indicator or a text that is written down, where its source or its file is nowhere to be seen."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.saving.proposal import MoveSummary
from pas_gov.diagnostics import did_you_mean, pasted, printable
from pas_gov.loading.root import find_root
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.report.layout import capitalised


def with_unseen_sources(
    done: MoveSummary, draft: Draft, indicators: Iterable[Mapping[str, str]], directory: str
) -> MoveSummary:
    """Add to what a move did each given source that is none of the settings' and no file, and what shows it once it is.

    It is recorded all the same: the figures may lie elsewhere, or come later.
    """
    named = tuple(dict.fromkeys(one["source"] for one in indicators if one.get("source")))
    if not named:
        return done
    known, root = load_rulebook(draft.files).settings.sources, find_root(directory).path
    told = told_of_unseen(named, known, root, draft.stack.entries[done.promise].path)
    return replace(done, sentences=(*done.sentences, *told))


def with_unseen_texts(
    done: MoveSummary, draft: Draft, surfaces: Iterable[tuple[str, str]], directory: str
) -> MoveSummary:
    """Add to what a move did each given surface of an active promise that isn't there. It is recorded all the same."""
    paths = tuple(dict.fromkeys(path for _, path in surfaces if "://" not in path))
    if not paths or not draft.stack.entries[done.promise].active:
        return done
    root, roots = find_root(directory).path, load_rulebook(draft.files).settings.surface_roots
    told = told_of_unseen_texts(paths, [os.path.join(root, one) for one in roots])
    return replace(done, sentences=(*done.sentences, *told))


def told_of_unseen_texts(paths: Iterable[str], roots: Sequence[str]) -> Iterator[str]:
    """Say it of paths, beside the files below the roots of surfaces."""
    for path in paths:
        if not any(os.path.isfile(os.path.join(root, path)) for root in roots):
            yield (
                f"{printable(path)} isn't there yet. Until it is, nobody can tell whether it says what is promised: "
                "scan and drift name it, and end with 3."
            )


def told_of_unseen(named: Iterable[str], known: Mapping[str, str], root: str, path: str) -> Iterator[str]:
    """Say it of names, beside those that settings know and the files below a root."""
    for name in named:
        there = os.path.isfile(os.path.join(root, name.removeprefix("sqlite:///")))
        if name not in known and not there:
            meant = did_you_mean(name, known)
            also = f" {capitalised(meant)}" if meant else ""
            yield (
                f'"{printable(name)}" is no source in pas-gov.yaml, and no file, so that nothing is measured '
                f"yet.{also} Once it is there, this shows what it gives:"
            )
            yield f"pas-gov drift --try {pasted(path)}"  # a line of its own, to be copied
