"""docs/design.md names files that are there, and shows every room of the import contract."""

from __future__ import annotations

import re
from collections import Counter

from cases import each_of
from roots import ROOT

PAGE = (ROOT / "docs/design.md").read_text()
NAMED = sorted(set(re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.py)?|[a-z_]+\.py)`", PAGE)))


@each_of("path", NAMED)
def test_what_it_names_is_there(path):
    anywhere = (ROOT / "pas_gov").rglob(path) if "/" not in path else ()
    assert any((folder / path).exists() for folder in (ROOT, ROOT / "pas_gov")) or any(anywhere), path


def test_it_is_about_files_of_every_kind():
    assert len(NAMED) > 20


def test_each_module_of_tests_has_a_name_of_its_own():
    """Two of one name are refused by pytest, but only by a run that has both."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert {name for name, times in names.items() if times > 1} == set()
