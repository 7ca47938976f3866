"""The shipped JSON Schemas, and what a record does against them, in plain words.

A record is first held against a compiled form of its schema (fastjsonschema, 50 us a promise); only one that
this refuses is given to jsonschema (470 us), which tells every fault with its place. A test holds the two
against each other on generated records.
"""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from pas_gov.diagnostics import Diagnostic, did_you_mean, printable
from pas_gov.model.records.days import is_day
from pas_gov.model.records.yaml.parsing import Document

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

Error = Any  # jsonschema's ValidationError, whose stubs leave every part of it undetermined
Kind = Literal["promise", "policy", "policy-test", "waiver", "settings", "answers", "frozen"]
KINDS: tuple[Kind, ...] = ("promise", "policy", "policy-test", "waiver", "settings")  # a repository's files

TYPES = {
    "string": "a text",
    "object": "a mapping of keys to values",
    "array": "a list",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "empty",
}


SCHEMAS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "schemas")


def schema_text(name: str) -> str:
    """Return a shipped schema as text; names are the kinds of record and of report."""
    with open(os.path.join(SCHEMAS, f"{name}.json"), encoding="utf-8") as file:
        return file.read()


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """Return a shipped schema as data."""
    loaded: dict[str, Any] = json.loads(schema_text(name))
    return loaded


def unknown_step(kind: Kind, pointer: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the first step of a JSON pointer that leads nowhere in any record of the kind, and what could stand there.

    None where a record may have something at the place.
    """
    here = schema(kind)
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        here = _resolved(kind, here)
        known: dict[str, Any] = here.get("properties", {})
        if name in known:
            here = known[name]
        elif "items" in here and re.fullmatch("0|[1-9][0-9]*", name, re.ASCII):
            here = here["items"]
        else:
            return name, tuple(known) or (("0",) if "items" in here else ())
    return None


def _resolved(kind: Kind, part: dict[str, Any]) -> dict[str, Any]:
    reference = str(part.get("$ref", ""))
    found: dict[str, Any] = schema(kind)["definitions"][reference.rpartition("/")[2]] if reference else part
    return found


def accepts(kind: Kind, value: object) -> bool:
    """Tell whether the schema accepts the value, without saying why not."""
    import fastjsonschema

    try:
        _compiled(kind)(value)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def faults(kind: Kind, document: Document) -> list[Diagnostic]:
    """Return every fault of the record against its schema, each at its place."""
    value: Any = document.value
    errors = _validator(kind).iter_errors(value)
    return [fault for error in errors for fault in _described(error, document)]


FORMATS: Mapping[str, Callable[[str], bool]] = {
    "date": is_day,
    "date-or-forever": lambda text: text == "forever" or is_day(text),
}


COMPILED: tuple[Kind, ...] = (
    "promise",
    "policy",
)  # those that every gate needs: 8 % of a small one to compile


@functools.cache
def _compiled(kind: Kind) -> Callable[[object], object]:
    formats: dict[str, Any] = dict(FORMATS)
    if kind in COMPILED:
        written = import_module(f"pas_gov.model.records.compiled.{kind}").check
        return functools.partial(written, custom_formats=formats)
    import fastjsonschema

    compiled: Callable[[object], object] = fastjsonschema.compile(
        _without_const(schema(kind)), formats=formats, **COMPILING
    )
    return compiled


COMPILING: Mapping[str, Any] = {
    "use_default": False,
    "detailed_exceptions": False,  # a third of the code, half of the time; nobody reads them
}


def compiled_text(kind: Kind) -> str:
    """Return the module of a schema in ``compiled/``, which .ci/compiled_schemas.py writes."""
    import fastjsonschema

    text = fastjsonschema.compile_to_code(_without_const(schema(kind)), formats=dict(FORMATS), **COMPILING)
    names = re.findall(r"^def (validate\w*)\(", text, re.M)
    first = (
        f'"""Checks a {kind} as its schema says: written by .ci/compiled_schemas.py, never by hand."""\n\n'
    )
    return f"{first}{text.rstrip()}\n\n\ncheck = {names[0]}\n"


def _without_const(part: Any) -> Any:
    """Return a part of a schema with each const as the enum of it alone: fastjsonschema can't tell a const briefly."""
    if isinstance(part, list):
        return [_without_const(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _without_const(value) for key, value in part.items() if key != "const"}
    return {**kept, "enum": [part["const"]]} if "const" in part else kept


@functools.cache
def _validator(kind: Kind) -> Validator:
    from jsonschema import Draft7Validator, FormatChecker, validators

    checker = FormatChecker(formats=())
    for name, check in FORMATS.items():
        checker.checks(name)(lambda value, check=check: not isinstance(value, str) or check(value))
    extend: Any = validators.extend
    strict = extend(Draft7Validator, {"pattern": _pattern, "uniqueItems": _unique_items})
    validator: Validator = strict(schema(kind), format_checker=checker)
    return validator


def _pattern(_: Validator, pattern: str, value: object, __: object) -> Iterator[ValidationError]:
    # Python's $ also matches before a final newline; the schema's, which editors read, doesn't.
    from jsonschema.exceptions import ValidationError

    exact = re.sub(r"\$\Z", r"\\Z", pattern)
    if isinstance(value, str) and re.search(exact, value) is None:
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _unique_items(_: Validator, wanted: bool, value: object, __: object) -> Iterator[ValidationError]:
    # jsonschema compares every pair: seconds for 1,500 mappings.
    from jsonschema.exceptions import ValidationError

    if not (wanted and isinstance(value, list)):
        return
    seen: set[str] = set()
    for item in value:
        text = json.dumps(item, sort_keys=True)
        if text in seen:
            yield ValidationError(f"{text} stands here twice")
        seen.add(text)


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
