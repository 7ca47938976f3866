"""The shipped JSON Schemas: what a record of each kind may hold."""

from __future__ import annotations

import functools
import json
import os
import re
from typing import Any, Literal

Kind = Literal["promise", "policy", "policy-test", "waiver", "settings", "answers", "frozen"]
KINDS: tuple[Kind, ...] = ("promise", "policy", "policy-test", "waiver", "settings")  # a repository's files

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
