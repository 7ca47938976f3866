"""The story that the demo tells: its acts as plain values, and the files that each of them writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import Promise, promise_from
from pas_gov.model.records.reader import read
from pas_gov.model.records.yaml.parsing import Document, parse
from pas_gov.model.stack.revision import revision, wording

FOLDER = Path(__file__).parent
Files = Mapping[str, str]  # texts by path, as they stand in the repository


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what is told before and after, what is committed where, and the verdict to expect, "" for none.

    ``brief`` asks for the verdict's facts alone.
    """

    title: str
    says: str
    means: str
    folder: str
    branch: str
    date: date
    author: str
    message: str
    verdict: str = ""
    brief: bool = False

    def files(self, before: Files) -> dict[str, str]:
        """Return the texts that this act writes, upon what stood before, with all digests filled in."""
        root = FOLDER / self.folder
        found = sorted(path for path in root.rglob("*") if path.is_file())
        written = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in found}
        return _filled(written, before)


STORY, DRIFTED = "story.yaml", "drifted.yaml"


def acts(told_in: str = STORY) -> tuple[Act, ...]:
    """Return the acts of a file, in their order."""
    document = parse((FOLDER / told_in).read_bytes(), told_in)
    if not isinstance(document, Document):
        raise TypeError(document[0].message)
    told: Any = document.value
    return tuple(Act(**{**act, "date": date.fromisoformat(act["date"])}) for act in told["acts"])


def promises(files: Files) -> dict[str, Promise]:
    """Return the promises among the files by id."""
    found = [promise_from(_record(text)) for path, text in files.items() if path.startswith("promises/")]
    return {promise.id: promise for promise in found}


# Nobody types a digest: PRESENT is what our own code works out now, RECORDED what the file recorded before.
DIGEST = re.compile(
    r"(promise: (?P<target>\S+)\s+revision|wording): (?P<digest>PRESENT|RECORDED|[rw]1:\S{32})"
)


def _filled(written: Files, before: Files) -> dict[str, str]:
    """Return the written texts with their digests; those of what a promise rests on are worked out first."""
    standing = {**before, **written}
    homes = {Path(path).stem: path for path in standing if path.startswith("promises/")}

    @cache
    def filled(path: str) -> str:
        recorded = {link["target"]: link["digest"] for link in DIGEST.finditer(before.get(path, ""))}

        def digest(link: re.Match[str]) -> str:
            target, found = link["target"], link["digest"]
            if found == "RECORDED":
                found = recorded[target]
            elif found == "PRESENT":
                found = (
                    revision(_record(filled(homes[target]))) if target else wording(_record(standing[path]))
                )
            return f"{link[1]}: {found}"

        return DIGEST.sub(digest, standing[path])

    return {path: filled(path) for path in written}


def _record(text: str) -> Mapping[str, Any]:
    """Read a promise's record; a digest not yet filled in is zeros, which change no wording."""
    reading = read("promise", DIGEST.sub(_known, text).encode())
    if reading.record is None:
        raise ValueError(reading.faults[0].message)
    return reading.record


def _known(link: re.Match[str]) -> str:
    if link["digest"] not in ("PRESENT", "RECORDED"):
        return link[0]
    return f"{link[1]}: {'r1' if link['target'] else 'w1'}:{'0' * 32}"
