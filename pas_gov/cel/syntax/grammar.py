"""cel-python's grammar as lark reads it, from tables that were worked out before: that takes a tenth of a second.

The tables (grammar.json, written by ``python .ci/grammar.py``) are those of one text of the grammar and one version of
lark, which they name; with any other of either the grammar is worked out again.
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib import resources
from typing import Any

import lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

TABLES = "grammar.json"


def grammar() -> lark.Lark:
    """Return the grammar, ready to be fed with tokens."""
    text = grammar_text()
    stored = json.loads(_tables().read_text(encoding="utf-8"), object_hook=_numbered)
    if stored["of"] != stamp(text):
        return worked_out(text)
    load: Any = lark.Lark._load_from_dict  # as lark's standalone parsers do
    found: lark.Lark = load(*stored["tables"])
    return found


def grammar_text() -> str:
    """Return the text of the grammar that the installed cel-python has."""
    return (resources.files("celpy") / "cel.lark").read_text(encoding="utf-8")


def worked_out(text: str) -> lark.Lark:
    """Return the grammar worked out from its text, with the options that cel-python gives; our own lexer reads."""
    return lark.Lark(
        text,
        parser="lalr",
        lexer="basic",
        start="expr",
        g_regex_flags=re.M,
        propagate_positions=True,
        maybe_placeholders=False,
        priority="invert",
    )


def stamp(text: str) -> dict[str, str]:
    """Return what tables must be of to be used: this text, and the installed lark."""
    return {"lark": lark.__version__, "grammar": hashlib.sha256(text.encode()).hexdigest()}


def tables_of(text: str) -> str:
    """Return the tables of a grammar, as they are stored."""
    tables = worked_out(text).memo_serialize([TerminalDef, Rule])
    return json.dumps({"of": stamp(text), "tables": tables}, separators=(",", ":")) + "\n"


def _tables() -> Any:
    return resources.files("pas_gov.cel.syntax") / TABLES


def _numbered(found: dict[str, Any]) -> dict[Any, Any]:
    """Return a mapping of numbers as one of numbers: JSON's keys are texts."""
    return {int(key): value for key, value in found.items()} if all(map(str.isdigit, found)) else found
