"""A CODEOWNERS file as it stands: the block that is ours, what is somebody else's, and which rule counts for a path.

Lines are taken as GitHub takes them, with one leaning: where it isn't certain that a rule leaves a path alone, it is
taken to own it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from fnmatch import fnmatchcase
from itertools import takewhile

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.foundation.values import dataclass
from pas_gov.report.codeowners.lines import DEFAULT, CodeOwners, governed, shortened

BEGIN, END = (
    b"# pas-gov owners: begin",
    b"# pas-gov owners: end",
)  # whatever stands behind them on their lines
COMMENTS = (
    f"{BEGIN.decode()}. Made of the promises' owners: change those, then run `pas-gov owners`.",
    "# The last line that matches counts. GitHub skips an owner without write access, which pas-gov can't check.",
    f"{END.decode()}. Put rules of your own above the block: below it they could override it.",
)
LARGEST = 3_000_000  # bytes: GitHub doesn't load a file of 3 MB or more
PATTERN = re.compile(r"(?:\\.|\S)+")
UNCERTAIN = re.compile(r"[\[\]!#\\]")  # what GitHub's pages say doesn't work: who knows what it does
LONGEST = 1000  # characters of a pattern that is looked into


@dataclass(frozen=True, slots=True)
class Parts:
    """A file in three parts: the bytes before our block, the block's lines (None without a block), the bytes after."""

    head: bytes
    block: tuple[bytes, ...] | None = None
    tail: bytes = b""

    @property
    def first(self) -> int:
        """The number of the block's first line."""
        return len(self.head.splitlines()) + 1

    @property
    def newline(self) -> bytes:
        """How the block's lines end, else the file's first one."""
        lines = self.block or self.head[:10_000].splitlines(keepends=True)
        return b"\r\n" if lines and lines[0].endswith(b"\r\n") else b"\n"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it is written: the number of its line, its pattern and its owners."""

    line: int
    pattern: str
    owners: tuple[str, ...]


def parted(content: bytes, path: str) -> Parts | Diagnostic:
    """Return a file's parts, or the error ``broken-block``: a marker without its other one, or one too many."""
    lines = content.splitlines(keepends=True)
    begins, ends = ([n for n, line in enumerate(lines) if line.startswith(mark)] for mark in (BEGIN, END))
    if not begins and not ends:
        return Parts(content)
    if len(begins) != 1 or len(ends) != 1 or ends < begins:
        odd = (begins + ends)[0] if len(begins) + len(ends) == 1 else (begins[1:] + ends[1:] + ends)[0]
        message = (
            "the block of pas-gov has not just one first and one last line, so nobody knows where it ends"
        )
        remedy = "take out the whole block with its two lines; pas-gov owners makes it anew"
        return Diagnostic("broken-block", message, Location(path, odd + 1), remedy)
    start, stop = begins[0], ends[0] + 1
    return Parts(b"".join(lines[:start]), tuple(lines[start:stop]), b"".join(lines[stop:]))


def written(parts: Parts, found: CodeOwners) -> bytes:
    """Return the file with its block made anew, the rest as it is; without a block, with one at its end."""
    begin, note, end = (comment.encode() for comment in COMMENTS)
    texts = [begin, note, *(line.text.encode() for line in found.lines), end]
    newline, block = parts.newline, parts.block
    if block is not None and [line.rstrip(b"\r\n") for line in block] == texts:
        return b"".join((parts.head, *block, parts.tail))
    made = newline.join(texts) + newline
    return parts.head + (made + parts.tail if block is not None else _gap(parts.head, newline) + made)


def _gap(head: bytes, newline: bytes) -> bytes:
    """Return the line end or two that leave an empty line above the block."""
    if not head or head.endswith((b"\n\n", b"\r\n\r\n")):
        return b""
    return newline if head.endswith(b"\n") else newline * 2


def rules(lines: Iterable[bytes], first: int) -> Iterator[Rule]:
    """Yield the rules of some lines, the first of which has this number."""
    for number, line in enumerate(lines, first):
        text = line.decode("utf-8", "surrogateescape").strip()
        found = PATTERN.match(text)
        if found and not text.startswith("#"):
            owners = re.split(r"\s#", text[found.end() :])[0].split()
            yield Rule(number, found.group(), tuple(owners))


def overriding(parts: Parts, path: str) -> Iterator[Diagnostic]:
    """Yield an error for each rule after the block that could take a path from an owner in it."""
    first = parts.first + len(parts.block or ())
    for rule in rules(parts.tail.splitlines(), first):
        if any(may_own(rule.pattern, one) for one in (DEFAULT, *governed(path))):
            message = f"this rule ({shortened(rule.pattern)}) stands after the block of pas-gov and could override it"
            at = Location(path, rule.line)
            yield Diagnostic("overriding-rule", message, at, "move it above the block")


def may_own(pattern: str, path: str) -> bool:
    """Tell whether a pattern could match a path, or anything in it where it ends in a slash; False is certain."""
    plain = pattern.replace("\\ ", " ")
    if UNCERTAIN.search(plain) or len(plain) > LONGEST:
        return True
    folder, names, parts = path.endswith("/"), path.strip("/").split("/"), plain.strip("/").split("/")
    if "/" not in plain.rstrip("/"):  # at any depth
        return folder or any(fnmatchcase(name, parts[0]) for name in names)
    for part, name in zip(parts, names, strict=False):
        if part == "**" or not fnmatchcase(name, part):
            return part == "**"
    return folder or all(part == "**" for part in parts[len(names) :])


@dataclass(slots=True)
class Rules:
    """The rules from the block on, found by path: the plain ones in a table, the others one by one."""

    block: range
    plain: dict[str, Rule] = field(default_factory=dict)
    others: list[Rule] = field(default_factory=list)

    def last(self, path: str) -> Rule | None:
        """Return the last rule that could own a file, or None."""
        steps = path.split("/")
        above = ("/".join(steps[:depth]) for depth in range(1, len(steps) + 1))
        named = [rule for one in above if (rule := self.plain.get(one))]
        best = max(named, key=lambda rule: rule.line, default=None)
        later = takewhile(lambda rule: best is None or rule.line > best.line, reversed(self.others))
        return next((rule for rule in later if may_own(rule.pattern, path)), best)


def rules_of(parts: Parts) -> Rules:
    """Return the rules of a file from its block on."""
    lines: Sequence[bytes] = parts.block or ()
    found = Rules(range(parts.first, parts.first + len(lines)))
    for rule in rules((*lines, *parts.tail.splitlines()), parts.first):
        plain = rule.pattern.replace("\\ ", " ")
        if plain.startswith("/") and not re.search(r"[*?\[\]!#\\]", plain):
            found.plain[plain.strip("/")] = rule
        else:
            found.others.append(rule)
    return found
