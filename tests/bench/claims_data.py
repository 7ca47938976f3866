"""The labelled sentences that claim detection is trained and measured on: of real texts, and of our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pas_gov.drift.texts.sentence import Sentence, UnitKind

CLAIMS = Path(__file__).resolve().parents[3] / "shared" / "data" / "claims"
VISIBLE, SECOND = CLAIMS / "visible.jsonl", CLAIMS / "visible-2.jsonl"
OWN = Path(__file__).with_name("claims_own")

ZONES = {
    "s": "sales-marketing",
    "p": "product-capability",
    "d": "delivery-support",
    "k": "documentation-knowledge",
    "a": "ai-automation",
}
UNITS: dict[str, UnitKind] = {" ": "sentence", "*": "item", "|": "row"}


@dataclass(frozen=True)
class Labelled:
    """A sentence with what its annotator said of it; ``group`` is its organisation, "own" for our own sentences.

    ``customers`` marks what a customer says in a conversation: the readers of transcripts leave that out.
    """

    sentence: Sentence
    group: str
    claim: bool
    zone: str = ""
    strength: str = ""
    condition: str = ""
    quantities: tuple[dict[str, Any], ...] = ()
    borderline: bool = False
    genre: str = "policies"
    customers: bool = False

    @property
    def document(self) -> str:
        return f"{self.group}/{self.sentence.path}"


def visible(*paths: Path) -> list[Labelled]:
    """Return the labelled sentences of real texts; FileNotFoundError where they aren't beside the repository."""
    texts = (path.read_text(encoding="utf-8") for path in paths or (VISIBLE, SECOND))
    return [_labelled(json.loads(line)) for text in texts for line in text.splitlines()]


def _labelled(row: dict[str, Any]) -> Labelled:
    place = (
        row["path"],
        row["start_line"],
        row["end_line"],
        row["unit"],
        row["heading"],
        row["lead"],
        row["text"],
    )
    return Labelled(
        Sentence(*place),
        row.get("organisation", row["repo"]),
        row["claim"],
        row["zone"] or "",
        row["strength"] or "",
        row["condition"] or "",
        tuple(row["quantities"]),
        row["borderline"],
        row.get("genre", "policies"),
        row.get("speaker") == "customer",
    )


def own(path: Path = OWN) -> Iterator[Labelled]:
    """Yield our own labelled sentences (the file's head says how it is written)."""
    document = heading = lead = ""
    for number, line in enumerate(_lines(path), start=1):
        if line.startswith("## "):
            document, heading, lead = line[3:], "", ""
        elif line.startswith("# ") and document:
            heading, lead = line[2:], ""
        elif line.startswith(">"):
            lead = line[1:].strip()
        elif line[:1] in ("+", "-"):
            yield _own(line, number, (document, heading, lead))


def _own(line: str, number: int, place: tuple[str, str, str]) -> Labelled:
    document, heading, lead = place
    mark, text = (line[:3], line[3:]) if line[0] == "+" else (f"- {line[1]}", line[2:])
    unit = UNITS[mark[2]]
    sentence = Sentence(document, number, number, unit, heading, lead, text.strip())
    return Labelled(sentence, "own", line[0] == "+", ZONES.get(mark[1], ""), genre="own")


def documents(rows: list[Labelled]) -> dict[str, list[Labelled]]:
    """Return the rows by document, in their order."""
    found: dict[str, list[Labelled]] = {}
    for row in rows:
        found.setdefault(row.document, []).append(row)
    return found


def _lines(folder: Path) -> Iterator[str]:
    """Yield the lines of the files of a folder, one file after the other."""
    for path in sorted(folder.glob("*.txt")):
        yield from path.read_text(encoding="utf-8").splitlines()
