"""The values of CEL's literals, and of the texts that duration() and timestamp() take. All in linear time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from pas_gov.foundation.patterns import late_pattern

INT_END, UINT_END = 2**63, 2**64
MAX_DURATION = timedelta(seconds=9_223_372_036)  # what CEL's duration holds: 64 bits of nanoseconds
ESCAPE = late_pattern(
    r"""\\(?:(?P<mark>[abfnrtv\\?"'`])|[xX](?P<hex>[0-9a-fA-F]{2})|(?P<octal>[0-3][0-7]{2})"""
    r"""|u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8})|(?P<other>.))""",
    re.DOTALL,
)
MARKS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
STAMP = late_pattern(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_PART = r"([0-9]{1,15})(?:\.([0-9]{1,9}))?(h|ms|us|ns|m|s)"
PART = late_pattern(_PART)
SPAN = late_pattern(rf"[-+]?(?:{_PART})+")
NANOSECONDS = {"h": 3600 * 10**9, "m": 60 * 10**9, "s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}


def number(text: str) -> tuple[str, object]:
    """Return the kind and the value of a number literal, without its sign; ValueError where it is too big.

    2^63 itself is accepted as an int, since a minus sign may stand before it.
    """
    if text[-1] in "uU":
        return "UINT_LIT", _whole(text[:-1], UINT_END - 1)
    if text.startswith("0x") or text.isdigit():
        return "INT_LIT", _whole(text, INT_END)
    if float(text) == float("inf"):
        raise ValueError(f"the number {text} is too big for a double")
    return "FLOAT_LIT", float(text)


def _whole(text: str, most: int) -> int:
    value = int(text, 16) if text.startswith("0x") else int(text)
    if value > most:
        raise ValueError(f"the number {text[:40]} is too big: a whole number has 64 bits")
    return value


def text(literal: str) -> tuple[str, object]:
    """Return the kind and the value of a string or bytes literal; ValueError for an escape that isn't CEL."""
    prefix, inside = _parts(literal)
    raw = "r" in prefix.lower()
    if "b" in prefix.lower():
        return "BYTES_LIT", inside.encode() if raw else _bytes(inside)
    return "STRING_LIT", inside if raw else ESCAPE.sub(_character, inside)


def _parts(literal: str) -> tuple[str, str]:
    start = min(found for found in (literal.find('"'), literal.find("'")) if found >= 0)
    mark = literal[start]
    quote = mark * 3 if literal.startswith(mark * 3, start) and len(literal) >= start + 6 else mark
    return literal[:start], literal[start + len(quote) : -len(quote)]


def _character(found: re.Match[str]) -> str:
    if found["mark"]:
        return MARKS.get(found["mark"], found["mark"])
    return chr(_code(found))


def _code(found: re.Match[str]) -> int:
    if found["other"]:
        raise ValueError(
            f'"\\{found["other"]}" is no escape in CEL; a backslash is written \\\\, or r"..." is used'
        )
    code = (
        int(found["octal"], 8) if found["octal"] else int(found["hex"] or found["short"] or found["long"], 16)
    )
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise ValueError(f'"{found.group()}" is no Unicode character')
    return code


def _bytes(inside: str) -> bytes:
    pieces, end = [], 0
    for found in ESCAPE.finditer(inside):
        if found["short"] or found["long"]:
            raise ValueError(f'"{found.group()}" can\'t be used in bytes')
        value = MARKS.get(found["mark"], found["mark"]).encode() if found["mark"] else bytes([_code(found)])
        pieces += [inside[end : found.start()].encode(), value]
        end = found.end()
    return b"".join([*pieces, inside[end:].encode()])


def timestamp(written: str) -> datetime:
    """Return the time that an RFC 3339 text names, in UTC; ValueError for any other text."""
    found = STAMP.fullmatch(written)
    if found is None:
        raise ValueError(f'"{written[:40]}" is no timestamp; write it as "2026-01-31T00:00:00Z"')
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    try:
        local = datetime(year, month, day, hour, minute, second, _micros(found[7] or ""), timezone.utc)
        return local - _offset(found[8])
    except (ValueError, OverflowError) as error:
        raise ValueError(f'"{written}" is no timestamp: {error}') from None


def _micros(fraction: str) -> int:
    nanos = int(fraction.ljust(9, "0"))
    if nanos % 1000:
        raise ValueError("unsupported: parts of a second finer than a microsecond")
    return nanos // 1000


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta()
    hours, minutes = int(zone[1:3]), int(zone[4:])
    if hours > 23 or minutes > 59:
        raise ValueError(f"{zone} is no offset from UTC")
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)


def duration(written: str) -> timedelta:
    """Return the duration of a text such as ``90s``, ``-1.5h`` or ``2h45m``; ValueError for any other."""
    if len(written) > 80 or not SPAN.fullmatch(written):
        raise ValueError(
            f'"{written[:40]}" is no duration; write it as "90s", "15m" or "36h" (CEL has no days)'
        )
    total = sum(_nanoseconds(*part.groups()) for part in PART.finditer(written)) * (
        -1 if written.startswith("-") else 1
    )
    if total % 1000:
        raise ValueError(f'unsupported: "{written}" is finer than a microsecond')
    if abs(total) > MAX_DURATION // timedelta(microseconds=1) * 1000:
        raise ValueError(f'"{written}" is too long: a duration holds about 292 years')
    return timedelta(microseconds=total // 1000)


def _nanoseconds(whole: str, fraction: str | None, unit: str) -> int:
    digits = fraction or ""
    return int(whole + digits) * NANOSECONDS[unit] // int(10 ** len(digits))
