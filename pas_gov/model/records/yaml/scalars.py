"""What an unquoted YAML value means: the core schema of YAML 1.2 (section 10.3.2), nothing of YAML 1.1."""

from __future__ import annotations

import functools
import math

from pas_gov.foundation.patterns import late_pattern

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMERIC = frozenset("+-.0123456789")
_NUMBER = late_pattern(
    r"(?P<decimal>[-+]?[0-9]+)"
    r"|(?P<octal>0o[0-7]+)"
    r"|(?P<hexadecimal>0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<never>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_BASES = {"decimal": 10, "octal": 8, "hexadecimal": 16}


class NumberError(ValueError):
    """A number that no record can hold; the message says why, in plain words."""


def resolve(text: str) -> str | int | float | bool | None:
    """Return the value of a plain scalar.

    ``017`` is 17; ``no``, ``1:30``, ``1_000`` and ``2026-01-01`` are texts. Raises NumberError for
    infinity, for what isn't a number, and for numbers beyond 64 bits.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    return _short_number_or_text(text) if len(text) <= 10 else _number_or_text(text)


def _number_or_text(text: str) -> str | int | float:
    match = _NUMBER.fullmatch(text)
    return text if match is None else _number(text, match.lastgroup or "")


_short_number_or_text = functools.lru_cache(8192)(_number_or_text)  # days: those of a stack's records are few


def kind(text: str) -> str:
    """Name what a plain scalar is read as: text, a number, true or false, nothing."""
    if text in _WORDS:
        return "nothing" if _WORDS[text] is None else "true or false"
    return "a number" if text[0] in _NUMERIC and _NUMBER.fullmatch(text) else "text"


def _number(text: str, kind: str) -> int | float:
    if kind in _BASES:
        return _whole(text, _BASES[kind])
    value = math.inf if kind == "never" else float(text)
    if math.isinf(value):
        fact = "isn't a number that can be used here" if kind == "never" else "is too large a number"
        raise NumberError(fact)
    return value


def _whole(text: str, base: int) -> int:
    digits = text.lstrip("+-") if base == 10 else text[2:]
    if (
        len(digits.lstrip("0")) <= 22
    ):  # 2 ** 64 has 20 decimal and 22 octal digits; int() is slow on long ones
        value = int(text, base)
        if -(2**63) <= value < 2**63:
            return value
    raise NumberError("is too large a number: whole numbers have at most 64 bits")
