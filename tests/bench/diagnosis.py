"""How well ``diagnose`` finds what comes apart: on the made site, on real pairs of wordings, and in real histories.

python -m tests.bench.diagnosis                        # the made site, and the 16 pairs of ../shared/data/claims
python -m tests.bench.diagnosis --many 5000            # how long so many pages take, and how much memory
python -m tests.bench.diagnosis --histories FOLDER     # the pairs in the repositories that lie there (owner+name/...)
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pas_gov.diagnosis.diagnosis import Diagnosis, diagnosis
from pas_gov.diagnosis.findings.finding import Finding
from pas_gov.diagnosis.history.slip import slip_between
from pas_gov.diagnosis.history.slips import historic_slips, statement_in
from pas_gov.diagnosis.history.walk import steps
from pas_gov.diagnosis.page import Page
from pas_gov.diagnosis.sources.sources import opened
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.git.repository import open_repository
from tests.bench.made_site import EDITS, PLANTED, TODAY, committed, many
from tests.bench.sentence_pairs import CONTRADICTING, NEAR_MISSES

PAIRS = Path(__file__).resolve().parents[3] / "shared" / "data" / "claims" / "changed.jsonl"


def of_made_site() -> Iterator[str]:
    """Yield how many of the planted were found, how much of what was found was planted, and what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        committed(Path(folder))
        source = opened([folder])
        found = diagnosis(source.pages(), date.fromisoformat(TODAY), source.history(), source.problems)
    planted = {plant.id: plant.kind for plant in PLANTED} | {
        edit.id: "slip" for edit in EDITS if edit.kind == "slip"
    }
    right = {id(one.finding): plant for one in found.findings if (plant := _plant(one.finding))}
    missed = [f"{kind} {name}" for name, kind in planted.items() if name not in right.values()]
    false = [one.finding for one in found.findings if id(one.finding) not in right]
    precision, recall = len(right) / max(1, len(found.findings)), 1 - len(missed) / len(planted)
    yield f"made site: {found.pages} pages, {len(planted)} planted; precision {precision:.2f}, recall {recall:.2f}"
    yield from (f"  missed: {one}" for one in missed)
    yield from (f"  false: {one.kind} {one.how}, {one.why}" for one in false)
    yield f"  candidates: {len(found.commitments)}; by layer: {_layers(found)}"


def _layers(found: Diagnosis) -> dict[str, int]:
    layers = [one.layer for one in found.commitments]
    return {layer: layers.count(layer) for layer in dict.fromkeys(layers)}


def _plant(finding: Finding) -> str:
    """Return what was planted that a finding tells: it has a sentence of each side; "" for nothing."""
    texts = {one.text for one in finding.statements}
    for plant in PLANTED:
        said = [one.text for one in plant.said]
        both = {*said} <= texts if plant.kind == "contradiction" else said[0] in texts
        if plant.kind == finding.kind and both:
            return plant.id
    for edit in EDITS:
        if finding.kind == edit.kind == "slip" and edit.before in texts:
            return edit.id
    return ""


def of_sentences() -> Iterator[str]:
    """Yield how many pairs of sentences that contradict each other are found, and how many that don't are taken for such."""
    missed = [pair for pair in CONTRADICTING if not _contradict(*pair)]
    false = [pair for pair in NEAR_MISSES if _contradict(*pair)]
    found = len(CONTRADICTING) - len(missed)
    yield f"sentences: {found} of {len(CONTRADICTING)} contradicting pairs found, {len(false)} of {len(NEAR_MISSES)} near misses"
    yield from (f"  missed: {one} | {other}" for one, other in missed)
    yield from (f"  false: {one} | {other}" for one, other in false)


def _contradict(one: str, other: str) -> bool:
    pages = {
        "pricing.md": one,
        "help/answers.md": other,
        "notes.md": "The weather is fine. Open the menu and choose a colour.",
    }
    found = diagnosis(
        (Page(path, f"# Page\n\n{text}\n".encode()) for path, text in pages.items()),
        date.fromisoformat(TODAY),
    )
    return any(told.finding.kind == "contradiction" for told in found.findings)


def of_pairs() -> Iterator[str]:
    """Yield how many of the material pairs are slips, and how many of the editorial ones."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    found = {row["id"] for row in rows if _is_slip(row["before"]["text"], row["after"]["text"])}
    for kind in ("material", "editorial"):
        those = [row["id"] for row in rows if row["kind"] == kind]
        yield f"pairs, {kind}: {len(found.intersection(those))} of {len(those)} are slips"


def _is_slip(was: str, now: str) -> bool:
    first, second = (statement_in(Sentence("a.md", 1, 1, "sentence", "", "", text)) for text in (was, now))
    return slip_between(first, second, was, now) is not None


def of_histories(folder: Path) -> Iterator[str]:
    """Yield which of the pairs are found in the histories of the repositories below a folder, where these are there."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    for repo in dict.fromkeys(row["repo"] for row in rows):
        place = folder / repo.replace("/", "+") / "repo"
        if not place.exists():
            yield f"{repo}: not there"
            continue
        repository = open_repository(str(place))
        walked = list(steps(repository))
        slips = list(historic_slips(repository, walked, []))
        texts = [one.before.text for one in slips]
        yield f"{repo}: {len(walked):,} commits with texts, {len(slips):,} slips"
        for row in rows:
            if row["repo"] == repo:
                said = row["before"]["text"]  # which may leave out the end of a sentence
                found = "a slip" if any(said in text or text in said for text in texts) else "none"
                yield f"  {row['id']} {row['kind']}: {found}"


def of_many(number: int) -> Iterator[str]:
    """Yield how long so many pages take (the clock, and the processors' time of all processes), and how much memory."""
    with tempfile.TemporaryDirectory() as folder:
        size = 0
        for page, text in many(number):
            place = Path(folder) / page
            place.parent.mkdir(parents=True, exist_ok=True)
            size += place.write_bytes(text.encode())
        began = time.perf_counter()
        command = [sys.executable, "-m", "pas_gov", "diagnose", folder, "--today", TODAY, "-f", "json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
            peak = measured_memory(run)
        took = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield f"{number:,} pages, {size / 1e6:.1f} MB: {took:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of processors, {peak} MiB at most"


def measured_memory(run: subprocess.Popen[bytes]) -> int:
    """Read a process's output to its end; return the most memory, in MiB, that it and its children shared out between them."""
    peak, done = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.5):
            peak = max(peak, sum(map(_share, [run.pid, *_children(run.pid)])))

    watching = threading.Thread(target=watch)
    watching.start()
    assert run.stdout is not None
    while run.stdout.read(1 << 20):
        pass
    done.set()
    watching.join()
    return peak // 1024


def _children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _share(process: int) -> int:
    """Return a process's share of memory in KiB, pages that several hold divided among them."""
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--histories", type=Path)
    parser.add_argument("--many", type=int, default=0, help="only time so many pages")
    given = parser.parse_args(arguments)
    if given.many:
        print(*of_many(given.many), sep="\n")
        return
    for line in of_made_site():
        print(line)
    for line in of_sentences():
        print(line)
    for line in of_pairs() if PAIRS.exists() else ():
        print(line)
    for line in of_histories(given.histories) if given.histories else ():
        print(line, flush=True)


if __name__ == "__main__":
    main()
