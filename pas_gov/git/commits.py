"""Commits: parsing raw headers without believing more than they say.

Raw objects, not ``git log``: a mailmap in the tree re-attributes people there, a second author header is
dropped, and dates are repaired. Here what isn't plain is unknown (None).
"""

from __future__ import annotations

import codecs
import os
import re

from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass
from pas_gov.git.process import Repository, damaged

HEADER = late_pattern(rb"tree ([0-9a-f]{40,64})\n((?:parent [0-9a-f]{40,64}\n)*)")
PERSON = late_pattern(rb"([^<>\0\n]*?) ?<([^<>\0\n]*)> (\d{1,12}) ([+-](?:0\d|1[0-4])[0-5]\d)")
YEAR_1971, YEAR_2100 = 31_536_000, 4_102_444_800
ENCODING = late_pattern(rb"^encoding ([A-Za-z0-9][A-Za-z0-9:._-]{0,39})$", re.MULTILINE)
NO_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
"""Text encodings of Python's that name no character set: no commit is written in them."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who and when, as a commit's header says. ``seconds`` since 1970 in UTC, ``zone`` as ``+0100``."""

    name: str
    email: str
    seconds: int
    zone: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. ``ref`` is the name that it was asked for by, else its id.

    ``author`` and ``committer`` are None where the header isn't plain: given twice, malformed, or with a
    date before 1971, after 2100 or in an impossible zone. ``message`` is the text after the headers. Names and
    message are decoded as the commit's ``encoding`` header says, else as UTF-8, with U+FFFD for what isn't in it.
    ``signed`` says that there is a signature, not that it is good.
    """

    id: str
    tree: str
    ref: str
    parents: tuple[str, ...] = ()
    author: Signature | None = None
    committer: Signature | None = None
    message: str = ""
    signed: bool = False


def shallow_boundary(repository: Repository) -> frozenset[str]:
    """Return the ids of the commits whose parents a shallow clone left out."""
    try:
        with open(os.path.join(repository.common_dir, "shallow"), encoding="ascii", errors="replace") as file:
            return frozenset(file.read().split())
    except FileNotFoundError:
        return frozenset()


def parse(identity: str, data: bytes, ref: str) -> Commit:
    """Parse a raw commit; Stop(damaged-object) where it doesn't begin with a tree and its parents."""
    start = HEADER.match(data)
    if start is None:
        raise damaged(f"The commit {identity} names no tree")
    head, _, message = data[start.end() :].partition(b"\n\n")
    parents = tuple(line.split()[1].decode() for line in start[2].splitlines())
    charset = _charset(head)
    people = (_person(head, b"author ", charset), _person(head, b"committer ", charset))
    signed = b"\ngpgsig" in b"\n" + head
    return Commit(
        identity, start[1].decode(), ref, parents, *people, message.decode(charset, "replace"), signed
    )


def _charset(head: bytes) -> str:
    """Return the codec of a commit's names and message: UTF-8 where none is told, two are, or it isn't known."""
    told = ENCODING.findall(head)
    if len(told) != 1:
        return "utf-8"
    name = told[0].decode("ascii")
    try:
        b" ".decode(name)  # refuses what is no encoding of texts; nothing would be looked up for no bytes
        found = codecs.lookup(name).name
    except (LookupError, UnicodeError):
        return "utf-8"
    return "utf-8" if found in NO_CHARSETS else found


def _person(head: bytes, key: bytes, charset: str) -> Signature | None:
    lines = [line for line in head.split(b"\n") if line.startswith(key)]
    plain = PERSON.fullmatch(lines[0].removeprefix(key)) if len(lines) == 1 else None
    if plain is None or not YEAR_1971 <= int(plain[3]) < YEAR_2100:
        return None
    name, email, zone = (plain[n].decode(charset, "replace") for n in (1, 2, 4))
    return Signature(name, email, int(plain[3]), zone)
