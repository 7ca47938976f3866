"""How well ``diagnose`` finds what comes apart: on the made site, on real pairs of wordings, and in real histories.

python -m tests.bench.diagnosis                        # the made site, and the 16 pairs of ../shared/data/claims
python -m tests.bench.diagnosis --histories FOLDER     # the pairs in the repositories that lie there (owner+name/...)
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pas_gov.diagnosis.diagnosis import Diagnosis, diagnosis
from pas_gov.diagnosis.findings.finding import Finding
from pas_gov.diagnosis.history.slip import slip_between
from pas_gov.diagnosis.history.slips import historic_slips, statement_in
from pas_gov.diagnosis.history.walk import steps
from pas_gov.diagnosis.sources.sources import opened
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.git.repository import open_repository
from tests.bench.made_site import EDITS, PLANTED, TODAY, committed

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
        slips = list(historic_slips(repository, walked))
        texts = {one.before.text for one in slips}
        yield f"{repo}: {len(walked):,} commits with texts, {len(slips):,} slips"
        for row in rows:
            if row["repo"] == repo:
                yield f"  {row['id']} {row['kind']}: {'a slip' if row['before']['text'] in texts else 'none'}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--histories", type=Path)
    given = parser.parse_args(arguments)
    for line in of_made_site():
        print(line)
    for line in of_pairs() if PAIRS.exists() else ():
        print(line)
    for line in of_histories(given.histories) if given.histories else ():
        print(line, flush=True)


if __name__ == "__main__":
    main()
