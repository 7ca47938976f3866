"""Reads cel-spec's own simple tests, wherever they are.

``CEL_SPEC`` names a folder in one of two forms:

- a checkout of https://github.com/google/cel-spec (it has ``tests/simple/testdata/*.textproto``);
- the unpacked npm package ``@bufbuild/cel-spec`` (it has ``dist/cjs/testdata/conformance.js``; needs node).

Without it, the package is fetched once with npm into a cache folder of the system, outside the repository.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from npm import Absent, package

PACKAGE = "@bufbuild/cel-spec@0.6.1"
PRINT = "const {tests} = require(process.argv[1]); process.stdout.write(JSON.stringify(tests))"
EXTENSIONS = frozenset(["optionals", "macros2", "block_ext"])  # and every *_ext but proto2_ext
OURS = frozenset(["lowerAscii", "substring", "join"])  # of string_ext, what expressions may use here
MESSAGES = frozenset(["proto2", "proto3", "proto2_ext", "enums", "wrappers", "dynamic"])
PROTO = re.compile(
    r"TestAllTypes|NestedTestAllTypes|google\.protobuf\.|GlobalEnum|object_value|enum_value|message_type"
)
Message = dict[str, list[object]]  # a protobuf message: each field's values, by its snake-case name


@dataclass(frozen=True)
class Case:
    """One case: a name that is unique in the suite, the expression, its variables, and what is expected.

    ``expected`` is a typed value, see ``typed``; None where an error is expected. ``kind`` is ``core``,
    ``messages`` (protobuf messages, enums, wrappers) or ``extensions``.
    """

    name: str
    expression: str
    bindings: dict[str, object]
    expected: object
    kind: str


def cases() -> list[Case]:
    """Return all cases, in order."""
    folder = Path(os.environ["CEL_SPEC"]) if "CEL_SPEC" in os.environ else package(PACKAGE)
    script, protos = folder / "dist/cjs/testdata/conformance.js", folder / "tests/simple/testdata"
    if script.is_file():
        return _numbered(_of_package(script))
    if protos.is_dir():
        return _numbered(_of_checkout(protos))
    raise Absent(f"{folder} is neither a checkout of cel-spec nor its unpacked npm package")


def _of_package(script: Path) -> Iterator[tuple[str, Message]]:
    node = shutil.which("node")
    if node is None:
        raise Absent("there is no node to read the npm package with")
    printed = subprocess.run(
        [node, "-e", PRINT, str(script)], capture_output=True, timeout=60, check=True
    ).stdout
    yield from _nested(json.loads(printed), "")


def _nested(suite: dict[str, list[dict[str, object]]], path: str) -> Iterator[tuple[str, Message]]:
    for test in suite.get("tests", []):
        yield path, _message(test["original"])
    for inner in suite.get("suites", []):
        yield from _nested(inner, f"{path}{inner['name']}/")


def _message(fields: dict[str, object]) -> Message:
    """Give protobuf's JSON the shape of its text: snake-case names, lists of values, maps as entries."""
    if "bindings" in fields:
        fields = fields | {"bindings": [{"key": k, "value": v} for k, v in fields["bindings"].items()]}
    return {
        re.sub("[A-Z]", lambda c: f"_{c[0].lower()}", name): _values(name, v) for name, v in fields.items()
    }


def _values(name: str, given: object) -> list[object]:
    if name == "bytesValue":
        return [base64.b64decode(given)]
    items = given if isinstance(given, list) else [given]
    return [_message(item) if isinstance(item, dict) else item for item in items]


def _of_checkout(folder: Path) -> Iterator[tuple[str, Message]]:
    for file in sorted(folder.glob("*.textproto")):
        suite = _parsed(file.read_text(encoding="utf-8"))
        for section in suite.get("section", []):
            for test in section.get("test", []):
                yield f"{file.stem}/{_text(section, 'name')}/", test


TOKEN = re.compile(
    r"""(?P<skip>[\s,;]+|\#[^\n]*)|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<name>\[[\w./]+\]|[-+\w.]+)|(?P<mark>[{}<>:\[\]])""",
    re.DOTALL,
)
ESCAPE = re.compile(
    rb"\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL
)
MARKS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


def _parsed(source: str) -> Message:
    """Read protobuf's text format, tolerantly: enough of it for these files."""
    top: Message = {}
    open_messages, name = [top], ""
    for found in TOKEN.finditer(source):
        kind, text = found.lastgroup, found.group()
        if kind == "mark" and text in "{<":
            inner: Message = {}
            open_messages[-1].setdefault(name, []).append(inner)
            open_messages.append(inner)
        elif kind == "mark" and text in "}>":
            open_messages.pop()
        elif kind == "text":
            _add_text(open_messages[-1].setdefault(name, []), text, source[: found.start()].rstrip())
        elif (
            kind == "name"
            and re.match(r"\s*[:{<]", source[found.end() :])
            and not _follows_colon(source, found)
        ):
            name = text
        elif kind == "name":
            open_messages[-1].setdefault(name, []).append(text)
    return top


def _follows_colon(source: str, found: re.Match[str]) -> bool:
    return source[: found.start()].rstrip().endswith(":")


def _add_text(values: list[object], literal: str, before: str) -> None:
    """Add a string; one that follows another string directly continues it."""
    content = ESCAPE.sub(_unescaped, literal[1:-1].encode())
    if before.endswith(("'", '"')) and values and isinstance(values[-1], bytes):
        values[-1] += content
    else:
        values.append(content)


def _unescaped(found: re.Match[bytes]) -> bytes:
    octal, two, four, eight, mark = found.groups()
    if octal or two:
        return bytes([int(octal, 8) if octal else int(two, 16)])
    return chr(int(four or eight, 16)).encode() if four or eight else MARKS.get(mark, mark)


def _text(message: Message, name: str) -> str:
    found = message.get(name, [""])[0]
    return found.decode() if isinstance(found, bytes) else str(found)


def _numbered(found: Iterator[tuple[str, Message]]) -> list[Case]:
    seen: dict[str, int] = {}
    made = []
    for path, test in found:
        name = path + _text(test, "name")
        seen[name] = seen.get(name, 0) + 1
        made.append(_case(name if seen[name] == 1 else f"{name}#{seen[name]}", path.split("/")[0], test))
    return made


def _case(name: str, suite: str, test: Message) -> Case:
    kind = _kind(suite, test)
    if kind != "core" or "check_only" in test:
        return Case(name, _text(test, "expr"), {}, None, kind if kind != "core" else "check only")
    bindings = {
        _text(entry, "key"): typed(entry["value"][0]["value"][0]) for entry in test.get("bindings", [])
    }
    return Case(name, _text(test, "expr"), bindings, _expected(test), kind)


def _kind(suite: str, test: Message) -> str:
    if suite in MESSAGES or PROTO.search(repr(test)):
        return "messages"
    called = set(re.findall(r"\.(\w+)\(", _text(test, "expr")))
    if suite == "string_ext" and called and called <= OURS:
        return "core"
    return "extensions" if suite in EXTENSIONS or suite.endswith("_ext") else "core"


def _expected(test: Message) -> object:
    if "value" in test:
        return typed(test["value"][0])
    if "typed_result" in test:
        return typed(test["typed_result"][0]["result"][0])
    return None if "eval_error" in test else ("bool", True)


def typed(value: Message) -> object:
    """Return a cel.expr.Value as a pair of CEL type and plain value; lists and maps hold such pairs."""
    ((field, (raw, *_)),) = value.items() if value else (("list_value", [{}]),)
    if field == "list_value":
        return ("list", [typed(item) for item in raw.get("values", [])])
    if field == "map_value":
        return ("map", [(typed(e["key"][0]), typed(e["value"][0])) for e in raw.get("entries", [])])
    return SCALARS[field](raw)


SCALARS = {
    "null_value": lambda raw: ("null", None),
    "bool_value": lambda raw: ("bool", raw in (True, "true")),
    "int64_value": lambda raw: ("int", int(raw)),
    "uint64_value": lambda raw: ("uint", int(raw)),
    "double_value": lambda raw: ("double", float(raw)),
    "string_value": lambda raw: ("string", raw.decode() if isinstance(raw, bytes) else raw),
    "bytes_value": lambda raw: ("bytes", raw),
    "type_value": lambda raw: ("type", raw.decode() if isinstance(raw, bytes) else raw),
}
