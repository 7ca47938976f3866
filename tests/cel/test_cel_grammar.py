"""The stored tables of the grammar: of what is installed, and the same as the grammar worked out from its text."""

from __future__ import annotations

import json
import random

import lark
import pytest
from cel_expressions import expression

from pas_gov.cel.problems import Unreadable
from pas_gov.cel.syntax import grammar, parser

WRONG = ("", "a +", "a b", "a and b", "(a", "[1, 2", "a ? b", "1 + + 2", "a.", "x.all(y)", "not a", "{1: }")


def read(text: str) -> object:
    try:
        return repr(parser.parse(text))
    except Unreadable as unreadable:
        return unreadable.fault


def forget() -> None:
    parser._grammar.cache_clear()
    parser._folding.cache_clear()


def test_the_tables_are_of_the_installed_grammar_and_lark():
    stored = json.loads(grammar._tables().read_text(encoding="utf-8"))
    if stored["of"]["lark"] != lark.__version__:
        pytest.skip("another lark is installed, for which the grammar is worked out")
    assert stored["of"] == grammar.stamp(grammar.grammar_text())


@pytest.mark.whole
def test_they_read_and_refuse_as_the_grammar_worked_out_does(monkeypatch):
    choose = random.Random(1).choice
    texts = [*WRONG, *(expression(choose) for _ in range(100))]
    stored = [read(text) for text in texts]
    monkeypatch.setattr(parser, "grammar", lambda: grammar.worked_out(grammar.grammar_text()))
    forget()
    assert [read(text) for text in texts] == stored
    forget()


def test_of_any_other_grammar_they_are_not_used(monkeypatch):
    monkeypatch.setattr(grammar, "stamp", lambda _: {"lark": "0", "grammar": ""})
    worked_out = []
    monkeypatch.setattr(grammar, "worked_out", worked_out.append)
    grammar.grammar()
    assert worked_out == [grammar.grammar_text()]
