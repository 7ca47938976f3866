"""Commands that a message prints hold what came with somebody's files as words alone: pasted, they do nothing else."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from cases import each_of

import pas_gov
from pas_gov.authoring.saving.targets import ignored
from pas_gov.diagnostics import pasted
from pas_gov.git import IgnoreRule
from pas_gov.git.refs import _how_to_fetch
from pas_gov.git.repository import _not_opened
from pas_gov.git.worktree import _not_committed, _unreadable

HOSTILE = ("$(touch P)", "`touch P`", "a;touch P", "a&b", "a'b", 'a"b', "a b", "\u202ea", "~", "*")


@each_of("text", HOSTILE)
def test_a_word_stays_one_word(text):
    assert len(shlex.split(pasted(text))) == 1
    assert "\u202e" not in pasted(text)


def test_a_plain_word_is_printed_as_it_is():
    assert pasted("promises/core/a-b_c.yaml") == "promises/core/a-b_c.yaml"


@each_of("text", HOSTILE)
def test_remedies_that_name_a_path_or_a_ref_quote_it(text):
    path = f"promises/core/{text}/x.yaml"
    rule = IgnoreRule(".gitignore", 1, "*")
    told = (
        ignored({path: rule}).remedy,
        _not_committed(path).remedy,
        _unreadable(path, OSError(13, "no")).remedy,
        _how_to_fetch(f"origin/{text}"),
        _not_opened(f"/{text}", "dubious ownership").remedy,
    )
    for remedy, word in zip(
        told, (path, path, path, f"{text}:refs/remotes/origin/{text}", f"/{text}"), strict=True
    ):
        assert pasted(word) in remedy


COMMAND = re.compile(
    r"""(?:git (?!ignores)[a-z-]+|pas-gov [a-z]+|ls -ld)[^"{]*\{(printable\(|shown\}|path\}|ref\})"""
)


def test_no_printed_command_names_a_path_or_a_ref_unquoted():
    folder = Path(pas_gov.__file__).parent
    lines = ((one, line) for one in folder.rglob("*.py") for line in one.read_text("utf-8").splitlines())
    assert [
        (one.name, line.strip()) for one, line in lines if COMMAND.search(line) and "message" not in line
    ] == []
