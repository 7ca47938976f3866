"""Plain texts in which each turn stands behind its speaker's name: chats, calls, exports of Zoom, Teams and WhatsApp.

A text is taken for one only where it clearly is: its labels are roles of both sides, or have times, or come back in
turn before whole sentences. "Plan: Pro" and "Q: ... A: ..." are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pas_gov.drift.texts.transcripts.roles import side_of_label
from pas_gov.drift.texts.transcripts.turn import Apart, Speaker, Turn
from pas_gov.drift.texts.values import placed
from pas_gov.foundation.values import dataclass

_CLOCK = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ T]{1,3})?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?Z?(?: ?[AaPp]\.?[Mm]\.?)?"
_TIME = re.compile(
    rf"[ \t]{{0,4}}(?:[\[(] {{0,2}}(?:{_CLOCK}|(?:\d{{1,3}}[hm] )*\d{{1,3}}s) {{0,2}}[\])]|{_CLOCK})[ \t]{{0,4}}[-–—]?[ \t]{{0,4}}"
)
_ZOOM = re.compile(r"From {1,3}([^:]{1,80}?) {1,3}to {1,3}([^:]{1,80}?) {0,3}:[ \t]{0,4}(.*)", re.DOTALL)
_ZOOM_ALONE = re.compile(r"From {1,3}([^:]{1,80}?) {0,3}:[ \t]{0,4}(.*)", re.DOTALL)
_LABEL = re.compile(
    rf"[ \t]{{0,4}}(?:[-*>][ \t]{{1,3}})?(\*{{0,2}})([^\W\d_][^:\n*\[\]|]{{0,60}}?)\*{{0,2}}[ \t]{{0,3}}(?:[\[(]{_CLOCK}[\])][ \t]{{0,3}})?"
    r"(?:\*{2}:|:\*{2}|:)(?:[ \t]{1,8}|\Z)(.*)",
    re.DOTALL,
)
_HEAD = re.compile(
    rf"[ \t]{{0,4}}(\*{{0,2}})([^\W\d_][^:\n\[\](){{}}|*]{{0,60}}?)\*{{0,2}}[ \t]{{1,20}}[\[(]?{_CLOCK}[\])]?[ \t]{{0,4}}\Z"
)
_COLON = re.compile(r"\d:\d\d")
_NO_SPEAKERS = frozenset(
    "q a question answer note notes warning tip important caution example step plan response resolution priority severity "
    "subject date to cc bcc from sent re title summary status owner version update updated http https p1 p2 p3 p4".split()
)
_PRIVATE = re.compile(
    r"\b(?:internal|private|whisper|note to (?:self|team)|direct message|privately)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?:\S+[ \t]+){3}\S[^\n]{0,2000}[.!?…\"”']?")
MAX_LABEL_WORDS = 6
MOST_SPEAKERS = 40
LOOKED_AT = 400
"""Characters of a line in which its label is sought."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a turn starts: its line (from 0), its label, whether a time stands with it, and the rest of the line."""

    at: int
    label: str
    timed: bool
    private: bool
    rest: str


def labelled_turns(text: str) -> list[Turn] | None:
    """Return the turns of a text that clearly is a transcript, else None. Linear in its length."""
    lines = text.split("\n")
    told = ((at, line) for at, line in enumerate(lines) if ":" in line)  # as in each label and each time
    marks = [mark for at, line in told if (mark := _mark(at, line)) is not None]
    if not _is_transcript(marks, lines):
        return None
    ends = [mark.at for mark in marks[1:]] + [len(lines)]
    return [_turn(mark, lines[mark.at + 1 : end]) for mark, end in zip(marks, ends, strict=True)]


def _mark(at: int, line: str) -> _Mark | None:
    if ":" not in line[:LOOKED_AT]:
        return None
    time = _TIME.match(line[:LOOKED_AT])
    rest = line[time.end() :] if time else line
    zoom = (_ZOOM.match(rest) or _ZOOM_ALONE.match(rest)) if time else None
    if zoom:
        to = zoom[2] if zoom.re is _ZOOM else ""
        return _Mark(
            at,
            zoom[1].strip(),
            True,
            bool(to) and not to.lower().startswith("everyone"),
            zoom[zoom.re.groups],
        )
    head = None if time or not _COLON.search(line, 0, LOOKED_AT) else _HEAD.match(line[:LOOKED_AT])
    if head and _is_label(head[2]):
        return _Mark(at, head[2].strip(), True, bool(_PRIVATE.search(head[2])), "")
    found = _LABEL.match(rest)
    if found is None or not _is_label(found[2]):
        return None
    timed = time is not None or _COLON.search(rest, 0, found.start(3)) is not None
    return _Mark(at, found[2].strip(), timed, bool(_PRIVATE.search(found[2])), found[3])


def _is_label(label: str) -> bool:
    """Say whether a label can be a speaker: a role, or a name in a few words, the first of them in capitals."""
    words = label.split()
    if (
        not 0 < len(words) <= MAX_LABEL_WORDS
        or words[0].lower() in _NO_SPEAKERS
        or label.lower() in _NO_SPEAKERS
    ):
        return False
    return bool(side_of_label(label)) or words[0][0].isupper() or bool(_PRIVATE.search(label))


def _is_transcript(marks: Sequence[_Mark], lines: Sequence[str]) -> bool:
    written = [at for at, line in enumerate(lines) if line.strip()]
    if len(marks) < 2 or sum(at < marks[0].at for at in written) > max(4, len(written) // 5):
        return False
    counts = Counter(mark.label.casefold() for mark in marks)
    if len(marks) * 5 < len(written) or len(counts) > MOST_SPEAKERS:
        return False
    sides = {side_of_label(mark.label) for mark in marks}
    if sum(mark.timed for mark in marks) * 5 >= len(marks) * 3:
        return True
    if {"ours", "theirs"} <= sides:
        return True
    coming_back = [label for label, count in counts.items() if count > 1]
    sentences = sum(_SENTENCE.match(mark.rest.strip()) is not None for mark in marks)
    return (
        len(marks) >= 4
        and len(coming_back) >= 2
        and sentences * 2 >= len(marks)
        and len(counts) * 2 <= len(marks)
    )


def _turn(mark: _Mark, following: Sequence[str]) -> Turn:
    said = "\n".join([mark.rest.strip(), *(line.strip() for line in following)])
    label = mark.label
    side = "theirs" if label.casefold() == "system" else side_of_label(label)
    apart: Apart = "private note" if mark.private else ""
    return Turn(Speaker(side, (label,)), (placed(said, mark.at + 1, 0),), apart=apart, export=True)
