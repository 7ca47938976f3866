"""How well claims are found in texts, and how fast texts are read: ``python -m tests.bench.claims``.

README.md says how to read the tables. Never asserts a figure; it stops where the labelled texts aren't beside the
repository.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a file, it stands in no package

from cmarkgfm import github_flavored_markdown_to_html

from pas_gov.drift.claims.classifier import ClaimModel, shipped_model
from pas_gov.drift.claims.conditions import condition
from pas_gov.drift.claims.detection import claims
from pas_gov.drift.claims.strength import strength
from pas_gov.drift.texts.reading import sentences
from pas_gov.model.quantities.quantities import quantities
from tests.bench.claims_data import VISIBLE, Labelled, own, visible
from tests.bench.logistic import Row
from tests.bench.train_claims import featured, trained

KEYWORDS = re.compile(
    r"\b(?:will|guarantee|always|never)\b|\bwithin (?:\d|one|two|three|four|five|ten)", re.IGNORECASE
)
SHARED = VISIBLE.parents[2]
ROUNDS = 5


@dataclass(frozen=True)
class Judged:
    """A labelled sentence with what was said of it."""

    row: Labelled
    claim: bool
    zone: str = ""


def rates(judged: Iterable[Judged]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of detection."""
    listed = list(judged)
    hit = sum(each.claim and each.row.claim for each in listed)
    said = sum(each.claim for each in listed)
    true = sum(each.row.claim for each in listed)
    precision, recall = hit / max(1, said), hit / max(1, true)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def left_out(rows: Sequence[Labelled], found: Sequence[Row], by: Callable[[Labelled], str]) -> list[Judged]:
    """Judge each group of rows with a model that saw nothing of the group, in the rows' order."""
    judged: dict[int, Judged] = {}
    for group in dict.fromkeys(by(row) for row in rows if row.group != "own"):
        seen = [index for index, row in enumerate(rows) if by(row) != group]
        model = trained([rows[index] for index in seen], [found[index] for index in seen])
        judged |= {
            index: judge(model, row, found[index]) for index, row in enumerate(rows) if by(row) == group
        }
    return [judged[index] for index in sorted(judged)]


def judge(model: ClaimModel, row: Labelled, names: Row) -> Judged:
    """Return what a model says of a row."""
    pairs = [(name, "") for name in names]
    return Judged(row, model.score(pairs) >= model.threshold, model.zone(pairs))


def detection() -> list[str]:
    """Return the tables of detection, and of zone, strength and the rest."""
    real, ours = visible(), list(own())
    rows = [*real, *ours]
    found = featured(rows)
    model = shipped_model()
    held_out = left_out(rows, found, lambda row: row.group)
    judges = [
        ("every sentence", [Judged(row, True) for row in real]),
        ("keywords", [Judged(row, bool(KEYWORDS.search(row.sentence.text))) for row in real]),
        ("trained on our own sentences alone", left_out(rows, found, lambda row: (row.group == "own" and "own") or "real")),
        ("out of fold, by organisation", held_out),
        ("shipped model (saw these sentences)", [judge(model, *each) for each in zip(real, found, strict=False)]),
    ]  # fmt: skip
    head = f"{'precision':>11}{'recall':>8}{'F1':>8}   without borderline"
    lines = [f"{'detection':44}{head}"]
    for name, judged in judges:
        for where, some in (("first set", _of(judged, True)), ("second set", _of(judged, False))):
            lines.append(f"{f'{name}, {where}':50}{_rates(some)}")
    lines += ["", f"{'by genre, out of fold':36}{'sentences':>10}{'claims':>7}{'precision':>11}{'recall':>8}{'F1':>8}   without borderline"]  # fmt: skip
    for genre in sorted({row.genre for row in real}):
        some = [each for each in _heard(held_out) if each.row.genre == genre]
        lines.append(f"{genre:36}{len(some):>10}{sum(each.row.claim for each in some):>7}    {_rates(some)}")
    return [
        *lines,
        "",
        *details(_of(held_out, True), "first set"),
        "",
        *details(_of(held_out, False), "second set"),
    ]


def _heard(judged: Iterable[Judged]) -> list[Judged]:
    """Leave out what customers say: a reader of transcripts does, too."""
    return [each for each in judged if not each.row.customers]


def _of(judged: Iterable[Judged], first: bool) -> list[Judged]:
    """Return what was said of the sentences of the first set, or of the second one."""
    return [each for each in _heard(judged) if (each.row.genre == "policies") is first]


def _rates(judged: Sequence[Judged]) -> str:
    sure = [each for each in judged if not each.row.borderline]
    return f"{'  '.join(f'{rate:6.3f}' for rate in rates(judged))}    {'  '.join(f'{rate:6.3f}' for rate in rates(sure))}"


def details(judged: Sequence[Judged], name: str) -> list[str]:
    """Return what is said of quantities, and of the rest in those that are claims."""
    told = [row for row in (each.row for each in judged) if row.claim or row.genre == "policies"]
    exact = [exactly(row) for row in told]
    stated = [same for row, same in zip(told, exact, strict=True) if row.quantities]
    true = [each.row for each in judged if each.row.claim]
    zones = [each.zone == each.row.zone for each in judged if each.row.claim]
    firm = [strength(row.sentence.text, row.sentence.lead) == row.strength for row in true]
    soft = [ok for row, ok in zip(true, firm, strict=True) if row.strength == "soft"]
    limits = [condition(row.sentence.text) == row.condition for row in true]
    return [
        f"{name}: quantities exact                  {share(exact)}, {share(stated)} of those that state one",
        f"{name}: strength as labelled              {share(firm)} of claims, {share(soft)} of soft ones",
        f"{name}: zone as labelled, out of fold     {share(zones)} of claims",
        f"{name}: condition, the very words         {share(limits)} of claims",
    ]


def exactly(row: Labelled) -> bool:
    """Say whether a sentence's quantities are found as they are labelled: kind, values, unit, order."""
    wanted = [(each["kind"], listed(each["value"]), each["unit"]) for each in row.quantities]
    return wanted == [(each.kind, list(each.values), each.unit) for each in quantities(row.sentence.text)]


def listed(value: object) -> list[object]:
    """Return a value or a range as a list."""
    return value if isinstance(value, list) else [value]


def share(said: Sequence[bool]) -> str:
    """Return how many of a list are true."""
    return f"{sum(said) / max(1, len(said)):.3f} ({sum(said)} of {len(said)})"


def corpus(megabytes: float) -> bytes:
    """Return Markdown of about a size: the texts that are beside the repository and in it, repeated."""
    files = [
        *sorted(SHARED.glob("*.md")),
        *sorted(SHARED.glob("data/**/*.md")),
        Path(__file__).parents[2] / "README.md",
    ]
    once = b"\n\n".join(path.read_bytes() for path in files) + b"\n\n"
    once += "\n\n".join(row.sentence.text for row in visible()).encode() + b"\n\n"
    return once * max(1, round(megabytes * 1e6 / len(once)))


def speed(rounds: int) -> list[str]:
    """Return how much Markdown is read in a minute of one processor, beside cmark-gfm on the same text."""
    text = corpus(0.9)
    tasks: list[tuple[str, Callable[[], object]]] = [
        ("cmark-gfm alone: to HTML", lambda: github_flavored_markdown_to_html(text.decode())),
        ("sentences()", lambda: sentences("corpus.md", text)),
        ("sentences() and claims()", lambda: claims(sentences("corpus.md", text).sentences)),
    ]
    costs: dict[str, list[float]] = {name: [] for name, _ in tasks}
    for _ in range(rounds):
        for name, task in tasks:
            start = time.process_time()
            task()
            costs[name].append(time.process_time() - start)
    base = min(costs[tasks[0][0]])
    lines = [
        f"reading {len(text) / 1e6:.2f} MB of Markdown, best of {rounds} rounds      MB/minute  times cmark-gfm"
    ]
    for name, took in costs.items():
        lines.append(f"{name:52}  {len(text) / 1e6 / min(took) * 60:9.1f}  {min(took) / base:9.2f}")
    return lines


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help="of the measurement of speed; 0 leaves it out"
    )
    rounds = parser.parse_args().rounds
    if not VISIBLE.is_file():
        sys.exit(f"{VISIBLE} isn't there; nothing was measured")
    lines = detection()
    if rounds:
        lines += ["", *speed(rounds)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
