"""Facts about one customer, as YAML or JSON: read as strictly as records are, and bounded alike."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.yaml.parsing import MAX_BYTES, Document, parse

PAIR = late_pattern(rb"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def subject_facts(content: bytes, path: str) -> Mapping[str, object] | tuple[Diagnostic, ...]:
    """Return the facts of a file, a mapping of plain values, or all its problems by place; never raises.

    JSON is what the name says ends in ``.json``; it must be JSON, and is then read by the reader of YAML, which
    knows places and limits: 256 KiB, nesting 40, 20,000 values, no key twice, nothing that can't be seen.
    """
    if path.lower().endswith(".json") and len(content) <= MAX_BYTES:
        fault = _no_json(content, path)
        if fault is not None:
            return (fault,)
        content = _as_yaml(content)
    document = parse(content, path)
    if not isinstance(document, Document):
        return document
    assert isinstance(document.value, dict)  # noqa: S101  (the reader refuses whatever else stands at the top)
    return document.value


def _no_json(content: bytes, path: str) -> Diagnostic | None:
    """Return why this isn't JSON; None where it is, or where the reader of YAML says it better."""

    def refused(word: str) -> None:
        raise ValueError(f"{word} is no number of JSON")

    try:
        json.loads(content.decode("utf-8-sig"), parse_constant=refused, parse_int=len)
    except (UnicodeDecodeError, RecursionError):
        return None
    except json.JSONDecodeError as error:
        place = Location(path, error.lineno, error.colno)
        return Diagnostic(
            "json", f"this isn't JSON: {error.msg}", place, "Write it as JSON, or name it .yaml."
        )
    except ValueError as error:
        return Diagnostic("json", str(error), Location(path), "Write a number, or a text in quotes.")
    return None


def _as_yaml(content: bytes) -> bytes:
    """Return JSON without the two of its ways that our YAML refuses: tabs, and characters as pairs of escapes.

    A tab in JSON stands between values alone, so that a blank is as good, and places stay.
    """
    return PAIR.sub(_character, content.replace(b"\t", b" "))


def _character(found: re.Match[bytes]) -> bytes:
    pair = bytes.fromhex((found[2] + found[3]).decode())
    return found[1] + pair.decode("utf-16-be").encode()
