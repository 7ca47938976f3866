"""Promise files that no run has read before, read by as many processes as there are processors where they are many."""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping, Sequence

from pas_gov.foundation.json_text import compact
from pas_gov.foundation.progress import with_progress
from pas_gov.loading.workers import processors, shared
from pas_gov.model.stack.entry import Facts, facts_from_row
from pas_gov.model.stack.loading import blob_facts, unknown_blobs
from pas_gov.snapshot import Snapshot

TOGETHER = 500  # files that a process is handed at once: git is asked for them by one process of its own
LEAST = 2 * TOGETHER  # files: fewer are read before the processes have begun


def learn_shared(snapshot: Snapshot, known: MutableMapping[str, Facts], processes: int | None = None) -> None:
    """Add the facts of a snapshot's blobs that ``known`` lacks, if they are worth more than one process; else nothing.

    The facts are those that ``load_stack`` would have added. Stops as ``snapshot.read``.
    """
    processes = processors() if processes is None else processes
    if processes < 2 or sum(file.blob not in known for file in snapshot.files.values()) < LEAST:
        return  # soon told, as most runs ask in vain
    blobs = unknown_blobs(snapshot, known)
    if len(blobs) < LEAST:
        return
    parts = [blobs[first : first + TOGETHER] for first in range(0, len(blobs), TOGETHER)]
    answers = shared(_requests(snapshot, parts), _answer, min(processes, len(parts)))
    told = zip(parts, answers, strict=True)
    for part, answer in with_progress(told, len(blobs), "records", lambda one: len(one[0])):
        rows, *texts = answer.decode().split("\n")
        for blob, row, text in zip(part, json.loads(rows), texts, strict=True):
            known[blob] = facts_from_row(row, text)


def _requests(snapshot: Snapshot, parts: Sequence[Sequence[str]]) -> Iterator[bytes]:
    """Yield the contents of each part: their lengths as JSON in a line, then the contents."""
    for part in parts:
        found = snapshot.read(part)
        contents = [found[blob] for blob in part]
        yield b"\n".join((json.dumps([*map(len, contents)]).encode(), b"".join(contents)))


def _answer(request: bytes) -> bytes:
    """Return the facts of a part: their rows as JSON in a line, then a line with the text of each, JSON itself."""
    lengths, _, contents = request.partition(b"\n")
    rows, texts, at = [], list[bytes](), 0
    for length in json.loads(lengths):
        facts = blob_facts(contents[at : at + length])
        rows.append(facts.row())
        texts.append(facts.text.encode())
        at += length
    return b"\n".join((compact(rows), *texts))
