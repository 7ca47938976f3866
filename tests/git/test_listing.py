"""A listing that is fine as a whole is one in which nothing is wrong with any path."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from pas_gov.git import listing
from pas_gov.snapshot import File

PART = st.sampled_from(
    ["a", "A", "b.yaml", "..", ".git", ".Git", "", "é", "\u200b", "a\n", "\udc80", "x" * 130, "\u212a" * 90]
)
PATHS = st.lists(st.lists(PART, min_size=1, max_size=3).map("/".join).map("promises/".__add__), max_size=6)


@given(PATHS)
@example(["promises/a\n", "promises/a"])
@example(["promises/b.yaml", "promises/a/b.yaml"])
@example(["promises/b.yaml", "promises/b.yaml"])
@example([])
def test_asked_of_all_or_of_each(paths: list[str]):
    entries = [File(path, "100644", "1" * 40) for path in paths]

    def listed() -> object:
        found = listing.listing_snapshot("here", entries, lambda _: {})
        return list(found.files.items()), found.problems

    asked_of_all = listed()
    with patch.object(listing, "_are_fine", lambda _: False):
        assert listed() == asked_of_all


def test_letters_that_become_plain_in_lower_case_are_not_fine():
    assert not listing._are_fine(["promises/\u212a.yaml"])


def test_plain_paths_are_fine():
    assert listing._are_fine(["promises", "promises/core", "promises/core/a-1.yaml", "README.md"])
    assert listing._are_fine([])
    assert not listing._are_fine(["promises/a", "promises/A"])
