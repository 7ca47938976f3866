"""Commit messages: the number of the pull request that was merged, and the people in the trailers."""

from __future__ import annotations

import re
from collections.abc import Iterator

TRAILERS = ("Reviewed-by", "Approved-by", "Co-authored-by", "Signed-off-by")
NAMES = {name.casefold(): name for name in TRAILERS}
TRAILER = re.compile(r"([A-Za-z0-9-]+)[ \t]*:(.*)")
PULLS = (
    re.compile(r"\AMerge pull request #(\d{1,9})\b"),  # GitHub's merge
    re.compile(r"\A[^\n]*\(#(\d{1,9})\)\s*(?:\n|\Z)"),  # GitHub's squash
    re.compile(r"^See merge request \S*!(\d{1,9})\s*$", re.MULTILINE),  # GitLab's merge
    re.compile(r"^Pull-Request: \S*?#?(\d{1,9})\s*$", re.MULTILINE | re.IGNORECASE),
)


def pull_of(message: str) -> int | None:
    """Return the number of the pull request that a message tells of, or None."""
    text = message.lstrip("\n")
    found = next((match for pattern in PULLS if (match := pattern.search(text))), None)
    return int(found[1]) if found else None


def trailers(message: str) -> tuple[tuple[str, str], ...]:
    """Return the trailers that say who agreed, as (name, value): lines ``Key: value`` of the last paragraph.

    As git reads them (git-interpret-trailers): the paragraph counts where all its lines are trailers, or a quarter
    of them are and one of those is Signed-off-by. The first paragraph is the subject and never counts.
    """
    paragraphs = [part for part in re.split(r"\n[ \t]*\n", message.strip()) if part.strip()]
    if len(paragraphs) < 2:
        return ()
    lines = list(_unfolded(paragraphs[-1]))
    found = [match for line in lines if (match := TRAILER.fullmatch(line))]
    signed = any(match[1].casefold() == "signed-off-by" for match in found)
    if len(found) < len(lines) and not (signed and len(found) * 4 >= len(lines)):
        return ()
    named = ((NAMES.get(match[1].casefold()), match[2].strip()) for match in found)
    return tuple((name, value) for name, value in named if name is not None and value)


def _unfolded(paragraph: str) -> Iterator[str]:
    """Yield the lines, each with those that go on with a blank."""
    line = ""
    for each in paragraph.split("\n"):
        if each[:1] in (" ", "\t") and line:
            line += f" {each.strip()}"
            continue
        if line:
            yield line
        line = each.rstrip()
    if line:
        yield line
