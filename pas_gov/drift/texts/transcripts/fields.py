"""The fields of one mapping of an export, by names that don't depend on how a tool spells them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pas_gov.drift.texts.transcripts.turn import Apart

Fields = Mapping[str, Any]
MAX_PARTS_DEPTH = 6

_TEXTS = (
    "htmlbody", "bodyhtml", "richtext", "hsemailhtml", "content", "text", "message", "body", "value", "utterance", "msg",
    "plainbody", "bodytext", "textbody", "commentbody", "messagetext", "hsemailtext", "hsnotebody", "comment", "reply",
    "parts", "messageparts", "sentences",
)  # fmt: skip
_OF_A_PART = ("text", "content", "value", "parts", "body", "sentences")
_REASONING = frozenset("reasoning thinking redacted_thinking thoughts reasoning_recap summary_text".split())
_TOOLS = frozenset(
    "tool_use tool_result server_tool_use function_call function_call_output tool_call tool_calls functioncall "
    "functionresponse execution_output code tether_browsing_display tether_quote input_image input_file".split()
)
_TOOL_ENDS = ("_call", "_call_output", "_tool_result")


@lru_cache(4096)
def folded_key(key: str) -> str:
    """Return a key without what spellings differ in: ``isInbound``, ``is_inbound`` and ``IsInbound`` are one."""
    return key.lower().replace("_", "").replace("-", "").replace(" ", "")


def fields_of(mapping: Mapping[str, Any]) -> Fields:
    """Return a mapping's values by folded keys; the first of two stands."""
    found: dict[str, Any] = {}
    for key, value in mapping.items():
        found.setdefault(folded_key(key), value)
    return found


def word(fields: Fields, *keys: str) -> str:
    """Return the first of some fields that is a short text, in lower case; "" for none."""
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str) and value and len(value) < 80:
            return value.strip().lower()
    return ""


def flag(fields: Fields, key: str) -> bool | None:
    """Return a field that is true or false, however it is written; None where it isn't there."""
    if key not in fields:
        return None
    value = str(fields[key])[:20].lower()
    return True if value in ("true", "1", "yes") else False if value in ("false", "0", "no") else None


def name_of(value: Any) -> str:
    """Return a name, an address or an id as text; "" for what is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(str(value).split())[:200]


def aside_of(kind: str, fields: Fields) -> Apart:
    """Return why a part of a model's answer, of a kind, is said to nobody; "" where it is an answer."""
    if kind in _REASONING or flag(fields, "thought"):
        return "reasoning"
    tool = (
        kind in _TOOLS
        or kind.endswith(_TOOL_ENDS)
        or "functioncall" in fields
        or "functionresponse" in fields
    )
    return "tool output" if tool else ""


def kind_of(fields: Fields) -> str:
    """Return the kind that a mapping gives itself, in lower case."""
    return word(fields, "type", "contenttype")


def text_key(fields: Fields) -> str:
    """Return under which of its keys a turn's words stand; "" where it has none."""
    return next(
        (key for key in _TEXTS if key in fields and any(text.strip() for text, _ in parts(fields[key]))), ""
    )


def parts(value: Any, depth: int = 0) -> Iterator[tuple[str, Apart]]:
    """Yield the texts of a turn's content, which may be a text, or parts, each with why it is said to nobody."""
    if isinstance(value, str):
        yield value, ""
    elif depth < MAX_PARTS_DEPTH and isinstance(value, list):
        for each in value:
            yield from parts(each, depth + 1)
    elif depth < MAX_PARTS_DEPTH and isinstance(value, dict):
        yield from _of_part(fields_of(value), depth)


def _of_part(fields: Fields, depth: int) -> Iterator[tuple[str, Apart]]:
    aside = aside_of(kind_of(fields), fields)
    if aside:
        yield "-", aside
        return
    inner = next((fields[key] for key in _OF_A_PART if key in fields), None)
    yield from parts(inner, depth + 1)
