"""From a sentence to the gate: every command of the tutorial is run, and prints what the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cases import each_of
from documented_commands import blocks, plain, plain_outputs
from roots import ROOT

PAGE = ROOT / "docs/writing-a-policy.md"


@pytest.mark.whole
def test_the_tutorial_is_true(tmp_path: Path) -> None:
    text = PAGE.read_text()
    commands, shown = blocks(text, "sh"), blocks(text, "text")
    printed = plain_outputs(commands, tmp_path)
    assert len(shown) == len(printed) - 1, "only the first block prints nothing"
    for output, expected in zip(printed[1:], shown, strict=True):
        assert output == plain(expected)


@each_of("page", sorted(PAGE.parent.glob("*.md")), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^):#]+)[)#]", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []
