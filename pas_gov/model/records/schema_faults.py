"""What a record does against its schema, in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pas_gov.diagnostics import Diagnostic, did_you_mean, printable
from pas_gov.model.records.schema import Kind
from pas_gov.model.records.schema_checks import schema_errors
from pas_gov.model.records.yaml.parsing import Document

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Error = Any  # jsonschema's ValidationError, whose stubs leave every part of it undetermined

TYPES = {
    "string": "a text",
    "object": "a mapping of keys to values",
    "array": "a list",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "empty",
}


def faults(kind: Kind, document: Document) -> list[Diagnostic]:
    """Return every fault of the record against its schema, each at its place."""
    return [fault for error in schema_errors(kind, document.value) for fault in _described(error, document)]


def _described(error: ValidationError, document: Document) -> Iterator[Diagnostic]:
    pointer = "".join(f"/{_escape(str(step))}" for step in error.absolute_path)
    name = str(error.absolute_path[-1]) if error.absolute_path else "the file"
    if isinstance(error.absolute_path[-1] if error.absolute_path else "", int):
        name = f"{error.absolute_path[-2]}, item {int(error.absolute_path[-1]) + 1}"
    for key, message, remedy in _words(name, error):
        at = (
            document.locate(pointer)
            if key is None
            else document.locate(f"{pointer}/{_escape(key)}", key=True)
        )
        yield Diagnostic(f"schema-{error.validator}", message, at, remedy)


def _escape(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")


Words = Iterator[tuple[str | None, str, str]]


def _words(name: str, error: Error) -> Words:
    """Yield (key to point at, or None for the value itself, message, remedy) for one error of jsonschema."""
    keyword = "propertyNames" if "propertyNames" in error.absolute_schema_path else str(error.validator)
    describe = DESCRIPTIONS.get(keyword)
    if describe is None:
        yield None, f"{name}: {error.message}", ""
        return
    yield from describe(name, error)


def _unknown_keys(name: str, error: Error) -> Words:
    known = error.schema.get("properties", {})
    instance: Mapping[str, object] = error.instance
    where = "" if name == "the file" else f" in {name}"
    for key in instance:
        if key not in known:
            yield key, f'unknown key "{key}"{where}', did_you_mean(key, set(known) - set(instance) or known)


def _missing_key(name: str, error: Error) -> Words:
    missing = [key for key in error.validator_value if key not in error.instance]
    key = next(key for key in missing if error.message.startswith(repr(key)))
    wanted = error.schema.get("properties", {}).get(key, {})
    says, value = wanted.get("description", ""), wanted.get("const", "...")
    where = "" if name == "the file" else f" in {name}"
    yield None, f'"{key}" is missing{where}', f'add "{key}: {value}". {says}'.rstrip(". ") + "."


def _wrong_type(name: str, error: Error) -> Words:
    expected = error.validator_value
    kinds = [expected] if isinstance(expected, str) else list(expected)
    wanted = " or ".join(TYPES[kind] for kind in kinds)
    found = _kind_of(error.instance)
    remedy = f"write {wanted}"
    if "string" in kinds and found.startswith(("a number", "true")):
        remedy = "put it in quotes"
    if error.instance is None:
        remedy = "give it a value, or remove the key"
    elif kinds == ["array"]:
        remedy = f"write it as a list: {name}: [...]"
    elif "object" in kinds:
        first = next(iter(error.schema.get("required") or error.schema.get("properties") or ["key"]))
        remedy = f"write keys below it, or in braces: {name}: {{{first}: ...}}"
    yield None, f"{name} must be {wanted}, but is {found}", remedy


def _kind_of(value: object) -> str:
    kinds: dict[type, str] = {
        bool: "true or false", str: "a text", dict: "a mapping", list: "a list", type(None): "empty",
    }  # fmt: skip
    return kinds.get(type(value), "a number")


def _not_listed(name: str, error: Error) -> Words:
    choices = [str(choice) for choice in error.validator_value if choice != ""]
    near = did_you_mean(str(error.instance), choices)
    remedy = near if "known here" in near else f"{near} Known here: {', '.join(choices)}"
    yield None, f"{name} is {_shown(error.instance)}, which isn't one of its values", remedy


def _not_const(name: str, error: Error) -> Words:
    wanted = error.validator_value
    found = _shown(error.instance) if isinstance(error.instance, str) else json.dumps(error.instance)
    says = wanted if isinstance(wanted, str) else json.dumps(wanted)
    yield "", f"{name} is {found}", f'this kind of file says "{name}: {says}"'


def _not_matching(name: str, error: Error) -> Words:
    remedy = error.schema.get("patternErrorMessage", "")
    if not str(error.instance).strip():
        yield None, f"{name} is empty", remedy
    else:
        yield None, f"{name} is {_shown(error.instance)}, which isn't well formed", remedy


def _no_such_day(name: str, error: Error) -> Words:
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", str(error.instance)):  # else the pattern has spoken
        yield (
            None,
            f"{name} is {_shown(error.instance)}, a day that no calendar has",
            "correct the day",
        )


def _one_of(name: str, error: Error) -> Words:
    choices = [option["required"][0] for option in error.validator_value]
    if not isinstance(error.instance, Mapping):
        return  # its type is at fault, and that is told
    present = [key for key in choices if key in error.instance]
    found = f"has {' and '.join(present)}" if present else "has none of them"
    remedy = "keep one of them" if present else "add one of them"
    yield None, f"{name} needs exactly one of {', '.join(choices)}, but {found}", remedy


def _doubled(name: str, error: Error) -> Words:
    yield None, f"in {name}, {error.message}", "remove one of them"


def _too_few(name: str, _: Error) -> Words:
    yield None, f"{name} is empty", "name at least one"


def _too_long(name: str, error: Error) -> Words:
    yield (
        "",
        f"{name} has {len(error.instance)} characters; at most {error.validator_value} are allowed",
        "shorten it",
    )


def _bad_name(name: str, error: Error) -> Words:
    remedy = str(error.schema.get("patternErrorMessage", ""))
    yield str(error.instance), f"{_shown(error.instance)} isn't a name that {name} can hold", remedy


def _out_of_range(name: str, error: Error) -> Words:
    yield None, f"{name} is {error.instance}; its {error.validator} is {error.validator_value}", ""


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    shown = printable(text).replace("\u00a0", "(non-breaking space)")
    return f'"{shown[:77]}..."' if len(shown) > 80 else f'"{shown}"'


DESCRIPTIONS: Mapping[str, Callable[[str, Error], Words]] = {
    "additionalProperties": _unknown_keys,
    "const": _not_const,
    "enum": _not_listed,
    "format": _no_such_day,
    "maxLength": _too_long,
    "maximum": _out_of_range,
    "minItems": _too_few,
    "minProperties": _too_few,
    "minimum": _out_of_range,
    "oneOf": _one_of,
    "pattern": _not_matching,
    "propertyNames": _bad_name,
    "required": _missing_key,
    "type": _wrong_type,
    "uniqueItems": _doubled,
}
