"""README.md beside this names, for each fault that was found with others' programs, tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

from cases import each_of
from roots import ROOT

PAGE = (Path(__file__).parent / "README.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@each_of(("path", "name"), NAMED)
def test_what_it_names_is_there(path, name):
    assert re.search(rf"^ *def {name}\(", (ROOT / path).read_text(), re.MULTILINE), name


def test_each_row_has_one():
    rows = re.findall(r"^\| ([EF]\d) \|.*\|([^|]*)\|$", PAGE, re.MULTILINE)
    assert [row for row, _ in rows] == [*(f"E{n}" for n in range(1, 6)), *(f"F{n}" for n in range(1, 9))]
    assert [row for row, held in rows if "`tests/" not in held] == []


def test_the_jobs_that_it_names_are_there():
    jobs = (ROOT / ".github/workflows/ci.yml").read_text()
    assert re.findall(r"^  (bounds|systems):$", jobs, re.MULTILINE) == ["systems", "bounds"]
