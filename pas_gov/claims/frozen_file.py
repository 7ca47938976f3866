"""A frozen stack as a file: JSON Lines, the first of them with format, version and the digest of all that follows.

Data only: reading it runs nothing. What isn't exactly what this version writes is refused, since a text that is judged
with less than was promised would be judged wrongly, and without a word. The digest is made without pas-gov by
``tail -n +2 FILE | sha256sum``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import Any, NoReturn

from pas_gov import __version__
from pas_gov.claims.lines import Line, lines_of, promised_in
from pas_gov.claims.promised import Promised
from pas_gov.claims.refusal import Refused
from pas_gov.diagnostics import printable
from pas_gov.foundation.installing import install_command
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.schema_checks import accepts

FORMAT = "pas-gov.frozen/1"
AGAIN = "freeze the stack again: pas-gov scan --freeze FILE"
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,64}")


@dataclass(frozen=True, slots=True)
class FrozenStack:
    """A frozen file that was read and is sound: its bytes, which any process can work from, its digest and its day."""

    content: bytes = field(repr=False)
    digest: str
    today: date


def frozen_text(known: Promised) -> str:
    """Return the file, in ASCII: the same for the same records, history, day and version."""
    following = "".join(f"{_written(line)}\n" for line in lines_of(known))
    first = {"format": FORMAT, "pas_gov": __version__, "digest": _digest(following.encode())}
    return f"{_written({'frozen': first})}\n{following}"


def read_frozen(content: bytes | bytearray | memoryview) -> FrozenStack:
    """Return a frozen stack from the bytes of its file.

    Raises Refused: frozen-version where another version wrote it, frozen-damaged where its digest isn't that of what
    it holds, frozen-unreadable where it is no such file.
    """
    if not isinstance(content, bytes | bytearray | memoryview):
        _refuse(
            "unreadable",
            f"a frozen stack is read from bytes, and this is of the type {type(content).__name__}",
        )
    content = bytes(content)  # Spark hands binary columns over as bytearrays
    known = promised_of(content)
    return FrozenStack(content, _digest(content.partition(b"\n")[2]), known.today)


@lru_cache(maxsize=4)
def promised_of(content: bytes) -> Promised:
    """Return what the bytes of a frozen file say; read once in a process. Raises Refused."""
    first, _, following = content.partition(b"\n")
    head = _head(first)
    if head["pas_gov"] != __version__:
        _other_version(str(head["pas_gov"]))
    if head["digest"] != _digest(following):
        _refuse("damaged", "this frozen stack isn't what was written: its digest is another one")
    return promised_in(_in_order(_lines(following)))


def _head(first: bytes) -> Line:
    """Return what the first line says, whatever version wrote it, as long as it says which one did."""
    line = _parsed(first)
    head = line.get("frozen") if isinstance(line, dict) else None
    if not isinstance(head, dict) or not str(head.get("format", "")).startswith("pas-gov.frozen/"):
        _refuse("unreadable", "this is no frozen stack")
    version = head.get("pas_gov")
    if head["format"] != FORMAT and isinstance(version, str) and _VERSION.fullmatch(version):
        _other_version(version)
    if not accepts("frozen", line):
        _refuse("unreadable", "the first line of this frozen stack can't be read")
    return head


def _lines(following: bytes) -> Iterator[Line]:
    for number, text in enumerate(following.removesuffix(b"\n").split(b"\n"), 2):
        line = _parsed(text)
        if not accepts("frozen", line):
            _refuse("unreadable", f"line {number:,} of this frozen stack can't be read")
        yield line


def _in_order(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines: the day first and once, and no second head."""
    for number, line in enumerate(lines, 2):
        if ("today" in line) != (number == 2) or "frozen" in line:
            _refuse("unreadable", f"line {number:,} of this frozen stack is out of place")
        yield line


def _parsed(text: bytes) -> Any:
    """Return the value of a line, None for what is no JSON: a key that occurs twice and NaN are none."""
    try:
        return json.loads(text.decode("ascii"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None


def _once(pairs: list[tuple[str, Any]]) -> Line:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _written(line: Line) -> str:
    return json.dumps(line, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _digest(following: bytes) -> str:
    return f"sha256:{hashlib.sha256(following).hexdigest()}"


def _other_version(version: str) -> NoReturn:
    message = f"this stack was frozen by pas-gov {printable(version)}, and this is pas-gov {__version__}"
    remedy = f"install that one, {install_command(f'pas-gov=={version}')}, or {AGAIN}"
    raise Refused("frozen-version", message, remedy)


def _refuse(code: str, message: str) -> NoReturn:
    raise Refused(f"frozen-{code}", message, f"take the file as it was handed over, or {AGAIN}")
