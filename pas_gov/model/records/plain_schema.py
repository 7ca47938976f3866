"""A schema with JSON Schema's own words alone, for validators that refuse any other (ajv in its strict mode).

The shipped schemas say more: a remedy beside a pattern, which editors show, and a format of ours that knows the days of
the calendar. An editor's copy keeps these; what is printed for other tools does without, and accepts as much or more.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pas_gov.model.records.schema import schema

ONE_KEY = re.compile(
    r"\^[a-z]+\$"
)  # a pattern of a single key, which strict validators want among the properties
FORMATS = frozenset({"date", "date-time", "uri", "email"})
OF_TYPE = {
    "string": ("pattern", "format", "minLength", "maxLength"),
    "array": ("items", "minItems", "maxItems", "uniqueItems"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}


def plain_schema_text(name: str) -> str:
    """Return a shipped schema as JSON text that every validator of draft 7 compiles, strict ones too."""
    return json.dumps(_plain(schema(name)), indent=2, ensure_ascii=False) + "\n"


def _plain(part: Any) -> Any:
    if isinstance(part, list):
        return [_plain(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _plain(value) for key, value in part.items() if not _is_ours(key, value)}
    for pattern in [*kept.get("patternProperties", ())]:
        if ONE_KEY.fullmatch(pattern):
            one = kept["patternProperties"].pop(pattern)
            kept["properties"] = {**kept.get("properties", {}), pattern[1:-1]: one}
    if isinstance(kept.get("required"), list):  # strict: each key that is required is named beside it
        named = kept.get("properties", {})
        kept["properties"] = {**named, **{key: True for key in kept["required"] if key not in named}}
    types = kept.get("type")
    return _one_of_several(kept, types) if isinstance(types, list) and len({*types} - {"null"}) > 1 else kept


def _is_ours(key: str, value: Any) -> bool:
    """Tell whether a keyword is none of JSON Schema's; properties of these names are schemas, and stay."""
    return isinstance(value, str) and (
        key == "patternErrorMessage" or (key == "format" and value not in FORMATS)
    )


def _one_of_several(part: dict[str, Any], types: list[str]) -> dict[str, Any]:
    """Return a part of several types as one part for each, which has the keywords that are about it."""
    about = {key for keys in OF_TYPE.values() for key in keys}
    each = [{"type": one, **{key: part[key] for key in OF_TYPE.get(one, ()) if key in part}} for one in types]
    shared = {key: value for key, value in part.items() if key not in about and key != "type"}
    return {**shared, "anyOf": each}
