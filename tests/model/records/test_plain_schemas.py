"""Schemas as other tools read them: every key described, and only JSON Schema's own words in what is printed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cases import each_of
from npm import Absent, package

from pas_gov.model.records.plain_schema import plain_schema_text
from pas_gov.model.records.schema import SCHEMAS, schema

NAMES = sorted(path.stem for path in Path(SCHEMAS).glob("*.json"))


@each_of("name", NAMES)
def test_every_key_says_what_it_is_for(name):
    assert [path for path, part in keys(schema(name)) if "description" not in resolved(name, part)] == []


@each_of("name", NAMES)
def test_the_printed_schema_has_the_same_keys_and_no_words_of_ours(name):
    plain = json.loads(plain_schema_text(name))
    assert {path for path, _ in keys(schema(name))} <= {path for path, _ in keys(plain)}
    assert "patternErrorMessage" not in json.dumps(plain)
    jsonschema.Draft7Validator.check_schema(plain)


@each_of("value", ["4h", "99.9%", 12, 0.5, "-1%"])
def test_a_value_of_several_types_is_accepted_as_before(value):
    assert [jsonschema.Draft7Validator(one).is_valid(value) for one in values()] == [True, True]


@each_of("value", ["soon", "4 h", "", None, True, []])
def test_a_value_that_is_none_is_refused_as_before(value):
    assert [jsonschema.Draft7Validator(one).is_valid(value) for one in values()] == [False, False]


@pytest.mark.whole
def test_ajv_compiles_each_printed_schema_in_its_strict_mode(tmp_path):
    try:
        folder = package("ajv-dist@8.17.1")
    except Absent as absent:
        pytest.skip(str(absent))
    for name in NAMES:
        (tmp_path / f"{name}.json").write_text(plain_schema_text(name))
    script = f"""
        const Ajv = require({json.dumps(str(folder / "dist/ajv7.min.js"))});
        for (const path of process.argv.slice(1)) {{
          const ajv = new Ajv({{strict: true, formats: {{date: true}}}});
          try {{ ajv.compile(JSON.parse(require("fs").readFileSync(path))); }}
          catch (error) {{ console.log(path, error.message); }}
        }}"""
    command = ["node", "-e", script, *(str(tmp_path / f"{name}.json") for name in NAMES)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""


def values() -> list[dict[str, Any]]:
    """Return what a term's value may be, in the shipped schema and in the printed one."""
    return [
        one["definitions"]["value"] for one in (schema("promise"), json.loads(plain_schema_text("promise")))
    ]


def keys(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path and the schema of each key that a document may have; parts of a condition are none."""
    if isinstance(part, dict):
        named = part.get("properties")
        if isinstance(named, dict):
            yield from ((f"{path}/{name}", one) for name, one in named.items())
        for step, value in part.items():
            if step not in ("if", "then", "else"):
                yield from keys(value, f"{path}/{step}")
    elif isinstance(part, list):
        for place, one in enumerate(part):
            yield from keys(one, f"{path}/{place}")


def resolved(name: str, part: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that a reference leads to, unless the key is described where it stands."""
    while "$ref" in part and "description" not in part:
        part = schema(name)["definitions"][part["$ref"].rpartition("/")[2]]
    return part
