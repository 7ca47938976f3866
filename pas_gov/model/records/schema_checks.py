"""Records held against their schemas, in two ways.

A record is first held against a compiled form of its schema (fastjsonschema, 50 us a promise); only one that
this refuses is given to jsonschema (470 us), which tells every fault with its place. A test holds the two
against each other on generated records.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.days import is_day
from pas_gov.model.records.schema import Kind, schema

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

FORMATS: Mapping[str, Callable[[str], bool]] = {
    "date": is_day,
    "date-or-forever": lambda text: text == "forever" or is_day(text),
}


def accepts(kind: Kind, value: object) -> bool:
    """Tell whether the schema accepts the value, without saying why not."""
    import fastjsonschema

    try:
        _compiled(kind)(value)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def schema_errors(kind: Kind, value: Any) -> Iterable[ValidationError]:
    """Return what jsonschema says against a value, error by error."""
    return _validator(kind).iter_errors(value)


COMPILED: tuple[Kind, ...] = ("promise", "policy")
"""Those that every gate needs: to compile them takes 8 % of a small one."""


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


_NAMES = late_pattern(r'\(name_prefix or "data"\)( \+ "[^"\n]*")?(\.format\(\*\*locals\(\)\))?')
"""What names the place of a fault: put together for each part of each record, and read by nobody."""


def compiled_text(kind: Kind) -> str:
    """Return the module of a schema in ``compiled/``, which .ci/compiled_schemas.py writes."""
    import fastjsonschema

    text = fastjsonschema.compile_to_code(_without_const(schema(kind)), formats=dict(FORMATS), **COMPILING)
    text = _quicker(_NAMES.sub('""', text))
    names = re.findall(r"^def (validate\w*)\(", text, re.M)
    first = (
        f'"""Checks a {kind} as its schema says: written by .ci/compiled_schemas.py, never by hand."""\n\n'
    )
    return f"{first}{text.rstrip()}\n\n\ncheck = {names[0]}\n"


_MISSING = late_pattern(r"(\w+__missing_keys) = set\(\[(.*)\]\) - (\w+)\.keys\(\)\n *if \1:")
_LEFT = late_pattern(r"^ *(\w+_keys) = set\((\w+)\.keys\(\)\)\n", re.M)
_ALIKE = late_pattern(r"if (\w+_len) > len\(set\(fn\(")


_CHOICE = late_pattern(
    r"""^( *)if (\w+_count\d+) < 2:
\1    try:
\1        (\w+)_is_dict = isinstance\(\3, dict\)
\1        if \3_is_dict:
\1            if not (\{[^}]*\} <= \3\.keys\(\)):
\1                raise JsonSchemaValueException\(.*\)
\1        \2 \+= 1
\1    except .*: pass
""",
    re.M,
)
"""One way out of several, which asks for some keys: to raise for each that isn't taken was a tenth of a check."""


def _quicker(text: str) -> str:
    """Return the code of a check without the sets that it would make of the keys of each mapping."""
    text = _MISSING.sub(r"if not {\2} <= \3.keys():", text)
    text = _CHOICE.sub(r"\1\2 += not isinstance(\3, dict) or \4\n", text)
    text = _ALIKE.sub(r"if \1 > 1 and \1 > len(set(fn(", text)  # one item alone is like no other
    functions = re.split(r"(?m)^(?=def )", text)
    return "".join(map(_without_key_sets, functions))


def _without_key_sets(function: str) -> str:
    """Ask each mapping itself for its keys, and at the end whether it has others than were asked for."""
    for line, keys, mapping in [found.group(0, 1, 2) for found in _LEFT.finditer(function)]:
        asked = re.findall(rf'\b{keys}\.remove\("(.*)"\)', function)
        told = function.count(f"str({keys})")
        if len(re.findall(rf"\b{keys}\b", function)) != 2 * len(asked) + 2 + told:
            continue  # it is used otherwise, too, or made twice
        function = function.replace(line, "").replace(f"str({keys})", '""')
        function = re.sub(rf' *{keys}\.remove\(".*"\)\n', "", function)
        function = re.sub(rf'if "(.*)" in {keys}:', rf'if "\1" in {mapping}:', function)
        known = ", ".join(f'"{key}"' for key in asked)
        function = function.replace(f"if {keys}:", f"if not {mapping}.keys() <= {{{known}}}:")
    return function


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
