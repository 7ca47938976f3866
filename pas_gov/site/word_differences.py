"""Word by word differences between two texts."""

from __future__ import annotations

import difflib
import re
from typing import Literal

from pas_gov.foundation.values import dataclass

LONGEST = 2000  # words on a side: beyond, the texts are shown whole, one after the other
ALIKE = 0.5  # below, texts have so little in common that words of one among those of the other confuse
PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text: in both (""), only in the earlier one, or only in the later one."""

    kind: Literal["", "gone", "new"]
    text: str


def segments(before: str | None, after: str | None) -> tuple[Segment, ...]:
    """Return the later text with what was taken out of the earlier one and put in, in reading order.

    None is no text at all. Without what is gone the segments are the later text, without what is new the earlier one.
    """
    earlier, later = (PIECES.findall(text or "") for text in (before, after))
    if max(len(earlier), len(later)) > LONGEST:
        return _whole(before or "", after or "")
    matcher = difflib.SequenceMatcher(None, earlier, later, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _whole(before or "", after or "")
    found: list[Segment] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(Segment("", "".join(later[j1:j2])))
            continue
        found += _whole("".join(earlier[i1:i2]), "".join(later[j1:j2]))
    return tuple(found)


def _whole(before: str, after: str) -> tuple[Segment, ...]:
    pair = (Segment("gone", before), Segment("new", after))
    return tuple(segment for segment in pair if segment.text)
