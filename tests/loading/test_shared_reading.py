"""Promise files read by several processes: the same facts as one process reads."""

from __future__ import annotations

import os

import pytest
from scenario import files_of, promise, snapshot

from pas_gov.loading.shared_reading import LEAST, learn_shared
from pas_gov.model.stack.loading import load_stack

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked on POSIX alone"),
]


def many(number: int):
    files = files_of((promise(f"p-{n}", "core", title=f"Title {n % 7}") for n in range(number)), indent=None)
    odd = {
        "promises/core/broken.yaml": "id: [",
        "promises/core/empty.yaml": b"",
        "promises/core/latin.yaml": b"id: caf\xe9\n",
        "promises/core/misspelt.yaml": "id: misspelt\nlayr: core\n",
        "promises/core/notes.txt": "no record",
    }
    return snapshot("base", {**files, **odd})


def test_the_facts_and_the_stack_are_those_that_one_process_reads():
    files, alone, shared = many(LEAST), {}, {}
    learn_shared(files, shared, processes=3)
    assert len(shared) == LEAST + 4
    one = load_stack(files, alone)
    assert shared == alone
    assert [facts.row() for facts in shared.values()] == [alone[blob].row() for blob in shared]
    two = load_stack(files, shared)
    assert (two.entries, two.diagnostics, two.unreadable) == (one.entries, one.diagnostics, one.unreadable)


@pytest.mark.parametrize(("number", "processes"), [(LEAST - 5, 3), (LEAST, 1)])
def test_a_few_files_or_one_processor_are_left_to_this_process(number, processes):
    known = {}
    learn_shared(many(number), known, processes)
    assert not known
